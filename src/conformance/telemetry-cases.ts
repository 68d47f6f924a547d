import type { CollectorFactory } from '../contract/collector.ts';
import { EVENTS_COLLECTIONS, EVENTS_NONE, EVENTS_OBJECTS } from '../contract/events.ts';
import { LivenessOracle } from '../runtime/liveness-oracle.ts';
import { type ConformanceCase, needsReclaiming } from './case.ts';
import { expect, expectEqual } from './expect.ts';
import { buildTree, churn } from './reachability-cases.ts';
import { Workbench } from './workbench.ts';

export const telemetryCases: readonly ConformanceCase[] = [
  {
    name: 'spaces: what is used fits what is committed, and the objects add up',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(13);
      for (let round = 0; round < 3; round++) {
        buildTree(bench, 0, 8);
        bench.make(12, bench.array, 20000);
        checkSpaces(bench);
        bench.settle();
        checkSpaces(bench);
        churn(bench, 500);
        checkSpaces(bench);
      }
      expect(runtime.collector.metadataWords() >= 0, 'metadataWords() is not negative');
    },
  },
  {
    name: 'a collection tells its start, its phases and its end, with reasons',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory, { eventLevel: EVENTS_COLLECTIONS });
      bench.m.pushFrame(10);
      buildTree(bench, 0, 8);
      bench.collect();
      bench.m.clear(0);
      bench.collect();
      checkEventOrder(bench);
      expect(
        bench.events.some((event) => event.type === 'collection-start' && event.cause === 'explicit'),
        'a start with the cause it was asked with',
      );
    },
  },
  {
    name: 'the host hears of the start and end of each collection, whatever the event level',
    exempt: needsReclaiming,
    run: (factory) => {
      const { runtime } = new Workbench(factory, { eventLevel: EVENTS_NONE });
      const told: string[] = [];
      const ignore = () => undefined;
      runtime.observe({
        allocated: ignore,
        overwrote: ignore,
        dying: ignore,
        finalizing: ignore,
        finalizerDone: ignore,
        moved: ignore,
        freed: ignore,
        collecting: () => told.push('start'),
        collected: () => told.push('end'),
      });
      for (let k = 0; k < 2; k++) runtime.collect({ kind: 'full', cause: 'explicit' });
      expectEqual(told.join(), 'start,end,start,end', 'what the observer was told');
    },
  },
  {
    name: 'no object events below the level of objects',
    run: (factory) => {
      for (const level of [EVENTS_NONE, EVENTS_COLLECTIONS] as const) {
        const bench = new Workbench(factory, { eventLevel: level });
        bench.m.pushFrame(10);
        buildTree(bench, 0, 6);
        bench.settle();
        const types = new Set(bench.events.map((event) => event.type));
        for (const type of ['allocate', 'free', 'move', 'promote', 'barrier-slow'] as const) {
          expect(!types.has(type), `no '${type}' event at level ${level}`);
        }
        if (level === EVENTS_NONE) expectEqual(types.size, 0, 'events at level 0');
      }
    },
  },
  {
    name: 'frees and moves tell where every object is',
    run: (factory) => {
      const bench = new Workbench(factory, { eventLevel: EVENTS_OBJECTS });
      const oracle = LivenessOracle.attach(bench.runtime);
      bench.m.pushFrame(12);
      for (let round = 0; round < 4; round++) {
        buildTree(bench, 0, 7);
        churn(bench, 300);
        bench.collect(round % 2 === 0 ? { compact: true } : { kind: 'minor' });
      }
      bench.settle();
      bench.runtime.collector.forEachObject((ref) => {
        expect(
          oracle.serialOf(ref) !== undefined,
          `the object at ${ref} is where the last move event put it`,
        );
      });
      const { objects, freed } = oracle.report();
      expectEqual(objects - freed, bench.objectCount(), 'objects allocated and not told as freed');
    },
  },
  {
    name: 'the same run does the same work and tells the same events, twice',
    run: (factory) => {
      const first = telemetryOf(factory);
      const second = telemetryOf(factory);
      expectEqual(first, second, 'work counts and events of the second run');
    },
  },
  {
    name: 'work counts grow and never shrink',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { work } = bench.runtime.collector;
      bench.m.pushFrame(10);
      buildTree(bench, 0, 8);
      bench.collect();
      const after = { ...work };
      expect(after.units > 0, 'work units after a collection');
      bench.m.clear(0);
      bench.settle();
      for (const key of Object.keys(after) as (keyof typeof after)[]) {
        expect(work[key] >= after[key], `work count '${key}' does not shrink`);
      }
      expect(work.objectsFreed >= 511, 'objectsFreed counts the tree of 511 objects');
      expect(work.pauseUnits <= work.units, 'pauseUnits are part of units');
    },
  },
];

function checkSpaces(bench: Workbench): void {
  const { runtime } = bench;
  const { collector, shapes, i32 } = runtime;
  let used = 0;
  let objects = 0;
  let committed = 0;
  for (const space of collector.spaces()) {
    expect(
      space.usedWords >= 0 && space.usedWords <= space.committedWords,
      `used words of ${space.name} are committed`,
    );
    expect(
      space.largestFreeWords >= 0 && space.largestFreeWords <= runtime.memory.words,
      `the largest free run of ${space.name} fits the heap`,
    );
    used += space.usedWords;
    objects += space.objects;
    committed += space.committedWords;
  }
  expect(committed <= runtime.memory.words, `the ${committed} committed words fit the heap`);
  let words = 0;
  collector.forEachObject((ref) => {
    words += shapes.sizeOf(i32, ref);
  });
  expectEqual(objects, bench.objectCount(), 'sum of objects over spaces');
  expect(used >= words, `the used words (${used}) hold the objects (${words} words)`);
}

function checkEventOrder(bench: Workbench): void {
  let open = false;
  let collections = 0;
  for (const event of bench.events) {
    if (event.type === 'collection-start') {
      expect(!open, 'no collection starts inside another one');
      expect(event.reason !== '', 'a collection-start has a reason');
      open = true;
    } else if (event.type === 'collection-end') {
      expect(open, 'a collection ends only after it started');
      expect(
        event.freedObjects >= 0 && event.freedWords >= 0 && event.liveWords >= 0,
        'sizes are not negative',
      );
      open = false;
      collections++;
    } else if (event.type === 'decision') {
      expect(event.reason !== '', `the decision '${event.what}' has a reason`);
    } else if (event.type === 'phase') {
      expect(event.work >= 0, `the work of the phase '${event.name}' is not negative`);
    }
  }
  expect(!open, 'every collection that started has ended');
  expect(collections >= 2, 'two explicit collections');
}

function telemetryOf(factory: CollectorFactory): string {
  const bench = new Workbench(factory, { heapBytes: 4 << 20 });
  bench.m.pushFrame(10);
  buildTree(bench, 0, 8);
  churn(bench, 3000);
  bench.collect();
  bench.m.clear(0);
  churn(bench, 1000);
  bench.settle();
  return JSON.stringify([bench.runtime.collector.work, bench.events, bench.objectCount()]);
}
