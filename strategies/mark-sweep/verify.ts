import type { Host } from '../../src/contract/host.ts';
import { SHAPE_EPHEMERON, SHAPE_WEAK } from '../../src/contract/shapes.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import { PAGE_SHIFT } from '../../src/heap/page-runs.ts';
import type { SegregatedFreeLists } from '../../src/heap/segregated-free-lists.ts';
import { verifySegregated } from '../../src/heap/verify-segregated.ts';
import type { WeakObjects } from './weak-objects.ts';

/**
 * What mark-sweep itself must keep; the allocator's invariants are checked along.
 *
 * INVARIANT cell-size: an object fits its cell.
 * INVARIANT weak-list: see WeakObjects.
 * INVARIANT null-marked: see MarkBitmap.
 */
export function verifyMarkSweep(
  host: Host,
  cells: SegregatedFreeLists,
  marks: MarkBitmap,
  weakObjects: WeakObjects,
): void {
  verifySegregated(host.memory.i32, cells, marks, host.poison);
  if (!marks.isMarked(0)) fail('null-marked', 'the mark bit of null is clear');
  checkObjects(host, cells, weakObjects);
}

function checkObjects(host: Host, cells: SegregatedFreeLists, weakObjects: WeakObjects): void {
  const { shapes } = host;
  const { i32 } = host.memory;
  const listed = new Set<Ref>(weakObjects.refs.subarray(0, weakObjects.count));
  if (listed.size !== weakObjects.count) fail('weak-list', 'an object is listed twice');
  let found = 0;
  cells.forEachObject((ref) => {
    const shape = i32[ref]! & SHAPE_MASK;
    if (shape === 0 || shape >= shapes.count)
      fail('cell-size', `the cell at ${ref} has the unknown shape ${shape}`);
    const words = shapes.sizeOf(i32, ref);
    const cell = cells.blocks.cellWords[cells.blockOf(ref)]!;
    if (words > cell)
      fail('cell-size', `${shapes.names[shape]} at ${ref} has ${words} words in a cell of ${cell}`);
    if ((shapes.traits[shape]! & (SHAPE_WEAK | SHAPE_EPHEMERON)) === 0) return;
    found++;
    if (!listed.has(ref)) fail('weak-list', `${shapes.names[shape]} at ${ref} is not listed`);
  });
  if (found !== listed.size) {
    fail(
      'weak-list',
      `${listed.size} objects are listed, ${found} are in the heap below ${cells.pages.highWater << PAGE_SHIFT}`,
    );
  }
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, detail);
}
