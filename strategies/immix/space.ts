import type { Host } from '../../src/contract/host.ts';
import type { ShapeTable } from '../../src/contract/shapes.ts';
import type { BumpRegions } from '../../src/heap/bump-regions.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { FREED_WORD, SHAPE_MASK } from '../../src/heap/layout.ts';
import { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import { PAGE_SHIFT, PageRuns } from '../../src/heap/page-runs.ts';
import { LINE_MARKED, objectWords } from './kernel.ts';
import type { Settings } from './options.ts';

/** What becomes of a line, until the next collection. */
export const LINE_FREE = 0;
/** Part of a hole that was opened since: cells tile it. */
export const LINE_TAKEN = 2;
const ALL_MARKED = LINE_MARKED * 0x01010101;

/** Kinds of owners of pages. */
export const NOTHING = 0;
export const BLOCK = 1;
export const LARGE = 2;
export const HEADROOM = 3;

/** One hole: free lines side by side in a block. */
export interface Hole {
  from: number;
  to: number;
}

/**
 * The heap as pages, owned by blocks (all of one size, any pages in a row) and by large objects (as many pages as they
 * need). The lines of all of them are one byte table, by address.
 *
 * INVARIANT tiling: blocks, large objects, headroom and free runs tile the heap (see PageRuns).
 * INVARIANT headroom: the blocks kept aside for evacuation have no object.
 */
export class ImmixSpace {
  readonly i32: Int32Array;
  readonly shapes: ShapeTable;
  readonly marks: MarkBitmap;
  readonly lines: Uint8Array;
  /** The same, four at a time. */
  private readonly lineFours: Int32Array;
  readonly lineShift: number;
  readonly lineWords: number;
  readonly blockPages: number;
  readonly blockWords: number;
  readonly pages: PageRuns;
  readonly poison: boolean;

  /** Owners, by number from 1: kind, first page, pages; of blocks also lines and holes as of the last sweep. */
  kind: Uint8Array = new Uint8Array(64);
  firstPage: Int32Array = new Int32Array(64);
  pageCount: Int32Array = new Int32Array(64);
  markedLines: Int32Array = new Int32Array(64);
  holes: Int32Array = new Int32Array(64);
  /** By owner: its objects are to be copied away by the collection that is going on. */
  source: Uint8Array = new Uint8Array(64);
  owners = 1;
  private readonly unused: number[] = [];

  /** Blocks with holes, in address order, and the next one that nobody has allocated in since the last sweep. */
  recyclable: Int32Array = new Int32Array(64);
  recyclableCount = 0;
  recycled = 0;
  /** Words in holes of blocks that are still to be recycled. */
  holeWords = 0;
  readonly headroom: number[] = [];
  readonly headroomBlocks: number;
  blocks = 0;
  largePages = 0;
  largeObjects = 0;
  /** Of the large objects themselves. */
  largeWords = 0;

  constructor(host: Host, settings: Settings) {
    const { memory, limitWords } = host;
    this.i32 = memory.i32;
    this.shapes = host.shapes;
    this.poison = host.poison;
    const words = Math.min(memory.words, limitWords);
    this.marks = new MarkBitmap(memory.words);
    this.lineShift = settings.lineShift;
    this.lineWords = 1 << settings.lineShift;
    this.lines = new Uint8Array(((memory.words >>> settings.lineShift) & ~3) + 8);
    this.lineFours = new Int32Array(this.lines.buffer);
    this.blockPages = settings.blockPages;
    this.blockWords = settings.blockPages << PAGE_SHIFT;
    const unit = Math.max(1, 1 << (settings.lineShift - PAGE_SHIFT));
    const first = Math.ceil((memory.firstWord >>> PAGE_SHIFT) / unit) * unit;
    const end = Math.floor((words >>> PAGE_SHIFT) / unit) * unit;
    this.pages = new PageRuns(first, end);
    const blocks = Math.floor((end - first) / this.blockPages);
    this.headroomBlocks = settings.defrag === 0 ? 0 : Math.max(1, Math.ceil(blocks * settings.headroom));
    while (this.headroom.length < this.headroomBlocks)
      this.headroom.push(this.own(HEADROOM, this.blockPages));
  }

  /** Words that may be given away: free pages and holes. */
  get freeWords(): number {
    return (this.pages.freePages << PAGE_SHIFT) + this.holeWords;
  }

  get heapEnd(): number {
    return this.pages.highWater << PAGE_SHIFT;
  }

  start(owner: number): number {
    return this.firstPage[owner]! << PAGE_SHIFT;
  }

  end(owner: number): number {
    return (this.firstPage[owner]! + this.pageCount[owner]!) << PAGE_SHIFT;
  }

  /** The owner of the page of `address`, or 0. */
  ownerOf(address: number): number {
    const page = address >>> PAGE_SHIFT;
    if (page < this.pages.firstPage || page >= this.pages.endPage) return 0;
    const owner = this.pages.owner[page]!;
    // Inner pages of free runs keep what they said before.
    const owned = owner > 0 && page >= this.firstPage[owner]! && this.kind[owner] !== NOTHING;
    return owned && page < this.firstPage[owner]! + this.pageCount[owner]! ? owner : 0;
  }

  // ---- Taking

  /** `pages` pages in a row for a new owner, as they are; 0 if there are none. */
  private own(kind: number, pages: number): number {
    const owner = this.unused.pop() ?? this.owners;
    const page = this.pages.take(this.aligned(pages), owner);
    if (page === 0) {
      if (owner !== this.owners) this.unused.push(owner);
      return 0;
    }
    if (owner === this.owners) {
      this.owners++;
      if (owner >= this.kind.length) this.widen();
    }
    this.kind[owner] = kind;
    this.firstPage[owner] = page;
    this.pageCount[owner] = this.aligned(pages);
    this.markedLines[owner] = 0;
    this.holes[owner] = 0;
    this.source[owner] = 0;
    return owner;
  }

  /** Where a line is longer than a page, owners have whole lines. */
  private aligned(pages: number): number {
    const unit = Math.max(1, 1 << (this.lineShift - PAGE_SHIFT));
    return Math.ceil(pages / unit) * unit;
  }

  /** A free block, zeroed unless `raw`, all of its lines taken; 0 if there is none. */
  takeBlock(): number {
    const clean = this.pages.highWater;
    const owner = this.own(BLOCK, this.blockPages);
    if (owner === 0) return 0;
    this.blocks++;
    this.zero(this.start(owner), this.end(owner), clean);
    this.lines.fill(LINE_TAKEN, this.start(owner) >>> this.lineShift, this.end(owner) >>> this.lineShift);
    return owner;
  }

  /** One of the blocks that are kept for evacuation; 0 if they are used up. */
  takeHeadroom(): number {
    const owner = this.headroom.pop();
    if (owner === undefined) return 0;
    this.kind[owner] = BLOCK;
    this.blocks++;
    return owner;
  }

  /** A block for copies: a free one, else one of the headroom. Its lines are free until what is copied there is scanned. */
  takeForCopies(): number {
    const owner = this.own(BLOCK, this.blockPages);
    if (owner === 0) return this.takeHeadroom();
    this.blocks++;
    this.lines.fill(LINE_FREE, this.start(owner) >>> this.lineShift, this.end(owner) >>> this.lineShift);
    return owner;
  }

  /** Zeroed pages for one object, or 0. */
  takeLarge(words: number): number {
    const clean = this.pages.highWater;
    const owner = this.own(LARGE, (words + 63) >>> PAGE_SHIFT);
    if (owner === 0) return 0;
    this.largePages += this.pageCount[owner]!;
    this.largeObjects++;
    this.largeWords += words;
    this.zero(this.start(owner), this.end(owner), clean);
    return owner;
  }

  /** Pages from `clean` on were never written. */
  private zero(from: number, to: number, clean: number): void {
    const end = Math.min(to, clean << PAGE_SHIFT);
    if (from < end) this.i32.fill(0, from, end);
  }

  /**
   * The next hole at or behind `at` in the block that is being recycled, then in those behind it. Its lines count as
   * taken, and are zeroed. The line behind a marked one is left out: a small object may reach into it, only the line
   * where it begins is marked.
   */
  nextHole(hole: Hole): boolean {
    for (; this.recycled < this.recyclableCount; this.recycled++) {
      const block = this.recyclable[this.recycled]!;
      const first = Math.max(this.start(block), hole.to) >>> this.lineShift;
      const inside = hole.to > this.start(block) && hole.to < this.end(block);
      if (this.holeFrom(inside ? first : this.start(block) >>> this.lineShift, block, hole)) {
        const words = hole.to - hole.from;
        this.holeWords -= words;
        this.lines.fill(LINE_TAKEN, hole.from >>> this.lineShift, hole.to >>> this.lineShift);
        this.i32.fill(0, hole.from, hole.to);
        return true;
      }
      hole.to = 0;
    }
    return false;
  }

  private holeFrom(line: number, block: number, hole: Hole): boolean {
    const { lines, lineShift } = this;
    const first = this.start(block) >>> lineShift;
    const last = this.end(block) >>> lineShift;
    let at = line;
    while (at < last && (lines[at] !== LINE_FREE || (at > first && lines[at - 1] === LINE_MARKED))) at++;
    if (at >= last) return false;
    let end = at + 1;
    while (end < last && lines[end] === LINE_FREE) end++;
    hole.from = at << lineShift;
    hole.to = end << lineShift;
    return true;
  }

  // ---- After a collection

  /** Counts lines and holes, frees what has no marked line or object, refills the headroom. @returns owners looked at */
  sweep(): number {
    const { pages } = this;
    let looked = 0;
    let taken = 0;
    this.recyclableCount = 0;
    this.recycled = 0;
    this.holeWords = 0;
    this.blocks = 0;
    this.largePages = 0;
    this.largeObjects = 0;
    this.largeWords = 0;
    pages.beginRebuild();
    for (let page = pages.firstPage; page < pages.endPage; ) {
      const owner = pages.owner[page]!;
      const count = owner > 0 ? this.pageCount[owner]! : -owner;
      if (owner > 0) looked++;
      if (owner > 0 && this.survives(owner)) taken += count;
      else pages.add(page, count);
      page += count;
    }
    pages.endRebuild(taken);
    return looked;
  }

  private survives(owner: number): boolean {
    this.source[owner] = 0;
    const kind = this.kind[owner]!;
    if (kind === HEADROOM) return true;
    if (kind === LARGE) {
      if (this.marks.isMarked(this.start(owner))) {
        this.largePages += this.pageCount[owner]!;
        this.largeObjects++;
        this.largeWords += this.wordsAt(this.start(owner));
        return true;
      }
      this.release(owner);
      return false;
    }
    this.countLines(owner);
    if (this.markedLines[owner]! > 0) {
      this.blocks++;
      if (this.holes[owner]! > 0) this.pushRecyclable(owner);
      return true;
    }
    if (this.headroom.length < this.headroomBlocks) {
      this.kind[owner] = HEADROOM;
      this.headroom.push(owner);
      this.fillPoison(this.start(owner), this.end(owner));
      return true;
    }
    this.release(owner);
    return false;
  }

  /** Four lines at a time where they are all marked, or all free behind a free one. */
  private countLines(block: number): void {
    const { lineFours, lines, lineShift } = this;
    const last = this.end(block) >>> lineShift;
    let marked = 0;
    let holes = 0;
    let free = 0;
    let before = LINE_FREE;
    let inHole = false;
    for (let line = this.start(block) >>> lineShift; line < last; line++) {
      if ((line & 3) === 0 && line + 4 <= last) {
        const four = lineFours[line >>> 2]!;
        if (four === ALL_MARKED || (four === 0 && inHole)) {
          if (four === 0) free += 4;
          else {
            marked += 4;
            before = LINE_MARKED;
            inHole = false;
          }
          line += 3;
          continue;
        }
      }
      const state = lines[line]!;
      if (state !== LINE_FREE) {
        marked++;
        inHole = false;
      } else if (before === LINE_FREE) {
        free++;
        if (!inHole) holes++;
        inHole = true;
      }
      before = state;
    }
    this.markedLines[block] = marked;
    this.holes[block] = holes;
    if (marked > 0) this.holeWords += free << lineShift;
  }

  private pushRecyclable(block: number): void {
    if (this.recyclableCount === this.recyclable.length) {
      const wider = new Int32Array(this.recyclableCount * 2);
      wider.set(this.recyclable);
      this.recyclable = wider;
    }
    this.recyclable[this.recyclableCount++] = block;
  }

  private release(owner: number): void {
    this.fillPoison(this.start(owner), this.end(owner));
    this.lines.fill(LINE_FREE, this.start(owner) >>> this.lineShift, this.end(owner) >>> this.lineShift);
    this.kind[owner] = NOTHING;
    this.unused.push(owner);
  }

  private fillPoison(from: number, to: number): void {
    if (this.poison) this.i32.fill(FREED_WORD, from, to);
  }

  // ---- Choosing blocks to empty

  /**
   * Blocks with the most holes are to be emptied, as far as what lies on their lines fits into what is free: holes by
   * holes from the most fragmented ones down, by two histograms (Blackburn and McKinley, 3.3). @returns how many
   */
  chooseSources(): number {
    const used: number[] = [];
    this.eachOwner((owner) => {
      if (this.kind[owner] !== BLOCK) return;
      this.countLines(owner);
      const holes = this.holes[owner]!;
      if (holes > 0) used[holes] = (used[holes] ?? 0) + this.markedLines[owner]!;
    });
    let room = (this.pages.freePages + this.headroom.length * this.blockPages) << PAGE_SHIFT;
    room >>>= this.lineShift;
    let least = used.length;
    while (least > 1 && (used[least - 1] ?? 0) <= room) {
      least--;
      room -= used[least] ?? 0;
    }
    let sources = 0;
    this.eachOwner((owner) => {
      if (this.kind[owner] !== BLOCK || this.holes[owner]! < Math.max(1, least)) return;
      this.source[owner] = 1;
      sources++;
    });
    return sources;
  }

  /** Nothing is taken any more: before a collection that keeps marks. */
  forgetTaken(): void {
    const { lineFours } = this;
    const end = ((this.heapEnd >>> this.lineShift) >>> 2) + 1;
    for (let k = 0; k < end; k++) if (lineFours[k] !== 0) lineFours[k] = lineFours[k]! & ALL_MARKED;
  }

  // ---- Looking

  wordsAt(ref: number): number {
    return objectWords(this.i32, this.shapes.fixedWords, this.shapes.variable, ref);
  }

  /** The last marked object that begins at or before `address`, in its block; 0 if there is none. */
  markedBefore(block: number, address: number): number {
    const { bits } = this.marks;
    const first = this.start(block) >>> 6;
    let index = address >>> 6;
    let word = bits[index]! & ((2 << ((address >>> 1) & 31)) - 1);
    if (((address >>> 1) & 31) === 31) word = bits[index]!;
    while (word === 0 && index > first) word = bits[--index]!;
    return word === 0 ? 0 : (index << 6) + ((31 - Math.clz32(word)) << 1);
  }

  /** Objects of a block in address order: marked ones, and those in holes that were opened since. */
  eachInBlock(block: number, bump: BumpRegions, visit: (ref: number) => void): void {
    const { i32, lines, lineShift } = this;
    const end = this.end(block);
    for (let at = this.start(block); at < end; ) {
      if (lines[at >>> lineShift] !== LINE_TAKEN) {
        const next = ((at >>> lineShift) + 1) << lineShift;
        for (let ref = this.marks.next(at, next); ref < next; ref = this.marks.next(ref + 2, next))
          visit(ref);
        at = next;
      } else if ((i32[at]! & SHAPE_MASK) !== 0) {
        visit(at);
        at += this.wordsAt(at);
      } else {
        at = this.endOfRest(at, bump);
      }
    }
  }

  /** Behind what is left of a hole: a free cell, or what a region still has to give. */
  private endOfRest(at: number, bump: BumpRegions): number {
    for (const region of [0, 1])
      if (bump.top(region) === at && bump.limit(region) > at) return bump.limit(region);
    const words = this.i32[at + 1]!;
    if (words >= 2) return at + words;
    throw new InvariantViolation('cells', `found no object at ${at}, on a line that was taken`);
  }

  /** With poison: fill what no marked object covers, where there are some. */
  fillGaps(): void {
    if (!this.poison) return;
    this.eachOwner((owner) => {
      if (this.kind[owner] !== BLOCK) return;
      let from = this.start(owner);
      const end = this.end(owner);
      for (let ref = this.marks.next(from, end); ref < end; ref = this.marks.next(ref + 2, end)) {
        this.fillPoison(from, ref);
        from = ref + this.wordsAt(ref);
      }
      this.fillPoison(from, end);
    });
  }

  /** Owners in address order. */
  eachOwner(visit: (owner: number) => void): void {
    const { pages } = this;
    for (let page = pages.firstPage; page < pages.endPage; ) {
      const owner = pages.owner[page]!;
      if (owner > 0) visit(owner);
      page += owner > 0 ? this.pageCount[owner]! : -owner;
    }
  }

  metadataWords(): number {
    const used = this.pages.highWater << PAGE_SHIFT;
    return (used >>> 6) + (used >>> (this.lineShift + 2)) + this.pages.highWater + this.owners * 4;
  }

  private widen(): void {
    const wider = (from: Int32Array) => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    const widerBytes = (from: Uint8Array) => {
      const to = new Uint8Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.kind = widerBytes(this.kind);
    this.source = widerBytes(this.source);
    this.firstPage = wider(this.firstPage);
    this.pageCount = wider(this.pageCount);
    this.markedLines = wider(this.markedLines);
    this.holes = wider(this.holes);
  }
}
