/** Objects of more words never come from a bump region. */
export const BUMP_WORDS_MAX = 128;

const FIRST_REGION = 2;
const NOTHING_SERVED = new Uint8Array(BUMP_WORDS_MAX + 1);

/**
 * Memory that the mutator may allocate from by itself, by bumping a pointer: the fast path of an allocator as data, so
 * that whoever allocates can inline it whichever the collector. One region, or one for each size class:
 *
 *     region = plan[words]; at = state[region]; next = at + words; left = wordsLeft[0] - words
 *     if (next <= state[region + 1] && left > 0) the object lies at `at`; its header is written, and
 *       state[region] = next; wordsLeft[0] = left; objects[0]++
 *
 * In all other cases `Collector.allocate` is called. `wordsLeft` is the runtime's, its allocation clock.
 *
 * INVARIANT bump-regions: [top, limit) of a region is the collector's to give away, and zero.
 */
export class BumpRegions {
  /** Top and limit of a region that is always empty, then of the others. */
  readonly state: Int32Array;
  /** Objects taken from the regions; may wrap around. */
  readonly objects: Int32Array = new Int32Array(1);
  readonly wordsLeft: Int32Array = new Int32Array(1);
  /** By words of an object: where its region is in `state`; of the empty one if it has none, or while `close` applies. */
  plan: Uint8Array = NOTHING_SERVED;
  private readonly served: Uint8Array = new Uint8Array(BUMP_WORDS_MAX + 1);

  constructor(regions: number) {
    this.state = new Int32Array(FIRST_REGION + 2 * regions);
    this.state[1] = -1;
  }

  /** Objects of `words` words come from `region`. */
  serve(words: number, region: number): void {
    this.served[words] = FIRST_REGION + 2 * region;
  }

  /** Whether the mutator may take anything without a call. */
  open(open: boolean): void {
    this.plan = open ? this.served : NOTHING_SERVED;
  }

  top(region: number): number {
    return this.state[FIRST_REGION + 2 * region]!;
  }

  limit(region: number): number {
    return this.state[FIRST_REGION + 2 * region + 1]!;
  }

  setTop(region: number, address: number): void {
    this.state[FIRST_REGION + 2 * region] = address;
  }

  setLimit(region: number, address: number): void {
    this.state[FIRST_REGION + 2 * region + 1] = address;
  }

  /** Nothing is left in any region. */
  clear(): void {
    this.state.fill(0, FIRST_REGION);
  }
}
