import type { Ref } from './layout.ts';

/** A set of objects for verifiers: one byte per possible address below `words`, where a Set would cost a hash per slot. */
export class ReferenceSet {
  private readonly bytes: Uint8Array;

  /** @param words every member lies below this word index */
  constructor(words: number) {
    this.bytes = new Uint8Array((words + 1) >> 1);
  }

  /** @param ref an even word index below `words` */
  add(ref: Ref): void {
    this.bytes[ref >> 1] = 1;
  }

  /** Answers for any word, also one that is no address. */
  has(ref: Ref): boolean {
    return (ref & 1) === 0 && this.bytes[ref >> 1] === 1;
  }
}
