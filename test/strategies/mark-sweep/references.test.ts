import { describe, expect, it } from 'vitest';
import {
  WEAK_LONG,
  WEAK_PHANTOM,
  WEAK_SHORT,
  WEAK_SOFT,
  type WeakStrength,
} from '../../../src/contract/host.ts';
import { WEAK_TARGET } from '../../../src/heap/layout.ts';
import { World } from './harness.ts';

const STRENGTHS: [string, WeakStrength][] = [
  ['short', WEAK_SHORT],
  ['long', WEAK_LONG],
  ['soft', WEAK_SOFT],
  ['phantom', WEAK_PHANTOM],
];

/** A world with a frame: local 0 holds one weak reference of each strength, in an array, to what local 1 holds. */
function withAllStrengths(target: 'pair' | 'finalizable', options = {}): World {
  const world = new World({ verify: true, ...options });
  const { mutator } = world;
  mutator.pushFrame(4);
  mutator.allocate(0, world.array, 4);
  mutator.allocate(1, world[target]);
  STRENGTHS.forEach(([, strength], k) => {
    mutator.allocateWeak(2, world.weak, 1, strength);
    mutator.store(0, k, 2);
  });
  mutator.clear(2);
  return world;
}

/** For each strength, whether the weak reference in local 0 still has its target. */
function states(world: World): Record<string, boolean> {
  const { mutator, runtime } = world;
  return Object.fromEntries(
    STRENGTHS.map(([name], k) => {
      mutator.load(3, 0, k);
      return [name, runtime.i32[mutator.peek(3) + WEAK_TARGET] !== 0];
    }),
  );
}

