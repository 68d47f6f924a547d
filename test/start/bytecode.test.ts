/** The bundles as they are started: kept bytecode that is used, replaced and done without. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { midden, PROGRAM, type Started } from './started.ts';

const scratch = mkdtempSync(join(tmpdir(), 'midden-start-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const KEPT = join(scratch, 'midden', 'code');
const run = (env: Record<string, string> = {}): Started =>
  midden(['run', PROGRAM], { XDG_CACHE_HOME: scratch, ...env });
const kept = () => readdirSync(KEPT).map((name) => join(KEPT, name));
const written = () => kept().map((file) => statSync(file).mtimeMs);

describe('bytecode', () => {
  it('is kept by the first start, one file per bundle, and left as it is by the next', () => {
    expect(run()).toEqual({ code: 0, stdout: 'started\n', stderr: '' });
    expect(readdirSync(KEPT).map((name) => name.split('-')[0])).toEqual(['command', 'isolate']);
    const before = written();
    expect(run().stdout).toBe('started\n');
    expect(written()).toEqual(before);
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 100_000)],
    ['empty', () => Buffer.alloc(0)],
    [
      'changed in its middle',
      (bytes: Buffer) => bytes.map((byte, at) => (at >> 12 === 40 ? 255 - byte : byte)),
    ],
  ])('that is %s is not used, and replaced', (_, damage) => {
    for (const file of kept()) writeFileSync(file, damage(readFileSync(file)));
    const damaged = kept().map((file) => readFileSync(file));
    expect(run()).toEqual({ code: 0, stdout: 'started\n', stderr: '' });
    expect(kept().some((file, k) => readFileSync(file).equals(damaged[k]!))).toBe(false);
  });

  it('of earlier builds is removed in the end', () => {
    for (let k = 0; k < 30; k++) writeFileSync(join(KEPT, `old-${k}`), '');
    for (const file of kept().filter((name) => /(?:command|isolate)-[^/]*$/.test(name))) rmSync(file);
    expect(run().stdout).toBe('started\n');
    expect(kept().length).toBeLessThan(20);
    expect(kept().filter((name) => /(?:command|isolate)-[^/]*$/.test(name)).length).toBe(2);
  });

  it('is not missed where nothing can be written, or shall be', () => {
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    expect(run({ XDG_CACHE_HOME: join(file, 'below') })).toEqual({
      code: 0,
      stdout: 'started\n',
      stderr: '',
    });
    const other = join(scratch, 'other');
    expect(run({ XDG_CACHE_HOME: other, NODE_DISABLE_COMPILE_CACHE: '1' }).stdout).toBe('started\n');
    expect(statSync(other, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('a collector by path', () => {
  it('sees the classes of its own run', () => {
    const path = join(import.meta.dirname, '..', 'harness', 'fixtures', 'refusing.js');
    expect(midden(['run', '--collector', path, PROGRAM], { XDG_CACHE_HOME: scratch })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'midden: this one creates nothing\n',
    });
  });
});
