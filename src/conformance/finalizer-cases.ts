import { WEAK_LONG, WEAK_SHORT } from '../contract/host.ts';
import { WEAK_TARGET } from '../heap/layout.ts';
import { type ConformanceCase, needsCycles, needsReclaiming } from './case.ts';
import { expect, expectEqual, expectList } from './expect.ts';
import { churn } from './reachability-cases.ts';
import { Workbench } from './workbench.ts';

export const finalizerCases: readonly ConformanceCase[] = [
  {
    name: 'a finalizer runs once, after its object became unreachable, and the object goes',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      bench.m.pushFrame(1);
      const serial = bench.make(0, bench.resource);
      bench.age();
      expectEqual(bench.finalized.length, 0, 'finalizers that ran while the object lived');
      bench.m.clear(0);
      bench.settle();
      expectList(bench.finalized, [serial], 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
  {
    name: 'a collector that never reclaims never finalizes',
    exempt: (traits) => (traits.reclaims ? 'it reclaims' : null),
    run: (factory) => {
      const bench = new Workbench(factory);
      bench.m.pushFrame(1);
      bench.make(0, bench.resource);
      bench.m.clear(0);
      bench.settle();
      expectEqual(bench.finalized.length, 0, 'finalizers that ran');
      expectEqual(bench.objectCount(), 1, 'objects');
    },
  },
  {
    name: 'a finalizer sees all that its object refers to, other finalizable objects included',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(4);
      const inner = bench.make(2, bench.leaf);
      const second = bench.make(1, bench.resource);
      m.store(1, 0, 2);
      const first = bench.make(0, bench.resource);
      m.store(0, 1, 1);
      const seen = new Map<number, number>();
      bench.onFinalize = (serial) => {
        m.load(1, 0, serial === first ? 1 : 0);
        seen.set(serial, bench.serialIn(1));
      };
      bench.age();
      bench.clear(0, 1, 2);
      bench.settle();
      expectEqual(seen.get(first), second, 'what the first one referred to');
      expectEqual(seen.get(second), inner, 'what the second one referred to');
      expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
  {
    name: 'finalizers in a cycle run once each, and the cycle goes',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(3);
      const serials = [bench.make(0, bench.resource)];
      m.copy(1, 0);
      for (let k = 0; k < 5; k++) {
        serials.push(bench.make(2, bench.resource));
        m.store(2, 0, 1);
        m.copy(1, 2);
      }
      m.store(0, 0, 1);
      bench.clear(0, 1, 2);
      bench.settle();
      expectList([...bench.finalized].sort(byNumber), serials, 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
  {
    name: 'in a finalizer, weak references into the dead cycle of its object read null',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(4);
      bench.make(0, bench.resource);
      bench.make(1, bench.node);
      m.store(0, 0, 1);
      m.store(1, 0, 0);
      const handles = [0, 1].map((target) => {
        m.allocateWeak(2, bench.weak, target, WEAK_SHORT);
        return bench.runtime.externals.hold(m.peek(2), 'test');
      });
      let seen = -1;
      bench.onFinalize = () => {
        const { externals, i32 } = bench.runtime;
        seen = handles.filter((handle) => i32[externals.borrow(handle) + WEAK_TARGET] !== 0).length;
      };
      bench.clear(0, 1, 2);
      bench.settle();
      expectEqual(seen, 0, 'weak references that the finalizer could read');
    },
  },
  {
    name: 'a resurrected object lives on with all it refers to, and its finalizer does not run again',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(2);
      const leaf = bench.make(1, bench.leaf);
      const serial = bench.make(0, bench.resource);
      m.store(0, 1, 1);
      bench.clear(1);
      let handle = -1;
      bench.onFinalize = () => {
        handle = runtime.externals.hold(m.peek(0), 'resurrection');
      };
      m.clear(0);
      bench.settle();
      expect(handle >= 0, 'the finalizer ran');
      const ref = runtime.externals.borrow(handle);
      expectEqual(bench.serialOf(ref), serial, 'serial of the resurrected object');
      expectEqual(bench.serialOf(runtime.i32[ref + 5]!), leaf, 'serial of what it refers to');
      expectEqual(bench.objectCount(), 2, 'objects while it lives on');
      runtime.externals.drop(handle);
      bench.settle();
      expectList(bench.finalized, [serial], 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
  {
    name: 'a cycle that a finalizer brings back is whole, and goes later',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(3);
      bench.make(0, bench.resource);
      const node = bench.make(1, bench.node);
      const leaf = bench.make(2, bench.leaf);
      m.store(0, 0, 1);
      m.store(1, 0, 0);
      m.store(1, 1, 2);
      let handle = -1;
      bench.onFinalize = () => {
        handle = runtime.externals.hold(m.peek(0), 'resurrection');
      };
      bench.clear(0, 1, 2);
      bench.settle();
      const { i32 } = runtime;
      const ref = runtime.externals.borrow(handle);
      const back = i32[ref + 4]!;
      expectEqual(bench.serialOf(back), node, 'what the resurrected object refers to');
      expectEqual(i32[back + 4], ref, 'what that one refers to');
      expectEqual(bench.serialOf(i32[back + 5]!), leaf, 'the rest');
      runtime.externals.drop(handle);
      bench.settle();
      expectEqual(bench.finalized.length, 1, 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
  {
    name: 'an ephemeron whose key waits for its finalizer is cleared, or gives its value',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(3);
      bench.make(1, bench.resource);
      const value = bench.make(2, bench.node);
      m.allocateEphemeron(0, bench.ephemeron, 1, 2);
      bench.clear(1, 2);
      let handle = -1;
      bench.onFinalize = () => {
        handle = runtime.externals.hold(m.peek(0), 'resurrection');
      };
      for (let round = 0; round < 3; round++) {
        bench.collect({ compact: true });
        m.loadEphemeronValue(2, 0);
        if (m.isNull(2)) continue;
        expectEqual(bench.serialIn(2), value, 'the value of a key that was finalized');
        m.loadWeak(1, 0);
        expectEqual(m.peek(1), runtime.externals.borrow(handle), 'the key');
      }
      bench.expectExactlyLive('while the key lives on');
    },
  },
  {
    name: 'a key that the value of its ephemeron brings back is whole',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(4);
      const key = bench.make(1, bench.node);
      const other = bench.make(2, bench.node);
      bench.make(3, bench.resource);
      m.store(1, 0, 2);
      m.store(2, 0, 1);
      m.store(3, 0, 1);
      m.allocateEphemeron(0, bench.ephemeron, 1, 3);
      let handle = -1;
      bench.onFinalize = () => {
        handle = runtime.externals.hold(m.peek(0), 'resurrection');
      };
      bench.clear(1, 2, 3);
      bench.settle();
      const { i32 } = runtime;
      const found = i32[runtime.externals.borrow(handle) + 4]!;
      expectEqual(bench.serialOf(found), key, 'what the resurrected value refers to');
      expectEqual(bench.serialOf(i32[found + 4]!), other, 'what the key refers to');
      bench.expectExactlyLive('while the value lives on');
    },
  },
  {
    name: 'an object registered again is finalized again',
    exempt: (traits) => {
      if (!traits.reclaims) return 'it never reclaims anything';
      return traits.prompt ? 'a counting collector has no registry' : null;
    },
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(1);
      const serial = bench.make(0, bench.resource);
      let again = 2;
      bench.onFinalize = () => {
        if (again-- > 0) runtime.finalizers.register(m.peek(0));
      };
      m.clear(0);
      bench.settle();
      expectList(bench.finalized, [serial, serial, serial], 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
  {
    name: 'a finalizer may allocate, and even collect',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(2);
      const serials: number[] = [];
      for (let k = 0; k < 20; k++) {
        const serial = bench.make(0, bench.resource);
        bench.make(1, bench.leaf);
        m.store(0, 0, 1);
        serials.push(serial);
      }
      bench.onFinalize = (serial) => {
        churn(bench, 100);
        if (serial % 3 === 0) bench.collect({ compact: true });
        expectEqual(bench.serialIn(0), serial, 'the object in its own finalizer, after a collection');
        m.load(1, 0, 0);
        expectEqual(bench.serialIn(1), serial + 1, 'what it refers to');
      };
      bench.clear(0, 1);
      bench.settle();
      expectList([...bench.finalized].sort(byNumber), serials, 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
  {
    name: 'a finalizer may make objects with finalizers',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(1);
      let left = 5;
      bench.onFinalize = () => {
        if (left-- > 0) bench.make(1, bench.resource);
      };
      bench.make(0, bench.resource);
      m.clear(0);
      bench.settle();
      expectEqual(bench.finalized.length, 6, 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
  {
    name: 'a long weak reference outlives a short one for a resurrected object',
    exempt: (traits) => {
      if (!traits.reclaims) return 'it never reclaims anything';
      return traits.prompt ? 'a counting collector clears weak references only when the memory goes' : null;
    },
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(4);
      const serial = bench.make(0, bench.resource);
      m.allocateWeak(1, bench.weak, 0, WEAK_SHORT);
      m.allocateWeak(2, bench.weak, 0, WEAK_LONG);
      let handle = -1;
      bench.onFinalize = () => {
        handle = runtime.externals.hold(m.peek(0), 'resurrection');
      };
      m.clear(0);
      bench.settle();
      m.loadWeak(3, 1);
      expect(m.isNull(3), 'the short weak reference was cleared before the finalizer ran');
      m.loadWeak(3, 2);
      expectEqual(bench.serialIn(3), serial, 'target of the long weak reference');
      m.clear(3);
      runtime.externals.drop(handle);
      bench.settle();
      m.loadWeak(3, 2);
      expect(m.isNull(3), 'the long weak reference is cleared when the object goes');
    },
  },
  {
    name: 'a suppressed finalizer does not run',
    exempt: (traits) => (traits.prompt ? 'a counting collector has no registry' : null),
    run: (factory) => {
      const bench = new Workbench(factory);
      bench.m.pushFrame(1);
      bench.make(0, bench.resource);
      bench.runtime.finalizers.suppress(bench.m.peek(0));
      bench.m.clear(0);
      bench.settle();
      expectEqual(bench.finalized.length, 0, 'finalizers that ran');
      if (bench.traits.reclaims) expectEqual(bench.objectCount(), 0, 'objects afterwards');
    },
  },
];

const byNumber = (a: number, b: number) => a - b;
