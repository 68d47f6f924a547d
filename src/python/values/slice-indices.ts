import { valueError } from './value-function-error.ts';

/** Slices and ranges. Bounds come as null (absent), numbers, or big integers of any size. */

export type SliceBound = number | bigint | null;

/** The items of a slice: start, start + step, … `count` of them; stop as slice.indices gives it. */
export interface SliceIndices {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly count: number;
}

function toNumber(bound: number | bigint): number {
  return typeof bound === 'number' ? bound : Number(bound);
}

function clampBound(bound: SliceBound, length: number, step: number, absent: number): number {
  if (bound === null) return absent;
  const value = toNumber(bound);
  const lowest = step < 0 ? -1 : 0;
  const highest = step < 0 ? length - 1 : length;
  if (value < 0) return Math.max(value + length, lowest);
  return Math.min(value, highest);
}

/** slice(start, stop, step) on a sequence of `length` items. */
export function sliceIndices(
  start: SliceBound,
  stop: SliceBound,
  step: SliceBound,
  length: number,
): SliceIndices {
  const wanted = step === null ? 1 : toNumber(step);
  if (wanted === 0) throw valueError('slice step cannot be zero');
  // A longer step never gives a second item, so clamping keeps the arithmetic exact.
  const stride = Math.max(Math.min(wanted, Number.MAX_SAFE_INTEGER), -Number.MAX_SAFE_INTEGER);
  const from = clampBound(start, length, stride, stride < 0 ? length - 1 : 0);
  const to = clampBound(stop, length, stride, stride < 0 ? -1 : length);
  const span = stride < 0 ? from - to : to - from;
  const count = span <= 0 ? 0 : Math.floor((span - 1) / Math.abs(stride)) + 1;
  return { start: from, stop: to, step: stride, count };
}

/** slice.indices(length), exact for integers of any size. */
export function exactSliceIndices(
  start: bigint | null,
  stop: bigint | null,
  step: bigint | null,
  length: bigint,
): readonly [bigint, bigint, bigint] {
  if (length < 0n) throw valueError('length should not be negative');
  const stride = step ?? 1n;
  if (stride === 0n) throw valueError('slice step cannot be zero');
  const lowest = stride < 0n ? -1n : 0n;
  const highest = stride < 0n ? length - 1n : length;
  const clamp = (bound: bigint): bigint => {
    const value = bound < 0n ? bound + length : bound;
    return value < lowest ? lowest : value > highest ? highest : value;
  };
  const from = start === null ? (stride < 0n ? highest : 0n) : clamp(start);
  const to = stop === null ? (stride < 0n ? -1n : length) : clamp(stop);
  return [from, to, stride];
}

export interface IntRange {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}

/** range(start, stop, step). */
export function makeRange(start: bigint, stop: bigint, step: bigint): IntRange {
  if (step === 0n) throw valueError('range() arg 3 must not be zero');
  return { start, stop, step };
}

/** len(range), of any size: len() itself refuses what exceeds a machine word. */
export function rangeLength({ start, stop, step }: IntRange): bigint {
  if (step > 0n) return start < stop ? (stop - start - 1n) / step + 1n : 0n;
  return start > stop ? (start - stop - 1n) / -step + 1n : 0n;
}

/** range[index], or null when out of range. */
export function rangeItem(range: IntRange, index: bigint): bigint | null {
  const length = rangeLength(range);
  const position = index < 0n ? index + length : index;
  return position >= 0n && position < length ? range.start + position * range.step : null;
}

export function rangeContains({ start, stop, step }: IntRange, value: bigint): boolean {
  if (step > 0n ? value < start || value >= stop : value > start || value <= stop) return false;
  return (value - start) % step === 0n;
}

/** range[slice]: another range. */
export function rangeSlice(
  range: IntRange,
  start: bigint | null,
  stop: bigint | null,
  step: bigint | null,
): IntRange {
  const [from, to, stride] = exactSliceIndices(start, stop, step, rangeLength(range));
  return {
    start: range.start + from * range.step,
    stop: range.start + to * range.step,
    step: range.step * stride,
  };
}

/** reversed(range), as a range. */
export function rangeReversed(range: IntRange): IntRange {
  const length = rangeLength(range);
  return {
    start: range.start + (length - 1n) * range.step,
    stop: range.start - range.step,
    step: -range.step,
  };
}

/** range == range: the same sequence of items. */
export function rangesEqual(a: IntRange, b: IntRange): boolean {
  const length = rangeLength(a);
  if (length !== rangeLength(b)) return false;
  if (length === 0n) return true;
  if (a.start !== b.start) return false;
  return length === 1n || a.step === b.step;
}

/** repr(range). */
export function rangeRepr({ start, stop, step }: IntRange): string {
  return step === 1n ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
}
