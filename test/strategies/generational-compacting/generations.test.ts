/** Generations, promotion, pinning and areas. What the CLR itself printed is named by its program (C06, C07, …). */
import { describe, expect, it } from 'vitest';
import { InvariantViolation } from '../../../src/heap/errors.ts';
import { MARK_WORD } from '../../../src/heap/layout.ts';
import { RefVector } from '../../../src/runtime/ref-vector.ts';
import {
  at,
  collect,
  countObjects,
  decisions,
  LEFT,
  makeWorld,
  newNode,
  RIGHT,
  root,
  serialOf,
  setRoot,
} from './world.ts';

describe('generations', () => {
  it('promotes survivors 0, 1, 2, and a minor collection does not notice a dead old object (C06)', () => {
    const world = makeWorld();
    const { collector, runtime } = world;
    const kept = root(world, newNode(world, 1));
    const generations = [collector.generationOf(at(world, kept))];
    for (const generation of [0, 1, 2]) {
      collect(world, generation);
      generations.push(collector.generationOf(at(world, kept)));
    }
    expect(generations).toEqual([0, 1, 2, 2]);

    const weak = root(world, runtime.allocateWeak(world.weak, at(world, kept), 0));
    setRoot(world, kept, 0);
    const alive = [0, 1, 2].map((generation) => {
      collect(world, generation);
      return runtime.i32[at(world, weak) + 2] !== 0;
    });
    expect(alive).toEqual([true, true, false]);
    expect(collector.control.counts()).toEqual([6, 4, 2]);
  });

  it('keeps what a finalizer needs and promotes it (C16)', () => {
    const world = makeWorld();
    const { collector, runtime } = world;
    const plain = newNode(world, 1);
    const finalizable = newNode(world, 2, newNode(world, 3));
    runtime.finalizers.register(finalizable);
    expect([plain, countObjects(world)]).toEqual([plain, 3]);
    collect(world, 0);
    expect(countObjects(world)).toBe(2);
    const queued = runtime.finalizers.queue.at(0);
    expect(collector.generationOf(queued)).toBe(1);
    expect(serialOf(world, runtime.i32[queued + LEFT]!)).toBe(3);
    expect(runtime.finalizers.runNextQueued()).toBe(true);
    collect(world, 0);
    expect(countObjects(world)).toBe(2);
    collect(world, 2);
    expect(countObjects(world)).toBe(0);
    expect(world.finalized).toEqual([2]);
  });

  it('clears short weak references before finalizers and long ones after (C05)', () => {
    const world = makeWorld();
    const { runtime } = world;
    const target = newNode(world, 1);
    runtime.finalizers.register(target);
    const short = root(world, runtime.allocateWeak(world.weak, target, 0));
    const long = root(world, runtime.allocateWeak(world.weak, target, 1));
    const targets = () => [short, long].map((index) => runtime.i32[at(world, index) + 2] !== 0);
    collect(world, 2);
    expect(targets()).toEqual([false, true]);
    runtime.finalizers.runNextQueued();
    collect(world, 2);
    expect(targets()).toEqual([false, false]);
  });

  it('holds the value of an ephemeron for its key, through chains, in any collection', () => {
    const world = makeWorld();
    const { runtime } = world;
    const last = newNode(world, 3);
    const middle = newNode(world, 2);
    const key = root(world, newNode(world, 1));
    // The chain is registered against its direction, so one pass does not do.
    const second = root(world, runtime.allocateEphemeron(world.ephemeron, middle, last));
    const first = root(world, runtime.allocateEphemeron(world.ephemeron, at(world, key), middle));
    const values = () => [first, second].map((index) => runtime.i32[at(world, index) + 3]!);
    for (const generation of [0, 1, 2]) {
      collect(world, generation, true);
      expect(values().map((ref) => serialOf(world, ref))).toEqual([2, 3]);
    }
    setRoot(world, key, 0);
    collect(world, 2);
    expect(values()).toEqual([0, 0]);
    expect(countObjects(world)).toBe(2);
  });
});

