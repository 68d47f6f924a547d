import { type ShapeTable, VAR_REFS } from '../../src/contract/shapes.ts';
import { LENGTH, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { MarkBitmap } from '../../src/heap/mark-bitmap.ts';

/** Objects that are touched before they are scanned, so that their cache misses overlap. */
const BATCH = 32;
/** Batches per call of the kernel: a kernel that runs forever stays in on-stack-replaced code. */
const BATCHES_PER_CALL = 16;
const LIST_WORDS_START = 1 << 12;

/** Cells of `outcome`: what a kernel call has done. */
const EDGES = 0;
/** 1 if the object on top of the list has more slots than the list has room. */
const STUCK = 1;
/** What touching read, stored so that it is not optimised away. */
const TOUCHED = 2;

/**
 * Marks what is reachable, with an explicit list of objects that are marked but not yet scanned.
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
  private top = 0;
  private overflowFrom = Number.MAX_SAFE_INTEGER;
  private readonly batch = new Int32Array(BATCH);
  private readonly outcome = new Int32Array(3);

  /** @param listMax bound of the list, in entries */
  constructor(i32: Int32Array, marks: MarkBitmap, shapes: ShapeTable, listMax: number) {
    this.i32 = i32;
    this.marks = marks;
    this.shapes = shapes;
    this.listMax = Math.max(listMax, 2 * BATCH);
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
    const { i32, marks, shapes, batch, outcome } = this;
    while (this.top > 0) {
      this.top = scanBatches(
        i32,
        marks.bits,
        this.list,
        batch,
        this.top,
        shapes.refsFrom,
        shapes.refsTo,
        shapes.variable,
        outcome,
      );
      this.edgesScanned += outcome[EDGES]!;
      if (outcome[STUCK] === 1) this.unstick();
    }
  }

  /** The object on top of the list needs a longer list; a huge one is scanned child by child instead. */
  private unstick(): void {
    const ref = this.list[this.top - 1]!;
    const huge = this.shapes.slotsEnd(this.i32, ref) - ref > this.list.length;
    if (!huge && this.growList()) return;
    this.top--;
    this.scanCarefully(ref);
  }

  private growList(): boolean {
    const { list } = this;
    if (list.length >= this.listMax) return false;
    this.list = new Int32Array(Math.min(list.length * 2, this.listMax));
    this.list.set(list);
    return true;
  }

  private push(ref: Ref): void {
    if (this.top === this.list.length && !this.growList()) {
      if (ref < this.overflowFrom) this.overflowFrom = ref;
      return;
    }
    this.list[this.top++] = ref;
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

/**
 * The kernel. Takes up to BATCH objects off the list, touches their headers, then scans them; enqueues without a
 * branch: every child is written to the list, and the list grows by one if its mark bit was clear.
 *
 * @returns the new top of the list
 */
function scanBatches(
  i32: Int32Array,
  bits: Int32Array,
  list: Int32Array,
  batch: Int32Array,
  listTop: number,
  refsFrom: Int32Array,
  refsTo: Int32Array,
  variable: Uint8Array,
  outcome: Int32Array,
): number {
  // Room for the children of one object, the unscanned rest of a batch, and one word that is written but not counted.
  const room = (list.length - BATCH - 1) | 0;
  let top = listTop | 0;
  let edges = 0;
  let touched = 0;
  let stuck = 0;
  for (let call = 0; call < BATCHES_PER_CALL && top > 0 && stuck === 0; call = (call + 1) | 0) {
    const size = top < BATCH ? top : BATCH;
    top = (top - size) | 0;
    for (let k = 0; k < size; k = (k + 1) | 0) {
      const ref = list[top + k]!;
      batch[k] = ref;
      touched ^= i32[ref]!;
    }
    for (let k = 0; k < size; k = (k + 1) | 0) {
      const ref = batch[k]!;
      const shape = i32[ref]! & SHAPE_MASK;
      let at = (ref + refsFrom[shape]!) | 0;
      let end = (ref + refsTo[shape]!) | 0;
      if (variable[shape] === VAR_REFS) end = (end + i32[ref + LENGTH]!) | 0;
      if (top + end - at > room) {
        for (let rest = (size - 1) | 0; rest >= k; rest = (rest - 1) | 0) list[top++] = batch[rest]!;
        stuck = 1;
        break;
      }
      edges = (edges + end - at) | 0;
      for (; at < end; at = (at + 1) | 0) {
        const child = i32[at]!;
        const index = child >>> 6;
        const shift = (child >>> 1) & 31;
        const word = bits[index]!;
        list[top] = child;
        top = (top + (((word >>> shift) & 1) ^ 1)) | 0;
        bits[index] = word | (1 << shift);
      }
    }
  }
  outcome[EDGES] = edges;
  outcome[TOUCHED] = touched;
  outcome[STUCK] = stuck;
  return top;
}
