/** Every mistake on the command line: one clear message, exit 2. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { midden } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'midden-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const fine = file('fine.py', 'print fine\n');
const latin = file('latin.py', Uint8Array.of(0x78, 0x0a, 0x61, 0x62, 0xe9, 0x0a));
const cut = file('cut.py', Uint8Array.of(0x61, 0xe2, 0x82));
const syntax = file('syntax.py', 'syntax\n');
const broken = file('broken.py', 'break\n');

describe('a usage error', () => {
  it.each([
    [
      'an unknown platform',
      ['run', '--platform', 'jyton', fine],
      /--platform: unknown platform "jyton"; did you mean "jython"\?/,
    ],
    [
      'an unknown platform among several',
      ['compare', '--platforms', 'cpython,ruby', fine],
      /--platforms: unknown platform "ruby"\. Known: cpython,/,
    ],
    [
      'an unknown collector',
      ['run', '--collector', 'mark-swep', fine],
      /--collector: unknown collector "mark-swep"; did you mean "mark-sweep"\?/,
    ],
    [
      'a missing collector file',
      ['run', '--collector', './none.ts', fine],
      /--collector: no such collector file: \.\/none\.ts/,
    ],
    ['a missing file', ['run', 'none.py'], /no such file: none\.py/],
    ['a directory', ['run', folder], /is a directory/],
    [
      'bytes that are not UTF-8',
      ['run', latin],
      /latin\.py is not UTF-8: byte 0xe9 at line 2, byte 3 of the line/,
    ],
    ['a character cut short', ['compare', cut], /cut\.py is not UTF-8/],
    ['an unreadable size', ['run', '--heap', '64X', fine], /--heap: unreadable size "64X"/],
    ['a heap out of range', ['run', '--heap', '9G', fine], /--heap: a heap of "9G" is out of range/],
    ['an unreadable number', ['run', '--max-steps', 'many', fine], /--max-steps: unreadable number "many"/],
    ['an unreadable time', ['run', '--timeout', 'soon', fine], /--timeout: unreadable time "soon"/],
    ['an option without its value', ['run', fine, '--heap'], /--?heap/],
    ['an unknown option', ['run', fine, '--verbos'], /unknown option --verbos.* goes behind --/],
    ['an option given twice', ['run', '--seed', '1', '--seed', '2', fine], /--seed may be given only once/],
    ['an unknown command', ['rum', fine], /unknown command "rum"; did you mean "run"\?/],
    ['no file', ['run'], /file-and-args is missing/],
    ['no file to compare', ['compare'], /file is missing/],
    ['a superfluous argument', ['dis', fine, 'more'], /unexpected argument "more"/],
    ['an unknown shell', ['completion', 'fsh'], /unknown shell "fsh"; did you mean .*"fish"/],
    [
      'a report in no directory',
      ['run', '--json', join(folder, 'none', 'r.json'), fine],
      /--json|no directory/,
    ],
    ['a report onto a directory', ['run', '--json', folder, fine], /is a directory/],
  ])('%s', async (_, argv, message) => {
    const { code, stdout, stderr } = await midden(...argv);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^midden: /);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
  });

  it.each(['run', 'compare'])('is a syntax error of the program, in its own words: %s', async (command) => {
    expect(await midden(command, syntax)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'SyntaxError: invalid syntax\n',
    });
  });
});

describe('a bug of midden', () => {
  it.each([
    ['run', [broken]],
    ['compare', [broken]],
  ])('is exit 70 in %s, with a place to report it and no stack trace', async (command, argv) => {
    const { code, stdout, stderr } = await midden(command, ...argv);
    expect([code, stdout]).toEqual([70, '']);
    expect(stderr).toMatch(/^midden: internal error: .*broke on break/);
    expect(stderr).toMatch(/Please report it/);
    expect(stderr).not.toMatch(/\bat \S+:\d+/);
  });
});
