import { BlackList } from './black-list.ts';

/** Words of a block (HBLKSIZE, 4 KiB) and of the largest small object (half a block). */
export const BLOCK_SHIFT = 10;
export const BLOCK_WORDS: number = 1 << BLOCK_SHIFT;
export const SMALL_WORDS: number = BLOCK_WORDS >> 1;
/** The heap grows by so many blocks at least. */
const GROWTH_BLOCKS = 16;
/** Pointer-free objects of up to so many blocks may lie on black-listed ones (MAX_BLACK_LIST_ALLOC). */
const ATOMIC_BLOCKS_MAX = 2;

/** What is allocated in a block: objects that are scanned, or pointer-free ones. */
export const COMPOSITE = 0;
export const ATOMIC = 1;
export type Kind = typeof COMPOSITE | typeof ATOMIC;

/**
 * Block headers: what the blocks of the heap are cut into. From a word to the object that it may stand for it is one step:
 * header, size of its cells, division.
 *
 * INVARIANT headers: head[b] is 0 on a free block, b on the first block of an extent, its first block on the others. An extent
 *   of small cells is one block. `usedBlocks` are not free, none of them at or above `end`.
 */
export class Blocks {
  readonly first = 1;
  /** The heap, as far as it has grown. */
  end: number;
  /** As far as it may ever grow. */
  readonly lastEnd: number;
  readonly limit: number;
  usedBlocks = 0;
  readonly head: Int32Array;
  /** Of the first block of an extent: words of a cell; of a large object all that it has. */
  readonly cell: Int32Array;
  readonly kind: Uint8Array;
  readonly blackList: BlackList;
  private readonly divisor: number;
  /** No block below is free. */
  private lowest: number;

  constructor(
    words: number,
    limitWords: number,
    initialWords: number,
    divisor: number,
    blackListing: boolean,
    interior: boolean,
  ) {
    this.lastEnd = words >>> BLOCK_SHIFT;
    this.limit = Math.min(this.lastEnd - this.first, limitWords >>> BLOCK_SHIFT);
    this.head = new Int32Array(this.lastEnd);
    this.cell = new Int32Array(this.lastEnd);
    this.kind = new Uint8Array(this.lastEnd);
    this.blackList = new BlackList(this.lastEnd, blackListing, interior);
    this.divisor = divisor;
    this.lowest = this.first;
    this.end = Math.min(this.lastEnd, this.first + (initialWords >>> BLOCK_SHIFT));
  }

  /** Blocks that may still be taken. */
  get left(): number {
    return this.limit - this.usedBlocks;
  }

  /** An extent in the heap as it is, off the black list. @returns its first block, or 0 */
  take(blocks: number, kind: Kind): number {
    if (this.usedBlocks + blocks > this.limit) return 0;
    return this.takeBetween(this.lowest, this.end, blocks, kind, true);
  }

  /**
   * As `take`; where there is none the heap grows, and at last the black list is no reason any more. `sparingly`: by no more than
   * the least, for a collection is to come.
   */
  takeGrowing(blocks: number, kind: Kind, sparingly: boolean): number {
    if (this.usedBlocks + blocks > this.limit) return 0;
    while (this.end < this.lastEnd) {
      const from = Math.max(this.lowest, this.end - blocks);
      const share = sparingly ? 0 : Math.floor((this.end - this.first) / this.divisor);
      this.end = Math.min(this.lastEnd, this.end + Math.max(blocks, share, GROWTH_BLOCKS));
      const block = this.takeBetween(from, this.end, blocks, kind, true);
      if (block !== 0) return block;
    }
    return this.takeBetween(this.lowest, this.end, blocks, kind, false);
  }

  private takeBetween(from: number, to: number, blocks: number, kind: Kind, careful: boolean): number {
    const { head } = this;
    const avoids = careful && (kind === COMPOSITE || blocks > ATOMIC_BLOCKS_MAX);
    let lowest = 0;
    let run = 0;
    for (let block = from; block < to; block++) {
      if (head[block] !== 0) {
        run = 0;
        continue;
      }
      if (lowest === 0) lowest = block;
      if (++run < blocks) continue;
      const start = block - blocks + 1;
      if (avoids && this.blackList.names(start, blocks)) {
        run = blocks - 1;
        continue;
      }
      this.use(start, blocks);
      if (from === this.lowest) this.lowest = lowest === start ? block + 1 : lowest;
      return start;
    }
    return 0;
  }

  private use(start: number, blocks: number): void {
    this.head.fill(start, start, start + blocks);
    this.usedBlocks += blocks;
  }

  /** More blocks for the large object that begins at `start`; false if those behind it are not free. */
  extend(start: number, blocks: number, more: number): boolean {
    const to = start + blocks + more;
    if (this.usedBlocks + more > this.limit || to > this.end) return false;
    for (let block = start + blocks; block < to; block++) if (this.head[block] !== 0) return false;
    this.head.fill(start, start + blocks, to);
    this.usedBlocks += more;
    return true;
  }

  release(start: number): void {
    const blocks = this.lengthOf(start);
    this.head.fill(0, start, start + blocks);
    this.usedBlocks -= blocks;
    if (start < this.lowest) this.lowest = start;
  }

  /** Blocks of the extent that begins at `start`. */
  lengthOf(start: number): number {
    return Math.ceil(this.cell[start]! / BLOCK_WORDS);
  }

  /** End of the last cell of the extent that begins at `start`, as an address. */
  cellsEnd(start: number): number {
    const cell = this.cell[start]!;
    const cells = cell > SMALL_WORDS ? 1 : Math.floor(BLOCK_WORDS / cell);
    return (start << BLOCK_SHIFT) + cells * cell;
  }

  eachExtent(visit: (start: number) => void): void {
    const { head, end } = this;
    for (let block = this.first; block < end; block++) if (head[block] === block) visit(block);
  }

  /** Runs of free blocks, those that the heap has not grown to included. */
  eachFreeRun(visit: (blocks: number) => void): void {
    let run = 0;
    for (let block = this.first; block < this.lastEnd; block++) {
      if (this.head[block] === 0) run++;
      else if (run > 0) {
        visit(run);
        run = 0;
      }
    }
    if (run > 0) visit(run);
  }

  /**
   * The cell that a word may stand for, or 0: header, size, division. `interior`: any word of the cell does. A word into the heap
   * that stands for none is put on the black list, if `noteFrom` says where it was found.
   */
  resolve(word: number, interior: boolean, noteFrom: 'root' | 'body' | null): number {
    const block = word >>> BLOCK_SHIFT;
    if (block < this.first || block >= this.lastEnd) return 0;
    const start = this.head[block]!;
    if (start !== 0) {
      const from = start << BLOCK_SHIFT;
      const cell = this.cell[start]!;
      const at = from + Math.floor((word - from) / cell) * cell;
      if ((interior || at === word) && at < this.cellsEnd(start)) return at;
    }
    if (noteFrom !== null) this.blackList.add(block, noteFrom === 'root');
    return 0;
  }
}
