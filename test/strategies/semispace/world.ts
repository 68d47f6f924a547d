import { type CollectorEvent, EVENTS_COLLECTIONS, type EventLevel } from '../../../src/contract/events.ts';
import { VAR_REFS } from '../../../src/contract/shapes.ts';
import { Mutator, recordShape } from '../../../src/runtime/mutator.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { type Semispace, semispace } from '../../../strategies/semispace/semispace.ts';

export interface World {
  readonly runtime: Runtime;
  readonly m: Mutator;
  readonly collector: Semispace;
  readonly events: CollectorEvent[];
  /** Two references and a raw word. */
  readonly node: number;
  readonly array: number;
  readonly weak: number;
  readonly ephemeron: number;
}

export interface WorldOptions {
  readonly heapBytes?: number;
  readonly collector?: Readonly<Record<string, number>>;
  readonly verify?: boolean;
  readonly poison?: boolean;
  readonly eventLevel?: EventLevel;
}

export const SERIAL = 0;

export function makeWorld(options: WorldOptions = {}): World {
  const runtime = new Runtime({
    heapBytes: options.heapBytes ?? 8 << 20,
    collector: semispace,
    collectorOptions: options.collector ?? {},
    verify: options.verify ?? true,
    poison: options.poison ?? true,
    eventLevel: options.eventLevel ?? EVENTS_COLLECTIONS,
  });
  const events: CollectorEvent[] = [];
  runtime.onEvent = (event) => events.push(event);
  const m = new Mutator(runtime);
  return {
    runtime,
    m,
    collector: runtime.collector as Semispace,
    events,
    node: m.shape(recordShape('node', 2, 1)),
    array: m.shape({ name: 'array', raw: 1, refs: 0, variable: VAR_REFS, traits: 1 }),
    weak: m.shape({ name: 'weak', raw: 2, refs: 1, traits: 4 }),
    ephemeron: m.shape({ name: 'ephemeron', raw: 2, refs: 0, traits: 8 }),
  };
}

export function collect(world: World): ReturnType<Runtime['collect']> {
  return world.runtime.collect({ kind: 'full', cause: 'explicit' });
}

/** Serials of all objects, in the order of their addresses. */
export function serials(world: World): number[] {
  const found: number[] = [];
  world.collector.forEachObject((ref) => found.push(world.runtime.i32[ref + 2 + SERIAL]!));
  return found;
}

/** Local `to` = a full tree of `depth`, its nodes numbered from 1 in breadth-first order; uses the locals behind it. */
export function makeTree({ m, node }: World, to: number, depth: number, serial = 1): void {
  m.allocate(to, node);
  m.setRaw(to, SERIAL, serial);
  if (depth === 0) return;
  for (const side of [0, 1]) {
    makeTree({ m, node } as World, to + 1, depth - 1, 2 * serial + side);
    m.store(to, side, to + 1);
  }
  m.clear(to + 1);
}
