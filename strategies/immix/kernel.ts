/**
 * Tracing, the inner loop: mark bits, line marks, a queue of objects that are marked but not yet scanned, and, while
 * blocks are being emptied, copies.
 *
 * As in src/heap/mark-kernel.ts: breadth first, a batch of objects touched before it is scanned (Cher, Hosking and Vitek
 * 2004), and a child entered without a branch. Beyond that each object marks its line when it is scanned, its words being
 * known by then: a small one the line on which it begins, a medium one all of its lines (Blackburn and McKinley 2008).
 */
import type { ShapeTable } from '../../src/contract/shapes.ts';
import { VAR_BYTES, VAR_NONE } from '../../src/contract/shapes.ts';
import { FLAG_COLLECTOR_A, FLAG_PINNED, LENGTH, MARK_WORD, SHAPE_MASK } from '../../src/heap/layout.ts';
import { EDGES, HEAD, SCAN_FROM_MAX, SCAN_SLOTS_MAX, TAIL } from '../../src/heap/mark-kernel.ts';
import { PAGE_SHIFT } from '../../src/heap/page-runs.ts';

/** Of a line: an object that was live at the last collection begins on it, or a medium one covers it. */
export const LINE_MARKED = 1;

/** Of the original of a copy, whose address is in the mark word. Stale outside of a collection: the original is free. */
export const FORWARDED: number = FLAG_COLLECTOR_A;

/** Cells of the state, besides those of the shared kernel: words of what was scanned, where copies go, words copied. */
export const LIVE_WORDS = 4;
export const COPY_TOP = 5;
export const COPY_LIMIT = 6;
export const COPIED_WORDS = 7;
export const STATE_WORDS = 8;
const TOUCHED = 3;

const SLOTS_SHIFT = 12;
const BATCH = 128;
const BATCH_LEAST = 4;
const TOUCH_OFFSET = 4;
const OBJECTS_PER_CALL = 4096;

/** Every object lies above, null does not. */
export const LOWEST = 2;

/** What a kernel works on. */
export interface Heap {
  readonly i32: Int32Array;
  readonly bits: Int32Array;
  readonly lines: Uint8Array;
  readonly lineShift: number;
  readonly shapes: ShapeTable;
  /** Who owns a page, and which owners are to be emptied. */
  readonly owner: Int32Array;
  readonly source: Uint8Array;
  /** Another block for copies, as COPY_TOP and COPY_LIMIT; false if there is none. */
  moreRoom(): boolean;
}

export function objectWords(i32: Int32Array, fixed: Int32Array, variable: Uint8Array, ref: number): number {
  const shape = i32[ref]! & SHAPE_MASK;
  const kind = variable[shape]!;
  let words = fixed[shape]!;
  if (kind !== VAR_NONE) words += kind === VAR_BYTES ? (i32[ref + LENGTH]! + 3) >> 2 : i32[ref + LENGTH]!;
  return (words + 1) & ~1;
}

/** Marks lines of the object at `ref`. @returns its words */
function markLines(
  i32: Int32Array,
  lines: Uint8Array,
  lineShift: number,
  fixed: Int32Array,
  variable: Uint8Array,
  ref: number,
): number {
  const words = objectWords(i32, fixed, variable, ref);
  const line = ref >>> lineShift;
  lines[line] = LINE_MARKED;
  if (words >>> lineShift !== 0) {
    const last = (ref + words - 1) >>> lineShift;
    for (let next = (line + 1) | 0; next <= last; next = (next + 1) | 0) lines[next] = LINE_MARKED;
  }
  return words;
}

/** See `scanGray` of src/heap/mark-kernel.ts, for when a call ends. Nothing is copied. */
export function scanMarking(heap: Heap, queue: Int32Array, state: Int32Array): void {
  const { bits, i32, lines, lineShift } = heap;
  const { fixedWords, scan, variable } = heap.shapes;
  const room = queue.length;
  let head = state[HEAD]!;
  let tail = state[TAIL]!;
  let edges = 0;
  let live = 0;
  let touched = 0;
  let left = OBJECTS_PER_CALL;
  while (head < tail && left > 0) {
    const stop = tail - head < BATCH ? tail : (head + BATCH) | 0;
    left = (left - (stop - head)) | 0;
    if (stop - head > BATCH_LEAST) {
      for (let k = head; k < stop; k = (k + 1) | 0) {
        const ref = queue[k]!;
        touched ^= i32[ref]! ^ i32[ref + TOUCH_OFFSET]!;
      }
    }
    while (head < stop) {
      const ref = queue[head]!;
      const word = scan[i32[ref]! & SHAPE_MASK]!;
      let at = (ref + (word & SCAN_FROM_MAX)) | 0;
      let end = (at + ((word >>> SLOTS_SHIFT) & SCAN_SLOTS_MAX)) | 0;
      if (word < 0) end = (end + i32[ref + LENGTH]!) | 0;
      if (tail + end - at > room) {
        left = 0;
        break;
      }
      live = (live + markLines(i32, lines, lineShift, fixedWords, variable, ref)) | 0;
      head = (head + 1) | 0;
      edges = (edges + end - at) | 0;
      for (; at < end; at = (at + 1) | 0) {
        const child = i32[at]!;
        if (child < LOWEST) continue;
        const index = child >>> 6;
        const bit = child >>> 1;
        const marks = bits[index]!;
        queue[tail] = child;
        tail = (tail + (((marks >>> bit) & 1) ^ 1)) | 0;
        bits[index] = marks | (1 << bit);
      }
    }
  }
  state[HEAD] = head;
  state[TAIL] = tail;
  state[EDGES] = state[EDGES]! + edges;
  state[LIVE_WORDS] = state[LIVE_WORDS]! + live;
  state[TOUCHED] = touched;
}

