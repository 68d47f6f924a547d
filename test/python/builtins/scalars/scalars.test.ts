import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platformNamed } from '../../../../src/platforms/index.ts';
import { runSource } from '../../../../src/python/run-source.ts';
import { verifyHeap } from '../../../../src/runtime/heap-verifier.ts';
import { Runtime } from '../../../../src/runtime/runtime.ts';
import { collectorNamed, collectors } from '../../../../strategies/index.ts';

const here = new URL('.', import.meta.url);
const programs = readdirSync(new URL('recorded', here))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4));

/** Programs that are small enough to collect, and move everything, at every safepoint. */
const stressed = ['singletons', 'argument_errors', 'stress'];

interface Run {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program; the heap it leaves behind must be sound, with exact counts under counting. */
function run(program: string, collector: string, stress = false): Run {
  const runtime = new Runtime({
    heapBytes: 1 << 27,
    collector: collectorNamed(collector),
    stress,
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
  verifyHeap(runtime);
  return text;
}

function recorded(program: string): string {
  return readFileSync(new URL(`recorded/${program}.txt`, here), 'utf8');
}

/** The recordings were made without the compiler's warnings. */
function withoutWarnings(stderr: string): string {
  return stderr.replace(/^\S+:\d+: SyntaxWarning: .*\n(?: {2}.*\n)?/gm, '');
}

describe.each(collectors().map((collector) => collector.name))('scalar types under %s', (collector) => {
  it.each(programs)('%s prints what CPython printed', (program) => {
    const { stdout, stderr } = run(program, collector);
    expect(withoutWarnings(stderr)).toBe('');
    expect(stdout.split('\n')).toEqual(recorded(program).split('\n'));
  });
});

describe.each(['refcount-cycle', 'mark-sweep', 'generational-compacting'])(
  'scalar types under stressed %s',
  (collector) => {
    it.each(stressed)('%s prints what CPython printed', (program) => {
      const { stdout, stderr } = run(program, collector, true);
      expect(withoutWarnings(stderr)).toBe('');
      expect(stdout.split('\n')).toEqual(recorded(program).split('\n'));
    });
  },
);
