/**
 * Where an allocator gets its memory from: ranges of words of one heap. The counterpart of PyMemAllocatorEx in
 * CPython's "raw" domain; an embedding application may bring its own.
 *
 * INVARIANT ranges: what `malloc` handed out and `free` has not taken back are disjoint ranges inside the heap's words,
 * beginning at a multiple of 4 words (16 bytes), not below FIRST_FREE_WORD.
 */
export interface RawAllocator {
  /**
   * @param words at least 1
   * @param alignment in words, a power of two, at least 4; a wish: callers cope with a multiple of 4
   * @returns the address of the range's first word, or 0 if there is no room
   */
  malloc(words: number, alignment?: number): number;
  free(address: number): void;
  /** The range with `words` words, moved if it must be; 0 (and the old range stays) if there is no room. */
  realloc(address: number, words: number): number;
  /** Optional: make the range longer where it is. Without it nothing grows in place. */
  tryGrow?(address: number, words: number): boolean;
  /** Optional: the longest range that `malloc` could hand out. Without it callers find out by trying. */
  largestFree?(): number;
}

/** All ranges begin at a multiple of this (16 bytes). */
export const ALIGNMENT_WORDS = 4;

export function roundUpToAlignment(words: number): number {
  return (words + 3) & ~3;
}
