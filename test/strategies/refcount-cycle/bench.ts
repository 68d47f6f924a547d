import { WEAK_SHORT } from '../../../src/contract/host.ts';
import {
  SHAPE_CONTAINER,
  SHAPE_EPHEMERON,
  SHAPE_FINALIZER,
  SHAPE_PART,
  SHAPE_TRASHCAN,
  SHAPE_UNTRACKABLE,
  SHAPE_WEAK,
  VAR_REFS,
  VAR_WORDS,
} from '../../../src/contract/shapes.ts';
import type { Ref } from '../../../src/heap/layout.ts';
import { Runtime, type RuntimeOptions } from '../../../src/runtime/runtime.ts';
import { type RefcountCycle, refcountCycle } from '../../../strategies/refcount-cycle/refcount-cycle.ts';

/** Slots of the shapes below. */
export const A = 3;
export const B = 4;

/** A runtime with a few shapes; finalizers and callbacks are logged by the object's number. */
export class Bench {
  readonly runtime: Runtime;
  readonly log: string[] = [];
  readonly plain: number;
  readonly chained: number;
  readonly final: number;
  readonly tuple: number;
  readonly dict: number;
  readonly part: number;
  readonly words: number;
  readonly weak: number;
  readonly ephemeron: number;
  onFinalize: (ref: Ref) => void = () => undefined;

  constructor(options: Partial<RuntimeOptions> = {}) {
    this.runtime = new Runtime({
      heapBytes: 4 * 2 ** 20,
      collector: refcountCycle,
      ...options,
      collectorOptions: { threshold0: 0, ...options.collectorOptions },
    });
    const { shapes } = this.runtime;
    const C = SHAPE_CONTAINER;
    const variable = VAR_REFS;
    this.plain = shapes.define({ name: 'Plain', raw: 1, refs: 2, traits: C });
    this.chained = shapes.define({ name: 'Chained', raw: 1, refs: 2, traits: C | SHAPE_TRASHCAN });
    this.final = shapes.define({ name: 'Final', raw: 1, refs: 2, traits: C | SHAPE_FINALIZER });
    this.tuple = shapes.define({ name: 'tuple', raw: 1, refs: 0, variable, traits: C | SHAPE_UNTRACKABLE });
    this.dict = shapes.define({ name: 'dict', raw: 1, refs: 2, traits: C | SHAPE_UNTRACKABLE });
    this.part = shapes.define({ name: 'part', raw: 1, refs: 0, variable, traits: SHAPE_PART });
    this.words = shapes.define({ name: 'words', raw: 1, refs: 0, variable: VAR_WORDS });
    this.weak = shapes.define({ name: 'weakref', raw: 2, refs: 1, traits: C | SHAPE_WEAK });
    this.ephemeron = shapes.define({ name: 'ephemeron', raw: 2, refs: 0, traits: C | SHAPE_EPHEMERON });
    this.runtime.guest = {
      finalize: (ref) => {
        this.log.push(`finalize ${this.number(ref)}`);
        this.onFinalize(ref);
      },
      weakCallback: (weak) => this.log.push(`callback ${this.number(this.runtime.i32[weak + B]!)}`),
      pendingWork: () => undefined,
      virtualTimeMs: () => 0,
    };
  }

  get collector(): RefcountCycle {
    return this.runtime.collector as RefcountCycle;
  }

  number(ref: Ref): number {
    return this.runtime.i32[ref + 2]!;
  }

  make(shape: number, number: number): Ref {
    const ref = this.runtime.allocate(shape);
    this.runtime.i32[ref + 2] = number;
    return ref;
  }

  /** Objects numbered from `first`, each with the next one in its slot A, the last with the first. */
  ring(shape: number, size: number, first = 0): Ref[] {
    const refs = Array.from({ length: size }, (_, k) => this.make(shape, first + k));
    for (const [k, ref] of refs.entries()) this.runtime.initialise(ref, A, refs[(k + 1) % size]!);
    return refs;
  }

  drop(refs: readonly Ref[]): void {
    for (const ref of refs) this.runtime.release(ref);
  }

  watch(target: Ref, number: number): Ref {
    const weak = this.runtime.allocateWeak(this.weak, target, WEAK_SHORT);
    this.runtime.initialiseOwned(weak, B, this.make(this.plain, number));
    return weak;
  }

  collect(generation = 2): number {
    return this.runtime.collect({ kind: 'full', generation, cause: 'explicit' }).found;
  }

  objects(): number {
    let count = 0;
    this.collector.forEachObject(() => count++);
    return count;
  }
}
