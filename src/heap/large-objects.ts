import { InvariantViolation } from './errors.ts';
import { ALIGNMENT_WORDS, type RawAllocator, roundUpToAlignment } from './raw-allocator.ts';

/*
 * A chunk, free or used, at word address c (c % 4 = 2, so that what follows its header is on 16 bytes):
 *
 *     c + 0 │ size in words, header included; bit 0: used │
 *     c + 1 │ size of the chunk before it, 0 for the first │
 *     c + 2 │ used: what the caller got; free: next and previous chunk of its bin │
 */
const SIZE = 0;
const SIZE_BEFORE = 1;
const NEXT = 2;
const PREVIOUS = 3;
const HEADER_WORDS = 2;
const MIN_CHUNK = 8;
const USED = 1;
const BINS = 128;
/** A bin is searched for its best fit no further than this. */
const SEARCH_LIMIT = 64;

/**
 * A general allocator for big and rare ranges: boundary tags, coalescing on free, best fit over bins of similar
 * sizes, the untouched rest of the region as last resort. (Knuth, TAOCP 1, 2.5; bins after Lea's malloc.)
 *
 * INVARIANT tiling: chunks tile [first, top); sizes are multiples of 4; each knows the size of the one before it.
 * INVARIANT coalesced: no two free chunks are neighbours, and the last chunk before `top` is used.
 * INVARIANT binned: exactly the free chunks are in bins, each in the bin of its size.
 */
export class LargeObjects implements RawAllocator {
  /** First word that was never part of a chunk, or is not any more: all that is above is free. */
  top: number;
  /** In chunks that are in use, headers included. */
  usedWords = 0;
  usedChunks = 0;
  private readonly first: number;
  private readonly end: number;
  private readonly i32: Int32Array;
  private readonly bins = new Int32Array(BINS);
  private sizeBeforeTop = 0;

  /** Manages the words [from, to) of the heap. */
  constructor(i32: Int32Array, from: number, to: number) {
    this.i32 = i32;
    this.first = ((from + 1) & ~3) + 2;
    this.end = to;
    this.top = this.first;
  }

  malloc(words: number, alignment: number = ALIGNMENT_WORDS): number {
    if (words > this.end - this.first) return 0;
    const size = chunkSize(words);
    const chunk = this.findFree(size, alignment);
    return chunk === 0 ? this.fromTop(size, alignment) : this.carve(chunk, size, alignment);
  }

  free(address: number): void {
    const { i32 } = this;
    let chunk = address - HEADER_WORDS;
    let size = this.usedSize(chunk);
    this.usedWords -= size;
    this.usedChunks--;
    const after = chunk + size;
    if (after < this.top && (i32[after + SIZE]! & USED) === 0) {
      this.unbin(after);
      size += i32[after + SIZE]!;
    }
    const sizeBefore = i32[chunk + SIZE_BEFORE]!;
    if (sizeBefore !== 0 && (i32[chunk - sizeBefore + SIZE]! & USED) === 0) {
      chunk -= sizeBefore;
      this.unbin(chunk);
      size += sizeBefore;
    }
    if (chunk + size === this.top) {
      this.sizeBeforeTop = i32[chunk + SIZE_BEFORE]!;
      this.top = chunk;
    } else {
      this.addFree(chunk, size);
    }
  }

  realloc(address: number, words: number): number {
    if (this.tryGrow(address, words)) return address;
    const to = this.malloc(words);
    if (to === 0) return 0;
    this.i32.copyWithin(to, address, address + this.usableWords(address));
    this.free(address);
    return to;
  }

