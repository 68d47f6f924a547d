import { describe, expect, it } from 'vitest';
import { type CollectorEvent, EVENTS_COLLECTIONS } from '../../../src/contract/events.ts';
import { VAR_REFS, VAR_WORDS } from '../../../src/contract/shapes.ts';
import { InvariantViolation } from '../../../src/heap/errors.ts';
import { Mutator, recordShape } from '../../../src/runtime/mutator.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { type Immix, immix } from '../../../strategies/immix/immix.ts';
import { settingsOf } from '../../../strategies/immix/options.ts';
import { BLOCK } from '../../../strategies/immix/space.ts';

interface World {
  readonly runtime: Runtime;
  readonly m: Mutator;
  readonly collector: Immix;
  readonly events: CollectorEvent[];
  /** Two references, six words. */
  readonly node: number;
  readonly array: number;
  readonly words: number;
}

function makeWorld(collector: Readonly<Record<string, number>> = {}, verify = true): World {
  const runtime = new Runtime({
    heapBytes: 8 << 20,
    collector: immix,
    collectorOptions: collector,
    verify,
    poison: true,
    eventLevel: EVENTS_COLLECTIONS,
  });
  const events: CollectorEvent[] = [];
  runtime.onEvent = (event) => events.push(event);
  const m = new Mutator(runtime);
  return {
    runtime,
    m,
    collector: runtime.collector as Immix,
    events,
    node: m.shape(recordShape('node', 2, 2)),
    array: m.shape({ name: 'array', raw: 1, refs: 0, variable: VAR_REFS, traits: 1 }),
    words: m.shape({ name: 'words', raw: 1, refs: 0, variable: VAR_WORDS }),
  };
}

function collect(world: World, compact = false, kind: 'full' | 'minor' = 'full') {
  return world.runtime.collect({ kind, cause: 'explicit', compact });
}

const KEPT = 0;
const NEW = 1;
const ITEMS = 3;

/** Fills blocks with nodes, of which local 0, an array, keeps every `step`th. @returns addresses of those */
function fillAndKeep(world: World, count: number, step: number): number[] {
  const { m, runtime } = world;
  m.pushFrame(3);
  m.allocate(KEPT, world.array, Math.ceil(count / step));
  const kept: number[] = [];
  for (let k = 0; k < count; k++) {
    m.allocate(NEW, world.node);
    m.setRaw(NEW, 0, k);
    if (k % step !== 0) continue;
    kept.push(m.peek(NEW));
    runtime.store(m.peek(KEPT), ITEMS + k / step, m.peek(NEW));
  }
  m.clear(NEW);
  return kept;
}

function items({ m, runtime }: World): number[] {
  const ref = m.peek(KEPT);
  return [...runtime.i32.subarray(ref + ITEMS, ref + ITEMS + runtime.i32[ref + 2]!)];
}

/** Local NEW = the first node in a block with others: the array has a block of its own, which comes first. */
function leaveBlockOfArray({ collector, m, node }: World): void {
  const { space } = collector;
  do m.allocate(NEW, node);
  while (space.ownerOf(m.peek(NEW)) === space.ownerOf(m.peek(KEPT)));
}

function decisions(world: World): string[] {
  return world.events.flatMap((event) => (event.type === 'decision' ? [event.what] : []));
}

describe('the presets', () => {
  const heapWords = (1 << 30) / 4;
  const figures = (options: Readonly<Record<string, number>>, words = heapWords) => {
    const { blockPages, headroom, largeWords, lineShift } = settingsOf(options, words);
    return { block: blockPages * 256, line: 4 << lineShift, headroom, large: largeWords * 4 };
  };

  it("are the paper's and MMTk's", () => {
    expect(figures({})).toEqual({ block: 32768, line: 128, headroom: 0.025, large: 8192 });
    expect(figures({ preset: 1 })).toEqual({ block: 32768, line: 256, headroom: 0.02, large: 16384 });
  });

  it('can be changed figure by figure, and are smaller in small heaps', () => {
    expect(figures({ preset: 1, lineBytes: 512, headroomPercent: 5 })).toEqual({
      block: 32768,
      line: 512,
      headroom: 0.05,
      large: 16384,
    });
    expect(figures({}, (1 << 20) / 4)).toEqual({ block: 16384, line: 128, headroom: 0.025, large: 8192 });
  });
});

