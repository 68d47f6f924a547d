import { describe, expect, it } from 'vitest';
import { Workbench } from '../../../src/conformance/index.ts';
import { WEAK_SHORT } from '../../../src/contract/host.ts';
import { InvariantViolation } from '../../../src/heap/errors.ts';
import { FLAG_WEAKREFS, LENGTH, PAYLOAD, WEAK_TARGET } from '../../../src/heap/layout.ts';
import { holdersOf, pathFromRoots } from '../../../src/runtime/holders.ts';
import { falseRetention } from '../../../src/runtime/retention.ts';
import { BLOCK_SHIFT, BLOCK_WORDS } from '../../../strategies/boehm/blocks.ts';
import { type Boehm, boehm } from '../../../strategies/boehm/boehm.ts';
import { CELL_OF_HALF } from '../../../strategies/boehm/space.ts';

interface World {
  readonly bench: Workbench;
  readonly collector: Boehm;
}

type Options = Readonly<Record<string, number>>;

function makeWorld(collectorOptions: Options = {}, verify = true, poison = true): World {
  const bench = new Workbench(boehm, { collectorOptions, verify, poison, eventLevel: 1 });
  bench.m.pushFrame(8);
  return { bench, collector: bench.runtime.collector as Boehm };
}

const HEAD = 0;
const NEW = 1;
const OTHER = 2;

/** Local HEAD = a list of as many nodes. @returns their addresses, the head's last */
function makeList({ bench }: World, nodes: number): number[] {
  const { m } = bench;
  const addresses: number[] = [];
  m.clear(HEAD);
  for (let k = 0; k < nodes; k++) {
    bench.make(NEW, bench.node);
    m.store(NEW, 0, HEAD);
    m.copy(HEAD, NEW);
    addresses.push(m.peek(NEW));
  }
  m.clear(NEW);
  return addresses;
}

function falseObjects({ bench }: World): number {
  const { falseObjects, unexplained } = falseRetention(bench.runtime);
  expect(unexplained).toEqual([]);
  return falseObjects;
}

