import type { ShapeTable } from '../../src/contract/index.ts';
import { LENGTH, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';

/**
 * CPython's free lists as far as they show: an object that comes from one was never allocated, and one that goes to one
 * was never deallocated, so neither changes the count of generation 0. A full collection empties them. The memory
 * itself is pymalloc's here.
 *
 * Source: CPython 3.11, Objects/listobject.c, dictobject.c, tupleobject.c (free lists), Modules/gcmodule.c
 * (clear_freelists).
 */
export class FreeLists {
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  /** By shape: the first of its lists, or -1. Shapes from its length on were defined later. */
  private first: Int32Array = new Int32Array(0);
  /** By shape: one list for each length from 1 to this; 0: one list. */
  private lengths: Int32Array = new Int32Array(0);
  /** By list. */
  private filled: Int32Array = new Int32Array(0);
  private capacity: Int32Array = new Int32Array(0);

  constructor(i32: Int32Array, shapes: ShapeTable) {
    this.i32 = i32;
    this.shapes = shapes;
  }

  /** Whether a new object comes from a list; never with length -1. */
  take(shape: number, length: number): boolean {
    if (length < 0) return false;
    if (shape >= this.first.length) this.index();
    const first = this.first[shape]!;
    if (first < 0) return false;
    const list = this.listOf(first, this.lengths[shape]!, length);
    if (list < 0 || this.filled[list] === 0) return false;
    this.filled[list]!--;
    return true;
  }

  /** Whether a dead object goes to a list. */
  give(ref: Ref): boolean {
    const shape = this.i32[ref]! & SHAPE_MASK;
    if (shape >= this.first.length) this.index();
    const first = this.first[shape]!;
    if (first < 0) return false;
    const lengths = this.lengths[shape]!;
    const list = this.listOf(first, lengths, lengths === 0 ? 0 : this.i32[ref + LENGTH]!);
    if (list < 0 || this.filled[list]! >= this.capacity[list]!) return false;
    this.filled[list]!++;
    return true;
  }

  clear(): void {
    this.filled.fill(0);
  }

  private listOf(first: number, lengths: number, length: number): number {
    if (lengths === 0) return first;
    return length >= 1 && length <= lengths ? first + length - 1 : -1;
  }

  /** Makes the lists of all shapes that are defined by now. */
  private index(): void {
    const { shapes } = this;
    const known = this.first;
    this.first = new Int32Array(shapes.traits.length).fill(-1);
    this.lengths = new Int32Array(shapes.traits.length);
    const capacity: number[] = [];
    for (const [shape, kept] of shapes.kept) {
      this.first[shape] = capacity.length;
      this.lengths[shape] = kept.lengths ?? 0;
      for (let k = 0; k < (kept.lengths ?? 1); k++) capacity.push(kept.objects);
    }
    this.capacity = Int32Array.from(capacity);
    const { filled } = this;
    this.filled = new Int32Array(capacity.length);
    if (known.length > 0) this.filled.set(filled);
  }
}
