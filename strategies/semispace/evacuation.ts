import type { Liveness } from '../../src/contract/host.ts';
import type { ShapeTable } from '../../src/contract/shapes.ts';
import { MARK_WORD, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import {
  copyDepthFirst,
  DEPTH,
  EDGES,
  evacuate,
  FORWARDED,
  FREE,
  OBJECTS,
  SCAN,
  STATE_WORDS,
  scanCopies,
} from './copy.ts';

const STACK_WORDS_START = 1 << 10;

/**
 * Copies what is reachable out of from-space, [low, high), to one place after the other from `free` on.
 *
 * INVARIANT scan: the slots of copies below SCAN (breadth first), or of all copies but those on the stack (depth first),
 * refer to to-space. A copy is made once: FORWARDED is set when it is.
 */
export class Evacuation implements Liveness {
  low = 0;
  high = 0;
  /** Root words looked at. */
  rootWords = 0;
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly depthFirst: boolean;
  private readonly state = new Int32Array(STATE_WORDS);
  private stack: Int32Array;

  constructor(i32: Int32Array, shapes: ShapeTable, depthFirst: boolean) {
    this.i32 = i32;
    this.shapes = shapes;
    this.depthFirst = depthFirst;
    this.stack = new Int32Array(depthFirst ? STACK_WORDS_START : 0);
  }

  begin(low: number, high: number, to: number): void {
    this.low = low;
    this.high = high;
    this.rootWords = 0;
    this.state.fill(0);
    this.state[SCAN] = to;
    this.state[FREE] = to;
  }

  /** First word behind the copies. */
  get free(): number {
    return this.state[FREE]!;
  }

  get objects(): number {
    return this.state[OBJECTS]!;
  }

  get edges(): number {
    return this.state[EDGES]!;
  }

  metadataWords(): number {
    return this.stack.length;
  }

  /** Null and what is outside of from-space count as live. */
  isLive(ref: Ref): boolean {
    return ref < this.low || ref >= this.high || (this.i32[ref]! & FORWARDED) !== 0;
  }

  forwarded(ref: Ref): Ref {
    return ref < this.low || ref >= this.high ? ref : this.i32[ref + MARK_WORD]!;
  }

  /** The copy, if there is one. */
  current(ref: Ref): Ref {
    return this.isLive(ref) ? this.forwarded(ref) : ref;
  }

  /** The object lives: make its copy. */
  keep(ref: Ref): void {
    if (!this.isLive(ref)) this.copy(ref);
  }

  /** Words outside of the heap lead to the copies from now on. What is below them is copied by `drain`. */
  forwardRange(words: Int32Array, from: number, to: number): void {
    const { high, i32, low } = this;
    this.rootWords += to - from;
    for (let at = from; at < to; at++) {
      const ref = words[at]!;
      if (ref < low || ref >= high) continue;
      words[at] = (i32[ref]! & FORWARDED) !== 0 ? i32[ref + MARK_WORD]! : this.copy(ref);
      if (this.depthFirst) this.drain();
    }
  }

  /** Copy whatever copies refer to. */
  drain(): void {
    if (this.depthFirst) {
      this.drainStack();
      return;
    }
    const { high, i32, low, shapes, state } = this;
    while (state[SCAN]! < state[FREE]!) scanCopies(i32, state, shapes, low, high);
  }

  private drainStack(): void {
    const { high, i32, low, shapes, state } = this;
    while (state[DEPTH]! > 0) {
      if (state[DEPTH]! + 4 > this.stack.length) this.growStack();
      copyDepthFirst(i32, state, this.stack, shapes, low, high);
    }
  }

  private copy(ref: Ref): Ref {
    const { i32, shapes, state } = this;
    const to = state[FREE]!;
    state[FREE] = to + evacuate(i32, shapes.fixedWords, shapes.variable, ref, to);
    state[OBJECTS] = state[OBJECTS]! + 1;
    if (this.depthFirst) this.push(to + shapes.refsFrom[i32[to]! & SHAPE_MASK]!, shapes.slotsEnd(i32, to));
    return to;
  }

  private push(from: number, to: number): void {
    const depth = this.state[DEPTH]!;
    if (from === to) return;
    if (depth + 4 > this.stack.length) this.growStack();
    this.stack[depth] = from;
    this.stack[depth + 1] = to;
    this.state[DEPTH] = depth + 2;
  }

  private growStack(): void {
    const wider = new Int32Array(this.stack.length * 2);
    wider.set(this.stack);
    this.stack = wider;
  }
}
