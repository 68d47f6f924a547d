import { BlockTable, LARGE_CLASS } from './block-table.ts';
import { BumpRegions } from './bump-regions.ts';
import { FREED_WORD, SHAPE_MASK } from './layout.ts';
import { countBits, type MarkBitmap } from './mark-bitmap.ts';
import type { Memory } from './memory.ts';
import { PAGE_SHIFT, PAGE_WORDS, PageRuns } from './page-runs.ts';
import { CELL_WORDS, CLASS_OF_HALF, SIZE_CLASSES, SMALL_WORDS_MAX } from './size-classes.ts';

/** Blocks of a heap of this size and more are 16 KiB, of a smaller one 4 KiB. */
const ROOMY_HEAP_WORDS = 1 << 22;
const BLOCK_PAGES = 64;
const BLOCK_PAGES_SMALL = 16;
/** A block takes at most this share of the pages that are left, lest one class starve the others near the limit. */
const SCARCITY_SHIFT = 8;

export interface SegregatedOptions {
  readonly limitWords: number;
  /** Fill free cells with FREED_BYTE, until they are handed out. Needs `eager`. */
  readonly poison: boolean;
  /**
   * For debugging: the caller sweeps in the pause (`sweepAll`), and a free run is a single cell, so that every allocation
   * goes through `allocate`.
   */
  readonly eager: boolean;
  /** `cellFreed` is called for objects that have one of these header bits when their cell is swept. */
  readonly notifyMask: number;
  cellFreed(address: number): void;
}

/**
 * Segregated free lists over a mark bitmap: blocks of cells of one size, whose free cells are found by sweeping lazily
 * in address order, a run of adjacent free cells at a time. A class allocates by bumping through its current run.
 * Large objects are blocks of one cell. What is live is the bitmap's business, when to mark the caller's.
 *
 * INVARIANT swept: a cell below its block's `sweptTo` holds an object exactly if its header has a shape; from `sweptTo`
 *   on, exactly if its mark bit is set. Between `finishSweep` and `afterMark` only the first half applies.
 * INVARIANT run: [bump.top(c), bump.limit(c)) are free cells, below `sweptTo`, of a block of class c; all zero.
 * INVARIANT list: open[c] and what follows it by `next` are blocks of class c in address order; every cell outside of
 *   these lists is in use, in the current run, or in an empty block.
 * INVARIANT empty: a block on the list `empty` has no object; its cells may not have been swept.
 */
export class SegregatedFreeLists {
  /** The current run of each size class. */
  readonly bump = new BumpRegions(SIZE_CLASSES);
  readonly open = new Int32Array(SIZE_CLASSES);
  readonly blocks = new BlockTable();
  readonly pages: PageRuns;
  readonly limitPages: number;
  readonly blockPages: number;
  ownedPages = 0;
  emptyPages = 0;
  empty = 0;
  /** Words handed out since the caller last reset it, whole runs at a time. */
  chargedWords = 0;
  /** Cells looked at by sweeping, since the start. */
  cellsSwept = 0;
  /** Set by `afterMark`. */
  liveObjects = 0;
  liveWords = 0;
  freedObjects = 0;
  freedWords = 0;

  private readonly i32: Int32Array;
  private readonly marks: MarkBitmap;
  private readonly options: SegregatedOptions;
  private readonly tails = new Int32Array(SIZE_CLASSES);

  constructor(memory: Memory, marks: MarkBitmap, options: SegregatedOptions) {
    this.i32 = memory.i32;
    this.marks = marks;
    this.options = options;
    this.pages = new PageRuns(
      (memory.firstWord + PAGE_WORDS - 1) >>> PAGE_SHIFT,
      memory.words >>> PAGE_SHIFT,
    );
    this.limitPages = options.limitWords >>> PAGE_SHIFT;
    // A cell of the very size, so that the mutator needs no table of cells.
    CELL_WORDS.forEach((words, sizeClass) => {
      this.bump.serve(words, sizeClass);
    });
    this.blockPages = options.limitWords >= ROOMY_HEAP_WORDS ? BLOCK_PAGES : BLOCK_PAGES_SMALL;
  }

  // ---- Allocation

