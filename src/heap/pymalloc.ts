import { InvariantViolation } from './errors.ts';
import {
  Arenas,
  NO_CLASS,
  POOL_CLASS,
  POOL_FREE_BLOCK,
  POOL_HEADER_WORDS,
  POOL_LAST_OFFSET,
  POOL_NEXT,
  POOL_NEXT_OFFSET,
  POOL_PREVIOUS,
  POOL_USED,
} from './pymalloc-arenas.ts';
import { type RawAllocator, roundUpToAlignment } from './raw-allocator.ts';

/** Requests of up to 512 bytes come from pools. */
export const SMALL_REQUEST_WORDS_MAX = 128;
export const SIZE_CLASSES = 32;

/** In front of a large block: its index in `large`, its words, two words for the alignment. */
const LARGE_HEADER_WORDS = 4;
const LARGE_INDEX = 0;
const LARGE_WORDS = 1;
/** A free block: 0 (so a stale Ref finds FREE_SHAPE), then the next free block. */
export const BLOCK_NEXT = 1;

export interface PymallocOptions {
  /** A power of two, at least 2 KiB. CPython: 16 KiB since 3.10, 4 KiB before. */
  readonly poolBytes: number;
  /** A multiple of four pools. CPython: 1 MiB since 3.10, 256 KiB before. */
  readonly arenaBytes: number;
}

/**
 * CPython's object allocator: blocks of 32 size classes (16 to 512 bytes) in pools of one class each, pools in arenas;
 * larger requests, and those for which there is no pool, go to the raw allocator.
 *
 * Within a pool a freed block is the next to be handed out; a pool that was full goes to the front of its class's list;
 * an empty pool becomes the first of its arena's free pools and keeps its free list in case its class returns. So the
 * order in which addresses come back is the real one.
 *
 * INVARIANT pool-lists: `firstPool[c]` heads the pools of class c that are neither full nor empty.
 * INVARIANT free-list: a pool's free list holds distinct blocks of that pool; with those in use they make up all blocks
 * below its POOL_NEXT_OFFSET.
 * INVARIANT large-list: `large` holds the address of each large block; each block knows its index there.
 *
 * Source: CPython 3.11, Objects/obmalloc.c.
 */
export class Pymalloc implements RawAllocator {
  readonly arenas: Arenas;
  readonly firstPool = new Int32Array(SIZE_CLASSES);
  /** By size class: blocks of pools that were ever handed out, and that were given back. */
  readonly taken = new Float64Array(SIZE_CLASSES);
  readonly freed = new Float64Array(SIZE_CLASSES);
  largeBlocks = 0;
  largeWords = 0;
  /** Large blocks that were given back, and their words. */
  private largeFreed = 0;
  private largeWordsFreed = 0;
  private readonly i32: Int32Array;
  private readonly raw: RawAllocator;
  private readonly isPool: Uint8Array;
  private readonly poolShift: number;
  private readonly poolMask: number;
  private large = new Int32Array(64);

  constructor(i32: Int32Array, raw: RawAllocator, options: PymallocOptions) {
    const { poolBytes, arenaBytes } = options;
    if (poolBytes < 2048 || (poolBytes & (poolBytes - 1)) !== 0) {
      throw new RangeError(`pool size: found ${poolBytes} bytes, expected a power of two, at least 2048`);
    }
    if (arenaBytes % poolBytes !== 0 || arenaBytes < 4 * poolBytes) {
      throw new RangeError(
        `arena size: found ${arenaBytes} bytes, expected a multiple of four pools of ${poolBytes}`,
      );
    }
    this.i32 = i32;
    this.raw = raw;
    this.arenas = new Arenas(i32, raw, poolBytes / 4, arenaBytes / 4);
    this.isPool = this.arenas.isPool;
    this.poolShift = this.arenas.poolShift;
    this.poolMask = this.arenas.poolWords - 1;
  }

  /** @returns the address of a block of `words` words or more, contents undefined, or 0 */
  malloc(words: number): number {
    if (words <= SMALL_REQUEST_WORDS_MAX) {
      const block = this.mallocSmall((words - 1) >> 2);
      if (block !== 0) return block;
    }
    return this.mallocLarge(words);
  }

