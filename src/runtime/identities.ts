import { SHAPE_CONTAINER, type ShapeTable } from '../contract/shapes.ts';
import { FLAG_SIDE_ID, MARK_WORD, type Ref, SHAPE_MASK } from '../heap/layout.ts';

/**
 * Identity serials: 1, 2, 3, … in the order in which an identity is first asked for. They never come from addresses.
 * The serial is in the mark word; where that word is a count, in the prefix of a container (ref - 1), and for the few
 * others that are ever asked, in a side table (FLAG_SIDE_ID).
 */
export class Identities {
  private next = 1;
  private readonly side = new Map<Ref, number>();
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly counting: boolean;

  constructor(i32: Int32Array, shapes: ShapeTable, counting: boolean) {
    this.i32 = i32;
    this.shapes = shapes;
    this.counting = counting;
  }

  /** The serial of `ref`, given now if it has none. */
  of(ref: Ref): number {
    const { i32 } = this;
    if (this.counting && (this.shapes.traits[i32[ref]! & SHAPE_MASK]! & SHAPE_CONTAINER) === 0)
      return this.inSide(ref);
    const at = this.counting ? ref - 1 : ref + MARK_WORD;
    const serial = i32[at]!;
    if (serial !== 0) return serial;
    i32[at] = this.next;
    return this.next++;
  }

  freed(ref: Ref): void {
    this.side.delete(ref);
  }

  private inSide(ref: Ref): number {
    const known = this.side.get(ref);
    if (known !== undefined) return known;
    this.i32[ref] = this.i32[ref]! | FLAG_SIDE_ID;
    this.side.set(ref, this.next);
    return this.next++;
  }
}
