/** What changed from one benchmark to a later one, and whether that is more than noise. */
import type { BenchDocument, Series } from './document.ts';
import { mannWhitney, type RatioInterval, ratioOfMeans } from './statistics.ts';

/** Below this p value a difference is taken as real, if it is also large enough to matter. */
export const SIGNIFICANCE = 0.01;
/** A ratio within this of 1 is never called a change. */
export const RELEVANCE = 0.03;
/** With fewer samples on a side no p value can fall below SIGNIFICANCE. */
export const SAMPLES_MIN = 5;

export type Verdict = 'slower' | 'faster' | 'no change' | 'too few runs';

export interface Change {
  readonly workload: string;
  readonly collector: string;
  /** New over old; wall-clock time. */
  readonly time: RatioInterval;
  readonly p: number;
  readonly verdict: Verdict;
  /** Counts that differ, however little: they are exact. */
  readonly work: readonly { readonly name: string; readonly old: number; readonly now: number }[];
  /** What makes the two unlike from the start. */
  readonly remarks: readonly string[];
}

export interface Comparison {
  readonly changes: readonly Change[];
  /** In one of the two only. */
  readonly unmatched: readonly string[];
}

export function compareBenchmarks(old: BenchDocument, now: BenchDocument): Comparison {
  const before = new Map(old.series.map((series) => [keyOf(series), series]));
  const keys = new Set(now.series.map(keyOf));
  const pairs = now.series.flatMap((series) => {
    const match = before.get(keyOf(series));
    return match === undefined ? [] : [[match, series] as const];
  });
  return {
    changes: pairs.filter(([a, b]) => a.counts !== null && b.counts !== null).map(changeOf),
    unmatched: [
      ...now.series.map(keyOf).filter((key) => !before.has(key)),
      ...[...before.keys()].filter((key) => !keys.has(key)),
    ],
  };
}

/** Did anything become slower, beyond noise? */
export function hasRegression({ changes }: Comparison): boolean {
  return changes.some(({ verdict }) => verdict === 'slower');
}

function keyOf({ workload, collector }: Series): string {
  return `${workload} under ${collector}`;
}

function changeOf([old, now]: readonly [Series, Series]): Change {
  const [a, b] = [now, old].map(({ samples }) => samples.map(({ wall }) => wall)) as [number[], number[]];
  const time = ratioOfMeans(a, b);
  const p = mannWhitney(a, b);
  return {
    workload: now.workload,
    collector: now.collector,
    time,
    p,
    verdict: verdictOf(time, p, Math.min(a.length, b.length)),
    work: workChanges(old, now),
    remarks:
      old.heapBytes === now.heapBytes
        ? []
        : [`the heap was ${old.heapBytes} bytes, now it is ${now.heapBytes}`],
  };
}

function verdictOf({ ratio }: RatioInterval, p: number, samples: number): Verdict {
  if (samples < SAMPLES_MIN) return 'too few runs';
  if (p >= SIGNIFICANCE || Math.abs(ratio - 1) < RELEVANCE) return 'no change';
  return ratio > 1 ? 'slower' : 'faster';
}

function workChanges(old: Series, now: Series): Change['work'] {
  const [before, after] = [old.counts?.work ?? {}, now.counts?.work ?? {}];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .map((name) => ({ name, old: before[name] ?? 0, now: after[name] ?? 0 }))
    .filter((each) => each.old !== each.now);
}
