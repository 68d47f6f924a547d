/** What the collector says about its heap: enumeration, lazy sweeping, growth in place, events, invariants. */
import { describe, expect, it, vi } from 'vitest';
import { FLAG_SIDE_ID, HEADER_WORDS } from '../../../src/heap/layout.ts';
import { World } from './harness.ts';

describe('lazy sweeping', () => {
  it('sweeps on allocation, in address order, not in the pause', () => {
    const world = new World();
    const { mutator, collector } = world;
    mutator.pushFrame(3);
    world.list(0, 1, 4000);
    const all = world.objects();
    // Every other node goes.
    mutator.copy(1, 0);
    for (let k = 0; k < 1999; k++) {
      mutator.load(2, 1, 0);
      mutator.load(2, 2, 0);
      mutator.store(1, 0, 2);
      mutator.copy(1, 2);
    }
    world.collect();
    const swept = collector.work.cellsSwept;
    const live = new Set(world.objects());
    expect(live.size).toBe(2001);
    const holes = all.filter((ref) => !live.has(ref));
    const reused = holes.map(() => {
      mutator.allocate(2, world.pair);
      return mutator.peek(2);
    });
    expect(reused).toEqual(holes);
    expect(swept).toBe(0);
    expect(collector.work.cellsSwept).toBeGreaterThan(3900);
    expect(collector.work.pauseUnits).toBeLessThan(collector.work.units);
  });

  it('does not show dead objects that are not yet swept', () => {
    const world = new World({ verify: true });
    const { mutator, collector } = world;
    mutator.pushFrame(2);
    mutator.allocate(0, world.pair);
    mutator.allocate(1, world.pair);
    const dead = mutator.peek(0);
    mutator.clear(0);
    world.collect();
    expect(world.objects()).toEqual([mutator.peek(1)]);
    expect(collector.resolve(dead)).toBe(0);
  });

  it('tells the host of flagged objects at the next collection at the latest', () => {
    const world = new World();
    const { mutator, runtime } = world;
    mutator.pushFrame(2);
    world.list(0, 1, 10);
    mutator.load(1, 0, 0);
    mutator.copy(0, 1);
    const dead = world.objects().filter((ref) => ref > mutator.peek(0));
    expect(dead).toHaveLength(1);
    runtime.i32[dead[0]!] = runtime.i32[dead[0]!]! | FLAG_SIDE_ID;
    const freed = vi.spyOn(runtime, 'objectFreed');
    world.collect();
    expect(freed).not.toHaveBeenCalled();
    world.collect();
    world.collect();
    expect(freed.mock.calls).toEqual([[dead[0]]]);
  });

  it('frees cyclic garbage whole', () => {
    const world = new World({ verify: true });
    const { mutator } = world;
    mutator.pushFrame(2);
    for (let k = 0; k < 100; k++) {
      mutator.allocate(0, world.pair);
      mutator.allocate(1, world.pair);
      mutator.store(0, 0, 1);
      mutator.store(1, 0, 0);
    }
    expect(world.collect()).toEqual({ found: 198, freedObjects: 198, freedWords: 198 * 6 });
  });
});

describe('looking at the heap', () => {
  it('resolves interior addresses, and not the slack behind an object', () => {
    const world = new World();
    const { mutator, collector } = world;
    mutator.pushFrame(2);
    mutator.allocate(0, world.bytes, 4 * 64);
    mutator.allocate(1, world.array, 500);
    const small = mutator.peek(0);
    const large = mutator.peek(1);
    // 2 header words, the length, 64 words of bytes: 68 words in a cell of 72.
    expect([small, small + 67, small + 68, small + 71].map((at) => collector.resolve(at))).toEqual([
      small,
      small,
      0,
      0,
    ]);
    expect([large + 502, large + 503, large + 504].map((at) => collector.resolve(at))).toEqual([
      large,
      large,
      0,
    ]);
    expect(collector.resolve(0)).toBe(0);
  });

  it('counts spaces and side tables', () => {
    const world = new World();
    const { mutator, collector } = world;
    mutator.pushFrame(2);
    mutator.allocate(0, world.pair);
    mutator.allocate(1, world.array, 500);
    const [blocks, large] = collector.spaces();
    expect(blocks).toMatchObject({ name: 'blocks', usedWords: 6, objects: 1 });
    expect(large).toMatchObject({ name: 'large', usedWords: 512, objects: 1 });
    expect(collector.metadataWords()).toBeGreaterThan(0);
  });

  it('grows an object in place where there is room, with zeros', () => {
    const world = new World({ verify: true });
    const { mutator, collector, runtime } = world;
    mutator.pushFrame(1);
    mutator.allocate(0, world.array, 500);
    const ref = mutator.peek(0);
    expect(collector.tryGrow(ref, HEADER_WORDS + 2 + 3000)).toBe(true);
    runtime.i32[ref + 2] = 3001;
    expect(runtime.i32.subarray(ref + 3, ref + 3004).every((word) => word === 0)).toBe(true);
    world.collect();
    expect(world.objects()).toEqual([ref]);
  });

  it('tells of every object at the finest level', () => {
    const world = new World({ eventLevel: 2 });
    const { mutator } = world;
    mutator.pushFrame(2);
    world.list(0, 1, 50);
    const made = world.objects();
    mutator.clear(0);
    world.collect();
    const of = (type: string) =>
      world.events.flatMap((event) => (event.type === type && 'ref' in event ? [event.ref] : []));
    expect(of('allocate')).toEqual(made);
    expect(of('free')).toEqual(made);
  });

  it('counts the same work in every run', () => {
    const run = () => {
      const world = new World({ collectorOptions: { initialBudgetBytes: 1 << 17 } });
      world.mutator.pushFrame(2);
      for (let k = 0; k < 20; k++) world.list(0, 1, 3000);
      return [{ ...world.collector.work }, world.collector.collections];
    };
    expect(run()).toEqual(run());
  });
});

describe('verify', () => {
  const corruptions: [string, (world: World) => void][] = [
    ['weak-list', (world) => world.collector.weakObjects.count--],
    ['weak-list', (world) => world.collector.weakObjects.add(world.mutator.peek(0))],
    ['null-marked', (world) => world.collector.marks.bits.fill(0)],
    ['cell-size', (world) => (world.runtime.i32[world.mutator.peek(2) + 2] = 1000)],
    ['used', (world) => (world.runtime.i32[world.mutator.peek(0)] = 0)],
    ['marks', (world) => world.collector.marks.mark(world.mutator.peek(2) + 2)],
  ];

  it.each(corruptions)('reports a broken "%s"', (invariant, corrupt) => {
    const world = new World();
    const { mutator } = world;
    mutator.pushFrame(3);
    mutator.allocate(0, world.pair);
    mutator.allocateWeak(1, world.weak, 0);
    mutator.allocate(2, world.array, 10);
    world.collector.verify();
    corrupt(world);
    expect(() => world.collector.verify()).toThrow(`invariant ${invariant}:`);
  });
});