  /** True if the range at `address` has `words` words, after having been made longer in place if need be. */
  tryGrow(address: number, words: number): boolean {
    const { i32 } = this;
    const chunk = address - HEADER_WORDS;
    const size = this.usedSize(chunk);
    if (words > this.end - this.first) return false;
    const wanted = chunkSize(words);
    if (wanted <= size) return true;
    const after = chunk + size;
    if (after === this.top) {
      if (chunk + wanted > this.end) return false;
      this.top = chunk + wanted;
      this.sizeBeforeTop = wanted;
      this.usedWords += wanted - size;
      i32[chunk + SIZE] = wanted | USED;
      return true;
    }
    const sizeAfter = i32[after + SIZE]!;
    if ((sizeAfter & USED) !== 0 || size + sizeAfter < wanted) return false;
    this.unbin(after);
    this.usedWords -= size;
    this.usedChunks--;
    this.use(chunk, wanted, size + sizeAfter);
    return true;
  }

  /** Words that may be used at `address`: at least what was asked for. */
  usableWords(address: number): number {
    return this.usedSize(address - HEADER_WORDS) - HEADER_WORDS;
  }

  largestFree(): number {
    const { i32 } = this;
    let largest = this.end - this.top;
    for (let bin = BINS - 1; bin >= 0; bin--) {
      let chunk = this.bins[bin]!;
      if (chunk === 0) continue;
      for (; chunk !== 0; chunk = i32[chunk + NEXT]!) largest = Math.max(largest, i32[chunk + SIZE]!);
      break;
    }
    return Math.max(0, (largest & ~3) - HEADER_WORDS);
  }

  /** Ranges in use, in address order. */
  forEachRange(visit: (address: number, words: number) => void): void {
    const { i32 } = this;
    let chunk = this.first;
    while (chunk < this.top) {
      const size = i32[chunk + SIZE]!;
      if ((size & USED) !== 0) visit(chunk + HEADER_WORDS, (size & ~USED) - HEADER_WORDS);
      chunk += size & ~USED;
    }
  }

  /** @throws InvariantViolation */
  verify(): void {
    const { i32 } = this;
    let sizeBefore = 0;
    let freeBefore = false;
    let free = 0;
    let used = 0;
    let chunk = this.first;
    while (chunk < this.top) {
      const size = i32[chunk + SIZE]! & ~USED;
      const isFree = (i32[chunk + SIZE]! & USED) === 0;
      if (size < MIN_CHUNK || size % 4 !== 0 || chunk + size > this.top) {
        fail('tiling', `the chunk at ${chunk} has ${size} words`);
      }
      if (i32[chunk + SIZE_BEFORE] !== sizeBefore) {
        fail(
          'tiling',
          `the chunk at ${chunk} says ${i32[chunk + SIZE_BEFORE]} words before it, found ${sizeBefore}`,
        );
      }
      if (isFree && freeBefore) fail('coalesced', `the chunk at ${chunk} and the one before it are free`);
      if (isFree) free++;
      else used += size;
      freeBefore = isFree;
      sizeBefore = size;
      chunk += size;
    }
    if (freeBefore) fail('coalesced', `the last chunk before ${this.top} is free`);
    if (sizeBefore !== this.sizeBeforeTop) fail('tiling', `the last chunk has ${sizeBefore} words`);
    if (used !== this.usedWords) fail('tiling', `found ${used} used words, expected ${this.usedWords}`);
    this.verifyBins(free);
  }

  private verifyBins(free: number): void {
    const { i32 } = this;
    let binned = 0;
    for (let bin = 0; bin < BINS; bin++) {
      let previous = 0;
      for (let chunk = this.bins[bin]!; chunk !== 0; chunk = i32[chunk + NEXT]!) {
        const size = i32[chunk + SIZE]!;
        if ((size & USED) !== 0 || binOf(size) !== bin || i32[chunk + PREVIOUS] !== previous) {
          fail('binned', `the chunk at ${chunk} does not belong into bin ${bin}`);
        }
        previous = chunk;
        if (++binned > free) fail('binned', `bin ${bin} holds more than the ${free} free chunks`);
      }
    }
    if (binned !== free) fail('binned', `${binned} chunks are in bins, ${free} are free`);
  }

