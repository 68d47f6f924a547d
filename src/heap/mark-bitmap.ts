import { NULL_REF, type Ref } from './layout.ts';

/**
 * One mark bit for each granule of two words, in a side table, so that marking does not write to objects and
 * sweeping does not read them. Bit g of the map stands for the word address 2g; an int32 covers 64 words.
 *
 * INVARIANT null-marked: bit 0 is always set: a marker needs no test for null.
 */
export class MarkBitmap {
  readonly bits: Int32Array;

  constructor(words: number) {
    this.bits = new Int32Array((words >>> 6) + 1);
    this.bits[0] = 1;
  }

  isMarked(ref: Ref): boolean {
    return ((this.bits[ref >>> 6]! >>> ((ref >>> 1) & 31)) & 1) !== 0;
  }

  /** @returns true if the bit was clear */
  mark(ref: Ref): boolean {
    const at = ref >>> 6;
    const bit = 1 << ((ref >>> 1) & 31);
    const word = this.bits[at]!;
    this.bits[at] = word | bit;
    return (word & bit) === 0;
  }

  /** Clears the bits of [0, words), but for null's. */
  clear(words: number): void {
    this.bits.fill(0, 0, (words + 63) >>> 6);
    this.bits[NULL_REF] = 1;
  }

  /** The first marked address in [from, to), or `to`; both are multiples of 2. */
  next(from: number, to: number): number {
    const { bits } = this;
    let at = from >>> 6;
    let word = bits[at]! & (-1 << ((from >>> 1) & 31));
    while (word === 0) {
      at++;
      if (at << 6 >= to) return to;
      word = bits[at]!;
    }
    const found = (at << 6) + ((31 - Math.clz32(word & -word)) << 1);
    return found < to ? found : to;
  }
}

/** Set bits in words [from, to) of a bitmap. */
export function countBits(bits: Int32Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    let v = bits[at]!;
    v -= (v >>> 1) & 0x55555555;
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    count += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
