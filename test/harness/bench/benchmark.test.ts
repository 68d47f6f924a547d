/** Plans, searches and comparisons over fake measurements. */
import { describe, expect, it } from 'vitest';
import { type BenchmarkPlan, runBenchmark, stepsOf } from '../../../src/harness/bench/benchmark.ts';
import { compareBenchmarks, hasRegression } from '../../../src/harness/bench/changes.ts';
import { benchCsv } from '../../../src/harness/bench/csv.ts';
import { type BenchDocument, benchDocumentSchema, type Series } from '../../../src/harness/bench/document.ts';
import type { Measure, MeasureRequest } from '../../../src/harness/bench/measurement.ts';
import { findMinimumHeap } from '../../../src/harness/bench/minimum-heap.ts';
import { noiseWarnings } from '../../../src/harness/bench/noise.ts';
import { fakeAnswer } from '../fake-measure.ts';

const MEGABYTE = 1 << 20;

function plan(change: Partial<BenchmarkPlan> = {}): BenchmarkPlan {
  const named = (name: string) => ({ label: name, source: { kind: 'named', name } as const, params: {} });
  return {
    workloads: [named('one'), named('two')],
    collectors: [
      { label: 'a', source: 'a', reclaims: true },
      { label: 'b', source: 'b', reclaims: true },
      { label: 'none', source: 'none', reclaims: false },
    ],
    heap: { kind: 'factor', factor: 2 },
    runs: 3,
    warmup: 2,
    seed: 1,
    ...change,
  };
}

/** By collector. */
const MINIMA: Readonly<Record<string, number>> = { a: 3 * MEGABYTE, b: 20 * MEGABYTE, none: 900 * MEGABYTE };

async function run(wanted: BenchmarkPlan) {
  const requests: MeasureRequest[] = [];
  const kept = new Map<string, number>();
  let steps = 0;
  const measure: Measure = async (request) => {
    requests.push(request);
    return fakeAnswer(request, MINIMA[request.collector]!);
  };
  const cache = {
    get: (workload: string, collector: string) => kept.get(workload + collector),
    set: (workload: string, collector: string, bytes: number) => {
      kept.set(workload + collector, bytes);
    },
  };
  const hooks = { measure, cache, onStep: () => steps++ };
  const series = await runBenchmark(wanted, hooks);
  return { series, requests, steps, again: () => runBenchmark(wanted, hooks) };
}

describe('a benchmark', () => {
  it('finds the smallest heaps, and gives all that reclaim the same multiple of the largest of them', async () => {
    const { series } = await run(plan());
    for (const workload of ['one', 'two']) {
      const [a, b, none] = series.filter((each) => each.workload === workload);
      for (const [found, least] of [
        [a!, MINIMA.a!],
        [b!, MINIMA.b!],
        [none!, MINIMA.none!],
      ] as const) {
        expect(found.minimumHeapBytes).toBeGreaterThanOrEqual(least);
        expect(found.minimumHeapBytes).toBeLessThanOrEqual(least * 1.06);
      }
      expect(a!.heapBytes).toBe(b!.heapBytes);
      expect(b!.heapBytes).toBe(2 * b!.minimumHeapBytes!);
      expect(none!.heapBytes).toBe(2 * none!.minimumHeapBytes!);
    }
  });

  it('searches once: the next call knows', async () => {
    const { requests, again } = await run(plan());
    const before = requests.length;
    await again();
    expect(requests.length - before).toBe(2 * 3 * 3);
  });

  it('measures every pair once in each round, in another order, the same for the same seed', async () => {
    const wanted = plan({ heap: { kind: 'bytes', bytes: 4096 * MEGABYTE } });
    const orders = async (seed: number) => {
      const { requests } = await run({ ...wanted, seed });
      const names = requests.map(({ workload, collector }) => `${JSON.stringify(workload)} ${collector}`);
      return [names.slice(0, 6), names.slice(6, 12), names.slice(12)];
    };
    const rounds = await orders(1);
    for (const round of rounds) expect([...round].sort()).toEqual([...rounds[0]!].sort());
    expect(new Set(rounds[0]).size).toBe(6);
    expect(rounds[1]).not.toEqual(rounds[0]);
    expect(await orders(1)).toEqual(rounds);
    expect(await orders(2)).not.toEqual(rounds);
  });

  it('takes as many steps as it says', async () => {
    for (const wanted of [plan(), plan({ heap: { kind: 'bytes', bytes: MEGABYTE } })]) {
      expect((await run(wanted)).steps).toBe(stepsOf(wanted));
    }
  });

  it('goes on when a heap is too small, and says so', async () => {
    const { series } = await run(plan({ heap: { kind: 'bytes', bytes: 8 * MEGABYTE } }));
    expect(series.map(({ outcome }) => outcome).slice(0, 3)).toEqual(['measured', 'exhausted', 'exhausted']);
    expect(series[1]).toMatchObject({ counts: null, samples: [] });
    expect(benchCsv(series).trimEnd().split('\n')).toHaveLength(1 + 2 * 3);
  });
});

