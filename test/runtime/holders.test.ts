import { describe, expect, it } from 'vitest';
import {
  SHAPE_CONTAINER,
  SHAPE_EPHEMERON,
  SHAPE_FINALIZER,
  SHAPE_PART,
  VAR_REFS,
} from '../../src/contract/shapes.ts';
import { withHandles } from '../../src/runtime/handle-scope.ts';
import { describeHolders, type Holders, holdersOf, pathFromRoots } from '../../src/runtime/holders.ts';
import { recordShape } from '../../src/runtime/mutator.ts';
import type { Runtime } from '../../src/runtime/runtime.ts';
import { bench, collectorNames, settle } from './bench.ts';

/** Addresses differ from collector to collector; names without them do not. */
const plain = (name: string) => name.replace(/ at \d+/g, '');
const namesOf = ({ holders }: Holders) => holders.map(({ name }) => plain(name)).sort();
const pathOf = (runtime: Runtime, ref: number) =>
  pathFromRoots(runtime, ref)?.map(({ name }) => plain(name)) ?? null;

describe.each(collectorNames)('who holds this, under %s', (collector) => {
  it('names slots, and sees through parts to their owner', () => {
    const { runtime, m, record } = bench(collector);
    const list = m.shape(recordShape('List', 1, 1));
    const items = m.shape({ name: 'Items', raw: 1, refs: 0, variable: VAR_REFS, traits: SHAPE_PART });
    m.pushFrame(3);
    m.allocate(0, list);
    m.allocate(1, items, 3);
    m.store(0, 0, 1);
    m.allocate(2, record);
    m.store(1, 2, 2);
    m.store(2, 0, 2); // itself
    m.clear(1);
    settle(runtime);
    const answer = holdersOf(runtime, m.peek(2));
    expect(answer.leaked).toBe(0);
    expect(namesOf(answer)).toEqual([
      'List, Items[3], reference 2',
      'Record, reference 0',
      `stack ${runtime.roots.top - 1}`,
    ]);
    const [through] = answer.holders.filter((holder) => holder.kind === 'slot' && holder.through !== 0);
    expect(through).toMatchObject({ object: m.peek(0) });
    m.clear(2);
    const ref = runtime.i32[runtime.i32[m.peek(0) + 3]! + 5]!;
    expect(pathOf(runtime, ref)).toEqual(['stack 0', 'List, reference 0', 'Items[3], reference 2', 'Record']);
  });

  it('names roots of every kind', () => {
    const { runtime, m, record } = bench(collector);
    m.pushFrame(1);
    m.allocate(0, record);
    withHandles(runtime, (scope) => {
      scope.hold(m.peek(0));
      runtime.roots.addStatic(runtime.retain(m.peek(0)));
      const handle = runtime.externals.hold(m.peek(0), 'zlib');
      settle(runtime);
      const answer = holdersOf(runtime, m.peek(0));
      expect(answer.leaked).toBe(0);
      expect(namesOf(answer)).toEqual(['handle 0', 'handle of zlib', 'stack 0', 'static 0']);
      expect(plain(describeHolders(answer))).toBe(
        'Record is held by\n  stack 0\n  static 0\n  handle 0\n  handle of zlib\n',
      );
      runtime.externals.drop(handle);
    });
  });

  it('names an ephemeron that holds its value', () => {
    const { runtime, m, record } = bench(collector);
    const shape = m.shape({ name: 'Entry', raw: 2, refs: 0, traits: SHAPE_CONTAINER | SHAPE_EPHEMERON });
    m.pushFrame(3);
    m.allocate(0, record);
    m.allocate(1, record);
    m.allocateEphemeron(2, shape, 0, 1);
    m.clear(1);
    settle(runtime);
    const value = runtime.i32[m.peek(2) + 3]!;
    expect(namesOf(holdersOf(runtime, value))).toEqual(['Entry, value']);
    expect(holdersOf(runtime, value).holders[0]).toMatchObject({ kind: 'ephemeron', key: m.peek(0) });
    expect(pathOf(runtime, value)).toEqual(['stack 2', 'Entry, value', 'Record']);
  });

  it('finds nobody who holds garbage, and no path to it', () => {
    const { runtime, m, record } = bench(collector);
    m.pushFrame(2);
    m.allocate(0, record);
    m.store(0, 0, 0);
    const ref = m.peek(0);
    if (!runtime.counting) m.clear(0);
    else {
      m.allocate(1, record);
      m.store(1, 0, 0);
      m.store(0, 0, 1);
      m.clear(0);
      m.clear(1);
    }
    expect(pathFromRoots(runtime, ref)).toBeNull();
    expect(holdersOf(runtime, ref).holders.every((holder) => holder.kind === 'slot')).toBe(true);
  });

  it('takes the shortest path', () => {
    const { runtime, m, record } = bench(collector);
    m.pushFrame(2);
    m.allocate(0, record);
    for (let k = 0; k < 20; k++) {
      m.allocate(1, record);
      m.store(1, 0, 0);
      m.copy(0, 1);
    }
    const deep = () => {
      let ref = m.peek(0);
      for (let k = 0; k < 20; k++) ref = runtime.i32[ref + 3]!;
      return ref;
    };
    m.clear(1);
    expect(pathFromRoots(runtime, deep())).toHaveLength(22);
    const handle = runtime.externals.hold(deep(), 'shortcut');
    expect(pathOf(runtime, deep())).toEqual(['handle of shortcut', 'Record']);
    runtime.externals.drop(handle);
  });
});

it('names the finalizer queue of a tracing collector', () => {
  const { runtime, m } = bench('mark-sweep');
  const shape = m.shape(recordShape('Resource', 1, 1, SHAPE_FINALIZER));
  m.pushFrame(1);
  m.allocate(0, shape);
  m.clear(0);
  settle(runtime);
  const ref = runtime.finalizers.queue.at(0);
  expect(namesOf(holdersOf(runtime, ref))).toEqual(['queue 0']);
});

it('names a bare count as a root of a path', () => {
  const { runtime, m, record } = bench('refcount-cycle');
  m.pushFrame(2);
  m.allocate(0, record);
  m.allocate(1, record);
  m.store(0, 0, 1);
  runtime.externals.increment(m.peek(0), '_leaky');
  const child = m.peek(1);
  m.clear(0);
  m.clear(1);
  settle(runtime);
  expect(pathOf(runtime, child)).toEqual(['a count held by _leaky', 'Record, reference 0', 'Record']);
});