describe('allocation', () => {
  it('goes into holes of blocks in use before it takes free blocks', () => {
    const world = makeWorld();
    const kept = fillAndKeep(world, 4000, 100);
    collect(world);
    const blocks = world.collector.space.blocks;
    leaveBlockOfArray(world);
    expect(world.m.peek(NEW)).toBeGreaterThan(kept[0]!);
    expect(world.m.peek(NEW)).toBeLessThan(kept[1]!);
    for (let k = 0; k < 1000; k++) world.m.allocate(NEW, world.node);
    expect(world.collector.space.blocks).toBe(blocks);
  });

  it('leaves out the line behind a marked one, into which a small object may reach', () => {
    const world = makeWorld();
    const [first] = fillAndKeep(world, 4000, 4000);
    collect(world);
    world.m.allocate(NEW, world.node);
    const line = (ref: number) => ref >> world.collector.space.lineShift;
    const before = Math.max(line(first!), line(world.m.peek(KEPT)));
    expect(line(world.m.peek(NEW))).toBe(before + 2);
  });

  it('puts a medium object that does not fit the hole into a block of its own kind, and stays in the hole', () => {
    const world = makeWorld();
    fillAndKeep(world, 4000, 50);
    collect(world);
    const { m, collector } = world;
    leaveBlockOfArray(world);
    const inHole = m.peek(NEW);
    m.allocate(NEW, world.words, 400);
    const medium = m.peek(NEW);
    expect(collector.space.ownerOf(medium)).not.toBe(collector.space.ownerOf(inHole));
    m.allocate(NEW, world.node);
    expect(m.peek(NEW)).toBe(inHole + 6);
    m.allocate(NEW, world.words, 500);
    expect(m.peek(NEW)).toBeGreaterThan(medium);
    expect(collector.space.ownerOf(m.peek(NEW))).toBe(collector.space.ownerOf(medium));
  });

  it('gives large objects pages of their own, which their death frees', () => {
    const world = makeWorld();
    const { m, collector } = world;
    m.pushFrame(1);
    const free = collector.space.pages.freePages;
    m.allocate(0, world.words, 10_000);
    expect(collector.space.largeObjects).toBe(1);
    m.clear(0);
    collect(world);
    expect(collector.space.largeObjects).toBe(0);
    expect(collector.space.pages.freePages).toBe(free);
  });
});

describe('evacuation', () => {
  it('empties fragmented blocks into few, and keeps what refers to what', () => {
    const world = makeWorld();
    const kept = fillAndKeep(world, 40_000, 100);
    collect(world);
    expect(items(world)).toEqual(kept);
    const before = world.collector.space.blocks;
    collect(world);
    expect(decisions(world)).toContain('evacuate');
    expect(world.collector.space.blocks).toBeLessThan(before / 4);
    const moved = items(world);
    expect(moved.filter((ref) => kept.includes(ref)).length).toBeLessThan(kept.length / 10);
    expect(moved.map((ref) => world.runtime.i32[ref + 2])).toEqual(kept.map((_, k) => k * 100));
  });

  it('is opportunistic: nothing moves while all holes are used, or where the option is 0', () => {
    const used = makeWorld();
    const first = fillAndKeep(used, 4000, 10);
    collect(used);
    const { space } = used.collector;
    while (space.recycled < space.recyclableCount) used.m.allocate(NEW, used.node);
    collect(used);
    expect(items(used)).toEqual(first);
    collect(used);
    expect(items(used)).not.toEqual(first);
    const off = makeWorld({ defrag: 0 });
    const kept = fillAndKeep(off, 40_000, 100);
    for (let round = 0; round < 3; round++) collect(off, true);
    expect(items(off)).toEqual(kept);
    expect(off.collector.work.wordsCopied).toBe(0);
  });

  it('leaves pinned objects where they are', () => {
    const world = makeWorld();
    const kept = fillAndKeep(world, 40_000, 100);
    for (const ref of kept.slice(0, 5)) world.collector.pin(ref);
    collect(world);
    collect(world, true);
    const now = items(world);
    expect(now.slice(0, 5)).toEqual(kept.slice(0, 5));
    expect(now[50]).not.toBe(kept[50]);
  });

  it('has a headroom of blocks that nobody allocates in, and fills it again', () => {
    const world = makeWorld();
    const { space } = world.collector;
    const blocks = Math.floor((8 << 20) / 4 / space.blockWords);
    expect(space.headroomBlocks).toBe(Math.ceil((blocks - 1) * 0.025));
    fillAndKeep(world, 40_000, 100);
    for (let round = 0; round < 4; round++) {
      collect(world, true);
      expect(space.headroom.length).toBe(space.headroomBlocks);
    }
  });
});

