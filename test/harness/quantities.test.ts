import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  parseCount,
  parseDuration,
  parseHeapSize,
  parseSize,
} from '../../src/harness/quantities.ts';
import { editDistance, suggest, unknownName } from '../../src/harness/suggest.ts';

describe('sizes', () => {
  it.each([
    ['64M', 2 ** 26],
    ['64m', 2 ** 26],
    ['64MB', 2 ** 26],
    ['64 MiB', 2 ** 26],
    ['1.5K', 1536],
    ['8G', 2 ** 33],
    ['4096', 4096],
  ])('%s is %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  it.each(['', 'M', '-1M', '64X', '1e3', '64MM', '0x10'])('refuses %j', (text) => {
    expect(() => parseSize(text)).toThrow(/^unreadable size/);
  });

  it.each(['0', '4096', '5G', '1023K'])('a heap of %s is out of range', (text) => {
    expect(() => parseHeapSize(text)).toThrow(/out of range: expected a size from 1M to 4G/);
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [2 ** 26, '64 MiB'],
    [2 ** 33, '8 GiB'],
    [200 * 2 ** 20, '200 MiB'],
  ])('%d prints as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('numbers and times', () => {
  it('reads whole numbers from a least one on', () => {
    expect(parseCount('12', 1)).toBe(12);
    expect(() => parseCount('0', 1)).toThrow('expected a whole number, 1 or more');
    expect(() => parseCount('1.5', 0)).toThrow('unreadable number "1.5"');
    expect(() => parseCount('99999999999999999999', 0)).toThrow('unreadable number');
  });

  it.each([
    ['30', 30_000],
    ['30s', 30_000],
    ['500ms', 500],
    ['2m', 120_000],
    ['0.5', 500],
  ])('%s is %d ms', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));

  it.each(['', '0', '-1s', 'soon', '100000m'])('refuses the time %j', (text) => {
    expect(() => parseDuration(text)).toThrow(/^unreadable time/);
  });

  it('separates thousands', () => expect(formatCount(1234567)).toBe('1,234,567'));
});

describe('names that nobody knows', () => {
  const known = ['cpython', 'jython', 'ironpython', 'cpython-3.11'];

  it.each([
    ['jyton', ['jython']],
    ['JYTHON', ['jython']],
    ['jyhton', ['jython']],
    ['cpyton-3.11', ['cpython-3.11']],
    ['iron', ['ironpython']],
    ['ruby', []],
  ])('%s → %j', (typed, names) => expect(suggest(typed, known)).toEqual(names));

  it('says what is known', () => {
    expect(unknownName('platform', 'jyton', ['jython', 'x'])).toBe(
      'unknown platform "jyton"; did you mean "jython"? Known: jython, x.',
    );
    expect(unknownName('platform', 'ruby', ['jython'])).toBe('unknown platform "ruby". Known: jython.');
  });

  it('counts swapped neighbours once', () => {
    expect([editDistance('ab', 'ba'), editDistance('', 'abc'), editDistance('kitten', 'sitting')]).toEqual([
      1, 3, 3,
    ]);
  });
});