describe('an integer that looks like an address', () => {
  it('keeps a structure while it stands in an ambiguous root, and who holds it is named', () => {
    const world = makeWorld();
    const { bench, collector } = world;
    const list = makeList(world, 50);
    const registers = Int32Array.of(7, -1, list[49]!, 123_456_789);
    collector.addRoots('registers', registers);
    bench.m.clear(HEAD);
    bench.collect();
    expect(bench.objectCount()).toBe(50);
    const { falseWords, words } = falseRetention(bench.runtime);
    expect(falseWords).toBe(50 * 6);
    expect(words).toEqual([{ target: list[49], holder: 0, index: 2, name: 'registers' }]);
    expect(falseObjects(world)).toBe(50);
    const [holder] = holdersOf(bench.runtime, list[49]!).holders;
    expect(holder).toEqual({
      kind: 'ambiguous',
      object: 0,
      index: 2,
      name: 'word 2 of registers, which looks like its address',
    });
    const path = pathFromRoots(bench.runtime, list[0]!)!;
    expect(path.length).toBe(51);
    expect(path[0]!.name).toBe(holder!.name);
    collector.removeRoots('registers');
    bench.collect();
    expect(bench.objectCount()).toBe(0);
    expect(() => collector.removeRoots('registers')).toThrow(/found no 'registers'/);
  });

  it('stands in a root for an object that it points into, whatever the option', () => {
    for (const interiorPointers of [0, 1]) {
      const world = makeWorld({ interiorPointers });
      const [only] = makeList(world, 1);
      const words = Int32Array.of(only! + 5);
      world.collector.addRoots('stack', words);
      world.bench.m.clear(HEAD);
      world.bench.collect();
      expect(world.bench.objectCount()).toBe(1);
      words[0] = only! + 6;
      world.bench.collect();
      expect(world.bench.objectCount()).toBe(0);
    }
  });

  it.each([
    ['a body, to its beginning', { ambiguousBodies: 1, interiorPointers: 0 }, 0, 20],
    ['a body, into it', { ambiguousBodies: 1, interiorPointers: 0 }, 3, 0],
    ['a body, into it, interior pointers', { ambiguousBodies: 1 }, 3, 20],
    ['a body with a layout', {}, 0, 0],
  ] as const)('in %s', (_, options, offset, kept) => {
    const world = makeWorld(options);
    const { bench } = world;
    const list = makeList(world, 20);
    bench.make(OTHER, bench.leaf);
    bench.make(OTHER, bench.node);
    bench.m.setRaw(OTHER, 0, list[19]! + offset);
    bench.m.clear(HEAD);
    bench.collect();
    expect(falseObjects(world)).toBe(kept);
    if (kept === 0) return;
    const [word] = falseRetention(bench.runtime).words;
    expect(word).toMatchObject({
      target: list[19],
      holder: bench.m.peek(OTHER),
      index: PAYLOAD,
      name: 'node',
    });
  });

  it('does nothing in a pointer-free object, which is what such objects are for', () => {
    for (const [atomicObjects, kept] of [
      [1, 0],
      [0, 20],
    ] as const) {
      const world = makeWorld({ ambiguousBodies: 1, atomicObjects });
      const { bench } = world;
      const list = makeList(world, 20);
      bench.make(OTHER, bench.words, 10);
      bench.m.setRaw(OTHER, 7, list[19]!);
      bench.m.clear(HEAD);
      bench.collect();
      expect(falseObjects(world)).toBe(kept);
    }
  });

  it('is not what a weak reference has in it: disappearing links are hidden', () => {
    const { bench } = makeWorld({ ambiguousBodies: 1 });
    bench.make(NEW, bench.node);
    bench.m.allocateWeak(OTHER, bench.weak, NEW, WEAK_SHORT);
    expect(bench.runtime.i32[bench.m.peek(NEW)]! & FLAG_WEAKREFS).not.toBe(0);
    bench.m.clear(NEW);
    bench.collect();
    expect(bench.objectCount()).toBe(1);
    expect(bench.runtime.i32[bench.m.peek(OTHER) + WEAK_TARGET]).toBe(0);
  });
});

describe('black-listing', () => {
  /** Integers that name every second block that the heap has not grown to yet. */
  function scatter({ collector }: World): Int32Array {
    const { end, lastEnd } = collector.blocks;
    const words = Int32Array.from({ length: 100 }, (_, k) => (end + 2 * k) << BLOCK_SHIFT);
    expect(end + 200).toBeLessThan(lastEnd);
    collector.addRoots('integers', words);
    return words;
  }

  /** @returns what the integers keep of lists that have died since */
  function retained(options: Options): number {
    const world = makeWorld(options, false, false);
    const { bench } = world;
    scatter(world);
    bench.collect();
    makeList(world, 10_000);
    bench.m.clear(HEAD);
    bench.collect();
    return falseObjects(world);
  }

  it('puts no object where an integer would keep it', () => {
    expect(retained({})).toBe(0);
    expect(retained({ blackListing: 0 })).toBeGreaterThan(5000);
  });

  it('lets small pointer-free objects lie there: they keep nothing else', () => {
    const world = makeWorld({}, false, false);
    const { bench, collector } = world;
    const words = scatter(world);
    bench.collect();
    expect(collector.blocks.blackList.count()).toBe(100);
    const named = new Set([...words].map((word) => word >>> BLOCK_SHIFT));
    const listed = (shape: typeof bench.node, length: number) => {
      let found = 0;
      for (let k = 0; k < 60; k++) {
        bench.make(NEW, shape, length);
        if (named.has(bench.m.peek(NEW) >>> BLOCK_SHIFT)) found++;
      }
      return found;
    };
    expect(listed(bench.array, 480)).toBe(0);
    expect(listed(bench.words, 480)).toBeGreaterThan(10);
  });

  it('avoids a block under all of a large object, and forgets what was there two collections ago', () => {
    const world = makeWorld({}, false, false);
    const { bench, collector } = world;
    const words = scatter(world);
    bench.collect();
    bench.make(NEW, bench.array, 18 * BLOCK_WORDS); // more than the heap begins with
    const last = Math.max(...words) >>> BLOCK_SHIFT;
    expect(bench.m.peek(NEW) >>> BLOCK_SHIFT).toBeGreaterThan(last);
    collector.removeRoots('integers');
    bench.collect();
    expect(collector.blocks.blackList.count()).toBe(100);
    bench.collect();
    expect(collector.blocks.blackList.count()).toBe(0);
  });

  it('is given up before an allocation fails', () => {
    const world = makeWorld({}, false, false);
    const { bench, collector } = world;
    const { end, lastEnd, limit } = collector.blocks;
    collector.addRoots(
      'everywhere',
      Int32Array.from({ length: lastEnd - end }, (_, k) => (end + k) << BLOCK_SHIFT),
    );
    bench.collect();
    for (let k = 0; k < limit - 20; k++) bench.make(NEW, bench.array, 900);
    expect(collector.blocks.left).toBe(20);
  });
});