  /**
   * A zeroed cell for `words` words, out of the class's current run or of the next one.
   * @returns its address, or 0 if the limit does not allow it
   */
  allocate(words: number): number {
    if (words > SMALL_WORDS_MAX) return this.allocateLarge(words);
    const sizeClass = CLASS_OF_HALF[(words + 1) >>> 1]!;
    const room = this.bump.top(sizeClass) + CELL_WORDS[sizeClass]! <= this.bump.limit(sizeClass);
    return room ? this.take(sizeClass) : this.allocateSlow(sizeClass);
  }

  private allocateSlow(sizeClass: number): number {
    if (this.refill(sizeClass) || this.openBlock(sizeClass)) return this.take(sizeClass);
    // At the limit any larger cell will do.
    for (let other = sizeClass + 1; other < SIZE_CLASSES; other++) {
      const room = this.bump.top(other) + CELL_WORDS[other]! <= this.bump.limit(other);
      if (room || this.refill(other)) return this.take(other);
    }
    return 0;
  }

  private take(sizeClass: number): number {
    const top = this.bump.top(sizeClass);
    this.bump.setTop(sizeClass, top + CELL_WORDS[sizeClass]!);
    return top;
  }

  private allocateLarge(words: number): number {
    const pages = (words + PAGE_WORDS - 1) >>> PAGE_SHIFT;
    const clean = this.cleanFrom();
    const block = this.newBlock(pages, LARGE_CLASS, pages << PAGE_SHIFT);
    if (block === 0) return 0;
    const { blocks } = this;
    const start = blocks.start(block);
    this.zeroUsed(start, blocks.end(block), clean);
    blocks.used[block] = 1;
    blocks.sweptTo[block] = blocks.end(block);
    this.chargedWords += pages << PAGE_SHIFT;
    return start;
  }

  /** The next free run of the class's blocks becomes current; false if there is none. */
  private refill(sizeClass: number): boolean {
    for (let block = this.open[sizeClass]!; block !== 0; block = this.blocks.next[block]!) {
      this.open[sizeClass] = block;
      if (this.nextRun(block, sizeClass)) return true;
    }
    this.open[sizeClass] = 0;
    return false;
  }

  private nextRun(block: number, sizeClass: number): boolean {
    const { blocks } = this;
    const { bits } = this.marks;
    const cell = blocks.cellWords[block]!;
    const end = blocks.end(block);
    const from = firstFree(bits, blocks.sweptTo[block]!, end, cell);
    const to = from === end ? end : this.options.eager ? from + cell : firstMarked(bits, from, end, cell);
    this.cellsSwept += Math.floor((to - blocks.sweptTo[block]!) / cell);
    blocks.sweptTo[block] = to;
    if (from === end) return false;
    this.notify(from, to, cell);
    zero(this.i32, from, to);
    this.setRun(block, sizeClass, from, to);
    return true;
  }

  private setRun(block: number, sizeClass: number, from: number, to: number): void {
    const { blocks } = this;
    blocks.used[block] = blocks.used[block]! + Math.floor((to - from) / blocks.cellWords[block]!);
    this.chargedWords += to - from;
    this.bump.setTop(sizeClass, from);
    this.bump.setLimit(sizeClass, to);
  }

  /** A block of the class out of an empty one or of free pages, current at once; false at the limit. */
  private openBlock(sizeClass: number): boolean {
    const cell = CELL_WORDS[sizeClass]!;
    const pages = this.pagesPerBlock(sizeClass);
    const { blocks } = this;
    let clean = this.cleanFrom();
    let block = this.empty;
    if (block !== 0 && pages === this.blockPages) {
      this.empty = blocks.next[block]!;
      this.emptyPages -= blocks.pages[block]!;
      this.notify(blocks.start(block), blocks.end(block), blocks.cellWords[block]!);
      this.cellsSwept += blocks.cells[block]!;
      blocks.format(block, sizeClass, cell);
      clean = blocks.end(block);
    } else {
      block = this.newBlock(pages, sizeClass, cell);
      if (block === 0) return false;
    }
    this.open[sizeClass] = block;
    const start = blocks.start(block);
    const end = blocks.end(block);
    this.zeroUsed(start, end, clean);
    if (this.options.eager) {
      if (this.options.poison) for (let at = start; at < end; at += cell) this.poisonCell(at, cell);
      return this.nextRun(block, sizeClass);
    }
    blocks.sweptTo[block] = end;
    this.setRun(block, sizeClass, start, end);
    return true;
  }

  /** Where the memory begins that has been zero since the heap was made. */
  private cleanFrom(): number {
    return this.pages.highWater << PAGE_SHIFT;
  }

