/**
 * Copying, the inner loops. An object of from-space, [low, high), that has been copied has FORWARDED in its header and
 * the address of the copy in its mark word; the rest of it stays as it was until the collection is over, so that the
 * host's tables can still read it.
 *
 * Source of the breadth-first one: C. J. Cheney, "A nonrecursive list compacting algorithm", CACM 13(11), 1970: the
 * copies between SCAN and FREE are the queue.
 */
import type { ShapeTable } from '../../src/contract/shapes.ts';
import { VAR_BYTES, VAR_NONE } from '../../src/contract/shapes.ts';
import { FLAG_COLLECTOR_A, LENGTH, MARK_WORD, SHAPE_MASK } from '../../src/heap/layout.ts';
import { SCAN_FROM_MAX, SCAN_SLOTS_MAX } from '../../src/heap/mark-kernel.ts';

/** Of an object in from-space: it has been copied. Never set in to-space. */
export const FORWARDED: number = FLAG_COLLECTOR_A;

/** Cells of a copier's state. */
export const SCAN = 0;
export const FREE = 1;
export const OBJECTS = 2;
export const EDGES = 3;
/** Depth first: words of the stack in use. */
export const DEPTH = 4;
const TOUCHED = 5;
export const STATE_WORDS = 6;

/** As in scanWord of heap/mark-kernel.ts. */
const SLOTS_SHIFT = 12;
/** Objects of more words are copied by the host's block copy. */
const LOOP_WORDS_MAX = 48;
/** Objects after which a call ends: one that runs forever would stay in on-stack-replaced code. */
const OBJECTS_PER_CALL = 4096;
/** Copies whose children are touched together, so that their cache misses overlap. */
const BATCH_WORDS = 512;
/** A batch of fewer words has too few misses to overlap. */
const BATCH_LEAST = 32;

/** Words of the object at `ref`, whose header may say that it has been copied. */
export function objectWords(i32: Int32Array, fixed: Int32Array, variable: Uint8Array, ref: number): number {
  const shape = i32[ref]! & SHAPE_MASK;
  const kind = variable[shape]!;
  let words = fixed[shape]!;
  if (kind !== VAR_NONE) words += kind === VAR_BYTES ? (i32[ref + LENGTH]! + 3) >> 2 : i32[ref + LENGTH]!;
  return (words + 1) & ~1;
}

/** Copies the object at `ref` to `to`, and leaves the way there behind. @returns its words */
export function evacuate(
  i32: Int32Array,
  fixed: Int32Array,
  variable: Uint8Array,
  ref: number,
  to: number,
): number {
  const words = objectWords(i32, fixed, variable, ref);
  if (words > LOOP_WORDS_MAX) i32.copyWithin(to, ref, (ref + words) | 0);
  else {
    for (let k = 0; k < words; k = (k + 2) | 0) {
      i32[(to + k) | 0] = i32[(ref + k) | 0]!;
      i32[(to + k + 1) | 0] = i32[(ref + k + 1) | 0]!;
    }
  }
  i32[ref] = i32[ref]! | FORWARDED;
  i32[ref + MARK_WORD] = to;
  return words;
}

/**
 * Cheney's scan: the slots of the copies from SCAN on lead to the copies of what they referred to, made at FREE if there
 * is none yet. Ends when SCAN has reached FREE, or after some thousand objects.
 */
