import { InvariantViolation } from './errors.ts';

/** A page is what one int32 of a mark bitmap covers. */
export const PAGE_WORDS = 64;
export const PAGE_SHIFT = 6;

const BINS = 32;

/**
 * Free pages of a heap as runs in address order, first fit. Pages are only taken one by one; whoever frees pages
 * (a sweep) rebuilds the runs in one pass in address order: `beginRebuild`, `add` …, `endRebuild`.
 *
 * INVARIANT tiling: owner[p] > 0 on every page of a taken run (the owner's number), and owner[p] = -length on the
 * first page of a free run; runs and owned pages tile [firstPage, endPage).
 * INVARIANT hints: no run before hints[b] has 2^b pages or more.
 */
export class PageRuns {
  readonly firstPage: number;
  readonly endPage: number;
  readonly owner: Int32Array;
  starts: Int32Array = new Int32Array(256);
  lengths: Int32Array = new Int32Array(256);
  count = 0;
  freePages = 0;
  /** Pages from here on were never taken: still zero. */
  highWater: number;
  private readonly hints = new Int32Array(BINS);

  constructor(firstPage: number, endPage: number) {
    this.firstPage = firstPage;
    this.endPage = endPage;
    this.highWater = firstPage;
    this.owner = new Int32Array(endPage + 1);
    this.beginRebuild();
    this.add(firstPage, endPage - firstPage);
  }

  /** @returns the first of `pages` pages in a row, now of `owner`, or 0 */
  take(pages: number, owner: number): number {
    const index = this.find(pages);
    if (index < 0) return 0;
    return this.takeFront(index, pages, owner);
  }

  /** The address-lowest run that would serve `pages` begins here; `endPage` if there is none. */
  wouldTakeAt(pages: number): number {
    const index = this.find(pages);
    return index < 0 ? this.endPage : this.starts[index]!;
  }

  /** `pages` more pages for `owner`, exactly from `page` on; false if they are not free. */
  takeAt(page: number, pages: number, owner: number): boolean {
    if (page >= this.endPage || this.owner[page]! > 0) return false;
    const index = this.indexOf(page);
    if (index < 0 || this.lengths[index]! < pages) return false;
    this.takeFront(index, pages, owner);
    return true;
  }

  largestRun(): number {
    const { lengths } = this;
    let largest = 0;
    for (let k = 0; k < this.count; k++) if (lengths[k]! > largest) largest = lengths[k]!;
    return largest;
  }

  /** Whether requests of at most `largest` pages each, `need` in total, are sure to be met. The last run goes first. */
  serves(need: number, largest: number): boolean {
    let sum = 0;
    for (let k = this.count - 1; k >= 0 && sum < need; k--)
      sum += Math.max(0, this.lengths[k]! - largest + 1);
    return sum >= need;
  }

  beginRebuild(): void {
    this.count = 0;
    this.freePages = 0;
    this.hints.fill(0);
  }

  /** Pages in address order; a run that touches the previous one joins it. */
  add(page: number, pages: number): void {
    if (pages === 0) return;
    this.freePages += pages;
    const last = this.count - 1;
    if (last >= 0 && this.starts[last]! + this.lengths[last]! === page) {
      this.lengths[last] = this.lengths[last]! + pages;
    } else {
      if (this.count === this.starts.length) this.widen();
      this.starts[this.count] = page;
      this.lengths[this.count++] = pages;
    }
    const run = this.count - 1;
    this.owner[this.starts[run]!] = -this.lengths[run]!;
  }

  /** @throws InvariantViolation unless `add` was called for all pages that `taken` owned pages leave over */
  endRebuild(taken: number): void {
    const pages = this.endPage - this.firstPage;
    if (this.freePages + taken === pages) return;
    throw new InvariantViolation('tiling', `${this.freePages} free and ${taken} owned of ${pages} pages`);
  }

  private find(pages: number): number {
    const bin = 31 - Math.clz32(pages);
    const { lengths, hints } = this;
    let k = hints[bin]!;
    const atLeast = 2 ** bin;
    while (k < this.count && lengths[k]! < atLeast) k++;
    hints[bin] = k;
    while (k < this.count && lengths[k]! < pages) k++;
    return k < this.count ? k : -1;
  }

  private takeFront(index: number, pages: number, owner: number): number {
    const page = this.starts[index]!;
    const left = this.lengths[index]! - pages;
    this.starts[index] = page + pages;
    this.lengths[index] = left;
    this.freePages -= pages;
    this.owner.fill(owner, page, page + pages);
    if (left > 0) this.owner[page + pages] = -left;
    if (page + pages > this.highWater) this.highWater = page + pages;
    return page;
  }

  /** Index of the run that begins at `page`, or -1. Starts stay sorted; empty runs stay until the next rebuild. */
  private indexOf(page: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const start = this.starts[middle]!;
      if (start === page && this.lengths[middle]! > 0) return middle;
      if (start < page || (start === page && this.lengths[middle] === 0)) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  private widen(): void {
    const starts = new Int32Array(this.count * 2);
    const lengths = new Int32Array(this.count * 2);
    starts.set(this.starts);
    lengths.set(this.lengths);
    this.starts = starts;
    this.lengths = lengths;
  }
}
