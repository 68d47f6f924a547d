import type { Ref } from '../heap/layout.ts';

/** Why a collection runs. */
export type Cause =
  | 'allocation' // the collector's own trigger
  | 'explicit' // gc.collect(), GC.Collect(), System.gc()
  | 'headroom' // a reserve could not be met
  | 'limit' // the hard limit was reached
  | 'stress' // the test regime
  | 'shutdown';

/** What a collector tells about itself. Counts are words and objects unless named otherwise. */
export type CollectorEvent =
  | {
      readonly type: 'collection-start';
      readonly kind: string;
      readonly cause: Cause;
      readonly reason: string;
    }
  | { readonly type: 'phase'; readonly name: string; readonly work: number }
  | { readonly type: 'decision'; readonly what: string; readonly reason: string }
  | {
      readonly type: 'collection-end';
      readonly kind: string;
      readonly cause: Cause;
      readonly pauseWork: number;
      readonly freedObjects: number;
      readonly freedWords: number;
      readonly liveWords: number;
    }
  | { readonly type: 'allocate'; readonly ref: Ref; readonly words: number }
  | { readonly type: 'free'; readonly ref: Ref }
  | { readonly type: 'move'; readonly from: Ref; readonly to: Ref }
  | { readonly type: 'promote'; readonly ref: Ref; readonly generation: number }
  | { readonly type: 'barrier-slow'; readonly slot: number };

/**
 * How much is told: nothing; collections, phases and decisions; every object as well. Start and end of collections are
 * told to the host at every level, it has a use for them of its own.
 */
export const EVENTS_NONE = 0;
export const EVENTS_COLLECTIONS = 1;
export const EVENTS_OBJECTS = 2;
export type EventLevel = typeof EVENTS_NONE | typeof EVENTS_COLLECTIONS | typeof EVENTS_OBJECTS;

/**
 * Deterministic costs, bit-identical from run to run. A collector adds to the fields that it has a use for;
 * `pauseUnits` is what the mutator had to wait for, `units` everything (work units: about one touched word each).
 */
export class WorkCounts {
  units = 0;
  pauseUnits = 0;
  objectsMarked = 0;
  edgesScanned = 0;
  wordsCopied = 0;
  cellsSwept = 0;
  cardsScanned = 0;
  barrierSlow = 0;
  increments = 0;
  decrements = 0;
  objectsFreed = 0;
  wordsFreed = 0;
}
