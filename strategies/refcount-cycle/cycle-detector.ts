import type { WorkCounts } from '../../src/contract/events.ts';
import { SHAPE_PART, type ShapeTable, VAR_REFS } from '../../src/contract/shapes.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { FLAG_TRACKED, LENGTH, MARK_WORD, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { Ephemerons } from './ephemerons.ts';
import { COLLECTING, gcWord, indexOf, LIST_MASK, type TrackedList, type Tracking } from './tracking.ts';
import { UntrackedKeys } from './untracked-keys.ts';

/** In `gcRefs`, instead of a count: known to be reachable, its slots have been visited. */
const REACHED = -0x40000000;
/** In `gcRefs`, instead of a count: set aside as unreachable, until something reachable refers to it. */
const SET_ASIDE = -0x40000001;
/** Objects whose headers are read ahead of their turn, so that their cache misses overlap. */
const BATCH = 32;

/**
 * Finds the garbage among the objects of the list COLLECTING, by CPython's algorithm: a copy of each count, minus the
 * references from within the list, is what is held from outside; what is reachable from there stays.
 *
 * Parts (a list's items) are not tracked: they are traced through their owner, whose only part they are.
 *
 * INVARIANT gc-refs: while subtracting, gcRefs[k] = count of the k-th object − references to it from the objects before
 * it; it never falls below 0, for counts equal references.
 *
 * Source: CPython 3.11, Modules/gcmodule.c (deduce_unreachable); side arrays instead of the linked list.
 */
export class CycleDetector {
  readonly untrackedKeys: UntrackedKeys;
  private gcRefs = new Int32Array(1024);
  /** Suspended scans of owners while a part is scanned: next slot, end, step. */
  private readonly scans: number[] = [];
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly ephemerons: Ephemerons;
  private readonly work: WorkCounts;
  private readonly young: TrackedList;
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

  /** Leaves the reachable objects in COLLECTING, in CPython's order, and appends the others to `unreachable`. */
  deduceUnreachable(unreachable: TrackedList): void {
    const objects = this.copyCounts();
    for (let k = 0; k < objects; k += BATCH) this.subtractInternal(k, Math.min(k + BATCH, objects));
    this.ephemerons.each((_, __, value) => {
      const index = this.ephemerons.collectingIndex(value);
      if (index >= 0) this.gcRefs[index] = this.gcRefs[index]! - 1;
    });
    this.moveReachable(0);
    if (this.ephemerons.size !== 0) this.markEphemeronValues();
    this.split(unreachable);
    this.work.objectsMarked += this.young.live;
  }

  /** gcRefs = counts; removes zeros from the list. @returns the number of objects */
  private copyCounts(): number {
    const { i32, young } = this;
    if (this.gcRefs.length < young.live) this.gcRefs = new Int32Array(young.refs.length);
    const { refs, length } = young;
    const { gcRefs } = this;
    let to = 0;
    for (let k = 0; k < length; k++) {
      const ref = refs[k]!;
      if (ref === 0) continue;
      refs[to] = ref;
      i32[ref - 2] = gcWord(to, COLLECTING);
      gcRefs[to] = i32[ref + MARK_WORD]!;
      to++;
    }
    young.length = to;
    young.live = to;
    this.work.units += 3 * to;
    this.work.pauseUnits += 3 * to;
    return to;
  }

  /**
   * Reads the headers of the objects at these positions, then those of what they refer to: the misses overlap.
   * Objects with a count in gcRefs below `least` are left out.
   */
  private readAhead(from: number, to: number, least: number): void {
    const { i32, gcRefs } = this;
    const { refs } = this.young;
    const { refsFrom, refsTo } = this.shapes;
    let touched = 0;
    for (let k = from; k < to; k++) touched ^= i32[refs[k]!]!;
    for (let k = from; k < to; k++) {
      if (gcRefs[k]! < least) continue;
      const ref = refs[k]!;
      const shape = i32[ref]! & SHAPE_MASK;
      const end = (ref + refsTo[shape]!) | 0;
      for (let at = (ref + refsFrom[shape]!) | 0; at < end; at++) touched ^= i32[i32[at]!]!;
    }
    this.touched ^= touched;
  }

  private subtractInternal(from: number, to: number): void {
    const { i32, gcRefs } = this;
    const { refs } = this.young;
    const { refsFrom, refsTo, variable, traits } = this.shapes;
    this.readAhead(from, to, 0);
    let edges = 0;
    for (let k = from; k < to; k++) {
      const ref = refs[k]!;
      const shape = i32[ref]! & SHAPE_MASK;
      let end = ref + refsTo[shape]!;
      if (variable[shape] === VAR_REFS) end += i32[ref + LENGTH]!;
      let at = ref + refsFrom[shape]!;
      edges += end - at;
      for (; at < end; at++) {
        const child = i32[at]!;
        const header = i32[child]!;
        if ((header & FLAG_TRACKED) !== 0) {
          const word = i32[child - 2]!;
          if ((word & LIST_MASK) === COLLECTING) gcRefs[indexOf(word)] = gcRefs[indexOf(word)]! - 1;
        } else if ((traits[header & SHAPE_MASK]! & SHAPE_PART) !== 0) {
          edges += this.subtractPart(child);
        }
      }
    }
    this.charge(edges);
  }