  /** A block of (sizeClass + 1) × 16 bytes out of a pool, or 0 if no pool is to be had. */
  mallocSmall(sizeClass: number): number {
    const pool = this.firstPool[sizeClass]!;
    if (pool === 0) return this.fromNewPool(sizeClass);
    const { i32 } = this;
    const block = i32[pool + POOL_FREE_BLOCK]!;
    const next = i32[block + BLOCK_NEXT]!;
    i32[pool + POOL_USED] = i32[pool + POOL_USED]! + 1;
    i32[pool + POOL_FREE_BLOCK] = next;
    if (next === 0) this.extend(pool, sizeClass);
    this.taken[sizeClass] = this.taken[sizeClass]! + 1;
    return block;
  }

  /** @returns the words that the block had */
  free(address: number): number {
    if (this.isPool[address >>> this.poolShift] === 0) return this.freeLarge(address);
    const { i32 } = this;
    const pool = address & ~this.poolMask;
    const sizeClass = i32[pool + POOL_CLASS]!;
    const next = i32[pool + POOL_FREE_BLOCK]!;
    const used = i32[pool + POOL_USED]! - 1;
    const words = (sizeClass + 1) << 2;
    i32[address] = 0;
    i32[address + BLOCK_NEXT] = next;
    i32[pool + POOL_FREE_BLOCK] = address;
    i32[pool + POOL_USED] = used;
    this.freed[sizeClass] = this.freed[sizeClass]! + 1;
    if (next === 0) this.linkPool(pool, sizeClass);
    else if (used === 0) {
      this.unlinkPool(pool, sizeClass);
      this.arenas.freePool(pool);
    }
    return words;
  }

  realloc(address: number, words: number): number {
    if (this.tryGrow(address, words)) return address;
    const to = this.malloc(words);
    if (to === 0) return 0;
    this.i32.copyWithin(to, address, address + this.usableWords(address));
    this.free(address);
    return to;
  }

  /** True if the block has room for `words` words, possibly after a large one was made longer in place. */
  tryGrow(address: number, words: number): boolean {
    if (words <= this.usableWords(address)) return true;
    if (this.isPool[address >>> this.poolShift] !== 0 || this.raw.tryGrow === undefined) return false;
    const start = address - LARGE_HEADER_WORDS;
    const rounded = roundUpToAlignment(words);
    if (!this.raw.tryGrow(start, rounded + LARGE_HEADER_WORDS)) return false;
    this.largeWords += rounded - this.i32[start + LARGE_WORDS]!;
    this.i32[start + LARGE_WORDS] = rounded;
    return true;
  }

  usableWords(address: number): number {
    const { i32 } = this;
    if (this.isPool[address >>> this.poolShift] === 0)
      return i32[address - LARGE_HEADER_WORDS + LARGE_WORDS]!;
    return (i32[(address & ~this.poolMask) + POOL_CLASS]! + 1) << 2;
  }

  /** The longest large block that there is room for. */
  largestFree(): number {
    return Math.max(0, largestFreeOf(this.raw) - LARGE_HEADER_WORDS);
  }

  /** Blocks in use: those in pools, in address order. */
  forEachSmall(visit: (address: number, words: number) => void): void {
    const free = new Uint8Array((this.poolMask + 1) >> 2);
    for (const arena of this.arenas.inAddressOrder()) {
      this.arenas.forEachPool(arena, (pool) => this.forEachInPool(pool, free, visit));
    }
  }

  /** Blocks in use: the large ones, in address order. */
  forEachLarge(visit: (address: number, words: number) => void): void {
    for (const address of this.large.slice(0, this.largeBlocks).sort()) {
      visit(address, this.i32[address - LARGE_HEADER_WORDS + LARGE_WORDS]!);
    }
  }

  /** The address of the block in use that covers the word at `address`, or 0. */
  blockAt(address: number): number {
    const { i32 } = this;
    if (address < 0 || address >= i32.length) return 0;
    if (this.isPool[address >>> this.poolShift] === 0) {
      for (let k = 0; k < this.largeBlocks; k++) {
        const block = this.large[k]!;
        if (address >= block && address < block + i32[block - LARGE_HEADER_WORDS + LARGE_WORDS]!)
          return block;
      }
      return 0;
    }
    let found = 0;
    const free = new Uint8Array((this.poolMask + 1) >> 2);
    this.forEachInPool(address & ~this.poolMask, free, (block, words) => {
      if (address >= block && address < block + words) found = block;
    });
    return found;
  }

  /** Blocks in use in pools. */
  get smallBlocks(): number {
    return sum(this.taken, 0) - sum(this.freed, 0);
  }

