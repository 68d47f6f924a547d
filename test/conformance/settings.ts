import type { CollectorFactory } from '../../src/contract/collector.ts';

/** Settings under which small programs reach what takes large ones otherwise. */
const SMALL: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'refcount-cycle': { threshold0: 15, threshold1: 3, threshold2: 2 },
  'mark-sweep': { initialBudgetBytes: 64 << 10, markListMax: 64 },
  'generational-compacting': {
    gen0Bytes: 16 << 10,
    allocationQuantumBytes: 512,
    largeObjectBytes: 6000,
    pinnedSegmentBytes: 4096,
  },
};

/** The collector with small budgets, thresholds and tables; null if there is nothing to make small. */
export function withSmallSettings(factory: CollectorFactory): CollectorFactory | null {
  const small = SMALL[factory.name];
  if (small === undefined) return null;
  return { ...factory, name: `${factory.name} (small)`, options: { ...factory.options, ...small } };
}
