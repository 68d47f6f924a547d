import { LARGE_CLASS } from './block-table.ts';
import { InvariantViolation } from './errors.ts';
import { FREED_WORD, SHAPE_MASK } from './layout.ts';
import type { MarkBitmap } from './mark-bitmap.ts';
import { PAGE_SHIFT } from './page-runs.ts';
import type { SegregatedFreeLists } from './segregated-free-lists.ts';
import { CELL_WORDS, SIZE_CLASSES } from './size-classes.ts';

/** Checks the invariants that SegregatedFreeLists, PageRuns and BlockTable name. @throws InvariantViolation */
export function verifySegregated(
  i32: Int32Array,
  cells: SegregatedFreeLists,
  marks: MarkBitmap,
  poison: boolean,
): void {
  checkTiling(cells);
  checkLists(cells);
  for (let sizeClass = 0; sizeClass < SIZE_CLASSES; sizeClass++) checkRun(i32, cells, sizeClass);
  cells.eachBlock((block) => {
    checkMarks(i32, cells, marks, block);
    checkCells(i32, cells, marks, block, poison);
  });
}

function checkTiling(cells: SegregatedFreeLists): void {
  const { blocks, pages } = cells;
  let owned = 0;
  let free = 0;
  let page = pages.firstPage;
  while (page < pages.endPage) {
    const owner = pages.owner[page]!;
    const length = owner > 0 ? blocks.pages[owner]! : -owner;
    if (length <= 0) fail('tiling', `page ${page} begins neither a block nor a free run (owner ${owner})`);
    if (owner > 0) {
      owned += length;
      if (blocks.firstPage[owner] !== page) {
        fail('tiling', `page ${page} belongs to block ${owner}, which begins at ${blocks.firstPage[owner]}`);
      }
      for (let inner = page; inner < page + length; inner++) {
        if (pages.owner[inner] !== owner)
          fail('tiling', `page ${inner} of block ${owner} has owner ${pages.owner[inner]}`);
      }
    } else free += length;
    page += length;
  }
  if (page !== pages.endPage)
    fail('tiling', `the last run ends at page ${page}, the heap at ${pages.endPage}`);
  if (owned !== cells.ownedPages || free !== pages.freePages) {
    const said = `${cells.ownedPages} owned and ${pages.freePages} free`;
    fail('tiling', `found ${owned} owned and ${free} free pages, the books say ${said}`);
  }
  if (owned > cells.limitPages) fail('limit', `${owned} pages are in use, the limit is ${cells.limitPages}`);
}

function checkLists(cells: SegregatedFreeLists): void {
  const { blocks } = cells;
  for (let sizeClass = 0; sizeClass < SIZE_CLASSES; sizeClass++) {
    let before = 0;
    for (let block = cells.open[sizeClass]!; block !== 0; block = blocks.next[block]!) {
      if (blocks.pages[block] === 0 || blocks.sizeClass[block] !== sizeClass) {
        fail('list', `block ${block} on the list of class ${sizeClass} has class ${blocks.sizeClass[block]}`);
      }
      if (blocks.start(block) <= before)
        fail('list', `block ${block} of class ${sizeClass} is out of address order`);
      before = blocks.start(block);
    }
  }
  let empty = 0;
  for (let block = cells.empty; block !== 0; block = blocks.next[block]!) {
    if (blocks.used[block] !== 0)
      fail('empty', `block ${block} is listed as empty, but has ${blocks.used[block]} objects`);
    empty += blocks.pages[block]!;
  }
  if (empty !== cells.emptyPages)
    fail('empty', `${empty} pages in empty blocks, the books say ${cells.emptyPages}`);
}

function checkRun(i32: Int32Array, cells: SegregatedFreeLists, sizeClass: number): void {
  const from = cells.bump.top(sizeClass);
  const to = cells.bump.limit(sizeClass);
  if (from === to) return;
  const block = cells.blockOf(from);
  const { blocks } = cells;
  const cell = CELL_WORDS[sizeClass]!;
  const inside = from >= blocks.start(block) && to <= blocks.sweptTo[block]! && (to - from) % cell === 0;
  if (block === 0 || blocks.sizeClass[block] !== sizeClass || !inside) {
    fail('run', `run [${from}, ${to}) of class ${sizeClass} is not a swept part of a block of its class`);
  }
  for (let at = from; at < to; at++)
    if (i32[at] !== 0) fail('run', `word ${at} of run [${from}, ${to}) is not zero`);
}

/** Bits at the beginnings of cells only. */
function checkMarks(i32: Int32Array, cells: SegregatedFreeLists, marks: MarkBitmap, block: number): void {
  const { blocks } = cells;
  const start = blocks.start(block);
  const end = start + (blocks.pages[block]! << PAGE_SHIFT);
  const cell = blocks.cellWords[block]!;
  for (let at = marks.next(start, end); at < end; at = marks.next(at + 2, end)) {
    if ((at - start) % cell !== 0 || at >= blocks.end(block)) {
      fail('marks', `the mark bit of word ${at}, inside of a cell of block ${block}, is set`);
    }
    if ((i32[at]! & SHAPE_MASK) === 0) fail('marks', `the free cell at ${at} is marked`);
  }
}

function checkCells(
  i32: Int32Array,
  cells: SegregatedFreeLists,
  marks: MarkBitmap,
  block: number,
  poison: boolean,
): void {
  const { blocks } = cells;
  const cell = blocks.cellWords[block]!;
  const sizeClass = blocks.sizeClass[block]!;
  let objects = 0;
  for (let at = blocks.start(block); at < blocks.end(block); at += cell) {
    if (cells.holdsObject(block, at)) objects++;
    else if (poison) checkPoison(i32, at, cell);
    if (at < blocks.sweptTo[block]! && marks.isMarked(at) && (i32[at]! & SHAPE_MASK) === 0) {
      fail('swept', `the marked cell at ${at} of block ${block} holds no object`);
    }
  }
  let inRun = 0;
  if (sizeClass !== LARGE_CLASS && cells.bump.top(sizeClass) !== cells.bump.limit(sizeClass)) {
    const top = cells.bump.top(sizeClass);
    if (cells.blockOf(top) === block) inRun = (cells.bump.limit(sizeClass) - top) / cell;
  }
  if (objects + inRun !== blocks.used[block]) {
    fail(
      'used',
      `block ${block} has ${objects} objects and ${inRun} cells in a run, the books say ${blocks.used[block]}`,
    );
  }
}

/** INVARIANT poison: a free cell has header 0, its size, and FREED_BYTE up to its end. */
function checkPoison(i32: Int32Array, at: number, cell: number): void {
  if (i32[at] !== 0 || i32[at + 1] !== cell)
    fail('poison', `the header of the free cell at ${at} was overwritten`);
  for (let word = at + 2; word < at + cell; word++) {
    if (i32[word] !== FREED_WORD)
      fail('poison', `word ${word} of the free cell at ${at} was written after it was freed`);
  }
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, detail);
}
