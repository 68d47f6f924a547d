import { describe, expect, it } from 'vitest';
import { World } from './harness.ts';

/** A random graph of arrays and pairs; returns its nodes and, for each, where it points. */
function randomGraph(world: World, nodes: number, seed: number): { refs: number[]; edges: number[][] } {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const { runtime } = world;
  const slots = Array.from({ length: nodes }, () => (random(5) === 0 ? random(40) : -1));
  const refs = slots.map((count) =>
    count < 0 ? runtime.allocate(world.pair) : runtime.allocateVariable(world.array, count),
  );
  const edges = refs.map((ref, k) => {
    const count = slots[k]! < 0 ? 2 : slots[k]!;
    const from = runtime.shapes.slotsEnd(runtime.i32, ref) - count;
    return Array.from({ length: count }, (_, slot) => {
      const target = random(4) === 0 ? -1 : random(nodes);
      runtime.store(ref, from - ref + slot, target < 0 ? 0 : refs[target]!);
      return target;
    });
  });
  return { refs, edges };
}

function reachable(edges: number[][], roots: number[]): Set<number> {
  const seen = new Set(roots);
  for (const node of seen) for (const next of edges[node]!) if (next >= 0) seen.add(next);
  return seen;
}

describe('marking', () => {
  it.each([1 << 24, 64, 100])(
    'finds exactly what is reachable, with a list of at most %d entries',
    (markListMax) => {
      let rescans = 0;
      for (let seed = 1; seed <= 12; seed++) {
        const world = new World({ heapBytes: 1 << 22, verify: true, collectorOptions: { markListMax } });
        const { refs, edges } = randomGraph(world, 3000, seed);
        const roots = [0, 1, 2].map((k) => k * 31 * seed);
        for (const root of roots) world.runtime.roots.statics.push(refs[root]!);
        const live = reachable(edges, roots);
        const expected = refs.filter((_, k) => live.has(k)).sort((a, b) => a - b);
        expect(world.collect().freedObjects).toBe(refs.length - live.size);
        expect(world.objects()).toEqual(expected);
        rescans += world.decisions('mark-overflow').length;
      }
      if (markListMax === 64) expect(rescans).toBeGreaterThan(0);
      if (markListMax > 1000) expect(rescans).toBe(0);
    },
  );

  it('scans an array that is larger than the list may be', () => {
    const world = new World({ heapBytes: 1 << 22, collectorOptions: { markListMax: 64 } });
    const { mutator, runtime } = world;
    mutator.pushFrame(2);
    mutator.allocate(0, world.array, 5000);
    for (let k = 0; k < 5000; k++) {
      mutator.allocate(1, world.pair);
      mutator.store(0, k, 1);
    }
    const more = runtime.allocate(world.pair);
    runtime.store(mutator.peek(1), 4, more);
    mutator.clear(1);
    expect([world.collect().freedObjects, world.objects().length]).toEqual([0, 5002]);
    expect(world.decisions('mark-overflow')).toHaveLength(1);
  });

  it('marks a list of a million nodes', () => {
    const world = new World({ heapBytes: 1 << 26 });
    world.mutator.pushFrame(2);
    world.list(0, 1, 1_000_000);
    world.collect();
    expect(world.collector.cells.liveObjects).toBe(1_000_000);
    world.mutator.clear(0);
    expect(world.collect().freedObjects).toBe(1_000_000);
  });

  it('takes every kind of root', () => {
    const world = new World();
    const { runtime, mutator } = world;
    const make = () => runtime.allocate(world.pair);
    mutator.pushFrame(1);
    mutator.allocate(0, world.pair);
    runtime.roots.addStatic(make());
    runtime.roots.handles.push(make());
    const handle = runtime.externals.hold(make(), 'extension');
    runtime.roots.addStack({ words: Int32Array.of(make(), 0, 12345), top: 2 });
    make();
    expect(world.collect().freedObjects).toBe(1);
    expect(world.objects()).toHaveLength(5);
    runtime.externals.drop(handle);
    expect(world.collect().freedObjects).toBe(1);
  });
});