describe('compaction', () => {
  it('closes gaps, keeps the order of addresses and the mark word', () => {
    const world = makeWorld();
    const { runtime } = world;
    const roots: number[] = [];
    for (let serial = 0; serial < 200; serial++) {
      const ref = newNode(world, serial);
      runtime.i32[ref + MARK_WORD] = 1000 + serial;
      if (serial % 3 === 1) roots.push(root(world, ref));
    }
    const before = roots.map((index) => at(world, index));
    collect(world, 0, true);
    const after = roots.map((index) => at(world, index));
    expect(after).toEqual([...after].sort((a, b) => a - b));
    expect(after.every((ref, k) => ref !== before[k])).toBe(true);
    expect(after.at(-1)! - after[0]!).toBe((after.length - 1) * 6);
    expect(after.map((ref) => runtime.i32[ref + MARK_WORD]! - serialOf(world, ref))).toEqual(
      after.map(() => 1000),
    );
    expect(decisions(world)).toContain('compact');
  });

  it('moves every movable object at every collection under slideStress', () => {
    const world = makeWorld({ collector: { slideStress: 1 } });
    const roots = Array.from({ length: 50 }, (_, serial) => root(world, newNode(world, serial)));
    for (let round = 0; round < 6; round++) {
      const before = roots.map((index) => at(world, index));
      collect(world, 2);
      expect(roots.filter((index, k) => at(world, index) === before[k])).toEqual([]);
    }
    expect(roots.map((index) => serialOf(world, at(world, index)))).toEqual(roots.map((_, k) => k));
  });

  it('sweeps where little is gained, and fills the gaps with later survivors', () => {
    const world = makeWorld();
    const roots: number[] = [];
    for (let serial = 0; serial < 300; serial++) {
      const ref = newNode(world, serial);
      if (serial % 3 > 0) roots.push(root(world, ref));
      // Two in a row die, so that the gaps are worth remembering.
      else newNode(world, -1);
    }
    const before = roots.map((index) => at(world, index));
    collect(world, 0);
    expect(decisions(world)).toContain('sweep');
    expect(roots.map((index) => at(world, index))).toEqual(before);
    expect(world.collector.generationOf(before[0]!)).toBe(1);

    newNode(world, 0);
    const late = root(world, newNode(world, 999));
    collect(world, 0, true);
    expect(at(world, late)).toBeLessThan(before.at(-1)!);
    expect(world.collector.generationOf(at(world, late))).toBe(1);
    expect(serialOf(world, at(world, late))).toBe(999);
  });
});

describe('cards', () => {
  it('remember what only an old object holds', () => {
    const world = makeWorld();
    const { runtime } = world;
    const old = root(world, newNode(world, 1));
    collect(world, 1);
    collect(world, 1);
    runtime.store(at(world, old), RIGHT, newNode(world, 2));
    for (const generation of [0, 1]) {
      collect(world, generation, generation === 1);
      const young = runtime.i32[at(world, old) + RIGHT]!;
      expect([serialOf(world, young), world.collector.generationOf(young)]).toEqual([2, generation + 1]);
    }
  });

  it('are cleaned when they are no longer needed, and checked by verify()', () => {
    const world = makeWorld();
    const { runtime } = world;
    const { barrier } = world.collector;
    const old = root(world, newNode(world, 1));
    // A card that reaches into what is collected stays set: keep away from it.
    for (let k = 0; k < 40; k++) root(world, newNode(world, k));
    collect(world, 1);
    collect(world, 1);
    runtime.store(at(world, old), RIGHT, newNode(world, 2));
    const card = () =>
      barrier.kind === 'card' ? barrier.cards[(at(world, old) + RIGHT) >>> barrier.shift] : -1;
    expect(card()).toBe(1);
    collect(world, 0);
    expect(card()).toBe(1);
    collect(world, 1);
    collect(world, 0);
    expect(card()).toBe(0);

    runtime.store(at(world, old), RIGHT, newNode(world, 3));
    if (barrier.kind === 'card') barrier.cards.fill(0);
    expect(() => world.collector.verify()).toThrow(InvariantViolation);
    expect(() => world.collector.verify()).toThrow('remembered');
  });

  it('work for a part of a large array', () => {
    const world = makeWorld();
    const { runtime } = world;
    const array = root(world, runtime.allocateVariable(world.array, 40_000));
    expect(world.collector.generationOf(at(world, array))).toBe(2);
    for (const index of [0, 31, 20_000, 39_999])
      runtime.store(at(world, array), 3 + index, newNode(world, index));
    const scanned = world.collector.work.edgesScanned;
    for (const generation of [0, 0, 1]) collect(world, generation, true);
    expect(world.collector.work.edgesScanned - scanned).toBeLessThan(1000);
    for (const index of [0, 31, 20_000, 39_999]) {
      expect(serialOf(world, runtime.i32[at(world, array) + 3 + index]!)).toBe(index);
    }
  });
});

