/** The committed measurement is of the catalogue as it is, and good enough. kinds.test.ts repeats a part of it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pitfalls } from './shipped.ts';

const measured = JSON.parse(readFileSync(new URL('measured.json', import.meta.url), 'utf8')) as {
  readonly precision: number;
  readonly recall: number;
  readonly misses: readonly { program: string; missing: string[]; unexpected: string[] }[];
  readonly found: Readonly<Record<string, readonly string[]>>;
};

describe('the measurement', () => {
  it('was made of every program and every fixed variant', () => {
    const names = pitfalls.flatMap(({ id, fixed }) => (fixed === null ? [id] : [id, `${id} (fixed)`]));
    expect(Object.keys(measured.found)).toEqual(names);
  });

  it('follows from what was found and what is expected', () => {
    const pairs = pitfalls.map(({ id, kinds }) => ({ kinds, found: measured.found[id]! }));
    const right = pairs.flatMap(({ kinds, found }) =>
      found.filter((each) => kinds.some((kind) => kind === each)),
    );
    const found = Object.values(measured.found).flat();
    const expected = pitfalls.flatMap(({ kinds }) => kinds);
    expect(measured.precision).toBeCloseTo(right.length / found.length, 10);
    expect(measured.recall).toBeCloseTo(right.length / expected.length, 10);
  });

  it('reaches 0.95 in both, with nothing found in a fixed variant', () => {
    expect(measured.precision).toBeGreaterThanOrEqual(0.95);
    expect(measured.recall).toBeGreaterThanOrEqual(0.95);
    const fixed = Object.entries(measured.found).filter(([name]) => name.endsWith('(fixed)'));
    expect(fixed.filter(([, kinds]) => kinds.length > 0)).toEqual([]);
  });

  it('has a fixed variant for every program with a finding', () => {
    expect(pitfalls.filter(({ kinds, fixed }) => kinds.length > 0 && fixed === null)).toEqual([]);
  });
});