export function scanCopies(
  i32: Int32Array,
  state: Int32Array,
  shapes: ShapeTable,
  low: number,
  high: number,
): void {
  const { fixedWords, scan: scanWords, variable } = shapes;
  let scan = state[SCAN]!;
  let free = state[FREE]!;
  let copied = 0;
  let edges = 0;
  let left = OBJECTS_PER_CALL;
  let touched = state[TOUCHED]!;
  let touchedTo = scan;
  while (scan < free && left > 0) {
    if (scan >= touchedTo) {
      touchedTo = free - scan > BATCH_WORDS ? (scan + BATCH_WORDS) | 0 : free;
      if (touchedTo - scan > BATCH_LEAST) touched ^= touchTargets(i32, scan, touchedTo, low, high);
    }
    left = (left - 1) | 0;
    const shape = i32[scan]! & SHAPE_MASK;
    const word = scanWords[shape]!;
    let at = (scan + (word & SCAN_FROM_MAX)) | 0;
    let end = (at + ((word >>> SLOTS_SHIFT) & SCAN_SLOTS_MAX)) | 0;
    if (word < 0) end = (end + i32[scan + LENGTH]!) | 0;
    scan = (scan + objectWords(i32, fixedWords, variable, scan)) | 0;
    edges = (edges + end - at) | 0;
    for (; at < end; at = (at + 1) | 0) {
      const child = i32[at]!;
      if (child < low || child >= high) continue;
      if ((i32[child]! & FORWARDED) !== 0) {
        i32[at] = i32[child + MARK_WORD]!;
        continue;
      }
      i32[at] = free;
      copied = (copied + 1) | 0;
      free = (free + evacuate(i32, fixedWords, variable, child, free)) | 0;
    }
  }
  state[SCAN] = scan;
  state[FREE] = free;
  state[OBJECTS] = state[OBJECTS]! + copied;
  state[EDGES] = state[EDGES]! + edges;
  state[TOUCHED] = touched;
}

/** Reads the headers that words of [from, to) seem to refer to. The words are not all references; reading harms nobody. */
function touchTargets(i32: Int32Array, from: number, to: number, low: number, high: number): number {
  let touched = 0;
  for (let at = from; at < to; at = (at + 1) | 0) {
    const child = i32[at]!;
    if (child >= low && child < high) touched ^= i32[child]!;
  }
  return touched;
}

/**
 * The same in depth-first order: an object is followed by what its first slot leads to, with all that this leads to,
 * before its second slot is looked at. `stack` holds ranges of slots that are still to be looked at, [DEPTH] words of it.
 * Ends with an empty stack, after some thousand slots, or when the stack has no room for a further range.
 */
export function copyDepthFirst(
  i32: Int32Array,
  state: Int32Array,
  stack: Int32Array,
  shapes: ShapeTable,
  low: number,
  high: number,
): void {
  const { fixedWords, scan: scanWords, variable } = shapes;
  const room = stack.length - 4;
  let free = state[FREE]!;
  let depth = state[DEPTH]!;
  let copied = 0;
  let edges = 0;
  let left = OBJECTS_PER_CALL;
  while (depth > 0 && depth <= room && left > 0) {
    let at = stack[depth - 2]!;
    const end = stack[depth - 1]!;
    depth = (depth - 2) | 0;
    for (; at < end; at = (at + 1) | 0) {
      left = (left - 1) | 0;
      edges = (edges + 1) | 0;
      const child = i32[at]!;
      if (child < low || child >= high) continue;
      if ((i32[child]! & FORWARDED) !== 0) {
        i32[at] = i32[child + MARK_WORD]!;
        continue;
      }
      const copy = free;
      i32[at] = copy;
      copied = (copied + 1) | 0;
      free = (free + evacuate(i32, fixedWords, variable, child, copy)) | 0;
      const word = scanWords[i32[copy]! & SHAPE_MASK]!;
      const first = (copy + (word & SCAN_FROM_MAX)) | 0;
      let last = (first + ((word >>> SLOTS_SHIFT) & SCAN_SLOTS_MAX)) | 0;
      if (word < 0) last = (last + i32[copy + LENGTH]!) | 0;
      if (first === last) continue;
      if (at + 1 < end) {
        stack[depth] = (at + 1) | 0;
        stack[depth + 1] = end;
        depth = (depth + 2) | 0;
      }
      stack[depth] = first;
      stack[depth + 1] = last;
      depth = (depth + 2) | 0;
      break;
    }
  }
  state[FREE] = free;
  state[DEPTH] = depth;
  state[OBJECTS] = state[OBJECTS]! + copied;
  state[EDGES] = state[EDGES]! + edges;
}
