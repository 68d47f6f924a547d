import { describe, expect, it } from 'vitest';
import type { Ref } from '../../../src/heap/layout.ts';
import { verifyHeap } from '../../../src/runtime/heap-verifier.ts';
import { A, B, Bench } from './bench.ts';

const ELEMENT = 3;

/** Roots: ephemerons from 0 on; then whatever a test adds. */
class EphemeronBench extends Bench {
  constructor(collectorOptions: Readonly<Record<string, number>> = {}) {
    super({ collectorOptions });
  }

  /** A new ephemeron, held by the next root; the caller's counts of key and value stay the caller's. */
  keep(key: Ref, value: Ref): Ref {
    const ref = this.runtime.allocateEphemeron(this.ephemeron, key, value);
    this.hold(ref);
    return ref;
  }

  /** The next root takes the caller's count. */
  hold(ref: Ref): void {
    const { roots } = this.runtime;
    roots.stack[roots.top++] = ref;
  }

  tupleOf(...items: Ref[]): Ref {
    const tuple = this.runtime.allocateVariable(this.tuple, items.length);
    for (const [k, item] of items.entries()) this.runtime.initialise(tuple, ELEMENT + k, item);
    return tuple;
  }

  atom(): Ref {
    return this.runtime.allocateVariable(this.words, 1);
  }

  /** In the end, when nobody holds a count that no slot shows. */
  left(): number {
    verifyHeap(this.runtime);
    return this.objects();
  }

  slots(ephemeron: Ref): [key: Ref, value: Ref] {
    return [this.runtime.i32[ephemeron + 2]!, this.runtime.i32[ephemeron + 3]!];
  }
}

