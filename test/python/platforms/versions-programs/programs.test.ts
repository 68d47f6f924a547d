import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runOn } from '../run-on.ts';
import { knownDifferences } from './known-differences.ts';

/** Small programs about lifetimes, as five versions of CPython ran them: record.py. */
interface Recording {
  readonly exit: number;
  readonly stdout: string;
  readonly deterministic: boolean;
}

const recorded: Readonly<Record<string, Readonly<Record<string, Recording>>>> = JSON.parse(
  readFileSync(new URL('recorded.json', import.meta.url), 'utf8'),
);

const versions = {
  'cpython-2.7': 'cpython-2.7.18',
  'cpython-3.8': 'cpython-3.8.18',
  'cpython-3.11': 'cpython-3.11.7',
  'cpython-3.12': 'cpython-3.12.1',
  'cpython-3.13': 'cpython-3.13.0',
} as const;

function runProgram(platform: string, name: string): { exit: number; stdout: string } {
  const source = readFileSync(new URL(`sources/${name}.py`, import.meta.url), 'utf8');
  const { exitCode, stdout } = runOn(platform, source, `${name}.py`);
  return { exit: exitCode, stdout };
}

describe.each(Object.entries(versions))('%s', (platform, interpreter) => {
  const known = knownDifferences[platform] ?? {};
  const names = Object.keys(recorded).filter((name) => recorded[name]![interpreter]!.deterministic);

  it.each(names.filter((name) => known[name] === undefined))('%s prints what was recorded', (name) => {
    const { exit, stdout } = recorded[name]![interpreter]!;
    expect(runProgram(platform, name)).toEqual({ exit, stdout });
  });

  it.each(Object.keys(known))('%s still differs, as listed', (name) => {
    const { exit, stdout } = recorded[name]![interpreter]!;
    expect(runProgram(platform, name)).not.toEqual({ exit, stdout });
  });
});
