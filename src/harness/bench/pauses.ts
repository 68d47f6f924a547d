/** What the pauses of one run say: percentiles, and the least share of any window that the mutator had (MMU). */

/** A time during which the mutator stood still, in milliseconds since the iteration began. */
export interface Pause {
  readonly start: number;
  readonly end: number;
}

export interface PauseFigures {
  readonly count: number;
  readonly total: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

export function pauseFigures(pauses: readonly Pause[]): PauseFigures {
  const lengths = pauses.map(({ start, end }) => end - start).sort((a, b) => a - b);
  const at = (share: number) => nearestRank(lengths, share);
  return {
    count: lengths.length,
    total: lengths.reduce((sum, length) => sum + length, 0),
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: at(1),
  };
}

/** The smallest value that at least this share of the values does not exceed; 0 of none. */
function nearestRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/**
 * Minimum mutator utilisation (Cheng & Blelloch, PLDI 2001): the least share of any window of this length that the
 * mutator had, between 0 and 1; null where the run was shorter than the window. A least window begins where a pause
 * begins or ends where one ends.
 */
export function minimumMutatorUtilisation(
  pauses: readonly Pause[],
  total: number,
  window: number,
): number | null {
  if (window > total) return null;
  const starts = pauses.flatMap(({ start, end }) => [start, end - window]);
  let most = 0;
  for (const wanted of starts) {
    const from = Math.min(Math.max(wanted, 0), total - window);
    most = Math.max(most, pausedWithin(pauses, from, from + window));
  }
  return Math.max(0, 1 - most / window);
}

/** Pauses are in order and do not overlap: the first that matters is found by bisection. */
function pausedWithin(pauses: readonly Pause[], from: number, to: number): number {
  let low = 0;
  let high = pauses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pauses[middle]!.end <= from) low = middle + 1;
    else high = middle;
  }
  let paused = 0;
  for (let k = low; k < pauses.length && pauses[k]!.start < to; k++) {
    paused += Math.min(pauses[k]!.end, to) - Math.max(pauses[k]!.start, from);
  }
  return paused;
}
