import { describe, expect, it } from 'vitest';
import { countBits, MarkBitmap } from '../../src/heap/mark-bitmap.ts';

describe('MarkBitmap', () => {
  it('counts null as marked, after clearing too', () => {
    const marks = new MarkBitmap(1024);
    expect(marks.isMarked(0)).toBe(true);
    marks.mark(128);
    marks.clear(1024);
    expect([marks.isMarked(0), marks.isMarked(128)]).toEqual([true, false]);
  });

  it('marks a granule once', () => {
    const marks = new MarkBitmap(1024);
    expect([
      marks.mark(66),
      marks.mark(66),
      marks.isMarked(66),
      marks.isMarked(64),
      marks.isMarked(68),
    ]).toEqual([true, false, true, false, false]);
  });

  it('finds the next marked address in a range', () => {
    const marks = new MarkBitmap(4096);
    for (const ref of [66, 126, 128, 2048]) marks.mark(ref);
    expect(marks.next(64, 4096)).toBe(66);
    expect(marks.next(68, 4096)).toBe(126);
    expect(marks.next(128, 4096)).toBe(128);
    expect(marks.next(130, 4096)).toBe(2048);
    expect(marks.next(130, 2048)).toBe(2048);
    expect(marks.next(2050, 4096)).toBe(4096);
  });

  it('counts bits', () => {
    expect(countBits(Int32Array.of(-1, 0, 1, 0x55555555, -2147483648), 0, 5)).toBe(32 + 1 + 16 + 1);
  });
});
