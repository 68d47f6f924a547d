import type { FinalizerRegistry, Liveness } from '../contract/host.ts';
import type { ShapeTable } from '../contract/shapes.ts';
import { SHAPE_FINALIZER } from '../contract/shapes.ts';
import { FLAG_FINALIZED, FLAG_FINALIZER, type Ref, SHAPE_MASK } from '../heap/layout.ts';
import { type FinalizerOrder, inRegistrationOrder } from './finalizer-order.ts';
import { RefVector } from './ref-vector.ts';

export interface FinalizerHooks {
  /** Run the finalizer of `ref` now, on the current thread. */
  runFinalizer(ref: Ref): void;
  /** The finalizer of `ref` begins, and ends, by other means. */
  finalizing(ref: Ref): void;
  finalizerDone(): void;
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
  /** Collections of part of the heap queue nothing. */
  onlyFull = false;
  private members: Ref[] = [];
  /** Registration number of each member, ascending; of each that is queued. */
  private numbers: number[] = [];
  private readonly queueNumbers: number[] = [];
  private next = 0;
  /** Until the collection is over: whether an object that `queueDead` keeps, and that was dead before, keeps its weak references. */
  keepsWeak: (ref: Ref) => boolean = () => false;
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
    this.numbers.push(this.nextNumber());
  }

  /** One for each thing to be run at a death, in order: finalizers here, callbacks in the table of weak references. */
  nextNumber(): number {
    return this.next++;
  }

  /** The number of what is queued first; infinity if nothing is. */
  get firstNumber(): number {
    return this.queueNumbers[0] ?? Number.POSITIVE_INFINITY;
  }

  /** SuppressFinalize: the finalizer will not run. */
  suppress(ref: Ref): void {
    this.i32[ref] = (this.i32[ref]! & ~FLAG_FINALIZER) | FLAG_FINALIZED;
    const index = this.members.lastIndexOf(ref);
    if (index < 0) return;
    this.members.splice(index, 1);
    this.numbers.splice(index, 1);
  }

  queueDead(isLive: (ref: Ref) => boolean, partial = false): readonly Ref[] {
    this.keepsWeak = () => partial && this.onlyFull;
    const dead: Ref[] = [];
    const numbers: number[] = [];
    const live: Ref[] = [];
    const liveNumbers: number[] = [];
    this.members.forEach((ref, k) => {
      const lives = isLive(ref);
      (lives ? live : dead).push(ref);
      (lives ? liveNumbers : numbers).push(this.numbers[k]!);
    });
    if (dead.length === 0 || (partial && this.onlyFull)) return dead;
    const numberOf = new Map(dead.map((ref, k) => [ref, numbers[k]!]));
    const { queue, keep, last, keepsWeak } = this.order(dead, {
      isLive,
      eachReference: (ref, visit) => this.eachReference(ref, visit),
    });
    if (keepsWeak !== undefined) this.keepsWeak = keepsWeak;
    if (keep.length === 0) {
      this.members = live;
      this.numbers = liveNumbers;
    } else this.take(new Set([...queue, ...last]));
    for (const ref of last) {
      this.members.push(ref);
      this.numbers.push(this.nextNumber());
    }
    for (const ref of queue) {
      this.queue.push(ref);
      this.queueNumbers.push(numberOf.get(ref)!);
    }
    if (queue.length > 0) this.hooks.finalizersPending();
    return keep.length + last.length === 0 ? queue : [...queue, ...keep, ...last];
  }

  /** What waits for another collection keeps its place among what lives. */
  private take(taken: ReadonlySet<Ref>): void {
    const stays = this.members.map((ref) => !taken.has(ref));
    this.members = this.members.filter((_, k) => stays[k]);
    this.numbers = this.numbers.filter((_, k) => stays[k]);
  }

  private eachReference(ref: Ref, visit: (target: Ref) => void): void {
    const { i32, shapes } = this;
    const end = shapes.slotsEnd(i32, ref);
    for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) {
      const target = i32[at]!;
      if (target !== 0) visit(target);
    }
  }

  /** Takes the next object off the queue and runs its finalizer; false if the queue is empty. */
  runNextQueued(): boolean {
    const ref = this.leaveQueue();
    if (ref === 0) return false;
    this.run(ref);
    return true;
  }

  private leaveQueue(): Ref {
    if (this.queue.length === 0) return 0;
    const ref = this.queue.shift();
    this.queueNumbers.shift();
    this.i32[ref] = (this.i32[ref]! | FLAG_FINALIZED) & ~FLAG_FINALIZER;
    return ref;
  }

  /** Takes the next object off the queue for somebody who runs its finalizer and then calls `finished`; 0 if the queue is empty. */
  takeQueued(): Ref {
    const ref = this.leaveQueue();
    if (ref === 0) return 0;
    this.running.push(ref);
    this.hooks.finalizing(ref);
    return ref;
  }

  finished(): void {
    this.hooks.finalizerDone();
    this.running.length--;
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
    const lives = this.members.map((ref) => liveness.isLive(ref));
    this.numbers = this.numbers.filter((_, k) => lives[k]);
    this.members = this.members.filter((_, k) => lives[k]).map((ref) => liveness.forwarded(ref));
  }
}
