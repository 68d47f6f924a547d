import { WORD_BYTES } from '../../src/heap/layout.ts';

/** Bytes unless named otherwise. Sources in README.md. */
export const DEFAULT_OPTIONS = {
  /** Least budget of generation 0: a cache's size, as the CLR takes the last-level cache. */
  gen0Bytes: 4 * 1024 * 1024,
  /** Largest budget of generations 0 and 1; 0 is half of the heap, within 6 and 200 MiB. */
  youngMaxBytes: 0,
  /** Least budget of generation 2: what is promoted into it before a full collection is due. */
  gen2MinBytes: 256 * 1024,
  /** What an allocation context asks for at a time. */
  allocationQuantumBytes: 8 * 1024,
  /** From this size on an object is large. */
  largeObjectBytes: 85_000,
  /** Least size of a segment of the pinned-object area. */
  pinnedSegmentBytes: 64 * 1024,
  /** 1: every collection compacts, and shifts what it compacts until every movable object moves. For tests. */
  slideStress: 0,
} as const satisfies Readonly<Record<string, number>>;

export interface Settings {
  readonly gen0Words: number;
  readonly youngMaxWords: number;
  readonly gen2MinWords: number;
  readonly quantumWords: number;
  readonly largeWords: number;
  readonly pinnedSegmentWords: number;
  readonly slideStress: boolean;
}

export function settingsOf(options: Readonly<Record<string, number>>): Settings {
  const given = { ...DEFAULT_OPTIONS, ...options };
  const quantumWords = evenWords(given.allocationQuantumBytes, 16);
  return {
    gen0Words: evenWords(given.gen0Bytes, 64),
    youngMaxWords: given.youngMaxBytes === 0 ? Number.POSITIVE_INFINITY : evenWords(given.youngMaxBytes, 64),
    gen2MinWords: evenWords(given.gen2MinBytes, 64),
    quantumWords,
    // An object that fits what is left of a context must be a small one.
    largeWords: Math.max(Math.ceil(given.largeObjectBytes / WORD_BYTES), quantumWords + 2),
    pinnedSegmentWords: evenWords(given.pinnedSegmentBytes, 64),
    slideStress: given.slideStress !== 0,
  };
}

function evenWords(bytes: number, least: number): number {
  return Math.max(least, Math.floor(bytes / WORD_BYTES)) & ~1;
}
