import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { LargeObjects } from '../../src/heap/large-objects.ts';

function make(words = 1 << 16) {
  const i32 = new Int32Array(words);
  return { i32, space: new LargeObjects(i32, 64, words) };
}

describe('large objects', () => {
  it('hands out ranges on 16 bytes, or on what is asked for', () => {
    const { space } = make();
    for (const alignment of [4, 8, 64, 4096]) {
      for (const words of [1, 5, 100, 1000]) expect(space.malloc(words, alignment) % alignment).toBe(0);
    }
    space.verify();
  });

  it('fits best, and joins neighbours when they are freed', () => {
    const { space } = make();
    const [a, , c, , e] = [100, 20, 60, 20, 200].map((words) => space.malloc(words));
    const end = space.malloc(20);
    for (const address of [a!, c!, e!]) space.free(address);
    expect(space.malloc(58)).toBe(c);
    space.free(c!);
    space.verify();
    expect(space.usedChunks).toBe(3);
    space.free(end);
    space.verify();
  });

  it('gives everything back to the region', () => {
    const { space } = make();
    const empty = space.largestFree();
    const addresses = Array.from({ length: 50 }, (_, k) => space.malloc(k * 7 + 1));
    for (const address of [
      ...addresses.filter((_, k) => k % 2),
      ...addresses.filter((_, k) => k % 2 === 0),
    ]) {
      space.free(address);
    }
    space.verify();
    expect(space.usedWords).toBe(0);
    expect(space.largestFree()).toBe(empty);
    expect(space.malloc(empty)).not.toBe(0);
    expect(space.malloc(1)).toBe(0);
  });

  it('answers 0 when there is no room, whatever the size', () => {
    const { space } = make();
    for (const words of [1 << 16, 2 ** 31 - 1, 2 ** 31, 2 ** 40]) expect(space.malloc(words)).toBe(0);
    space.verify();
  });

  it('names an address that is not in use', () => {
    const { space } = make();
    const address = space.malloc(10);
    space.malloc(10);
    space.free(address);
    expect(() => space.free(address)).toThrow(InvariantViolation);
    expect(() => space.free(address + 1)).toThrow(/not in use/);
  });

  it('moves a range that cannot grow, with its contents', () => {
    const { space, i32 } = make();
    const address = space.malloc(100);
    i32[address + 99] = 5;
    expect(space.realloc(address, 200)).toBe(address);
    const blocker = space.malloc(10);
    const moved = space.realloc(address, 400);
    expect(moved).toBeGreaterThan(blocker);
    expect(i32[moved + 99]).toBe(5);
    expect(space.realloc(moved, 1 << 20)).toBe(0);
    space.verify();
  });

  it('keeps its invariants (random runs)', () => {
    const step = fc.record({
      act: fc.constantFrom('malloc', 'malloc', 'free', 'grow'),
      words: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4000 })),
      alignment: fc.constantFrom(4, 4, 4, 16, 1024),
      pick: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 300, size: 'max' }), (steps) => {
        const { space, i32 } = make(1 << 15);
        const live: { address: number; words: number }[] = [];
        for (const { act, words, alignment, pick } of steps) {
          if (act === 'malloc') {
            const address = space.malloc(words, alignment);
            if (address === 0) continue;
            expect(space.usableWords(address)).toBeGreaterThanOrEqual(words);
            i32.fill(address, address, address + words);
            live.push({ address, words });
          } else if (live.length > 0) {
            const block = live[pick % live.length]!;
            const range = i32.subarray(block.address, block.address + block.words);
            if (!range.every((word) => word === block.address))
              throw new Error(`${block.address} was overwritten`);
            if (act === 'free') {
              space.free(block.address);
              live.splice(live.indexOf(block), 1);
            } else if (space.tryGrow(block.address, block.words + words)) {
              block.words += words;
              i32.fill(block.address, block.address, block.address + block.words);
            }
          }
        }
        space.verify();
        const found: number[] = [];
        space.forEachRange((address) => found.push(address));
        expect(found).toEqual(live.map((block) => block.address).sort((a, b) => a - b));
        const room = space.largestFree();
        if (room > 0) {
          const last = space.malloc(room);
          expect(last).not.toBe(0);
          space.free(last);
        }
        for (const block of live) space.free(block.address);
        space.verify();
        expect(space.usedWords).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
