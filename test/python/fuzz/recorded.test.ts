import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runHere } from './programs.ts';

interface Recorded {
  readonly seed: number;
  readonly source: string;
  readonly exitCode: number;
  readonly stdout: string;
}

const bytes = readFileSync(new URL('recorded/programs.json.gz', import.meta.url));
const { version, programs } = JSON.parse(gunzipSync(bytes).toString()) as {
  version: string;
  programs: Recorded[];
};

describe(`random programs about lifetimes, recorded from CPython ${version}`, () => {
  it('print the same', () => {
    const found = programs.filter(({ source, exitCode, stdout }) => {
      const here = runHere(source);
      return here.stdout !== stdout || here.exitCode !== exitCode;
    });
    expect(found.map(({ seed }) => seed)).toEqual([]);
    expect(programs.length).toBe(500);
  }, 300_000);
});
