import { describe, expect, it } from 'vitest';
import { minimumMutatorUtilisation, pauseFigures } from '../../../src/harness/bench/pauses.ts';
import { mannWhitney, ratioOfMeans, spread } from '../../../src/harness/bench/statistics.ts';

describe('Mann and Whitney', () => {
  // Counted by hand: 2 of the 252 orders of five and five are as extreme.
  it('counts the orders out where there are few samples', () => {
    expect(mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(2 / 252, 12);
    expect(mannWhitney([6, 7, 8, 9, 10], [1, 2, 3, 4, 5])).toBeCloseTo(2 / 252, 12);
  });

  // U is 5; gone through one by one, 18 of the 126 ways to choose four of the nine have a U of 5 or less.
  it('agrees with all orders gone through one by one', () => {
    expect(mannWhitney([1.1, 2.2, 3.3, 4.4], [2, 3, 5, 6, 7])).toBeCloseTo(36 / 126, 12);
  });

  it('sees no difference between a series and itself, nor where there is nothing', () => {
    expect(mannWhitney([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(mannWhitney([2, 2, 2], [2, 2, 2])).toBe(1);
    expect(mannWhitney([], [1])).toBe(1);
  });

  it('approximates where values are tied, on the same side as the exact test', () => {
    expect(mannWhitney([1, 1, 2, 2, 3], [7, 7, 8, 9, 9])).toBeLessThan(0.02);
    expect(mannWhitney([1, 7, 2, 9, 3], [7, 1, 8, 2, 9])).toBeGreaterThan(0.3);
  });
});

describe('a ratio of means', () => {
  it('lies inside its interval, which is the same each time', () => {
    const [a, b] = [
      [10, 11, 12, 10, 11],
      [20, 22, 21, 23, 20],
    ];
    const found = ratioOfMeans(a, b);
    expect(found.ratio).toBeCloseTo(54 / 106, 12);
    expect(found.low).toBeLessThan(found.ratio);
    expect(found.high).toBeGreaterThan(found.ratio);
    expect(found.high - found.low).toBeLessThan(0.1);
    expect(ratioOfMeans(a, b)).toEqual(found);
  });

  it('is exact where nothing scatters', () => {
    expect(ratioOfMeans([3, 3, 3], [2, 2, 2])).toEqual({ ratio: 1.5, low: 1.5, high: 1.5 });
  });
});

it('says how much a series scatters', () => {
  expect(spread([])).toBe(0);
  expect(spread([5])).toBe(0);
  expect(spread([10, 10, 10, 10])).toBe(0);
  expect(spread([8, 8, 10, 12, 12])).toBeCloseTo(0.4, 12);
});

describe('pauses', () => {
  const pauses = [
    { start: 10, end: 12 },
    { start: 14, end: 18 },
    { start: 90, end: 91 },
  ];

  it('have nearest-rank percentiles', () => {
    expect(pauseFigures(pauses)).toEqual({ count: 3, total: 7, p50: 2, p90: 4, p99: 4, max: 4 });
    expect(pauseFigures([])).toEqual({ count: 0, total: 0, p50: 0, p90: 0, p99: 0, max: 0 });
  });

  it.each([
    [1, 0],
    [4, 0],
    [8, 0.25], // from 10 to 18: 2 + 4 of 8
    [10, 0.4],
    [100, 0.93],
  ])('leave the mutator of any %d ms at least %f', (window, least) => {
    expect(minimumMutatorUtilisation(pauses, 100, window)).toBeCloseTo(least, 12);
  });

  it('say nothing of a window that is longer than the run', () => {
    expect(minimumMutatorUtilisation(pauses, 100, 101)).toBeNull();
  });
});
