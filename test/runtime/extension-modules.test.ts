import { describe, expect, it } from 'vitest';
import { MARK_WORD } from '../../src/heap/layout.ts';
import { HandleScope, withHandles } from '../../src/runtime/handle-scope.ts';
import { verifyHeap } from '../../src/runtime/heap-verifier.ts';
import { holdersOf } from '../../src/runtime/holders.ts';
import { bench, collectorNames, liveRecords, settle } from './bench.ts';
import { CacheModule } from './extension-module.ts';

/** What a program and the module do together, told in words that must not depend on the collector. */
function session(collector: string): string[] {
  const { runtime, m, record } = bench(collector);
  const module = new CacheModule(runtime, 'cachemodule');
  const told: string[] = [];
  const tell = (what: string) => {
    settle(runtime);
    verifyHeap(runtime);
    told.push(`${what}: ${liveRecords(runtime, record).join(' ')}`);
  };
  m.pushFrame(2);
  for (const value of [1, 2, 3, 4]) {
    m.allocate(0, record);
    m.setRaw(0, 0, value);
    if (value === 1) module.remember(m.peek(0));
    if (value === 2) {
      m.allocate(1, record); // a child of 2
      m.setRaw(1, 0, 20);
      m.store(0, 0, 1);
      m.clear(1);
      module.remember(m.peek(0));
    }
  }
  m.clear(0);
  tell('1 and 2 remembered, 3 and 4 dropped');

  const made = runtime.allocate(record); // new: ours
  runtime.i32[made + 2] = 5;
  const five = module.rememberStolen(made); // and now the module's
  tell('5 stolen');

  const child = runtime.i32[module.look(1) + 3]!;
  told.push(`borrowed: ${runtime.i32[child + 2]}`);

  const recalled = module.recall(0);
  m.allocate(0, record);
  m.setRaw(0, 0, 6);
  runtime.initialiseOwned(m.peek(0), 3, recalled); // 1 is now a child of 6, too
  module.forget(0);
  tell('1 recalled into 6 and forgotten');

  m.clear(0);
  tell('6 dropped');

  runtime.release(module.remove(five));
  tell('5 removed and given back');

  withHandles(runtime, (scope) => {
    const handle = scope.hold(module.look(1));
    told.push(`size: ${module.inspect(scope.get(handle))}`);
  });
  module.forget(1);
  tell('2 forgotten');
  return told;
}

describe('an extension module', () => {
  it.each(collectorNames.filter((name) => name !== 'epsilon'))('behaves the same under %s', (collector) => {
    expect(session(collector)).toEqual([
      '1 and 2 remembered, 3 and 4 dropped: 1 2 20',
      '5 stolen: 1 2 5 20',
      'borrowed: 20',
      '1 recalled into 6 and forgotten: 1 2 5 6 20',
      '6 dropped: 2 5 20',
      '5 removed and given back: 2 20',
      'size: 4',
      '2 forgotten: ',
    ]);
  });

  it.each(collectorNames)('that leaks is found under %s', (collector) => {
    const { runtime, m, record } = bench(collector);
    const module = new CacheModule(runtime, '_leaky');
    m.pushFrame(1);
    m.allocate(0, record);
    m.setRaw(0, 0, 7);
    for (let turn = 0; turn < 3; turn++) module.inspectLeaking(m.peek(0));
    m.clear(0);
    settle(runtime);
    expect(liveRecords(runtime, record)).toEqual([7]);
    let ref = 0;
    runtime.collector.forEachObject((object) => {
      ref = object;
    });
    const { holders, leaked } = holdersOf(runtime, ref);
    expect(leaked).toBe(0); // every count is in the ledger: it has an owner
    expect(new Set(holders.map((holder) => ('owner' in holder ? holder.owner : '')))).toEqual(
      new Set(['_leaky']),
    );
    expect(holders.reduce((sum, holder) => sum + ('count' in holder ? holder.count : 0), 0)).toBe(3);
    for (let turn = 0; turn < 3; turn++) runtime.externals.decref(ref, '_leaky');
    settle(runtime);
    if (collector !== 'epsilon') expect(liveRecords(runtime, record)).toEqual([]);
  });

  it.each(collectorNames)('that gives back too much is told so under %s', (collector) => {
    const { runtime, m, record } = bench(collector);
    m.pushFrame(1);
    m.allocate(0, record);
    expect(() => runtime.externals.decref(m.peek(0), '_greedy')).toThrow(
      /_greedy holds no count.*one decrement too many/,
    );
  });

  it('that bypasses the ledger leaves counts that nothing explains', () => {
    const { runtime, m, record } = bench('refcount-cycle');
    m.pushFrame(1);
    m.allocate(0, record);
    runtime.retain(m.peek(0));
    runtime.retain(m.peek(0));
    expect(holdersOf(runtime, m.peek(0)).leaked).toBe(2);
    expect(() => verifyHeap(runtime)).toThrow(/count 3, but 1 references/);
  });
});

describe('handle scopes', () => {
  it.each(collectorNames)('keep objects, follow them, and end under %s', (collector) => {
    const { runtime, record } = bench(collector);
    const { i32 } = runtime;
    const escaped = withHandles(runtime, (scope) => {
      const outer = scope.adopt(runtime.allocate(record));
      i32[scope.get(outer) + 2] = 11;
      withHandles(runtime, (inner) => {
        const child = inner.adopt(runtime.allocate(record));
        i32[inner.get(child) + 2] = 12;
        settle(runtime);
        runtime.store(scope.get(outer), 3, inner.get(child));
        inner.set(child, scope.get(outer));
        expect(inner.get(child)).toBe(scope.get(outer));
      });
      settle(runtime);
      verifyHeap(runtime);
      expect(i32[scope.get(outer) + 2]).toBe(11);
      expect(i32[i32[scope.get(outer) + 3]! + 2]).toBe(12);
      return scope.escape(outer);
    });
    expect(i32[escaped + 2]).toBe(11);
    if (runtime.counting) expect(i32[escaped + MARK_WORD]).toBe(1);
    runtime.release(escaped);
    settle(runtime);
    expect(runtime.roots.handles.length).toBe(0);
    if (collector !== 'epsilon') expect(liveRecords(runtime, record)).toEqual([]);
  });

  it('end when their work throws', () => {
    const { runtime, record } = bench('refcount-cycle');
    const work = () =>
      withHandles(runtime, (scope) => {
        scope.adopt(runtime.allocate(record));
        throw new Error('given up');
      });
    expect(work).toThrow('given up');
    expect(liveRecords(runtime, record)).toEqual([]);
  });

  it('refuse handles of others, and the wrong order', () => {
    const { runtime, record } = bench('mark-sweep');
    const outer = new HandleScope(runtime);
    const handle = outer.adopt(runtime.allocate(record));
    const inner = new HandleScope(runtime);
    expect(() => inner.get(handle)).toThrow(/not one of this scope/);
    inner.adopt(runtime.allocate(record));
    expect(() => outer.adopt(runtime.allocate(record))).toThrow(/an inner scope is open/);
    expect(() => outer.close()).toThrow(/an inner scope is open/);
    inner.close();
    outer.close();
    expect(() => outer.get(handle)).toThrow(/a scope that has ended/);
    expect(() => outer.hold(0)).toThrow(/it has ended/);
  });
});