it('says why there is no smallest heap', async () => {
  const request = {
    workload: { kind: 'named', name: 'x' },
    params: {},
    collector: 'a',
    seed: 1,
    warmup: 0,
  } as const;
  expect(await findMinimumHeap(request, async () => ({ type: 'exhausted' }))).toEqual({ type: 'none' });
  expect(await findMinimumHeap(request, async () => ({ type: 'failed', message: 'lost a node' }))).toEqual({
    type: 'failed',
    message: 'lost a node',
  });
});

// ---- Comparisons

function document(walls: readonly number[], units = 12): BenchDocument {
  const request = { heapBytes: MEGABYTE } as MeasureRequest;
  const measured = walls.map((wall) => {
    const answer = fakeAnswer(request, 0, wall);
    if (answer.type !== 'measured') throw new Error('the fake measures');
    return answer.measurement;
  });
  const series: Series = {
    workload: 'one',
    collector: 'a',
    heapBytes: MEGABYTE,
    minimumHeapBytes: null,
    outcome: 'measured',
    deterministic: true,
    counts: { ...measured[0]!.counts, work: { units } },
    samples: measured.map(({ times }) => times),
  };
  return benchDocumentSchema.parse({
    midden: '0',
    format: 1,
    when: '2000-01-01T00:00:00.000Z',
    machine: { cpu: 'c', cores: 4, memoryBytes: 1, system: 's', node: 'n', v8: 'v', loadBefore: 0.1 },
    options: { heap: '2x', runs: walls.length, warmup: 2, seed: 1 },
    series: [series],
  });
}

const QUIET = [100, 101, 99, 100.5, 99.5];

describe('a comparison', () => {
  it.each([
    ['slower', QUIET.map((wall) => wall * 1.2), true],
    ['faster', QUIET.map((wall) => wall * 0.8), false],
    ['no change', [100.1, 100.9, 99.1, 100.4, 99.6], false],
    ['no change', QUIET.map((wall) => wall * 1.02), false], // below what matters
    ['no change', [80, 130, 95, 140, 70], false], // above it, but noise
    ['too few runs', [150, 151, 152, 153], false],
  ])('finds %s', (verdict, walls, regression) => {
    const found = compareBenchmarks(document(QUIET), document(walls));
    expect(found.changes.map((change) => change.verdict)).toEqual([verdict]);
    expect(hasRegression(found)).toBe(regression);
  });

  it('names every count that differs', () => {
    const [change] = compareBenchmarks(document(QUIET), document(QUIET, 13)).changes;
    expect(change!.work).toEqual([{ name: 'units', old: 12, now: 13 }]);
  });

  it('names what is only in one of the two', () => {
    const old = document(QUIET);
    const now = { ...old, series: old.series.map((series) => ({ ...series, collector: 'b' })) };
    expect(compareBenchmarks(old, now)).toEqual({ changes: [], unmatched: ['one under b', 'one under a'] });
  });
});

describe('a noisy machine', () => {
  it('is not seen where there is none', () => {
    expect(noiseWarnings(document(QUIET))).toEqual([]);
  });

  it('is seen by its load, by scattering times and by processes that waited', () => {
    const noisy = document([100, 140, 90, 180, 100]);
    noisy.machine.loadBefore = 3;
    noisy.series[0]!.samples[0]!.cpu = 50;
    expect(noiseWarnings(noisy)).toEqual([
      expect.stringContaining('load 3.0 on 4 cores'),
      expect.stringContaining('times scatter'),
      expect.stringContaining('waited for a core: one under a'),
    ]);
  });
});
