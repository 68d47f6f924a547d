import type { BumpRegions } from '../heap/bump-regions.ts';
import type { Ref } from '../heap/layout.ts';
import type { PoolStatistics } from '../heap/pymalloc-statistics.ts';
import type { QuickCells } from '../heap/quick-cells.ts';
import type { Cause, WorkCounts } from './events.ts';
import type { Host } from './host.ts';

/**
 * The contract, collector's side: what the runtime asks of a garbage collector. The other side is `Host`.
 *
 * The promises that bind both, in the order in which an author meets them:
 *
 * - `allocate` never collects and never moves. Past its budget a collector raises POLL_COLLECTOR in POLL_WORD
 *   (`host.requestSafepoint()`); the runtime then calls `safepoint()` at the next safepoint. There, and in `collect`
 *   and `reserve`, objects may be reclaimed and moved; nowhere else. A counting collector also reclaims in `destroy`.
 * - All roots are in `host.eachRootRange`; between safepoints the mutator may hold any Ref anywhere.
 * - Every object that the mutator can reach stays valid; every other one is reclaimed by the last of a few
 *   `collect({ kind: 'full' })` calls, once its finalizer has run.
 * - Null (0) may stand in every slot.
 * - LENGTH of a live object never goes down: what lies behind an object stays its own until it dies. It goes up only
 *   right after a successful `tryGrow`, before the next safepoint.
 * - FLAG_IMMORTAL keeps an object alive under counting, where it stands for a count that never reaches 0. Under tracing
 *   it means nothing: what must never die has to hang on a root.
 * - Each collection is told by the events 'collection-start' and 'collection-end', whatever the event level: the host
 *   samples the heap and dates deaths by them.
 */
export interface Collector {
  readonly name: string;
  readonly traits: CollectorTraits;
  readonly work: WorkCounts;
  /** Which barrier the mutator has to inline; fixed once the collector is made. */
  readonly barrier: Barrier;
  /** Which allocations the mutator inlines; left out, it calls `allocate` for each. */
  readonly bump?: BumpRegions;
  /** Counting: which objects the mutator allocates and frees inline; left out, it calls `allocate` and `destroy` for each. */
  readonly quick?: QuickCells;
  /** Generations, thresholds and the like, for the guest's `gc` module; null if there is nothing to drive. */
  readonly control: CollectorControl | null;

  /**
   * A new object: header set to `shape`, mark word 1 under counting and 0 elsewhere, payload zeroed.
   * The caller fills in LENGTH right away, before anything looks at the heap; from then on it never goes down.
   * `words` = header and payload (ShapeTable.sizeFor), even. An object that gets FLAG_IMMORTAL must hang on a root under
   * tracing.
   * `length` is that of the variable part, for those who count by it; -1 for an object that may not be one kept for reuse.
   * @throws HeapExhausted
   */
  allocate(shape: number, words: number, length?: number): Ref;

  /** Counting only: the count of `ref` has just reached 0. Runs its finalizer, clears weak references, frees. */
  destroy(ref: Ref): void;

  /** Barrier kind 'call' only: `value` replaces `old` in the word at address `slot` of `object`. Called before the store. */
  beforeStore(object: Ref, slot: number, old: Ref, value: Ref): void;

  /** The poll flag was up at a safepoint: collect if still needed. */
  safepoint(): void;

  /** Collect now; a safepoint. */
  collect(request: CollectionRequest): CollectionResult;

  /**
   * Make sure that allocations of `words` in total succeed before the next safepoint; a safepoint itself.
   * @returns false if the hard limit does not allow it, after a full collection
   */
  reserve(words: number): boolean;

  /**
   * The object at `ref` is to have `words` words now, no fewer than before. If its cell has the room: true, and the caller
   * raises its LENGTH to as much right away, before the next safepoint; what is new is zeroed. Else nothing happens.
   */
  tryGrow(ref: Ref, words: number): boolean;

  pin(ref: Ref): void;
  unpin(ref: Ref): void;

  /** Every object that the collector has not reclaimed, in address order within a space; parts included. */
  forEachObject(visit: (ref: Ref) => void): void;
  /** The object whose header or payload covers the word at `address`, or 0. */
  resolve(address: number): Ref;
  /**
   * Conservative: every word that is taken for a reference although nothing says that it is one, and what it keeps. Left out by
   * those who know all references.
   */
  eachAmbiguous?(visit: (word: AmbiguousWord) => void): void;
  spaces(): readonly SpaceInfo[];
  /** Words of side tables (mark bitmaps, card tables, free-list heads, …), in 4-byte words. */
  metadataWords(): number;

  /** Check the collector's own invariants. @throws InvariantViolation that names the one that is broken */
  verify(): void;
}