  private zeroUsed(from: number, to: number, clean: number): void {
    const dirty = this.options.poison || clean > to ? to : clean;
    if (dirty > from) this.i32.fill(0, from, dirty);
  }

  /** Standard blocks as long as there is room, smaller ones towards the limit. */
  private pagesPerBlock(sizeClass: number): number {
    const atLeast = (CELL_WORDS[sizeClass]! + PAGE_WORDS - 1) >>> PAGE_SHIFT;
    return Math.max(atLeast, Math.min(this.blockPages, this.availablePages() >>> SCARCITY_SHIFT));
  }

  private newBlock(pages: number, sizeClass: number, cellWords: number): number {
    const tooFar =
      this.ownedPages + pages > this.limitPages || this.pages.wouldTakeAt(pages) >= this.pages.highWater;
    if (tooFar && this.emptyPages > 0) this.releaseEmpty();
    if (this.ownedPages + pages > this.limitPages) return 0;
    const block = this.blocks.create(0, pages, sizeClass, cellWords);
    const page = this.pages.take(pages, block);
    if (page === 0) {
      this.blocks.remove(block);
      return 0;
    }
    this.blocks.firstPage[block] = page;
    this.blocks.format(block, sizeClass, cellWords);
    this.ownedPages += pages;
    return block;
  }

  // ---- Room

  /** Pages that may still be taken: free ones and those of empty blocks, as far as the limit goes. */
  availablePages(): number {
    return Math.min(this.limitPages - this.ownedPages, this.pages.freePages) + this.emptyPages;
  }

  /**
   * Whether any sequence of allocations of `words` in total is sure to succeed. The worst sequence wastes half of every
   * cell and leaves a block just begun in as many classes as `words` can buy a cell of (2 + 4 + … + 2k ≤ words). One run
   * that has all those pages will do; of several, each serves until it is too short for the largest request.
   */
  hasRoom(words: number): boolean {
    const begun = Math.min(SIZE_CLASSES, Math.ceil(Math.sqrt(words)));
    const perBlock = Math.max(2, Math.min(this.blockPages, this.availablePages() >>> SCARCITY_SHIFT));
    const need = Math.ceil((2 * words) / PAGE_WORDS) + begun * perBlock;
    if (this.availablePages() < need) return false;
    const largest = Math.max(perBlock, (words + PAGE_WORDS - 1) >>> PAGE_SHIFT);
    if (this.freeRunsServe(need, largest)) return true;
    if (this.emptyPages === 0) return false;
    this.releaseEmpty();
    return this.freeRunsServe(need, largest);
  }

  private freeRunsServe(need: number, largest: number): boolean {
    if (this.limitPages - this.ownedPages < need) return false;
    return this.pages.serves(need, largest) || this.pages.largestRun() >= need;
  }

  /** The cell at `ref` is to have `words` words; true if it has, or if free pages follow a large one. */
  tryGrow(ref: number, words: number): boolean {
    const { blocks } = this;
    const block = this.blockOf(ref);
    if (block === 0) return false;
    const cell = blocks.cellWords[block]!;
    if (words <= cell) return true;
    if (blocks.sizeClass[block] !== LARGE_CLASS) return false;
    const pages = (words + PAGE_WORDS - 1) >>> PAGE_SHIFT;
    const more = pages - blocks.pages[block]!;
    if (this.ownedPages + more > this.limitPages) return false;
    const end = blocks.end(block);
    const clean = this.cleanFrom();
    if (!this.pages.takeAt(blocks.firstPage[block]! + blocks.pages[block]!, more, block)) return false;
    this.ownedPages += more;
    blocks.pages[block] = pages;
    blocks.cellWords[block] = pages << PAGE_SHIFT;
    blocks.sweptTo[block] = blocks.end(block);
    this.zeroUsed(end, blocks.end(block), clean);
    this.chargedWords += blocks.end(block) - end;
    return true;
  }

  // ---- Sweeping

  /** Before the mark bits change: sweep what allocation has left over. From here to `afterMark` headers tell all. */
  finishSweep(): void {
    this.eachBlock((block) => this.sweepRest(block));
  }

