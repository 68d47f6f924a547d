import type { RootKind, RootVisitor } from '../contract/host.ts';
import type { Ref } from '../heap/layout.ts';
import { RefVector } from './ref-vector.ts';

export const STACK_WORDS_DEFAULT = 1 << 20;

/**
 * The roots of one heap: the stack of frames, the statics (what a program's constants and built-in types hang on),
 * handles for TypeScript code, and further vectors that their owners register (queues, external references).
 *
 * INVARIANT roots: between safepoints a slot in [0, top) of the stack, [0, length) of every other range holds null
 * or a valid Ref, and under counting each non-null one owns one count (kind 'external' included).
 */
export class Roots {
  readonly stack: Int32Array;
  /** First unused slot of the stack; whoever pushes keeps it up to date before anything that may be a safepoint. */
  top = 0;
  readonly statics = new RefVector();
  readonly handles = new RefVector();
  private readonly vectors: { readonly vector: RefVector; readonly kind: RootKind }[] = [];
  private readonly stacks: SavedStack[] = [];

  constructor(stackWords = STACK_WORDS_DEFAULT) {
    this.stack = new Int32Array(stackWords);
  }

  register(vector: RefVector, kind: RootKind): void {
    this.vectors.push({ vector, kind });
  }

  /** A stack that is not the current one (a suspended thread's). */
  addStack(stack: SavedStack): void {
    this.stacks.push(stack);
  }

  removeStack(stack: SavedStack): void {
    const index = this.stacks.indexOf(stack);
    if (index >= 0) this.stacks.splice(index, 1);
  }

  eachRange(visit: RootVisitor): void {
    visit(this.stack, 0, this.top, 'precise');
    for (const saved of this.stacks) visit(saved.words, 0, saved.top, 'precise');
    visit(this.statics.words, 0, this.statics.length, 'precise');
    visit(this.handles.words, 0, this.handles.length, 'precise');
    for (const { vector, kind } of this.vectors) visit(vector.words, 0, vector.length, kind);
  }

  /** A static root for the lifetime of the heap. @returns its index in `statics` */
  addStatic(ref: Ref): number {
    this.statics.push(ref);
    return this.statics.length - 1;
  }
}

export interface SavedStack {
  words: Int32Array;
  top: number;
}
