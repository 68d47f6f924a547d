import { SHAPE_CONTAINER, SHAPE_PART, type ShapeTable } from '../../src/contract/shapes.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { LargeObjects } from '../../src/heap/large-objects.ts';
import {
  FLAG_IMMORTAL,
  FLAG_TRACKED,
  IMMORTAL_COUNT,
  MARK_WORD,
  type Ref,
  SHAPE_MASK,
} from '../../src/heap/layout.ts';
import { ReferenceSet } from '../../src/heap/reference-set.ts';
import type { Cells } from './cells.ts';
import { COLLECTING, gcWord, type Tracking, UNTRACKED_WORD } from './tracking.ts';

/**
 * Checks this collector's invariants: those of the allocators (arenas, pools, free lists, large objects), and
 *
 * INVARIANT gc-word, tracked-flag, list-length: see tracking.ts. No freed object is on a list.
 * INVARIANT containers-only: what is tracked is a container; parts are not.
 * INVARIANT owners-live: what a live object refers to is a live object with a count above 0.
 * INVARIANT immortal: an immortal object's count is near IMMORTAL_COUNT.
 *
 * @throws InvariantViolation
 */
export function verifyRefcountCycle(
  i32: Int32Array,
  shapes: ShapeTable,
  cells: Cells,
  tracking: Tracking,
): void {
  if (cells.raw instanceof LargeObjects) cells.raw.verify();
  cells.pymalloc.verify();
  cells.debug?.checkAll();
  const objects = new ReferenceSet(i32.length);
  cells.forEachObject((ref) => objects.add(ref));
  const tracked = verifyLists(i32, shapes, objects, tracking);
  cells.forEachObject((ref) => {
    verifyFlags(i32, shapes, ref, tracked.has(ref));
    verifySlots(i32, shapes, ref, objects);
  });
}

function verifyLists(
  i32: Int32Array,
  shapes: ShapeTable,
  objects: ReferenceSet,
  tracking: Tracking,
): ReferenceSet {
  const tracked = new ReferenceSet(i32.length);
  for (const list of tracking.lists) {
    if (list.list === COLLECTING && list.length !== 0)
      fail('list-length', 'a search for garbage was not finished');
    let live = 0;
    for (let k = 0; k < list.length; k++) {
      const ref = list.refs[k]!;
      if (ref === 0) continue;
      live++;
      if (!objects.has(ref)) fail('tracked-flag', `list ${list.list} holds ${ref}, which is not an object`);
      if (i32[ref - 2] !== gcWord(k, list.list)) {
        fail(
          'gc-word',
          `${name(i32, shapes, ref)} is entry ${k} of list ${list.list}, its gc word says otherwise`,
        );
      }
      if ((i32[ref]! & FLAG_TRACKED) === 0)
        fail('tracked-flag', `${name(i32, shapes, ref)} is on a list without flag`);
      tracked.add(ref);
    }
    if (live !== list.live)
      fail('list-length', `list ${list.list} has ${live} objects, it says ${list.live}`);
  }
  return tracked;
}

function verifyFlags(i32: Int32Array, shapes: ShapeTable, ref: Ref, tracked: boolean): void {
  const header = i32[ref]!;
  const traits = shapes.traits[header & SHAPE_MASK]!;
  if (((header & FLAG_TRACKED) !== 0) !== tracked) {
    fail(
      'tracked-flag',
      `${name(i32, shapes, ref)} ${tracked ? 'is on a list without flag' : 'has the flag, but no list'}`,
    );
  }
  const container = (traits & SHAPE_CONTAINER) !== 0;
  if (tracked && (!container || (traits & SHAPE_PART) !== 0)) {
    fail('containers-only', `${name(i32, shapes, ref)} is tracked and no container`);
  }
  if (container && !tracked && i32[ref - 2] !== UNTRACKED_WORD) {
    fail('gc-word', `${name(i32, shapes, ref)} is not tracked, its gc word says otherwise`);
  }
  if ((header & FLAG_IMMORTAL) !== 0 && Math.abs(i32[ref + MARK_WORD]! - IMMORTAL_COUNT) > IMMORTAL_COUNT) {
    fail('immortal', `${name(i32, shapes, ref)} has count ${i32[ref + MARK_WORD]}`);
  }
}

function verifySlots(i32: Int32Array, shapes: ShapeTable, ref: Ref, objects: ReferenceSet): void {
  const end = shapes.slotsEnd(i32, ref);
  for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) {
    const child = i32[at]!;
    if (child === 0) continue;
    if (!objects.has(child)) {
      fail(
        'owners-live',
        `${name(i32, shapes, ref)} refers in word ${at - ref} to ${child}, which is not an object`,
      );
    }
    if (i32[child + MARK_WORD]! <= 0) {
      const count = i32[child + MARK_WORD];
      fail(
        'owners-live',
        `${name(i32, shapes, child)} has count ${count}, but ${name(i32, shapes, ref)} refers to it`,
      );
    }
  }
}

function name(i32: Int32Array, shapes: ShapeTable, ref: Ref): string {
  return `${shapes.names[i32[ref]! & SHAPE_MASK] ?? 'what looks like no object'} at ${ref}`;
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, `refcount-cycle: ${detail}`);
}
