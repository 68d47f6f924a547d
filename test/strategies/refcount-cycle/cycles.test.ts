import { describe, expect, it } from 'vitest';
import { WEAK_SHORT } from '../../../src/contract/host.ts';
import type { Ref } from '../../../src/heap/layout.ts';
import { A, B, Bench } from './bench.ts';

describe('cycles', () => {
  it('finds 2100 objects in 100 rings of 21', () => {
    const bench = new Bench();
    for (let k = 0; k < 100; k++) bench.drop(bench.ring(bench.plain, 21));
    expect(bench.collect()).toBe(2100);
    expect(bench.objects()).toBe(0);
  });

  it('finalizes a ring in its order, clears its weak references before', () => {
    const bench = new Bench();
    const refs = bench.ring(bench.final, 3);
    const weak = bench.watch(refs[1]!, 9);
    bench.onFinalize = () => expect(bench.runtime.i32[weak + 2]).toBe(0);
    bench.drop(refs);
    expect(bench.collect()).toBe(3);
    expect(bench.log).toEqual(['callback 9', 'finalize 0', 'finalize 1', 'finalize 2']);
  });

  it('clears weak references after finalizers if asked to', () => {
    const bench = new Bench({ collectorOptions: { weakAfterFinalizers: 1 } });
    const refs = bench.ring(bench.final, 2);
    const weak = bench.watch(refs[1]!, 9);
    bench.onFinalize = () => expect(bench.runtime.i32[weak + 2]).toBe(refs[1]);
    bench.drop(refs);
    expect(bench.collect()).toBe(2);
    expect(bench.log).toEqual(['finalize 0', 'finalize 1', 'callback 9']);
    expect(bench.runtime.i32[weak + 2]).toBe(0);
  });

  it('does not call back a weak reference that is garbage itself', () => {
    const bench = new Bench();
    const refs = bench.ring(bench.plain, 2);
    bench.runtime.initialiseOwned(refs[0]!, B, bench.watch(refs[1]!, 9));
    bench.drop(refs);
    bench.collect();
    expect(bench.log).toEqual([]);
    expect(bench.objects()).toBe(0);
  });

  it('returns 0 when a finalizer saves the whole component, and clears its weak references', () => {
    const bench = new Bench({ verify: true });
    const { runtime } = bench;
    const refs = bench.ring(bench.final, 3);
    const weak = runtime.allocateWeak(bench.weak, refs[2]!, WEAK_SHORT);
    runtime.roots.stack[0] = weak;
    runtime.roots.top = 2;
    bench.onFinalize = (ref) => {
      if (bench.number(ref) === 1) runtime.roots.stack[1] = runtime.retain(ref);
    };
    bench.drop(refs);
    expect(bench.collect()).toBe(0);
    expect(runtime.i32[weak + 2]).toBe(0);
    expect(bench.log).toHaveLength(3);
    runtime.roots.stack[1] = 0;
    runtime.release(refs[1]!);
    expect(bench.collect()).toBe(3);
    expect(bench.log).toHaveLength(3);
  });

  it('leaves legacy finalizers uncollectable, with what they reach', () => {
    const bench = new Bench({ collectorOptions: { legacyFinalizers: 1 } });
    const { runtime } = bench;
    const refs = [bench.make(bench.plain, 0), bench.make(bench.final, 1), bench.make(bench.plain, 2)];
    runtime.initialise(refs[0]!, A, refs[1]!);
    runtime.initialise(refs[1]!, A, refs[2]!);
    runtime.initialise(refs[2]!, A, refs[1]!);
    runtime.initialise(refs[0]!, B, refs[0]!);
    bench.drop(refs);
    expect(bench.collect()).toBe(3);
    expect(bench.log).toEqual([]);
    expect(bench.collector.control.takeUncollectable()).toEqual([refs[1]]);
    expect(bench.collector.control.stats()[2]).toEqual({ collections: 1, collected: 1, uncollectable: 2 });
    expect(bench.objects()).toBe(2);
    bench.collector.verify();
  });

  it('runs a legacy finalizer again after a resurrection', () => {
    const bench = new Bench({ collectorOptions: { legacyFinalizers: 1 } });
    const ref = bench.make(bench.final, 1);
    bench.onFinalize = () => bench.runtime.retain(ref);
    bench.runtime.release(ref);
    bench.onFinalize = () => undefined;
    bench.runtime.release(ref);
    expect(bench.log).toEqual(['finalize 1', 'finalize 1']);
  });

  it('traces parts through their owners, however deep', () => {
    const bench = new Bench({ verify: true });
    const { runtime } = bench;
    const owner = bench.make(bench.plain, 1);
    const lost = bench.make(bench.plain, 2);
    let holder = owner;
    let slot = A;
    for (let k = 0; k < 200; k++) {
      const part = runtime.allocateVariable(bench.part, 2);
      runtime.initialiseOwned(holder, slot, part);
      holder = part;
      slot = 4;
    }
    runtime.initialise(holder, 3, owner);
    runtime.initialise(holder, 4, lost);
    runtime.roots.stack[0] = lost;
    runtime.roots.top = 1;
    runtime.release(owner);
    expect(bench.collect()).toBe(1);
    expect(bench.objects()).toBe(1);
    runtime.roots.top = 0;
    runtime.release(lost);
    expect(bench.objects()).toBe(0);
  });

  it('reclaims cycles of nothing but tuples', () => {
    const bench = new Bench();
    const { runtime } = bench;
    const tuple = runtime.allocateVariable(bench.tuple, 1);
    runtime.initialise(tuple, 3, tuple);
    runtime.release(tuple);
    expect(bench.collect()).toBe(1);
    expect(bench.objects()).toBe(0);
  });

  it('reclaims an ephemeron whose value refers to its key', () => {
    const bench = new Bench({ verify: true });
    const { runtime } = bench;
    const key = bench.make(bench.plain, 1);
    const value = bench.make(bench.plain, 2);
    runtime.initialise(value, A, key);
    const ephemeron = runtime.allocateEphemeron(bench.ephemeron, key, value);
    runtime.roots.stack[0] = ephemeron;
    runtime.roots.stack[1] = key;
    runtime.roots.top = 2;
    runtime.release(value);
    expect(bench.collect()).toBe(0);
    runtime.roots.top = 1;
    runtime.release(key);
    expect(bench.collect()).toBe(2);
    expect(runtime.i32[ephemeron + 3]).toBe(0);
    expect(bench.objects()).toBe(1);
    runtime.roots.top = 0;
    runtime.release(ephemeron);
    expect(bench.objects()).toBe(0);
  });

  it('says which object lost a count', () => {
    const bench = new Bench();
    const refs = bench.ring(bench.plain, 2);
    bench.runtime.i32[refs[0]! + 1] = 0;
    expect(() => bench.collect()).toThrow(/gc-refs.*Plain/);
  });
});

