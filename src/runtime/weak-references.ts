import type { Liveness, WeakRegistry, WeakStrength } from '../contract/host.ts';
import { WEAK_LONG, WEAK_SHORT, WEAK_SOFT } from '../contract/host.ts';
import { FLAG_WEAKREFS, type Ref, WEAK_CALLBACK, WEAK_STRENGTH, WEAK_TARGET } from '../heap/layout.ts';
import { RefVector } from './ref-vector.ts';

/** The weak objects of one target, oldest first, and the number at which the first was registered. */
interface Entry {
  weaks: Ref[];
  readonly number: number;
}

/** A callback that waits like a finalizer: for its target, 0 once that is gone or has no part in it any more. */
interface Waiting {
  readonly weak: Ref;
  target: Ref;
  readonly number: number;
}

export interface WeakReferenceHooks {
  /** The number of a new entry: its place among all that runs when something dies. */
  nextNumber(): number;
  /** Whether a target that was dead, and is kept for the sake of finalizers, keeps its references. */
  keepsWeak(target: Ref): boolean;
  /** Call the callback of `weak` now. */
  runCallback(weak: Ref): void;
  /** Callbacks were added to `pending`: they run at a later safepoint. */
  callbacksPending(): void;
  retain(ref: Ref): void;
  release(ref: Ref): void;
}

/**
 * Who refers weakly to whom. Weak objects live in the heap; this table knows, for each target, its weak objects from
 * the oldest to the newest.
 *
 * INVARIANT weak-table: an object has FLAG_WEAKREFS exactly if it is a key here; each of its weak objects is in the
 * heap and has the object as its target.
 */
export class WeakTable implements WeakRegistry {
  /** Weak objects whose callback waits (tracing collectors): roots until it has run. */
  readonly pending = new RefVector();
  /** Callbacks are finalizers: they wait for the memory of their target to go, and for a full collection. */
  callbacksWait = false;
  private readonly byTarget = new Map<Ref, Entry>();
  /** Cleared weak objects whose callback is due once the memory of their target goes. */
  private waiting: Waiting[] = [];
  /** Targets found dead by the collection that is going on, before finalizable objects are marked. */
  private doomed: Ref[] = [];
  private readonly pendingNumbers: number[] = [];
  private readonly i32: Int32Array;
  private readonly hooks: WeakReferenceHooks;
  private readonly held: Ref[] = [];

  constructor(i32: Int32Array, hooks: WeakReferenceHooks) {
    this.i32 = i32;
    this.hooks = hooks;
  }

  get size(): number {
    return this.byTarget.size + this.waiting.length;
  }

  /** `weak` now refers to `target`: writes the weak slot and enters it in the table. */
  register(weak: Ref, target: Ref, strength: WeakStrength): void {
    this.i32[weak + WEAK_TARGET] = target;
    this.i32[weak + WEAK_STRENGTH] = strength;
    const entry = this.byTarget.get(target);
    if (entry === undefined) {
      this.byTarget.set(target, { weaks: [weak], number: this.hooks.nextNumber() });
      this.i32[target] = this.i32[target]! | FLAG_WEAKREFS;
    } else {
      entry.weaks.push(weak);
    }
  }

  /** Weak objects of `target`, oldest first. */
  referencesTo(target: Ref): readonly Ref[] {
    return this.byTarget.get(target)?.weaks ?? [];
  }

  eachEntry(visit: (target: Ref, weak: Ref) => void): void {
    for (const [target, { weaks }] of this.byTarget) for (const weak of weaks) visit(target, weak);
  }

  /** A weak object goes, or lets go of its target. */
  forget(weak: Ref): void {
    const target = this.i32[weak + WEAK_TARGET]!;
    this.i32[weak + WEAK_TARGET] = 0;
    if (this.waiting.length > 0) this.waiting = this.waiting.filter((each) => each.weak !== weak);
    const weaks = this.byTarget.get(target)?.weaks;
    if (weaks === undefined) return;
    const index = weaks.indexOf(weak);
    if (index >= 0) weaks.splice(index, 1);
    if (weaks.length === 0) this.dropTarget(target);
  }

  /** The target goes without its weak references having been cleared (they died with it). */
  dropTarget(target: Ref, liveness: Liveness | null = null): void {
    const at = placeOf(target, liveness);
    this.byTarget.delete(target);
    this.i32[at] = this.i32[at]! & ~FLAG_WEAKREFS;
  }

  clearDead(strength: WeakStrength, liveness: Liveness): number {
    const { i32 } = this;
    let cleared = 0;
    if (this.callbacksWait && strength === WEAK_SHORT) {
      this.doomed = [...this.byTarget.keys()].filter((target) => !liveness.isLive(target));
      return 0;
    }
    if (this.callbacksWait && strength === WEAK_LONG) {
      cleared = this.clearDoomed(liveness);
      this.queueWaiting(liveness);
    }
    for (const [target, entry] of this.byTarget) {
      if (liveness.isLive(target)) continue;
      const list = entry.weaks;
      const kept: Ref[] = [];
      for (let k = list.length - 1; k >= 0; k--) {
        const weak = list[k]!;
        if (i32[weak + WEAK_STRENGTH] !== strength) {
          kept.unshift(weak);
          continue;
        }
        i32[placeOf(weak, liveness) + WEAK_TARGET] = 0;
        cleared++;
        if (i32[weak + WEAK_CALLBACK] !== 0 && liveness.isLive(weak)) this.queue(weak, entry.number);
      }
      if (kept.length === 0) this.dropTarget(target, liveness);
      else entry.weaks = kept;
    }
    if (this.pending.length > 0) this.hooks.callbacksPending();
    return cleared;
  }

