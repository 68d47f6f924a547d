import { UsageError } from '../heap/errors.ts';
import { MARK_WORD } from '../heap/layout.ts';
import { type ConformanceCase, needsReclaiming } from './case.ts';
import { expect, expectEqual, expectThrows } from './expect.ts';
import { Workbench } from './workbench.ts';

const counts = (traits: { readonly prompt: boolean }) => (traits.prompt ? null : 'it does not count');

export const externalCases: readonly ConformanceCase[] = [
  {
    name: 'a handle keeps its object, follows it, and names its holder',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      const { externals } = runtime;
      m.pushFrame(1);
      const serial = bench.make(0, bench.node);
      const handles = [externals.hold(m.peek(0), 'alpha'), externals.hold(m.peek(0), 'beta')];
      m.clear(0);
      bench.age();
      bench.collect({ compact: true });
      for (const handle of handles)
        expectEqual(bench.serialOf(externals.borrow(handle)), serial, 'object of a handle');
      const holders = externals.holdersOf(externals.borrow(handles[0]!)).map(({ owner }) => owner);
      expectEqual(holders.join(' '), 'alpha beta', 'who holds it');
      for (const handle of handles) externals.drop(handle);
      bench.settle();
      if (bench.traits.reclaims)
        expectEqual(bench.objectCount(), 0, 'objects after the handles were dropped');
    },
  },
  {
    name: 'a leaked handle keeps its object for ever, and can be found',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(1);
      bench.make(0, bench.node);
      const handle = runtime.externals.hold(m.peek(0), 'the leak');
      m.clear(0);
      bench.settle();
      expectEqual(bench.objectCount(), 1, 'objects: the leaked one');
      const [holder] = runtime.externals.holdersOf(runtime.externals.borrow(handle));
      expectEqual(holder?.owner, 'the leak', 'who holds it');
    },
  },
  {
    name: 'under tracing a bare count is refused',
    exempt: (traits) => (traits.prompt ? 'it counts' : null),
    run: (factory) => {
      const bench = new Workbench(factory);
      bench.m.pushFrame(1);
      bench.make(0, bench.node);
      const { externals } = bench.runtime;
      expectThrows(() => externals.increment(bench.m.peek(0), 'x'), UsageError, 'increment() under tracing');
    },
  },
  {
    name: 'a bare count keeps its object until it is given back, in a cycle too',
    exempt: counts,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(2);
      bench.make(0, bench.node);
      bench.make(1, bench.node);
      m.store(0, 0, 1);
      m.store(1, 0, 0);
      const ref = m.peek(0);
      runtime.externals.increment(ref, 'the extension');
      runtime.externals.increment(ref, 'the extension');
      bench.clear(0, 1);
      bench.settle();
      expectEqual(bench.objectCount(), 2, 'objects while the extension holds two counts');
      expectEqual(runtime.i32[ref + MARK_WORD], 3, 'count: the cycle and the extension');
      expectEqual(runtime.externals.holdersOf(ref)[0]?.count, 2, 'counts in the ledger');
      runtime.externals.decrement(ref, 'the extension');
      runtime.externals.decrement(ref, 'the extension');
      bench.settle();
      expectEqual(bench.objectCount(), 0, 'objects after the counts were given back');
      expectThrows(() => runtime.externals.decrement(ref, 'x'), UsageError, 'one decrement too many');
    },
  },
  {
    name: 'new, borrowed and stolen references leave the counts exact',
    exempt: counts,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      const { externals, i32 } = runtime;
      m.pushFrame(2);
      bench.make(0, bench.array, 3);
      const item = runtime.allocate(bench.leaf); // new: one count, ours
      runtime.initialiseOwned(m.peek(0), 4, item); // stolen by the slot
      expectEqual(i32[item + MARK_WORD], 1, 'count after the slot stole it');
      const handle = externals.hold(item, 'x');
      expectEqual(externals.borrow(handle), item, 'borrowed reference');
      expectEqual(i32[item + MARK_WORD], 2, 'count while a handle holds it too');
      const taken = externals.take(handle); // new again
      expectEqual(i32[taken + MARK_WORD], 2, 'count after take()');
      runtime.release(taken);
      m.storeNull(0, 0);
      expect(!bench.objects().has(item), 'the item is gone');
      bench.settle();
      bench.expectExactlyLive('at the end');
    },
  },
];
