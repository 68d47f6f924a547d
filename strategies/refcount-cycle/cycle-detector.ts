import type { WorkCounts } from '../../src/contract/events.ts';
import { SHAPE_PART, SHAPE_UNTRACKABLE, type ShapeTable, VAR_REFS } from '../../src/contract/shapes.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { FLAG_TRACKED, LENGTH, MARK_WORD, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { Ephemerons } from './ephemerons.ts';
import { COLLECTING, indexOf, LIST_MASK, type TrackedList, type Tracking } from './tracking.ts';
import { UntrackedKeys } from './untracked-keys.ts';

/** In `gcRefs`, instead of a count: known to be reachable, its slots have been visited. */
const REACHED = -0x40000000;
/** In `gcRefs`, instead of a count: set aside as unreachable, until something reachable refers to it. */
const SET_ASIDE = -0x40000001;
/** Words in front of an object's record in the log. */
const LOG_HEADER = 2;
/** Objects whose headers are read ahead of their turn, so that their cache misses overlap. */
const BATCH = 32;

/**
 * Finds the garbage among the objects of a list, by CPython's algorithm: a copy of each count, minus the
 * references from within the list, is what is held from outside; what is reachable from there stays.
 *
 * Parts (a list's items) are not tracked: they are traced through their owner, whose only part they are.
 *
 * INVARIANT gc-refs: when all references are subtracted, gcRefs[k] = count of the k-th object − references to it from
 * within the list; it is not below 0, for counts equal references.
 *
 * Source: CPython 3.11, Modules/gcmodule.c (deduce_unreachable); side arrays instead of the linked list.
 */
export class CycleDetector {
  readonly untrackedKeys: UntrackedKeys;
  /** Whether the last search saw an object that may be untracked. */
  untrackable = false;
  private gcRefs = new Int32Array(1024);
  /** By position: where the object's record is in `log`: its end, its slots, then the positions that it refers to. */
  private logFrom = new Int32Array(1024);
  private log = new Int32Array(4096);
  private logEnd = 0;
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly ephemerons: Ephemerons;
  private readonly work: WorkCounts;
  /** The list that is searched. */
  private young: TrackedList;
  /** What the read-ahead saw: kept so that it is not optimised away. */
  touched = 0;

  constructor(
    i32: Int32Array,
    shapes: ShapeTable,
    tracking: Tracking,
    ephemerons: Ephemerons,
    work: WorkCounts,
  ) {
    this.i32 = i32;
    this.shapes = shapes;
    this.ephemerons = ephemerons;
    this.work = work;
    this.young = tracking.lists[COLLECTING]!;
    this.untrackedKeys = new UntrackedKeys(i32, shapes, ephemerons);
  }

  /** Leaves the reachable objects in `young`, in CPython's order, and appends the others to `unreachable`. */
  deduceUnreachable(young: TrackedList, unreachable: TrackedList): void {
    this.young = young;
    this.prepare();
    const objects = young.length;
    for (let k = 0; k < objects; k += BATCH) this.subtractInternal(k, Math.min(k + BATCH, objects));
    this.ephemerons.each((_, __, value) => {
      const index = this.ephemerons.searchedIndex(value, young.list);
      if (index >= 0) this.gcRefs[index] = this.gcRefs[index]! - 1;
    });
    this.moveReachable(0);
    if (this.ephemerons.size !== 0) this.markEphemeronValues();
    this.split(unreachable);
    this.work.objectsMarked += this.young.live;
  }

  /** No zeros in the list, nothing counted yet. */
  private prepare(): void {
    const { young } = this;
    if (young.live < young.length) young.compact(this.i32);
    if (this.gcRefs.length < young.live) {
      this.gcRefs = new Int32Array(young.refs.length);
      this.logFrom = new Int32Array(young.refs.length);
    } else this.gcRefs.fill(0, 0, young.live);
    this.logEnd = 0;
    this.untrackable = false;
    this.work.units += 3 * young.live;
    this.work.pauseUnits += 3 * young.live;
  }

  /** Reads the headers of the objects at these positions, then those of what they refer to: the misses overlap. */
  private readAhead(from: number, to: number): void {
    const { i32 } = this;
    const { refs } = this.young;
    const { refsFrom, refsTo } = this.shapes;
    let touched = 0;
    for (let k = from; k < to; k++) touched ^= i32[refs[k]!]!;
    for (let k = from; k < to; k++) {
      const ref = refs[k]!;
      const shape = i32[ref]! & SHAPE_MASK;
      const end = (ref + refsTo[shape]!) | 0;
      for (let at = (ref + refsFrom[shape]!) | 0; at < end; at++) touched ^= i32[i32[at]!]!;
    }
    this.touched ^= touched;
  }

