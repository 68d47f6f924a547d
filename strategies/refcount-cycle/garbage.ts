import type { CollectionMonitor } from '../../src/contract/collector.ts';
import type { Host } from '../../src/contract/host.ts';
import {
  SHAPE_CONTAINER,
  SHAPE_FINALIZER,
  SHAPE_PART,
  SHAPE_UNTRACKABLE,
  SHAPE_WEAK,
  type ShapeTable,
  VAR_NONE,
} from '../../src/contract/shapes.ts';
import {
  FLAG_FINALIZED,
  FLAG_TRACKED,
  FLAG_WEAKREFS,
  MARK_WORD,
  type Ref,
  SHAPE_MASK,
} from '../../src/heap/layout.ts';
import type { CycleDetector } from './cycle-detector.ts';
import type { Destruction } from './destruction.ts';
import type { Ephemerons } from './ephemerons.ts';
import { COLLECTING, GARBAGE, indexOf, LIST_MASK, type TrackedList, type Tracking } from './tracking.ts';

/**
 * What is done with unreachable containers once they are found; each function is one step of CPython's
 * gc_collect_main, in its order. Guest code runs in `clearWeakReferences`, `finalize` and `breakCycles`: objects of the
 * list GARBAGE may die meanwhile (their entries become 0).
 */
export class Garbage {
  readonly list: TrackedList;
  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly tracking: Tracking;
  private readonly detector: CycleDetector;
  private readonly destruction: Destruction;
  private readonly ephemerons: Ephemerons;
  /** Finalizers, or callbacks with a way into the garbage, have run since it was last searched. */
  private exposed = false;
  private readonly isOutside = (weak: Ref) => this.runsCallback(weak);

  constructor(
    host: Host,
    tracking: Tracking,
    detector: CycleDetector,
    destruction: Destruction,
    ephemerons: Ephemerons,
  ) {
    this.host = host;
    this.i32 = host.memory.i32;
    this.shapes = host.shapes;
    this.tracking = tracking;
    this.detector = detector;
    this.destruction = destruction;
    this.ephemerons = ephemerons;
    this.list = tracking.lists[GARBAGE]!;
  }

  /** Tuples that hold nothing that could be in a cycle need not be searched again. */
  untrackTuples(survivors: TrackedList): void {
    this.untrackAtomic(survivors, true);
  }

  /** The same for dicts; only in full collections, for it takes time in proportion to their sizes. */
  untrackDicts(survivors: TrackedList): void {
    this.untrackAtomic(survivors, false);
  }

  /**
   * Legacy finalizers (before PEP 442): what has one, and what such objects refer to, is not collected.
   * @returns how many objects that are
   */
  keepUncollectable(old: TrackedList): number {
    const { i32, list } = this;
    const kept: Ref[] = [];
    for (let k = 0; k < list.length; k++) {
      const ref = list.refs[k]!;
      if (ref === 0 || (this.traitsOf(ref) & SHAPE_FINALIZER) === 0 || (i32[ref]! & FLAG_FINALIZED) !== 0)
        continue;
      this.destruction.uncollectable.add(ref);
      this.moveTo(old, k);
      kept.push(ref);
    }
    for (let k = 0; k < kept.length; ) {
      for (; k < kept.length; k++) this.keepReferents(kept[k]!, old, kept);
      this.ephemerons.each((ephemeron, key, value) => {
        if (!this.isGarbage(ephemeron) && !this.isGarbage(key)) this.keep(value, old, kept);
      });
    }
    return kept.length;
  }

  private keepReferents(ref: Ref, old: TrackedList, kept: Ref[]): void {
    this.detector.untrackedKeys.reachFrom(ref);
    this.eachSlot(ref, (child) => {
      this.keep(child, old, kept);
      return true;
    });
  }

  private keep(ref: Ref, old: TrackedList, kept: Ref[]): void {
    this.detector.untrackedKeys.reach(ref);
    if ((this.i32[ref]! & FLAG_TRACKED) === 0 || !this.isGarbage(ref)) return;
    this.moveTo(old, indexOf(this.i32[ref - 2]!));
    kept.push(ref);
  }

  /**
   * Clears all weak references to garbage, weak references that are garbage themselves, and ephemerons whose key is
   * garbage; then calls the callbacks of the weak references that are not, and lets go of the ephemerons' values.
   * @returns how many containers died of that
   */
  clearWeakReferences(): number {
    const { i32, list, host, destruction } = this;
    const calling = new Set<Ref>();
    destruction.calling = calling;
    for (let k = 0; k < list.length; k++) {
      const ref = list.refs[k]!;
      if (ref === 0) continue;
      if ((i32[ref]! & FLAG_WEAKREFS) !== 0) host.weak.clearTarget(ref, this.isOutside, 'queue');
      if ((this.traitsOf(ref) & SHAPE_WEAK) !== 0) host.objectFreed(ref);
    }
    const values = this.ephemerons.clearKeys(this.isGarbage);
    const called = calling.size;
    host.weak.runQueued();
    destruction.calling = null;
    return called - calling.size + this.releaseValues(values);
  }

  /** A value that dies may bring back what it refers to, in its finalizer. @returns how much garbage died */
  private releaseValues(values: readonly Ref[]): number {
    const { list } = this;
    const before = list.live;
    for (const value of values) this.destruction.release(value);
    if (values.length !== 0) this.exposed = true;
    return before - list.live;
  }

