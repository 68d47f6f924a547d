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
import { SHAPE_EPHEMERON, SHAPE_WEAK } from '../../src/contract/shapes.ts';
import type { BumpRegions } from '../../src/heap/bump-regions.ts';
import { HeapExhausted, InvariantViolation } from '../../src/heap/errors.ts';
import {
  FLAG_FINALIZER,
  FLAG_SIDE_ID,
  FLAG_WEAKREFS,
  type Ref,
  SHAPE_MASK,
  WORD_BYTES,
} from '../../src/heap/layout.ts';
import { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import { PAGE_SHIFT } from '../../src/heap/page-runs.ts';
import { SegregatedFreeLists } from '../../src/heap/segregated-free-lists.ts';
import { HeapSizing } from './heap-sizing.ts';
import { Marker } from './marking.ts';
import { type ReferenceCounts, References } from './references.ts';
import { describeSpaces } from './spaces.ts';
import { verifyMarkSweep } from './verify.ts';
import { WeakObjects } from './weak-objects.ts';

/** Flags of an object that the host has an entry for in some side table. */
const FLAGS_KNOWN_TO_HOST = FLAG_FINALIZER | FLAG_WEAKREFS | FLAG_SIDE_ID;
const SHAPE_LISTED = SHAPE_WEAK | SHAPE_EPHEMERON;
const MEBIBYTE = 1 << 20;
/** Fewer free pages than these (64 KiB), or an eighth of the heap, ask for a collection ahead of the limit. */
const MARGIN_PAGES = 256;
/** Pages that are to be used up at least between two such requests. */
const STEP_PAGES_MIN = 8;

const TRAITS: CollectorTraits = {
  moving: false,
  prompt: false,
  cycleComplete: true,
  generational: false,
  conservativeRoots: false,
  pinning: 'never-moves',
  reclaims: true,
  summary:
    'marks from the roots and sweeps lazily; finalizers run late, on their own thread (the JVM under Jython)',
  prefixWords: { container: 0, other: 0 },
};

const OPTIONS = {
  initialBudgetBytes: 32 * MEBIBYTE,
  minHeapFreeRatio: 40,
  maxHeapFreeRatio: 70,
  softMsPerFreeMb: 1000,
  markListMax: 1 << 24,
} as const;

/**
 * Mark-sweep over segregated free lists. A collection:
 *
 *  1. finish the lazy sweep of the last one, so that headers alone tell where objects are;
 *  2. clear the mark bits, mark from the roots, transitively;
 *  3. process references: ephemerons, soft, weak, finalizable objects (and what they reach), long, phantom;
 *  4. tell the host of dead weak references and ephemerons;
 *  5. count the mark bits: whole blocks and large objects are free at once, the others are swept on allocation;
 *  6. resize the heap by its share of live words, which sets the budget until the next collection.
 *
 * README.md has the invariants, the parameters and the sources.
 */
export class MarkSweep implements Collector {
  readonly name = 'mark-sweep';
  readonly traits = TRAITS;
  readonly work = new WorkCounts();
  readonly barrier: Barrier = { kind: 'none' };
  readonly control = null;

  readonly cells: SegregatedFreeLists;
  /** The current free run of each size class. */
  readonly bump: BumpRegions;
  readonly marks: MarkBitmap;
  readonly weakObjects: WeakObjects;
  readonly marker: Marker;
  readonly sizing: HeapSizing;
  /** Words that may be handed out before the next collection. */
  budgetWords: number;
  collections = 0;

  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly shapes: Host['shapes'];
  private readonly references: References;
  private readonly softMsPerFreeMb: number;
  private readonly eager: boolean;
  private readonly tellsObjects: boolean;
  private readonly marginPages: number;
  private lastCollectionMs = 0;
  /** Free pages after the last collection. */
  private pagesLeft: number;
  /** An allocation has failed since the last collection. */
  private failed = false;

  constructor(host: Host, options: Readonly<Record<string, number>>) {
    const settings = { ...OPTIONS, ...options };
    this.host = host;
    this.i32 = host.memory.i32;
    this.shapes = host.shapes;
    this.tellsObjects = host.eventLevel >= EVENTS_OBJECTS;
    this.eager = host.poison || this.tellsObjects;
    this.marks = new MarkBitmap(host.memory.words);
    this.cells = new SegregatedFreeLists(host.memory, this.marks, {
      limitWords: host.limitWords,
      poison: host.poison,
      eager: this.eager,
      notifyMask: this.tellsObjects ? -1 : FLAGS_KNOWN_TO_HOST,
      cellFreed: (ref) => this.cellFreed(ref),
    });
    this.bump = this.cells.bump;
    this.weakObjects = new WeakObjects(this.i32, this.shapes, this.marks);
    this.marker = new Marker(this.i32, this.marks, this.shapes, settings.markListMax);
    this.references = new References(host, this.marks, this.marker, this.weakObjects);
    const initialWords = Math.floor(settings.initialBudgetBytes / WORD_BYTES);
    const { minHeapFreeRatio, maxHeapFreeRatio } = settings;
    this.sizing = new HeapSizing(initialWords, host.limitWords, minHeapFreeRatio, maxHeapFreeRatio);
    this.budgetWords = this.sizing.capacityWords;
    this.softMsPerFreeMb = settings.softMsPerFreeMb;
    this.pagesLeft = this.cells.availablePages();
    this.marginPages = Math.min(MARGIN_PAGES, this.cells.limitPages >>> 3);
  }

  // ---- Allocation

  allocate(shape: number, words: number): Ref {
    const { cells, host } = this;
    const ref = cells.allocate(words);
    this.chargeSweeping(false);
    if (ref === 0) {
      this.failed = true;
      host.requestSafepoint();
      throw new HeapExhausted(words, host.limitWords);
    }
    this.i32[ref] = shape;
    if ((this.shapes.traits[shape]! & SHAPE_LISTED) !== 0) this.weakObjects.add(ref);
    if (this.collectionDue()) host.requestSafepoint();
    if (this.tellsObjects) host.emit({ type: 'allocate', ref, words });
    return ref;
  }

  private collectionDue(): boolean {
    const { cells } = this;
    return this.failed || cells.chargedWords > this.budgetWords || this.limitIsNear();
  }

  /** Asked again each time that a quarter of what was left is gone: a heap that stays full is to fail, not to crawl. */
  private limitIsNear(): boolean {
    const left = this.cells.availablePages();
    if (left >= this.marginPages) return false;
    return (
      this.pagesLeft - left >= Math.max(this.pagesLeft >>> 2, this.cells.limitPages >>> 12, STEP_PAGES_MIN)
    );
  }

  destroy(_ref: Ref): void {
    throw new InvariantViolation(
      'barrier',
      'mark-sweep does not count references; destroy() must not be called',
    );
  }

  beforeStore(): void {
    throw new InvariantViolation(
      'barrier',
      'mark-sweep has no write barrier; beforeStore() must not be called',
    );
  }

  tryGrow(ref: Ref, words: number): boolean {
    const grown = this.cells.tryGrow(ref, words);
    if (this.collectionDue()) this.host.requestSafepoint();
    return grown;
  }

  reserve(words: number): boolean {
    if (this.cells.hasRoom(words)) return true;
    this.run('headroom', `no room for ${words} words below the limit`, false);
    if (this.cells.hasRoom(words)) return true;
    this.run('limit', `still no room for ${words} words: soft references go`, true);
    return this.cells.hasRoom(words);
  }

  // ---- Collection

  safepoint(): void {
    if (!this.collectionDue()) return;
    const { chargedWords } = this.cells;
    if (this.failed) this.run('limit', 'an allocation has failed at the limit', true);
    else if (chargedWords > this.budgetWords) {
      this.run('allocation', `${chargedWords} words allocated, the budget was ${this.budgetWords}`, false);
    } else {
      const left = this.cells.availablePages() << PAGE_SHIFT;
      this.run('allocation', `${left} words left below the limit of ${this.host.limitWords}`, false);
    }
  }

  collect(request: CollectionRequest): CollectionResult {
    const { cause } = request;
    return this.run(cause, `asked for (${cause})`, cause === 'limit');
  }

  private run(cause: Cause, reason: string, clearSoft: boolean): CollectionResult {
    const { host, cells, work } = this;
    host.emit({ type: 'collection-start', kind: 'full', cause, reason });
    const pauseBefore = work.pauseUnits;
    this.finishSweep();
    this.markRoots();
    this.processReferences(clearSoft);
    this.weakObjects.keepMarked((ref) => this.weakObjectDied(ref));
    this.countLive();
    this.resize();
    if (this.eager) cells.sweepAll();
    this.chargeSweeping(true);
    this.failed = false;
    this.pagesLeft = cells.availablePages();
    this.collections++;
    this.lastCollectionMs = host.virtualTimeMs();
    const { freedObjects, freedWords, liveWords } = cells;
    const pauseWork = work.pauseUnits - pauseBefore;
    host.emit({
      type: 'collection-end',
      kind: 'full',
      cause,
      pauseWork,
      freedObjects,
      freedWords,
      liveWords,
    });
    return { found: freedObjects, freedObjects, freedWords };
  }

  private finishSweep(): void {
    const before = this.cells.cellsSwept;
    this.cells.finishSweep();
    this.chargeSweeping(true);
    this.tellPhase('finish-sweep', this.cells.cellsSwept - before);
  }

  private markRoots(): void {
    const { marker, marks, host } = this;
    const heapEnd = this.heapEnd();
    marks.clear(heapEnd);
    this.charge(heapEnd >>> PAGE_SHIFT);
    host.eachRootRange((words, from, to) => marker.markRange(words, from, to));
    marker.drain(heapEnd);
    this.chargeMarking('mark');
  }

  private processReferences(clearSoft: boolean): void {
    const keepSoft = !clearSoft && this.keepsSoft();
    const counts = this.references.process(this.heapEnd(), keepSoft);
    this.chargeMarking('references');
    this.tell(() => this.tellReferences(counts, clearSoft));
  }

  /**
   * HotSpot keeps a soft reference for 1000 ms after its last use for each free MiB. Uses are not recorded here: every
   * soft reference counts as used until the last collection.
   */
  private keepsSoft(): boolean {
    const idleMs = this.host.virtualTimeMs() - this.lastCollectionMs;
    const freeBytes = (this.host.limitWords - this.cells.liveWords) * WORD_BYTES;
    return idleMs <= (freeBytes / MEBIBYTE) * this.softMsPerFreeMb;
  }

  private countLive(): void {
    const { cells, work } = this;
    cells.chargedWords = 0;
    cells.afterMark();
    work.objectsMarked += cells.liveObjects;
    work.objectsFreed += cells.freedObjects;
    work.wordsFreed += cells.freedWords;
    const units = cells.liveObjects + (this.heapEnd() >>> PAGE_SHIFT);
    this.charge(units);
    this.tellPhase('count', units);
  }

  private resize(): void {
    const { what, reason } = this.sizing.resize(this.cells.liveWords);
    this.budgetWords = this.sizing.budgetAfter(this.cells.liveWords);
    this.tell(() => this.host.emit({ type: 'decision', what, reason }));
  }

  /** Where marked objects end, in words. */
  private heapEnd(): number {
    return this.cells.pages.highWater << PAGE_SHIFT;
  }

  /** Its memory stays as it is until it is swept; what the host knew of it is settled now. */
  private weakObjectDied(ref: Ref): void {
    this.host.objectFreed(ref);
    this.i32[ref] = this.i32[ref]! & ~FLAGS_KNOWN_TO_HOST;
  }

  private cellFreed(ref: Ref): void {
    const header = this.i32[ref]!;
    if ((header & FLAGS_KNOWN_TO_HOST) !== 0) this.host.objectFreed(ref);
    if (this.tellsObjects && (header & SHAPE_MASK) !== 0) this.host.emit({ type: 'free', ref });
  }

  // ---- Work and events

  private charge(units: number): void {
    this.work.units += units;
    this.work.pauseUnits += units;
  }

  private chargeMarking(phase: string): void {
    const edges = this.marker.edgesScanned;
    this.marker.edgesScanned = 0;
    this.work.edgesScanned += edges;
    this.charge(edges);
    this.tellPhase(phase, edges);
  }

  private chargeSweeping(pause: boolean): void {
    const { work } = this;
    const swept = this.cells.cellsSwept - work.cellsSwept;
    work.cellsSwept += swept;
    work.units += swept;
    if (pause) work.pauseUnits += swept;
  }

  private tell(emit: () => void): void {
    if (this.host.eventLevel >= EVENTS_COLLECTIONS) emit();
  }

  private tellPhase(name: string, work: number): void {
    this.tell(() => this.host.emit({ type: 'phase', name, work }));
  }

  private tellReferences(counts: ReferenceCounts, clearSoft: boolean): void {
    const { host } = this;
    const decide = (what: string, reason: string) => host.emit({ type: 'decision', what, reason });
    if (counts.softKept > 0) {
      decide(
        'soft-keep',
        `${counts.softKept} targets kept: idle no longer than ${this.softMsPerFreeMb} ms per free MiB`,
      );
    }
    if (counts.softCleared > 0) {
      const why = clearSoft
        ? 'the limit is reached'
        : 'idle for too long, or its target had become weakly reachable';
      decide('soft-clear', `${counts.softCleared} cleared: ${why}`);
    }
    if (counts.weakCleared > 0)
      decide('weak-clear', `${counts.weakCleared} cleared: not even softly reachable`);
    if (counts.finalizable > 0) {
      decide(
        'finalize',
        `${counts.finalizable} unreachable objects kept until the finalizer thread has run their finalizer`,
      );
    }
    const late = counts.longCleared + counts.phantomCleared;
    if (late > 0) decide('phantom-clear', `${late} cleared: unreachable, and no finalizer holds the target`);
    if (this.marker.rescans > 0) {
      decide('mark-overflow', `the mark list was full: the heap was walked ${this.marker.rescans} times`);
      this.marker.rescans = 0;
    }
  }

  // ---- Looking at the heap

  pin(_ref: Ref): void {
    // Nothing moves.
  }

  unpin(_ref: Ref): void {
    // Nothing moves.
  }

  forEachObject(visit: (ref: Ref) => void): void {
    this.cells.forEachObject(visit);
  }

  resolve(address: number): Ref {
    const ref = this.cells.cellOf(address);
    return ref !== 0 && address < ref + this.shapes.sizeOf(this.i32, ref) ? ref : 0;
  }

  spaces(): readonly SpaceInfo[] {
    return describeSpaces(this.cells);
  }

  metadataWords(): number {
    return this.cells.metadataWords() + this.marker.metadataWords() + this.weakObjects.refs.length;
  }

  verify(): void {
    verifyMarkSweep(this.host, this.cells, this.marks, this.weakObjects);
  }
}

export const markSweep: CollectorFactory = {
  name: 'mark-sweep',
  traits: TRAITS,
  options: OPTIONS,
  create: (host, options) => new MarkSweep(host, options),
};
