import type {
  Barrier,
  CollectionRequest,
  CollectionResult,
  Collector,
  CollectorFactory,
  CollectorTraits,
  SpaceInfo,
} from '../../src/contract/collector.ts';
import { type Cause, EVENTS_COLLECTIONS, EVENTS_OBJECTS, WorkCounts } from '../../src/contract/events.ts';
import type { Host } from '../../src/contract/host.ts';
import {
  SHAPE_CONTAINER,
  SHAPE_EPHEMERON,
  SHAPE_UNTRACKABLE,
  type ShapeTable,
  VAR_NONE,
} from '../../src/contract/shapes.ts';
import { HeapExhausted } from '../../src/heap/errors.ts';
import type { Ref } from '../../src/heap/layout.ts';
import { QuickCells } from '../../src/heap/quick-cells.ts';
import { Cells, type Parts } from './cells.ts';
import { GenerationControl } from './control.ts';
import { CycleDetector } from './cycle-detector.ts';
import { Destruction } from './destruction.ts';
import { Ephemerons } from './ephemerons.ts';
import { FreeLists } from './free-lists.ts';
import { Garbage } from './garbage.ts';
import { type RefcountCycleOptions, readOptions, refcountCycleOptions } from './options.ts';
import { Schedule } from './schedule.ts';
import { COLLECTING, GENERATIONS, type TrackedList, Tracking, UNTRACKED_WORD } from './tracking.ts';
import { verifyRefcountCycle } from './verify.ts';

const OLDEST = GENERATIONS - 1;
const NOTHING: CollectionResult = { found: 0, freedObjects: 0, freedWords: 0 };

const traits: CollectorTraits = {
  moving: false,
  prompt: true,
  cycleComplete: true,
  generational: true,
  conservativeRoots: false,
  pinning: 'never-moves',
  reclaims: true,
  summary:
    "CPython: reference counts, and a generational search for cycles among containers, in pymalloc's memory",
  prefixWords: { container: 2, other: 0 },
};

/**
 * Reference counting with cycle collection, after CPython 3.11. README.md has the algorithm in numbered steps.
 *
 * An allocation that passes the threshold only notes where generation 0 ended (Tracking.cuts) and asks for a
 * safepoint; the collection that CPython runs inside that allocation runs there, on exactly the same objects. Since
 * CPython 3.12 it too waits for a safepoint, and takes what it finds there (option triggerTakesPart).
 */
export class RefcountCycle implements Collector {
  readonly name = 'refcount-cycle';
  readonly traits: CollectorTraits;
  readonly barrier: Barrier = { kind: 'counting' };
  readonly control: GenerationControl;
  readonly quick: QuickCells;
  private readonly counts = new WorkCounts();
  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly shapes: ShapeTable;
  private readonly options: RefcountCycleOptions;
  private readonly cells: Cells;
  private readonly tracking: Tracking;
  private readonly schedule: Schedule;
  private readonly ephemerons: Ephemerons;
  private readonly freeLists: FreeLists;
  private readonly destruction: Destruction;
  private readonly detector: CycleDetector;
  private readonly garbage: Garbage;
  private readonly logsObjects: boolean;
  private readonly logsPhases: boolean;

