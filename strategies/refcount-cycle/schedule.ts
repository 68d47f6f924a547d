import { GENERATIONS } from './tracking.ts';

const NEVER = 0x7fffffff;

export interface GenerationStats {
  collections: number;
  collected: number;
  uncollectable: number;
}

/**
 * When to collect which generation: CPython's counts and thresholds.
 *
 * `counts[0]` is container allocations minus deallocations since the last collection, never below 0; `counts[n + 1]`
 * is collections of n since the last one of n + 1. A full collection is due only if what has become old since the
 * last one is at least a quarter of what was old then, so that building up a large heap costs linear time.
 *
 * Source: CPython 3.11, Modules/gcmodule.c (gc_collect_generations).
 */
export class Schedule {
  /** counts[0], apart because every allocation changes it. */
  allocations = 0;
  /** The allocation count past which a collection is triggered; NEVER while none may be. */
  trigger: number = NEVER;
  readonly thresholds: number[];
  readonly counts: number[] = [0, 0, 0];
  readonly stats: GenerationStats[];
  /** Survivors of the last full collection. */
  longLivedTotal = 0;
  /** Objects that survived a collection of generation 1 since the last full collection. */
  longLivedPending = 0;
  /** Why `due` decided as it did. */
  reason = '';
  private isEnabled = true;
  private isCollecting = false;

  constructor(thresholds: readonly number[]) {
    this.thresholds = [...thresholds];
    this.stats = this.thresholds.map(() => ({ collections: 0, collected: 0, uncollectable: 0 }));
    this.update();
  }

  get enabled(): boolean {
    return this.isEnabled;
  }

  set enabled(on: boolean) {
    this.isEnabled = on;
    this.update();
  }

  /** A collection is running: no other one is triggered. */
  get collecting(): boolean {
    return this.isCollecting;
  }

  set collecting(on: boolean) {
    this.isCollecting = on;
    this.update();
  }

  /** As gc.set_threshold: those not given stay. */
  setThresholds(values: readonly number[]): void {
    for (let k = 0; k < Math.min(values.length, GENERATIONS); k++) this.thresholds[k] = values[k]!;
    this.update();
  }

  /** The oldest generation that is due, given that generation 0 is; sets `reason`. */
  due(): number {
    const { counts, thresholds } = this;
    this.reason = '';
    if (counts[2]! > thresholds[2]!) {
      const quarter = Math.floor(this.longLivedTotal / 4);
      if (this.longLivedPending >= quarter) {
        this.reason = `${counts[2]} collections of generation 1, and ${this.longLivedPending} new old objects >= ${quarter}`;
        return 2;
      }
      this.reason = `generation 2 skipped: ${this.longLivedPending} new old objects < a quarter of ${this.longLivedTotal}; `;
    }
    if (counts[1]! > thresholds[1]!) {
      this.reason += `${counts[1]} collections of generation 0 > ${thresholds[1]}`;
      return 1;
    }
    this.reason += `more than ${thresholds[0]} containers allocated`;
    return 0;
  }

  get skippedFull(): boolean {
    return this.reason.startsWith('generation 2 skipped');
  }

  /** A collection of `generation` begins. */
  started(generation: number): void {
    if (generation + 1 < GENERATIONS) this.counts[generation + 1] = this.counts[generation + 1]! + 1;
    for (let k = 1; k <= generation; k++) this.counts[k] = 0;
  }

  private update(): void {
    const threshold = this.thresholds[0]!;
    this.trigger = this.isEnabled && !this.isCollecting && threshold !== 0 ? threshold : NEVER;
  }
}
