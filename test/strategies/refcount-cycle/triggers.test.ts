import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SHAPE_CONTAINER, SHAPE_FINALIZER, SHAPE_PART, VAR_REFS } from '../../../src/contract/shapes.ts';
import type { Ref } from '../../../src/heap/layout.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { refcountCycle } from '../../../strategies/refcount-cycle/refcount-cycle.ts';
import { Bench } from './bench.ts';

type Operation = ['ring', number, number] | ['drop', number] | ['collect', number];

interface Trace {
  readonly thresholds: readonly number[];
  readonly slots: number;
  readonly operations: readonly Operation[];
  readonly log: number[];
  readonly collections: number[];
  readonly collected: number[];
}

const url = new URL('./recorded/triggers.json', import.meta.url);
const recording = JSON.parse(readFileSync(url, 'utf8')) as { recorded: string; traces: Trace[] };

const NUMBER = 2;
const NEXT = 3;

function runTrace(trace: Trace): Trace {
  const [threshold0 = 0, threshold1 = 0, threshold2 = 0] = trace.thresholds;
  const collectorOptions = { threshold0, threshold1, threshold2 };
  const runtime = new Runtime({ heapBytes: 4 * 2 ** 20, collector: refcountCycle, collectorOptions });
  const traits = SHAPE_CONTAINER | SHAPE_FINALIZER;
  const shape = runtime.shapes.define({ name: 'Final', raw: 1, refs: 1, traits });
  const log: number[] = [];
  let made = 0;
  runtime.guest = {
    finalize: (ref) => log.push(made, runtime.i32[ref + NUMBER]!),
    weakCallback: () => undefined,
    pendingWork: () => undefined,
    virtualTimeMs: () => 0,
  };
  const make = (): Ref => {
    const ref = runtime.allocate(shape);
    if (runtime.pollRaised) runtime.safepoint();
    runtime.i32[ref + NUMBER] = made++;
    return ref;
  };
  const slots = new Array<Ref>(trace.slots).fill(0);
  for (const operation of trace.operations) {
    if (operation[0] === 'ring') {
      const first = make();
      let node = first;
      for (let k = 1; k < operation[1]; k++) {
        const next = make();
        runtime.initialiseOwned(node, NEXT, next);
        node = next;
      }
      runtime.initialise(node, NEXT, first);
      if (operation[2] < 0) runtime.release(first);
      else {
        runtime.release(slots[operation[2]]!);
        slots[operation[2]] = first;
      }
    } else if (operation[0] === 'drop') {
      runtime.release(slots[operation[1]]!);
      slots[operation[1]] = 0;
    } else {
      runtime.collect({ kind: 'minor', generation: operation[1], cause: 'explicit' });
    }
  }
  runtime.collector.verify();
  const stats = runtime.collector.control!.stats();
  const collections = stats.map((each) => each.collections);
  return { ...trace, log, collections, collected: stats.map((each) => each.collected) };
}

describe(`automatic collections, as recorded from ${recording.recorded}`, () => {
  it.each(recording.traces)('run when CPython runs them: thresholds $thresholds, $slots slots', (trace) => {
    expect(runTrace(trace)).toEqual(trace);
  });
});

describe('an allocation that passes the threshold', () => {
  /** `count` objects that refer to themselves, the last one without a count of its own too. */
  function selfReferences(triggerTakesPart: number, count: number): Bench {
    const bench = new Bench({ collectorOptions: { threshold0: 10, triggerTakesPart } });
    for (let k = 0; k < count; k++) bench.drop(bench.ring(bench.plain, 1));
    return bench;
  }

  it.each([
    [0, 1],
    [1, 0],
  ])('takes part in the collection or not: triggerTakesPart %i', (takesPart, left) => {
    const bench = selfReferences(takesPart, 10);
    expect(bench.runtime.pollRaised).toBe(false);
    bench.drop(bench.ring(bench.plain, 1));
    expect(bench.objects()).toBe(11);
    bench.runtime.safepoint();
    expect(bench.objects()).toBe(left);
    expect(bench.collector.control.counts()[0]).toBe(0);
    bench.collector.verify();
  });

  it('needs no collection if by the safepoint enough has died: triggerTakesPart 1', () => {
    for (const [takesPart, collections] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const bench = selfReferences(takesPart, 9);
      const refs = [bench.make(bench.plain, 1), bench.make(bench.plain, 2)];
      bench.drop(refs);
      bench.runtime.safepoint();
      expect(bench.collector.control.stats()[0]!.collections).toBe(collections);
    }
  });
});

/** One list that holds a million empty lists: the program of facts measured on CPython. */
function collectionsFor(threshold0: number, lists: number): readonly number[] {
  const runtime = new Runtime({
    heapBytes: 128 * 2 ** 20,
    collector: refcountCycle,
    collectorOptions: { threshold0 },
  });
  const list = runtime.shapes.define({ name: 'list', raw: 1, refs: 1, traits: SHAPE_CONTAINER });
  const part = { name: 'items', raw: 1, refs: 0, variable: VAR_REFS, traits: SHAPE_PART } as const;
  const items = runtime.shapes.define(part);
  const holder = runtime.allocate(list);
  let capacity = 4;
  let array = runtime.allocateVariable(items, capacity);
  runtime.initialiseOwned(holder, 3, array);
  for (let k = 0; k < lists; k++) {
    const element = runtime.allocate(list);
    if (runtime.pollRaised) runtime.safepoint();
    if (k === capacity) {
      const wider = (capacity + (capacity >> 3) + 6) & ~3;
      if (!runtime.collector.tryGrow(array, runtime.shapes.sizeFor(items, wider))) {
        const moved = runtime.allocateVariable(items, wider);
        runtime.i32.copyWithin(moved + 3, array + 3, array + 3 + capacity);
        runtime.i32.fill(0, array + 3, array + 3 + capacity);
        runtime.storeOwned(holder, 3, moved);
        array = moved;
      }
      runtime.i32[array + 2] = wider;
      capacity = wider;
    }
    runtime.initialiseOwned(array, 3 + k, element);
  }
  expect(runtime.collector.spaces()[0]!.objects).toBe(lists + 1);
  runtime.release(holder);
  expect(runtime.collector.spaces()[0]!.usedWords).toBe(0);
  return runtime.collector.control!.stats().map((stats) => stats.collections);
}

describe('collections while a million empty lists are made and kept (measured on CPython)', () => {
  it.each([
    [700, [1300, 118, 8]],
    [2000, [455, 41, 3]],
  ])('threshold %i', (threshold, expected) => {
    expect(collectionsFor(threshold, 1_000_000)).toEqual(expected);
  });
});
