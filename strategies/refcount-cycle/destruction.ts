import { EVENTS_OBJECTS, type WorkCounts } from '../../src/contract/events.ts';
import type { Host } from '../../src/contract/host.ts';
import {
  SHAPE_CONTAINER,
  SHAPE_EPHEMERON,
  SHAPE_FINALIZER,
  SHAPE_TRASHCAN,
  SHAPE_WEAK,
  type ShapeTable,
  VAR_REFS,
} from '../../src/contract/shapes.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import {
  FLAG_FINALIZED,
  FLAG_FINALIZER,
  FLAG_IMMORTAL,
  FLAG_SIDE_ID,
  FLAG_TRACKED,
  FLAG_WEAKREFS,
  FREE_SHAPE,
  FREED_WORD,
  IMMORTAL_COUNT,
  LENGTH,
  MARK_WORD,
  type Ref,
  SHAPE_MASK,
} from '../../src/heap/layout.ts';
import type { QuickCells } from '../../src/heap/quick-cells.ts';
import type { Cells } from './cells.ts';
import type { Ephemerons } from './ephemerons.ts';
import type { FreeLists } from './free-lists.ts';
import type { Schedule } from './schedule.ts';
import type { Tracking } from './tracking.ts';

/** CPython 3.11's _PyTrash_UNWIND_LEVEL. */
const TRASHCAN_DEPTH = 50;
/** Words of a frame: object, next slot, end, step. */
const FRAME = 4;
/** Instead of an object: the trashcan's chain is being emptied. */
const CHAIN = 0;
/** Instead of an object: one count of the Ref in the next word is to be released. */
const OWED = -1;
/** Beyond this the dying object's own cell goes before its last slot's object does, so that the stack stays small. */
const DEEP_WORDS = 1 << 20;
const SIDE_TABLE_FLAGS = FLAG_SIDE_ID | FLAG_FINALIZER | FLAG_WEAKREFS;
const SIDE_TABLE_TRAITS = SHAPE_WEAK | SHAPE_EPHEMERON;
const RARE_FLAGS = SIDE_TABLE_FLAGS | FLAG_IMMORTAL;
const RARE_TRAITS = SIDE_TABLE_TRAITS | SHAPE_FINALIZER;

/**
 * What happens when a count reaches 0, in CPython's order: finalizer, weak references, slots one after the other (what
 * dies by one is gone before the next is released), memory. An explicit stack stands for C's; guest code that runs
 * in between may destroy, allocate and collect, and works on the same stack above its base.
 *
 * INVARIANT dying: an object on the stack or in `deferred` has count 0 and is not tracked; slots already released hold 0.
 *
 * The trashcan: an object of a SHAPE_TRASHCAN shape that dies at depth 50 or more waits in `deferred`; when the
 * outermost one is done the deferred ones are destroyed, last in first out.
 *
 * Sources: CPython 3.11, Objects/typeobject.c (subtype_dealloc), Objects/object.c (_PyTrash_begin, _PyTrash_end,
 * _PyTrash_thread_destroy_chain, PyObject_CallFinalizerFromDealloc).
 */
export class Destruction {
  /** Objects that gc.garbage is to show (legacy finalizers); those that die later leave it. */
  readonly uncollectable = new Set<Ref>();
  /** Weak objects whose callbacks the running collection calls; null outside of that phase. Those that die leave it. */
  calling: Set<Ref> | null = null;
  /** What was done since `charged` was last called. */
  private slotsReleased = 0;
  /** What `charged` has counted. */
  private objectsFreed = 0;
  private wordsFreed = 0;
  private stack = new Int32Array(1024);
  private sp = 0;
  private depth = 0;
  private readonly deferred: Ref[] = [];
  /** Where the present thread's own begin: what lies below is a waiting thread's. */
  private deferredFrom = 0;
  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly cells: Cells;
  private readonly tracking: Tracking;
  private readonly schedule: Schedule;
  private readonly ephemerons: Ephemerons;
  private readonly freeLists: FreeLists;
  private readonly quick: QuickCells;
  private readonly legacy: boolean;
  private readonly logged: boolean;
  private readonly always = () => true;
  private readonly owe = (ref: Ref) => this.push(OWED, ref, 0, 0);

