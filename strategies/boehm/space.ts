import type { ShapeTable } from '../../src/contract/shapes.ts';
import { FREED_WORD, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import {
  ATOMIC,
  BLOCK_SHIFT,
  BLOCK_WORDS,
  type Blocks,
  COMPOSITE,
  type Kind,
  SMALL_WORDS,
} from './blocks.ts';

/** Sizes up to this one are served exactly. */
const EXACT_WORDS = 16;
/** Sizes of small cells, by half of the words that are asked for: every even one at first, then as many as fill a block. */
export const CELL_OF_HALF: Int32Array = cellSizes();
const LISTS_PER_KIND = SMALL_WORDS / 2 + 1;
/** Different sizes of small cells. */
export const SIZES: number = new Set(CELL_OF_HALF).size - 1;
/** Link of a free cell. */
export const NEXT_FREE = 1;

function cellSizes(): Int32Array {
  const cells = new Int32Array(SMALL_WORDS / 2 + 1);
  for (let half = 1; half < cells.length; half++) {
    const words = half * 2;
    cells[half] =
      words <= EXACT_WORDS ? words : Math.floor(BLOCK_WORDS / Math.floor(BLOCK_WORDS / words)) & ~1;
  }
  return cells;
}

export interface SpaceOptions {
  readonly poison: boolean;
  /** Called when the cell of a dead object is swept. */
  died(ref: Ref): void;
}

/**
 * Cells in blocks: a free list for each kind and size, filled by sweeping the blocks that are due for it, one at a time.
 *
 * INVARIANT swept: in a swept block a cell holds an object exactly if its header has a shape, in one that is not, exactly if
 *   its mark bit is set.
 * INVARIANT free-list: the cells of a list are free cells of swept blocks, of its kind and size; each free cell of a swept block is
 *   on one.
 * INVARIANT reclaim-list: the blocks that are not swept, each once, by kind and size.
 */
export class Space {
  readonly blocks: Blocks;
  readonly free: Int32Array = new Int32Array(2 * LISTS_PER_KIND);
  readonly reclaim: Int32Array = new Int32Array(2 * LISTS_PER_KIND);
  readonly nextReclaim: Int32Array;
  readonly unswept: Uint8Array;
  /** Blocks with objects that must not wait for the sweep: weak references and ephemerons. */
  readonly hasty: Uint8Array;
  /** Since the last collection. */
  allocatedWords = 0;
  cellsSwept = 0;
  liveObjects = 0;
  liveWords = 0;
  /** Words of live objects that are scanned, and of pointer-free ones. */
  compositeWords = 0;
  atomicWords = 0;
  /** Since the last collection. */
  allocatedObjects = 0;

  private readonly i32: Int32Array;
  private readonly marks: MarkBitmap;
  private readonly shapes: ShapeTable;
  private readonly options: SpaceOptions;

  constructor(i32: Int32Array, marks: MarkBitmap, shapes: ShapeTable, blocks: Blocks, options: SpaceOptions) {
    this.i32 = i32;
    this.marks = marks;
    this.shapes = shapes;
    this.blocks = blocks;
    this.options = options;
    this.nextReclaim = new Int32Array(blocks.lastEnd);
    this.unswept = new Uint8Array(blocks.lastEnd);
    this.hasty = new Uint8Array(blocks.lastEnd);
  }

  // ---- Allocation

  /** A zeroed cell off the free lists, or 0: then a block has to be had first. */
  allocateSmall(cell: number, kind: Kind): Ref {
    const list = listOf(cell, kind);
    if (this.free[list] === 0 && !this.refill(list)) return 0;
    return this.takeFrom(list, cell);
  }

  private takeFrom(list: number, cell: number): Ref {
    const { i32 } = this;
    const ref = this.free[list]!;
    this.free[list] = i32[ref + NEXT_FREE]!;
    for (let at = ref; at < ref + cell; at++) i32[at] = 0;
    this.count(cell);
    return ref;
  }

  private count(words: number): void {
    this.allocatedWords += words;
    this.allocatedObjects++;
  }

  /** Any cell that is large enough, of either kind: when the limit is reached. */
  allocateAnywhere(cell: number, kind: Kind): Ref {
    for (const from of kind === ATOMIC ? ([ATOMIC, COMPOSITE] as const) : ([COMPOSITE] as const)) {
      for (let words = cell; words <= SMALL_WORDS; words += 2) {
        if (CELL_OF_HALF[words / 2] !== words) continue;
        const ref = this.allocateSmall(words, from);
        if (ref !== 0) return ref;
      }
    }
    return 0;
  }

  /** Sweeps until there is a free cell. */
  private refill(list: number): boolean {
    for (let block = this.reclaim[list]!; block !== 0; block = this.reclaim[list]!) {
      this.reclaim[list] = this.nextReclaim[block]!;
      this.sweep(block);
      if (this.free[list] !== 0) return true;
    }
    return false;
  }

  /** `block` is new: cut into free cells. */
  format(block: number, cell: number, kind: Kind): void {
    const { blocks, i32 } = this;
    blocks.cell[block] = cell;
    blocks.kind[block] = kind;
    this.unswept[block] = 0;
    this.hasty[block] = 0;
    const from = block << BLOCK_SHIFT;
    i32.fill(0, from, from + BLOCK_WORDS);
    const list = listOf(cell, kind);
    for (let at = blocks.cellsEnd(block) - cell; at >= from; at -= cell) this.addFree(list, at, cell);
  }

  /** `start` is a new extent: one zeroed object of as many blocks. */
  formatLarge(start: number, extent: number, kind: Kind): Ref {
    const { blocks } = this;
    const words = extent << BLOCK_SHIFT;
    blocks.cell[start] = words;
    blocks.kind[start] = kind;
    this.unswept[start] = 0;
    this.hasty[start] = 0;
    const ref = start << BLOCK_SHIFT;
    this.i32.fill(0, ref, ref + words);
    this.count(words);
    return ref;
  }

  /** A large object goes on into the free blocks behind it. */
  grow(ref: Ref, words: number): boolean {
    const { blocks } = this;
    const start = ref >>> BLOCK_SHIFT;
    const cell = blocks.cell[start]!;
    const more = Math.ceil((words - cell) / BLOCK_WORDS);
    if (!blocks.extend(start, cell >>> BLOCK_SHIFT, more)) return false;
    this.i32.fill(0, ref + cell, ref + cell + (more << BLOCK_SHIFT));
    blocks.cell[start] = cell + (more << BLOCK_SHIFT);
    this.allocatedWords += more << BLOCK_SHIFT;
    return true;
  }

  private addFree(list: number, at: number, cell: number): void {
    const { i32 } = this;
    i32[at] = 0;
    i32[at + NEXT_FREE] = this.free[list]!;
    if (this.options.poison) i32.fill(FREED_WORD, at + 2, at + cell);
    this.free[list] = at;
  }

  // ---- Sweeping

  /** Of a block of small cells: what is not marked becomes free, lowest address first on the list. */
  private sweep(block: number): void {
    const { blocks, marks } = this;
    const cell = blocks.cell[block]!;
    const list = listOf(cell, blocks.kind[block] as Kind);
    const from = block << BLOCK_SHIFT;
    for (let at = blocks.cellsEnd(block) - cell; at >= from; at -= cell) {
      this.cellsSwept++;
      if (marks.isMarked(at)) continue;
      this.bury(at);
      this.addFree(list, at, cell);
    }
    this.unswept[block] = 0;
  }

  private bury(at: number): void {
    if ((this.i32[at]! & SHAPE_MASK) !== 0) this.options.died(at);
  }

  /** Before the mark bits change: from here on headers tell where objects are. */
  finishSweep(): void {
    for (let list = 0; list < this.reclaim.length; list++)
      while (this.reclaim[list] !== 0) this.sweepNext(list);
  }

  private sweepNext(list: number): void {
    const block = this.reclaim[list]!;
    this.reclaim[list] = this.nextReclaim[block]!;
    this.sweep(block);
  }

  /** The mark bits are new: blocks without an object are free at once, the others due to be swept. */
  afterMark(eager: boolean): void {
    this.liveObjects = 0;
    this.liveWords = 0;
    this.compositeWords = 0;
    this.atomicWords = 0;
    this.allocatedWords = 0;
    this.allocatedObjects = 0;
    this.free.fill(0);
    this.reclaim.fill(0);
    // From the top down, so that lists begin with the lowest.
    const { blocks } = this;
    for (let block = blocks.end - 1; block >= blocks.first; block--) {
      if (blocks.head[block] === block) this.keepOrRelease(block, eager);
    }
  }

  private keepOrRelease(block: number, eager: boolean): void {
    const { blocks, marks } = this;
    const cell = blocks.cell[block]!;
    const from = block << BLOCK_SHIFT;
    const end = blocks.cellsEnd(block);
    let live = 0;
    for (let at = marks.next(from, end); at < end; at = at + 2 < end ? marks.next(at + 2, end) : end) live++;
    if (live === 0) {
      this.release(block, end);
      return;
    }
    this.liveObjects += live;
    this.liveWords += live * cell;
    if (blocks.kind[block] === ATOMIC) this.atomicWords += live * cell;
    else this.compositeWords += live * cell;
    if (cell > SMALL_WORDS || live * cell === end - from) return;
    this.unswept[block] = 1;
    if (eager || this.hasty[block] !== 0) {
      this.sweep(block);
      return;
    }
    const list = listOf(cell, blocks.kind[block] as Kind);
    this.nextReclaim[block] = this.reclaim[list]!;
    this.reclaim[list] = block;
  }

  private release(block: number, end: number): void {
    const { blocks } = this;
    const cell = blocks.cell[block]!;
    const from = block << BLOCK_SHIFT;
    for (let at = from; at < end; at += cell) this.bury(at);
    if (this.options.poison) this.i32.fill(FREED_WORD, from, from + (blocks.lengthOf(block) << BLOCK_SHIFT));
    blocks.release(block);
  }

  // ---- Looking at it

  holdsObject(start: number, at: number): boolean {
    return this.unswept[start] === 0 ? (this.i32[at]! & SHAPE_MASK) !== 0 : this.marks.isMarked(at);
  }

  /** The object that a word may stand for, or 0. */
  objectAt(word: number, interior: boolean, noteFrom: 'root' | 'body' | null): Ref {
    const at = this.blocks.resolve(word, interior, noteFrom);
    return at !== 0 && this.holdsObject(this.blocks.head[at >>> BLOCK_SHIFT]!, at) ? at : 0;
  }

  forEachObject(visit: (ref: Ref) => void): void {
    this.blocks.eachExtent((start) => {
      const cell = this.blocks.cell[start]!;
      const end = this.blocks.cellsEnd(start);
      for (let at = start << BLOCK_SHIFT; at < end; at += cell) if (this.holdsObject(start, at)) visit(at);
    });
  }

  sizeOf(ref: Ref): number {
    return this.shapes.sizeOf(this.i32, ref);
  }

  metadataWords(): number {
    const { blocks } = this;
    const perBlock = 3 + 3 / 4;
    return Math.ceil(
      this.free.length * 2 +
        (blocks.end << BLOCK_SHIFT) / 64 +
        blocks.end * perBlock +
        blocks.blackList.metadataWords(),
    );
  }
}

export function listOf(cell: number, kind: Kind): number {
  return kind * LISTS_PER_KIND + (cell >>> 1);
}