export interface CollectorTraits {
  /** Objects may change their address at a safepoint. */
  readonly moving: boolean;
  /** Reclaims and finalizes the moment the last reference goes (reference counting). */
  readonly prompt: boolean;
  /** Reclaims cycles. */
  readonly cycleComplete: boolean;
  readonly generational: boolean;
  /** Stack and globals are taken as ambiguous words. */
  readonly conservativeRoots: boolean;
  readonly pinning: 'never-moves' | 'supported' | 'unsupported';
  /** Never reclaims anything (epsilon). */
  readonly reclaims: boolean;
  /** What a reader of `midden list` should know, in a line. */
  readonly summary: string;
  /** Words that the collector adds in front of each object, for `midden list`. */
  readonly prefixWords: { readonly container: number; readonly other: number };
}

/** What the mutator does around a reference store. */
export type Barrier =
  | { readonly kind: 'none' }
  /** Count the new value up, store, count the old value down; `destroy` at 0. The count is the mark word. */
  | { readonly kind: 'counting' }
  /** `cards[slotAddress >>> shift] = 1` after the store. */
  | { readonly kind: 'card'; readonly cards: Uint8Array; readonly shift: number }
  /** `beforeStore(…)`. */
  | { readonly kind: 'call' };

export interface CollectionRequest {
  /** 'full' means everything, for every collector; other kinds are a collector's own ('minor', 'gen0', …). */
  readonly kind: 'full' | 'minor';
  /** The oldest generation to collect, for those that have generations. */
  readonly generation?: number;
  readonly cause: Cause;
  /** Move whatever can be moved, even where it does not pay (tests, an explicit compaction). */
  readonly compact?: boolean;
}

export interface CollectionResult {
  /** CPython's sense: unreachable containers found. Other collectors count reclaimed objects. */
  readonly found: number;
  readonly freedObjects: number;
  readonly freedWords: number;
}

export interface AmbiguousWord {
  /** What the word keeps, as long as its holder is kept. */
  readonly target: Ref;
  /** The object with the word, or 0: a root. */
  readonly holder: Ref;
  /** Offset from the holder, or index in the root. */
  readonly index: number;
  /** Of the holder's shape, or of the root. */
  readonly name: string;
}

export interface SpaceInfo {
  readonly name: string;
  readonly committedWords: number;
  readonly usedWords: number;
  readonly largestFreeWords: number;
  readonly objects: number;
}

/**
 * Told about each collection of a collector that a guest drives (gc.callbacks, gc.set_debug, gc.garbage). May run guest code in
 * `starting` and `ended`, and allocates nowhere else but in `save`.
 */
export interface CollectionMonitor {
  /** Objects that were to be broken up are given to `save` and live on (gc.DEBUG_SAVEALL). */
  readonly savesGarbage: boolean;
  starting(generation: number, cause: Cause): void;
  /** Found unreachable, before finalizers run. */
  found(ref: Ref): void;
  save(ref: Ref): void;
  ended(
    generation: number,
    cause: Cause,
    result: { readonly found: number; readonly uncollectable: readonly Ref[] },
  ): void;
}

/** What a guest program may drive (CPython's gc module, System.GC): each platform offers the part that its system has. */
export interface CollectorControl {
  enabled: boolean;
  readonly generations: number;
  counts(): readonly number[];
  thresholds(): readonly number[];
  setThresholds(values: readonly number[]): void;
  /** Per generation. */
  stats(): readonly {
    readonly collections: number;
    readonly collected: number;
    readonly uncollectable: number;
  }[];
  isTracked(ref: Ref): boolean;
  /** The generation that the object is in now, for collectors where that can be told of any object. */
  generationOf?(ref: Ref): number;
  /** Tracked objects of one generation, or of all, in the collector's order. */
  trackedObjects(generation: number | null): Ref[];
  monitor?: CollectionMonitor | null;
  /** What the allocator holds, for collectors whose allocator is CPython's. */
  poolStatistics?(): PoolStatistics;
  freeze(): void;
  unfreeze(): void;
  freezeCount(): number;
  /** Start to track (a dict that got its first container); no effect if tracked already. */
  track(ref: Ref): void;
  untrack(ref: Ref): void;
  /** Does `work`, which is another thread's, in the middle of what this one does: what dies there is no part of what dies here. */
  onAnotherThread?(work: () => void): void;
}

/** How a collector is made; what a module of its own exports as `collector`, and the registry binds. */
export interface CollectorFactory {
  readonly name: string;
  readonly traits: CollectorTraits;
  /** Options as key → number, each with its default: what `--collector-option key=value` may set. */
  readonly options: Readonly<Record<string, number>>;
  create(host: Host, options: Readonly<Record<string, number>>): Collector;
}