  /** The same for a part and the parts that it owns. @returns the slots seen */
  private subtractPart(part: Ref): number {
    const { i32, gcRefs, shapes } = this;
    const parts = [part];
    let edges = 0;
    for (let owned = parts.pop(); owned !== undefined; owned = parts.pop()) {
      const end = shapes.slotsEnd(i32, owned);
      let at = owned + shapes.refsFrom[i32[owned]! & SHAPE_MASK]!;
      edges += end - at;
      for (; at < end; at++) {
        const child = i32[at]!;
        const header = i32[child]!;
        if ((header & FLAG_TRACKED) !== 0) {
          const word = i32[child - 2]!;
          if ((word & LIST_MASK) === COLLECTING) gcRefs[indexOf(word)] = gcRefs[indexOf(word)]! - 1;
        } else if ((shapes.traits[header & SHAPE_MASK]! & SHAPE_PART) !== 0) parts.push(child);
      }
    }
    return edges;
  }

  /**
   * Goes through the list from position `from`: an object that is held from outside is reachable, and so is what it
   * refers to; one that is not is set aside, and comes back at the end of the list if it turns out reachable later.
   */
  private moveReachable(from: number): void {
    const { i32, young } = this;
    for (let k = from; k < young.length; k++) {
      if (k % BATCH === 0) this.readAhead(k, Math.min(k + BATCH, young.length), 1);
      const gcRefs = this.gcRefs[k]!;
      if (gcRefs === 0) {
        this.gcRefs[k] = SET_ASIDE;
      } else if (gcRefs > 0) {
        this.gcRefs[k] = REACHED;
        this.visitSlots(young.refs[k]!, k);
      } else if (young.refs[k] !== 0) {
        const ref = young.refs[k]!;
        throw new InvariantViolation(
          'gc-refs',
          `${this.shapes.names[i32[ref]! & SHAPE_MASK]} at ${ref} has count ${i32[ref + MARK_WORD]}, but is referred to ` +
            `${i32[ref + MARK_WORD]! - gcRefs} times by tracked objects; a count was lost`,
        );
      }
    }
  }

  /** What the object at position `position` refers to is reachable. Slots in the order of CPython's traversal. */
  private visitSlots(ref: Ref, position: number): void {
    const { i32, shapes, scans } = this;
    let shape = i32[ref]! & SHAPE_MASK;
    let step = shapes.releaseReversed[shape] === 0 ? 1 : -1;
    let from = ref + shapes.refsFrom[shape]!;
    let to = shapes.slotsEnd(i32, ref);
    let at = step > 0 ? from : to - 1;
    let end = step > 0 ? to : from - 1;
    let swapped = 0;
    this.charge(to - from);
    for (;;) {
      while (at !== end) {
        const child = i32[swapped === 0 ? at : from + ((at - from) ^ 1)]!;
        const header = i32[child]!;
        at += step;
        if ((header & FLAG_TRACKED) !== 0) {
          const word = i32[child - 2]!;
          if ((word & LIST_MASK) === COLLECTING) this.reach(child, indexOf(word), position);
        } else if ((shapes.traits[header & SHAPE_MASK]! & SHAPE_PART) !== 0) {
          scans.push(at, end, step);
          shape = header & SHAPE_MASK;
          step = shapes.releaseReversed[shape] === 0 ? 1 : -1;
          from = child + shapes.refsFrom[shape]!;
          to = shapes.slotsEnd(i32, child);
          at = step > 0 ? from : to - 1;
          end = step > 0 ? to : from - 1;
          swapped = shapes.visitedInPairs[shape]!;
          this.charge(to - from);
        }
      }
      swapped = 0; // pairs own no parts
      if (scans.length === 0) return;
      step = scans.pop()!;
      end = scans.pop()!;
      at = scans.pop()!;
    }
  }

  private reach(ref: Ref, index: number, position: number): void {
    const gcRefs = this.gcRefs[index]!;
    if (gcRefs === 0) {
      if (index > position) this.gcRefs[index] = 1;
    } else if (gcRefs === SET_ASIDE) {
      const { young } = this;
      young.refs[index] = 0;
      young.live--;
      young.append(this.i32, ref);
      if (this.gcRefs.length < young.refs.length) {
        const wider = new Int32Array(young.refs.length);
        wider.set(this.gcRefs);
        this.gcRefs = wider;
      }
      this.gcRefs[young.length - 1] = 1;
    }
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
        const index = ephemerons.collectingIndex(value);
        if (index >= 0) this.reach(value, index, from);
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
    const index = this.ephemerons.collectingIndex(ref);
    return index < 0 || this.gcRefs[index] !== SET_ASIDE;
  }

  private split(unreachable: TrackedList): void {
    const { i32, gcRefs, young } = this;
    const { refs } = young;
    let to = 0;
    for (let k = 0; k < young.length; k++) {
      const ref = refs[k]!;
      if (ref === 0) continue;
      if (gcRefs[k] === SET_ASIDE) {
        unreachable.append(i32, ref);
      } else {
        refs[to] = ref;
        i32[ref - 2] = gcWord(to, COLLECTING);
        to++;
      }
    }
    young.length = to;
    young.live = to;
  }

  private charge(edges: number): void {
    this.work.edgesScanned += edges;
    this.work.units += edges;
    this.work.pauseUnits += edges;
  }

  get words(): number {
    return this.gcRefs.length;
  }
}