  /** The best fit of the first bin that has one; it stays in its bin. */
  private findFree(size: number, alignment: number): number {
    const { i32 } = this;
    for (let bin = binOf(size); bin < BINS; bin++) {
      let best = 0;
      let steps = 0;
      for (let chunk = this.bins[bin]!; chunk !== 0 && steps < SEARCH_LIMIT; chunk = i32[chunk + NEXT]!) {
        steps++;
        if (gapBefore(chunk, alignment) + size > i32[chunk + SIZE]!) continue;
        if (best === 0 || i32[chunk + SIZE]! < i32[best + SIZE]!) best = chunk;
      }
      if (best !== 0) return best;
    }
    return 0;
  }

  private carve(free: number, size: number, alignment: number): number {
    this.unbin(free);
    const gap = gapBefore(free, alignment);
    const available = this.i32[free + SIZE]! - gap;
    const chunk = free + gap;
    if (gap !== 0) this.addFree(free, gap);
    this.use(chunk, size, available);
    return chunk + HEADER_WORDS;
  }

  private fromTop(size: number, alignment: number): number {
    const free = this.top;
    const gap = gapBefore(free, alignment);
    const chunk = free + gap;
    if (chunk + size > this.end) return 0;
    this.i32[free + SIZE_BEFORE] = this.sizeBeforeTop;
    this.top = chunk + size;
    if (gap !== 0) this.addFree(free, gap);
    this.use(chunk, size, size);
    return chunk + HEADER_WORDS;
  }

  /** The chunk (its SIZE_BEFORE is right) has `available` words: use `size` of them, free the rest. */
  private use(chunk: number, size: number, available: number): void {
    const rest = available - size;
    const taken = rest < MIN_CHUNK ? available : size;
    this.i32[chunk + SIZE] = taken | USED;
    this.usedWords += taken;
    this.usedChunks++;
    this.setSizeBefore(chunk + taken, taken);
    if (taken !== available) this.addFree(chunk + taken, rest);
  }

  private addFree(chunk: number, size: number): void {
    const { i32, bins } = this;
    const bin = binOf(size);
    const next = bins[bin]!;
    i32[chunk + SIZE] = size;
    i32[chunk + NEXT] = next;
    i32[chunk + PREVIOUS] = 0;
    if (next !== 0) i32[next + PREVIOUS] = chunk;
    bins[bin] = chunk;
    this.setSizeBefore(chunk + size, size);
  }

  private unbin(chunk: number): void {
    const { i32, bins } = this;
    const next = i32[chunk + NEXT]!;
    const previous = i32[chunk + PREVIOUS]!;
    if (next !== 0) i32[next + PREVIOUS] = previous;
    if (previous !== 0) i32[previous + NEXT] = next;
    else bins[binOf(i32[chunk + SIZE]!)] = next;
  }

  private setSizeBefore(chunk: number, size: number): void {
    if (chunk === this.top) this.sizeBeforeTop = size;
    else this.i32[chunk + SIZE_BEFORE] = size;
  }

  private usedSize(chunk: number): number {
    const word = chunk >= this.first && chunk < this.top && chunk % 4 === 2 ? this.i32[chunk + SIZE]! : 0;
    if ((word & USED) === 0) {
      fail(
        'used-chunk',
        `address ${chunk + HEADER_WORDS} is not in use here; found ${word} as its chunk's size`,
      );
    }
    return word & ~USED;
  }
}

function chunkSize(words: number): number {
  return Math.max(MIN_CHUNK, roundUpToAlignment(words + HEADER_WORDS));
}

/** Words to leave free so that what follows the header at the gap's end is aligned: 0, or enough for a chunk. */
function gapBefore(chunk: number, alignment: number): number {
  const address = chunk + HEADER_WORDS;
  const gap = (alignment - (address & (alignment - 1))) & (alignment - 1);
  return gap === 0 || gap >= MIN_CHUNK ? gap : gap + alignment;
}

/** Four bins per power of two. */
function binOf(size: number): number {
  const log = 31 - Math.clz32(size);
  return (log << 2) | ((size >>> (log - 2)) & 3);
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, `large objects: ${detail}`);
}