describe.each([{ weakAfterFinalizers: 0 }, { weakAfterFinalizers: 1 }])('ephemerons, %o', (options) => {
  it('do not keep a value that is its own key', () => {
    const bench = new EphemeronBench(options);
    const key = bench.make(bench.final, 1);
    const ephemeron = bench.keep(key, key);
    expect(bench.collect()).toBe(0);
    bench.drop([key]);
    expect(bench.collect()).toBe(1);
    expect(bench.slots(ephemeron)).toEqual([0, 0]);
    expect(bench.log).toEqual(['finalize 1']);
    expect(bench.left()).toBe(1);
  });

  it('do not keep the keys of each other', () => {
    const bench = new EphemeronBench(options);
    const [a, b] = [bench.make(bench.plain, 1), bench.make(bench.plain, 2)];
    bench.keep(a, b);
    bench.keep(b, a);
    bench.drop([a]);
    expect(bench.collect()).toBe(0);
    bench.drop([b]);
    expect(bench.collect()).toBe(2);
    expect(bench.left()).toBe(2);
  });

  it('do not keep a tuple that holds the key', () => {
    const bench = new EphemeronBench(options);
    const key = bench.make(bench.plain, 1);
    const value = bench.tupleOf(key);
    bench.keep(key, value);
    bench.drop([key, value]);
    expect(bench.collect()).toBe(2);
    expect(bench.left()).toBe(1);
  });

  it('go with a tuple that is their value and holds them', () => {
    const bench = new EphemeronBench(options);
    const { runtime } = bench;
    const key = bench.make(bench.plain, 1);
    bench.hold(key);
    const value = runtime.allocateVariable(bench.tuple, 1);
    runtime.initialiseOwned(value, ELEMENT, runtime.allocateEphemeron(bench.ephemeron, key, value));
    bench.drop([value]);
    expect(bench.collect()).toBe(2);
    expect(bench.left()).toBe(1);
  });

  it.each([
    ['the value', (_bench: EphemeronBench, key: Ref) => key],
    ['in a tuple', (bench: EphemeronBench, key: Ref) => bench.tupleOf(key)],
    [
      'in a tuple in a tuple',
      (bench: EphemeronBench, key: Ref) => {
        const inner = bench.tupleOf(key);
        const outer = bench.tupleOf(inner, key);
        bench.drop([inner]);
        return outer;
      },
    ],
    [
      'in an object',
      (bench: EphemeronBench, key: Ref) => {
        const value = bench.make(bench.plain, 1);
        bench.runtime.initialise(value, A, key);
        return value;
      },
    ],
  ])('do not keep a key that is not tracked: an atom, %s', (_, valueFor) => {
    const bench = new EphemeronBench(options);
    const key = bench.atom();
    const value = valueFor(bench, key);
    const ephemeron = bench.keep(key, value);
    if (value !== key) bench.drop([value]);
    bench.collect();
    bench.collect();
    expect(bench.slots(ephemeron)).toEqual([key, value]);
    bench.drop([key]);
    bench.collect();
    expect(bench.slots(ephemeron)).toEqual([0, 0]);
    expect(bench.left()).toBe(1);
  });

  it('do not keep an untracked tuple that the value refers to', () => {
    const bench = new EphemeronBench(options);
    const { runtime } = bench;
    const atom = bench.atom();
    const key = bench.tupleOf(atom);
    bench.drop([atom]);
    bench.collect();
    expect(bench.collector.control.isTracked(key)).toBe(false);
    const value = bench.make(bench.plain, 1);
    runtime.initialise(value, A, key);
    bench.keep(key, value);
    bench.drop([value]);
    bench.collect();
    expect(bench.objects()).toBe(4);
    bench.drop([key]);
    bench.collect();
    expect(bench.left()).toBe(1);
  });

  it('keep values to a fixpoint, through keys that are not tracked', () => {
    const bench = new EphemeronBench(options);
    const { runtime } = bench;
    const keys = Array.from({ length: 4 }, () => bench.atom());
    const last = bench.make(bench.plain, 9);
    // In the order in which one round is not enough: each value leads to the key of the ephemeron before it.
    bench.keep(keys[3]!, last);
    for (const k of [2, 1, 0]) {
      const value = bench.make(bench.plain, k);
      runtime.initialise(value, A, keys[k + 1]!);
      bench.keep(keys[k]!, value);
      bench.drop([value]);
    }
    bench.drop([last, ...keys.slice(1)]);
    runtime.initialise(last, B, last);
    const objects = bench.objects();
    bench.collect();
    expect(bench.objects()).toBe(objects);
    bench.drop([keys[0]!]);
    bench.collect();
    expect(bench.left()).toBe(4);
  });

  it('leave alone what a value brings back in its finalizer', () => {
    const bench = new EphemeronBench(options);
    const { runtime } = bench;
    const [key, other] = bench.ring(bench.plain, 2);
    const value = bench.make(bench.final, 7);
    runtime.initialise(value, A, key!);
    bench.onFinalize = (ref) => bench.hold(runtime.retain(ref));
    bench.keep(key!, value);
    bench.drop([value, key!, other!]);
    bench.collect();
    expect(bench.log).toEqual(['finalize 7']);
    expect(runtime.i32[key! + A]).toBe(other);
    expect(bench.objects()).toBe(4);
    runtime.roots.top--;
    runtime.release(value);
    bench.collect();
    expect(bench.left()).toBe(1);
  });

  it('that a finalizer made for a dead key are cleared with it', () => {
    const bench = new EphemeronBench(options);
    const refs = bench.ring(bench.final, 2);
    bench.onFinalize = (ref) => bench.keep(ref, ref);
    bench.drop(refs);
    bench.collect();
    expect(bench.left()).toBe(2);
    expect(bench.slots(bench.runtime.roots.stack[0]!)).toEqual([0, 0]);
  });
});

it('keeps, with legacy finalizers, the values whose keys are uncollectable', () => {
  const bench = new EphemeronBench({ legacyFinalizers: 1 });
  const { runtime } = bench;
  const key = bench.make(bench.final, 1);
  runtime.initialise(key, A, key);
  const value = bench.ring(bench.plain, 1)[0]!;
  bench.keep(key, value);
  bench.drop([key, value]);
  expect(bench.collect()).toBe(2);
  expect(bench.collector.control.takeUncollectable()).toEqual([key]);
  expect(runtime.i32[value + A]).toBe(value);
});
