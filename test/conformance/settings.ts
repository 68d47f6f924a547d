import type { CollectorFactory } from '../../src/contract/collector.ts';

type Settings = Readonly<Record<string, number>>;

const SMALL_COUNTING: Settings = { threshold0: 15, threshold1: 3, threshold2: 2 };
const SMALL_GENERATIONS: Settings = {
  gen0Bytes: 16 << 10,
  allocationQuantumBytes: 512,
  largeObjectBytes: 6000,
  pinnedSegmentBytes: 4096,
};

const SMALL_SEMISPACES: Settings = { initialSemispaceBytes: 16 << 10, allocationQuantumBytes: 256 };

const SMALL_BLOCKS: Settings = { initialBudgetBytes: 64 << 10, blockBytes: 4 << 10, nurseryBytes: 16 << 10 };

const SMALL_CHUNKS: Settings = { initialHeapBytes: 4 << 10, markStackMax: 16 };

/** Settings under which small programs reach what takes large ones otherwise; then, variants of the algorithm. */
const SMALL: Readonly<Record<string, readonly Settings[]>> = {
  'refcount-cycle': [
    SMALL_COUNTING,
    { ...SMALL_COUNTING, weakAfterFinalizers: 1, triggerTakesPart: 1 },
    { ...SMALL_COUNTING, legacyFinalizers: 1 },
  ],
  'mark-sweep': [{ initialBudgetBytes: 64 << 10, markListMax: 64 }],
  'generational-compacting': [SMALL_GENERATIONS, { ...SMALL_GENERATIONS, slideStress: 1 }],
  immix: [
    { ...SMALL_BLOCKS, sticky: 1 },
    SMALL_BLOCKS,
    { ...SMALL_BLOCKS, preset: 1, defrag: 2 },
    { ...SMALL_BLOCKS, sticky: 1, defrag: 2, headroomPercent: 20 },
  ],
  boehm: [
    SMALL_CHUNKS,
    { ...SMALL_CHUNKS, interiorPointers: 0 },
    { ...SMALL_CHUNKS, ambiguousBodies: 1 },
    { ...SMALL_CHUNKS, ambiguousBodies: 1, interiorPointers: 0, blackListing: 0, atomicObjects: 0 },
    { ...SMALL_CHUNKS, finalizerOrder: 1 },
    { ...SMALL_CHUNKS, ambiguousBodies: 1, finalizerOrder: 1 },
  ],
  semispace: [SMALL_SEMISPACES, { ...SMALL_SEMISPACES, depthFirst: 1 }],
};

/** The collector with small budgets, thresholds and tables; null if there is nothing to make small. */
export function withSmallSettings(factory: CollectorFactory): CollectorFactory | null {
  return smallVariants(factory)[0] ?? null;
}

/** The same, and variants of it. */
export function smallVariants(factory: CollectorFactory): CollectorFactory[] {
  return (SMALL[factory.name] ?? []).map((settings, k) => ({
    ...factory,
    name: `${factory.name} (small${k === 0 ? '' : `, variant ${k}`})`,
    options: { ...factory.options, ...settings },
  }));
}
