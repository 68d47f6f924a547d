import type { Host } from '../../src/contract/host.ts';
import { SHAPE_EPHEMERON, SHAPE_WEAK } from '../../src/contract/shapes.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { FREED_WORD, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import { ATOMIC, BLOCK_SHIFT, type Kind, SMALL_WORDS } from './blocks.ts';
import { isPointerFree } from './marker.ts';
import { listOf, NEXT_FREE, type Space } from './space.ts';

/** The invariants of README.md. @throws InvariantViolation */
export function verifyBoehm(host: Host, space: Space, marks: MarkBitmap): void {
  checkHeaders(space);
  checkReclaimLists(space);
  checkCells(host, space, marks);
  checkFreeLists(host, space);
}

function checkHeaders({ blocks }: Space): void {
  let used = 0;
  for (let block = blocks.first; block < blocks.lastEnd; ) {
    const head = blocks.head[block]!;
    if (head === 0) {
      block++;
      continue;
    }
    if (head !== block) fail('headers', `block ${block} has the header of ${head}, where an extent begins`);
    if (blocks.cell[block]! < 2) fail('headers', `block ${block} has cells of ${blocks.cell[block]} words`);
    const length = blocks.lengthOf(block);
    for (let part = block; part < block + length; part++) {
      if (blocks.head[part] !== block)
        fail('headers', `block ${part} of the extent at ${block} has the header of ${blocks.head[part]}`);
    }
    if (block + length > blocks.end) fail('headers', `the extent at ${block} ends behind the heap`);
    used += length;
    block += length;
  }
  if (used !== blocks.usedBlocks)
    fail('headers', `${used} blocks are in use, the books say ${blocks.usedBlocks}`);
  if (used > blocks.limit) fail('headers', `${used} blocks are in use, the limit is ${blocks.limit}`);
}

function checkReclaimLists({ blocks, reclaim, nextReclaim, unswept }: Space): void {
  const listed = new Set<number>();
  for (let list = 0; list < reclaim.length; list++) {
    for (let block = reclaim[list]!; block !== 0; block = nextReclaim[block]!) {
      if (listed.has(block)) fail('reclaim-list', `block ${block} is listed twice`);
      listed.add(block);
      const right = listOf(blocks.cell[block]!, blocks.kind[block] as Kind);
      if (blocks.head[block] !== block || unswept[block] === 0 || right !== list)
        fail('reclaim-list', `block ${block} on list ${list} is not to be swept for it`);
    }
  }
  blocks.eachExtent((block) => {
    if (unswept[block] !== 0 && !listed.has(block)) fail('reclaim-list', `block ${block} is not listed`);
  });
}

function checkCells(host: Host, space: Space, marks: MarkBitmap): void {
  const { shapes } = host;
  const { i32 } = host.memory;
  const { blocks } = space;
  if (!marks.isMarked(0)) fail('null-marked', 'the mark bit of null is clear');
  let objects = 0;
  blocks.eachExtent((start) => {
    const cell = blocks.cell[start]!;
    const from = start << BLOCK_SHIFT;
    const end = blocks.cellsEnd(start);
    const extentEnd = from + (blocks.lengthOf(start) << BLOCK_SHIFT);
    for (let at = marks.next(from, extentEnd); at < extentEnd; ) {
      if ((at - from) % cell !== 0 || at >= end)
        fail('marks', `the mark bit of ${at}, inside of a cell, is set`);
      if ((i32[at]! & SHAPE_MASK) === 0) fail('marks', `the free cell at ${at} is marked`);
      at = at + 2 < extentEnd ? marks.next(at + 2, extentEnd) : extentEnd;
    }
    for (let at = from; at < end; at += cell) {
      if (!space.holdsObject(start, at)) continue;
      objects++;
      const shape = i32[at]! & SHAPE_MASK;
      if (shape >= shapes.count || shapes.sizeOf(i32, at) > cell)
        fail('cell-size', `the object at ${at} of shape ${shape} does not fit its cell of ${cell} words`);
      if (blocks.kind[start] === ATOMIC && !isPointerFree(shapes, shape))
        fail('atomic', `${shapes.names[shape]} at ${at} has references, its block is pointer-free`);
      if ((shapes.traits[shape]! & (SHAPE_WEAK | SHAPE_EPHEMERON)) !== 0 && space.hasty[start] === 0)
        fail('hasty', `${shapes.names[shape]} at ${at} is in a block that may be swept late`);
    }
  });
  const counted = space.liveObjects + space.allocatedObjects;
  if (objects !== counted) fail('accounts', `${objects} objects, the books say ${counted}`);
}

function checkFreeLists(host: Host, space: Space): void {
  const { i32 } = host.memory;
  const { blocks } = space;
  const listed = new Set<number>();
  for (let list = 0; list < space.free.length; list++) {
    for (let at = space.free[list]!; at !== 0; at = i32[at + NEXT_FREE]!) {
      const start = blocks.head[at >>> BLOCK_SHIFT] ?? 0;
      const cell = blocks.cell[start]!;
      if (listed.has(at)) fail('free-list', `the cell at ${at} is listed twice`);
      listed.add(at);
      if (start === 0 || listOf(cell, blocks.kind[start] as Kind) !== list || (i32[at]! & SHAPE_MASK) !== 0)
        fail('free-list', `the cell at ${at} does not belong on list ${list}`);
      for (let word = at + 2; host.poison && word < at + cell; word++) {
        if (i32[word] !== FREED_WORD) fail('poison', `word ${word} of a free cell was written to`);
      }
    }
  }
  blocks.eachExtent((start) => {
    const cell = blocks.cell[start]!;
    if (space.unswept[start] !== 0 || cell > SMALL_WORDS) return;
    for (let at = start << BLOCK_SHIFT; at < blocks.cellsEnd(start); at += cell) {
      if (!space.holdsObject(start, at) && !listed.has(at))
        fail('free-list', `the free cell at ${at} is on no list`);
    }
  });
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, detail);
}
