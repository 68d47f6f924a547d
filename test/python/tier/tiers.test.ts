/** The tiers against each other: everything interpreted, what is hot compiled, everything compiled. Nothing but time may differ. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { TIERS, type Tier } from '../../../src/python/tier/tiers.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';
import { programNames, sourceOf } from '../programs/programs.ts';
import { LOOPS } from './loops.ts';

interface Where {
  readonly platform: string;
  readonly verify?: boolean;
  readonly seed?: number;
  readonly maxSteps?: number;
}

/** All that a run says and does, work and allocation included. */
function outcome(source: string, tier: Tier, { platform, verify = false, ...options }: Where): string {
  const on = platformNamed(platform);
  const runtime = new Runtime({
    heapBytes: 1 << 28,
    collector: collectorNamed(on.collector),
    collectorOptions: on.collectorOptions,
    verify,
    poison: verify,
  });
  let text = '';
  const result = runSource({
    runtime,
    platform: on,
    source,
    filename: 'program.py',
    tier,
    maxSteps: 20_000_000,
    ...options,
    write: (stream, part) => {
      text += stream === 'stdout' ? part : `! ${part}`;
    },
  });
  const { allocatedObjects, allocatedWords, collector } = runtime;
  return `${text}\n${JSON.stringify({ ...result, allocatedObjects, allocatedWords, work: collector.work })}`;
}

function expectSame(source: string, where: Where): void {
  const [first, ...others] = TIERS.map((tier) => outcome(source, tier, where));
  for (const other of others) expect(other).toBe(first);
}

const PLATFORMS = ['cpython-3.11', 'jython-2.7', 'ironpython-3.4'] as const;

describe('a program does the same in every tier', () => {
  describe.each(PLATFORMS)('on %s', (platform) => {
    it.each(Object.entries(LOOPS))('%s', (_, source) => {
      expectSame(source, { platform });
    });
  });

  it.each(Object.entries(LOOPS))('with the heap verified, with another seed: %s', (_, source) => {
    expectSame(source, { platform: 'ironpython-3.4', verify: true });
    expectSame(source, { platform: 'pypy-3.9', seed: 3 });
  });

  it.each(Object.entries(LOOPS))('that is stopped in the middle: %s', (_, source) => {
    expectSame(source, { platform: 'cpython-3.11', maxSteps: 70_000 });
  });

  it.each(programNames.filter((_, k) => k % 14 === 0))('%s', (name) => {
    for (const platform of ['cpython-3.11', 'ironpython-3.4'])
      expectSame(sourceOf(name), { platform, seed: 3 });
  });
});

describe('random programs about lifetimes', () => {
  const recorded = new URL('../fuzz/recorded/programs.json.gz', import.meta.url);
  const { programs } = JSON.parse(gunzipSync(readFileSync(recorded)).toString()) as {
    programs: { seed: number; source: string }[];
  };
  const some = programs.filter((_, k) => k % 100 === 0);

  it.each(some)('do the same in every tier: seed $seed', ({ source }) => {
    expectSame(source, { platform: 'cpython-3.11' });
  });
});

describe('compiled code', () => {
  it('is made of what runs often, and only of that', () => {
    const sources: string[] = [];
    const platform = platformNamed('cpython-3.11');
    const runtime = new Runtime({ heapBytes: 1 << 26, collector: collectorNamed(platform.collector) });
    runSource({
      runtime,
      platform,
      source:
        'def hot(x):\n    return x + 1\ndef cold(x):\n    return x\nfor k in range(5000):\n    hot(k)\ncold(1)\n',
      filename: 'program.py',
      write: () => undefined,
      onStart: (vm) => {
        vm.interpreter.tier!.onCompiled = (name) => sources.push(name);
      },
    });
    expect(sources).toContain('hot');
    expect(sources).toContain('<module>');
    expect(sources).not.toContain('cold');
  });
});
