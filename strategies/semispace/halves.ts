import type { BumpRegions } from '../../src/heap/bump-regions.ts';
import { FREED_WORD } from '../../src/heap/layout.ts';
import type { Memory } from '../../src/heap/memory.ts';

/**
 * The two halves of the heap, and the one in use. Objects lie side by side from `base` to `top`; [top, zeroed) is zero,
 * for the mutator's inline allocation; everything behind is of no meaning.
 *
 *     base          top      zeroed               end │ base of the other one …
 *     │ objects      │ zero    │ capacity …         │ │ reserve                 │
 *
 * INVARIANT halves: base ≤ top ≤ zeroed ≤ end, all even; the other half has no object.
 */
export class Halves {
  /** Of one half. */
  readonly words: number;
  private readonly i32: Int32Array;
  private readonly first: number;
  private readonly bump: BumpRegions;
  /** End of what the last collection left in the other half. */
  evacuatedTo: number;
  private second = false;
  /** INVARIANT clean: nobody ever wrote behind these, so it is zero there. By half. */
  private readonly dirtyTo: [number, number];

  constructor(memory: Memory, limitWords: number, bump: BumpRegions) {
    this.i32 = memory.i32;
    this.first = memory.firstWord;
    this.words = ((Math.min(memory.words, limitWords) - this.first) >> 2) << 1;
    this.bump = bump;
    this.dirtyTo = [this.base, this.base + this.words];
    this.top = this.base;
    this.zeroed = this.base;
    this.evacuatedTo = this.otherBase;
  }

  get base(): number {
    return this.second ? this.first + this.words : this.first;
  }

  get otherBase(): number {
    return this.second ? this.first : this.first + this.words;
  }

  get end(): number {
    return this.base + this.words;
  }

  get top(): number {
    return this.bump.top(0);
  }

  set top(address: number) {
    this.bump.setTop(0, address);
  }

  get zeroed(): number {
    return this.bump.limit(0);
  }

  set zeroed(address: number) {
    this.bump.setLimit(0, address);
  }

  get freeWords(): number {
    return this.end - this.top;
  }

  /** Room for `words` words at `top`, zeroed, and up to `quantum` in one go; false if the half is full. */
  extend(words: number, quantum: number): boolean {
    const { end, top, zeroed } = this;
    if (top + words > end) return false;
    const limit = Math.min(end, Math.max(top + words, zeroed + quantum));
    const half = this.second ? 1 : 0;
    if (zeroed < this.dirtyTo[half]) this.i32.fill(0, zeroed, limit);
    if (limit > this.dirtyTo[half]) this.dirtyTo[half] = limit;
    this.zeroed = limit;
    return true;
  }

  /** What lives was copied to [otherBase, free): that half is the one in use now. */
  flip(free: number, poison: boolean): void {
    if (poison) this.i32.fill(FREED_WORD, this.base, this.top);
    this.evacuatedTo = this.top;
    this.second = !this.second;
    const half = this.second ? 1 : 0;
    if (free > this.dirtyTo[half]) this.dirtyTo[half] = free;
    this.top = free;
    this.zeroed = free;
  }

  /** Words that were ever written in the half in use, and in the other one. */
  committedWords(): readonly [inUse: number, reserve: number] {
    const inUse = this.dirtyTo[this.second ? 1 : 0] - this.base;
    return [inUse, this.dirtyTo[this.second ? 0 : 1] - this.otherBase];
  }
}
