/** Gaps that are worth remembering: smaller ones stay free cells, found again only by a later collection. */
export const GAP_WORDS_MIN = 8;
/** How many gaps a plug may try before it goes to the end of its generation. */
const FIT_WINDOW = 8;

/**
 * The free cells of one generation, threaded as space to allocate in.
 *
 * INVARIANT gaps: the gaps are free cells of their generation, in address order and disjoint.
 *
 * During a plan, `fit` hands out room tentatively; `commit` makes it so (the plan was carried out), `rewind` does not.
 */
export class GapList {
  starts: Int32Array = new Int32Array(16);
  sizes: Int32Array = new Int32Array(16);
  count = 0;
  /** Words of each gap that the current plan has given away. */
  private used: Int32Array = new Int32Array(16);
  private cursor = 0;

  push(start: number, words: number): void {
    if (words < GAP_WORDS_MIN) return;
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.sizes[this.count] = words;
    this.used[this.count++] = 0;
  }

  clear(): void {
    this.count = 0;
    this.cursor = 0;
  }

  appendAll(other: GapList): void {
    for (let k = 0; k < other.count; k++) this.push(other.starts[k]!, other.sizes[k]!);
  }

  /** The address of `words` words, given away for the current plan, or 0. Next fit, in address order. */
  fit(words: number): number {
    const last = Math.min(this.count, this.cursor + FIT_WINDOW);
    for (let k = this.cursor; k < last; k++) {
      const left = this.sizes[k]! - this.used[k]!;
      if (left < words) {
        if (k === this.cursor && left < GAP_WORDS_MIN) this.cursor++;
        continue;
      }
      const at = this.starts[k]! + this.used[k]!;
      this.used[k] = this.used[k]! + words;
      return at;
    }
    return 0;
  }

  rewind(): void {
    this.used.fill(0, 0, this.count);
    this.cursor = 0;
  }

  /** Gaps that were given away shrink or go. `changed` hears what is left of each, down to 0 words. */
  commit(changed: (start: number, words: number) => void): void {
    let kept = 0;
    for (let k = 0; k < this.count; k++) {
      const used = this.used[k]!;
      const start = this.starts[k]! + used;
      const words = this.sizes[k]! - used;
      if (used > 0) changed(start, words);
      if (words < GAP_WORDS_MIN) continue;
      this.starts[kept] = start;
      this.sizes[kept] = words;
      this.used[kept++] = 0;
    }
    this.count = kept;
    this.cursor = 0;
  }

  /** First fit: takes the first gap of at least `words` out of the list. @returns its index before, or -1 */
  find(words: number): number {
    for (let k = 0; k < this.count; k++) if (this.sizes[k]! >= words) return k;
    return -1;
  }

  /** Cut `words` off the front of a gap; a rest too small to remember leaves the list. @returns its old start */
  take(index: number, words: number): number {
    const start = this.starts[index]!;
    this.starts[index] = start + words;
    this.sizes[index] = this.sizes[index]! - words;
    if (this.sizes[index]! < GAP_WORDS_MIN) {
      this.starts.copyWithin(index, index + 1, this.count);
      this.sizes.copyWithin(index, index + 1, this.count);
      this.count--;
    }
    return start;
  }

  largest(): number {
    let largest = 0;
    for (let k = 0; k < this.count; k++) if (this.sizes[k]! > largest) largest = this.sizes[k]!;
    return largest;
  }

  metadataWords(): number {
    return this.starts.length * 3;
  }

  private grow(): void {
    this.starts = doubled(this.starts);
    this.sizes = doubled(this.sizes);
    this.used = doubled(this.used);
  }
}

/** A copy of twice the length. */
export function doubled(words: Int32Array): Int32Array {
  const wider = new Int32Array(words.length * 2);
  wider.set(words);
  return wider;
}
