import { describe, expect, it } from 'vitest';
import { commandsOf, Workbench } from '../../src/conformance/index.ts';
import { LivenessOracle } from '../../src/runtime/liveness-oracle.ts';
import { reachable } from '../../src/runtime/reachability.ts';
import { collectors } from '../../strategies/index.ts';
import { collector as reference } from './reference-collector.ts';

const factories = [reference, ...collectors()];
const reclaiming = factories.filter(({ traits }) => traits.reclaims);

describe.each(reclaiming)('death dates by Merlin: $name', (factory) => {
  it('dates a drop from a local, an overwritten slot and a cycle', () => {
    const bench = new Workbench(factory);
    const { m, runtime } = bench;
    const oracle = LivenessOracle.attach(runtime);
    m.pushFrame(4);
    bench.make(0, bench.node); // serial 0
    bench.make(1, bench.node); // serial 1, in 0
    m.store(0, 0, 1);
    m.clear(1);
    bench.make(1, bench.resource); // serial 2, a cycle with itself
    m.store(1, 0, 1);
    const tick = (count: number) => {
      for (let k = 0; k < count; k++) bench.make(3, bench.leaf);
      m.clear(3);
      return runtime.allocatedObjects;
    };
    tick(10);
    m.storeNull(0, 0);
    const overwritten = runtime.allocatedObjects;
    tick(5);
    m.clear(1);
    const cycle = runtime.allocatedObjects;
    tick(5);
    const dropped = tick(3);
    m.clear(0);
    tick(4);
    if (!factory.traits.prompt) {
      expect(oracle.deathOf(1)).toBe(null);
    }
    const report = oracle.report();
    if (!factory.traits.prompt)
      expect([oracle.deathOf(0), oracle.deathOf(1)]).toEqual([dropped, overwritten]);
    expect(report.finalizable.map(({ serial, death, finalized }) => [serial, death, finalized])).toEqual([
      [2, cycle, null],
    ]);
    tick(6);
    bench.settle();
    const [life] = oracle.report().finalizable;
    expect(life).toMatchObject({ finalizedAfterDeath: cycle, finalized: runtime.allocatedObjects });
    expect(life!.freed).toBe(runtime.allocatedObjects);
  });

  it('notices a resurrection, and the second death', () => {
    const bench = new Workbench(factory);
    const { m, runtime } = bench;
    let handle = -1;
    bench.onFinalize = () => {
      handle = runtime.externals.hold(m.peek(0), 'resurrection');
    };
    const oracle = LivenessOracle.attach(runtime);
    m.pushFrame(2);
    bench.make(0, bench.resource);
    m.clear(0);
    bench.settle();
    for (let k = 0; k < 7; k++) bench.make(1, bench.leaf);
    expect(oracle.report().finalizable[0]).toMatchObject({ resurrections: 1, death: null, freed: null });
    runtime.externals.drop(handle);
    const died = runtime.allocatedObjects;
    bench.make(1, bench.leaf);
    bench.settle();
    expect(oracle.report().finalizable[0]).toMatchObject({ death: died, finalizedAfterDeath: 1 });
  });

  it('agrees with a search after every step of random programs', () => {
    let compared = 0;
    for (let seed = 0; seed < 40; seed++) compared += compareWithSearch(seed);
    expect(compared).toBeGreaterThan(400);
  });

  /** The truth, at any price: who is reachable after each step. */
  function compareWithSearch(seed: number): number {
    const bench = new Workbench(factory, { verify: false });
    const { m, runtime } = bench;
    const oracle = LivenessOracle.attach(runtime);
    const died = new Map<number, number>();
    const alive = new Set<number>();
    m.pushFrame(5);
    for (const [operation, a, b, c] of commandsOf(seed, 120)) {
      step(bench, operation % 8, a % 5, b % 5, c);
      const found = new Set([...reachable(runtime, false)].map((ref) => oracle.serialOf(ref)!));
      for (const serial of found) alive.add(serial);
      for (const serial of alive) {
        if (!found.has(serial) && !died.has(serial)) died.set(serial, runtime.allocatedObjects);
      }
    }
    oracle.report();
    // Those that were freed without a finalizer are forgotten.
    const dated = [...died.keys()].filter((serial) => oracle.deathOf(serial) !== null);
    for (const serial of dated)
      expect([seed, serial, oracle.deathOf(serial)]).toEqual([seed, serial, died.get(serial)]);
    return dated.length;
  }
});

function step(bench: Workbench, operation: number, a: number, b: number, c: number): void {
  const { m } = bench;
  if (operation <= 2) bench.make(a, operation === 0 ? bench.resource : bench.node);
  else if (operation === 3) m.clear(a);
  else if (operation === 4 && !m.isNull(a)) m.load(b, a, c % 2);
  else if (operation <= 6 && !m.isNull(a)) m.store(a, c % 2, b);
  else if (operation === 7 && c % 4 === 0) bench.minor();
}
