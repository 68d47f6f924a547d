import type { ShapeTable } from '../../src/contract/shapes.ts';
import { type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import { EDGES, HEAD, STATE_WORDS, scanGray, TAIL } from '../../src/heap/mark-kernel.ts';

const LIST_WORDS_START = 1 << 12;
const LIST_WORDS_LEAST = 64;
/** Every object lies in [LOWEST, HIGHEST), null does not. */
const LOWEST = 2;
const HIGHEST = 2 ** 31 - 1;

/**
 * Marks what is reachable, breadth first, with an explicit list of objects that are marked but not yet scanned.
 *
 * INVARIANT gray: every marked object has been scanned, is on the list, or lies at or above `overflowFrom`.
 * The list never grows beyond its bound; what does not fit is found again by walking the mark bits from `overflowFrom`.
 */
export class Marker {
  /** Slots and root words looked at. */
  edgesScanned = 0;
  /** Times that the heap was walked because the list had overflowed. */
  rescans = 0;

  private readonly i32: Int32Array;
  private readonly marks: MarkBitmap;
  private readonly shapes: ShapeTable;
  private readonly listMax: number;
  private list: Int32Array;
  private overflowFrom = Number.MAX_SAFE_INTEGER;
  private readonly state = new Int32Array(STATE_WORDS);

  /** @param listMax bound of the list, in entries */
  constructor(i32: Int32Array, marks: MarkBitmap, shapes: ShapeTable, listMax: number) {
    this.i32 = i32;
    this.marks = marks;
    this.shapes = shapes;
    this.listMax = Math.max(listMax, LIST_WORDS_LEAST);
    this.list = new Int32Array(Math.min(LIST_WORDS_START, this.listMax));
  }

  /** Size of the list, in words. */
  metadataWords(): number {
    return this.list.length;
  }

  /** Mark one object; `drain` scans it. */
  mark(ref: Ref): void {
    if (this.marks.mark(ref)) this.push(ref);
  }

  /** Mark what the words [from, to) name. */
  markRange(words: Int32Array, from: number, to: number): void {
    this.edgesScanned += to - from;
    for (let at = from; at < to; at++) {
      const ref = words[at]!;
      if (this.marks.mark(ref)) this.push(ref);
    }
  }

  /** Scan until nothing is gray. `heapEnd` bounds the walk after an overflow, in words. */
  drain(heapEnd: number): void {
    this.drainList();
    while (this.overflowFrom < heapEnd) {
      const from = this.overflowFrom;
      this.overflowFrom = Number.MAX_SAFE_INTEGER;
      this.rescans++;
      this.rescan(from, heapEnd);
    }
  }

  private drainList(): void {
    const { i32, marks, shapes, state } = this;
    while (state[HEAD]! < state[TAIL]!) {
      const head = state[HEAD]!;
      scanGray(i32, marks.bits, this.list, state, shapes.scan, LOWEST, HIGHEST);
      if (state[HEAD] === head) this.unstick(head);
    }
    this.edgesScanned += state[EDGES]!;
    state.fill(0);
  }

  /** The object at `head` needs more room; where there is none it is scanned child by child instead. */
  private unstick(head: number): void {
    const ref = this.list[head]!;
    if (this.makeRoom(this.shapes.slotsEnd(this.i32, ref) - ref)) return;
    this.state[HEAD] = this.state[HEAD]! + 1; // not where it was: making room may have moved it
    this.scanCarefully(ref);
  }

  /** Room for `entries` more: that of what has been scanned, if it is much, or of a longer list, if it may be longer. */
  private makeRoom(entries: number): boolean {
    const { list, state } = this;
    const head = state[HEAD]!;
    if (head * (list.length < this.listMax ? 2 : 8) >= list.length) {
      list.copyWithin(0, head, state[TAIL]);
      state[TAIL] = state[TAIL]! - head;
      state[HEAD] = 0;
    }
    if (state[TAIL]! + entries <= list.length) return true;
    if (state[TAIL]! + entries > this.listMax) return false;
    let length = list.length;
    while (length < state[TAIL]! + entries) length *= 2;
    this.list = new Int32Array(Math.min(length, this.listMax));
    this.list.set(list);
    return true;
  }

  private push(ref: Ref): void {
    const { state } = this;
    if (state[TAIL] === this.list.length && !this.makeRoom(1)) {
      if (ref < this.overflowFrom) this.overflowFrom = ref;
      return;
    }
    this.list[state[TAIL]!] = ref;
    state[TAIL] = state[TAIL]! + 1;
  }

  /** Scan an object whose children may not fit the list. */
  private scanCarefully(ref: Ref): void {
    const { i32, shapes } = this;
    this.markRange(i32, ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!, shapes.slotsEnd(i32, ref));
  }

  /** Scan every marked object in [from, end) again: those that overflowed are among them. */
  private rescan(from: number, end: number): void {
    const { marks } = this;
    for (let ref = marks.next(from, end); ref < end; ref = marks.next(ref + 2, end)) {
      if (ref === 0) continue;
      this.scanCarefully(ref);
      this.drainList();
    }
  }
}
