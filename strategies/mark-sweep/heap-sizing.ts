export interface Resize {
  readonly what: 'heap-grow' | 'heap-shrink' | 'heap-keep';
  readonly reason: string;
}

/** Percent of the surplus that the first, second, … collection in a row with a surplus gives back. */
const SHRINK_STEPS = [0, 10, 40, 100];

/**
 * How large the heap may be before it is collected: HotSpot's rule for the old generation. After a collection the
 * free part of the capacity is to lie between MinHeapFreeRatio and MaxHeapFreeRatio percent; the capacity grows at
 * once and shrinks in steps (ShrinkHeapInSteps), and never below its initial size.
 *
 * INVARIANT capacity: minWords ≤ capacityWords ≤ limitWords.
 */
export class HeapSizing {
  capacityWords: number;
  private readonly minWords: number;
  private readonly limitWords: number;
  private readonly minFree: number;
  private readonly maxFree: number;
  private step = 0;

  /** @param minFreeRatio @param maxFreeRatio percent, 0 to 99 */
  constructor(initialWords: number, limitWords: number, minFreeRatio: number, maxFreeRatio: number) {
    this.limitWords = limitWords;
    this.minWords = Math.min(initialWords, limitWords);
    this.capacityWords = this.minWords;
    this.minFree = minFreeRatio;
    this.maxFree = maxFreeRatio;
  }

  /** Words that may be allocated until the next collection; some even where all is live, lest every safepoint collect. */
  budgetAfter(liveWords: number): number {
    return Math.max(this.limitWords >>> 6, this.capacityWords - liveWords);
  }

  resize(liveWords: number): Resize {
    const least = this.clip(Math.ceil((liveWords * 100) / (100 - this.minFree)));
    const most = this.clip(Math.ceil((liveWords * 100) / (100 - this.maxFree)));
    const free = `${liveWords} words live in ${this.capacityWords}`;
    if (this.capacityWords < least) {
      this.capacityWords = least;
      this.step = 0;
      return { what: 'heap-grow', reason: `${free}: less than ${this.minFree} % free, grown to ${least}` };
    }
    if (this.capacityWords > most) {
      const percent = SHRINK_STEPS[this.step]!;
      this.step = Math.min(this.step + 1, SHRINK_STEPS.length - 1);
      const given = Math.floor(((this.capacityWords - most) * percent) / 100);
      this.capacityWords -= given;
      if (given === 0)
        return { what: 'heap-keep', reason: `${free}: over ${this.maxFree} % free, kept for now` };
      return { what: 'heap-shrink', reason: `${free}: over ${this.maxFree} % free, shrunk by ${given}` };
    }
    this.step = 0;
    return {
      what: 'heap-keep',
      reason: `${free}: within ${this.minFree} to ${this.maxFree} % free, or at a bound`,
    };
  }

  private clip(words: number): number {
    return Math.min(this.limitWords, Math.max(this.minWords, words));
  }
}
