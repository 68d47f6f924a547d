import { describe, expect, it } from 'vitest';
import { HeapExhausted } from '../../../src/heap/errors.ts';
import { HeapSizing } from '../../../strategies/mark-sweep/heap-sizing.ts';
import { World } from './harness.ts';

describe('HeapSizing', () => {
  it('grows so that 40 % are free', () => {
    const sizing = new HeapSizing(1000, 100_000, 40, 70);
    expect(sizing.resize(500).what).toBe('heap-keep');
    expect(sizing.resize(900)).toMatchObject({ what: 'heap-grow' });
    expect(sizing.capacityWords).toBe(1500);
    expect(sizing.budgetAfter(900)).toBe(100_000 >>> 6);
  });

  it('shrinks in steps of 0, 10, 40 and 100 % of what is over 70 % free', () => {
    const sizing = new HeapSizing(1000, 100_000, 40, 70);
    sizing.resize(6000);
    const capacities = [1, 2, 3, 4].map(() => {
      sizing.resize(1500);
      return sizing.capacityWords;
    });
    expect(capacities).toEqual([10_000, 9500, 7700, 5000]);
  });

  it('stays between its initial size and the limit', () => {
    const sizing = new HeapSizing(1000, 5000, 40, 70);
    sizing.resize(4900);
    expect(sizing.capacityWords).toBe(5000);
    for (let k = 0; k < 8; k++) sizing.resize(0);
    expect(sizing.capacityWords).toBe(1000);
    expect(new HeapSizing(1000, 500, 40, 70).capacityWords).toBe(500);
  });
});

describe('when mark-sweep collects', () => {
  it('never, for a program below the initial budget', () => {
    const world = new World({ heapBytes: 64 << 20 });
    world.mutator.pushFrame(2);
    for (let k = 0; k < 10; k++) world.list(0, 1, 100_000);
    expect(world.collector.collections).toBe(0);
  });

  it('past the budget, at the next safepoint, and says so', () => {
    const world = new World({ heapBytes: 1 << 22, collectorOptions: { initialBudgetBytes: 1 << 18 } });
    const { mutator } = world;
    mutator.pushFrame(1);
    for (let k = 0; k < 20_000; k++) mutator.allocate(0, world.pair);
    expect([world.collector.collections, world.runtime.pollRaised]).toEqual([0, true]);
    mutator.poll();
    expect(world.collector.collections).toBe(1);
    const [start] = world.events;
    expect(start).toMatchObject({ type: 'collection-start', cause: 'allocation' });
    expect(start).toHaveProperty(
      'reason',
      expect.stringMatching(/^\d+ words allocated, the budget was 65536$/),
    );
    mutator.poll();
    expect(world.collector.collections).toBe(1);
  });

  it('as often as the growth of the live part asks for', () => {
    const world = new World({ heapBytes: 1 << 26, collectorOptions: { initialBudgetBytes: 1 << 22 } });
    world.mutator.pushFrame(2);
    world.list(0, 1, 1_000_000);
    // A heap of 24 MB, all alive: collections at 4 MiB and, growing by 2/3 each time, at 6.7, 11.1 and 18.5 MiB.
    expect(world.collector.collections).toBe(4);
    expect(world.decisions('heap-grow')).toHaveLength(4);
  });
});

describe.each([{}, { poison: true, verify: true }])('at the hard limit, %j', (options) => {
  it('fails an allocation, collects at the next safepoint, and goes on', () => {
    const world = new World({ heapBytes: 1 << 18, ...options });
    const { mutator } = world;
    mutator.pushFrame(3);
    for (let round = 0; round < 3; round++) {
      expect(() => world.list(0, 1, 20_000)).toThrow(HeapExhausted);
      mutator.clear(0);
      mutator.clear(1);
      expect(world.runtime.pollRaised).toBe(true);
      mutator.poll();
      world.list(0, 1, 5000);
      mutator.allocate(2, world.array, 10_000);
      mutator.clear(2);
    }
  });

  it('runs a program that keeps little in a small heap, without failing', () => {
    const world = new World({ heapBytes: 1 << 18, ...options });
    const { mutator } = world;
    mutator.pushFrame(3);
    world.list(0, 1, 2000);
    for (let k = 0; k < 60_000; k++) {
      mutator.allocate(2, k % 100 === 0 ? world.bytes : world.pair, 900);
      mutator.poll();
    }
    expect(world.collector.collections).toBeGreaterThan(4);
  });

  it('reserves what collecting makes room for, and clears soft references before it gives up', () => {
    const world = new World({ heapBytes: 1 << 18, ...options });
    const { mutator, runtime } = world;
    mutator.pushFrame(3);
    mutator.allocate(0, world.array, 50_000);
    expect(runtime.reserve(40_000)).toBe(false);
    mutator.allocateWeak(1, world.weak, 0, 2);
    mutator.clear(0);
    const before = world.collector.collections;
    expect(runtime.reserve(12_000)).toBe(true);
    expect(world.collector.collections - before).toBe(2);
    expect(runtime.i32[mutator.peek(1) + 2]).toBe(0);
    mutator.allocate(0, world.array, 11_997);
  });

  it('fails when a full heap of live objects cannot take more, rather than collect for ever', () => {
    const world = new World({ heapBytes: 1 << 18, ...options });
    world.mutator.pushFrame(2);
    expect(() => world.list(0, 1, 20_000)).toThrow(
      /heap exhausted: 24 bytes asked for, the limit is 262144 bytes/,
    );
    expect(world.collector.collections).toBeLessThan(20);
  });
});

describe('a heap full of holes', () => {
  it('collects before it fails for a class without cells', () => {
    const world = new World({ heapBytes: 1 << 20, verify: false });
    const { mutator } = world;
    mutator.pushFrame(4);
    // Every second pair of a nearly full heap goes: no free pages, half of the words free.
    world.list(0, 1, 41_000);
    mutator.copy(1, 0);
    for (let k = 0; k < 20_000; k++) {
      mutator.load(2, 1, 0);
      mutator.load(2, 2, 0);
      mutator.store(1, 0, 2);
      mutator.copy(1, 2);
    }
    world.collect();
    for (let k = 0; k < 50_000; k++) {
      mutator.allocate(3, world.bytes, 90);
      mutator.poll();
    }
    expect(world.objects().length).toBeLessThan(41_000);
  });
});
