import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { Runtime, type RuntimeOptions } from '../../../src/runtime/runtime.ts';
import { collectorNamed, collectors } from '../../../strategies/index.ts';

/** Programs on the standard modules, each with what CPython 3.11 printed (record.py). */
const here = new URL('.', import.meta.url);
const programs = readdirSync(here)
  .filter((file) => file.endsWith('.py') && file !== 'record.py')
  .map((file) => file.slice(0, -3));

/** What they show is CPython's collector itself: its counts, its generations, when it tracks what. */
const needsCounting = new Set(['gc_module', 'sys_counts', 'memory_views', 'context_variables', 'pickles']);
/** They wait for objects to go. */
const needsReclaiming = new Set(['sys_module', 'weak_containers', 'lifetimes', 'event_loop']);

const NOTHING_COLLECTED = { found: 0, freedObjects: 0, freedWords: 0 };

/** With `stress`, collects and moves at every safepoint of the program, though not while the VM starts. */
function run(program: string, collector: string, options: Partial<RuntimeOptions> = {}) {
  const runtime = new Runtime({ heapBytes: 64 << 20, collector: collectorNamed(collector), ...options });
  let stdout = '';
  const collect = runtime.collect.bind(runtime);
  let started = false;
  runtime.collect = (request) =>
    started || request.cause !== 'stress' ? collect(request) : NOTHING_COLLECTED;
  const { outcome } = runSource({
    runtime,
    platform: platformNamed('cpython'),
    source: readFileSync(new URL(`${program}.py`, here), 'utf8'),
    filename: `${program}.py`,
    onStart: () => {
      started = true;
    },
    write: (stream, text) => {
      if (stream === 'stdout') stdout += text;
    },
  });
  return { outcome, stdout };
}

const recordingOf = (program: string) => ({
  outcome: 'ok',
  stdout: readFileSync(new URL(`recorded/${program}.txt`, here), 'utf8'),
});

function suits(program: string, collector: string): boolean {
  if (needsCounting.has(program)) return collector === 'refcount-cycle';
  return !needsReclaiming.has(program) || collectorNamed(collector).traits.reclaims;
}

describe.each(collectors().map((collector) => collector.name))('modules under %s', (collector) => {
  it.each(programs.filter((program) => suits(program, collector)))(
    '%s prints what CPython printed',
    (program) => {
      expect(run(program, collector)).toEqual(recordingOf(program));
    },
  );
});

/** Short ones: a collection at every safepoint makes each import of a library module slow. */
const stressed = [
  'iterators',
  'deques',
  'functional',
  'context_managers',
  'weak_containers',
  'sys_module',
  'lifetimes',
];

describe.each(['refcount-cycle', 'mark-sweep', 'generational-compacting'])(
  'modules under stress with %s',
  (collector) => {
    it.each(stressed)(
      '%s survives a collection at every safepoint',
      (program) => {
        expect(run(program, collector, { stress: true, poison: true })).toEqual(recordingOf(program));
      },
      120_000,
    );
  },
);
