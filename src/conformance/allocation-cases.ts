import { VAR_NONE } from '../contract/shapes.ts';
import { FIRST_FREE_WORD, HEADER_WORDS, LENGTH, MARK_WORD, type Ref, SHAPE_MASK } from '../heap/layout.ts';
import type { Shape } from '../runtime/mutator.ts';
import type { ConformanceCase } from './case.ts';
import { expect, expectEqual } from './expect.ts';
import { Workbench } from './workbench.ts';

/** Lengths on both sides of every usual size class, up to large objects. */
const LENGTHS = [
  0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 33, 63, 64, 65, 100, 127, 128, 129, 200, 255, 257, 500,
];
const LARGE_LENGTHS = [511, 513, 1000, 1023, 1025, 2047, 4096, 8191, 16384, 21249, 30000];

export const allocationCases: readonly ConformanceCase[] = [
  {
    name: 'a new object has its shape, a zeroed payload and an aligned address of its own',
    run: (factory) => {
      const bench = new Workbench(factory);
      checkFreshness(bench, allocateEachSize(bench));
    },
  },
  {
    name: 'memory that was used before is zeroed again',
    run: (factory) => {
      const bench = new Workbench(factory, { heapBytes: 16 << 20 });
      for (let round = 0; round < 3; round++) {
        bench.m.pushFrame(1);
        for (const length of [...LENGTHS, ...LARGE_LENGTHS]) {
          bench.make(0, bench.words, length);
          for (let k = 0; k < length; k++) bench.runtime.i32[bench.m.peek(0) + 4 + k] = -1;
        }
        bench.m.popFrame();
        bench.settle();
      }
      checkFreshness(bench, allocateEachSize(bench));
    },
  },
  {
    name: 'an allocation neither collects nor moves anything',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(2);
      bench.make(0, bench.array, 5000);
      const array = m.peek(0);
      const refs: Ref[] = [];
      for (let k = 0; k < 5000; k++) {
        bench.make(1, bench.node);
        m.store(0, k, 1);
        refs.push(m.peek(1));
      }
      expectEqual(m.peek(0), array, 'address of the array');
      expect(new Set(refs).size === refs.length, '5000 objects at 5000 addresses');
      for (let k = 0; k < refs.length; k++) {
        m.load(1, 0, k);
        expectEqual(m.peek(1), refs[k]!, `address of element ${k}`);
      }
      bench.collect();
      bench.expectExactlyLive('after the collection');
    },
  },
  {
    name: 'every object is enumerated once, in address order within a space',
    run: (factory) => {
      const bench = new Workbench(factory);
      const refs = allocateEachSize(bench);
      const seen = bench.objects();
      expectEqual(bench.objectCount(), seen.size, 'objects enumerated');
      for (const ref of refs) expect(seen.has(ref), `${bench.runtime.describe(ref)} is enumerated`);
    },
  },
  {
    name: 'resolve finds the object from any of its words, and nothing in free memory',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { collector, shapes, i32 } = bench.runtime;
      for (const ref of allocateEachSize(bench)) {
        const words = shapes.sizeOf(i32, ref);
        for (const at of [ref, ref + 1, ref + (words >> 1), ref + words - 1]) {
          expectEqual(collector.resolve(at), ref, `resolve(${at}) inside of ${bench.runtime.describe(ref)}`);
        }
      }
      expectEqual(collector.resolve(0), 0, 'resolve(0)');
      expectEqual(collector.resolve(FIRST_FREE_WORD - 1), 0, 'resolve of a word below the heap');
    },
  },
  {
    name: 'tryGrow gives zeroed words and keeps contents and neighbours',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(3);
      for (const length of [1, 6, 13, 40, 300]) {
        const serial = bench.make(0, bench.array, length);
        const neighbour = bench.make(1, bench.words, 6);
        const leaf = bench.make(2, bench.leaf);
        m.store(0, length - 1, 2);
        growByEach(bench, length);
        expectEqual(bench.serialIn(0), serial, 'serial of the grown array');
        expectEqual(bench.serialIn(1), neighbour, 'serial of its neighbour');
        bench.collect({ compact: true });
        m.load(2, 0, length - 1);
        expectEqual(bench.serialIn(2), leaf, 'element after growth and collection');
        expectEqual(runtime.i32[m.peek(1) + LENGTH], 6, 'length of the neighbour');
      }
    },
  },
];

function growByEach(bench: Workbench, length: number): void {
  const { m, runtime } = bench;
  for (let wanted = length + 1; wanted < length + 40; wanted++) {
    const ref = m.peek(0);
    if (!runtime.collector.tryGrow(ref, runtime.shapes.sizeFor(bench.array, wanted))) return;
    runtime.i32[ref + LENGTH] = wanted;
    m.load(2, 0, wanted - 1);
    expect(m.isNull(2), `slot ${wanted - 1} of the grown array is null`);
    m.store(0, wanted - 1, 1);
  }
}

function allocateEachSize(bench: Workbench): Ref[] {
  const { m } = bench;
  const shapes: Shape[] = [bench.array, bench.words, bench.bytes, bench.part];
  const count = shapes.length * LENGTHS.length + LARGE_LENGTHS.length + 5;
  m.pushFrame(count);
  const refs: Ref[] = [];
  let local = 0;
  const make = (shape: Shape, length: number) => {
    m.allocate(local, shape, length);
    refs.push(m.peek(local++));
  };
  for (const shape of [bench.node, bench.link, bench.leaf, bench.wide, bench.resource]) make(shape, 0);
  for (const shape of shapes) for (const length of LENGTHS) make(shape, length);
  LARGE_LENGTHS.forEach((length, k) => {
    make(shapes[k % shapes.length]!, length);
  });
  return refs;
}

function checkFreshness(bench: Workbench, refs: readonly Ref[]): void {
  const { runtime } = bench;
  const { i32, shapes } = runtime;
  let end = 0;
  for (const ref of [...refs].sort((a, b) => a - b)) {
    const what = runtime.describe(ref);
    expect((ref & 1) === 0, `${what} has an even address`);
    expect(ref >= end, `${what} does not overlap the object before it, which ends at ${end}`);
    const shape = i32[ref]! & SHAPE_MASK;
    expectEqual(i32[ref + MARK_WORD], runtime.counting ? 1 : 0, `mark word of ${what}`);
    end = ref + shapes.sizeOf(i32, ref);
    const from = ref + HEADER_WORDS + (shapes.variable[shape] === VAR_NONE ? 0 : 1);
    for (let at = from; at < end; at++) expectEqual(i32[at], 0, `word ${at - ref} of ${what}`);
  }
}
