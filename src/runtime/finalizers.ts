import type { FinalizerRegistry, Liveness } from '../contract/host.ts';
import type { ShapeTable } from '../contract/shapes.ts';
import { SHAPE_FINALIZER } from '../contract/shapes.ts';
import { FLAG_FINALIZED, FLAG_FINALIZER, type Ref, SHAPE_MASK } from '../heap/layout.ts';
import { RefVector } from './ref-vector.ts';

/** Which of the dead are finalized by this collection, and in which order; the others stay registered. */
export type FinalizerOrder = (dead: readonly Ref[]) => {
  readonly queue: readonly Ref[];
  readonly keep: readonly Ref[];
};

export const inRegistrationOrder: FinalizerOrder = (dead) => ({ queue: dead, keep: [] });
/** The CLR's order, observed: the youngest first. */
export const inReverseRegistrationOrder: FinalizerOrder = (dead) => ({
  queue: [...dead].reverse(),
  keep: [],
});

export interface FinalizerHooks {
  /** Run the finalizer of `ref` now, on the current thread. */
  runFinalizer(ref: Ref): void;
  /** The queue is no longer empty. */
  finalizersPending(): void;
}

/**
 * Finalizable objects. Under tracing an object is registered when it is made, queued when it is first found dead,
 * and kept by the queue until its finalizer has run. Under counting `runNow` does all of that at once.
 */
export class FinalizerTable implements FinalizerRegistry {
  /** Objects whose finalizer waits; roots. */
  readonly queue = new RefVector();
  order: FinalizerOrder = inRegistrationOrder;
  private members: Ref[] = [];
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly hooks: FinalizerHooks;

  constructor(i32: Int32Array, shapes: ShapeTable, hooks: FinalizerHooks) {
    this.i32 = i32;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  get registered(): number {
    return this.members.length;
  }

  each(visit: (ref: Ref) => void): void {
    for (const ref of this.members) visit(ref);
  }

  /** The object is to be finalized when it is found dead; again, if it was finalized before (ReRegisterForFinalize). */
  register(ref: Ref): void {
    this.i32[ref] = (this.i32[ref]! | FLAG_FINALIZER) & ~FLAG_FINALIZED;
    this.members.push(ref);
  }

  /** SuppressFinalize: the finalizer will not run. */
  suppress(ref: Ref): void {
    this.i32[ref] = (this.i32[ref]! & ~FLAG_FINALIZER) | FLAG_FINALIZED;
    const index = this.members.lastIndexOf(ref);
    if (index >= 0) this.members.splice(index, 1);
  }

  queueDead(isLive: (ref: Ref) => boolean): readonly Ref[] {
    const dead: Ref[] = [];
    const live: Ref[] = [];
    for (const ref of this.members) (isLive(ref) ? live : dead).push(ref);
    if (dead.length === 0) return dead;
    const { queue, keep } = this.order(dead);
    // What waits for another collection is older than what lives by luck of the draw: keep registration order.
    this.members = keep.length === 0 ? live : this.members.filter((ref) => isLive(ref) || keep.includes(ref));
    for (const ref of queue) this.queue.push(ref);
    if (queue.length > 0) this.hooks.finalizersPending();
    return keep.length === 0 ? queue : [...queue, ...keep];
  }

  /** Takes the next object off the queue and runs its finalizer; false if the queue is empty. */
  runNextQueued(): boolean {
    if (this.queue.length === 0) return false;
    const ref = this.queue.at(0);
    // The queue is a root until the finalizer has run; only then does the object leave it.
    this.i32[ref] = (this.i32[ref]! | FLAG_FINALIZED) & ~FLAG_FINALIZER;
    this.queue.shift();
    this.run(ref);
    return true;
  }

  /** Objects whose finalizer is running; roots. Under counting each has a count for it, the collector's. */
  readonly running = new RefVector();

  has(ref: Ref): boolean {
    const header = this.i32[ref]!;
    return (
      (header & FLAG_FINALIZED) === 0 && (this.shapes.traits[header & SHAPE_MASK]! & SHAPE_FINALIZER) !== 0
    );
  }

  runNow(ref: Ref): void {
    this.i32[ref] = this.i32[ref]! | FLAG_FINALIZED;
    this.run(ref);
  }

  private run(ref: Ref): void {
    this.running.push(ref);
    try {
      this.hooks.runFinalizer(ref);
    } finally {
      this.running.length--;
    }
  }

  update(liveness: Liveness): void {
    this.members = this.members.filter((ref) => liveness.isLive(ref)).map((ref) => liveness.forwarded(ref));
  }
}
