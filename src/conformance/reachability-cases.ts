import type { Local } from '../runtime/mutator.ts';
import type { SavedStack } from '../runtime/roots.ts';
import { type ConformanceCase, needsCycles, needsReclaiming } from './case.ts';
import { expect, expectEqual } from './expect.ts';
import { Workbench } from './workbench.ts';

const TREE_DEPTH = 10;
const LONG_CHAIN = 10_000_000;
const LONG_CHAIN_HEAP = 2 ** 30;

export const reachabilityCases: readonly ConformanceCase[] = [
  {
    name: 'each kind of root keeps its object, and nothing keeps it afterwards',
    run: (factory) => {
      const bench = new Workbench(factory);
      keptByEachRoot(bench);
      bench.settle();
      bench.expectExactlyLive('after all roots were dropped');
      if (bench.traits.reclaims) expectEqual(bench.objectCount(), 0, 'objects after all roots were dropped');
    },
  },
  {
    name: 'a tree keeps its structure through collections and churn',
    run: (factory) => {
      const bench = new Workbench(factory, { heapBytes: 32 << 20 });
      const { m } = bench;
      m.pushFrame(TREE_DEPTH + 1);
      const sum = buildTree(bench, 0, TREE_DEPTH);
      for (let round = 0; round < 4; round++) {
        churn(bench, 2000);
        bench.collect({ compact: true });
        expectEqual(sumTree(bench, 0), sum, `sum of the tree's serials in round ${round}`);
      }
      bench.settle();
      bench.expectExactlyLive('with the tree in a local');
    },
  },
  {
    name: 'every slot of an object is scanned, the first and the last included',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(3);
      for (const [shape, slots, length] of [
        [bench.node, 2, 0],
        [bench.link, 1, 0],
        [bench.wide, 9, 0],
        [bench.array, 1, 1],
        [bench.array, 37, 37],
        [bench.array, 9000, 9000],
        [bench.part, 6, 6],
      ] as const) {
        const checked =
          slots > 40 ? [0, 1, (slots >> 1) - 1, slots - 2, slots - 1] : [...Array(slots).keys()];
        const serials = new Map<number, number>();
        if (shape === bench.link) m.allocate(0, shape);
        else bench.make(0, shape, length);
        for (const slot of checked) {
          serials.set(slot, bench.make(1, bench.leaf));
          m.store(0, slot, 1);
        }
        m.clear(1);
        bench.collect({ compact: true });
        bench.minor();
        for (const [slot, serial] of serials) {
          m.load(1, 0, slot);
          expectEqual(bench.serialIn(1), serial, `slot ${slot} of ${slots}`);
        }
        m.clear(1);
      }
    },
  },
  {
    name: 'cycles are reclaimed: self-loops, rings, rings through arrays and parts',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      bench.m.pushFrame(3);
      for (let round = 0; round < 20; round++) makeCycles(bench);
      bench.settle();
      expectEqual(bench.objectCount(), 0, 'objects after the cycles were dropped');
    },
  },
  {
    name: 'a tuple that went untracked for its atoms, and one that holds a container, die when they should',
    exempt: needsCycles,
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(4);
      bench.make(0, bench.leaf);
      bench.make(1, bench.tuple, 2);
      m.store(1, 0, 0);
      m.store(1, 1, 0);
      // A tuple of a list that holds the tuple: a cycle; a collection must not take it for atomic.
      bench.make(2, bench.list);
      bench.make(3, bench.part, 1);
      m.store(2, 0, 3);
      bench.make(0, bench.tuple, 2);
      m.store(0, 0, 2);
      m.store(0, 1, 1);
      m.store(3, 0, 0);
      bench.clear(2, 3);
      bench.age();
      expectEqual(bench.objectCount(), 5, 'objects: leaf, two tuples, list, part');
      bench.clear(0, 1);
      bench.settle();
      expectEqual(bench.objectCount(), 0, 'objects after all were dropped');
    },
  },
  {
    name: 'a deep structure dies without recursion, finalizers included',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory, { verify: false, heapBytes: 32 << 20 });
      const { m } = bench;
      m.pushFrame(2);
      for (let k = 0; k < 20_000; k++) {
        bench.make(1, k % 100 === 0 ? bench.resource : bench.node);
        m.store(1, 1, 0);
        m.copy(0, 1);
      }
      bench.clear(0, 1);
      bench.settle();
      expectEqual(bench.finalized.length, 200, 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects after the drop');
    },
  },
  {
    name: 'a cycle that is still reachable is kept whole',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(3);
      const first = bench.make(0, bench.node);
      m.copy(1, 0);
      for (let k = 0; k < 50; k++) {
        bench.make(2, bench.node);
        m.store(2, 0, 1);
        m.copy(1, 2);
      }
      m.store(0, 0, 1);
      bench.clear(1, 2);
      bench.age();
      m.copy(1, 0);
      for (let k = 0; k < 51; k++) m.load(1, 1, 0);
      expectEqual(bench.serialIn(1), first, 'serial after one turn around the ring');
    },
  },
  {
    name: 'reclaimed memory is used again',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory, { heapBytes: 8 << 20, verify: false });
      const { m, runtime } = bench;
      m.pushFrame(1);
      // Ten times what the heap holds.
      for (let words = 0; words < 10 * runtime.limitWords; words += 304) {
        if (!runtime.reserve(512)) expect(false, 'room for 512 words: nearly nothing is alive');
        m.allocate(0, bench.words, 300);
        m.poll();
      }
    },
  },
  {
    name: 'a prompt collector reclaims at the drop',
    exempt: (traits) => (traits.prompt ? null : 'it is not prompt'),
    run: (factory) => {
      const bench = new Workbench(factory);
      bench.m.pushFrame(6);
      buildTree(bench, 0, 5);
      bench.m.clear(0);
      expectEqual(bench.objectCount(), 0, 'objects right after the drop');
    },
  },
  {
    name: 'identities stay the same wherever an object goes',
    run: (factory) => {
      const bench = new Workbench(factory, { stress: true });
      const { m, runtime } = bench;
      m.pushFrame(4);
      bench.make(0, bench.node);
      bench.make(1, bench.leaf);
      bench.make(2, bench.array, 10);
      const serials = [0, 1, 2].map((local) => runtime.identities.of(m.peek(local)));
      expectEqual(new Set(serials).size, 3, 'different identities of three objects');
      for (let round = 0; round < 5; round++) {
        bench.make(3, bench.node);
        m.poll();
        for (const local of [0, 1, 2]) {
          expectEqual(runtime.identities.of(m.peek(local)), serials[local]!, `identity of local ${local}`);
        }
      }
    },
  },
  {
    name: 'a chain of 10,000,000 objects is built, collected and dropped',
    slow: true,
    exempt: (traits) => (traits.reclaims ? null : 'it never reclaims anything'),
    run: (factory) => {
      const bench = new Workbench(factory, {
        heapBytes: LONG_CHAIN_HEAP,
        verify: false,
        poison: false,
        eventLevel: 0,
      });
      const { m } = bench;
      m.pushFrame(2);
      for (let k = 0; k < LONG_CHAIN; k++) {
        m.allocate(1, bench.link);
        m.store(1, 0, 0);
        m.copy(0, 1);
        m.poll();
      }
      bench.collect();
      expectEqual(bench.objectCount(), LONG_CHAIN, 'objects in the chain');
      bench.clear(0, 1);
      bench.collect();
      bench.collect();
      expectEqual(bench.objectCount(), 0, 'objects after the chain was dropped');
    },
  },
];

