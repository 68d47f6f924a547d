import { WEAK_LONG, WEAK_PHANTOM, WEAK_SHORT, WEAK_SOFT, type WeakStrength } from '../contract/host.ts';
import { EPHEMERON_KEY, EPHEMERON_VALUE } from '../heap/layout.ts';
import type { Local } from '../runtime/mutator.ts';
import { type ConformanceCase, needsCycles, needsReclaiming } from './case.ts';
import { expect, expectEqual, expectList } from './expect.ts';
import { Workbench } from './workbench.ts';

const CALLBACK = 0;

export const weakCases: readonly ConformanceCase[] = [
  {
    name: 'a weak reference follows its target while it lives',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(4);
      const serial = bench.make(0, bench.node);
      for (const strength of [WEAK_SHORT, WEAK_LONG, WEAK_SOFT, WEAK_PHANTOM] as const) {
        m.allocateWeak(1, bench.weak, 0, strength);
        bench.collect({ compact: true });
        bench.minor();
        m.loadWeak(2, 1);
        expectEqual(bench.serialIn(2), serial, `target of a weak reference of strength ${strength}`);
        bench.clear(2);
      }
    },
  },
  {
    name: 'a weak reference neither keeps its target nor survives it',
    exempt: needsReclaiming,
    run: (factory) => {
      for (const strength of [WEAK_SHORT, WEAK_LONG, WEAK_PHANTOM] as const) {
        const bench = new Workbench(factory);
        const { m } = bench;
        m.pushFrame(3);
        bench.make(0, bench.node);
        for (const local of [1, 2]) m.allocateWeak(local, bench.weak, 0, strength);
        bench.age();
        m.clear(0);
        bench.settle();
        for (const local of [1, 2]) {
          m.loadWeak(0, local);
          expect(m.isNull(0), `weak reference of strength ${strength} to a dead object reads null`);
        }
        expectEqual(bench.objectCount(), 2, 'objects: the two weak references');
      }
    },
  },
  {
    name: 'callbacks run once each, after the target died',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(5);
      bench.make(0, bench.node);
      const first = weakWithCallback(bench, 1, 0, 3, WEAK_SHORT);
      const second = weakWithCallback(bench, 2, 0, 3, WEAK_SHORT);
      bench.age();
      expectEqual(bench.called.length, 0, 'callbacks while the target lives');
      m.clear(0);
      bench.settle();
      expectList([...bench.called].sort(byNumber), [first, second], 'callbacks by serial');
      for (const local of [1, 2]) {
        m.loadWeak(4, local);
        expect(m.isNull(4), 'the weak reference reads null');
      }
    },
  },
  {
    name: 'a weak reference that died before its target has no callback',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(4);
      bench.make(0, bench.node);
      weakWithCallback(bench, 1, 0, 2, WEAK_SHORT);
      m.clear(1);
      bench.settle();
      m.clear(0);
      bench.settle();
      expectEqual(bench.called.length, 0, 'callbacks of a dead weak reference');
      expectEqual(bench.objectCount(), 0, 'objects');
    },
  },
  {
    name: 'a weak reference that dies together with its target, in one cycle, has no callback',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(4);
      bench.make(0, bench.node);
      weakWithCallback(bench, 1, 0, 2, WEAK_SHORT);
      m.store(0, 0, 1); // target → weak
      m.store(0, 1, 0); // target → target
      bench.clear(0, 1);
      bench.settle();
      expectEqual(bench.called.length, 0, 'callbacks of a weak reference in the garbage');
      expectEqual(bench.objectCount(), 0, 'objects');
    },
  },
  {
    name: 'a weak reference can be made while another one to the same target dies',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(4);
      const serial = bench.make(0, bench.node);
      for (let round = 0; round < 6; round++) {
        m.allocateWeak(1 + (round % 2), bench.weak, 0);
        bench.minor();
      }
      bench.clear(1);
      bench.settle();
      m.loadWeak(3, 2);
      expectEqual(bench.serialIn(3), serial, 'target of the weak reference that is left');
      expectEqual(bench.runtime.weak.referencesTo(m.peek(0)).length, 1, 'weak references in the table');
    },
  },
  {
    name: 'an ephemeron gives its value while the key lives',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(5);
      const key = bench.make(0, bench.node);
      const value = bench.make(1, bench.node);
      const inner = bench.make(2, bench.leaf);
      m.store(1, 0, 2);
      m.allocateEphemeron(3, bench.ephemeron, 0, 1);
      bench.clear(1, 2);
      bench.age();
      bench.collect({ compact: true });
      m.loadWeak(4, 3);
      expectEqual(bench.serialIn(4), key, 'key');
      m.loadEphemeronValue(4, 3);
      expectEqual(bench.serialIn(4), value, 'value');
      m.load(4, 4, 0);
      expectEqual(bench.serialIn(4), inner, 'what only the value refers to');
    },
  },
  {
    name: 'an ephemeron whose key died gives nothing and keeps nothing',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(5);
      bench.make(0, bench.node);
      bench.make(1, bench.node);
      m.allocateEphemeron(3, bench.ephemeron, 0, 1);
      bench.age();
      bench.clear(0, 1);
      bench.settle();
      const ephemeron = m.peek(3);
      expectEqual(runtime.i32[ephemeron + EPHEMERON_KEY], 0, 'key slot');
      expectEqual(runtime.i32[ephemeron + EPHEMERON_VALUE], 0, 'value slot');
      expectEqual(bench.objectCount(), 1, 'objects: the ephemeron');
    },
  },
  {
    name: 'an ephemeron whose value refers to its key is reclaimed; chains of ephemerons too',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(12);
      // Object k + 1 is the value whose key is object k, and refers back to it. The last key is entered first: only
      // a search to a fixpoint gets from the first key to the last value.
      for (let k = 0; k <= 5; k++) {
        bench.make(k, bench.node);
        if (k > 0) m.store(k, 0, k - 1);
      }
      for (let k = 4; k >= 0; k--) m.allocateEphemeron(6 + k, bench.ephemeron, k, k + 1);
      bench.clear(1, 2, 3, 4, 5);
      bench.settle();
      expectEqual(
        bench.objectCount(),
        11,
        'objects while the first key lives: 6 keys and values, 5 ephemerons',
      );
      bench.clear(0);
      bench.settle();
      expectEqual(bench.objectCount(), 5, 'objects after the first key died: the ephemerons');
    },
  },
  {
    name: 'an ephemeron does not keep a key that only values lead to: itself, a tuple, atoms, another ephemeron',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(10);
      bench.make(5, bench.node);
      m.allocateEphemeron(0, bench.ephemeron, 5, 5);
      bench.make(6, bench.node);
      bench.make(7, bench.tuple, 1);
      m.store(7, 0, 6);
      m.allocateEphemeron(1, bench.ephemeron, 6, 7);
      bench.make(8, bench.leaf);
      bench.make(9, bench.tuple, 1);
      m.store(9, 0, 8);
      m.allocateEphemeron(2, bench.ephemeron, 8, 9);
      m.allocateEphemeron(3, bench.ephemeron, 5, 8);
      m.allocateEphemeron(4, bench.ephemeron, 8, 5);
      bench.clear(6, 7, 9);
      bench.settle();
      expectEqual(bench.objectCount(), 8, 'objects while two keys live: five ephemerons, two keys, a tuple');
      bench.clear(5);
      bench.settle();
      expectEqual(bench.objectCount(), 8, 'objects while a key leads to the other one');
      bench.clear(8);
      bench.settle();
      expectEqual(bench.objectCount(), 5, 'objects afterwards: the ephemerons');
    },
  },
];

/** @returns the serial of the callback object */
function weakWithCallback(
  bench: Workbench,
  to: Local,
  target: Local,
  scratch: Local,
  strength: WeakStrength,
): number {
  const { m } = bench;
  m.allocateWeak(to, bench.weak, target, strength);
  const serial = bench.make(scratch, bench.leaf);
  m.store(to, CALLBACK, scratch);
  m.clear(scratch);
  return serial;
}

const byNumber = (a: number, b: number) => a - b;
