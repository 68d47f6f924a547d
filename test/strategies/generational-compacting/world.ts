import { type CollectorEvent, EVENTS_COLLECTIONS, type EventLevel } from '../../../src/contract/events.ts';
import { VAR_BYTES, VAR_REFS } from '../../../src/contract/shapes.ts';
import type { Ref } from '../../../src/heap/layout.ts';
import { inReverseRegistrationOrder } from '../../../src/runtime/finalizer-order.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import {
  type GenerationalCompacting,
  generationalCompacting,
} from '../../../strategies/generational-compacting/generational-compacting.ts';

export interface World {
  readonly runtime: Runtime;
  readonly collector: GenerationalCompacting;
  readonly events: CollectorEvent[];
  readonly finalized: number[];
  /** Two references and two raw words; a serial is kept in the last raw word. */
  readonly node: number;
  readonly array: number;
  readonly bytes: number;
  readonly weak: number;
  readonly ephemeron: number;
}

export interface WorldOptions {
  readonly heapBytes?: number;
  readonly collector?: Readonly<Record<string, number>>;
  readonly verify?: boolean;
  readonly eventLevel?: EventLevel;
}

/** A runtime on this collector, with poison and, unless asked not to, verification around every collection. */
export function makeWorld(options: WorldOptions = {}): World {
  const runtime = new Runtime({
    heapBytes: options.heapBytes ?? 16 * 1024 * 1024,
    collector: generationalCompacting,
    collectorOptions: options.collector ?? {},
    verify: options.verify ?? true,
    poison: true,
    eventLevel: options.eventLevel ?? EVENTS_COLLECTIONS,
  });
  const events: CollectorEvent[] = [];
  const finalized: number[] = [];
  runtime.onEvent = (event) => events.push(event);
  runtime.finalizers.order = inReverseRegistrationOrder;
  const { shapes } = runtime;
  const world: World = {
    runtime,
    collector: runtime.collector as GenerationalCompacting,
    events,
    finalized,
    node: shapes.define({ name: 'node', raw: 2, refs: 2, traits: 1 }),
    array: shapes.define({ name: 'array', raw: 1, refs: 0, variable: VAR_REFS, traits: 1 }),
    bytes: shapes.define({ name: 'bytes', raw: 1, refs: 0, variable: VAR_BYTES }),
    weak: shapes.define({ name: 'weak', raw: 2, refs: 1, traits: 4 }),
    ephemeron: shapes.define({ name: 'ephemeron', raw: 2, refs: 0, traits: 8 }),
  };
  runtime.guest = {
    finalize: (ref) => finalized.push(serialOf(world, ref)),
    weakCallback: () => undefined,
    pendingWork: () => undefined,
    virtualTimeMs: () => 0,
  };
  return world;
}

export const LEFT = 4;
export const RIGHT = 5;

export function newNode(world: World, serial: number, left: Ref = 0, right: Ref = 0): Ref {
  const ref = world.runtime.allocate(world.node);
  world.runtime.i32[ref + 3] = serial;
  world.runtime.initialise(ref, LEFT, left);
  world.runtime.initialise(ref, RIGHT, right);
  return ref;
}

export function serialOf(world: World, ref: Ref): number {
  return world.runtime.i32[ref + 3]!;
}

/** A root: an index into the runtime's statics. */
export function root(world: World, ref: Ref): number {
  return world.runtime.roots.addStatic(ref);
}

export function at(world: World, index: number): Ref {
  return world.runtime.roots.statics.at(index);
}

export function setRoot(world: World, index: number, ref: Ref): void {
  world.runtime.roots.statics.words[index] = ref;
}

export function collect(world: World, generation: number, compact = false): ReturnType<Runtime['collect']> {
  return world.runtime.collect({
    kind: generation === 2 ? 'full' : 'minor',
    generation,
    cause: 'explicit',
    compact,
  });
}

export function countObjects(world: World): number {
  let count = 0;
  world.collector.forEachObject(() => count++);
  return count;
}

export function decisions(world: World): string[] {
  return world.events.flatMap((event) => (event.type === 'decision' ? [event.what] : []));
}