/**
 * The same while blocks are being emptied: what is found in a source block is copied to [COPY_TOP, COPY_LIMIT) if it is
 * not pinned; once there is no block for copies any more it is marked where it is.
 */
export function scanEvacuating(heap: Heap, queue: Int32Array, state: Int32Array): void {
  const { bits, i32, lines, lineShift, owner } = heap;
  const { fixedWords, scan, variable } = heap.shapes;
  const room = queue.length;
  let { source } = heap;
  let head = state[HEAD]!;
  let tail = state[TAIL]!;
  let edges = 0;
  let live = 0;
  let touched = 0;
  let left = OBJECTS_PER_CALL;
  while (head < tail && left > 0) {
    const stop = tail - head < BATCH ? tail : (head + BATCH) | 0;
    left = (left - (stop - head)) | 0;
    if (stop - head > BATCH_LEAST) {
      for (let k = head; k < stop; k = (k + 1) | 0) {
        const ref = queue[k]!;
        touched ^= i32[ref]! ^ i32[ref + TOUCH_OFFSET]!;
      }
    }
    while (head < stop) {
      const ref = queue[head]!;
      const word = scan[i32[ref]! & SHAPE_MASK]!;
      let at = (ref + (word & SCAN_FROM_MAX)) | 0;
      let end = (at + ((word >>> SLOTS_SHIFT) & SCAN_SLOTS_MAX)) | 0;
      if (word < 0) end = (end + i32[ref + LENGTH]!) | 0;
      if (tail + end - at > room) {
        left = 0;
        break;
      }
      live = (live + markLines(i32, lines, lineShift, fixedWords, variable, ref)) | 0;
      head = (head + 1) | 0;
      edges = (edges + end - at) | 0;
      for (; at < end; at = (at + 1) | 0) {
        const child = i32[at]!;
        if (child < LOWEST) continue;
        const index = child >>> 6;
        if (source[owner[index]!] !== 0) {
          state[TAIL] = tail;
          i32[at] = reach(heap, queue, state, child);
          tail = state[TAIL]!;
          // Another block for copies may have made it longer.
          source = heap.source;
          continue;
        }
        const bit = child >>> 1;
        const marks = bits[index]!;
        queue[tail] = child;
        tail = (tail + (((marks >>> bit) & 1) ^ 1)) | 0;
        bits[index] = marks | (1 << bit);
      }
    }
  }
  state[HEAD] = head;
  state[TAIL] = tail;
  state[EDGES] = state[EDGES]! + edges;
  state[LIVE_WORDS] = state[LIVE_WORDS]! + live;
  state[TOUCHED] = touched;
}

/**
 * A reference to `ref` was found: mark it, or its copy, and enter it in the queue, which has room for it, if it is new.
 * @returns where it is now
 */
export function reach(heap: Heap, queue: Int32Array, state: Int32Array, ref: number): number {
  const { bits, i32 } = heap;
  let at = ref;
  const header = i32[ref]!;
  const isMarked = ((bits[ref >>> 6]! >>> (ref >>> 1)) & 1) !== 0;
  if (isMarked) return ref;
  if (heap.source[heap.owner[ref >>> PAGE_SHIFT]!] !== 0) {
    if ((header & FORWARDED) !== 0) return i32[ref + MARK_WORD]!;
    if ((header & FLAG_PINNED) === 0) at = copy(heap, state, ref);
  }
  bits[at >>> 6] = bits[at >>> 6]! | (1 << (at >>> 1));
  const tail = state[TAIL]!;
  queue[tail] = at;
  state[TAIL] = tail + 1;
  return at;
}

/** @returns the address of the copy, or `ref` if there is no room for one */
function copy(heap: Heap, state: Int32Array, ref: number): number {
  const { i32, shapes } = heap;
  const words = objectWords(i32, shapes.fixedWords, shapes.variable, ref);
  if (state[COPY_TOP]! + words > state[COPY_LIMIT]! && !heap.moreRoom()) return ref;
  const to = state[COPY_TOP]!;
  state[COPY_TOP] = to + words;
  state[COPIED_WORDS] = state[COPIED_WORDS]! + words;
  for (let k = 0; k < words; k = (k + 2) | 0) {
    i32[to + k] = i32[ref + k]!;
    i32[to + k + 1] = i32[ref + k + 1]!;
  }
  i32[ref] = i32[ref]! | FORWARDED;
  i32[ref + MARK_WORD] = to;
  return to;
}