  constructor(host: Host, given: Readonly<Record<string, number>>, parts: Parts = {}) {
    const options = readOptions(given, Math.min(host.limitWords, host.memory.words));
    const { i32 } = host.memory;
    this.host = host;
    this.i32 = i32;
    this.shapes = host.shapes;
    this.options = options;
    this.cells = new Cells(host, options, parts);
    this.tracking = new Tracking(i32);
    this.schedule = new Schedule([options.threshold0, options.threshold1, options.threshold2]);
    this.ephemerons = new Ephemerons(i32);
    this.freeLists = new FreeLists(i32, host.shapes);
    const { cells, tracking, schedule, ephemerons, counts, shapes } = this;
    this.logsObjects = host.eventLevel >= EVENTS_OBJECTS;
    this.quick = new QuickCells(i32, cells.pymalloc, shapes);
    if (this.logsObjects || cells.checked) this.quick.close();
    const legacy = options.legacyFinalizers !== 0;
    this.traits = legacy ? { ...traits, cycleComplete: false } : traits;
    this.destruction = new Destruction(
      host,
      cells,
      tracking,
      schedule,
      ephemerons,
      this.freeLists,
      this.quick,
      legacy,
    );
    this.detector = new CycleDetector(i32, shapes, tracking, ephemerons, counts);
    this.garbage = new Garbage(host, tracking, this.detector, this.destruction, ephemerons);
    this.control = new GenerationControl(i32, shapes, tracking, schedule, this.destruction, cells.pymalloc);
    this.logsPhases = host.eventLevel >= EVENTS_COLLECTIONS;
  }

  get work(): WorkCounts {
    return this.destruction.charged(this.counts);
  }

  // ---- Allocation

  allocate(shape: number, words: number, length = 0): Ref {
    const traits = this.shapes.traits[shape]!;
    const ref = this.cells.allocate(shape, words, (traits & SHAPE_CONTAINER) << 1);
    if (ref === 0) throw new HeapExhausted(words, this.host.limitWords);
    if ((traits & SHAPE_CONTAINER) !== 0) {
      if (this.freeLists.take(shape, length)) {
        // CPython has not allocated it, and does not count it.
      } else if (++this.schedule.allocations > this.schedule.trigger) this.triggered();
      // A dict is tracked once it holds a container; a tuple from the start, until a collection finds it atomic.
      if ((traits & SHAPE_UNTRACKABLE) !== 0 && this.shapes.variable[shape] === VAR_NONE) {
        this.i32[ref - 2] = UNTRACKED_WORD;
      } else {
        this.tracking.track(ref);
      }
    }
    if ((traits & SHAPE_EPHEMERON) !== 0) {
      this.ephemerons.add(ref);
      this.quick.close();
    }
    if (this.logsObjects) this.host.emit({ type: 'allocate', ref, words });
    return ref;
  }

  tryGrow(ref: Ref, words: number): boolean {
    return this.cells.tryGrow(ref, words);
  }

  reserve(words: number): boolean {
    this.runTriggered();
    if (this.cells.hasRoom(words)) return true;
    this.collect({ kind: 'full', cause: 'headroom' });
    return this.cells.hasRoom(words);
  }

  /** An allocation passed the threshold. Its object is not tracked yet, and by default not part of the collection. */
  private triggered(): void {
    this.host.requestSafepoint();
    if (this.options.triggerTakesPart !== 0) return;
    this.schedule.allocations = 0;
    this.tracking.cuts.push(this.tracking.youngest.length);
  }

  // ---- Reclamation by count

  destroy(ref: Ref): void {
    this.destruction.destroy(ref);
  }

  beforeStore(_object: Ref, _slot: number, _old: Ref, _value: Ref): void {
    // Barrier kind 'counting': the mutator counts inline.
  }

  pin(_ref: Ref): void {
    // Nothing moves.
  }

  unpin(_ref: Ref): void {
    // Nothing moves.
  }

  // ---- Reclamation of cycles

  safepoint(): void {
    this.runTriggered();
  }

  collect(request: CollectionRequest): CollectionResult {
    this.runTriggered();
    if (this.schedule.collecting) return NOTHING;
    const generation = Math.min(request.generation ?? (request.kind === 'full' ? OLDEST : 0), OLDEST);
    this.schedule.allocations = 0;
    this.cells.pymalloc.arenas.growing = true;
    return this.collectGeneration(generation, this.tracking.youngest.length, request.cause, 'asked for');
  }

