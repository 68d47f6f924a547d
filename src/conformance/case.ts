import type { CollectorFactory, CollectorTraits } from '../contract/collector.ts';

/** One promise of the contract, and how to see whether a collector keeps it. */
export interface ConformanceCase {
  readonly name: string;
  /** Takes seconds rather than milliseconds, and a heap of a GiB. */
  readonly slow?: boolean;
  /** Why the case does not concern a collector with these traits; null if it does. */
  readonly exempt?: (traits: CollectorTraits) => string | null;
  /** @throws ConformanceFailure, InvariantViolation or whatever else the collector runs into */
  run(factory: CollectorFactory): void;
}

export function needsReclaiming(traits: CollectorTraits): string | null {
  return traits.reclaims ? null : 'it never reclaims anything';
}

export function needsCycles(traits: CollectorTraits): string | null {
  return traits.reclaims && traits.cycleComplete ? null : 'it does not reclaim cycles';
}
