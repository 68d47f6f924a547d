import type { CollectorControl } from '../../src/contract/collector.ts';
import { SHAPE_CONTAINER, SHAPE_PART } from '../../src/contract/shapes.ts';
import { type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import { MAX_GENERATION, type Space } from './space.ts';

interface GenerationStats {
  collections: number;
  collected: number;
  uncollectable: number;
}

/**
 * What the CLR lets a program see and drive. Every object is known to the collector, so there is nothing to track,
 * untrack or freeze; thresholds are a number that is stored (IronPython does no more with them).
 */
export class ClrControl implements CollectorControl {
  enabled = true;
  readonly generations = MAX_GENERATION + 1;
  private readonly statistics: GenerationStats[] = [];
  private stored: readonly number[] = [65536, 262144, 1048576];
  private readonly space: Space;
  private readonly eachObject: (visit: (ref: Ref) => void) => void;

  constructor(space: Space, eachObject: (visit: (ref: Ref) => void) => void) {
    this.space = space;
    this.eachObject = eachObject;
    for (let g = 0; g <= MAX_GENERATION; g++)
      this.statistics.push({ collections: 0, collected: 0, uncollectable: 0 });
  }

  /** A collection of `generation` is over: it counts for every younger one as well (GC.CollectionCount). */
  collected(generation: number, objects: number): void {
    for (let g = 0; g <= generation; g++) this.statistics[g]!.collections++;
    this.statistics[generation]!.collected += objects;
  }

  counts(): readonly number[] {
    return this.statistics.map((each) => each.collections);
  }

  thresholds(): readonly number[] {
    return this.stored;
  }

  setThresholds(values: readonly number[]): void {
    this.stored = [...values];
  }

  stats(): readonly Readonly<GenerationStats>[] {
    return this.statistics.map((each) => ({ ...each }));
  }

  isTracked(ref: Ref): boolean {
    const { i32, shapes } = this.space;
    return (shapes.traits[i32[ref]! & SHAPE_MASK]! & (SHAPE_CONTAINER | SHAPE_PART)) === SHAPE_CONTAINER;
  }

  /** GC.GetGeneration. */
  generationOf(ref: Ref): number {
    return this.space.generationOf(ref);
  }

  trackedObjects(generation: number | null): Ref[] {
    const found: Ref[] = [];
    this.eachObject((ref) => {
      if (this.isTracked(ref) && (generation === null || this.space.generationOf(ref) === generation))
        found.push(ref);
    });
    return found;
  }

  freeze(): void {
    // The CLR has no permanent generation.
  }

  unfreeze(): void {
    // Nothing was frozen.
  }

  freezeCount(): number {
    return 0;
  }

  track(_ref: Ref): void {
    // Every object is tracked from its allocation on.
  }

  untrack(_ref: Ref): void {
    // Every object stays tracked.
  }
}
