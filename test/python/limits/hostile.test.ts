import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caughtProgram, hostile, sources, withoutAddresses } from './hostile.ts';
import { runLimited } from './limits.ts';

interface Recording {
  readonly version: string;
  readonly programs: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, { exitCode: number; stdout: string; error: string }>>;
}

const recorded = JSON.parse(readFileSync(new URL('hostile.json', import.meta.url), 'utf8')) as Recording;
const limits = { collector: 'refcount-cycle', heapMiB: 128 };

/** Where midden does otherwise, with what it does instead and why. */
const otherwise: Readonly<Record<string, string>> = {
  // A shift is done as far as memory goes, so the error is that of memory.
  'a shift by 10**30': 'MemoryError \ndone\n',
  // One counter for all recursion: its message does not tell who called last.
  'a list in itself':
    '[[...]] True {1: [[...]]}\nRecursionError maximum recursion depth exceeded while calling a Python object\ndone\n',
  'a recursive __getattr__':
    'RecursionError maximum recursion depth exceeded while calling a Python object\ndone\n',
  'a recursive __missing__':
    'RecursionError maximum recursion depth exceeded while calling a Python object\ndone\n',
  'a recursive __index__':
    'RecursionError maximum recursion depth exceeded while calling a Python object\ndone\n',
  'a recursive isinstance':
    'RecursionError maximum recursion depth exceeded while calling a Python object\ndone\n',
  // Not there: classes keep their bases, this codec, the setting of the limit of digits.
  'a base class that is its own':
    "AttributeError attribute '__bases__' of 'type' objects is not writable\ndone\n",
  'an escape that is none': 'LookupError unknown encoding: unicode_escape\ndone\n',
  'digits without limit': "AttributeError module 'sys' has no attribute 'set_int_max_str_digits'\ndone\n",
  'a limit of digits too low':
    "AttributeError module 'sys' has no attribute 'set_int_max_str_digits'\ndone\n",
  // Not looked for.
  'a dict that changes while it is gone over': 'done\n',
};

describe(`hostile programs do what they do on CPython ${recorded.version}`, () => {
  it.each(Object.entries(hostile))('%s', (name, body) => {
    const run = runLimited(caughtProgram(body), limits);
    const stdout = withoutAddresses(run.stdout);
    expect({ ...run, stdout }).toEqual({
      exitCode: 0,
      stdout: otherwise[name] ?? recorded.programs[name],
      stderr: '',
    });
  });
});

describe('endless programs', () => {
  const endless: Readonly<Record<string, string>> = {
    'a loop': 'while True: pass\n',
    'a loop that catches everything': 'while True:\n    try: 1 / 0\n    except BaseException: pass\n',
    output: "while True: print('x' * 1000)\n",
    'a generator': 'def g():\n    while True: yield\nfor x in g(): pass\n',
  };
  it.each(Object.entries(endless))('end at the limit of steps: %s', (_name, source) => {
    expect(runLimited(source, { ...limits, maxSteps: 3_000_000 }).exitCode).toBe(3);
  });
});

describe(`hostile sources do what they do on CPython ${recorded.version}`, () => {
  // CPython's compiler recurses where midden's has a stack of its own.
  const compiled = Object.entries(sources).filter(([name]) => name !== 'a sum of 3,000');
  it('a sum of 3,000 is no deeper than one of two', () => {
    expect(runLimited(sources['a sum of 3,000']!(), limits)).toEqual({
      exitCode: 0,
      stdout: '3001\n',
      stderr: '',
    });
  });

  it.each(compiled)('%s', (name, make) => {
    const { exitCode, stdout, stderr } = runLimited(make(), limits);
    const error = stderr.trimEnd().split('\n').at(-1);
    expect({ exitCode, stdout, error }).toEqual(recorded.sources[name]);
  });
});