  /** The collections that allocations have triggered since the last safepoint. */
  private runTriggered(): void {
    const { schedule, tracking } = this;
    const { cuts, youngest } = tracking;
    while (cuts.length !== 0 && !schedule.collecting) this.collectDue(cuts[0]!);
    if (this.options.triggerTakesPart === 0 || schedule.allocations <= schedule.trigger) return;
    schedule.allocations = 0;
    this.collectDue(youngest.length);
  }

  private collectDue(cut: number): void {
    const generation = this.schedule.due();
    const { reason } = this.schedule;
    if (this.schedule.skippedFull && this.logsPhases) {
      this.host.emit({ type: 'decision', what: 'full collection put off', reason });
    }
    this.collectGeneration(generation, cut, 'allocation', reason);
  }

  /** Generation `generation` and all younger ones; of generation 0 the entries before `cut`. */
  private collectGeneration(generation: number, cut: number, cause: Cause, reason: string): CollectionResult {
    const { host, schedule, tracking, garbage, options } = this;
    const { pauseUnits, objectsFreed, wordsFreed } = this.work;
    const old = tracking.lists[Math.min(generation + 1, OLDEST)]!;
    const kind = `generation ${generation}`;
    host.emit({ type: 'collection-start', kind, cause, reason });
    schedule.collecting = true;
    const { monitor } = this.control;
    const all = monitor === null ? cut : this.announce(generation, cut, cause);
    const young = this.gatherYoung(generation, all);
    schedule.started(generation);
    this.detector.deduceUnreachable(young, garbage.list);
    this.phase('unreachable found', garbage.list.live);
    this.promoteSurvivors(generation, young, old);
    const uncollectable = options.legacyFinalizers === 0 ? 0 : garbage.keepUncollectable(old);
    if (monitor !== null) garbage.list.each((ref) => monitor.found(ref));
    let found = uncollectable;
    if (options.weakAfterFinalizers === 0) found += garbage.clearWeakReferences();
    garbage.finalize();
    garbage.spareResurrected(old);
    this.phase('finalized', garbage.list.live);
    if (options.weakAfterFinalizers !== 0) {
      found += garbage.clearWeakReferences();
      garbage.spareResurrected(old);
    }
    found += garbage.list.live;
    if (monitor?.savesGarbage) garbage.save(old, monitor);
    else garbage.breakCycles(old);
    if (generation === OLDEST) this.freeLists.clear();

    const stats = schedule.stats[generation]!;
    stats.collections++;
    stats.collected += found - uncollectable;
    stats.uncollectable += uncollectable;
    monitor?.ended(generation, cause, { found, uncollectable: this.control.takeUncollectable() });
    schedule.collecting = false;
    const { work } = this;
    const freedObjects = work.objectsFreed - objectsFreed;
    const freedWords = work.wordsFreed - wordsFreed;
    host.emit({
      type: 'collection-end',
      kind,
      cause,
      pauseWork: work.pauseUnits - pauseUnits,
      freedObjects,
      freedWords,
      liveWords: this.usedWords,
    });
    return { found, freedObjects, freedWords };
  }

  /** Tells the monitor. What it makes takes part where everything does. @returns the cut, moved with the end of generation 0 */
  private announce(generation: number, cut: number, cause: Cause): number {
    const { youngest, cuts } = this.tracking;
    const all = cut === youngest.length;
    this.control.monitor?.starting(generation, cause);
    if (!all) return cut;
    if (cuts[0] === cut) cuts[0] = youngest.length;
    return youngest.length;
  }