describe.each([{}, { poison: true }, { eventLevel: 2 as const }])('references, %j', (options) => {
  it('leaves all references to a reachable object alone', () => {
    const world = withAllStrengths('pair', options);
    world.collect();
    expect(states(world)).toEqual({ short: true, long: true, soft: true, phantom: true });
  });

  it('keeps a softly reachable object for as long as memory is free', () => {
    const world = withAllStrengths('pair', options);
    world.mutator.clear(1);
    world.collect();
    expect(states(world)).toEqual({ short: true, long: true, soft: true, phantom: true });
    expect(world.decisions('soft-keep')).toHaveLength(1);
    world.nowMs = 3_900;
    world.collect();
    expect(states(world).soft).toBe(true);
    world.nowMs += 4_100;
    expect(world.collect().freedObjects).toBe(1);
    expect(states(world)).toEqual({ short: false, long: false, soft: false, phantom: false });
    expect(world.decisions('soft-clear')[0]).toMatch('idle for too long');
  });

  it('clears soft references at the limit', () => {
    const world = withAllStrengths('pair', options);
    world.mutator.clear(1);
    world.runtime.collect({ kind: 'full', cause: 'limit' });
    expect(states(world)).toEqual({ short: false, long: false, soft: false, phantom: false });
    expect(world.decisions('soft-clear')[0]).toMatch('the limit is reached');
  });

  it('clears short before, long and phantom after finalization', () => {
    const world = withAllStrengths('finalizable', { ...options, collectorOptions: { softMsPerFreeMb: 0 } });
    const { mutator, runtime } = world;
    const ref = mutator.peek(1);
    mutator.clear(1);
    world.nowMs = 1;
    expect(world.collect().freedObjects).toBe(0);
    expect(states(world)).toEqual({ short: false, long: true, soft: false, phantom: true });
    expect(world.finalized).toEqual([]);
    world.nowMs++;
    expect(world.collect().freedObjects).toBe(0);
    expect(runtime.pollRaised).toBe(true);
    mutator.poll();
    expect(world.finalized).toEqual([ref]);
    expect(states(world).long).toBe(true);
    world.nowMs++;
    mutator.clear(3);
    expect(world.collect().freedObjects).toBe(1);
    expect(states(world)).toEqual({ short: false, long: false, soft: false, phantom: false });
    world.collect();
    mutator.poll();
    expect(world.finalized).toEqual([ref]);
  });

  it('does not keep a soft target that only its own soft reference leads to', () => {
    const world = new World({ verify: true, ...options });
    const { mutator } = world;
    mutator.pushFrame(2);
    mutator.allocate(0, world.pair);
    mutator.allocateWeak(1, world.weak, 0, WEAK_SOFT);
    mutator.store(0, 0, 1);
    mutator.clear(0);
    mutator.clear(1);
    expect(world.collect().freedObjects).toBe(2);
  });

  it('follows chains of soft references', () => {
    const world = new World({ verify: true, ...options });
    const { mutator } = world;
    mutator.pushFrame(3);
    mutator.allocate(0, world.pair);
    for (let k = 0; k < 5; k++) {
      mutator.allocateWeak(1, world.weak, 0, WEAK_SOFT);
      mutator.allocate(0, world.pair);
      mutator.store(0, 0, 1);
    }
    mutator.clear(1);
    expect([world.collect().freedObjects, world.objects().length]).toEqual([0, 11]);
    world.nowMs = 1e9;
    expect(world.collect().freedObjects).toBe(9);
  });

  it('keeps what a finalizable object reaches until its finalizer has run, in registration order', () => {
    const world = new World({ verify: true, ...options });
    const { mutator } = world;
    mutator.pushFrame(3);
    const made: number[] = [];
    for (let k = 0; k < 3; k++) {
      mutator.allocate(0, world.finalizable);
      world.list(1, 2, 10);
      mutator.store(0, 0, 1);
      mutator.store(0, 1, 0);
      made.push(mutator.peek(0));
    }
    mutator.clear(0);
    mutator.clear(1);
    expect(world.collect().freedObjects).toBe(0);
    mutator.poll();
    expect(world.finalized).toEqual(made);
    expect([world.collect().freedObjects, world.objects().length]).toEqual([33, 0]);
  });

  it('lets a finalizer resurrect, and does not run it again', () => {
    const world = new World({ verify: true, ...options });
    const { mutator, runtime } = world;
    mutator.pushFrame(1);
    mutator.allocate(0, world.finalizable);
    world.onFinalize = (ref) => runtime.roots.addStatic(ref);
    mutator.clear(0);
    world.collect();
    mutator.poll();
    expect(world.collect().freedObjects).toBe(0);
    runtime.roots.statics.words.fill(0);
    expect(world.collect().freedObjects).toBe(1);
    mutator.poll();
    expect(world.finalized).toHaveLength(1);
  });

  it('queues the callback of a live weak reference only', () => {
    const world = new World({ verify: true, ...options });
    const { mutator } = world;
    mutator.pushFrame(4);
    mutator.allocate(0, world.pair);
    mutator.allocateWeak(1, world.weak, 0);
    mutator.allocateWeak(2, world.weak, 0);
    mutator.store(1, 0, 1);
    mutator.store(2, 0, 2);
    mutator.clear(0);
    mutator.clear(2);
    world.collect();
    mutator.poll();
    expect(world.callbacks).toEqual([mutator.peek(1)]);
  });

  it('forgets dead weak references in the collection in which they die', () => {
    const world = new World({ verify: true, ...options });
    const { mutator, runtime } = world;
    mutator.pushFrame(3);
    mutator.allocate(0, world.pair);
    for (let k = 0; k < 10; k++) mutator.allocateWeak(1, world.weak, 0);
    world.collect();
    expect(runtime.weak.referencesTo(mutator.peek(0))).toEqual([mutator.peek(1)]);
    mutator.clear(1);
    world.collect();
    expect(runtime.weak.size).toBe(0);
  });

  it('marks the values of ephemerons to a fixpoint, and again for finalizers', () => {
    const world = new World({ verify: true, ...options });
    const { mutator, runtime } = world;
    mutator.pushFrame(6);
    // Ephemeron k in local 0 leads from key k to key k + 1; the last is made, and so looked at, first.
    mutator.allocate(0, world.array, 8);
    mutator.allocate(1, world.array, 8);
    for (let k = 0; k < 8; k++) {
      mutator.allocate(2, world.pair);
      mutator.store(1, k, 2);
    }
    for (let k = 6; k >= 0; k--) {
      mutator.load(2, 1, k);
      mutator.load(3, 1, k + 1);
      mutator.allocateEphemeron(4, world.ephemeron, 2, 3);
      mutator.store(0, k, 4);
    }
    mutator.load(1, 1, 0);
    mutator.allocate(5, world.finalizable);
    mutator.allocate(3, world.pair);
    mutator.allocateEphemeron(4, world.ephemeron, 5, 3);
    mutator.store(0, 7, 4);
    for (const local of [2, 3, 4, 5]) mutator.clear(local);
    // The array of keys goes.
    expect([world.collect().freedObjects, runtime.ephemerons.size]).toEqual([1, 8]);
    mutator.poll();
    expect(world.finalized).toHaveLength(1);
    expect(world.collect().freedObjects).toBe(2);
    mutator.clear(1);
    expect(world.collect().freedObjects).toBe(8);
    mutator.clear(0);
    world.collect();
    expect([runtime.ephemerons.size, world.objects().length]).toEqual([0, 0]);
  });
});