describe('pinning', () => {
  it('leaves a pinned object where it is, in a younger generation if need be, and uses the gap before it', () => {
    const world = makeWorld();
    const { collector } = world;
    for (let k = 0; k < 100; k++) newNode(world, k);
    const pinned = root(world, newNode(world, 7));
    const moved = root(world, newNode(world, 8));
    const address = at(world, pinned);
    collector.pin(address);
    collect(world, 0, true);
    expect(at(world, pinned)).toBe(address);
    expect(at(world, moved)).toBeLessThan(address);
    expect([collector.generationOf(address), collector.generationOf(at(world, moved))]).toEqual([0, 1]);
    expect(decisions(world)).toContain('demote');
    const fresh = newNode(world, 9);
    expect(fresh).toBeLessThan(address);
    expect(fresh).toBeGreaterThan(at(world, moved));

    collector.unpin(address);
    collect(world, 0, true);
    expect(at(world, pinned)).toBeLessThan(address);
    expect(collector.generationOf(at(world, pinned))).toBe(1);
  });

  it('remembers an older object that refers to a demoted one', () => {
    const world = makeWorld();
    const { collector, runtime } = world;
    for (let k = 0; k < 100; k++) newNode(world, k);
    const pinned = newNode(world, 7);
    collector.pin(pinned);
    const holder = root(world, newNode(world, 8, pinned));
    for (let round = 0; round < 3; round++) {
      collect(world, round, true);
      expect(runtime.i32[at(world, holder) + LEFT]).toBe(pinned);
      expect(serialOf(world, pinned)).toBe(7);
    }
  });

  it('holds in place, for one collection, what pinned roots refer to', () => {
    const world = makeWorld();
    const { runtime } = world;
    const vector = new RefVector();
    runtime.roots.register(vector, 'pinned');
    for (let k = 0; k < 3; k++) newNode(world, k);
    vector.push(newNode(world, 2));
    const held = vector.at(0);
    root(world, held);
    const moved = root(world, newNode(world, 3));
    collect(world, 0, true);
    expect([vector.at(0), serialOf(world, held)]).toEqual([held, 2]);
    expect(serialOf(world, at(world, moved))).toBe(3);
    vector.removeAt(0);
    collect(world, 2, true);
    expect(at(world, 0)).not.toBe(held);
  });

  // An older object ended where the context began, and grew into generation 0.
  it('does not let an older object grow into the context behind it', () => {
    const world = makeWorld();
    const { runtime, collector } = world;
    const old = root(world, runtime.allocateVariable(world.array, 3));
    collect(world, 1);
    newNode(world, 1);
    collect(world, 0, true);
    expect(collector.tryGrow(at(world, old), 20)).toBe(false);
    const young = root(world, runtime.allocateVariable(world.array, 3));
    expect(collector.tryGrow(at(world, young), 20)).toBe(true);
    runtime.i32[at(world, young) + 2] = 17;
    collect(world, 2, true);
  });

  it('has an area for objects that are never to move', () => {
    const world = makeWorld();
    const ref = world.collector.allocatePinned(world.node, 6);
    root(world, ref);
    expect(world.collector.generationOf(ref)).toBe(2);
    collect(world, 2, true);
    expect(world.collector.spaces().find(({ name }) => name === 'pinned objects')?.objects).toBe(1);
    expect(world.collector.resolve(ref + 3)).toBe(ref);
  });
});

describe('large objects', () => {
  it('begin at 85,000 bytes, header included (C07)', () => {
    const world = makeWorld();
    const { runtime } = world;
    const generation = (length: number) =>
      world.collector.generationOf(runtime.allocateVariable(world.bytes, length));
    expect([1000, 84_000, 84_980, 84_988, 200_000].map(generation)).toEqual([0, 0, 0, 2, 2]);
  });

  it('are reclaimed by collections of generation 2 only, and their space is used again', () => {
    const world = makeWorld();
    const { runtime } = world;
    const first = runtime.allocateVariable(world.bytes, 100_000);
    const kept = root(world, runtime.allocateVariable(world.bytes, 100_000));
    collect(world, 1);
    expect(countObjects(world)).toBe(2);
    expect(collect(world, 2).freedObjects).toBe(1);
    const address = at(world, kept);
    const again = runtime.allocateVariable(world.bytes, 90_000);
    expect(Math.abs(again - first)).toBeLessThan(64);
    collect(world, 2, true);
    expect(at(world, kept)).toBe(address);
  });
});

describe('memory that runs out', () => {
  it('reserve() says no after a full collection, and yes when something was dropped', () => {
    const world = makeWorld({ heapBytes: 1 << 20, verify: false });
    const { runtime } = world;
    const list = root(world, 0);
    while (runtime.reserve(6)) setRoot(world, list, newNode(world, 1, at(world, list)));
    expect(world.events.filter((event) => event.type === 'collection-start').at(-1)).toMatchObject({
      kind: 'gen2',
      cause: 'limit',
    });
    runtime.collector.verify();
    const live = countObjects(world);
    expect(live * 6 * 4).toBeGreaterThan(0.98 * (1 << 20));
    setRoot(world, list, 0);
    expect(runtime.reserve(100_000)).toBe(true);
  });

  it('chooses the generation by budgets and says why', () => {
    const world = makeWorld({ heapBytes: 8 << 20, verify: false });
    const { runtime } = world;
    const list = root(world, 0);
    for (let k = 0; k < 200_000; k++) {
      if (runtime.pollRaised) runtime.safepoint();
      const ref = newNode(world, k, k % 20 === 0 ? at(world, list) : 0);
      if (k % 20 === 0) setRoot(world, list, ref);
    }
    const reasons = world.events.flatMap((event) =>
      event.type === 'collection-start' ? [event.reason] : [],
    );
    expect(reasons.length).toBeGreaterThan(2);
    expect(reasons.every((reason) => reason.startsWith('budget of generation'))).toBe(true);
    runtime.collector.verify();
  });
});
