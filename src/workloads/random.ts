/** Marsaglia's xorshift32 (J. Stat. Software 8(14), 2003): the generator of the baselines on real runtimes too. */
export class Random {
  private state: number;

  /** @param seed any integer but 0 */
  constructor(seed: number) {
    this.state = seed | 0 || 1;
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    let s = this.state;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.state = s;
    return s >>> 0;
  }

  /** From 0 to `n` - 1. */
  below(n: number): number {
    return this.next() % n;
  }

  /** At least 0, less than 1. */
  fraction(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** An array of 0 to `n` - 1 in random order (Fisher and Yates). */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const swapped = order[i]!;
      order[i] = order[j]!;
      order[j] = swapped;
    }
    return order;
  }
}