  /** Their words. */
  get smallWords(): number {
    return sum(this.taken, 4) - sum(this.freed, 4);
  }

  /** Blocks that were ever given back. */
  get freedBlocks(): number {
    return this.largeFreed + sum(this.freed, 0);
  }

  /** Their words. */
  get freedWords(): number {
    return this.largeWordsFreed + sum(this.freed, 4);
  }

  /** Words of side tables. */
  get metadataWords(): number {
    return this.arenas.metadataWords + SIZE_CLASSES + this.large.length;
  }

  /** @throws InvariantViolation */
  verify(): void {
    this.arenas.verify();
    this.verifyPoolLists();
    this.verifyCounters();
    for (let k = 0; k < this.largeBlocks; k++) {
      const address = this.large[k]!;
      if (this.i32[address - LARGE_HEADER_WORDS + LARGE_INDEX] !== k) {
        fail('large-list', `the large block at ${address} does not know its index ${k}`);
      }
    }
  }

  private fromNewPool(sizeClass: number): number {
    const pool = this.arenas.takePool();
    if (pool === 0) return 0;
    const { i32 } = this;
    const words = (sizeClass + 1) << 2;
    this.taken[sizeClass] = this.taken[sizeClass]! + 1;
    this.linkPool(pool, sizeClass);
    i32[pool + POOL_USED] = 1;
    if (i32[pool + POOL_CLASS] === sizeClass) {
      // It last held blocks of the same class: its free list is still good.
      const block = i32[pool + POOL_FREE_BLOCK]!;
      const next = i32[block + BLOCK_NEXT]!;
      i32[pool + POOL_FREE_BLOCK] = next;
      if (next === 0) this.extend(pool, sizeClass);
      return block;
    }
    const block = pool + POOL_HEADER_WORDS;
    i32[pool + POOL_CLASS] = sizeClass;
    i32[pool + POOL_NEXT_OFFSET] = POOL_HEADER_WORDS + words + words;
    i32[pool + POOL_LAST_OFFSET] = this.poolMask + 1 - words;
    i32[pool + POOL_FREE_BLOCK] = block + words;
    i32[block + words] = 0;
    i32[block + words + BLOCK_NEXT] = 0;
    return block;
  }

  /** The pool's free list ran out: one more block of what was never used, or the pool is full and leaves the list. */
  private extend(pool: number, sizeClass: number): void {
    const { i32 } = this;
    const offset = i32[pool + POOL_NEXT_OFFSET]!;
    if (offset > i32[pool + POOL_LAST_OFFSET]!) {
      this.unlinkPool(pool, sizeClass);
      return;
    }
    const block = pool + offset;
    i32[pool + POOL_FREE_BLOCK] = block;
    i32[pool + POOL_NEXT_OFFSET] = offset + ((sizeClass + 1) << 2);
    i32[block] = 0;
    i32[block + BLOCK_NEXT] = 0;
  }

  private linkPool(pool: number, sizeClass: number): void {
    const { i32 } = this;
    const first = this.firstPool[sizeClass]!;
    i32[pool + POOL_NEXT] = first;
    i32[pool + POOL_PREVIOUS] = 0;
    if (first !== 0) i32[first + POOL_PREVIOUS] = pool;
    this.firstPool[sizeClass] = pool;
  }

  private unlinkPool(pool: number, sizeClass: number): void {
    const { i32 } = this;
    const next = i32[pool + POOL_NEXT]!;
    const previous = i32[pool + POOL_PREVIOUS]!;
    if (next !== 0) i32[next + POOL_PREVIOUS] = previous;
    if (previous !== 0) i32[previous + POOL_NEXT] = next;
    else this.firstPool[sizeClass] = next;
  }

  private mallocLarge(words: number): number {
    const { i32 } = this;
    if (words > i32.length) return 0;
    const rounded = roundUpToAlignment(words);
    const start = this.raw.malloc(rounded + LARGE_HEADER_WORDS);
    if (start === 0) return 0;
    const address = start + LARGE_HEADER_WORDS;
    if (this.largeBlocks === this.large.length) {
      const wider = new Int32Array(this.large.length * 2);
      wider.set(this.large);
      this.large = wider;
    }
    i32[start + LARGE_INDEX] = this.largeBlocks;
    i32[start + LARGE_WORDS] = rounded;
    this.large[this.largeBlocks++] = address;
    this.largeWords += rounded;
    return address;
  }