describe('finalization', () => {
  /** Resources 1 → 2 → 3, all dead; `closed`: and 3 → 1. */
  function makeChain(finalizerOrder: number, closed: boolean): Workbench {
    const { bench } = makeWorld({ finalizerOrder });
    const { m } = bench;
    for (const local of [0, 1, 2]) bench.make(local, bench.resource);
    m.store(0, 0, 1);
    m.store(1, 0, 2);
    if (closed) m.store(2, 0, 0);
    bench.clear(0, 1, 2);
    return bench;
  }

  it('is topological: one is finalized when no other dead one leads to it', () => {
    const bench = makeChain(1, false);
    for (const expected of [[1], [1, 2], [1, 2, 3]]) {
      bench.collect();
      expect(bench.finalized).toEqual(expected);
    }
    bench.collect();
    expect(bench.objectCount()).toBe(0);
  });

  it('finalizes all at once without an order', () => {
    const bench = makeChain(0, false);
    bench.collect();
    expect(bench.finalized).toEqual([1, 2, 3]);
  });

  it('never finalizes a cycle, or, as the option says, when nothing else is left', () => {
    const never = makeChain(2, true);
    for (let k = 0; k < 5; k++) never.collect();
    expect(never.finalized).toEqual([]);
    expect(never.objectCount()).toBe(3);
    const last = makeChain(1, true);
    last.settle();
    expect(last.finalized.length).toBe(3);
    expect(last.objectCount()).toBe(0);
  });
});

describe('the heap', () => {
  it('has cells of sizes that fill a block', () => {
    for (let half = 1; half < CELL_OF_HALF.length; half++) {
      const cell = CELL_OF_HALF[half]!;
      expect(cell).toBeGreaterThanOrEqual(half * 2);
      expect(cell % 2).toBe(0);
      if (cell > 16) expect(BLOCK_WORDS % cell).toBeLessThan(2 * Math.floor(BLOCK_WORDS / cell));
    }
  });

  it('is collected when as much was allocated as there is to scan, over the divisor', () => {
    const run = (freeSpaceDivisor: number) => {
      const world = makeWorld({ freeSpaceDivisor }, false, false);
      makeList(world, 20_000);
      world.bench.collect();
      const { work, collections } = world.collector;
      const before = work.units;
      for (let k = 0; k < 400_000; k++) {
        world.bench.make(NEW, world.bench.node);
        world.bench.m.poll();
      }
      return { collections: world.collector.collections - collections, units: work.units - before };
    };
    const rare = run(2);
    const often = run(8);
    // Twenty times what lives is allocated: each time 2 × live / divisor, and what there is room for without growing.
    expect(rare.collections).toBeGreaterThanOrEqual(8);
    expect(rare.collections).toBeLessThanOrEqual(22);
    expect(often.collections).toBeGreaterThan(1.4 * rare.collections);
    expect(often.units).toBeGreaterThan(1.4 * rare.units);
  });

  it('is swept as cells of a size are asked for, lowest address first', () => {
    const { bench, collector } = makeWorld({}, false, false);
    const { m } = bench;
    m.pushFrame(3);
    const dead: number[] = [];
    bench.make(2, bench.array, 50);
    for (let k = 0; k < 1000; k++) {
      bench.make(NEW, bench.node);
      if (k % 20 === 0) bench.runtime.store(m.peek(2), LENGTH + 2 + k / 20, m.peek(NEW));
      else dead.push(m.peek(NEW));
    }
    m.clear(NEW);
    bench.collect();
    const { cellsSwept } = collector.work;
    bench.make(NEW, bench.node);
    expect(m.peek(NEW)).toBe(dead[0]);
    expect(collector.work.cellsSwept - cellsSwept).toBe(Math.floor(BLOCK_WORDS / 6));
  });

  it('keeps all that a mark stack of few entries cannot hold', () => {
    const world = makeWorld({ markStackMax: 16 });
    const { bench, collector } = world;
    bench.make(OTHER, bench.array, 300);
    for (let k = 0; k < 300; k++) {
      makeList(world, 3);
      bench.runtime.store(bench.m.peek(OTHER), LENGTH + 2 + k, bench.m.peek(HEAD));
    }
    bench.m.clear(HEAD);
    bench.collect();
    expect(bench.objectCount()).toBe(901);
    expect(collector.marker.rescans).toBeGreaterThan(0);
  });
});

