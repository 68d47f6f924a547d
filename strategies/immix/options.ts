import { WORD_BYTES } from '../../src/heap/layout.ts';
import { PAGE_WORDS } from '../../src/heap/page-runs.ts';

/** What the sources say; `preset` chooses one. */
interface Preset {
  readonly blockBytes: number;
  readonly lineBytes: number;
  readonly headroomPercent: number;
  readonly largeBytes: number;
}

/** Blackburn and McKinley, PLDI 2008; MMTk as it is today. */
const PRESETS: readonly Preset[] = [
  { blockBytes: 32 * 1024, lineBytes: 128, headroomPercent: 2.5, largeBytes: 8 * 1024 },
  { blockBytes: 32 * 1024, lineBytes: 256, headroomPercent: 2, largeBytes: 16 * 1024 },
];

/** Sources in README.md. -1: as the preset says. */
export const DEFAULT_OPTIONS = {
  /** 0: the paper's figures; 1: MMTk's. */
  preset: 0,
  blockBytes: -1,
  lineBytes: -1,
  headroomPercent: -1,
  largeObjectBytes: -1,
  /** What is allocated before the first collection. */
  initialBudgetBytes: 32 * 1024 * 1024,
  /** At least so much of the heap is free after a collection: it grows until it is. */
  minHeapFreePercent: 40,
  /** 1: sticky mark bits; most collections look at what is new only. */
  sticky: 0,
  /** With sticky mark bits: what is allocated between two collections. */
  nurseryBytes: 4 * 1024 * 1024,
  /** 0: never evacuate; 1: where blocks are fragmented; 2: at every full collection, all there is room for. For tests. */
  defrag: 1,
} as const satisfies Readonly<Record<string, number>>;

export interface Settings {
  readonly blockPages: number;
  readonly lineShift: number;
  readonly headroom: number;
  readonly largeWords: number;
  readonly initialWords: number;
  readonly minFree: number;
  readonly sticky: boolean;
  readonly nurseryWords: number;
  readonly defrag: number;
}

const LINE_SHIFT_MIN = 4;
const LINE_SHIFT_MAX = 8;
/** A heap has at least so many blocks: in small ones they are smaller. */
const BLOCKS_MIN = 64;

export function settingsOf(options: Readonly<Record<string, number>>, heapWords: number): Settings {
  const given: Record<keyof typeof DEFAULT_OPTIONS, number> = { ...DEFAULT_OPTIONS, ...options };
  const preset = PRESETS[given.preset === 1 ? 1 : 0]!;
  const lineBytes = given.lineBytes < 0 ? preset.lineBytes : given.lineBytes;
  const lineShift = Math.min(
    LINE_SHIFT_MAX,
    Math.max(LINE_SHIFT_MIN, Math.round(Math.log2(lineBytes / WORD_BYTES))),
  );
  const blockBytes = given.blockBytes < 0 ? preset.blockBytes : given.blockBytes;
  const pagesMin = Math.max(4, 2 ** (lineShift - 4));
  let blockPages = Math.max(pagesMin, Math.floor(blockBytes / WORD_BYTES / PAGE_WORDS));
  while (blockPages > pagesMin && blockPages * PAGE_WORDS * BLOCKS_MIN > heapWords) blockPages >>= 1;
  // Whole lines.
  blockPages -= blockPages % Math.max(1, 2 ** (lineShift - 6));
  const largeBytes = given.largeObjectBytes < 0 ? preset.largeBytes : given.largeObjectBytes;
  const headroom = given.headroomPercent < 0 ? preset.headroomPercent : given.headroomPercent;
  return {
    blockPages,
    lineShift,
    headroom: headroom / 100,
    largeWords: Math.min(Math.floor(largeBytes / WORD_BYTES), (blockPages * PAGE_WORDS) >> 1) & ~1,
    initialWords: Math.max(64, Math.floor(given.initialBudgetBytes / WORD_BYTES)),
    minFree: Math.min(99, Math.max(0, given.minHeapFreePercent)) / 100,
    sticky: given.sticky !== 0,
    nurseryWords: Math.max(64, Math.floor(given.nurseryBytes / WORD_BYTES)),
    defrag: given.defrag,
  };
}
