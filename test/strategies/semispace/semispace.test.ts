import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WEAK_SHORT } from '../../../src/contract/host.ts';
import { HeapExhausted, InvariantViolation, UsageError } from '../../../src/heap/errors.ts';
import { MARK_WORD } from '../../../src/heap/layout.ts';
import { FORWARDED } from '../../../strategies/semispace/copy.ts';
import { localityOf, localityTable } from './locality.ts';
import { collect, makeTree, makeWorld, SERIAL, serials, type World } from './world.ts';

const README = new URL('../../../strategies/semispace/README.md', import.meta.url);

describe('the order of copies', () => {
  const orderOf = (depthFirst: number) => {
    const world = makeWorld({ collector: { depthFirst } });
    world.m.pushFrame(4);
    makeTree(world, 0, 2);
    collect(world);
    return serials(world);
  };

  it('is breadth first, level by level', () => {
    expect(orderOf(0)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('is depth first where that is asked for', () => {
    expect(orderOf(1)).toEqual([1, 2, 4, 5, 3, 6, 7]);
  });

  it('puts a tree of which one walks down paths on fewer pages where it is depth first', () => {
    const [breadth, depth] = [false, true].map((depthFirst) => localityOf('binary tree', depthFirst));
    expect(depth!.samePage).toBeGreaterThan(10 * breadth!.samePage);
    expect(depth!.pageChanges).toBeLessThan(breadth!.pageChanges / 10);
  });

  it('has the locality that the README says', () => {
    const readme = readFileSync(README, 'utf8');
    for (const row of localityTable()) expect(readme).toContain(row);
  });

  it('needs no recursion for a chain, nor room on a stack that it has not', () => {
    const world = makeWorld({ collector: { depthFirst: 1 }, verify: false, heapBytes: 32 << 20 });
    const { m } = world;
    m.pushFrame(2);
    for (let k = 0; k < 100_000; k++) {
      // The chain hangs on the first field, so that each link leaves a second one behind.
      m.allocate(1, world.node);
      m.store(1, 0, 0);
      m.store(1, 1, 1);
      m.copy(0, 1);
    }
    collect(world);
    expect(serials(world).length).toBe(100_000);
    expect(world.collector.metadataWords()).toBeGreaterThan(100_000);
  });
});

describe('the price of a collection', () => {
  const unitsWith = (dead: number) => {
    const world = makeWorld({ verify: false, poison: false });
    const { m } = world;
    m.pushFrame(12);
    makeTree(world, 0, 8);
    for (let k = 0; k < dead; k++) m.allocate(10, world.node);
    m.clear(10);
    return { freed: collect(world).freedObjects, units: world.collector.work.pauseUnits };
  };

  it('does not depend on what is dead', () => {
    const few = unitsWith(0);
    const many = unitsWith(20_000);
    expect(many.freed - few.freed).toBe(20_000);
    expect(many.units).toBe(few.units);
  });

  it('is what lives: words copied, slots scanned, roots', () => {
    const world = makeWorld();
    world.m.pushFrame(12);
    makeTree(world, 0, 8);
    collect(world);
    const { edgesScanned, objectsMarked, wordsCopied } = world.collector.work;
    expect([objectsMarked, wordsCopied, edgesScanned]).toEqual([511, 511 * 6, 511 * 2]);
  });
});

describe('the size of the semispaces', () => {
  const HEAP = { heapBytes: 4 << 20, collector: { initialSemispaceBytes: 64 << 10 } };
  const initial = (64 << 10) / 4;

  it('is the initial one as long as half of it is enough, then twice what lives', () => {
    const world = makeWorld(HEAP);
    const { m, collector } = world;
    expect(collector.capacityWords).toBe(initial);
    m.pushFrame(14);
    makeTree(world, 0, 11);
    const live = 4095 * 6;
    collect(world);
    expect(collector.capacityWords).toBe(2 * live);
    m.clear(0);
    collect(world);
    expect(collector.capacityWords).toBe(initial);
    const decisions = world.events.flatMap((event) => (event.type === 'decision' ? [event.what] : []));
    expect(decisions).toEqual(['heap-grow', 'heap-shrink']);
  });

  it('says when to collect', () => {
    const world = makeWorld(HEAP);
    const { m, collector } = world;
    m.pushFrame(1);
    let allocated = 0;
    while (collector.work.pauseUnits === 0) {
      m.allocate(0, world.node);
      allocated += 6;
      m.poll();
    }
    expect(allocated).toBeGreaterThan(initial - 4096);
    expect(allocated).toBeLessThan(initial + 4096);
  });

  it('is half of the heap, less what is kept for the way to the safepoint, if the option is 0', () => {
    const world = makeWorld({ heapBytes: 4 << 20, collector: { initialSemispaceBytes: 0 } });
    const { m, collector } = world;
    expect(collector.capacityWords).toBe(collector.halves.words);
    m.pushFrame(1);
    let allocated = 0;
    for (; collector.work.wordsFreed === 0; allocated += 6) {
      m.allocate(0, world.node);
      m.poll();
    }
    expect(allocated / collector.halves.words).toBeGreaterThan(0.9);
    expect(allocated / collector.halves.words).toBeLessThan(0.95);
  });

  it('ends at half of the heap: the other half is reserve', () => {
    const world = makeWorld({ heapBytes: 1 << 20 });
    const { m, runtime, collector } = world;
    m.pushFrame(2);
    const half = collector.halves.words;
    expect(half).toBeLessThanOrEqual(runtime.limitWords / 2);
    m.allocate(0, world.array, half - 100);
    expect(() => m.allocate(1, world.array, 100)).toThrow(HeapExhausted);
    collect(world);
    expect(collector.halves.top - collector.halves.base).toBe(half - 96);
    m.clear(0);
    collect(world);
    m.allocate(1, world.array, half - 100);
  });
});

describe("the host's tables", () => {
  /** Weak references and ephemerons that are copied before their targets are found dead. */
  function make(world: World): void {
    const { m } = world;
    m.pushFrame(8);
    for (const local of [0, 1, 2]) {
      m.allocate(local, world.node);
      m.setRaw(local, SERIAL, local + 1);
    }
    m.allocateWeak(3, world.weak, 0, WEAK_SHORT);
    m.allocateWeak(4, world.weak, 1, WEAK_SHORT);
    m.allocateEphemeron(5, world.ephemeron, 0, 2);
    m.allocateEphemeron(6, world.ephemeron, 1, 2);
  }

  it('write to the copies what they clear while objects are being copied', () => {
    const world = makeWorld();
    const { m } = world;
    make(world);
    m.clear(1);
    m.clear(2);
    collect(world);
    const answers = [3, 4, 5, 6].map((local) => {
      m.loadWeak(7, local);
      return m.isNull(7) ? 0 : m.getRaw(7, SERIAL);
    });
    expect(answers).toEqual([1, 0, 1, 0]);
    m.loadEphemeronValue(7, 5);
    expect(m.getRaw(7, SERIAL)).toBe(3);
    m.loadEphemeronValue(7, 6);
    expect(m.isNull(7)).toBe(true);
  });

  it('follow through many collections', () => {
    const world = makeWorld();
    make(world);
    for (let round = 0; round < 5; round++) collect(world);
    world.m.loadWeak(7, 4);
    expect(world.m.same(7, 1)).toBe(true);
  });
});

describe('pinning', () => {
  it('is refused', () => {
    const world = makeWorld();
    world.m.pushFrame(1);
    world.m.allocate(0, world.node);
    expect(() => world.collector.pin(world.m.peek(0))).toThrow(UsageError);
    expect(() => world.collector.unpin(world.m.peek(0))).toThrow(/semispace: found object \d+ to pin/);
  });
});

describe('verify() names', () => {
  const PLANTS: Readonly<Record<string, (world: World, ref: number) => void>> = {
    halves: ({ collector }) => {
      collector.halves.zeroed = collector.halves.top - 2;
    },
    dense: ({ runtime }, ref) => {
      runtime.i32[ref] = 0;
    },
    forwarded: ({ runtime }, ref) => {
      runtime.i32[ref] = runtime.i32[ref]! | FORWARDED;
      runtime.i32[ref + MARK_WORD] = ref;
    },
    accounts: ({ collector }) => {
      collector.bump.objects[0]!++;
    },
    context: ({ runtime, collector }) => {
      runtime.i32[collector.halves.top + 3] = 1;
    },
    evacuated: ({ runtime, collector }) => {
      runtime.i32[collector.halves.otherBase + 2] = 1;
    },
    capacity: ({ collector }) => {
      collector.capacityWords = collector.halves.words + 2;
    },
  };

  it.each(Object.keys(PLANTS))('%s', (invariant) => {
    const world = makeWorld({ verify: false });
    const { m, collector } = world;
    m.pushFrame(6);
    makeTree(world, 0, 3);
    collect(world);
    m.allocate(1, world.node);
    collector.verify();
    PLANTS[invariant]!(world, m.peek(0));
    let named = 'nothing';
    try {
      collector.verify();
    } catch (error) {
      if (!(error instanceof InvariantViolation)) throw error;
      named = error.invariant;
    }
    expect(named).toBe(invariant);
  });
});
