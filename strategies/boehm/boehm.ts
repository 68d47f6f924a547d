import type {
  AmbiguousWord,
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
import { HeapExhausted, InvariantViolation, UsageError } from '../../src/heap/errors.ts';
import { FLAG_FINALIZER, FLAG_SIDE_ID, FLAG_WEAKREFS, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import { ATOMIC, BLOCK_SHIFT, BLOCK_WORDS, Blocks, COMPOSITE, type Kind, SMALL_WORDS } from './blocks.ts';
import { Finalization, type FinalizationCounts } from './finalization.ts';
import { type AmbiguousRoots, isPointerFree, Marker } from './marker.ts';
import { DEFAULT_OPTIONS, type Settings, settingsOf } from './options.ts';
import { CELL_OF_HALF, SIZES, Space } from './space.ts';
import { verifyBoehm } from './verify.ts';

/** Header bits of objects that the host is to hear of, or of shapes that it knows by themselves. */
const FLAGS_KNOWN_TO_HOST = FLAG_FINALIZER | FLAG_WEAKREFS | FLAG_SIDE_ID;
/** Fewer free blocks than these, or an eighth of the heap, ask for a collection ahead of the limit. */
const MARGIN_BLOCKS = 16;

const TRAITS: CollectorTraits = {
  moving: false,
  prompt: false,
  cycleComplete: true,
  generational: false,
  conservativeRoots: true,
  pinning: 'never-moves',
  reclaims: true,
  summary:
    'marks from ambiguous words, moves nothing: what looks like an address keeps what lies there (Boehm, Demers, Weiser)',
  prefixWords: { container: 0, other: 0 },
};

/**
 * The conservative collector of Boehm, Demers and Weiser: mark-sweep that takes a word for a reference if it could be one.
 *
 *  1. finish the lazy sweep; the black list of the last collection gives way to a new one;
 *  2. mark what the words of the roots may stand for, and transitively what bodies refer to or may refer to;
 *  3. disappearing links, finalizable objects in topological order, long links;
 *  4. free blocks without an object; the others are swept when cells of their size are asked for.
 *
 * README.md has the invariants, the parameters and the sources.
 */
export class Boehm implements Collector {
  readonly name = 'boehm';
  readonly traits: CollectorTraits;
  readonly work = new WorkCounts();
  readonly barrier: Barrier = { kind: 'none' };
  readonly control = null;

  readonly settings: Settings;
  readonly marks: MarkBitmap;
  readonly blocks: Blocks;
  readonly space: Space;
  readonly marker: Marker;
  collections = 0;

  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly finalization: Finalization;
  private readonly ambiguousRoots: AmbiguousRoots[] = [];
  private readonly tellsObjects: boolean;
  private readonly eager: boolean;
  private readonly marginBlocks: number;
  private rootWords = 0;
  private due = false;
  private failed = false;
  private leftAfter: number;
  private freedObjects = 0;
  private freedWords = 0;

  constructor(host: Host, options: Readonly<Record<string, number>>) {
    const settings = settingsOf(options);
    const { memory, shapes } = host;
    this.settings = settings;
    // What lies in the way of a stray word may stay for ever.
    this.traits =
      settings.ambiguousBodies || settings.finalizerOrder === 2
        ? { ...TRAITS, cycleComplete: false }
        : TRAITS;
    this.host = host;
    this.i32 = memory.i32;
    this.tellsObjects = host.eventLevel >= EVENTS_OBJECTS;
    this.eager = host.poison || this.tellsObjects;
    this.marks = new MarkBitmap(memory.words);
    this.blocks = new Blocks(
      memory.words,
      host.limitWords,
      settings.initialWords,
      settings.divisor,
      settings.blackListing,
      settings.interior,
    );
    this.space = new Space(memory.i32, this.marks, shapes, this.blocks, {
      poison: host.poison,
      died: (ref) => this.died(ref),
    });
    this.marker = new Marker(memory.i32, this.marks, shapes, this.space, settings);
    this.finalization = new Finalization(host, this.marks, this.marker, settings.finalizerOrder);
    this.leftAfter = this.blocks.left;
    this.marginBlocks = Math.min(MARGIN_BLOCKS, this.blocks.limit >>> 3);
  }

  // ---- Ambiguous roots

  /** From now on each of `words` keeps what it may stand for (GC_add_roots), until `removeRoots`. */
  addRoots(name: string, words: Int32Array): void {
    this.ambiguousRoots.push({ name, words });
  }

  /** @throws UsageError if no roots of this name are there */
  removeRoots(name: string): void {
    const index = this.ambiguousRoots.findIndex((roots) => roots.name === name);
    if (index < 0) throw new UsageError('name', `ambiguous roots: found no '${name}' to remove`);
    this.ambiguousRoots.splice(index, 1);
  }

  eachAmbiguous(visit: (word: AmbiguousWord) => void): void {
    this.marker.eachAmbiguous(this.ambiguousRoots, (target, holder, index, name) =>
      visit({ target, holder, index, name }),
    );
  }

  // ---- Allocation

  allocate(shape: number, words: number): Ref {
    const ref = words > SMALL_WORDS ? this.allocateLarge(shape, words) : this.allocateSmall(shape, words);
    this.chargeSweeping(false);
    if (ref === 0) {
      this.failed = true;
      this.host.requestSafepoint();
      throw new HeapExhausted(words, this.host.limitWords);
    }
    this.i32[ref] = shape;
    if ((this.host.shapes.traits[shape]! & (SHAPE_WEAK | SHAPE_EPHEMERON)) !== 0) {
      this.space.hasty[this.blocks.head[ref >>> BLOCK_SHIFT]!] = 1;
    }
    if (this.tellsObjects) this.host.emit({ type: 'allocate', ref, words });
    return ref;
  }

  private allocateSmall(shape: number, words: number): Ref {
    const { space } = this;
    const cell = CELL_OF_HALF[(words + 1) >>> 1]!;
    const kind = this.kindOf(shape);
    const ref = space.allocateSmall(cell, kind);
    if (ref !== 0) return ref;
    const block = this.takeBlocks(1, kind);
    if (block === 0) return space.allocateAnywhere(cell, kind);
    space.format(block, cell, kind);
    return space.allocateSmall(cell, kind);
  }

  private allocateLarge(shape: number, words: number): Ref {
    const blocks = Math.ceil(words / BLOCK_WORDS);
    const kind = this.kindOf(shape);
    const start = this.takeBlocks(blocks, kind);
    return start === 0 ? 0 : this.space.formatLarge(start, blocks, kind);
  }

  /** Pointer-free objects have blocks of their own, as long as there is room for that. */
  private kindOf(shape: number): Kind {
    if (!this.settings.atomic || !isPointerFree(this.host.shapes, shape)) return COMPOSITE;
    return this.isScarce() ? COMPOSITE : ATOMIC;
  }

  private isScarce(): boolean {
    return this.blocks.left * 2 <= this.blocks.limit;
  }

  /** GC_collect_or_expand: where the heap as it is has no room, a collection if it is time, but more heap at once in any case. */
  private takeBlocks(blocks: number, kind: Kind): number {
    let block = this.blocks.take(blocks, kind);
    if (block === 0) {
      if (this.space.allocatedWords >= this.budgetWords()) this.ask();
      block = this.blocks.takeGrowing(blocks, kind, this.due);
    }
    if (this.limitIsNear()) this.ask();
    return block;
  }

  private ask(): void {
    this.due = true;
    this.host.requestSafepoint();
  }

  /** min_bytes_allocd: what a collection has to scan, pointer-free objects counted lightly, over the divisor. */
  private budgetWords(): number {
    const { compositeWords, atomicWords } = this.space;
    const scan = 2 * compositeWords + atomicWords / 4 + 2 * this.rootWords;
    return Math.max(1, Math.floor(scan / this.settings.divisor));
  }

  /** Asked again each time that a quarter of what was left is gone: a heap that stays full is to fail, not to crawl. */
  private limitIsNear(): boolean {
    const { left } = this.blocks;
    if (left >= this.marginBlocks) return false;
    return this.leftAfter - left >= Math.max(this.leftAfter >>> 2, this.blocks.limit >>> 8, 1);
  }

  destroy(_ref: Ref): void {
    throw new InvariantViolation('barrier', 'boehm does not count references; destroy() must not be called');
  }

  beforeStore(): void {
    throw new InvariantViolation('barrier', 'boehm has no write barrier; beforeStore() must not be called');
  }

  tryGrow(ref: Ref, words: number): boolean {
    const cell = this.blocks.cell[this.blocks.head[ref >>> BLOCK_SHIFT]!]!;
    if (words <= cell) return true;
    if (cell <= SMALL_WORDS || !this.space.grow(ref, words)) return false;
    if (this.limitIsNear()) this.ask();
    return true;
  }

  reserve(words: number): boolean {
    if (this.hasRoom(words)) return true;
    this.run('headroom', `no room for ${words} words below the limit`, false);
    if (this.hasRoom(words)) return true;
    this.run('limit', `still no room for ${words} words: soft references go`, true);
    return this.hasRoom(words);
  }

  /**
   * Whether any sequence of allocations of `words` in total is sure to succeed, by free blocks alone: cells waste half of a
   * block at most, and as many sizes as `words` can buy a cell of have a block just begun, twice while there are two kinds.
   */
  private hasRoom(words: number): boolean {
    const begun = Math.min(SIZES, Math.ceil(Math.sqrt(words))) * (this.isScarce() ? 1 : 2);
    const need = Math.ceil((2 * words) / BLOCK_WORDS) + begun;
    if (this.blocks.left < need) return false;
    const largest = Math.ceil(words / BLOCK_WORDS);
    let served = 0;
    let longest = 0;
    this.blocks.eachFreeRun((run) => {
      served += Math.max(0, run - largest + 1);
      longest = Math.max(longest, run);
    });
    return served >= need || longest >= need;
  }

  // ---- Collection

  safepoint(): void {
    if (this.failed) this.run('limit', 'an allocation has failed at the limit', true);
    else if (this.due) {
      const { allocatedWords } = this.space;
      this.run('allocation', `${allocatedWords} words allocated, ${this.blocks.left} blocks left`, false);
    }
  }

  collect(request: CollectionRequest): CollectionResult {
    const { cause } = request;
    return this.run(cause, `asked for (${cause})`, cause === 'limit');
  }

  private run(cause: Cause, reason: string, clearSoft: boolean): CollectionResult {
    const { host, space, work } = this;
    host.emit({ type: 'collection-start', kind: 'full', cause, reason });
    const pauseBefore = work.pauseUnits;
    const objectsBefore = space.liveObjects + space.allocatedObjects;
    const wordsBefore = space.liveWords + space.allocatedWords;
    space.finishSweep();
    this.chargeSweeping(true);
    this.markRoots();
    this.chargeMarking('mark');
    const counts = this.finalization.process(clearSoft);
    this.chargeMarking('finalize');
    this.tellCounts(counts);
    space.afterMark(this.eager);
    this.chargeSweeping(true);
    this.charge(this.blocks.end);
    this.freedObjects = objectsBefore - space.liveObjects;
    this.freedWords = wordsBefore - space.liveWords;
    work.objectsFreed += this.freedObjects;
    work.wordsFreed += this.freedWords;
    this.due = false;
    this.failed = false;
    this.leftAfter = this.blocks.left;
    this.collections++;
    const { freedObjects, freedWords } = this;
    const pauseWork = work.pauseUnits - pauseBefore;
    const { liveWords } = space;
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

  private markRoots(): void {
    const { marker, marks, blocks, host } = this;
    const heapEnd = blocks.end << BLOCK_SHIFT;
    marks.clear(heapEnd);
    this.charge(heapEnd >>> 6);
    blocks.blackList.promote();
    this.rootWords = 0;
    const markRange = (words: Int32Array, from: number, to: number) => {
      this.rootWords += to - from;
      marker.markRoots(words, from, to);
    };
    host.eachRootRange(markRange);
    for (const { words } of this.ambiguousRoots) markRange(words, 0, words.length);
    marker.drain();
  }

  /** Its cell is free from now on; what the host knows of it goes. */
  private died(ref: Ref): void {
    const header = this.i32[ref]!;
    const traits = this.host.shapes.traits[header & SHAPE_MASK]!;
    if ((header & FLAGS_KNOWN_TO_HOST) !== 0 || (traits & (SHAPE_WEAK | SHAPE_EPHEMERON)) !== 0) {
      this.host.objectFreed(ref);
    }
    if (this.tellsObjects) this.host.emit({ type: 'free', ref });
  }

  // ---- Work and events

  private charge(units: number): void {
    this.work.units += units;
    this.work.pauseUnits += units;
  }

  private chargeMarking(phase: string): void {
    const { marker, work } = this;
    const edges = marker.edgesScanned;
    work.edgesScanned += edges;
    work.objectsMarked += marker.objectsMarked;
    this.charge(edges + marker.objectsMarked);
    marker.edgesScanned = 0;
    marker.objectsMarked = 0;
    if (this.host.eventLevel >= EVENTS_COLLECTIONS)
      this.host.emit({ type: 'phase', name: phase, work: edges });
  }

  private chargeSweeping(pause: boolean): void {
    const { work } = this;
    const swept = this.space.cellsSwept - work.cellsSwept;
    work.cellsSwept += swept;
    work.units += swept;
    if (pause) work.pauseUnits += swept;
  }

  private tellCounts(counts: FinalizationCounts): void {
    if (this.host.eventLevel < EVENTS_COLLECTIONS) return;
    const decide = (what: string, reason: string) => this.host.emit({ type: 'decision', what, reason });
    const links = counts.linksCleared + counts.longLinksCleared;
    if (links > 0)
      decide('weak-clear', `${links} disappearing links cleared: no word stands for their target`);
    if (counts.queued > 0)
      decide('finalize', `${counts.queued} dead objects that no other dead one leads to`);
    if (counts.deferred > 0)
      decide('finalize-later', `${counts.deferred} dead objects that another one leads to`);
    const listed = this.blocks.blackList.count();
    if (listed > 0)
      decide('black-list', `${listed} blocks are avoided: a word that is no reference names them`);
  }

  // ---- Looking at the heap

  pin(_ref: Ref): void {
    // Nothing moves.
  }

  unpin(_ref: Ref): void {
    // Nothing moves.
  }

  forEachObject(visit: (ref: Ref) => void): void {
    this.space.forEachObject(visit);
  }

  resolve(address: number): Ref {
    const ref = this.space.objectAt(address, true, null);
    return ref !== 0 && address < ref + this.space.sizeOf(ref) ? ref : 0;
  }

  spaces(): readonly SpaceInfo[] {
    const { blocks } = this;
    const of = (name: string, kind: Kind) => ({ name, kind, committedWords: 0, usedWords: 0, objects: 0 });
    const spaces = [of('composite', COMPOSITE), of('atomic', ATOMIC)];
    blocks.eachExtent((start) => {
      spaces[blocks.kind[start]!]!.committedWords += blocks.lengthOf(start) << BLOCK_SHIFT;
    });
    this.space.forEachObject((ref) => {
      const start = blocks.head[ref >>> BLOCK_SHIFT]!;
      const space = spaces[blocks.kind[start]!]!;
      space.usedWords += blocks.cell[start]!;
      space.objects++;
    });
    let longest = 0;
    blocks.eachFreeRun((run) => {
      longest = Math.max(longest, run);
    });
    const largestFreeWords = Math.min(longest, blocks.left) << BLOCK_SHIFT;
    return spaces.map(({ name, committedWords, usedWords, objects }) => ({
      name,
      committedWords,
      usedWords,
      largestFreeWords,
      objects,
    }));
  }

  metadataWords(): number {
    return this.space.metadataWords() + this.marker.metadataWords();
  }

  verify(): void {
    verifyBoehm(this.host, this.space, this.marks);
  }
}

export const boehm: CollectorFactory = {
  name: 'boehm',
  traits: TRAITS,
  options: DEFAULT_OPTIONS,
  create: (host, options) => new Boehm(host, options),
};
