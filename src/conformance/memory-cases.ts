import { HeapExhausted, InvariantViolation, UsageError } from '../heap/errors.ts';
import { FLAG_WEAKREFS, FREED_WORD, MARK_WORD, PAYLOAD, type Ref, SHAPE_MASK } from '../heap/layout.ts';
import { verifyHeap } from '../runtime/heap-verifier.ts';
import { type ConformanceCase, needsReclaiming } from './case.ts';
import { expect, expectEqual, expectThrows } from './expect.ts';
import { churn } from './reachability-cases.ts';
import { Workbench } from './workbench.ts';

export const memoryCases: readonly ConformanceCase[] = [
  {
    name: 'a pinned object keeps its address; pinning is refused where it is unsupported',
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(4);
      bench.make(0, bench.node);
      if (bench.traits.pinning === 'unsupported') {
        expectThrows(() => runtime.collector.pin(m.peek(0)), UsageError, 'pin() of a collector that cannot');
        return;
      }
      churn(bench, 50);
      const serial = bench.make(0, bench.array, 20);
      const large = bench.make(1, bench.array, 20000);
      const refs = [m.peek(0), m.peek(1)];
      for (const ref of refs) runtime.collector.pin(ref);
      for (let round = 0; round < 6; round++) {
        churn(bench, 300);
        bench.make(2, bench.leaf);
        for (const local of [0, 1]) m.store(local, 19, 2);
        bench.collect(round % 2 === 0 ? { compact: true } : { kind: 'minor' });
        expectEqual(m.peek(0), refs[0]!, 'address of the pinned array');
        expectEqual(m.peek(1), refs[1]!, 'address of the pinned large array');
      }
      for (const ref of refs) runtime.collector.unpin(ref);
      bench.age();
      expectEqual(bench.serialIn(0), serial, 'serial after unpinning');
      expectEqual(bench.serialIn(1), large, 'serial of the large array after unpinning');
      bench.clear(0, 1, 2);
      bench.settle();
      if (bench.traits.reclaims) expectEqual(bench.objectCount(), 0, 'objects after all were dropped');
    },
  },
  {
    name: 'a collector that does not move keeps every address',
    exempt: (traits) => (traits.moving ? 'it moves' : null),
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m } = bench;
      m.pushFrame(40);
      const refs: Ref[] = [];
      for (let k = 0; k < 40; k++) {
        bench.make(k, bench.array, k * k);
        refs.push(m.peek(k));
        churn(bench, 40);
      }
      bench.collect({ compact: true });
      refs.forEach((ref, k) => {
        expectEqual(m.peek(k), ref, `address of array ${k}`);
      });
    },
  },
  {
    name: 'what reserve() promised can be allocated, in small pieces and in one',
    run: (factory) => {
      const bench = new Workbench(factory, { heapBytes: 8 << 20 });
      const { m, runtime } = bench;
      m.pushFrame(1);
      for (const piece of [4, 6, 64, 2000, 40000]) {
        const total = piece * Math.max(1, Math.floor(40000 / piece));
        expect(runtime.reserve(total), `room for ${total} words in an empty heap`);
        for (let words = 0; words < total; words += piece) m.allocate(0, bench.words, piece - 4);
        m.poll();
      }
      expect(!runtime.reserve(runtime.limitWords * 2), 'no room for twice the heap');
    },
  },
  {
    name: 'beyond the hard limit: HeapExhausted; after the drop the heap works again',
    run: (factory) => {
      const bench = new Workbench(factory, { heapBytes: 2 << 20, verify: false });
      const { m, runtime } = bench;
      m.pushFrame(2);
      const fill = () => {
        for (;;) {
          if (!runtime.reserve(64)) break;
          bench.make(1, bench.array, 40);
          m.store(1, 0, 0);
          m.copy(0, 1);
          m.poll();
        }
      };
      fill();
      const held = bench.objectCount();
      expect(held * 44 > runtime.limitWords / 4, 'at least a quarter of the heap could be used');
      expectThrows(
        () => m.allocate(1, bench.words, runtime.limitWords),
        HeapExhausted,
        'an object as large as the heap',
      );
      verifyHeap(runtime);
      bench.clear(0, 1);
      if (!bench.traits.reclaims) return;
      bench.settle();
      expectEqual(bench.objectCount(), 0, 'objects after the drop');
      fill();
      expect(
        bench.objectCount() > held / 2,
        'the second filling holds at least half of what the first one held',
      );
      verifyHeap(runtime);
    },
  },
  {
    name: 'reclaimed memory is poisoned',
    exempt: needsReclaiming,
    run: (factory) => {
      const bench = new Workbench(factory, { poison: true });
      const { m, runtime } = bench;
      m.pushFrame(1);
      const dead: { ref: Ref; words: number }[] = [];
      for (let k = 0; k < 60; k++) {
        bench.make(0, bench.words, 8 + (k % 5) * 30);
        for (let word = 0; word < 8; word++) runtime.i32[m.peek(0) + 4 + word] = 0x1234;
        dead.push({ ref: m.peek(0), words: runtime.shapes.sizeOf(runtime.i32, m.peek(0)) });
      }
      m.clear(0);
      bench.settle();
      for (const { ref, words } of dead) {
        // The first words of a free cell may link it to others.
        for (let at = ref + PAYLOAD + 2; at < ref + words; at++) {
          if (runtime.collector.resolve(at) !== 0) continue;
          expect(runtime.i32[at] !== 0x1234, `word ${at - ref} of the dead object at ${ref} was overwritten`);
        }
      }
      const poisoned = dead.filter(({ ref, words }) => runtime.i32[ref + words - 2] === FREED_WORD);
      expect(poisoned.length > dead.length / 2, 'most of the dead objects end in FREED_WORD');
    },
  },
  {
    name: 'the verifier finds planted corruption',
    run: (factory) => {
      const plants: readonly [string, (bench: Workbench, ref: Ref) => void][] = [
        [
          'a shape that does not exist',
          ({ runtime }, ref) => write(runtime.i32, ref, runtime.i32[ref]! | SHAPE_MASK),
        ],
        [
          'a slot with an address inside an object',
          ({ runtime }, ref) => write(runtime.i32, ref + 4, ref + 2),
        ],
        ['a slot with an address outside the heap', ({ runtime }, ref) => write(runtime.i32, ref + 5, -8)],
        [
          'a root that is not an object',
          ({ runtime }, ref) => write(runtime.roots.stack, runtime.roots.top - 1, ref + 2),
        ],
        [
          'a weak flag without an entry',
          ({ runtime }, ref) => write(runtime.i32, ref, runtime.i32[ref]! | FLAG_WEAKREFS),
        ],
        [
          'a finalizer entry without its flag',
          ({ runtime, m }, ref) => {
            runtime.finalizers.register(m.peek(0));
            runtime.i32[ref] = runtime.i32[ref]! & SHAPE_MASK;
          },
        ],
      ];
      for (const [what, plant] of plants) {
        const bench = new Workbench(factory, { verify: false });
        bench.m.pushFrame(3);
        bench.make(1, bench.node);
        bench.make(0, bench.node);
        bench.m.store(0, 0, 1);
        verifyHeap(bench.runtime);
        plant(bench, bench.m.peek(0));
        expectThrows(() => verifyHeap(bench.runtime), InvariantViolation, what);
      }
    },
  },
  {
    name: 'the verifier finds a count that is off by one',
    exempt: (traits) => (traits.prompt ? null : 'it does not count'),
    run: (factory) => {
      const bench = new Workbench(factory, { verify: false });
      const { m, runtime } = bench;
      m.pushFrame(5);
      bench.make(0, bench.node);
      bench.make(1, bench.node);
      m.allocateWeak(2, bench.weak, 1);
      m.clear(1);
      bench.onFinalize = () => runtime.externals.hold(m.peek(0), 'resurrection');
      bench.make(3, bench.resource);
      m.copy(4, 3);
      m.clear(3);
      m.clear(4);
      const objects = [m.peek(0), m.peek(2), runtime.externals.borrow(0)];
      for (const ref of objects) {
        const what = runtime.describe(ref);
        expectEqual(runtime.i32[ref + MARK_WORD], 1, `count of the ${what}`);
        for (const count of [2, 0]) {
          write(runtime.i32, ref + MARK_WORD, count);
          const found = expectThrows(
            () => verifyHeap(runtime),
            InvariantViolation,
            `${what}, count ${count}`,
          );
          expectEqual(found.invariant, 'count', 'the invariant that is named');
        }
        write(runtime.i32, ref + MARK_WORD, 1);
      }
      verifyHeap(runtime);
    },
  },
  {
    name: 'every count is accounted for while a finalizer runs',
    exempt: (traits) => (traits.prompt ? null : 'it does not count'),
    run: (factory) => {
      const bench = new Workbench(factory);
      const { m, runtime } = bench;
      m.pushFrame(2);
      let checks = 0;
      bench.onFinalize = () => {
        // The frame's local and the running finalizer hold it.
        expectEqual(runtime.i32[m.peek(0) + MARK_WORD], 2, 'count of an object in its finalizer');
        expect(runtime.finalizers.running.includes(m.peek(0)), 'it is among those whose finalizer runs');
        runtime.collect({ kind: 'full', cause: 'explicit' });
        verifyHeap(runtime);
        checks++;
      };
      bench.make(0, bench.resource);
      bench.make(1, bench.resource);
      m.store(0, 0, 1);
      bench.clear(1);
      bench.clear(0);
      expectEqual(checks, 2, 'finalizers that ran');
      expectEqual(bench.objectCount(), 0, 'objects left');
    },
  },
];

function write(words: Int32Array, at: number, value: number): void {
  words[at] = value;
}