  /**
   * Adds the counts of the objects at these positions, subtracts their references, and logs to whom these go, in the
   * order of CPython's traversal: `moveReachable` needs to look at no object again.
   */
  private subtractInternal(from: number, to: number): void {
    const { i32, gcRefs, logFrom, young } = this;
    const { list, refs } = young;
    const { refsFrom, refsTo, variable, traits, releaseReversed, visits } = this.shapes;
    this.readAhead(from, to);
    let all = 0;
    let seen = 0;
    for (let k = from; k < to; k++) {
      const ref = refs[k]!;
      const shape = i32[ref]! & SHAPE_MASK;
      seen |= traits[shape]!;
      gcRefs[k] = gcRefs[k]! + i32[ref + MARK_WORD]!;
      let end = ref + refsTo[shape]!;
      if (variable[shape] === VAR_REFS) end += i32[ref + LENGTH]!;
      let at = ref + refsFrom[shape]!;
      let slots = end - at;
      this.makeRoom(slots);
      let { log } = this;
      const record = this.logEnd;
      let logEnd = record + LOG_HEADER;
      let step = 1;
      const order = visits[shape];
      if (order !== undefined) {
        at = 0;
        end = order.length;
      } else if (releaseReversed[shape] !== 0) {
        step = -1;
        end = at - 1;
        at += slots - 1;
      }
      for (; at !== end; at += step) {
        const child = i32[order === undefined ? at : ref + order[at]!]!;
        const header = i32[child]!;
        if ((header & FLAG_TRACKED) !== 0) {
          const word = i32[child - 2]!;
          if ((word & LIST_MASK) !== list) continue;
          const index = indexOf(word);
          gcRefs[index] = gcRefs[index]! - 1;
          log[logEnd++] = index;
        } else if ((traits[header & SHAPE_MASK]! & SHAPE_PART) !== 0) {
          this.logEnd = logEnd;
          slots += this.subtractPart(child);
          logEnd = this.logEnd;
          log = this.log;
        }
      }
      log[record] = logEnd;
      log[record + 1] = slots;
      logFrom[k] = record;
      this.logEnd = logEnd;
      all += slots;
    }
    if ((seen & SHAPE_UNTRACKABLE) !== 0) this.untrackable = true;
    this.charge(all);
  }

  /** The same for a part and the parts that it owns. @returns the slots seen */
  private subtractPart(part: Ref): number {
    const { i32, gcRefs, shapes, young } = this;
    const shape = i32[part]! & SHAPE_MASK;
    const from = part + shapes.refsFrom[shape]!;
    const slots = shapes.slotsEnd(i32, part) - from;
    const reversed = shapes.releaseReversed[shape] !== 0;
    const swapped = shapes.visitedInPairs[shape]!;
    let all = slots;
    this.makeRoom(slots);
    for (let k = 0; k < slots; k++) {
      const child = i32[from + ((reversed ? slots - 1 - k : k) ^ swapped)]!;
      const header = i32[child]!;
      if ((header & FLAG_TRACKED) !== 0) {
        const word = i32[child - 2]!;
        if ((word & LIST_MASK) !== young.list) continue;
        const index = indexOf(word);
        gcRefs[index] = gcRefs[index]! - 1;
        this.log[this.logEnd++] = index;
      } else if ((shapes.traits[header & SHAPE_MASK]! & SHAPE_PART) !== 0) {
        all += this.subtractPart(child);
        this.makeRoom(slots - k);
      }
    }
    return all;
  }

  /** Room in the log for a record's header and so many slots. */
  private makeRoom(slots: number): void {
    const needed = this.logEnd + LOG_HEADER + slots;
    if (needed <= this.log.length) return;
    const wider = new Int32Array(Math.max(needed, this.log.length * 2));
    wider.set(this.log.subarray(0, this.logEnd + LOG_HEADER));
    this.log = wider;
  }