describe('tracking', () => {
  it('tracks tuples until a collection finds them atomic, dicts from when the guest says so', () => {
    const bench = new Bench();
    const { runtime } = bench;
    const { control } = bench.collector;
    const words = runtime.allocateVariable(bench.words, 1);
    const atomic = runtime.allocateVariable(bench.tuple, 1);
    runtime.initialiseOwned(atomic, 3, words);
    const nested = runtime.allocateVariable(bench.tuple, 1);
    runtime.initialise(nested, 3, atomic);
    const unfilled = runtime.allocateVariable(bench.tuple, 1);
    const holding = runtime.allocateVariable(bench.tuple, 1);
    const dict = runtime.allocate(bench.dict);
    runtime.initialise(holding, 3, dict);
    expect([atomic, nested, unfilled, holding, dict].map((ref) => control.isTracked(ref))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    control.track(dict);
    bench.collect(0);
    expect([atomic, nested, unfilled, holding, dict].map((ref) => control.isTracked(ref))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    bench.collect(2);
    expect(control.isTracked(dict)).toBe(false);
    bench.collector.verify();
  });

  it('moves survivors from generation to generation, in order', () => {
    const bench = new Bench();
    const { control } = bench.collector;
    const first = bench.make(bench.plain, 1);
    bench.collect(0);
    const second = bench.make(bench.plain, 2);
    expect(control.trackedObjects(1)).toEqual([first]);
    bench.collect(1);
    expect(control.trackedObjects(2)).toEqual([first, second]);
    expect(control.trackedObjects(null)).toEqual([first, second]);
    expect(control.counts()).toEqual([0, 0, 1]);
  });

  it('freezes', () => {
    const bench = new Bench();
    const { control } = bench.collector;
    bench.drop(bench.ring(bench.plain, 2));
    control.freeze();
    expect(control.freezeCount()).toBe(2);
    expect(bench.collect()).toBe(0);
    control.unfreeze();
    expect(control.freezeCount()).toBe(0);
    expect(bench.collect()).toBe(2);
  });

  it('collects nothing by itself when disabled or without threshold', () => {
    for (const [enabled, threshold] of [
      [false, 10],
      [true, 0],
    ] as const) {
      const bench = new Bench();
      const { control } = bench.collector;
      control.setThresholds([threshold]);
      control.enabled = enabled;
      for (let k = 0; k < 100; k++) bench.make(bench.plain, k);
      expect(bench.runtime.pollRaised).toBe(false);
      expect(control.counts()[0]).toBe(100);
      control.setThresholds([5, 6, 7]);
      expect(control.thresholds()).toEqual([5, 6, 7]);
    }
  });

  it('keeps the collections that are due when no safepoint comes for long', () => {
    const bench = new Bench({ collectorOptions: { threshold0: 10 } });
    const rings: Ref[] = [];
    for (let k = 0; k < 20; k++) rings.push(...bench.ring(bench.plain, 5));
    bench.drop(rings);
    bench.runtime.safepoint();
    // One trigger per 11 allocations; a ring that a cut divides is promoted before all of it is in the generation.
    expect(bench.collector.control.stats()[0]!.collections).toBe(9);
    expect(bench.objects()).toBeLessThan(50);
    expect(bench.collect() % 5).toBe(0);
    expect(bench.objects()).toBe(0);
    bench.collector.verify();
  });

  it('compacts generation 0 when most of what was in it is gone', () => {
    const bench = new Bench();
    const keep = bench.make(bench.plain, 0);
    for (let k = 0; k < 5000; k++) bench.drop([bench.make(bench.plain, k), bench.make(bench.plain, k)]);
    expect(bench.collector.control.trackedObjects(0)).toEqual([keep]);
    expect(bench.collector.metadataWords()).toBeLessThan(100_000);
    bench.collector.verify();
  });
});