describe('verify() names', () => {
  const PLANTS: Readonly<Record<string, (world: World) => void>> = {
    headers: ({ collector }) => {
      collector.blocks.usedBlocks++;
    },
    'reclaim-list': ({ collector }) => {
      collector.space.reclaim.fill(0);
    },
    marks: ({ bench, collector }) => {
      collector.marks.mark(bench.m.peek(HEAD) + 2);
    },
    'null-marked': ({ collector }) => {
      collector.marks.bits[0] = 0;
    },
    'cell-size': ({ bench }) => {
      bench.runtime.i32[bench.m.peek(OTHER) + LENGTH] = 500;
    },
    atomic: ({ bench, collector }) => {
      const from = bench.m.peek(OTHER);
      collector.blocks.kind[bench.m.peek(HEAD) >>> BLOCK_SHIFT] =
        collector.blocks.kind[from >>> BLOCK_SHIFT]!;
    },
    hasty: ({ bench, collector }) => {
      collector.space.hasty[bench.m.peek(3) >>> BLOCK_SHIFT] = 0;
    },
    accounts: ({ collector }) => {
      collector.space.liveObjects--;
    },
    'free-list': ({ bench, collector }) => {
      const { free } = collector.space;
      const list = free.findIndex((cell) => cell !== 0);
      bench.runtime.i32[free[list]! + 1] = 0;
    },
  };

  function corrupted(poison: boolean, plant: (world: World) => void): string {
    const world = makeWorld({}, false, poison);
    const { bench, collector } = world;
    makeList(world, 2000);
    bench.make(OTHER, bench.words, 20);
    bench.m.allocateWeak(3, bench.weak, HEAD, WEAK_SHORT);
    // Every second node dies.
    for (let ref = bench.m.peek(HEAD); ref !== 0; ) {
      const slot = ref + bench.runtime.shapes.refsFrom[bench.runtime.i32[ref]! & 0xfffff]!;
      const next = bench.runtime.i32[slot]!;
      ref = next === 0 ? 0 : bench.runtime.i32[next + slot - ref]!;
      bench.runtime.i32[slot] = ref;
    }
    bench.collect();
    bench.make(4, bench.leaf);
    collector.verify();
    plant(world);
    try {
      collector.verify();
    } catch (error) {
      if (error instanceof InvariantViolation) return error.invariant;
      throw error;
    }
    return 'nothing';
  }

  it.each(Object.keys(PLANTS))('%s', (invariant) => {
    expect(corrupted(false, PLANTS[invariant]!)).toBe(invariant);
  });

  it('poison', () => {
    const write = ({ bench, collector }: World) => {
      const { free } = collector.space;
      const list = free.findIndex((cell, k) => cell !== 0 && k % 257 > 2);
      bench.runtime.i32[free[list]! + 3] = 1;
    };
    expect(corrupted(true, write)).toBe('poison');
  });
});
