import type { Ref } from './layout.ts';

/**
 * Bump allocation out of one range of words: the next object begins where the last one ended.
 *
 * INVARIANT bump: words in [from, top) are handed out, words in [top, limit) are not.
 */
export class BumpAllocator {
  readonly from: number;
  /** The next free word. Public for a caller that inlines the fast path. */
  top: number;
  limit: number;

  /** @param from first word, even @param limit first word that must not be used */
  constructor(from: number, limit: number) {
    this.from = from;
    this.top = from;
    this.limit = limit;
  }

  /** @returns the address of `words` (even) words as they are, or 0 if the range is used up */
  allocate(words: number): Ref {
    const at = this.top;
    if (at + words > this.limit) return 0;
    this.top = at + words;
    return at;
  }

  /** The last allocation, at `at` with `words` words, is to have `wanted`; true if it could be done in place. */
  tryGrow(at: Ref, words: number, wanted: number): boolean {
    if (at + words !== this.top || at + wanted > this.limit) return false;
    this.top = at + wanted;
    return true;
  }

  get usedWords(): number {
    return this.top - this.from;
  }

  get freeWords(): number {
    return this.limit - this.top;
  }
}
