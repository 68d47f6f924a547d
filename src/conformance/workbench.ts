import type { CollectionRequest, CollectorFactory, CollectorTraits } from '../contract/collector.ts';
import { type CollectorEvent, EVENTS_OBJECTS, type EventLevel } from '../contract/events.ts';
import {
  SHAPE_CONTAINER,
  SHAPE_EPHEMERON,
  SHAPE_FINALIZER,
  SHAPE_PART,
  SHAPE_TRASHCAN,
  SHAPE_UNTRACKABLE,
  SHAPE_WEAK,
  VAR_BYTES,
  VAR_REFS,
  VAR_WORDS,
} from '../contract/shapes.ts';
import { PAYLOAD, type Ref, WEAK_CALLBACK } from '../heap/layout.ts';
import { type Local, Mutator, type Shape } from '../runtime/mutator.ts';
import { reachable } from '../runtime/reachability.ts';
import { falseRetention } from '../runtime/retention.ts';
import { type Guest, Runtime } from '../runtime/runtime.ts';
import { expectEqual } from './expect.ts';

export interface WorkbenchOptions {
  readonly heapBytes?: number;
  readonly verify?: boolean;
  readonly poison?: boolean;
  readonly stress?: boolean;
  readonly eventLevel?: EventLevel;
  readonly stackWords?: number;
  readonly collectorOptions?: Readonly<Record<string, number>>;
}

const HEAP_BYTES = 8 << 20;
const STACK_WORDS = 1 << 16;
const FINALIZER_FRAME = 4;
const SETTLE_ROUNDS_MAX = 12;

/**
 * One runtime with shapes for everything, and a guest that writes down what happens: finalizers and callbacks by the
 * serial of their object. Each object of a shape with raw words carries its serial in its second raw word.
 */
export class Workbench implements Guest {
  readonly runtime: Runtime;
  readonly m: Mutator;
  readonly traits: CollectorTraits;
  /** Two references. */
  readonly node: Shape;
  /** One reference. */
  readonly link: Shape;
  /** No reference. */
  readonly leaf: Shape;
  /** Nine references. */
  readonly wide: Shape;
  readonly array: Shape;
  readonly words: Shape;
  readonly bytes: Shape;
  /** Like an array, but with one owner only. */
  readonly part: Shape;
  /** One reference: to the part that holds its items. */
  readonly list: Shape;
  /** Like an array, but filled when it is made, and never changed: may go untracked. */
  readonly tuple: Shape;
  /** Two references and a finalizer. */
  readonly resource: Shape;
  readonly weak: Shape;
  readonly ephemeron: Shape;
  /** Serials in the order in which their finalizers ran. */
  readonly finalized: number[] = [];
  /** Serials of the callback objects, in the order in which they were called. */
  readonly called: number[] = [];
  readonly events: CollectorEvent[] = [];
  /** What a finalizer does besides being recorded; its object is in local 0 of a frame of four. */
  onFinalize: (serial: number) => void = () => undefined;
  onCallback: (serial: number) => void = () => undefined;
  private nextSerial = 1;

  constructor(factory: CollectorFactory, options: WorkbenchOptions = {}) {
    this.runtime = new Runtime({
      collector: factory,
      heapBytes: options.heapBytes ?? HEAP_BYTES,
      verify: options.verify ?? true,
      poison: options.poison ?? true,
      stress: options.stress ?? false,
      eventLevel: options.eventLevel ?? EVENTS_OBJECTS,
      stackWords: options.stackWords ?? STACK_WORDS,
      collectorOptions: options.collectorOptions ?? {},
    });
    this.runtime.guest = this;
    this.runtime.onEvent = (event) => this.events.push(event);
    this.traits = this.runtime.collector.traits;
    const m = new Mutator(this.runtime);
    this.m = m;
    this.node = m.shape({ name: 'node', raw: 2, refs: 2, traits: SHAPE_CONTAINER | SHAPE_TRASHCAN });
    this.link = m.shape({ name: 'link', raw: 0, refs: 1, traits: SHAPE_CONTAINER });
    this.leaf = m.shape({ name: 'leaf', raw: 2, refs: 0 });
    this.wide = m.shape({ name: 'wide', raw: 2, refs: 9, traits: SHAPE_CONTAINER });
    this.array = m.shape({ name: 'array', raw: 2, refs: 0, variable: VAR_REFS, traits: SHAPE_CONTAINER });
    this.words = m.shape({ name: 'words', raw: 2, refs: 0, variable: VAR_WORDS });
    this.bytes = m.shape({ name: 'bytes', raw: 2, refs: 0, variable: VAR_BYTES });
    this.part = m.shape({ name: 'part', raw: 2, refs: 0, variable: VAR_REFS, traits: SHAPE_PART });
    this.list = m.shape({ name: 'list', raw: 2, refs: 1, traits: SHAPE_CONTAINER | SHAPE_TRASHCAN });
    this.tuple = m.shape({
      name: 'tuple',
      raw: 2,
      refs: 0,
      variable: VAR_REFS,
      traits: SHAPE_CONTAINER | SHAPE_UNTRACKABLE | SHAPE_TRASHCAN,
    });
    this.resource = m.shape({ name: 'resource', raw: 2, refs: 2, traits: SHAPE_CONTAINER | SHAPE_FINALIZER });
    this.weak = m.shape({ name: 'weak', raw: 2, refs: 1, traits: SHAPE_CONTAINER | SHAPE_WEAK });
    this.ephemeron = m.shape({
      name: 'ephemeron',
      raw: 2,
      refs: 0,
      traits: SHAPE_CONTAINER | SHAPE_EPHEMERON,
    });
  }

