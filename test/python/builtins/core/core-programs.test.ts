import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platformNamed } from '../../../../src/platforms/index.ts';
import { runSource } from '../../../../src/python/run-source.ts';
import { Runtime, type RuntimeOptions } from '../../../../src/runtime/runtime.ts';
import { collectorNamed, collectors } from '../../../../strategies/index.ts';

/** Programs on the core types and functions, each with what CPython 3.11 printed (record.py). */
const here = new URL('.', import.meta.url);
const programs = readdirSync(here)
  .filter((file) => file.endsWith('.py') && file !== 'record.py')
  .map((file) => file.slice(0, -3));

function run(program: string, collector: string, options: Partial<RuntimeOptions> = {}) {
  const runtime = new Runtime({ heapBytes: 64 << 20, collector: collectorNamed(collector), ...options });
  let stdout = '';
  const { outcome } = runSource({
    runtime,
    platform: platformNamed('cpython'),
    source: readFileSync(new URL(`${program}.py`, here), 'utf8'),
    filename: `${program}.py`,
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

describe.each(collectors().map((collector) => collector.name))('core types under %s', (collector) => {
  it.each(programs)('%s prints what CPython printed', (program) => {
    expect(run(program, collector)).toEqual(recordingOf(program));
  });
});
