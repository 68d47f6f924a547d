import { describe, expect, it } from 'vitest';
import { BumpAllocator } from '../../src/heap/bump.ts';

describe('BumpAllocator', () => {
  it('hands out adjacent ranges up to its limit, then 0', () => {
    const bump = new BumpAllocator(64, 80);
    expect([
      bump.allocate(6),
      bump.allocate(8),
      bump.allocate(4),
      bump.allocate(2),
      bump.allocate(2),
    ]).toEqual([64, 70, 0, 78, 0]);
    expect([bump.usedWords, bump.freeWords]).toEqual([16, 0]);
  });

  it('grows only the last range, as far as there is room', () => {
    const bump = new BumpAllocator(64, 80);
    const first = bump.allocate(4);
    const last = bump.allocate(4);
    expect(bump.tryGrow(first, 4, 6)).toBe(false);
    expect(bump.tryGrow(last, 4, 14)).toBe(false);
    expect(bump.tryGrow(last, 4, 12)).toBe(true);
    expect(bump.allocate(2)).toBe(0);
  });
});