  // ---- Objects

  /** `to` = a new object with a serial. @returns the serial */
  make(to: Local, shape: Shape, length = 0): number {
    this.m.allocate(to, shape, length);
    const serial = this.nextSerial++;
    this.m.setRaw(to, 1, serial);
    return serial;
  }

  serialIn(local: Local): number {
    return this.m.isNull(local) ? 0 : this.m.getRaw(local, 1);
  }

  serialOf(ref: Ref): number {
    return this.runtime.i32[ref + PAYLOAD + 1]!;
  }

  /** Drops what `local` holds, and what only that kept, with certainty: nothing stale stays in a frame. */
  clear(...locals: Local[]): void {
    for (const local of locals) this.m.clear(local);
  }

  // ---- Collections

  collect(request: Partial<CollectionRequest> = {}): void {
    this.runtime.collect({ kind: 'full', cause: 'explicit', ...request });
    this.m.poll();
  }

  minor(): void {
    this.collect({ kind: 'minor' });
  }

  /** Collects, and runs what is due, until nothing more happens: all that can be reclaimed is reclaimed. */
  settle(): void {
    let calm = 0;
    const rounds = this.traits.reclaims ? SETTLE_ROUNDS_MAX : 1;
    for (let round = 0; round < rounds && calm < 3; round++) {
      const before = `${this.objectCount()} ${this.finalized.length} ${this.called.length}`;
      this.collect();
      calm = before === `${this.objectCount()} ${this.finalized.length} ${this.called.length}` ? calm + 1 : 0;
    }
  }

  /** What a long life needs: old enough for every collector's oldest generation. */
  age(): void {
    for (let k = 0; k < 4; k++) this.collect();
  }

  /** After `settle` nothing unreachable is left. */
  get isComplete(): boolean {
    return this.traits.reclaims && this.traits.cycleComplete;
  }

  objectCount(): number {
    let count = 0;
    this.runtime.collector.forEachObject(() => count++);
    return count;
  }

  /** All objects that the collector has not reclaimed. */
  objects(): Set<Ref> {
    const objects = new Set<Ref>();
    this.runtime.collector.forEachObject((ref) => objects.add(ref));
    return objects;
  }

  /** After `settle`: exactly what is reachable is there. */
  expectExactlyLive(when: string): void {
    const live = reachable(this.runtime);
    const objects = this.objects();
    for (const ref of live) {
      if (!objects.has(ref))
        expectEqual(`missing ${this.runtime.describe(ref)}`, 'every reachable object', when);
    }
    if (this.runtime.collector.eachAmbiguous !== undefined) {
      const [unexplained] = falseRetention(this.runtime).unexplained;
      if (unexplained !== undefined)
        expectEqual(
          `unexplained ${this.runtime.describe(unexplained)}`,
          'an ambiguous word that keeps it',
          when,
        );
    }
    if (!this.isComplete) return;
    for (const ref of objects) {
      if (!live.has(ref))
        expectEqual(`unreachable ${this.runtime.describe(ref)}`, 'only reachable objects', when);
    }
    expectEqual(objects.size, live.size, `${when}: objects in the heap`);
  }

  // ---- Guest

  finalize(ref: Ref): void {
    const serial = this.serialOf(ref);
    this.finalized.push(serial);
    this.m.pushFrame(FINALIZER_FRAME);
    const { roots } = this.runtime;
    roots.stack[roots.top - FINALIZER_FRAME] = this.runtime.retain(ref);
    this.onFinalize(serial);
    this.m.popFrame();
  }

  weakCallback(weak: Ref): void {
    const serial = this.serialOf(this.runtime.i32[weak + WEAK_CALLBACK]!);
    this.called.push(serial);
    this.onCallback(serial);
  }

  pendingWork(): void {
    const { finalizers, weak } = this.runtime;
    while (finalizers.runNextQueued());
    while (weak.pending.length > 0) {
      this.weakCallback(weak.pending.at(0));
      weak.nextPending();
    }
  }

  virtualTimeMs(): number {
    return this.runtime.allocatedObjects;
  }
}