  /** Runs the finalizers that have not run yet, in list order. */
  finalize(): void {
    const { i32, list, host, destruction } = this;
    for (let k = 0; k < list.length; k++) {
      const ref = list.refs[k]!;
      if (ref === 0 || (this.traitsOf(ref) & SHAPE_FINALIZER) === 0 || !host.finalizers.has(ref)) continue;
      this.exposed = true;
      i32[ref + MARK_WORD] = i32[ref + MARK_WORD]! + 1;
      host.finalizers.runNow(ref);
      destruction.release(ref);
    }
  }

  /** Finalizers may have stored references anywhere: search the garbage once more; what is reachable now is old. */
  spareResurrected(old: TrackedList): void {
    if (!this.exposed) return;
    this.exposed = false;
    const { i32, list } = this;
    const young = this.tracking.lists[COLLECTING]!;
    for (let k = 0; k < list.length; k++) {
      const ref = list.refs[k]!;
      if (ref !== 0) young.append(i32, ref);
    }
    list.clear();
    this.detector.deduceUnreachable(young, list);
    this.tracking.merge(young, old);
  }

  /**
   * Empties the slots of one garbage object after the other, in list order: most die by count on the way. An object that
   * survives its own clearing joins the old, it may die later.
   */
  breakCycles(old: TrackedList): void {
    const { i32, list, destruction } = this;
    // a finalizer may have made new ones
    this.releaseValues(this.ephemerons.clearKeys(this.isGarbage));
    this.exposed = false;
    // some have no tp_clear; only where nothing else could break a cycle they are cleared all the same
    const noneClearable = !this.hasClearable();

    for (let k = 0; k < list.length; k++) {
      const ref = list.refs[k]!;
      if (ref === 0) continue;
      if (noneClearable || this.isClearable(ref)) {
        i32[ref + MARK_WORD] = i32[ref + MARK_WORD]! + 1;
        destruction.clear(ref, this.traitsOf(ref), noneClearable);
        destruction.release(ref);
      }
      if (list.refs[k] === ref) this.moveTo(old, k);
    }
    list.clear();
    this.detector.untrackedKeys.clear();
  }

  /** Instead of breaking cycles: what is still garbage goes to the monitor, and is old. */
  save(old: TrackedList, monitor: CollectionMonitor): void {
    const { list } = this;
    for (let k = 0; k < list.length; k++) {
      const ref = list.refs[k]!;
      if (ref === 0) continue;
      monitor.save(ref);
      this.moveTo(old, k);
    }
    list.clear();
    this.detector.untrackedKeys.clear();
    this.exposed = false;
  }

  private readonly isGarbage = (ref: Ref): boolean => {
    const { i32 } = this;
    if ((i32[ref]! & FLAG_TRACKED) === 0) return this.detector.untrackedKeys.isDead(ref);
    return (i32[ref - 2]! & LIST_MASK) === GARBAGE;
  };

  private hasClearable(): boolean {
    const { list } = this;
    for (let k = 0; k < list.length; k++) {
      const ref = list.refs[k]!;
      if (ref !== 0 && this.isClearable(ref)) return true;
    }
    return false;
  }

  private isClearable(ref: Ref): boolean {
    return this.shapes.clears[this.i32[ref]! & SHAPE_MASK]?.length !== 0;
  }

  private runsCallback(weak: Ref): boolean {
    if (this.isGarbage(weak)) return false;
    this.destruction.calling?.add(weak);
    return true;
  }

  private untrackAtomic(survivors: TrackedList, tuples: boolean): void {
    const { i32, shapes, tracking } = this;
    for (let k = 0; k < survivors.length; k++) {
      const ref = survivors.refs[k]!;
      const shape = i32[ref]! & SHAPE_MASK;
      if (
        (shapes.traits[shape]! & SHAPE_UNTRACKABLE) === 0 ||
        (shapes.variable[shape] !== VAR_NONE) !== tuples
      )
        continue;
      if (this.holdsOnlyAtoms(ref, tuples)) tracking.untrack(ref);
    }
  }

  private holdsOnlyAtoms(ref: Ref, tuple: boolean): boolean {
    return this.eachSlot(ref, (child) => {
      // A tuple with an empty slot is still being filled.
      if (child === 0) return !tuple;
      const header = this.i32[child]!;
      if ((this.traitsOf(child) & SHAPE_CONTAINER) === 0) return true;
      if ((header & FLAG_TRACKED) !== 0) return false;
      return this.isTuple(child) || this.shapes.atomUntracked[header & SHAPE_MASK]!;
    });
  }

  /** Slots of the object and of its parts, until `visit` says false. @returns whether it never did */
  private eachSlot(ref: Ref, visit: (child: Ref) => boolean): boolean {
    const { i32, shapes } = this;
    const end = shapes.slotsEnd(i32, ref);
    for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) {
      const child = i32[at]!;
      const more =
        child !== 0 && (this.traitsOf(child) & SHAPE_PART) !== 0 ? this.eachSlot(child, visit) : visit(child);
      if (!more) return false;
    }
    return true;
  }

  private isTuple(ref: Ref): boolean {
    const shape = this.i32[ref]! & SHAPE_MASK;
    return (this.shapes.traits[shape]! & SHAPE_UNTRACKABLE) !== 0 && this.shapes.variable[shape] !== VAR_NONE;
  }

  private moveTo(to: TrackedList, index: number): void {
    const { list } = this;
    const ref = list.refs[index]!;
    list.refs[index] = 0;
    list.live--;
    to.append(this.i32, ref);
  }

  private traitsOf(ref: Ref): number {
    return this.shapes.traits[this.i32[ref]! & SHAPE_MASK]!;
  }
}
