import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caughtProgram, hostile, sources, withoutAddresses } from './hostile.ts';
import { moreHostile } from './hostile-more.ts';
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
  // Not there: classes keep their bases, this codec.
  'a base class that is its own':
    "AttributeError attribute '__bases__' of 'type' objects is not writable\ndone\n",
  'an escape that is none': 'LookupError unknown encoding: unicode_escape\ndone\n',
  // A shift is done as far as memory goes, so the error is that of memory.
  'a shift by 10**30': 'MemoryError \ndone\n',
};

/** A test's own stack is short: it is the host's affair in the middle of what recursion ends. */
function withoutPlace(text: string): string {
  return text.replaceAll(/(maximum recursion depth exceeded) [a-z _A-Z]+/g, '$1');
}

describe(`hostile programs do what they do on CPython ${recorded.version}`, () => {
  it.each(Object.entries({ ...hostile, ...moreHostile }))('%s', (name, body) => {
    const run = runLimited(caughtProgram(body), limits);
    const stdout = withoutPlace(withoutAddresses(run.stdout));
    expect({ ...run, stdout }).toEqual({
      exitCode: 0,
      stdout: otherwise[name] ?? withoutPlace(recorded.programs[name] ?? ''),
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
    'an object made by its own finalizer': 'class A:\n    def __del__(self): A()\nA()\n',
    'a call in finally': 'def f():\n    try: f()\n    finally: f()\nf()\n',
    'a sum without end': 'import itertools\nsum(itertools.count())\n',
    'a search without end': 'import itertools\n-1 in itertools.count()\n',
    'a filter that lets nothing pass': 'import itertools\nnext(filter(None, itertools.repeat(0)))\n',
    'a slice far behind': 'import itertools\nnext(itertools.islice(itertools.count(), 2**62, None))\n',
  };
  it.each(Object.entries(endless))('end at the limit of steps: %s', (_name, source) => {
    expect(runLimited(source, { ...limits, maxSteps: 300_000 }).exitCode).toBe(3);
  });
});

describe('endless output', () => {
  const writing: Readonly<Record<string, string>> = {
    'by print': 'while True: print("é" * 500)\n',
    'on standard error': 'import sys\nwhile True: sys.stderr.write("x" * 1000)\n',
    'by descriptor': 'import os\nwhile True: os.write(1, b"x" * 1000)\n',
    'by a child':
      'import subprocess, sys\nwhile True: subprocess.run([sys.executable, "-c", "print(10 ** 999)"])\n',
  };
  it.each(Object.entries(writing))('ends at the limit of bytes: %s', (_name, source) => {
    const { exitCode, stdout, stderr } = runLimited(source, { ...limits, maxOutput: 10_000 });
    expect(exitCode).toBe(3);
    const bytes = Buffer.byteLength(stdout + stderr);
    expect(bytes).toBeGreaterThan(8_000);
    expect(bytes).toBeLessThanOrEqual(10_000);
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