  private freeLarge(address: number): number {
    const { i32 } = this;
    const start = address - LARGE_HEADER_WORDS;
    const index = i32[start + LARGE_INDEX]!;
    if (index < 0 || index >= this.largeBlocks || this.large[index] !== address) {
      fail(
        'large-list',
        `address ${address} is neither in a pool nor a large block; it cannot be freed here`,
      );
    }
    const last = this.large[--this.largeBlocks]!;
    this.large[index] = last;
    i32[last - LARGE_HEADER_WORDS + LARGE_INDEX] = index;
    const words = i32[start + LARGE_WORDS]!;
    this.largeWords -= words;
    this.largeFreed++;
    this.largeWordsFreed += words;
    i32[address] = 0;
    this.raw.free(start);
    return words;
  }

  private forEachInPool(
    pool: number,
    free: Uint8Array,
    visit: (address: number, words: number) => void,
  ): void {
    const { i32 } = this;
    if (i32[pool + POOL_USED] === 0 || i32[pool + POOL_CLASS] === NO_CLASS) return;
    const words = (i32[pool + POOL_CLASS]! + 1) << 2;
    free.fill(0);
    for (let block = i32[pool + POOL_FREE_BLOCK]!; block !== 0; block = i32[block + BLOCK_NEXT]!) {
      const index = (block - pool - POOL_HEADER_WORDS) / words;
      if (
        !Number.isInteger(index) ||
        block - pool >= i32[pool + POOL_NEXT_OFFSET]! ||
        index < 0 ||
        free[index] === 1
      ) {
        fail('free-list', `pool ${pool} has ${block} on its free list; expected its own blocks, each once`);
      }
      free[index] = 1;
    }
    const end = pool + i32[pool + POOL_NEXT_OFFSET]!;
    for (let block = pool + POOL_HEADER_WORDS, index = 0; block < end; block += words, index++) {
      if (free[index] === 0) visit(block, words);
    }
  }

  private verifyPoolLists(): void {
    const { i32 } = this;
    for (let sizeClass = 0; sizeClass < SIZE_CLASSES; sizeClass++) {
      let previous = 0;
      for (let pool = this.firstPool[sizeClass]!; pool !== 0; pool = i32[pool + POOL_NEXT]!) {
        if (
          i32[pool + POOL_CLASS] !== sizeClass ||
          i32[pool + POOL_PREVIOUS] !== previous ||
          i32[pool + POOL_USED] === 0 ||
          i32[pool + POOL_FREE_BLOCK] === 0
        ) {
          fail('pool-lists', `pool ${pool} does not belong on the list of class ${sizeClass}`);
        }
        previous = pool;
      }
    }
  }

  private verifyCounters(): void {
    const { i32 } = this;
    let blocks = 0;
    let words = 0;
    const free = new Uint8Array((this.poolMask + 1) >> 2);
    for (const arena of this.arenas.inAddressOrder()) {
      this.arenas.forEachPool(arena, (pool) => {
        let used = 0;
        this.forEachInPool(pool, free, (_, size) => {
          used++;
          words += size;
        });
        if (used !== i32[pool + POOL_USED]) {
          fail(
            'free-list',
            `pool ${pool} has ${used} blocks off its free list, it says ${i32[pool + POOL_USED]}`,
          );
        }
        blocks += used;
      });
    }
    if (blocks !== this.smallBlocks || words !== this.smallWords) {
      fail(
        'free-list',
        `${blocks} blocks (${words} words) are in use, counted ${this.smallBlocks} (${this.smallWords})`,
      );
    }
  }
}

/** What `RawAllocator.largestFree` says; where it is missing, the longest range (by powers of two) that can be had. */
export function largestFreeOf(raw: RawAllocator): number {
  if (raw.largestFree !== undefined) return raw.largestFree();
  for (let words = 2 ** 30; words >= 8; words /= 2) {
    const address = raw.malloc(words);
    if (address === 0) continue;
    raw.free(address);
    return words;
  }
  return 0;
}

/** Of blocks by size class: how many, or their words if each step between classes has `step` of them. */
function sum(blocks: Float64Array, step: number): number {
  let all = 0;
  for (let k = 0; k < blocks.length; k++) all += blocks[k]! * (step === 0 ? 1 : (k + 1) * step);
  return all;
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, `pymalloc: ${detail}`);
}
