import type { Ref } from '../heap/layout.ts';
import type { Memory } from '../heap/memory.ts';
import type { CollectorEvent, EventLevel } from './events.ts';
import type { ShapeTable } from './shapes.ts';

/** The contract, host's side: what a collector may ask of the runtime. */
export interface Host {
  readonly memory: Memory;
  readonly shapes: ShapeTable;
  /** Hard limit of the heap, in words; the collector must not use addresses beyond `memory.words`. */
  readonly limitWords: number;
  /** Fill reclaimed and evacuated memory with FREED_BYTE. */
  readonly poison: boolean;
  readonly eventLevel: EventLevel;
  readonly weak: WeakRegistry;
  readonly ephemerons: EphemeronRegistry;
  readonly finalizers: FinalizerRegistry;

  /** All roots, as ranges of words: null or a Ref each. A moving collector rewrites the words in place. */
  eachRootRange(visit: RootVisitor): void;
  /** Raise POLL_COLLECTOR: `Collector.safepoint()` will be called at the next safepoint. */
  requestSafepoint(): void;
  emit(event: CollectorEvent): void;
  /** After a moving collection: side tables keyed by address (identities, weak and finalizer tables) follow. */
  objectsMoved(liveness: Liveness): void;
  /** The object is about to be reclaimed: its entries in side tables go. Only needed for flagged or weak objects. */
  objectFreed(ref: Ref): void;
  /** Words per millisecond of the virtual clock and so on stay the host's; a collector only asks what time it is. */
  virtualTimeMs(): number;
}

export type RootKind = 'precise' | 'external' | 'pinned' | 'queue';
export type RootVisitor = (words: Int32Array, from: number, to: number, kind: RootKind) => void;

/** A collector's answer about one object, valid between the end of marking and the end of the collection. */
export interface Liveness {
  /** Only part of the heap is collected: what lies outside counts as live. */
  readonly partial?: boolean;
  isLive(ref: Ref): boolean;
  /** Where the object is, or will be once this collection is over. */
  forwarded(ref: Ref): Ref;
  /**
   * For those who copy while they trace: where the words of an object are by now, that is its copy, if it has one. The
   * host reads at the old address, which is to stay readable, header flags and mark word aside, until `objectsMoved`
   * has returned; it writes here. Left out: where they were.
   */
  current?(ref: Ref): Ref;
}

/** SOFT is cleared on memory pressure, SHORT before finalizers, LONG after them, PHANTOM when the memory goes. */
export const WEAK_SHORT = 0;
export const WEAK_LONG = 1;
export const WEAK_SOFT = 2;
export const WEAK_PHANTOM = 3;
export type WeakStrength = typeof WEAK_SHORT | typeof WEAK_LONG | typeof WEAK_SOFT | typeof WEAK_PHANTOM;

export interface WeakRegistry {
  /** Number of targets with weak references. */
  readonly size: number;
  /**
   * Tracing: clear each weak object of this strength whose target is not live; queue the callbacks of those
   * weak objects that are live themselves. @returns how many were cleared
   */
  clearDead(strength: WeakStrength, liveness: Liveness): number;
  /**
   * Tracing: visits the targets that are not live of soft references that are, for a policy that marks them as strong;
   * call until it returns 0 (the number of targets visited).
   */
  eachSoftTarget(isLive: (ref: Ref) => boolean, visit: (target: Ref) => void): number;
  /**
   * Counting: `target` dies. Clear all its weak references, newest first; those for which `runs` says true
   * have their callback run, now ('now') or collected for `runQueued()` ('queue').
   */
  clearTarget(target: Ref, runs: (weak: Ref) => boolean, when: 'now' | 'queue'): void;
  /** Counting: run the callbacks that `clearTarget(…, 'queue')` held back. */
  runQueued(): void;
}

export interface EphemeronRegistry {
  readonly size: number;
  /** Mark the values whose keys are live; call until it returns 0 (the number of values newly marked). */
  markValues(isLive: (ref: Ref) => boolean, mark: (ref: Ref) => void): number;
  /** Clear key and value of those whose key is dead. */
  clearDead(liveness: Liveness): number;
}

export interface FinalizerRegistry {
  /** Registered objects whose finalizer has not been queued. */
  readonly registered: number;
  /**
   * Tracing: registered objects that are not live leave the registry, in the platform's order, and become roots
   * (kind 'queue') until their finalizer has run; or stay in it for another collection. The collector must then mark from all of them.
   *
   * @param partial only part of the heap is collected
   */
  queueDead(isLive: (ref: Ref) => boolean, partial?: boolean): readonly Ref[];
  /**
   * Counting: run the finalizer of `ref` now. The caller holds a count of its own during the call and
   * looks at the count afterwards to see a resurrection. Sets FLAG_FINALIZED.
   */
  runNow(ref: Ref): void;
  /** Whether `runNow` would run anything (SHAPE_FINALIZER of the shape, not FLAG_FINALIZED). */
  has(ref: Ref): boolean;
}