  private sweepRest(block: number): void {
    const { blocks, i32, options } = this;
    const { bits } = this.marks;
    const cell = blocks.cellWords[block]!;
    const end = blocks.end(block);
    let swept = 0;
    for (let at = blocks.sweptTo[block]!; at < end; at += cell) {
      swept++;
      if (((bits[at >>> 6]! >>> ((at >>> 1) & 31)) & 1) !== 0) continue;
      const header = i32[at]!;
      if (header === 0) continue;
      if ((header & options.notifyMask) !== 0) options.cellFreed(at);
      if (options.poison) this.poisonCell(at, cell);
      else i32[at] = 0;
    }
    this.cellsSwept += swept;
    blocks.sweptTo[block] = end;
  }

  /**
   * The mark bits are new: count what lives, free large objects and blocks without any, and make the lists from which
   * allocation sweeps. Reads the bitmap only, and the headers of dead large objects.
   */
  afterMark(): void {
    this.beginCensus();
    const { blocks, pages } = this;
    let page = pages.firstPage;
    pages.beginRebuild();
    while (page < pages.endPage) {
      const block = pages.owner[page]!;
      const length = block > 0 ? blocks.pages[block]! : -block;
      if (block <= 0) pages.add(page, length);
      else if (!this.keepAfterMark(block)) {
        this.release(block);
        pages.add(page, length);
      }
      page += length;
    }
    pages.endRebuild(this.ownedPages);
  }

  private beginCensus(): void {
    let handedOut = 0;
    let handedOutWords = 0;
    this.eachBlock((block) => {
      handedOut += this.blocks.used[block]!;
      handedOutWords += this.blocks.used[block]! * this.blocks.cellWords[block]!;
    });
    for (let sizeClass = 0; sizeClass < SIZE_CLASSES; sizeClass++) {
      const left = this.bump.limit(sizeClass) - this.bump.top(sizeClass);
      handedOut -= left / CELL_WORDS[sizeClass]!;
      handedOutWords -= left;
    }
    this.freedObjects = handedOut;
    this.freedWords = handedOutWords;
    this.liveObjects = 0;
    this.liveWords = 0;
    this.bump.clear();
    this.open.fill(0);
    this.tails.fill(0);
    this.empty = 0;
    this.emptyPages = 0;
  }

  /** @returns false if the block's pages are to be freed */
  private keepAfterMark(block: number): boolean {
    const { blocks } = this;
    const firstPage = blocks.firstPage[block]!;
    const live = countBits(this.marks.bits, firstPage, firstPage + blocks.pages[block]!);
    const wasUsed = blocks.used[block]! > 0;
    blocks.used[block] = live;
    if (live === 0) {
      blocks.sweptTo[block] = blocks.start(block);
      if (!wasUsed || this.options.eager || blocks.pages[block] !== this.blockPages) return false;
      if (blocks.sizeClass[block] === LARGE_CLASS) return false;
      blocks.next[block] = this.empty;
      this.empty = block;
      this.emptyPages += blocks.pages[block]!;
      return true;
    }
    const cell = blocks.cellWords[block]!;
    this.liveObjects += live;
    this.liveWords += live * cell;
    this.freedObjects -= live;
    this.freedWords -= live * cell;
    if (live === blocks.cells[block]) {
      blocks.sweptTo[block] = blocks.end(block);
      return true;
    }
    blocks.sweptTo[block] = blocks.start(block);
    this.append(block);
    return true;
  }

  private append(block: number): void {
    const sizeClass = this.blocks.sizeClass[block]!;
    const tail = this.tails[sizeClass]!;
    if (tail === 0) this.open[sizeClass] = block;
    else this.blocks.next[tail] = block;
    this.blocks.next[block] = 0;
    this.tails[sizeClass] = block;
  }

  /** Sweeps what is left of a block without objects; its pages are free, but not yet in `pages`. */
  private release(block: number): void {
    const { blocks } = this;
    this.sweepRest(block);
    const from = blocks.start(block);
    if (this.options.poison) this.i32.fill(FREED_WORD, from, from + (blocks.pages[block]! << PAGE_SHIFT));
    this.ownedPages -= blocks.pages[block]!;
    blocks.remove(block);
  }

  /** Gives the pages of empty blocks back, for large objects and for smaller blocks. */
  private releaseEmpty(): void {
    const { blocks, pages } = this;
    const empty = new Set<number>();
    for (let block = this.empty; block !== 0; block = blocks.next[block]!) empty.add(block);
    this.empty = 0;
    this.emptyPages = 0;
    let page = pages.firstPage;
    pages.beginRebuild();
    while (page < pages.endPage) {
      const block = pages.owner[page]!;
      const length = block > 0 ? blocks.pages[block]! : -block;
      if (block <= 0) pages.add(page, length);
      else if (empty.has(block)) {
        this.release(block);
        pages.add(page, length);
      }
      page += length;
    }
    pages.endRebuild(this.ownedPages);
  }

