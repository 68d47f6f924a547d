import type { ShapeTable } from '../../src/contract/shapes.ts';
import { FLAG_TRACKED, MARK_WORD, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { Ephemerons } from './ephemerons.ts';
import type { TrackedList } from './tracking.ts';

/** Instead of a count: known to be reachable. */
const REACHED = -1;

/**
 * Whether ephemeron keys are reachable that the search for garbage does not track: atoms, and tuples and dicts of
 * atoms. The same algorithm as for tracked objects, on the untracked ones that lead to such keys: a copy of each
 * count, minus the references from the objects that are searched, from one another and from ephemerons, is what is
 * held from outside. Costs a pass over all that is searched, and nothing at all while every key is tracked.
 */
export class UntrackedKeys {
  /** Keys, and the untracked objects with slots that were met: references not accounted for yet, or REACHED. */
  private readonly counts = new Map<Ref, number>();
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly ephemerons: Ephemerons;

  constructor(i32: Int32Array, shapes: ShapeTable, ephemerons: Ephemerons) {
    this.i32 = i32;
    this.shapes = shapes;
    this.ephemerons = ephemerons;
  }

  /** A search among `searched` begins: account for all references. @returns whether there are such keys */
  begin(searched: TrackedList): boolean {
    const { i32, counts, ephemerons } = this;
    counts.clear();
    const keys: Ref[] = [];
    ephemerons.each((_, key) => {
      if (key === 0 || (i32[key]! & FLAG_TRACKED) !== 0 || counts.has(key)) return;
      counts.set(key, i32[key + MARK_WORD]!);
      keys.push(key);
    });
    if (keys.length === 0) return false;
    this.accountFor(keys);
    for (let k = 0; k < searched.length; k++) {
      if (searched.refs[k] !== 0) this.accountFor([searched.refs[k]!]);
    }
    ephemerons.each((_, __, value) => this.accountFor(this.subtract(value)));
    for (const [ref, count] of counts) if (count > 0) this.reach(ref);
    return true;
  }

  /** What the object refers to is reachable. */
  reachFrom(holder: Ref): void {
    const gray = [holder];
    while (gray.length > 0) {
      this.eachSlot(gray.pop()!, (child) => {
        if (!this.isDead(child)) return;
        this.counts.set(child, REACHED);
        gray.push(child);
      });
    }
  }

  /** The object itself is reachable, if it is one of these. @returns whether that is news */
  reach(ref: Ref): boolean {
    if (!this.isDead(ref)) return false;
    this.counts.set(ref, REACHED);
    this.reachFrom(ref);
    return true;
  }

  /** Not found to be reachable, yet or by the last search. */
  isDead(ref: Ref): boolean {
    return (this.counts.get(ref) ?? REACHED) !== REACHED;
  }

  get keys(): number {
    return this.counts.size;
  }

  clear(): void {
    this.counts.clear();
  }

  /** Subtracts the references from the objects of `gray`, and from those that are met for the first time. */
  private accountFor(gray: Ref[]): void {
    while (gray.length > 0) {
      this.eachSlot(gray.pop()!, (child) => {
        gray.push(...this.subtract(child));
      });
    }
  }

  /** One reference to `ref` is accounted for. @returns `ref` if it was met for the first time */
  private subtract(ref: Ref): Ref[] {
    const { i32, shapes, counts } = this;
    if (ref === 0 || (i32[ref]! & FLAG_TRACKED) !== 0) return [];
    const count = counts.get(ref);
    if (count !== undefined) {
      counts.set(ref, count - 1);
      return [];
    }
    if (shapes.slotsEnd(i32, ref) === ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!) return [];
    counts.set(ref, i32[ref + MARK_WORD]! - 1);
    return [ref];
  }

  private eachSlot(ref: Ref, visit: (child: Ref) => void): void {
    const { i32, shapes } = this;
    const end = shapes.slotsEnd(i32, ref);
    for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) visit(i32[at]!);
  }
}
