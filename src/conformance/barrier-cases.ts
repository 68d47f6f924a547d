import { EPHEMERON_VALUE } from '../heap/layout.ts';
import type { ConformanceCase } from './case.ts';
import { expectEqual } from './expect.ts';
import { churn } from './reachability-cases.ts';
import { Workbench } from './workbench.ts';

const OLD = 0;
const YOUNG = 1;
const SCRATCH = 2;
const LAST = 599;

/** Every way in which an old object can come to refer to a young one. Each uses the young object in local YOUNG. */
const STORES: readonly {
  readonly name: string;
  prepare(bench: Workbench): void;
  store(bench: Workbench): void;
  /** Loads the young object back to YOUNG. */
  load(bench: Workbench): void;
}[] = [
  {
    name: 'store into a fixed slot',
    prepare: (bench) => bench.make(OLD, bench.node),
    store: ({ m }) => m.store(OLD, 1, YOUNG),
    load: ({ m }) => m.load(YOUNG, OLD, 1),
  },
  {
    name: 'store into the last slot of a large array',
    prepare: (bench) => bench.make(OLD, bench.array, 30000),
    store: ({ m }) => m.store(OLD, 29999, YOUNG),
    load: ({ m }) => m.load(YOUNG, OLD, 29999),
  },
  {
    name: 'store into the first slot of an array',
    prepare: (bench) => bench.make(OLD, bench.array, LAST + 1),
    store: ({ m }) => m.store(OLD, 0, YOUNG),
    load: ({ m }) => m.load(YOUNG, OLD, 0),
  },
  {
    name: 'storeOwned',
    prepare: (bench) => bench.make(OLD, bench.array, LAST + 1),
    store: ({ m, runtime }) => runtime.storeOwned(m.peek(OLD), 4 + LAST, runtime.retain(m.peek(YOUNG))),
    load: ({ m }) => m.load(YOUNG, OLD, LAST),
  },
  {
    name: 'initialise',
    prepare: (bench) => bench.make(OLD, bench.array, LAST + 1),
    store: ({ m, runtime }) => runtime.initialise(m.peek(OLD), 4 + 300, m.peek(YOUNG)),
    load: ({ m }) => m.load(YOUNG, OLD, 300),
  },
  {
    name: 'initialiseOwned',
    prepare: (bench) => bench.make(OLD, bench.wide),
    store: ({ m, runtime }) => runtime.initialiseOwned(m.peek(OLD), 4 + 8, runtime.retain(m.peek(YOUNG))),
    load: ({ m }) => m.load(YOUNG, OLD, 8),
  },
  {
    name: 'wroteRange after a block copy',
    prepare: (bench) => bench.make(OLD, bench.array, LAST + 1),
    store: ({ m, runtime }) => {
      const from = m.peek(OLD) + 4;
      for (let at = from + 100; at <= from + LAST; at++) runtime.i32[at] = runtime.retain(m.peek(YOUNG));
      runtime.wroteRange(m.peek(OLD), from + 100, from + LAST + 1);
    },
    load: ({ m }) => m.load(YOUNG, OLD, LAST),
  },
  {
    name: 'the callback of an old weak reference',
    prepare: (bench) => {
      bench.make(SCRATCH, bench.node);
      bench.m.allocateWeak(OLD, bench.weak, SCRATCH);
    },
    store: ({ m }) => m.store(OLD, 0, YOUNG),
    load: ({ m }) => m.load(YOUNG, OLD, 0),
  },
  {
    name: 'a young ephemeron with an old key',
    prepare: (bench) => bench.make(SCRATCH, bench.node),
    store: (bench) => bench.m.allocateEphemeron(OLD, bench.ephemeron, SCRATCH, YOUNG),
    load: ({ m }) => m.loadEphemeronValue(YOUNG, OLD),
  },
  {
    name: 'the value of an old ephemeron, replaced',
    prepare: (bench) => {
      bench.make(SCRATCH, bench.node);
      bench.m.allocateEphemeron(OLD, bench.ephemeron, SCRATCH, SCRATCH);
    },
    store: ({ m, runtime }) => runtime.store(m.peek(OLD), EPHEMERON_VALUE, m.peek(YOUNG)),
    load: ({ m }) => m.loadEphemeronValue(YOUNG, OLD),
  },
];

/** Whether to compact, and the collections after each of which the young object must be there. */
const SEQUENCES = [
  [false, 'minor'],
  [true, 'minor'],
  [false, 'minor', 'minor', 'minor'],
  [true, 'minor', 'minor', 'minor'],
  [true, 'minor', 'full'],
  [false, 'full'],
] as const;

export const barrierCases: readonly ConformanceCase[] = [
  ...STORES.map(
    ({ name, prepare, store, load }): ConformanceCase => ({
      name: `an old object keeps a young one: ${name}`,
      run: (factory) => {
        for (const [compact, ...kinds] of SEQUENCES) {
          const bench = new Workbench(factory);
          const { m } = bench;
          m.pushFrame(4);
          prepare(bench);
          bench.age();
          // Garbage below the young object, so that there is somewhere to slide to.
          churn(bench, 20);
          const inner = bench.make(3, bench.leaf);
          const serial = bench.make(YOUNG, bench.node);
          m.store(YOUNG, 0, 3);
          store(bench);
          bench.clear(YOUNG, 3);
          for (const kind of kinds) {
            bench.collect({ kind, compact });
            load(bench);
            expectEqual(bench.serialIn(YOUNG), serial, `serial after ${kinds.join(', ')}`);
            m.load(3, YOUNG, 0);
            expectEqual(bench.serialIn(3), inner, 'serial of what the young object refers to');
            bench.clear(YOUNG, 3);
          }
        }
      },
    }),
  ),
  {
    name: 'references between generations survive when only one side is rewritten',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(3);
      bench.make(OLD, bench.array, 64);
      bench.age();
      const serials: number[] = [];
      for (let round = 0; round < 64; round++) {
        serials.push(bench.make(YOUNG, bench.node));
        m.store(OLD, round, YOUNG);
        if (round > 0) {
          m.load(SCRATCH, OLD, round - 1);
          m.store(SCRATCH, 0, YOUNG); // a survivor of some collections refers to a new object
        }
        bench.clear(YOUNG, SCRATCH);
        if (round % 3 === 0) bench.minor();
        if (round % 17 === 0) bench.collect({ compact: true });
      }
      serials.forEach((serial, round) => {
        m.load(YOUNG, OLD, round);
        expectEqual(bench.serialIn(YOUNG), serial, `serial of element ${round}`);
        if (round === 63) return;
        m.load(SCRATCH, YOUNG, 0);
        expectEqual(
          bench.serialIn(SCRATCH),
          serials[round + 1]!,
          `serial of what element ${round} refers to`,
        );
      });
      bench.clear(OLD, YOUNG, SCRATCH);
      bench.settle();
      bench.expectExactlyLive('after the drop');
    },
  },
  {
    name: 'old garbage goes as well',
    exempt: (traits) => (traits.reclaims ? null : 'it never reclaims anything'),
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(3);
      bench.make(OLD, bench.array, 300);
      for (let k = 0; k < 300; k++) {
        bench.make(YOUNG, bench.node);
        m.store(OLD, k, YOUNG);
      }
      m.clear(YOUNG);
      bench.age();
      for (let k = 0; k < 300; k += 2) m.storeNull(OLD, k);
      bench.settle();
      expectEqual(bench.objectCount(), 151, 'objects after every other element was dropped');
      m.clear(OLD);
      bench.settle();
      expectEqual(bench.objectCount(), 0, 'objects after the array was dropped');
    },
  },
];
