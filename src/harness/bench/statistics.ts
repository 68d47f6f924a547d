/** What may be said of samples: medians, intervals of ratios, and whether two series differ by more than noise. */
import {
  cumulativeStdNormalProbability,
  interquartileRange,
  mean,
  median,
  quantileSorted,
  sampleWithReplacement,
  wilcoxonRankSum,
} from 'simple-statistics';
import { Random } from '../../workloads/index.ts';

export { median };

const RESAMPLES = 4000;
const CONFIDENCE = 0.95;
const RESAMPLE_SEED = 20_25;

export interface RatioInterval {
  /** Ratio of the means. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** The ratio mean(a) / mean(b) with a 95 % percentile bootstrap interval; the same samples give the same interval. */
export function ratioOfMeans(a: readonly number[], b: readonly number[]): RatioInterval {
  const ratio = mean([...a]) / mean([...b]);
  const random = new Random(RESAMPLE_SEED);
  const draw = () => random.fraction();
  const resampled = Array.from(
    { length: RESAMPLES },
    () =>
      mean(sampleWithReplacement([...a], a.length, draw)) /
      mean(sampleWithReplacement([...b], b.length, draw)),
  ).sort((x, y) => x - y);
  const tail = (1 - CONFIDENCE) / 2;
  return { ratio, low: quantileSorted(resampled, tail), high: quantileSorted(resampled, 1 - tail) };
}

/** Interquartile range over median: how much a series scatters. */
export function spread(samples: readonly number[]): number {
  if (samples.length < 2) return 0;
  const middle = median([...samples]);
  return middle === 0 ? 0 : interquartileRange([...samples]) / middle;
}

/** Up to this many samples together the distribution is counted out; above it the normal approximation is good. */
const EXACT_SAMPLES_MAX = 40;

/**
 * The two-sided p value of the test of Mann and Whitney: how likely are ranks as far apart as these, or farther, if both
 * series come from one distribution? Exact without ties and for few samples, else by the normal approximation with
 * its corrections for ties and continuity.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const [n, k] = [a.length, b.length];
  if (n === 0 || k === 0) return 1;
  const u = wilcoxonRankSum([...a], [...b]) - (n * (n + 1)) / 2;
  const ties = tieSizes([...a, ...b]);
  if (ties.length === 0 && n + k <= EXACT_SAMPLES_MAX) return exactP(u, n, k);
  return normalP(u, n, k, ties);
}

function tieSizes(all: readonly number[]): number[] {
  const times = new Map<number, number>();
  for (const value of all) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times.values()].filter((size) => size > 1);
}

function exactP(u: number, n: number, k: number): number {
  const ways = rankSumWays(n, k);
  const all = ways.reduce((sum, each) => sum + each, 0);
  const least = Math.min(u, n * k - u);
  const tail = ways.slice(0, least + 1).reduce((sum, each) => sum + each, 0);
  return Math.min(1, (2 * tail) / all);
}

/** In how many orders of n and k samples U is 0, 1, …, n·k: coefficients of the Gaussian binomial, by recurrence. */
function rankSumWays(n: number, k: number): number[] {
  const ways = new Array<number>(n * k + 1).fill(0);
  ways[0] = 1;
  for (let i = 1; i <= n; i++) {
    for (let at = n * k; at >= k + i; at--) ways[at]! -= ways[at - k - i]!;
    for (let at = i; at <= n * k; at++) ways[at]! += ways[at - i]!;
  }
  return ways;
}

function normalP(u: number, n: number, k: number, ties: readonly number[]): number {
  const all = n + k;
  const tied = ties.reduce((sum, size) => sum + (size ** 3 - size), 0);
  const variance = ((n * k) / 12) * (all + 1 - tied / (all * (all - 1)));
  if (variance <= 0) return 1;
  const z = (Math.abs(u - (n * k) / 2) - 0.5) / Math.sqrt(variance);
  return Math.min(1, 2 * (1 - cumulativeStdNormalProbability(Math.max(0, z))));
}
