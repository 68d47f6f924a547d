import type { CollectionMonitor, CollectorControl } from '../../src/contract/collector.ts';
import { SHAPE_CONTAINER, type ShapeTable } from '../../src/contract/shapes.ts';
import { FLAG_TRACKED, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { Pymalloc } from '../../src/heap/pymalloc.ts';
import { type PoolStatistics, poolStatistics } from '../../src/heap/pymalloc-statistics.ts';
import type { Destruction } from './destruction.ts';
import type { GenerationStats, Schedule } from './schedule.ts';
import { FROZEN, GENERATIONS, type Tracking } from './tracking.ts';

/** What CPython's gc module drives. */
export class GenerationControl implements CollectorControl {
  readonly generations = GENERATIONS;
  monitor: CollectionMonitor | null = null;
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly tracking: Tracking;
  private readonly schedule: Schedule;
  private readonly destruction: Destruction;
  private readonly pymalloc: Pymalloc;

  constructor(
    i32: Int32Array,
    shapes: ShapeTable,
    tracking: Tracking,
    schedule: Schedule,
    destruction: Destruction,
    pymalloc: Pymalloc,
  ) {
    this.i32 = i32;
    this.shapes = shapes;
    this.tracking = tracking;
    this.schedule = schedule;
    this.destruction = destruction;
    this.pymalloc = pymalloc;
  }

  get enabled(): boolean {
    return this.schedule.enabled;
  }

  set enabled(on: boolean) {
    this.schedule.enabled = on;
  }

  /** Objects with legacy finalizers that collections found in garbage since this was last asked: for gc.garbage. */
  takeUncollectable(): Ref[] {
    const refs = [...this.destruction.uncollectable];
    this.destruction.uncollectable.clear();
    return refs;
  }

  counts(): readonly number[] {
    const { schedule } = this;
    return [schedule.allocations, schedule.counts[1]!, schedule.counts[2]!];
  }

  thresholds(): readonly number[] {
    return [...this.schedule.thresholds];
  }

  setThresholds(values: readonly number[]): void {
    this.schedule.setThresholds(values);
  }

  stats(): readonly GenerationStats[] {
    return this.schedule.stats.map((stats) => ({ ...stats }));
  }

  poolStatistics(): PoolStatistics {
    return poolStatistics(this.i32, this.pymalloc);
  }

  onAnotherThread(work: () => void): void {
    this.destruction.onAnotherThread(work);
  }

  isTracked(ref: Ref): boolean {
    return (this.i32[ref]! & FLAG_TRACKED) !== 0;
  }

  trackedObjects(generation: number | null): Ref[] {
    const { lists } = this.tracking;
    const chosen = generation === null ? lists.slice(0, GENERATIONS) : [lists[generation]!];
    return chosen.flatMap((list) => [...list.refs.subarray(0, list.length)].filter((ref) => ref !== 0));
  }

  freeze(): void {
    const { lists, cuts } = this.tracking;
    for (let k = 0; k < GENERATIONS; k++) {
      this.tracking.merge(lists[k]!, lists[FROZEN]!);
      this.schedule.counts[k] = 0;
    }
    this.schedule.allocations = 0;
    // Collections that wait for the safepoint will find an empty generation.
    cuts.fill(0);
  }

  unfreeze(): void {
    const { lists } = this.tracking;
    this.tracking.merge(lists[FROZEN]!, lists[GENERATIONS - 1]!);
  }

  freezeCount(): number {
    return this.tracking.lists[FROZEN]!.live;
  }

  track(ref: Ref): void {
    const header = this.i32[ref]!;
    if ((header & FLAG_TRACKED) !== 0) return;
    if ((this.shapes.traits[header & SHAPE_MASK]! & SHAPE_CONTAINER) !== 0) this.tracking.track(ref);
  }

  untrack(ref: Ref): void {
    if ((this.i32[ref]! & FLAG_TRACKED) !== 0) this.tracking.untrack(ref);
  }
}
