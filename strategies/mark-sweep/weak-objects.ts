import { WEAK_SOFT } from '../../src/contract/host.ts';
import { SHAPE_WEAK, type ShapeTable } from '../../src/contract/shapes.ts';
import { type Ref, SHAPE_MASK, WEAK_STRENGTH, WEAK_TARGET } from '../../src/heap/layout.ts';
import type { MarkBitmap } from '../../src/heap/mark-bitmap.ts';

/**
 * The weak references and ephemerons in the heap. The host has to hear of their death before their addresses are used
 * again, and no guest may be handed a dead one, so they are not left to lazy sweeping: they are few, and listed here.
 *
 * INVARIANT weak-list: every object whose shape has SHAPE_WEAK or SHAPE_EPHEMERON is on the list exactly once.
 */
export class WeakObjects {
  count = 0;
  refs: Int32Array = new Int32Array(64);
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly marks: MarkBitmap;

  constructor(i32: Int32Array, shapes: ShapeTable, marks: MarkBitmap) {
    this.i32 = i32;
    this.shapes = shapes;
    this.marks = marks;
  }

  add(ref: Ref): void {
    if (this.count === this.refs.length) {
      const wider = new Int32Array(this.count * 2);
      wider.set(this.refs);
      this.refs = wider;
    }
    this.refs[this.count++] = ref;
  }

  /** Visits the unmarked targets of marked soft references. @returns how many */
  eachSoftTarget(visit: (target: Ref) => void): number {
    const { i32, marks } = this;
    let visited = 0;
    for (let k = 0; k < this.count; k++) {
      const weak = this.refs[k]!;
      if (!marks.isMarked(weak) || !this.isSoft(weak)) continue;
      const target = i32[weak + WEAK_TARGET]!;
      if (marks.isMarked(target)) continue;
      visited++;
      visit(target);
    }
    return visited;
  }

  /** Forgets those that are not marked, after telling `died`. */
  keepMarked(died: (ref: Ref) => void): void {
    let kept = 0;
    for (let k = 0; k < this.count; k++) {
      const ref = this.refs[k]!;
      if (this.marks.isMarked(ref)) this.refs[kept++] = ref;
      else died(ref);
    }
    this.count = kept;
  }

  private isSoft(ref: Ref): boolean {
    const traits = this.shapes.traits[this.i32[ref]! & SHAPE_MASK]!;
    return (traits & SHAPE_WEAK) !== 0 && this.i32[ref + WEAK_STRENGTH] === WEAK_SOFT;
  }
}
