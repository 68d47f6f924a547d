import { WORD_BYTES } from '../../src/heap/layout.ts';

/** Sources in README.md. */
export const DEFAULT_OPTIONS = {
  /** Least size of a semispace; 0 is half of the heap from the beginning on, as in Cheney's paper. */
  initialSemispaceBytes: 16 * 1024 * 1024,
  /** If more of a semispace than so many percent survives, the semispaces grow. */
  maxLoadPercent: 50,
  /** What is zeroed at a time for allocation. */
  allocationQuantumBytes: 8 * 1024,
  /** 1: copies depth first, with a stack, in place of breadth first. */
  depthFirst: 0,
} as const satisfies Readonly<Record<string, number>>;

export interface Settings {
  readonly initialWords: number;
  readonly maxLoad: number;
  readonly quantumWords: number;
  readonly depthFirst: boolean;
}

export function settingsOf(options: Readonly<Record<string, number>>): Settings {
  const given = { ...DEFAULT_OPTIONS, ...options };
  const initialWords = Math.floor(given.initialSemispaceBytes / WORD_BYTES);
  return {
    initialWords: initialWords === 0 ? Number.POSITIVE_INFINITY : initialWords,
    maxLoad: Math.min(100, Math.max(1, given.maxLoadPercent)) / 100,
    quantumWords: Math.max(16, Math.floor(given.allocationQuantumBytes / WORD_BYTES)) & ~1,
    depthFirst: given.depthFirst !== 0,
  };
}
