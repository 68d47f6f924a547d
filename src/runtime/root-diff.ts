import type { RootKind } from '../contract/host.ts';
import type { Ref } from '../heap/layout.ts';
import type { Runtime } from './runtime.ts';

/** Tells which references stood in a root at the last look and do not any more. Statics are for ever: left out. */
export class RootDiff {
  private snapshot: Int32Array[] = [];
  private lengths: number[] = [];

  eachDropped(runtime: Runtime, dropped: (ref: Ref) => void): void {
    let range = 0;
    runtime.eachRootRange((words, from, to, kind) => {
      if (!isWatched(runtime, words, kind)) return;
      this.compare(range++, words, from, to, dropped);
    });
    for (; range < this.lengths.length; range++) this.compare(range, NO_WORDS, 0, 0, dropped);
  }

  /** Addresses have changed: what stands in the roots now is the new picture. */
  retake(runtime: Runtime): void {
    this.eachDropped(runtime, () => undefined);
  }

  private compare(
    range: number,
    words: Int32Array,
    from: number,
    to: number,
    dropped: (ref: Ref) => void,
  ): void {
    const length = to - from;
    let before = this.snapshot[range] ?? NO_WORDS;
    const known = this.lengths[range] ?? 0;
    for (let k = 0; k < known; k++) {
      const old = before[k]!;
      if (old !== 0 && (k >= length || words[from + k] !== old)) dropped(old);
    }
    if (before.length < length) {
      before = new Int32Array(length * 2);
      this.snapshot[range] = before;
    }
    before.set(words.subarray(from, to));
    this.lengths[range] = length;
  }
}

const NO_WORDS = new Int32Array(0);

function isWatched(runtime: Runtime, words: Int32Array, kind: RootKind): boolean {
  return kind !== 'queue' && words !== runtime.roots.statics.words;
}
