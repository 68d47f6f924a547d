import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runOn } from './run-on.ts';

const folder = new URL('ironpython/', import.meta.url);

/**
 * No IronPython could be had to record from: each expected line names what it follows from. [Cnn] is a program observed on
 * CoreCLR 3.1, [x.cs] a file of IronPython's source; docs/PLATFORMS.md lists them.
 */
interface Expected {
  readonly exit: number;
  readonly stdout: readonly { readonly line: string; readonly from: string }[];
  readonly stderr?: readonly { readonly line: string; readonly from: string }[];
}

const programs = readdirSync(folder)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.slice(0, -3));

const text = (lines: Expected['stdout'] = []) => lines.map(({ line }) => `${line}\n`).join('');

describe('ironpython-3.4', () => {
  it.each(programs)('%s does what the facts say', (name) => {
    const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expected;
    const run = runOn('ironpython-3.4', readFileSync(new URL(`${name}.py`, folder), 'utf8'), `${name}.py`);
    expect(run).toEqual({ exitCode: expected.exit, stdout: text(expected.stdout), stderr: text(expected.stderr) });
  });
});
