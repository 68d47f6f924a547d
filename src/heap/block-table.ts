import { PAGE_SHIFT } from './page-runs.ts';

/** `sizeClass` of a block that is one large cell. */
export const LARGE_CLASS = 255;

/**
 * Records of blocks, as parallel arrays indexed by a block's number (from 1; 0 is none). A block is a run of pages
 * that is cut into cells of one size; a large object is a block with one cell.
 */
export class BlockTable {
  /** 0 on an unused record. */
  pages: Int32Array = new Int32Array(64);
  firstPage: Int32Array = new Int32Array(64);
  cellWords: Int32Array = new Int32Array(64);
  cells: Int32Array = new Int32Array(64);
  /** Cells that were handed out as part of a free run, or survived the last mark. */
  used: Int32Array = new Int32Array(64);
  /** Sweep cursor: below it a header tells whether a cell holds an object, from it on the mark bit does. */
  sweptTo: Int32Array = new Int32Array(64);
  /** Next block of the same list, in address order; of unused records, the next unused one. */
  next: Int32Array = new Int32Array(64);
  sizeClass: Uint8Array = new Uint8Array(64);
  /** Records in use and unused ones in between; numbers are below this. */
  count = 1;
  private unused = 0;

  create(firstPage: number, pages: number, sizeClass: number, cellWords: number): number {
    let block = this.unused;
    if (block !== 0) this.unused = this.next[block]!;
    else {
      block = this.count++;
      if (block >= this.pages.length) this.widen();
    }
    this.pages[block] = pages;
    this.firstPage[block] = firstPage;
    this.format(block, sizeClass, cellWords);
    return block;
  }

  /** Cut the block into cells of another size. */
  format(block: number, sizeClass: number, cellWords: number): void {
    this.sizeClass[block] = sizeClass;
    this.cellWords[block] = cellWords;
    this.cells[block] = Math.floor((this.pages[block]! << PAGE_SHIFT) / cellWords);
    this.used[block] = 0;
    this.sweptTo[block] = this.start(block);
    this.next[block] = 0;
  }

  remove(block: number): void {
    this.pages[block] = 0;
    this.next[block] = this.unused;
    this.unused = block;
  }

  start(block: number): number {
    return this.firstPage[block]! << PAGE_SHIFT;
  }

  /** End of the last cell; some words may be left over behind it. */
  end(block: number): number {
    return (this.firstPage[block]! << PAGE_SHIFT) + this.cells[block]! * this.cellWords[block]!;
  }

  /** Size of the records in use, in words. */
  metadataWords(): number {
    return this.count * 7 + (this.count >>> 2);
  }

  private widen(): void {
    this.pages = doubled(this.pages);
    this.firstPage = doubled(this.firstPage);
    this.cellWords = doubled(this.cellWords);
    this.cells = doubled(this.cells);
    this.used = doubled(this.used);
    this.sweptTo = doubled(this.sweptTo);
    this.next = doubled(this.next);
    const classes = new Uint8Array(this.sizeClass.length * 2);
    classes.set(this.sizeClass);
    this.sizeClass = classes;
  }
}

function doubled(from: Int32Array): Int32Array {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}