  /** Clean every dead cell now, as eager sweeping does; allocation then finds the free runs as ever. */
  sweepAll(): void {
    this.eachBlock((block) => {
      const from = this.blocks.sweptTo[block]!;
      this.sweepRest(block);
      this.blocks.sweptTo[block] = from;
    });
  }

  private notify(from: number, to: number, cell: number): void {
    const { i32 } = this;
    const { notifyMask } = this.options;
    for (let at = from; at < to; at += cell) {
      const header = i32[at]!;
      if ((header & notifyMask) !== 0 && (header & SHAPE_MASK) !== 0) this.options.cellFreed(at);
    }
  }

  private poisonCell(at: number, cell: number): void {
    this.i32[at] = 0;
    this.i32[at + 1] = cell;
    this.i32.fill(FREED_WORD, at + 2, at + cell);
  }

  // ---- Enumeration

  /** Every block in address order. */
  eachBlock(visit: (block: number) => void): void {
    const { blocks, pages } = this;
    let page = pages.firstPage;
    while (page < pages.endPage) {
      const block = pages.owner[page]!;
      if (block > 0) {
        page += blocks.pages[block]!;
        visit(block);
      } else page -= block;
    }
  }

  /** Whether the cell at `at` of `block` holds an object (INVARIANT swept). */
  holdsObject(block: number, at: number): boolean {
    if (at < this.blocks.sweptTo[block]!) return (this.i32[at]! & SHAPE_MASK) !== 0;
    return this.marks.isMarked(at);
  }

  /** Every object in address order. */
  forEachObject(visit: (ref: number) => void): void {
    const { blocks } = this;
    this.eachBlock((block) => {
      if (blocks.used[block] === 0) return;
      const cell = blocks.cellWords[block]!;
      const end = blocks.end(block);
      for (let at = blocks.start(block); at < end; at += cell) if (this.holdsObject(block, at)) visit(at);
    });
  }

  /** The block that the word at `address` belongs to, or 0. */
  blockOf(address: number): number {
    const page = address >>> PAGE_SHIFT;
    const { blocks, pages } = this;
    if (page < pages.firstPage || page >= pages.endPage) return 0;
    const block = pages.owner[page]!;
    if (block <= 0) return 0;
    // Inside of a free run the owner is an old one.
    const offset = page - blocks.firstPage[block]!;
    return offset >= 0 && offset < blocks.pages[block]! ? block : 0;
  }

  /** The cell, holding an object, that the word at `address` belongs to, or 0. */
  cellOf(address: number): number {
    const block = this.blockOf(address);
    if (block === 0 || this.blocks.used[block] === 0 || address >= this.blocks.end(block)) return 0;
    const start = this.blocks.start(block);
    const cell = this.blocks.cellWords[block]!;
    const at = start + Math.floor((address - start) / cell) * cell;
    return this.holdsObject(block, at) ? at : 0;
  }

  /** Words of side tables that the used part of the heap needs, the mark bitmap included. */
  metadataWords(): number {
    const used = this.pages.highWater;
    return used + used + this.blocks.metadataWords() + this.pages.count * 2 + SIZE_CLASSES * 4;
  }
}

/** The first cell at or after `at` whose mark bit is clear, or `end`. */
function firstFree(bits: Int32Array, from: number, end: number, cell: number): number {
  let at = from;
  while (at < end && ((bits[at >>> 6]! >>> ((at >>> 1) & 31)) & 1) !== 0) at += cell;
  return at;
}

/** The first cell at or after `at` whose mark bit is set, or `end`. */
function firstMarked(bits: Int32Array, from: number, end: number, cell: number): number {
  let at = from;
  while (at < end && ((bits[at >>> 6]! >>> ((at >>> 1) & 31)) & 1) === 0) at += cell;
  return at;
}

/** Writes zeros out for a few cells, where `fill` costs more than it saves. */
function zero(i32: Int32Array, from: number, to: number): void {
  if (to - from > 64) i32.fill(0, from, to);
  else for (let at = from; at < to; at++) i32[at] = 0;
}
