/** Every workload under every collector: its own check, the same results, the same counts each time. */
import { describe, expect, it } from 'vitest';
import { measureWorkload } from '../../src/harness/bench/measure-workload.ts';
import { Random, type Workload, workloads } from '../../src/workloads/index.ts';
import { collectors } from '../../strategies/index.ts';

/** Small enough for a test; several collections in the heap below. */
const SMALL: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  gcbench: { depth: 10 },
  'binary-trees': { depth: 10 },
  lists: { lists: 30, length: 1000 },
  rings: { rings: 5000, size: 6 },
  'dropped-rings': { rings: 1000, size: 10 },
  queue: { operations: 50_000, live: 2000 },
  decay: { operations: 50_000, live: 2000 },
  lru: { accesses: 20_000, capacity: 500, keys: 4000 },
  splay: { operations: 500, size: 300 },
  dials: { megabytes: 2, liveMegabytes: 0.25, pinnedPercent: 5, finalizablePercent: 5 },
  'static-random': { objects: 5000 },
  'static-tree': { objects: 5000 },
  'static-list': { objects: 5000 },
  'half-dead': { objects: 5000 },
};
const HEAP_BYTES = 16 << 20;
const METER = { wall: () => 0, cpu: () => 0, residentBytes: () => 0 };
const RECLAIMING = collectors().filter(({ traits }) => traits.reclaims);

function measured(workload: Workload, collector: (typeof RECLAIMING)[number]) {
  const params = SMALL[workload.name]!;
  return measureWorkload(workload, { params, collector, heapBytes: HEAP_BYTES, seed: 7, warmup: 1 }, METER)
    .counts;
}

describe.each(workloads.map((workload) => [workload.name, workload] as const))('%s', (_, workload) => {
  it('gives the same result under every collector, and the same counts each time', () => {
    const all = RECLAIMING.map((collector) => measured(workload, collector));
    for (const counts of all) {
      expect(counts.results).toEqual(all[0]!.results);
      expect(counts.allocations).toEqual(all[0]!.allocations);
    }
    expect(RECLAIMING.map((collector) => measured(workload, collector))).toEqual(all);
  });
});

/** From the program's own definition, as published with it. */
it.each([
  ['gcbench', 10, 27_046],
  ['binary-trees', 10, 135_854],
])('%s of depth %d makes %d nodes', (name, depth, nodes) => {
  const workload = workloads.find((each) => each.name === name)!;
  const options = { params: { depth }, collector: RECLAIMING[1]!, heapBytes: 32 << 20, seed: 1, warmup: 0 };
  const { results, allocations } = measureWorkload(workload, options, METER).counts;
  expect(results.nodes).toBe(nodes);
  expect(allocations.objects).toBe(nodes + (name === 'gcbench' ? 1 : 0)); // its array
});

it('draws the numbers of the baselines', () => {
  const random = new Random(12345);
  expect([random.next(), random.next(), random.next()]).toEqual([3336926330, 1697253807, 2816511904]);
  expect([...new Random(5).permutation(20)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, i) => i),
  );
});
