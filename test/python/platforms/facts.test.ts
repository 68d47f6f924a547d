import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runOn } from './run-on.ts';

/**
 * Programs whose output follows from facts, line by line: an IronPython could not be had to record from, and what a Jython can
 * be asked of its gc module is more than the recorded programs ask. docs/PLATFORMS.md has the key to the sources.
 */
interface Expected {
  readonly exit: number;
  readonly stdout: readonly { readonly line: string; readonly from: string }[];
  readonly stderr?: readonly { readonly line: string; readonly from: string }[];
}

const folders = { 'ironpython-3.4': 'ironpython/', 'jython-2.7': 'jython/' };

const text = (lines: Expected['stdout'] = []) => lines.map(({ line }) => `${line}\n`).join('');

describe.each(Object.entries(folders))('%s', (platform, name) => {
  const folder = new URL(name, import.meta.url);
  const programs = readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .map((file) => file.slice(0, -3));

  it.each(programs)('%s does what the facts say', (program) => {
    const expected = JSON.parse(readFileSync(new URL(`${program}.json`, folder), 'utf8')) as Expected;
    const run = runOn(platform, readFileSync(new URL(`${program}.py`, folder), 'utf8'), `${program}.py`);
    expect(run).toEqual({
      exitCode: expected.exit,
      stdout: text(expected.stdout),
      stderr: text(expected.stderr),
    });
  });
});
