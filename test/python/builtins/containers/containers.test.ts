import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platformNamed } from '../../../../src/platforms/index.ts';
import { runSource } from '../../../../src/python/run-source.ts';
import { Runtime } from '../../../../src/runtime/runtime.ts';
import { collectorNamed, collectors } from '../../../../strategies/index.ts';

const here = new URL('.', import.meta.url);
const programs = readdirSync(new URL('recorded', here))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4));

/** Programs whose output shows when objects die: that is CPython's under reference counting only. */
const aboutDeath = new Set(['iterators', 'list_slices', 'list_sort', 'tuple_methods', 'dict_methods', 'set_methods']);

/** Programs that are small enough to collect, and move everything, at every safepoint. */
const stressed = ['churn', 'list_methods', 'dict_views', 'set_methods', 'iterators', 'range_slice'];

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

/** Lines without what finalizers print, which comes when the collector finds out. */
function comparable(program: string, text: string, counting: boolean): string[] {
  const plain = counting || !aboutDeath.has(program) ? text : text.replaceAll(/(?:del|gone) \w+(?: \d+;)? /g, '');
  return plain.split('\n');
}

function check(program: string, collector: string, stress: boolean): void {
  const { stdout, stderr } = run(program, collector, stress);
  const recorded = readFileSync(new URL(`recorded/${program}.txt`, here), 'utf8');
  const counting = collector === 'refcount-cycle';
  expect(stderr).toBe('');
  expect(comparable(program, stdout, counting)).toEqual(comparable(program, recorded, counting));
}

describe.each(collectors().map((collector) => collector.name))('containers under %s', (collector) => {
  it.each(programs)('%s prints what CPython printed', (program) => {
    check(program, collector, false);
  });
});

describe.each(['refcount-cycle', 'mark-sweep', 'generational-compacting'])('containers under stressed %s', (collector) => {
  it.each(stressed)('%s prints what CPython printed', (program) => {
    check(program, collector, true);
  });
});