function keptByEachRoot(bench: Workbench): void {
  const { m, runtime } = bench;
  const { roots, i32 } = runtime;
  m.pushFrame(1);
  const serials = new Map<string, number>();
  const make = (name: string) => {
    serials.set(name, bench.make(0, bench.node));
    return runtime.retain(m.peek(0));
  };
  roots.addStatic(make('static'));
  roots.handles.push(make('handle'));
  const saved: SavedStack = { words: new Int32Array(4), top: 3 };
  saved.words[1] = make('saved stack');
  roots.addStack(saved);
  const external = runtime.externals.adopt(make('external'), 'an extension');
  serials.set('local', bench.make(0, bench.node));
  bench.age();
  const found = (name: string, ref: number) =>
    expectEqual(i32[ref + 3], serials.get(name), `object of the ${name} root`);
  found('static', roots.statics.at(roots.statics.length - 1));
  found('handle', roots.handles.at(roots.handles.length - 1));
  found('saved stack', saved.words[1]!);
  found('external', runtime.externals.borrow(external));
  found('local', m.peek(0));
  roots.removeStack(saved);
  runtime.release(saved.words[1]!);
  runtime.release(roots.statics.at(--roots.statics.length));
  runtime.release(roots.handles.at(--roots.handles.length));
  runtime.externals.drop(external);
  m.popFrame();
}

/** A full binary tree in `local`; uses the next `depth` locals. @returns the sum of its serials */
export function buildTree(bench: Workbench, local: Local, depth: number): number {
  const { m } = bench;
  let sum = bench.make(local, bench.node);
  if (depth === 0) return sum;
  for (const side of [0, 1]) {
    sum += buildTree(bench, local + 1, depth - 1);
    m.store(local, side, local + 1);
    m.clear(local + 1);
    m.poll();
  }
  return sum;
}

export function sumTree(bench: Workbench, local: Local): number {
  const { i32 } = bench.runtime;
  let sum = 0;
  const gray = [bench.m.peek(local)];
  while (gray.length > 0) {
    const ref = gray.pop()!;
    sum += i32[ref + 3]!;
    for (const slot of [4, 5]) if (i32[ref + slot] !== 0) gray.push(i32[ref + slot]!);
  }
  return sum;
}

export function churn(bench: Workbench, objects: number): void {
  const { m } = bench;
  m.pushFrame(1);
  for (let k = 0; k < objects; k++) {
    if (k % 50 === 49) bench.make(0, bench.array, (k * 7) % 600);
    else bench.make(0, k % 2 === 0 ? bench.node : bench.leaf);
    m.poll();
  }
  m.popFrame();
}

function makeCycles(bench: Workbench): void {
  const { m } = bench;
  bench.make(0, bench.node);
  m.store(0, 0, 0);
  bench.make(0, bench.node);
  m.copy(1, 0);
  for (let k = 0; k < 20; k++) {
    bench.make(2, bench.node);
    m.store(2, 1, 1);
    m.copy(1, 2);
  }
  m.store(0, 1, 1);
  bench.make(0, bench.array, 12);
  bench.make(1, bench.array, 3000);
  m.store(0, 11, 1);
  m.store(1, 2999, 0);
  bench.make(0, bench.node);
  bench.make(1, bench.part, 8);
  m.store(0, 0, 1);
  m.store(1, 7, 0);
  // A list that holds itself through its part, and one that holds a tuple that holds the list.
  for (const item of ['list', 'tuple']) {
    bench.make(0, bench.list);
    bench.make(1, bench.part, 3);
    m.store(0, 0, 1);
    if (item === 'tuple') {
      bench.make(2, bench.tuple, 2);
      m.store(2, 1, 0);
    } else {
      m.copy(2, 0);
    }
    m.store(1, 2, 2);
    m.clear(1);
  }
  bench.clear(0, 1, 2);
}
