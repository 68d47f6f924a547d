import { describe, expect, it } from 'vitest';
import { InvariantViolation } from '../../../src/heap/errors.ts';
import { FLAG_IMMORTAL, IMMORTAL_COUNT } from '../../../src/heap/layout.ts';
import { A, B, Bench } from './bench.ts';

describe('counting', () => {
  it('destroys at once, children after their parent begins and before it ends', () => {
    const bench = new Bench();
    const { runtime } = bench;
    const parent = bench.make(bench.final, 1);
    runtime.initialiseOwned(parent, A, bench.make(bench.final, 2));
    runtime.initialiseOwned(parent, B, bench.make(bench.final, 3));
    runtime.release(parent);
    expect(bench.log).toEqual(['finalize 1', 'finalize 2', 'finalize 3']);
    expect(bench.objects()).toBe(0);
  });

  it.each(['plain', 'chained'] as const)('drops a list of 10,000,000 nodes (%s)', (shape) => {
    const bench = new Bench({ heapBytes: 448 * 2 ** 20 });
    const { runtime } = bench;
    bench.collector.control.enabled = false;
    let head = 0;
    for (let k = 0; k < 10_000_000; k++) {
      const node = runtime.allocate(bench[shape]);
      runtime.initialiseOwned(node, A, head);
      head = node;
    }
    expect(bench.collector.spaces()[0]!.objects).toBe(10_000_000);
    runtime.release(head);
    expect(bench.collector.spaces()[0]!.objects).toBe(0);
  });

  it('runs a finalizer once, also when it resurrects', () => {
    const bench = new Bench();
    const { runtime } = bench;
    const ref = bench.make(bench.final, 1);
    bench.onFinalize = () => runtime.retain(ref);
    runtime.release(ref);
    expect(runtime.i32[ref + 1]).toBe(1);
    bench.collector.verify();
    runtime.release(ref);
    expect(bench.log).toEqual(['finalize 1']);
    expect(bench.objects()).toBe(0);
  });

  it('clears weak references after the finalizer, and calls back', () => {
    const bench = new Bench();
    const { runtime } = bench;
    const ref = bench.make(bench.final, 1);
    const weak = bench.watch(ref, 7);
    bench.onFinalize = () => expect(runtime.i32[weak + 2]).toBe(ref);
    runtime.release(ref);
    expect(runtime.i32[weak + 2]).toBe(0);
    expect(bench.log).toEqual(['finalize 1', 'callback 7']);
    runtime.release(weak);
    expect(bench.objects()).toBe(0);
  });

  it('lets a finalizer allocate, destroy and collect', () => {
    const bench = new Bench({ poison: true });
    const { runtime } = bench;
    const chain = Array.from({ length: 30 }, (_, k) => bench.make(bench.final, k));
    for (let k = 1; k < chain.length; k++) runtime.initialiseOwned(chain[k - 1]!, B, chain[k]!);
    bench.onFinalize = (ref) => {
      if (bench.number(ref) >= 100) return;
      runtime.release(bench.make(bench.final, 100 + bench.number(ref)));
      bench.drop(bench.ring(bench.plain, 3));
      expect(bench.collect()).toBe(3);
      bench.collector.verify();
    };
    runtime.release(chain[0]!);
    expect(bench.log.filter((_, k) => k % 2 === 0)).toEqual(chain.map((_, k) => `finalize ${k}`));
    expect(bench.objects()).toBe(0);
  });

  it('never reclaims an immortal object, nor null', () => {
    const bench = new Bench();
    const { runtime } = bench;
    const ref = bench.make(bench.plain, 1);
    runtime.i32[ref] = runtime.i32[ref]! | FLAG_IMMORTAL;
    runtime.release(ref);
    expect(runtime.i32[ref + 1]).toBe(IMMORTAL_COUNT);
    runtime.i32[1] = 1;
    runtime.release(0);
    expect(runtime.i32[1]).toBe(IMMORTAL_COUNT);
  });

  it('names an object that is released too often', () => {
    const bench = new Bench();
    const ref = bench.make(bench.plain, 1);
    bench.runtime.release(ref);
    bench.runtime.i32[ref + 1] = 1;
    expect(() => bench.runtime.release(ref)).toThrow(InvariantViolation);
  });
});
