import { SHAPE_EPHEMERON, SHAPE_WEAK, type ShapeTable, VAR_REFS } from '../../src/contract/shapes.ts';
import { PAYLOAD, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import type { Space } from './space.ts';

const STACK_START = 1 << 10;

/** Words of an object that may stand for objects: a range that is scanned, and whether its words are ambiguous. */
export const LAYOUT_NONE = 0;
export const LAYOUT_SLOTS = 1;
export const LAYOUT_WORDS = 2;
export type Layout = typeof LAYOUT_NONE | typeof LAYOUT_SLOTS | typeof LAYOUT_WORDS;

export interface MarkerOptions {
  readonly interior: boolean;
  readonly ambiguousBodies: boolean;
  readonly atomic: boolean;
  readonly markStackMax: number;
}

/** A part of the roots whose words are not known to be references (GC_add_roots). */
export interface AmbiguousRoots {
  readonly name: string;
  readonly words: Int32Array;
}

/**
 * Marks what a word may stand for, depth first, with a stack of bounded length.
 *
 * INVARIANT gray: every marked object has been scanned, is on the stack, or `overflowed` is set: then the marked objects of the
 *   whole heap are scanned again, until all of them fitted.
 */
export class Marker {
  edgesScanned = 0;
  objectsMarked = 0;
  /** Times that the heap was walked because the stack had overflowed. */
  rescans = 0;

  private readonly i32: Int32Array;
  private readonly marks: MarkBitmap;
  private readonly shapes: ShapeTable;
  private readonly space: Space;
  private readonly options: MarkerOptions;
  private stack: Int32Array;
  private depth = 0;
  private overflowed = false;

  constructor(i32: Int32Array, marks: MarkBitmap, shapes: ShapeTable, space: Space, options: MarkerOptions) {
    this.i32 = i32;
    this.marks = marks;
    this.shapes = shapes;
    this.space = space;
    this.options = options;
    this.stack = new Int32Array(Math.min(STACK_START, options.markStackMax));
  }

  /** An object whose address is known for certain. */
  mark(ref: Ref): void {
    if (!this.marks.mark(ref)) return;
    this.objectsMarked++;
    this.push(ref);
  }

  /** Roots: any word of an object stands for it. */
  markRoots(words: Int32Array, from: number, to: number): void {
    this.edgesScanned += to - from;
    for (let at = from; at < to; at++) this.markWord(words[at]!, true);
  }

  private markWord(word: number, inRoot: boolean): void {
    const ref = this.space.objectAt(word, inRoot || this.options.interior, inRoot ? 'root' : 'body');
    if (ref !== 0) this.mark(ref);
  }

  drain(): void {
    this.drainStack();
    while (this.overflowed) {
      this.overflowed = false;
      this.rescans++;
      this.space.forEachObject((ref) => {
        if (!this.marks.isMarked(ref)) return;
        this.scan(ref);
        this.drainStack();
      });
    }
  }

  private drainStack(): void {
    while (this.depth > 0) this.scan(this.stack[--this.depth]!);
  }

  private push(ref: Ref): void {
    if (this.depth === this.stack.length && !this.widen()) {
      this.overflowed = true;
      return;
    }
    this.stack[this.depth++] = ref;
  }

  private widen(): boolean {
    const { markStackMax } = this.options;
    if (this.stack.length >= markStackMax) return false;
    const wider = new Int32Array(Math.min(this.stack.length * 2, markStackMax));
    wider.set(this.stack);
    this.stack = wider;
    return true;
  }

  /** What the object refers to, or may refer to. */
  scan(ref: Ref): void {
    const { i32, shapes } = this;
    const shape = i32[ref]! & SHAPE_MASK;
    const layout = this.layoutOf(shape);
    if (layout === LAYOUT_NONE) return;
    const precise = layout === LAYOUT_SLOTS;
    const from = precise ? ref + shapes.refsFrom[shape]! : ref + PAYLOAD;
    const end = precise ? shapes.slotsEnd(i32, ref) : ref + shapes.sizeOf(i32, ref);
    this.edgesScanned += end - from;
    for (let at = from; at < end; at++) {
      const word = i32[at]!;
      if (word === 0) continue;
      if (precise) this.mark(word);
      else this.markWord(word, false);
    }
  }

  /** Weak references and ephemerons hide what they do not keep (GC_HIDE_POINTER): their layout is known. */
  layoutOf(shape: number): Layout {
    const { shapes, options } = this;
    if ((shapes.traits[shape]! & (SHAPE_WEAK | SHAPE_EPHEMERON)) !== 0) return LAYOUT_SLOTS;
    if (isPointerFree(shapes, shape) && (options.atomic || !options.ambiguousBodies)) return LAYOUT_NONE;
    return options.ambiguousBodies ? LAYOUT_WORDS : LAYOUT_SLOTS;
  }

  /**
   * Every ambiguous word outside of the mutator's own roots that stands for an object which it need not refer to: `holder` 0 is
   * `roots`, otherwise `index` is an offset from the object `holder`.
   */
  eachAmbiguous(
    roots: readonly AmbiguousRoots[],
    visit: (target: Ref, holder: Ref, index: number, name: string) => void,
  ): void {
    const { i32, shapes, space, options } = this;
    for (const { name, words } of roots) {
      words.forEach((word, index) => {
        const target = space.objectAt(word, true, null);
        if (target !== 0) visit(target, 0, index, name);
      });
    }
    if (!options.ambiguousBodies) return;
    space.forEachObject((ref) => {
      const shape = i32[ref]! & SHAPE_MASK;
      if (this.layoutOf(shape) !== LAYOUT_WORDS) return;
      const slots = ref + shapes.refsFrom[shape]!;
      const slotsEnd = shapes.slotsEnd(i32, ref);
      const end = ref + shapes.sizeOf(i32, ref);
      for (let at = ref + PAYLOAD; at < end; at++) {
        if (at >= slots && at < slotsEnd) continue;
        const target = space.objectAt(i32[at]!, options.interior, null);
        if (target !== 0) visit(target, ref, at - ref, shapes.names[shape]!);
      }
    });
  }

  metadataWords(): number {
    return this.stack.length;
  }
}

/** No word of such an object refers to anything, strongly or weakly. */
export function isPointerFree(shapes: ShapeTable, shape: number): boolean {
  if ((shapes.traits[shape]! & (SHAPE_WEAK | SHAPE_EPHEMERON)) !== 0) return false;
  return shapes.refsFrom[shape] === shapes.refsTo[shape] && shapes.variable[shape] !== VAR_REFS;
}
