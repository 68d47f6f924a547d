import { WORD_BYTES } from '../../src/heap/layout.ts';

/** Sources in README.md. */
export const DEFAULT_OPTIONS = {
  /** What is allocated between two collections: what there is to scan, divided by so much (GC_free_space_divisor). */
  freeSpaceDivisor: 3,
  /** What the heap begins with (MINHINCR, 16 blocks). */
  initialHeapBytes: 64 * 1024,
  /** 1: any word of an object stands for it; 0: only its address, but in roots (GC_all_interior_pointers). */
  interiorPointers: 1,
  /** 1: all words of objects are ambiguous; 0: objects are allocated with their layout (GC_malloc_explicitly_typed). */
  ambiguousBodies: 0,
  /** 1: objects without references are allocated as pointer-free (GC_malloc_atomic), and not scanned. */
  atomicObjects: 1,
  /** 1: no object is put where a word that is none would point to it. */
  blackListing: 1,
  /** 0: all dead objects at once (GC_register_finalizer_no_order); 1: topological, cycles at last; 2: topological, cycles never. */
  finalizerOrder: 0,
  /** Bound of the mark stack, in entries. */
  markStackMax: 1 << 24,
} as const satisfies Readonly<Record<string, number>>;

export interface Settings {
  readonly divisor: number;
  readonly initialWords: number;
  readonly interior: boolean;
  readonly ambiguousBodies: boolean;
  readonly atomic: boolean;
  readonly blackListing: boolean;
  readonly finalizerOrder: number;
  readonly markStackMax: number;
}

const MARK_STACK_LEAST = 16;

export function settingsOf(options: Readonly<Record<string, number>>): Settings {
  const given: Record<keyof typeof DEFAULT_OPTIONS, number> = { ...DEFAULT_OPTIONS, ...options };
  return {
    divisor: Math.max(1, given.freeSpaceDivisor),
    initialWords: Math.max(0, Math.floor(given.initialHeapBytes / WORD_BYTES)),
    interior: given.interiorPointers !== 0,
    ambiguousBodies: given.ambiguousBodies !== 0,
    atomic: given.atomicObjects !== 0,
    blackListing: given.blackListing !== 0,
    finalizerOrder: given.finalizerOrder,
    markStackMax: Math.max(MARK_STACK_LEAST, given.markStackMax),
  };
}
