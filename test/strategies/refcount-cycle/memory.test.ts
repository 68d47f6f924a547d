import { describe, expect, it } from 'vitest';
import type { CollectorEvent } from '../../../src/contract/events.ts';
import { EVENTS_OBJECTS } from '../../../src/contract/events.ts';
import { MemoryMisuse } from '../../../src/heap/debug-allocator.ts';
import { HeapExhausted, UsageError } from '../../../src/heap/errors.ts';
import { LargeObjects } from '../../../src/heap/large-objects.ts';
import { FIRST_FREE_WORD, FREED_WORD, type Ref } from '../../../src/heap/layout.ts';
import type { RawAllocator } from '../../../src/heap/raw-allocator.ts';
import { verifyHeap } from '../../../src/runtime/heap-verifier.ts';
import type { RuntimeOptions } from '../../../src/runtime/runtime.ts';
import { refcountCycleWith } from '../../../strategies/refcount-cycle/refcount-cycle.ts';
import { Bench } from './bench.ts';

describe('memory', () => {
  it('grows an object inside its cell, with zeros', () => {
    const bench = new Bench();
    const { runtime } = bench;
    const ref = runtime.allocateVariable(bench.words, 2);
    expect(runtime.shapes.sizeFor(bench.words, 5)).toBe(8);
    expect(bench.collector.tryGrow(ref, 8)).toBe(true);
    expect(bench.collector.tryGrow(ref, 10)).toBe(false);
    const large = runtime.allocateVariable(bench.words, 1000);
    expect(bench.collector.tryGrow(large, 2000)).toBe(true);
    bench.collector.verify();
  });

  it('throws HeapExhausted at the limit, and goes on after something was freed', () => {
    const bench = new Bench({ heapBytes: 256 * 1024 });
    const refs: Ref[] = [];
    expect(() => {
      for (;;) refs.push(bench.make(bench.plain, 0));
    }).toThrow(HeapExhausted);
    expect(refs.length * 32).toBeGreaterThan(0.9 * 256 * 1024);
    bench.collector.verify();
    expect(bench.collector.reserve(10_000)).toBe(false);
    bench.drop(refs);
    expect(bench.collector.reserve(10_000)).toBe(true);
    bench.collector.verify();
  });

  it.each([2, 4, 12, 100, 200, 3000])('keeps the promise of reserve for objects of %i words', (words) => {
    const bench = new Bench({ heapBytes: 512 * 1024 });
    const { runtime } = bench;
    const payload = runtime.shapes.define({ name: 'raw', raw: Math.max(0, words - 2), refs: 0 });
    let reserved = 0;
    while (bench.collector.reserve(3000)) {
      reserved++;
      for (let k = 0; k < Math.floor(3000 / words); k++) runtime.allocate(payload);
    }
    expect(reserved).toBeGreaterThan(5);
    bench.collector.verify();
  });

  it('resolves addresses inside of objects, and no others', () => {
    const bench = new Bench();
    const ref = bench.make(bench.plain, 1);
    const large = bench.runtime.allocateVariable(bench.words, 500);
    expect(bench.collector.resolve(ref + 3)).toBe(ref);
    expect(bench.collector.resolve(ref - 1)).toBe(0);
    expect(bench.collector.resolve(large + 400)).toBe(large);
    expect(bench.collector.resolve(0)).toBe(0);
  });

  it('runs on an allocator that the embedding application brings', () => {
    const calls = { malloc: 0, free: 0 };
    const raw = (i32: Int32Array, words: number): RawAllocator => {
      const inner = new LargeObjects(i32, FIRST_FREE_WORD, words);
      return {
        malloc: (size) => {
          const address = inner.malloc(size);
          if (address !== 0) calls.malloc++;
          return address;
        },
        free: (address) => {
          calls.free++;
          inner.free(address);
        },
        realloc: (address, size) => inner.realloc(address, size),
      };
    };
    const collector = refcountCycleWith({ raw: (host) => raw(host.memory.i32, host.limitWords) });
    const bench = new Bench({ collector });
    const large = bench.runtime.allocateVariable(bench.words, 1000);
    const refs = Array.from({ length: 10_000 }, (_, k) => bench.make(bench.plain, k));
    expect(bench.collector.reserve(100)).toBe(true);
    bench.collector.verify();
    const asked = calls.malloc - calls.free;
    expect(asked).toBeGreaterThan(1);
    bench.drop(refs);
    bench.runtime.release(large);
    // one arena is kept
    expect(calls.malloc - calls.free).toBe(1);
  });

  it('poisons what is freed', () => {
    const bench = new Bench({ poison: true });
    const ref = bench.make(bench.plain, 1);
    bench.runtime.release(ref);
    expect([...bench.runtime.i32.subarray(ref, ref + 5)]).toEqual(new Array(5).fill(FREED_WORD));
  });

  it('names object and place in debug mode', () => {
    const place = { line: 10 };
    const collector = refcountCycleWith({ site: () => `app.py:${place.line}` });
    const bench = new Bench({ collector, collectorOptions: { debug: 1 } });
    const ref = bench.make(bench.plain, 1);
    place.line = 20;
    bench.runtime.i32[ref + bench.runtime.shapes.sizeFor(bench.plain, 0)] = 1;
    let caught: unknown;
    try {
      bench.runtime.release(ref);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(MemoryMisuse);
    expect(caught).toMatchObject({ kind: 'write-past-end', object: 'Plain', allocatedAt: 'app.py:10' });
  });

  it('refuses options that do not exist or make no sense', () => {
    for (const collectorOptions of [
      { treshold0: 1 },
      { threshold0: -1 },
      { poolBytes: 3000 },
      { arenaBytes: 4096 },
    ]) {
      expect(() => new Bench({ collectorOptions } as unknown as Partial<RuntimeOptions>)).toThrow(UsageError);
    }
  });
});

describe('events', () => {
  it('tell of collections with their reasons, of promotions and frees', () => {
    const events: CollectorEvent[] = [];
    const bench = new Bench({
      eventLevel: EVENTS_OBJECTS,
      collectorOptions: { threshold0: 5, threshold1: 1, threshold2: 0 },
    });
    bench.runtime.onEvent = (event) => events.push(event);
    for (let k = 0; k < 200; k++) {
      bench.make(bench.plain, k);
      if (bench.runtime.pollRaised) bench.runtime.safepoint();
    }
    bench.drop(bench.ring(bench.plain, 2));
    bench.collect();
    const types = new Set(events.map((event) => event.type));
    for (const type of [
      'allocate',
      'collection-start',
      'phase',
      'decision',
      'promote',
      'free',
      'collection-end',
    ]) {
      expect(types).toContain(type);
    }
    const skipped = events.find((event) => event.type === 'decision');
    expect(skipped).toMatchObject({ what: 'full collection put off' });
    const starts = events.filter((event) => event.type === 'collection-start');
    expect(starts[0]).toMatchObject({ kind: 'generation 0', reason: 'more than 5 containers allocated' });
    verifyHeapCounts(bench);
  });
});

function verifyHeapCounts(bench: Bench): void {
  // the objects above are held by counts alone, which the heap verifier must notice
  expect(() => verifyHeap(bench.runtime)).toThrow(/count/);
}
