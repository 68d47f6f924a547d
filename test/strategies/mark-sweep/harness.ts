/** A runtime with mark-sweep and a few shapes, and a virtual clock that the test sets. */

import type { CollectorEvent } from '../../../src/contract/events.ts';
import { SHAPE_EPHEMERON, SHAPE_FINALIZER, SHAPE_WEAK, VAR_BYTES } from '../../../src/contract/shapes.ts';
import type { Ref } from '../../../src/heap/layout.ts';
import { arrayShape, Mutator, recordShape } from '../../../src/runtime/mutator.ts';
import { type Guest, Runtime, type RuntimeOptions } from '../../../src/runtime/runtime.ts';
import { type MarkSweep, markSweep } from '../../../strategies/mark-sweep/mark-sweep.ts';

export class World implements Guest {
  readonly runtime: Runtime;
  readonly mutator: Mutator;
  readonly collector: MarkSweep;
  readonly events: CollectorEvent[] = [];
  readonly finalized: Ref[] = [];
  readonly callbacks: Ref[] = [];
  readonly pair: number;
  readonly array: number;
  readonly bytes: number;
  readonly weak: number;
  readonly ephemeron: number;
  readonly finalizable: number;
  nowMs = 0;
  onFinalize: (ref: Ref) => void = () => undefined;

  constructor(options: Partial<RuntimeOptions> = {}) {
    this.runtime = new Runtime({ heapBytes: 1 << 22, collector: markSweep, eventLevel: 1, ...options });
    this.runtime.guest = this;
    this.runtime.onEvent = (event) => this.events.push(event);
    this.mutator = new Mutator(this.runtime);
    this.collector = this.runtime.collector as MarkSweep;
    const { mutator } = this;
    this.pair = mutator.shape(recordShape('pair', 2, 2));
    this.array = mutator.shape(arrayShape('array'));
    this.bytes = mutator.shape({ name: 'bytes', raw: 1, refs: 0, variable: VAR_BYTES });
    this.weak = mutator.shape({ name: 'weak', raw: 2, refs: 1, traits: SHAPE_WEAK });
    this.ephemeron = mutator.shape({ name: 'ephemeron', raw: 2, refs: 0, traits: SHAPE_EPHEMERON });
    this.finalizable = mutator.shape(recordShape('finalizable', 2, 0, SHAPE_FINALIZER));
  }

  collect() {
    return this.runtime.collect({ kind: 'full', cause: 'explicit' });
  }

  /** Every object of the heap, by enumeration. */
  objects(): Ref[] {
    const found: Ref[] = [];
    this.collector.forEachObject((ref) => found.push(ref));
    return found;
  }

  decisions(what: string): string[] {
    return this.events.flatMap((event) =>
      event.type === 'decision' && event.what === what ? [event.reason] : [],
    );
  }

  /** A list of `length` pairs in `to`, linked by field 0, made with `scratch`. */
  list(to: number, scratch: number, length: number): void {
    const { mutator } = this;
    mutator.clear(to);
    for (let k = 0; k < length; k++) {
      mutator.allocate(scratch, this.pair);
      mutator.store(scratch, 0, to);
      mutator.copy(to, scratch);
      mutator.poll();
    }
    mutator.clear(scratch);
  }

  finalize(ref: Ref): void {
    this.finalized.push(ref);
    this.onFinalize(ref);
  }

  weakCallback(weak: Ref): void {
    this.callbacks.push(weak);
  }

  pendingWork(): void {
    const { finalizers, weak } = this.runtime;
    while (finalizers.runNextQueued()) this.nowMs += 0;
    while (weak.pending.length > 0) this.weakCallback(weak.nextPending());
  }

  virtualTimeMs(): number {
    return this.nowMs;
  }
}
