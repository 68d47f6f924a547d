/** Measurements in processes of their own, as users make them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type { MeasureRequest } from '../../../src/harness/bench/measurement.ts';
import { measureInProcess } from '../../../src/harness/node/measure-in-process.ts';
import { PACKAGE_ROOT } from '../../../src/harness/node/package-root.ts';

const inPackage = (path: string) => join(PACKAGE_ROOT, path);
const urlOf = (path: string) => pathToFileURL(inPackage(path)).href;

const GCBENCH: MeasureRequest = {
  workload: { kind: 'named', name: 'gcbench' },
  params: { depth: 8 },
  collector: 'generational-compacting',
  heapBytes: 32 << 20,
  seed: 1,
  warmup: 1,
};
const PYTHON: MeasureRequest = {
  ...GCBENCH,
  workload: {
    kind: 'python',
    path: inPackage('src/workloads/python/rings.py'),
    argv: ['300', '10'],
    platform: 'cpython-3.11',
  },
  params: {},
  warmup: 0,
};

async function measured(request: MeasureRequest) {
  const answer = await measureInProcess(request);
  if (answer.type !== 'measured') throw new Error(JSON.stringify(answer));
  return answer.measurement;
}

it('counts the same in every process, and takes time', async () => {
  const counting = { ...GCBENCH, collector: 'refcount-cycle' };
  const [first, second] = [await measured(counting), await measured(counting)];
  expect(second.counts).toEqual(first.counts);
  expect(first.counts.work.units).toBeGreaterThan(0);
  expect(first.times.wall).toBeGreaterThan(0);
  expect(first.times.residentBytes).toBeGreaterThan(1 << 20);
});

it('measures Python programs', async () => {
  const { counts } = await measured(PYTHON);
  expect(counts.pythonSteps).toBeGreaterThan(3000 * 10);
  expect(counts.results.outputCharacters).toBe('13500\n'.length);
  expect(await measured({ ...PYTHON, collector: 'refcount-cycle' })).toMatchObject({
    counts: { results: counts.results },
  });
});

it('takes a workload and a collector of one’s own', async () => {
  const { counts } = await measured({
    ...GCBENCH,
    workload: { kind: 'module', url: urlOf('examples/workloads/stack.ts') },
    params: { steps: 5000 },
    collector: urlOf('examples/collectors/first-fit.ts'),
  });
  expect(counts.results.height).toBeGreaterThan(0);
  expect(
    await measured({
      ...GCBENCH,
      workload: { kind: 'module', url: urlOf('examples/workloads/stack.ts') },
      params: { steps: 5000 },
    }),
  ).toMatchObject({ counts: { results: counts.results } });
});

it('says what is wrong', async () => {
  expect(await measureInProcess({ ...GCBENCH, heapBytes: 1 << 20, collector: 'mark-sweep' })).toEqual({
    type: 'exhausted',
  });
  const queue = {
    ...PYTHON.workload,
    path: inPackage('src/workloads/python/queue.py'),
    argv: ['9', '50000'],
  };
  expect(
    await measureInProcess({ ...PYTHON, workload: queue as MeasureRequest['workload'], heapBytes: 1 << 20 }),
  ).toEqual({ type: 'exhausted' });
  const stack = { kind: 'module', url: urlOf('examples/workloads/stack.ts') } as const;
  expect(await measureInProcess({ ...GCBENCH, workload: stack, params: { dept: 8 } })).toMatchObject({
    type: 'usage-error',
    message: expect.stringMatching(/^workload stack: unknown parameter "dept"; did you mean "depth"\?/),
  });
  const collector = { kind: 'module', url: urlOf('examples/collectors/first-fit.ts') } as const;
  expect(await measureInProcess({ ...GCBENCH, workload: collector })).toMatchObject({
    type: 'usage-error',
    message: expect.stringMatching(
      /first-fit\.ts exports no workload: expected `export const workload: Workload/,
    ),
  });
});

it('writes a CPU profile that DevTools and speedscope open', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'midden-'));
  await measureInProcess(GCBENCH, { directory, name: 'one.cpuprofile' });
  const files = readdirSync(directory);
  const profile = JSON.parse(readFileSync(join(directory, files[0]!), 'utf8'));
  rmSync(directory, { recursive: true });
  expect(files).toEqual(['one.cpuprofile']);
  expect(Object.keys(profile)).toEqual(expect.arrayContaining(['nodes', 'samples', 'timeDeltas']));
});