describe('sticky mark bits', () => {
  it('make a collection look at what is new, and at old objects on set cards', () => {
    const world = makeWorld({ sticky: 1 });
    const { m, runtime, collector } = world;
    expect(collector.traits.generational).toBe(true);
    fillAndKeep(world, 4000, 2);
    collect(world);
    const { objectsMarked, edgesScanned } = collector.work;
    expect(objectsMarked).toBe(2001);
    m.allocate(NEW, world.node);
    const young = m.peek(NEW);
    const old = items(world)[7]!;
    runtime.store(old, runtime.shapes.refsFrom[world.node]!, young);
    m.clear(NEW);
    for (let k = 0; k < 50; k++) m.allocate(NEW, world.node);
    m.clear(NEW);
    const result = collect(world, false, 'minor');
    expect(result.freedObjects).toBe(50);
    expect(collector.work.objectsMarked).toBe(objectsMarked + 1);
    expect(collector.work.cardsScanned).toBe(1);
    expect(collector.work.edgesScanned - edgesScanned).toBe(2);
    expect(runtime.load(old, runtime.shapes.refsFrom[world.node]!)).toBe(young);
  });

  it('find each slot of an old object that lies on several cards', () => {
    const world = makeWorld({ sticky: 1 });
    const { m, runtime } = world;
    m.pushFrame(3);
    m.allocate(KEPT, world.array, 400);
    collect(world);
    for (let k = 0; k < 400; k++) {
      m.allocate(NEW, world.node);
      m.setRaw(NEW, 0, k);
      runtime.store(m.peek(KEPT), ITEMS + k, m.peek(NEW));
      m.clear(NEW);
      if (k % 7 === 0) collect(world, false, 'minor');
    }
    collect(world, false, 'minor');
    expect(items(world).map((ref) => runtime.i32[ref + 2])).toEqual(Array.from({ length: 400 }, (_, k) => k));
  });

  it('keep what was old and died until everything is collected', () => {
    const world = makeWorld({ sticky: 1 });
    fillAndKeep(world, 1000, 1);
    collect(world);
    world.m.clear(KEPT);
    expect(collect(world, false, 'minor').freedObjects).toBe(0);
    expect(collect(world).freedObjects).toBe(1001);
  });

  it('look at everything by themselves once little is free', () => {
    const world = makeWorld({ sticky: 1, nurseryBytes: 256 << 10, initialBudgetBytes: 1 << 20 }, false);
    const { m } = world;
    m.pushFrame(2);
    for (let k = 0; k < 200_000; k++) {
      // A window of objects that live for a while: old garbage, all the time.
      if (k % 20_000 === 0) m.clear(0);
      m.allocate(1, world.node);
      m.store(1, 0, 0);
      m.copy(0, 1);
      m.poll();
    }
    const kinds = world.events.flatMap((event) => (event.type === 'collection-start' ? [event.kind] : []));
    expect(new Set(kinds)).toEqual(new Set(['new', 'full']));
    expect(kinds.filter((kind) => kind === 'new').length).toBeGreaterThan(kinds.length / 2);
  });
});

describe('verify() names', () => {
  const PLANTS: Readonly<Record<string, (world: World, ref: number) => void>> = {
    tiling: ({ collector }) => {
      collector.space.pages.freePages++;
    },
    headroom: ({ collector }) => {
      collector.space.kind[collector.space.headroom[0]!] = BLOCK;
    },
    context: ({ runtime, collector }) => {
      runtime.i32[collector.bump.top(0) + 1] = 1;
    },
    lines: ({ collector }, ref) => {
      const { lineShift, lines } = collector.space;
      lines[(ref + collector.space.lineWords) >> lineShift] = 0;
    },
    marks: ({ collector }) => {
      collector.space.marks.mark(collector.bump.top(0) - 4);
    },
    holes: ({ collector }) => {
      const { space } = collector;
      space.holes[space.recyclable[space.recycled]!] = 0;
    },
    cells: ({ runtime, collector }, ref) => {
      collector.space.marks.mark(ref + 4);
      runtime.i32[ref + 4] = runtime.i32[ref]!;
    },
    accounts: ({ collector }) => {
      collector.liveObjects++;
    },
    poison: ({ runtime, m }, ref) => {
      runtime.i32[ref + runtime.shapes.sizeOf(runtime.i32, m.peek(2)) + 1] = 1;
    },
    remembered: (world) => {
      const { m, node, runtime } = world;
      runtime.i32[items(world)[0]! + runtime.shapes.refsFrom[node]!] = m.peek(NEW);
    },
  };

  it.each(Object.keys(PLANTS))('%s', (invariant) => {
    const world = makeWorld({ sticky: 1 }, false);
    const { m, collector } = world;
    fillAndKeep(world, 40_000, 100);
    m.allocate(2, world.words, 100);
    collect(world);
    m.allocate(NEW, world.node);
    collector.verify();
    PLANTS[invariant]!(world, m.peek(2));
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