  /**
   * Goes through the list from position `from`: an object that is held from outside is reachable, and so is what it
   * refers to; one that is not is set aside, and comes back at the end of the list if it turns out reachable later.
   */
  private moveReachable(from: number): void {
    const { log, young } = this;
    let slots = 0;
    let { gcRefs } = this;
    for (let k = from; k < young.length; k++) {
      const own = gcRefs[k]!;
      if (own === 0) {
        gcRefs[k] = SET_ASIDE;
      } else if (own > 0) {
        gcRefs[k] = REACHED;
        const record = this.logFrom[k]!;
        const end = log[record]!;
        slots += log[record + 1]!;
        for (let at = record + LOG_HEADER; at < end; at++) {
          const index = log[at]!;
          if (gcRefs[index]! > 0) continue;
          if (gcRefs[index] === SET_ASIDE) {
            this.bringBack(index);
            gcRefs = this.gcRefs;
          } else if (gcRefs[index] === 0 && index > k) gcRefs[index] = 1;
        }
      } else if (young.refs[k] !== 0) this.complain(young.refs[k]!, own);
    }
    this.charge(slots);
  }

  private complain(ref: Ref, left: number): never {
    const { i32 } = this;
    const count = i32[ref + MARK_WORD]!;
    throw new InvariantViolation(
      'gc-refs',
      `${this.shapes.names[i32[ref]! & SHAPE_MASK]} at ${ref} has count ${count}, but is referred to ` +
        `${count - left} times by tracked objects; a count was lost`,
    );
  }

  /** What was set aside is reachable: it goes to the end of the list. Whoever logged its old position finds it REACHED. */
  private bringBack(index: number): void {
    const { young } = this;
    const ref = young.refs[index]!;
    young.refs[index] = 0;
    young.live--;
    young.append(this.i32, ref);
    if (this.gcRefs.length < young.refs.length) {
      this.gcRefs = widened(this.gcRefs, young.refs.length);
      this.logFrom = widened(this.logFrom, young.refs.length);
    }
    this.gcRefs[index] = REACHED;
    this.gcRefs[young.length - 1] = 1;
    this.logFrom[young.length - 1] = this.logFrom[index]!;
  }

  private reach(index: number, position: number): void {
    const gcRefs = this.gcRefs[index]!;
    if (gcRefs === SET_ASIDE) this.bringBack(index);
    else if (gcRefs === 0 && index > position) this.gcRefs[index] = 1;
  }

  /** Values of ephemerons whose key is reachable are reachable: to a fixpoint. */
  private markEphemeronValues(): void {
    const { young, ephemerons, untrackedKeys } = this;
    const tracksAll = !untrackedKeys.begin(young);
    if (!tracksAll) this.charge(young.live + untrackedKeys.keys);
    let from = 0;
    for (;;) {
      if (!tracksAll) this.reachUntracked(from);
      from = young.length;
      let more = false;
      ephemerons.each((ephemeron, key, value) => {
        if (!this.isReached(ephemeron) || !this.isReached(key)) return;
        const index = ephemerons.searchedIndex(value, young.list);
        if (index >= 0) this.reach(index, from);
        else if (untrackedKeys.reach(value)) more = true;
      });
      if (young.length === from && !more) return;
      this.moveReachable(from);
    }
  }

  /** What the reached objects from position `from` on refer to, as far as it is untracked. */
  private reachUntracked(from: number): void {
    const { young, gcRefs, untrackedKeys } = this;
    for (let k = from; k < young.length; k++) {
      if (young.refs[k] !== 0 && gcRefs[k] === REACHED) untrackedKeys.reachFrom(young.refs[k]!);
    }
  }

  private isReached(ref: Ref): boolean {
    if ((this.i32[ref]! & FLAG_TRACKED) === 0) return !this.untrackedKeys.isDead(ref);
    const index = this.ephemerons.searchedIndex(ref, this.young.list);
    return index < 0 || this.gcRefs[index] !== SET_ASIDE;
  }

  /** What is still set aside leaves a 0 behind. */
  private split(unreachable: TrackedList): void {
    const { i32, gcRefs, young } = this;
    const { refs } = young;
    for (let k = 0; k < young.length; k++) {
      if (gcRefs[k] !== SET_ASIDE) continue;
      unreachable.append(i32, refs[k]!);
      refs[k] = 0;
      young.live--;
    }
  }

  private charge(edges: number): void {
    this.work.edgesScanned += edges;
    this.work.units += edges;
    this.work.pauseUnits += edges;
  }

  get words(): number {
    return this.gcRefs.length + this.logFrom.length + this.log.length;
  }
}

function widened(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}
