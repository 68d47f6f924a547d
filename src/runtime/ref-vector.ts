import type { Ref } from '../heap/layout.ts';

/** A growable list of Refs that a collector can scan, and rewrite, as a root range. */
export class RefVector {
  words: Int32Array = new Int32Array(64);
  length = 0;

  push(ref: Ref): void {
    if (this.length === this.words.length) {
      const wider = new Int32Array(this.length * 2);
      wider.set(this.words);
      this.words = wider;
    }
    this.words[this.length++] = ref;
  }

  at(index: number): Ref {
    return this.words[index]!;
  }

  /** Removes and returns the first element; 0 if there is none. */
  shift(): Ref {
    if (this.length === 0) return 0;
    const first = this.words[0]!;
    this.words.copyWithin(0, 1, this.length);
    this.words[--this.length] = 0;
    return first;
  }

  removeAt(index: number): void {
    this.words.copyWithin(index, index + 1, this.length);
    this.words[--this.length] = 0;
  }

  includes(ref: Ref): boolean {
    return this.words.subarray(0, this.length).includes(ref);
  }
}