  private queue(weak: Ref, number: number): void {
    this.pending.push(weak);
    this.pendingNumbers.push(number);
  }

  /** What was dead before finalizable objects were marked loses its references, unless those keep them. */
  private clearDoomed(liveness: Liveness): number {
    let cleared = 0;
    for (const target of this.doomed.splice(0)) {
      if (liveness.isLive(target) && this.hooks.keepsWeak(target)) continue;
      cleared += this.detach(target, liveness.isLive(target) ? target : 0, liveness);
    }
    return cleared;
  }

  /** After finalizable objects were marked: the targets that are not live now are gone, and callbacks may run after a full collection. */
  private queueWaiting(liveness: Liveness): void {
    const stay: Waiting[] = [];
    for (const each of this.waiting) {
      if (!liveness.isLive(each.weak)) continue;
      const gone = each.target === 0 || !liveness.isLive(each.target);
      if (gone) each.target = 0;
      if (gone && liveness.partial !== true) this.queue(each.weak, each.number);
      else stay.push(each);
    }
    this.waiting = stay;
  }

  /** The number of the first callback that waits; infinity if none does. */
  get firstNumber(): number {
    return this.pendingNumbers[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Whether the first two callbacks that wait have the same target. */
  get nextIsSameTarget(): boolean {
    return this.pendingNumbers.length > 1 && this.pendingNumbers[0] === this.pendingNumbers[1];
  }

  /** Takes the first weak object whose callback waits, which is no root any more; 0 if there is none. */
  nextPending(): Ref {
    this.pendingNumbers.shift();
    return this.pending.shift();
  }

  /**
   * Tracing: the finalizer of `target` is about to run. Clears its weak references; the callbacks of those that are still there are
   * due at the next collection, whatever becomes of the target.
   */
  release(target: Ref): void {
    for (const each of this.waiting) if (each.target === target) each.target = 0;
    this.detach(target, 0, null);
  }

  /** Clears the references to `target`; their callbacks wait for `until`. @returns how many were cleared */
  private detach(target: Ref, until: Ref, liveness: Liveness | null): number {
    const entry = this.byTarget.get(target);
    if (entry === undefined) return 0;
    this.dropTarget(target, liveness);
    for (const weak of [...entry.weaks].reverse()) {
      this.i32[placeOf(weak, liveness) + WEAK_TARGET] = 0;
      const calls = this.i32[weak + WEAK_CALLBACK] !== 0 && (liveness === null || liveness.isLive(weak));
      if (calls) this.waiting.push({ weak, target: until, number: entry.number });
    }
    return entry.weaks.length;
  }

  eachSoftTarget(isLive: (ref: Ref) => boolean, visit: (target: Ref) => void): number {
    const { i32 } = this;
    let visited = 0;
    for (const [target, { weaks }] of this.byTarget) {
      if (isLive(target)) continue;
      if (!weaks.some((weak) => i32[weak + WEAK_STRENGTH] === WEAK_SOFT && isLive(weak))) continue;
      visit(target);
      visited++;
    }
    return visited;
  }

  clearTarget(target: Ref, runs: (weak: Ref) => boolean, when: 'now' | 'queue'): void {
    const list = this.byTarget.get(target)?.weaks;
    if (list === undefined) return;
    const { i32, hooks } = this;
    this.dropTarget(target);
    const calls: Ref[] = [];
    for (let k = list.length - 1; k >= 0; k--) {
      const weak = list[k]!;
      i32[weak + WEAK_TARGET] = 0;
      if (i32[weak + WEAK_CALLBACK] !== 0 && runs(weak)) {
        hooks.retain(weak);
        calls.push(weak);
      }
    }
    if (when === 'queue') {
      for (const weak of calls) this.held.push(weak);
      return;
    }
    for (const weak of calls) {
      hooks.runCallback(weak);
      hooks.release(weak);
    }
  }

  runQueued(): void {
    const calls = this.held.splice(0);
    for (const weak of calls) {
      this.hooks.runCallback(weak);
      this.hooks.release(weak);
    }
  }

  /** Addresses changed, or objects went without a callback being due: forward what lives, forget the rest. */
  update(liveness: Liveness): void {
    const entries = [...this.byTarget];
    this.byTarget.clear();
    for (const [target, { weaks, number }] of entries) {
      if (!liveness.isLive(target)) continue;
      const live = weaks.filter((weak) => liveness.isLive(weak)).map((weak) => liveness.forwarded(weak));
      if (live.length > 0) {
        this.byTarget.set(liveness.forwarded(target), { weaks: live, number });
        continue;
      }
      const moved = liveness.forwarded(target);
      this.i32[moved] = this.i32[moved]! & ~FLAG_WEAKREFS;
    }
    for (const [target, { weaks }] of this.byTarget)
      for (const weak of weaks) this.i32[weak + WEAK_TARGET] = target;
    this.waiting = this.waiting
      .filter(({ weak }) => liveness.isLive(weak))
      .map(({ weak, target, number }) => ({
        weak: liveness.forwarded(weak),
        target: target !== 0 && liveness.isLive(target) ? liveness.forwarded(target) : 0,
        number,
      }));
  }
}

/** Where to write to an object while a collection is going on. */
function placeOf(ref: Ref, liveness: Liveness | null): Ref {
  return liveness?.current === undefined ? ref : liveness.current(ref);
}
