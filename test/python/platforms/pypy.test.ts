import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runOn } from './run-on.ts';

/** Own programs about what PyPy does differently, with what PyPy printed (pypy/record.py says how). */
interface Recorded {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const folder = new URL('pypy/', import.meta.url);
const { programs } = JSON.parse(readFileSync(new URL('recorded.json', folder), 'utf8')) as {
  readonly programs: Readonly<Record<string, Recorded>>;
};

/** Programs that print something else here, and why. */
const different: Readonly<Record<string, string>> = {
  messages_other: 'a rewording of the message of CPython 3.11 cannot add what that does not say',
};

/** Standard error differs: tracebacks are printed without the exceptions in flight, and there are no warnings about literals. */
const otherErrors = new Set([
  'asyncs',
  'del_errors',
  'exit_error',
  'exit_status',
  'generator_errors',
  'identity',
  'messages',
  'recursion',
]);

const sourceOf = (name: string) => readFileSync(new URL(`programs/${name}.py`, folder), 'utf8');

describe('programs recorded from PyPy', () => {
  it.each(Object.keys(programs).filter((name) => different[name] === undefined))('%s', (name) => {
    const { exit, stdout, stderr } = programs[name]!;
    const run = runOn('pypy-3.9', sourceOf(name), `${name}.py`, undefined, true);
    expect({ exit: run.exitCode, stdout: run.stdout }).toEqual({ exit, stdout });
    if (!otherErrors.has(name)) expect(run.stderr.replace(/0x[0-9a-f]{6,}/g, '0xADDR')).toBe(stderr);
  });

  it.each(Object.keys(different))('%s still differs, as listed', (name) => {
    const { exit, stdout } = programs[name]!;
    const run = runOn('pypy-3.9', sourceOf(name), `${name}.py`);
    expect({ exit: run.exitCode, stdout: run.stdout }).not.toEqual({ exit, stdout });
  });
});
