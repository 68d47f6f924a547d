import { LENGTH, SHAPE_MASK } from './layout.ts';

/**
 * The inner loop of marking, for any collector with mark bits in a side table (one bit per two words, as in MarkBitmap)
 * and a queue of the objects that are marked but not yet scanned, oldest first.
 *
 * On a graph larger than the caches marking is a stream of cache misses, and what counts is that they overlap: a batch
 * of objects is touched before it is scanned. Going breadth first makes the batches large, and a child is entered
 * without a branch: it is written behind the queue's end, which moves on if the child's bit was clear.
 *
 * Source: Cher, Hosking, Vitek, "Software prefetching for mark-sweep garbage collection", ASPLOS 2004.
 */

/*
 * A shape's scan word (ShapeTable.scan): where an object's strong slots lie.
 *
 *     │ LENGTH more (1) │ fixed slots (19) │ offset of the first (12) │
 */
const SCAN_FROM_BITS = 12;
export const SCAN_FROM_MAX: number = (1 << SCAN_FROM_BITS) - 1;
export const SCAN_SLOTS_MAX: number = (1 << 19) - 1;

export function scanWord(from: number, slots: number, variable: boolean): number {
  return (variable ? -0x80000000 : 0) | (slots << SCAN_FROM_BITS) | from;
}

/** Cells of a kernel's state: what is left of the queue, edges seen, and what touching read (kept, or it would be optimised away). */
export const HEAD = 0;
export const TAIL = 1;
export const EDGES = 2;
const TOUCHED = 3;
export const STATE_WORDS = 4;

/** Objects that are touched together. */
const BATCH = 128;
/** A batch of fewer has too few misses to overlap. */
const BATCH_LEAST = 4;
/** Most objects are small: their slots end on the header's cache line, or on that of this word. */
const TOUCH_OFFSET = 4;
/** Objects after which a call ends: one that runs forever would stay in on-stack-replaced code. */
const OBJECTS_PER_CALL = 4096;

/**
 * Scans objects of queue[HEAD, TAIL), and enters their children in [low, high) whose bit was clear. Ends with an
 * empty queue, after some thousand objects, or before one that has more slots than there is room behind TAIL; without
 * any progress only for the last of these. `low` is above 0, so null is none of them.
 */
export function scanGray(
  i32: Int32Array,
  bits: Int32Array,
  queue: Int32Array,
  state: Int32Array,
  scan: Int32Array,
  low: number,
  high: number,
): void {
  const room = queue.length;
  let head = state[HEAD]!;
  let tail = state[TAIL]!;
  let edges = 0;
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
      let end = (at + ((word >>> SCAN_FROM_BITS) & SCAN_SLOTS_MAX)) | 0;
      if (word < 0) end = (end + i32[ref + LENGTH]!) | 0;
      if (tail + end - at > room) {
        left = 0;
        break;
      }
      head = (head + 1) | 0;
      edges = (edges + end - at) | 0;
      for (; at < end; at = (at + 1) | 0) {
        const child = i32[at]!;
        if (child < low || child >= high) continue;
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
  state[TOUCHED] = touched;
}