  constructor(
    host: Host,
    cells: Cells,
    tracking: Tracking,
    schedule: Schedule,
    ephemerons: Ephemerons,
    freeLists: FreeLists,
    quick: QuickCells,
    legacy: boolean,
  ) {
    this.host = host;
    this.i32 = host.memory.i32;
    this.shapes = host.shapes;
    this.cells = cells;
    this.tracking = tracking;
    this.schedule = schedule;
    this.ephemerons = ephemerons;
    this.freeLists = freeLists;
    this.quick = quick;
    this.legacy = legacy;
    this.logged = host.eventLevel >= EVENTS_OBJECTS;
  }

  /** The count of `ref` is 0. */
  destroy(ref: Ref): void {
    const base = this.sp;
    let next = this.enter(ref);
    for (;;) {
      while (next !== 0) next = this.enter(next);
      if (this.sp <= base) return;
      next = this.goOn();
    }
  }

  /** `work` is another thread's, and so is its trashcan: what dies there is not nested in what dies here. */
  onAnotherThread(work: () => void): void {
    const { depth, deferredFrom } = this;
    this.depth = 0;
    this.deferredFrom = this.deferred.length;
    try {
      work();
    } finally {
      this.depth = depth;
      this.deferredFrom = deferredFrom;
    }
  }

  /** One count of `ref` less. */
  release(ref: Ref): void {
    const { i32 } = this;
    const count = i32[ref + MARK_WORD]! - 1;
    i32[ref + MARK_WORD] = count;
    if (count === 0) this.destroy(ref);
  }

  /**
   * Breaks what the object refers to (tp_clear): each slot in turn is emptied and its reference released,
   * `all` of them or those that the shape names. The caller
   * holds a count.
   */
  clear(ref: Ref, traits: number, all: boolean): void {
    const { i32, shapes } = this;
    const order = shapes.clears[i32[ref]! & SHAPE_MASK];
    if (order !== undefined && !all) {
      for (const offset of order) this.clearSlot(ref + offset);
      this.slotsReleased += order.length;
      return;
    }
    const reversed = shapes.releaseReversed[i32[ref]! & SHAPE_MASK] !== 0;
    const from = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!;
    const to = shapes.slotsEnd(i32, ref);
    for (let k = from; k < to; k++) {
      this.clearSlot(reversed ? from + to - 1 - k : k);
    }
    this.slotsReleased += to - from;
    if ((traits & SHAPE_EPHEMERON) === 0) return;
    const value = this.ephemerons.clear(ref);
    if (value !== 0) this.release(value);
  }

  private clearSlot(at: number): void {
    const { i32 } = this;
    const child = i32[at]!;
    i32[at] = 0;
    if (child !== 0) this.release(child);
  }

  /** Adds what was done to `work`: a unit per slot, two per object. The mutator waits for all of it. */
  charged(work: WorkCounts): WorkCounts {
    const { freedBlocks, freedWords } = this.cells.pymalloc;
    const objects = freedBlocks - this.objectsFreed;
    const units = this.slotsReleased + 2 * objects;
    work.units += units;
    work.pauseUnits += units;
    work.decrements += this.slotsReleased;
    work.objectsFreed += objects;
    work.wordsFreed += freedWords - this.wordsFreed;
    this.slotsReleased = 0;
    this.objectsFreed = freedBlocks;
    this.wordsFreed = freedWords;
    return work;
  }

  /** Goes on with the topmost frame. @returns what is to be destroyed before it, or 0 */
  private goOn(): Ref {
    const { stack } = this;
    const top = this.sp - FRAME;
    const ref = stack[top]!;
    if (ref <= 0) return this.special(top);
    this.sp = top;
    return this.releaseSlots(ref, stack[top + 1]!, stack[top + 2]!, stack[top + 3]!);
  }

