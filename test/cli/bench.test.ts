/** `midden bench` over fake measurements: what is asked for, what is written, what is wrong. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchDocumentSchema } from '../../src/harness/bench/document.ts';
import { midden } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'midden-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const HEAP = ['--heap', '64M'];

function file(name: string, content: string): string {
  writeFileSync(path(name), content);
  return path(name);
}

async function bench(...argv: string[]) {
  return midden('bench', ...HEAP, ...argv);
}

async function document(...argv: string[]) {
  const { stdout } = await bench('--json', '-', ...argv);
  return benchDocumentSchema.parse(JSON.parse(stdout));
}

describe('bench', () => {
  it('measures GCBench under every collector that reclaims, by default', async () => {
    const { series, options } = await document();
    // The fixtures reclaim nothing.
    expect(series).toEqual([]);
    expect(options).toEqual({ heap: '64M', runs: 5, warmup: 2, seed: 12345 });
  });

  it('takes workloads and collectors, each once', async () => {
    const { series } = await document(
      'queue',
      'gcbench:depth=14',
      '--collectors',
      'all,mark-sweep',
      '--runs',
      '2',
    );
    expect(series.map(({ workload, collector }) => `${workload} ${collector}`)).toEqual([
      'queue refcount-cycle',
      'queue mark-sweep',
      'gcbench:depth=14 refcount-cycle',
      'gcbench:depth=14 mark-sweep',
    ]);
    expect(series.every(({ samples }) => samples.length === 2)).toBe(true);
  });

  it('prints one table for each workload', async () => {
    const { code, stdout } = await bench('queue', '--collectors', 'all');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^queue\n/);
    expect(stdout).toMatch(/time, median \(ms\) +100 +100\n/);
    expect(stdout).toMatch(/ratio to the first +1 +1\.00 \[1\.00, 1\.00\]\n/);
    expect(stdout).toMatch(/work: objects marked +3 +3\n/);
  });

  it('says what does not run in a heap', async () => {
    const { stdout } = await midden('bench', '--heap', '2M', '--collectors', 'all');
    expect(stdout).toContain('refcount-cycle: does not run in a heap of 2 MiB');
  });

  it('writes comma-separated values', async () => {
    await bench('--collectors', 'all', '--runs', '2', '--csv', path('r.csv'));
    const lines = readFileSync(path('r.csv'), 'utf8').trimEnd().split('\n');
    expect(lines[0]).toMatch(/^workload,collector,heap_bytes,run,wall_ms,.*work_objectsMarked,work_units$/);
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 5).join(','))).toContain(
      'gcbench,mark-sweep,67108864,2,100',
    );
    expect(lines).toHaveLength(1 + 4);
  });

  it('lists what there is', async () => {
    const { stdout } = await midden('bench', '--list');
    expect(stdout).toMatch(/^gcbench +depth=16 +GCBench: /m);
  });
});

describe('a comparison', () => {
  let old = '';
  beforeAll(async () => {
    old = path('old.json');
    await bench('queue', '--collectors', 'mark-sweep', '--json', old);
  });

  /** The same results, but that much slower. */
  function slower(factor: number): string {
    const document = benchDocumentSchema.parse(JSON.parse(readFileSync(old, 'utf8')));
    for (const { samples } of document.series) {
      samples.forEach((sample, k) => {
        sample.wall *= factor * (1 + k / 1000);
      });
    }
    return file('slower.json', JSON.stringify(document));
  }

  it('exits with 0 where nothing changed, and with 1 where something became slower', async () => {
    const same = await bench('queue', '--collectors', 'mark-sweep', '--compare', old);
    expect(same.code).toBe(0);
    expect(same.stdout).toMatch(/queue +mark-sweep +× 1\.00 .*no change/);
    const worse = await midden('bench', '--from', slower(1.5), '--compare', old);
    expect(worse.code).toBe(1);
    expect(worse.stdout).toMatch(/queue +mark-sweep +× 1\.50 .*slower/);
    expect((await midden('bench', '--from', slower(0.5), '--compare', old)).code).toBe(0);
  });

  it('writes a baseline where there is none, and keeps it from then on', async () => {
    const baseline = path('baseline.json');
    expect((await bench('queue', '--collectors', 'mark-sweep', '--baseline', baseline)).code).toBe(0);
    expect(existsSync(baseline)).toBe(true);
    const before = readFileSync(baseline, 'utf8');
    const { code, stdout } = await midden('bench', '--from', slower(2), '--baseline', baseline);
    expect(code).toBe(1);
    expect(stdout).toContain('slower');
    expect(readFileSync(baseline, 'utf8')).toBe(before);
  });
});

describe('a usage error of bench', () => {
  const odd = file('odd.json', '{"format": 7}');
  const text = file('text.txt', 'hello');
  it.each([
    ['an unknown workload', ['gcbensh'], /unknown workload "gcbensh"; did you mean "gcbench"\?/],
    [
      'an unknown parameter',
      ['gcbench:deth=3'],
      /workload gcbench: unknown parameter "deth"; did you mean "depth"/,
    ],
    ['an unreadable parameter', ['gcbench:18'], /unreadable parameter "18": expected name=number/],
    ['a missing module', ['./none.ts'], /no such workload file: \.\/none\.ts/],
    ['a missing program', ['none.py'], /no such file: none\.py/],
    ['a file that is no module', [text], /text\.txt is no workload: expected a module/],
    [
      'an unknown collector',
      ['--collectors', 'mark-swep'],
      /--collectors: unknown collector "mark-swep"; did you mean/,
    ],
    ['no collector', ['--collectors', ''], /--collectors: unknown collector ""/],
    ['a heap below the smallest', ['--heap', '0.5x'], /--heap: a heap of 0\.5x is out of range/],
    ['an unreadable heap', ['--heap', 'x2'], /--heap: unreadable size "x2"/],
    ['no runs', ['--runs', '0'], /--runs: unreadable number "0"/],
    ['too many runs', ['--runs', '100000'], /--runs: 100000 is too many: expected 1000 at most/],
    [
      'a missing folder',
      ['--csv', '/none/there/r.csv'],
      /cannot write \/none\/there\/r\.csv: there is no directory/,
    ],
    ['a missing comparison', ['--compare', path('none.json')], /--compare: cannot read .*none\.json/],
    [
      'a comparison with something else',
      ['--compare', odd],
      /odd\.json is not what midden bench --json writes/,
    ],
    ['a baseline and a comparison', ['--compare', odd, '--baseline', odd], /exclude each other/],
    ['a profile in a file', ['--profile', join(odd, 'x')], /cannot write into .*odd\.json/],
  ])('%s', async (_, argv, message) => {
    const { code, stdout, stderr } = await midden('bench', ...argv);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^midden: /);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
