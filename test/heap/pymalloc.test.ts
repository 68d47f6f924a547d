import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { LargeObjects } from '../../src/heap/large-objects.ts';
import { Pymalloc } from '../../src/heap/pymalloc.ts';
import type { RawAllocator } from '../../src/heap/raw-allocator.ts';

const WORDS = 1 << 20;
const CPYTHON = { poolBytes: 16 * 1024, arenaBytes: 1024 * 1024 };

function make(options = CPYTHON, words = WORDS) {
  const i32 = new Int32Array(words);
  const raw = new LargeObjects(i32, 64, words);
  return { i32, raw, pymalloc: new Pymalloc(i32, raw, options) };
}

describe('pymalloc', () => {
  it('hands freed blocks out again in the order that CPython does', () => {
    const url = new URL('./recorded/pymalloc-reuse.json', import.meta.url);
    const recorded = JSON.parse(readFileSync(url, 'utf8')) as {
      blockWords: number;
      blocks: number;
      freed: number[];
      reused: number[];
    };
    const { pymalloc } = make();
    const addresses = Array.from({ length: recorded.blocks }, () => pymalloc.malloc(recorded.blockWords));
    for (const k of recorded.freed) pymalloc.free(addresses[k]!);
    pymalloc.verify();
    const reused = recorded.freed.map(() => addresses.indexOf(pymalloc.malloc(recorded.blockWords)));
    expect(reused).toEqual(recorded.reused);
  });

  it('rounds requests up to 16 bytes, in 32 classes up to 512 bytes', () => {
    const { pymalloc } = make();
    for (let words = 1; words <= 128; words++) {
      const address = pymalloc.malloc(words);
      expect(address % 4).toBe(0);
      expect(pymalloc.usableWords(address)).toBe(Math.ceil(words / 4) * 4);
    }
    expect(pymalloc.largeBlocks).toBe(0);
    pymalloc.malloc(129);
    expect(pymalloc.largeBlocks).toBe(1);
    pymalloc.verify();
  });

  it('gives an arena back when its last block goes, but keeps the last arena', () => {
    const { pymalloc, raw } = make({ poolBytes: 4096, arenaBytes: 256 * 1024 });
    const blocks: number[] = [];
    while (pymalloc.arenas.count < 4) blocks.push(pymalloc.malloc(128));
    for (const block of blocks) pymalloc.free(block);
    pymalloc.verify();
    expect(pymalloc.arenas.count).toBe(1);
    expect(raw.usedChunks).toBe(1);
    expect(pymalloc.smallWords).toBe(0);
  });

  it('takes pools from the arena that has the fewest free ones', () => {
    const { pymalloc } = make({ poolBytes: 4096, arenaBytes: 16 * 1024 });
    // three arenas of four pools, a block of 512 bytes fits seven times into a pool
    const blocks = Array.from({ length: 3 * 4 * 7 }, () => pymalloc.malloc(128));
    const pools = (arena: number, from: number, to: number) =>
      blocks.slice(arena * 28 + from * 7, arena * 28 + to * 7);
    for (const block of pools(0, 0, 3)) pymalloc.free(block);
    for (const block of pools(1, 0, 1)) pymalloc.free(block);
    for (const block of pools(2, 0, 2)) pymalloc.free(block);
    pymalloc.verify();
    // the block of that pool that was freed last
    expect(pymalloc.malloc(128)).toBe(blocks[34]);
  });

  it('serves small requests from the raw allocator when no arena is to be had', () => {
    const { pymalloc } = make({ poolBytes: 16 * 1024, arenaBytes: 64 * 1024 }, 1 << 14);
    const address = pymalloc.malloc(4);
    expect(address).not.toBe(0);
    expect(pymalloc.largeBlocks).toBe(1);
    pymalloc.free(address);
    pymalloc.verify();
  });

  it('works on a raw allocator that ignores alignment and offers no more than it must', () => {
    const i32 = new Int32Array(WORDS);
    const inner = new LargeObjects(i32, 64, WORDS);
    const taken = new Set<number>();
    const raw: RawAllocator = {
      malloc: (words) => {
        const address = inner.malloc(words);
        if (address !== 0) taken.add(address);
        return address;
      },
      free: (address) => {
        expect(taken.delete(address)).toBe(true);
        inner.free(address);
      },
      realloc: (address, words) => inner.realloc(address, words),
    };
    const pymalloc = new Pymalloc(i32, raw, { poolBytes: 4096, arenaBytes: 64 * 1024 });
    const blocks = Array.from({ length: 3000 }, (_, k) => pymalloc.malloc(1 + (k % 200)));
    pymalloc.verify();
    expect(pymalloc.largestFree()).toBeGreaterThan(0);
    for (const block of blocks) pymalloc.free(block);
    pymalloc.verify();
    expect(taken.size).toBe(1);
  });

  it('names the address when something else is freed', () => {
    const { pymalloc } = make();
    expect(() => pymalloc.free(WORDS - 400)).toThrow(InvariantViolation);
  });

  it('finds the block that covers an address', () => {
    const { pymalloc } = make();
    const small = pymalloc.malloc(10);
    const large = pymalloc.malloc(1000);
    expect(pymalloc.blockAt(small + 9)).toBe(small);
    expect(pymalloc.blockAt(large + 999)).toBe(large);
    expect(pymalloc.blockAt(small + 12)).toBe(0);
    pymalloc.free(small);
    expect(pymalloc.blockAt(small + 9)).toBe(0);
    expect(pymalloc.blockAt(-1)).toBe(0);
  });

  it('grows a large block where it is', () => {
    const { pymalloc, i32 } = make();
    const address = pymalloc.malloc(1000);
    i32[address + 999] = 7;
    expect(pymalloc.tryGrow(address, 5000)).toBe(true);
    pymalloc.malloc(1000);
    expect(pymalloc.tryGrow(address, 6000)).toBe(false);
    const moved = pymalloc.realloc(address, 6000);
    expect(moved).not.toBe(address);
    expect(i32[moved + 999]).toBe(7);
    pymalloc.verify();
  });

  it.each([
    { poolBytes: 3000, arenaBytes: 1 << 20 },
    { poolBytes: 1024, arenaBytes: 1 << 20 },
    { poolBytes: 4096, arenaBytes: 8192 },
  ])('refuses sizes that make no sense: %o', (options) => {
    expect(() => make(options)).toThrow(RangeError);
  });

  it('keeps its invariants and never hands a word out twice (random runs)', () => {
    const step = fc.record({
      words: fc.integer({ min: 1, max: 300 }),
      free: fc.nat(),
      act: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 50, maxLength: 600, size: 'max' }),
        fc.boolean(),
        (steps, shrinking) => {
          const { pymalloc, raw, i32 } = make({ poolBytes: 2048, arenaBytes: 8192 }, 1 << 17);
          const live: { address: number; words: number; mark: number }[] = [];
          const release = (at: number) => {
            const [block] = live.splice(at, 1);
            const words = i32.subarray(block!.address, block!.address + block!.words);
            if (!words.every((word) => word === block!.mark))
              throw new Error(`block ${block!.address} was overwritten`);
            pymalloc.free(block!.address);
          };
          for (const { words, free, act } of steps) {
            if (live.length > 0 && act < (shrinking ? 5 : 3)) release(free % live.length);
            const address = pymalloc.malloc(words);
            if (address === 0) continue;
            const mark = 0x1000 + live.length + words;
            i32.fill(mark, address, address + words);
            live.push({ address, words, mark });
          }
          pymalloc.verify();
          raw.verify();
          const found: number[] = [];
          pymalloc.forEachSmall((address) => found.push(address));
          pymalloc.forEachLarge((address) => found.push(address));
          expect(found.sort((a, b) => a - b)).toEqual(
            live.map((block) => block.address).sort((a, b) => a - b),
          );
          while (live.length > 0) release(live.length - 1);
          pymalloc.verify();
          raw.verify();
          expect(pymalloc.arenas.count).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 150 },
    );
  });
});
