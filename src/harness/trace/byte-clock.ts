/** Entries before every second one is dropped. */
const ENTRIES_MAX = 1 << 20;

/** Words on one of the two clocks for objects on the other, for moments that are told afterwards. */
export class ByteClock {
  /** Words allocated at every `stride`-th object; ascending. */
  private words = new Float64Array(1 << 10);
  private count = 0;
  private stride = 1;

  /** `objects` have been allocated by now, one more than at the last call. */
  note(objects: number, words: number): void {
    if (objects % this.stride !== 0) return;
    const index = objects / this.stride;
    if (index >= ENTRIES_MAX) {
      this.thin();
      this.note(objects, words);
      return;
    }
    if (index >= this.words.length) this.grow(index);
    // Objects that nobody told of stand where the next one does.
    this.words.fill(words, this.count, index + 1);
    this.count = index + 1;
  }

  /** Of what came before the first note: 0. Between two entries the earlier one counts: the clock never goes back. */
  wordsAt(objects: number): number {
    const index = Math.min(Math.floor(objects / this.stride), this.count - 1);
    return index < 0 ? 0 : this.words[index]!;
  }

  private grow(index: number): void {
    const larger = new Float64Array(Math.min(ENTRIES_MAX, Math.max(index + 1, 2 * this.words.length)));
    larger.set(this.words);
    this.words = larger;
  }

  private thin(): void {
    for (let k = 0; 2 * k < this.count; k++) this.words[k] = this.words[2 * k]!;
    this.count = Math.ceil(this.count / 2);
    this.stride *= 2;
  }
}
