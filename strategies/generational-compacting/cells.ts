import type { ShapeTable } from '../../src/contract/shapes.ts';
import { VAR_BYTES, VAR_NONE, VAR_REFS } from '../../src/contract/shapes.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import {
  FREE_SHAPE,
  FREED_WORD,
  HEADER_WORDS,
  LENGTH,
  roundUpToEven,
  SHAPE_MASK,
} from '../../src/heap/layout.ts';

/** A cell is an object or a free cell (shape FREE_SHAPE, its second word is its size). Cells tile every space. */

export function isFreeCell(i32: Int32Array, at: number): boolean {
  return (i32[at]! & SHAPE_MASK) === FREE_SHAPE;
}

/** Words of the cell at `at`. The tables are those of the ShapeTable. */
export function cellWords(i32: Int32Array, fixed: Int32Array, variable: Uint8Array, at: number): number {
  const shape = i32[at]! & SHAPE_MASK;
  if (shape === FREE_SHAPE) return i32[at + 1]!;
  const kind = variable[shape]!;
  if (kind === VAR_NONE) return roundUpToEven(fixed[shape]!);
  const length = i32[at + LENGTH]!;
  return roundUpToEven(fixed[shape]! + (kind === VAR_BYTES ? (length + 3) >> 2 : length));
}

/** End of the strong slots of the object at `at`; they begin at `at + refsFrom[shape]`. */
export function slotsEnd(i32: Int32Array, refsTo: Int32Array, variable: Uint8Array, at: number): number {
  const shape = i32[at]! & SHAPE_MASK;
  const to = at + refsTo[shape]!;
  return variable[shape] === VAR_REFS ? to + i32[at + LENGTH]! : to;
}

/** Make [from, to) a free cell, poisoned if asked. Nothing if it is empty. */
export function formatFree(i32: Int32Array, from: number, to: number, poison: boolean): void {
  if (to <= from) return;
  if (poison) i32.fill(FREED_WORD, from, to);
  i32[from] = FREE_SHAPE;
  i32[from + 1] = to - from;
}

/** Calls `visit` for each object in [from, to), in address order; a cell boundary at both ends. */
export function eachObjectIn(
  i32: Int32Array,
  shapes: ShapeTable,
  from: number,
  to: number,
  visit: (ref: number, words: number) => void,
): void {
  for (let at = from; at < to; ) {
    const words = cellWords(i32, shapes.fixedWords, shapes.variable, at);
    if (words < HEADER_WORDS)
      throw new InvariantViolation('cells', `the cell at ${at} has ${words} words, expected 2 or more`);
    if (!isFreeCell(i32, at)) visit(at, words);
    at += words;
  }
}
