/**
 * The layout of the heap and of an object, in 4-byte words. Nothing else knows an offset.
 *
 *     ref - 2 ┌──────────────────────────┐  0 to 2 prefix words, where the collector declares them
 *     ref - 1 │ prefix                   │  for the shape (CollectorTraits.prefixWords)
 *     ref + 0 ├──────────────────────────┤
 *             │ flags (12) │ shape (20)  │  header
 *     ref + 1 │ mark word                │  a reference count under a counting collector,
 *             ├──────────────────────────┤  an identity serial (0: none yet) under every other
 *     ref + 2 │ payload: raw words, then reference slots, then the variable part
 *             └──────────────────────────┘
 *
 * A `Ref` is the index of the header word: even, so that payloads are aligned to 8 bytes, and never 0.
 * The first granule of the heap is the null object: address 0 counts as marked and as immortal, so that
 * no barrier and no marker has to test for null.
 */

/** Index of an object's header word; 0 is null. */
export type Ref = number;

export const WORD_BYTES = 4;
export const HEADER_WORDS = 2;

/** Offsets from a Ref. */
export const HEADER = 0;
export const MARK_WORD = 1;
export const PAYLOAD = 2;
/** Length of the variable part (elements, words or bytes), first payload word of every variable shape. */
export const LENGTH = 2;
/** Weak objects: the target (not traced as strong) and the strength (WeakStrength). */
export const WEAK_TARGET = 2;
export const WEAK_STRENGTH = 3;
/** First strong slot of every weak shape: the callback, or null. */
export const WEAK_CALLBACK = 4;
/** Ephemerons: neither is traced as strong; the value is live when the key is. */
export const EPHEMERON_KEY = 2;
export const EPHEMERON_VALUE = 3;

export const SHAPE_BITS = 20;
export const SHAPE_MASK = (1 << SHAPE_BITS) - 1;

/** Object flags, in the header word above the shape. */
export const FLAG_FINALIZER = 1 << 20; // registered with the finalizer registry
export const FLAG_FINALIZED = 1 << 21; // its finalizer has run (or must not run)
export const FLAG_WEAKREFS = 1 << 22; // is the target of at least one weak reference
export const FLAG_PINNED = 1 << 23; // must not move
export const FLAG_IMMORTAL = 1 << 24; // never reclaimed
export const FLAG_SIDE_ID = 1 << 25; // its identity serial is kept in the side table
export const FLAG_TRACKED = 1 << 26; // on a cycle collector's lists
/** Bits that belong to the collector alone. */
export const FLAG_COLLECTOR_A = 1 << 27;
export const FLAG_COLLECTOR_B = 1 << 28;
export const FLAG_COLLECTOR_C = 1 << 29;
export const FLAG_COLLECTOR_D = 1 << 30;

/** Shape 0 marks a cell that holds no object; its second word is the cell's size in words. */
export const FREE_SHAPE = 0;

/** Words at fixed addresses inside the first granules. */
export const NULL_REF = 0;
export const POLL_WORD = 8; // non-zero: the next safepoint has something to do
export const FIRST_FREE_WORD = 64; // where a collector's spaces may begin

/** Reasons in POLL_WORD. */
export const POLL_COLLECTOR = 1; // the collector wants Collector.safepoint()
export const POLL_PENDING = 2; // finalizers or weak-reference callbacks wait
export const POLL_STRESS = 4; // a collection at every safepoint
export const POLL_INTERRUPT = 8; // a step or time limit, a thread switch
export const POLL_HEADROOM = 16; // so much was allocated that the guest has to look whether enough is left

/** Count of an immortal object; far from 0 on both sides, reset whenever it is reached by drift. */
export const IMMORTAL_COUNT = 1 << 29;

/** Byte patterns of the allocators' debug mode and of poisoning, as in PYTHONMALLOC=debug. */
export const FRESH_BYTE = 0xcd;
export const FREED_BYTE = 0xdd;
export const GUARD_BYTE = 0xfd;
export const FREED_WORD = 0xdddddddd | 0;

/** Sizes are kept even, so that headers stay on 8-byte boundaries. */
export function roundUpToEven(words: number): number {
  return (words + 1) & ~1;
}