  /**
   * Releases the slots of `ref` from `from` on, and then frees it. @returns 0; or what has died by a slot and is to be destroyed
   * next: then a frame is left for the rest
   */
  private releaseSlots(ref: Ref, from: number, end: number, step: number): Ref {
    const { i32 } = this;
    let at = from;
    while (at !== end) {
      const child = i32[at]!;
      if (child !== 0) {
        i32[at] = 0;
        const count = i32[child + MARK_WORD]! - 1;
        i32[child + MARK_WORD] = count;
        if (count === 0 && !this.quick.give(child)) {
          if (at + step === end && this.mayGoFirst(ref)) this.finish(ref);
          else this.push(ref, at + step, end, step);
          return child;
        }
      }
      at += step;
    }
    this.finish(ref);
    return 0;
  }

  /** The start of a destruction. @returns as releaseSlots */
  private enter(ref: Ref): Ref {
    const header = this.i32[ref]!;
    const shape = header & SHAPE_MASK;
    const traits = this.shapes.traits[shape]!;
    const rare = (header & RARE_FLAGS) !== 0 || (traits & RARE_TRAITS) !== 0;
    if (rare || shape === FREE_SHAPE || this.ephemerons.size !== 0) {
      return this.enterRare(ref, traits);
    }
    if ((header & FLAG_TRACKED) !== 0) this.tracking.untrack(ref);
    if ((traits & SHAPE_TRASHCAN) !== 0 && !this.entersTrashcan(ref)) return 0;
    return this.enterSlots(ref, shape);
  }

  /** The same for objects with a finalizer, weak references, entries in side tables, and for those that must not die. */
  private enterRare(ref: Ref, traits: number): Ref {
    const { i32 } = this;
    const header = i32[ref]!;
    if (header === FREED_WORD || ((header & SHAPE_MASK) === FREE_SHAPE && ref !== 0)) {
      throw new InvariantViolation(
        'dying',
        `a count of the freed object at ${ref} fell to 0; it was released too often`,
      );
    }
    if ((header & FLAG_IMMORTAL) !== 0 || ref === 0) {
      i32[ref + MARK_WORD] = IMMORTAL_COUNT;
      return 0;
    }
    if ((header & FLAG_TRACKED) !== 0) this.tracking.untrack(ref);
    if ((traits & SHAPE_TRASHCAN) !== 0 && !this.entersTrashcan(ref)) return 0;
    if (
      (traits & SHAPE_FINALIZER) !== 0 &&
      (header & FLAG_FINALIZED) === 0 &&
      this.finalizerResurrects(ref)
    ) {
      if ((traits & SHAPE_TRASHCAN) !== 0) this.leaveTrashcan();
      return 0;
    }
    if ((i32[ref]! & FLAG_WEAKREFS) !== 0) this.host.weak.clearTarget(ref, this.always, 'now');
    if (this.ephemerons.size !== 0) this.releaseEphemerons(ref, traits);
    if ((i32[ref]! & SIDE_TABLE_FLAGS) !== 0 || (traits & SIDE_TABLE_TRAITS) !== 0)
      this.host.objectFreed(ref);
    return this.enterSlots(ref, header & SHAPE_MASK);
  }

  private enterSlots(ref: Ref, shape: number): Ref {
    const { shapes } = this;
    const from = ref + shapes.refsFrom[shape]!;
    let to = ref + shapes.refsTo[shape]!;
    if (shapes.variable[shape] === VAR_REFS) to += this.i32[ref + LENGTH]!;
    this.slotsReleased += to - from;
    if (shapes.releaseReversed[shape] === 0) return this.releaseSlots(ref, from, to, 1);
    return this.releaseSlots(ref, to - 1, from - 1, -1);
  }

