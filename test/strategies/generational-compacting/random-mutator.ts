import { HeapExhausted } from '../../../src/heap/errors.ts';
import type { Ref } from '../../../src/heap/layout.ts';
import { at, collect, countObjects, LEFT, setRoot, type World } from './world.ts';

interface Shadow {
  readonly serial: number;
  readonly kind: 'node' | 'array' | 'bytes';
  readonly slots: (Shadow | null)[];
  pinned: number;
  finalizable: boolean;
}

interface WeakShadow {
  readonly root: number;
  target: Shadow | null;
}

const ROOTS = 12;
const WEAKS = 6;

/**
 * A random program and the graph that it should have made. Nodes, arrays of references, byte strings; stores, drops,
 * pins, finalizers, weak references; collections of every generation. After each collection the heap must be
 * isomorphic to the shadow, and after full ones hold nothing else.
 */
export class RandomMutator {
  readonly failures: string[] = [];
  private readonly world: World;
  private readonly roots: (Shadow | null)[] = [];
  private readonly weaks: WeakShadow[] = [];
  private readonly pins = new Map<Shadow, Ref>();
  private state: number;
  private serial = 0;

  constructor(world: World, seed: number) {
    this.world = world;
    this.state = (seed * 2654435761 + 12345) >>> 0;
    for (let k = 0; k < ROOTS; k++) {
      world.runtime.roots.addStatic(0);
      this.roots.push(null);
    }
  }

  run(steps: number): void {
    for (let step = 0; step < steps && this.failures.length === 0; step++) this.step();
  }

  /** Everything goes: pins, finalizers, roots; a few full collections must leave the heap empty. */
  finish(): void {
    if (this.failures.length > 0) return;
    collect(this.world, 2, true);
    this.check('at the end', true);
    for (let k = 0; k < ROOTS; k++) {
      this.roots[k] = null;
      setRoot(this.world, k, 0);
    }
    for (const weak of this.weaks) setRoot(this.world, weak.root, 0);
    for (const node of this.pins.keys()) node.pinned = 0;
    for (let k = 0; k < 3; k++) {
      collect(this.world, 2, k === 1);
      while (this.world.runtime.finalizers.runNextQueued());
    }
    const left = countObjects(this.world);
    if (left !== 0) this.failures.push(`${left} objects are left when nothing is reachable`);
  }

  private step(): void {
    const choice = this.random(100);
    const { world } = this;
    if (choice < 45) this.allocate();
    else if (choice < 75) this.store();
    else if (choice < 80) this.drop();
    else if (choice < 84) this.pin();
    else if (choice < 87) this.unpin();
    else if (choice < 90) this.makeWeak();
    else if (choice < 92) this.makeFinalizable();
    else if (choice < 95) this.churn();
    else {
      const generation = this.random(3);
      collect(world, generation, this.random(3) === 0);
      this.check(`after a collection of generation ${generation}`, false);
    }
    if (world.runtime.pollRaised) {
      world.runtime.safepoint();
      this.check('after a safepoint', false);
    }
    while (this.random(4) === 0 && world.runtime.finalizers.runNextQueued());
  }

  private allocate(): void {
    const kind = (['node', 'node', 'node', 'array', 'bytes'] as const)[this.random(5)]!;
    const length = kind === 'node' ? 2 : this.random(this.random(8) === 0 ? 1500 : 40);
    const node: Shadow = {
      serial: ++this.serial,
      kind,
      slots: kind === 'bytes' ? [] : new Array<Shadow | null>(length).fill(null),
      pinned: 0,
      finalizable: false,
    };
    const index = this.random(ROOTS);
    const { runtime } = this.world;
    try {
      const ref =
        kind === 'node'
          ? runtime.allocate(this.world.node)
          : runtime.allocateVariable(this.world[kind], length);
      if (kind === 'node') runtime.i32[ref + 3] = node.serial;
      for (let slot = 0; slot < node.slots.length; slot++) {
        if (runtime.i32[ref + this.slotOffset(node, slot)] !== 0)
          this.failures.push(`new ${kind} is not zeroed`);
      }
      this.roots[index] = node;
      setRoot(this.world, index, ref);
    } catch (error) {
      if (!(error instanceof HeapExhausted)) throw error;
      this.drop();
      runtime.reserve(8000);
    }
  }

  private churn(): void {
    const { runtime, node } = this.world;
    for (let k = this.random(3000); k > 0; k--) {
      if (k % 512 === 0 && !runtime.reserve(3100)) return;
      runtime.allocate(node);
    }
    this.check('after churning', false);
  }

  private store(): void {
    const from = this.pick();
    if (from === null || from[0].slots.length === 0) return;
    const to = this.random(5) === 0 ? null : this.pick();
    const slot = this.random(from[0].slots.length);
    from[0].slots[slot] = to === null ? null : to[0];
    this.world.runtime.store(from[1], this.slotOffset(from[0], slot), to === null ? 0 : to[1]);
  }

