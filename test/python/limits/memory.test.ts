import { describe, expect, it } from 'vitest';
import { runLimited } from './limits.ts';
import { caught, caughtOutput, caughtOutside, growing } from './programs.ts';

const reclaiming = ['refcount-cycle', 'mark-sweep', 'generational-compacting', 'semispace', 'immix', 'boehm'];
const programs = Object.entries(growing);

/** The heap is verified, and poisoned where it is free, at the end of every run; around each collection in some. */
const HEAP_MIB = 4;
const VERIFIED_HEAP_MIB = 2;
const verifiedAround = [
  'nested lists',
  'instances with __del__',
  'a dict of strings',
  'exceptions with tracebacks',
];
const uncaught = [
  'a list that is appended to',
  'a dict',
  'a string that doubles',
  'nested tuples',
  'instances',
  'big integers',
  'one huge repetition',
  'range to list',
  'generators',
];

describe.each(reclaiming)('a program that needs more than the limit, under %s', (collector) => {
  it.each(programs)('catches MemoryError, lets go and goes on: %s', (_name, body) => {
    const run = runLimited(caught(body), { collector, heapMiB: HEAP_MIB });
    expect(run).toEqual({ exitCode: 0, stdout: caughtOutput, stderr: '' });
  });

  it.each(verifiedAround)('keeps the heap sound around every collection: %s', (name) => {
    const run = runLimited(caught(growing[name]!), { collector, heapMiB: VERIFIED_HEAP_MIB, verify: true });
    expect(run).toEqual({ exitCode: 0, stdout: caughtOutput, stderr: '' });
  });
});

describe('MemoryError that leaves a function, under refcount-cycle', () => {
  it.each(programs)('lets its locals go, with exact counts: %s', (_name, body) => {
    const run = runLimited(caughtOutside(body), { collector: 'refcount-cycle', heapMiB: HEAP_MIB });
    expect(run).toEqual({ exitCode: 0, stdout: caughtOutput, stderr: '' });
  });
});

describe.each([...reclaiming, 'epsilon'])('MemoryError that nobody catches, under %s', (collector) => {
  it.each(uncaught)('ends the program with its traceback: %s', (name) => {
    const { exitCode, stdout, stderr } = runLimited(growing[name]!, { collector, heapMiB: HEAP_MIB });
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^Traceback \(most recent call last\):\n {2}File "limit\.py", line \d+, in <module>\n(?:.*\n)*MemoryError\n$/,
    );
    expect(exitCode).toBe(1);
  });
});
