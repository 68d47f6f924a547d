import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platformNamed } from '../../../../src/platforms/index.ts';
import { runSource } from '../../../../src/python/run-source.ts';
import { Runtime } from '../../../../src/runtime/runtime.ts';
import { collectorNamed, collectors } from '../../../../strategies/index.ts';

const here = new URL('.', import.meta.url);
const all = readdirSync(new URL('recorded', here))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4));

/** Programs that print when objects die: that is CPython's order under reference counting only. */
const deaths = all.filter((program) => program.startsWith('death_'));
const programs = all.filter((program) => !deaths.includes(program));

/** Programs that are small enough to collect, and move everything, at every safepoint. */
const stressed = ['moving', 'death_list_sort'];

function stressedUnder(collector: string): readonly string[] {
  return stressed.filter((program) => collector === 'refcount-cycle' || !deaths.includes(program));
}

interface Run {
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, collector: string, stress = false): Run {
  const runtime = new Runtime({
    heapBytes: 1 << 28,
    collector: collectorNamed(collector),
    stress,
    verify: stress,
    poison: true,
  });
  const text = { stdout: '', stderr: '' };
  runSource({
    runtime,
    platform: platformNamed('cpython-3.11'),
    source: readFileSync(new URL(`${program}.py`, here), 'utf8'),
    filename: `${program}.py`,
    write: (stream, part) => {
      text[stream] += part;
    },
  });
  return text;
}

function check(program: string, collector: string, stress: boolean): void {
  const { stdout, stderr } = run(program, collector, stress);
  const recorded = readFileSync(new URL(`recorded/${program}.txt`, here), 'utf8');
  expect(stderr).toBe('');
  expect(stdout.split('\n')).toEqual(recorded.split('\n'));
}

describe.each(collectors().map((collector) => collector.name))('containers under %s', (collector) => {
  it.each(programs)('%s prints what CPython printed', (program) => {
    check(program, collector, false);
  });
});

describe('deaths in containers under refcount-cycle', () => {
  it.each(deaths)('%s prints what CPython printed', (program) => {
    check(program, 'refcount-cycle', false);
  });
});

describe.each(['refcount-cycle', 'mark-sweep', 'generational-compacting'])(
  'containers under stressed %s',
  (collector) => {
    it.each(stressedUnder(collector))('%s prints what CPython printed', (program) => {
      check(program, collector, true);
    });
  },
);