  /**
   * Moves what is to be searched into one list, in CPython's order: the generation itself, then 0, then 1. What
   * generation 0 got from `cut` on stays there. The oldest generation is searched where it is: its list is the longest.
   */
  private gatherYoung(generation: number, cut: number): TrackedList {
    const { i32, tracking } = this;
    const { youngest, cuts } = tracking;
    const young = tracking.lists[generation === OLDEST ? OLDEST : COLLECTING]!;
    if (generation === 1) {
      swap(young, tracking.lists[1]!);
      young.compact(i32);
    }
    young.grow(young.length + cut);
    for (let k = 0; k < cut; k++) {
      const ref = youngest.refs[k]!;
      if (ref !== 0) young.append(i32, ref);
    }
    const later = youngest.refs.slice(cut, youngest.length);
    youngest.clear();
    for (let k = 0; k < later.length; k++) {
      if (later[k] !== 0) youngest.append(i32, later[k]!);
      else youngest.refs[youngest.length++] = 0;
    }
    if (generation === OLDEST) tracking.merge(tracking.lists[1]!, young);
    // The collection that this was, if it was triggered, is no longer due; the others' cuts move with the entries.
    if (cuts.length !== 0 && cuts[0] === cut) cuts.shift();
    for (let k = 0; k < cuts.length; k++) cuts[k] = Math.max(0, cuts[k]! - cut);
    return young;
  }

  private promoteSurvivors(generation: number, survivors: TrackedList, old: TrackedList): void {
    const { tracking, schedule, garbage } = this;
    const { untrackable } = this.detector;
    if (untrackable) garbage.untrackTuples(survivors);
    if (generation === OLDEST) {
      if (untrackable) garbage.untrackDicts(survivors);
      schedule.longLivedPending = 0;
      schedule.longLivedTotal = survivors.live;
    } else if (generation === OLDEST - 1) {
      schedule.longLivedPending += survivors.live;
    }
    if (this.logsObjects && generation !== OLDEST) this.logPromotions(survivors, generation + 1);
    if (survivors !== old) tracking.merge(survivors, old);
  }

  private logPromotions(survivors: TrackedList, generation: number): void {
    for (let k = 0; k < survivors.length; k++) {
      const ref = survivors.refs[k]!;
      if (ref !== 0) this.host.emit({ type: 'promote', ref, generation });
    }
  }

  private phase(name: string, work: number): void {
    if (this.logsPhases) this.host.emit({ type: 'phase', name, work });
  }

  // ---- Looking at the heap

  forEachObject(visit: (ref: Ref) => void): void {
    this.cells.forEachObject(visit);
  }

  resolve(address: number): Ref {
    return this.cells.resolve(address);
  }

  spaces(): readonly SpaceInfo[] {
    const { pymalloc } = this.cells;
    const { arenas } = pymalloc;
    return [
      {
        name: 'pools',
        committedWords: arenas.committedWords,
        usedWords: pymalloc.smallWords,
        largestFreeWords: arenas.hasFreePool ? arenas.poolWords : 0,
        objects: pymalloc.smallBlocks,
      },
      {
        name: 'large',
        committedWords: pymalloc.largeWords,
        usedWords: pymalloc.largeWords,
        largestFreeWords: pymalloc.largestFree(),
        objects: pymalloc.largeBlocks,
      },
    ];
  }

  private get usedWords(): number {
    return this.cells.pymalloc.smallWords + this.cells.pymalloc.largeWords;
  }

  metadataWords(): number {
    return (
      this.cells.pymalloc.metadataWords + this.tracking.words + this.detector.words + this.destruction.words
    );
  }

  verify(): void {
    verifyRefcountCycle(this.i32, this.shapes, this.cells, this.tracking);
  }
}

/** Exchanges the entries; gc words still name the old lists. */
function swap(a: TrackedList, b: TrackedList): void {
  const { refs, length, live } = a;
  a.refs = b.refs;
  a.length = b.length;
  a.live = b.live;
  b.refs = refs;
  b.length = length;
  b.live = live;
}

/** The collector with memory or messages of the embedding application's own. */
export function refcountCycleWith(parts: Parts): CollectorFactory {
  return {
    name: 'refcount-cycle',
    traits,
    options: refcountCycleOptions,
    create: (host, options) => new RefcountCycle(host, options, parts),
  };
}

export const refcountCycle: CollectorFactory = refcountCycleWith({});