  private drop(): void {
    const index = this.random(ROOTS);
    this.roots[index] = null;
    setRoot(this.world, index, 0);
  }

  private pin(): void {
    const found = this.pick();
    if (found === null) return;
    found[0].pinned = 1;
    this.pins.set(found[0], found[1]);
    this.world.collector.pin(found[1]);
  }

  private unpin(): void {
    const found = this.pick();
    if (found === null || found[0].pinned === 0) return;
    found[0].pinned = 0;
    this.pins.delete(found[0]);
    this.world.collector.unpin(found[1]);
  }

  private makeWeak(): void {
    const found = this.pick();
    if (found === null) return;
    const { runtime, weak } = this.world;
    const ref = runtime.allocateWeak(weak, found[1], 0);
    if (this.weaks.length < WEAKS) {
      this.weaks.push({ root: runtime.roots.addStatic(ref), target: found[0] });
      return;
    }
    const place = this.weaks[this.random(WEAKS)]!;
    place.target = found[0];
    setRoot(this.world, place.root, ref);
  }

  private makeFinalizable(): void {
    const found = this.pick();
    if (found === null || found[0].finalizable || found[0].kind !== 'node') return;
    found[0].finalizable = true;
    this.world.runtime.finalizers.register(found[1]);
  }

  /** A random object and its address, some steps from a random root. */
  private pick(): [Shadow, Ref] | null {
    const { i32 } = this.world.runtime;
    const index = this.random(ROOTS);
    let node = this.roots[index]!;
    if (node === null) return null;
    let ref = at(this.world, index);
    for (let steps = this.random(6); steps > 0 && node.slots.length > 0; steps--) {
      const slot = this.random(node.slots.length);
      const next = node.slots[slot]!;
      if (next === null) break;
      ref = i32[ref + this.slotOffset(node, slot)]!;
      node = next;
    }
    return [node, ref];
  }

  private slotOffset(node: Shadow, slot: number): number {
    return (node.kind === 'node' ? LEFT : 3) + slot;
  }

  /** The heap is the shadow graph; `exact`: and what is reachable is all that there is. */
  private check(when: string, exact: boolean): void {
    const seen = new Map<Shadow, Ref>();
    const work: [Shadow, Ref][] = [];
    this.roots.forEach((node, index) => {
      const ref = at(this.world, index);
      if ((node === null) !== (ref === 0)) this.failures.push(`${when}: root ${index} holds ${ref}`);
      else if (node !== null) work.push([node, ref]);
    });
    for (let next = work.pop(); next !== undefined; next = work.pop()) this.compare(when, next, seen, work);
    for (const weak of this.weaks) {
      const target = this.world.runtime.i32[at(this.world, weak.root) + 2]!;
      const expected = weak.target === null ? undefined : seen.get(weak.target);
      if (expected !== undefined && target !== expected) {
        this.failures.push(`${when}: a weak reference holds ${target}, its live target is at ${expected}`);
      }
      if (exact && expected === undefined && target !== 0)
        this.failures.push(`${when}: a weak reference is not cleared`);
    }
    if (!exact) return;
    const queued = this.world.runtime.finalizers.queue.length;
    const live = seen.size + this.weaks.length;
    const found = countObjects(this.world);
    if (queued === 0 && found !== live)
      this.failures.push(`${when}: ${found} objects in the heap, ${live} are reachable`);
  }

  private compare(
    when: string,
    [node, ref]: [Shadow, Ref],
    seen: Map<Shadow, Ref>,
    work: [Shadow, Ref][],
  ): void {
    const known = seen.get(node);
    if (known !== undefined) {
      if (known !== ref) this.failures.push(`${when}: one object is at ${known} and at ${ref}`);
      return;
    }
    seen.set(node, ref);
    const { i32, shapes } = this.world.runtime;
    if ((i32[ref]! & 0xfffff) !== this.world[node.kind]) {
      this.failures.push(`${when}: ${shapes.names[i32[ref]! & 0xfffff]} instead of ${node.kind} at ${ref}`);
      return;
    }
    if (node.kind === 'node' && i32[ref + 3] !== node.serial)
      this.failures.push(`${when}: wrong node at ${ref}`);
    if (node.pinned === 1 && this.pins.get(node) !== ref)
      this.failures.push(`${when}: pinned object moved to ${ref}`);
    node.slots.forEach((child, slot) => {
      const value = i32[ref + this.slotOffset(node, slot)]!;
      if (child !== null) work.push([child, value]);
      else if (value !== 0) this.failures.push(`${when}: slot ${slot} at ${ref} should be null`);
    });
  }

  private random(below: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * below);
  }
}