  /** Runs the finalizer, with a count of our own meanwhile. @returns whether the object lives on */
  private finalizerResurrects(ref: Ref): boolean {
    const { i32, host } = this;
    if (this.legacy && (i32[ref]! & FLAG_WEAKREFS) !== 0) host.weak.clearTarget(ref, this.always, 'now');
    if (!host.finalizers.has(ref)) return false;
    i32[ref + MARK_WORD] = 1;
    // CPython tracks the object while its finalizer runs: one that is resurrected is young again.
    const container = (this.shapes.traits[i32[ref]! & SHAPE_MASK]! & SHAPE_CONTAINER) !== 0;
    if (container) this.tracking.track(ref);
    host.finalizers.runNow(ref);
    const count = i32[ref + MARK_WORD]! - 1;
    i32[ref + MARK_WORD] = count;
    if (count !== 0) {
      if (this.legacy) i32[ref] = i32[ref]! & ~FLAG_FINALIZED;
      return true;
    }
    if (container && (i32[ref]! & FLAG_TRACKED) !== 0) this.tracking.untrack(ref);
    return false;
  }

  private releaseEphemerons(ref: Ref, traits: number): void {
    this.ephemerons.keyDies(ref, this.owe);
    if ((traits & SHAPE_EPHEMERON) === 0) return;
    const value = this.ephemerons.remove(ref);
    if (value !== 0) this.owe(value);
  }

  /** All slots are released: the memory goes. */
  private finish(ref: Ref): void {
    const { schedule } = this;
    const traits = this.shapes.traits[this.i32[ref]! & SHAPE_MASK]!;
    if ((traits & SHAPE_CONTAINER) !== 0) {
      if (!this.freeLists.give(ref) && schedule.allocations > 0) schedule.allocations--;
      if (this.uncollectable.size !== 0) this.uncollectable.delete(ref);
    }
    if (this.calling !== null && (traits & SHAPE_WEAK) !== 0) this.calling.delete(ref);
    if (this.logged) this.host.emit({ type: 'free', ref });
    this.cells.free(ref, (traits & SHAPE_CONTAINER) << 1);
    if ((traits & SHAPE_TRASHCAN) !== 0) this.leaveTrashcan();
  }

  /** One level deeper; false if the object has to wait. */
  private entersTrashcan(ref: Ref): boolean {
    if (this.depth < TRASHCAN_DEPTH) {
      this.depth++;
      return true;
    }
    this.deferred.push(ref);
    return false;
  }

  private leaveTrashcan(): void {
    if (--this.depth > 0 || this.deferred.length === this.deferredFrom) return;
    this.depth = 1;
    this.push(CHAIN, 0, 0, 0);
  }

  /** A frame that is no object's. @returns what is to be destroyed next, or 0 */
  private special(top: number): Ref {
    if (this.stack[top] === OWED) {
      const ref = this.stack[top + 1]!;
      this.sp = top;
      const count = this.i32[ref + MARK_WORD]! - 1;
      this.i32[ref + MARK_WORD] = count;
      return count === 0 ? ref : 0;
    }
    const next = this.deferred.length > this.deferredFrom ? this.deferred.pop() : undefined;
    if (next !== undefined) return next;
    this.depth--;
    this.sp = top;
    return 0;
  }

  /** Whether the object may be freed before what its last slot held: only the reuse of addresses could tell. */
  private mayGoFirst(ref: Ref): boolean {
    return this.sp > DEEP_WORDS && (this.shapes.traits[this.i32[ref]! & SHAPE_MASK]! & SHAPE_TRASHCAN) === 0;
  }

  private push(ref: number, at: number, end: number, step: number): void {
    if (this.sp + FRAME > this.stack.length) {
      const wider = new Int32Array(this.stack.length * 2);
      wider.set(this.stack);
      this.stack = wider;
    }
    const { stack, sp } = this;
    stack[sp] = ref;
    stack[sp + 1] = at;
    stack[sp + 2] = end;
    stack[sp + 3] = step;
    this.sp = sp + FRAME;
  }

  get words(): number {
    return this.stack.length + this.deferred.length;
  }
}
