/**
 * immix: mark-region collection.
 *
 *  1. Allocate by bumping through holes, free lines side by side in blocks that are partly in use, then through free blocks.
 *     A medium object that does not fit the hole goes to a free block of its own kind (overflow allocation).
 *  2. Past the budget ask for a safepoint. Choose blocks to be emptied, if blocks are fragmented (space.ts).
 *  3. Mark objects and their lines; copy what lies in the chosen blocks on the way, as long as there is room (kernel.ts).
 *  4. References: soft, ephemerons, weak, finalizable objects and what they reach, long, phantom.
 *  5. Sweep blocks by their lines: free ones, ones with holes, the headroom for the next time.
 *  6. With sticky mark bits most collections keep all marks, and start from roots and cards.
 *
 * Source: S. Blackburn, K. McKinley, "Immix: a mark-region garbage collector with space efficiency, fast collection, and
 * mutator performance", PLDI 2008. README.md tells it in full.
 */
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
import { type Host, WEAK_LONG, WEAK_PHANTOM, WEAK_SHORT, WEAK_SOFT } from '../../src/contract/host.ts';
import { BUMP_WORDS_MAX, BumpRegions } from '../../src/heap/bump-regions.ts';
import { HeapExhausted, InvariantViolation } from '../../src/heap/errors.ts';
import { FLAG_PINNED, FREED_WORD, type Ref } from '../../src/heap/layout.ts';
import { PAGE_SHIFT } from '../../src/heap/page-runs.ts';
import { CARD_SHIFT, Cards } from './cards.ts';
import { DEFAULT_OPTIONS, type Settings, settingsOf } from './options.ts';
import { BLOCK, type Hole, ImmixSpace, LARGE, LINE_TAKEN } from './space.ts';
import { Tracer } from './tracer.ts';
import { verifyImmix } from './verify.ts';

const NAME = 'immix';

const TRAITS: CollectorTraits = {
  moving: true,
  prompt: false,
  cycleComplete: true,
  generational: false,
  conservativeRoots: false,
  pinning: 'supported',
  reclaims: true,
  summary:
    'mark-region: bump allocation into free lines of blocks, evacuation of fragmented ones; sticky marks by option',
  prefixWords: { container: 0, other: 0 },
};

/** Regions of the mutator: the hole, and the block for medium objects that do not fit it. */
const HOLE = 0;
const OVERFLOW = 1;
/** Collections that `reserve` tries before it says no. */
const RESERVE_ROUNDS = 4;

interface Order {
  readonly cause: Cause;
  readonly reason: string;
  /** Only what is new: sticky mark bits. */
  readonly partial: boolean;
  /** Empty what blocks can be emptied. */
  readonly compact: boolean;
}

export class Immix implements Collector {
  readonly name = NAME;
  readonly traits: CollectorTraits;
  readonly work = new WorkCounts();
  readonly barrier: Barrier;
  readonly control = null;
  readonly bump = new BumpRegions(2);
  readonly space: ImmixSpace;
  readonly cards: Cards;
  /** Words of objects that survived the last collection, and how many they are. */
  liveWords = 0;
  liveObjects = 0;

  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly settings: Settings;
  private readonly tracer: Tracer;
  private readonly heapWords: number;
  private readonly tellsObjects: boolean;
  private readonly hole: Hole = { from: 0, to: 0 };
  private readonly isLive: (ref: Ref) => boolean;
  private readonly keep: (ref: Ref) => void;
  /** Words of holes, blocks and large objects given out since the last collection, and how many may be. */
  private charged = 0;
  private budget: number;
  /** Live words from which on a collection is to look at everything. */
  private fullAt: number;
  private failed = false;
  private slowObjects = 0;
  private knownObjects = 0;

  constructor(host: Host, options: Readonly<Record<string, number>>) {
    this.host = host;
    this.i32 = host.memory.i32;
    this.heapWords = Math.min(host.memory.words, host.limitWords);
    this.settings = settingsOf(options, this.heapWords);
    this.space = new ImmixSpace(host, this.settings);
    this.cards = new Cards(this.space, this.settings.sticky ? host.memory.words : 0);
    this.tracer = new Tracer(this.space);
    this.isLive = (ref) => this.tracer.isLive(ref);
    this.keep = (ref) => {
      this.tracer.keep(ref);
    };
    this.traits = this.settings.sticky ? { ...TRAITS, generational: true } : TRAITS;
    this.barrier = this.settings.sticky
      ? { kind: 'card', cards: this.cards.bytes, shift: CARD_SHIFT }
      : { kind: 'none' };
    this.tellsObjects = host.eventLevel >= EVENTS_OBJECTS;
    const largest = Math.min(BUMP_WORDS_MAX, this.settings.largeWords);
    // Who tells of each allocation serves none inline.
    if (!this.tellsObjects) for (let words = 2; words <= largest; words += 2) this.bump.serve(words, HOLE);
    this.fullAt = this.capacity();
    this.budget = this.budgetNow();
  }

  // ---- Allocation

  allocate(shape: number, words: number): Ref {
    const ref = words > this.settings.largeWords ? this.fromPages(words) : this.fromBlocks(words);
    if (ref === 0) {
      this.failed = true;
      this.host.requestSafepoint();
      throw new HeapExhausted(words, this.host.limitWords);
    }
    this.i32[ref] = shape;
    this.slowObjects++;
    if (this.tellsObjects) this.host.emit({ type: 'allocate', ref, words });
    return ref;
  }

  private fromBlocks(words: number): Ref {
    const ref = this.take(HOLE, words);
    if (ref !== 0) return ref;
    if (words > this.space.lineWords) {
      return this.take(OVERFLOW, words) || (this.openBlock(OVERFLOW) ? this.take(OVERFLOW, words) : 0);
    }
    return this.openHole() || this.openBlock(HOLE) ? this.take(HOLE, words) : 0;
  }

  private take(region: number, words: number): Ref {
    const { bump } = this;
    const ref = bump.top(region);
    if (ref + words > bump.limit(region)) return 0;
    bump.setTop(region, ref + words);
    return ref;
  }

  /** The next hole of blocks that are partly in use. */
  private openHole(): boolean {
    if (!this.space.nextHole(this.hole)) return false;
    this.open(HOLE, this.hole.from, this.hole.to);
    return true;
  }

  private openBlock(region: number): boolean {
    const block = this.space.takeBlock();
    if (block === 0) return false;
    this.open(region, this.space.start(block), this.space.end(block));
    return true;
  }

  private open(region: number, from: number, to: number): void {
    this.retire(region);
    this.bump.setTop(region, from);
    this.bump.setLimit(region, to);
    this.charge(to - from);
  }

  /** What is left of a region becomes a free cell. */
  private retire(region: number): void {
    const { bump, i32 } = this;
    const from = bump.top(region);
    const to = bump.limit(region);
    bump.setTop(region, 0);
    bump.setLimit(region, 0);
    if (from === to) return;
    if (this.host.poison) i32.fill(FREED_WORD, from, to);
    i32[from] = 0;
    i32[from + 1] = to - from;
  }

  private fromPages(words: number): Ref {
    const owner = this.space.takeLarge(words);
    if (owner === 0) return 0;
    this.charge(this.space.end(owner) - this.space.start(owner));
    return this.space.start(owner);
  }

  private charge(words: number): void {
    this.charged += words;
    if (this.charged > this.budget) this.host.requestSafepoint();
  }

  tryGrow(ref: Ref, words: number): boolean {
    const { bump, space } = this;
    const present = space.wordsAt(ref);
    if (words <= present) return true;
    const owner = space.ownerOf(ref);
    if (space.kind[owner] === LARGE) {
      if (ref + words > space.end(owner)) return false;
      space.largeWords += words - present;
      return true;
    }
    if (words > this.settings.largeWords) return false;
    for (const region of [HOLE, OVERFLOW]) {
      const isLast = ref + present === bump.top(region) && space.ownerOf(bump.top(region) - 1) === owner;
      if (!isLast || ref + words > bump.limit(region) || !this.isTaken(ref)) continue;
      bump.setTop(region, ref + words);
      return true;
    }
    return false;
  }

  /** The object lies in a hole that was opened since the last collection. */
  private isTaken(ref: Ref): boolean {
    return this.space.lines[ref >>> this.space.lineShift] === LINE_TAKEN;
  }

  reserve(words: number): boolean {
    for (let round = 0; round < RESERVE_ROUNDS; round++) {
      if (this.hasRoom(words)) return true;
      const free = this.space.freeWords;
      const cause = round === 0 ? 'headroom' : 'limit';
      this.run({ cause, reason: `no room for ${words} words`, partial: false, compact: true });
      if (round > 0 && this.space.freeWords <= free) break;
    }
    return this.hasRoom(words);
  }

  /** Free pages for any sequence of sizes that makes up `words`: holes are not counted upon. */
  private hasRoom(words: number): boolean {
    const { blockPages, blockWords, pages } = this.space;
    const { largeWords } = this.settings;
    const blocks = Math.ceil(words / (blockWords - largeWords)) + 1;
    const largest = words > largeWords ? Math.max(blockPages, ((words + 63) >>> PAGE_SHIFT) + 4) : blockPages;
    return pages.serves(blocks * blockPages + (words > largeWords ? 2 * blockPages : 0), largest);
  }

  destroy(_ref: Ref): void {
    throw new InvariantViolation('barrier', 'immix does not count references; destroy() must not be called');
  }

  beforeStore(): void {
    throw new InvariantViolation(
      'barrier',
      'immix has no barrier that is a call; beforeStore() must not be called',
    );
  }

  pin(ref: Ref): void {
    this.i32[ref] = this.i32[ref]! | FLAG_PINNED;
  }

  unpin(ref: Ref): void {
    this.i32[ref] = this.i32[ref]! & ~FLAG_PINNED;
  }

  // ---- Collection

  safepoint(): void {
    if (this.failed) {
      this.run({
        cause: 'limit',
        reason: 'an allocation has failed at the limit',
        partial: false,
        compact: true,
      });
      return;
    }
    if (this.charged <= this.budget) return;
    const partial = this.settings.sticky && this.liveWords <= this.fullAt && !this.isLow();
    const reason = `${this.charged} words given out, the budget was ${this.budget}`;
    this.run({ cause: 'allocation', reason, partial, compact: false });
  }

  collect(request: CollectionRequest): CollectionResult {
    return this.run({
      cause: request.cause,
      reason: `asked for (${request.cause})`,
      partial: this.settings.sticky && request.kind === 'minor',
      compact: request.compact ?? request.cause === 'limit',
    });
  }

  private run(order: Order): CollectionResult {
    const { host, space, tracer, work } = this;
    const { cause, partial, reason } = order;
    const kind = partial ? 'new' : 'full';
    host.emit({ type: 'collection-start', kind, cause, reason });
    const pauseBefore = work.pauseUnits;
    const objectsBefore = this.objects;
    const wordsBefore = this.usedWords;
    this.retire(HOLE);
    this.retire(OVERFLOW);
    const known = this.tellsObjects ? this.allObjects() : [];
    const evacuating = !partial && this.chooseSources(order.compact);
    if (partial) space.forgetTaken();
    else {
      space.lines.fill(0, 0, (space.heapEnd >>> space.lineShift) + 1);
      space.marks.clear(space.heapEnd);
    }
    tracer.begin(partial, evacuating);
    this.traceRoots(partial);
    this.processReferences(cause === 'limit');
    this.update(known);
    this.sweep();
    this.settle(partial);

    const freedObjects = objectsBefore - this.objects;
    const freedWords = Math.max(0, wordsBefore - this.usedWords);
    work.objectsMarked += tracer.marked;
    work.edgesScanned += tracer.edges;
    work.wordsCopied += tracer.copiedWords;
    work.objectsFreed += freedObjects;
    work.wordsFreed += freedWords;
    const pauseWork = work.pauseUnits - pauseBefore;
    const liveWords = this.usedWords;
    host.emit({ type: 'collection-end', kind, cause, pauseWork, freedObjects, freedWords, liveWords });
    return { found: freedObjects, freedObjects, freedWords };
  }

  /** Whether objects are to be copied out of fragmented blocks: if holes were left that nobody had a use for, or on request. */
  private chooseSources(compact: boolean): boolean {
    const { space } = this;
    const { defrag } = this.settings;
    const unused = space.recyclableCount - space.recycled;
    if (defrag === 0 || (defrag === 1 && !compact && unused === 0)) {
      this.note('mark', 'no block with holes was left over');
      return false;
    }
    const sources = space.chooseSources();
    this.note(
      sources > 0 ? 'evacuate' : 'mark',
      `${unused} blocks with holes were left over; ${sources} blocks can be emptied into what is free`,
    );
    if (sources === 0) return false;
    this.host.eachRootRange((words, from, to, kind) => {
      if (kind !== 'pinned') return;
      for (let at = from; at < to; at++) space.source[space.ownerOf(words[at]!)] = 0;
    });
    return true;
  }

  private traceRoots(partial: boolean): void {
    this.phase('mark', () => {
      if (partial) this.work.cardsScanned += this.cards.trace(this.tracer);
      this.forwardRoots();
      this.tracer.drain();
    });
  }

  private forwardRoots(): void {
    this.host.eachRootRange((words, from, to) => this.tracer.traceRange(words, from, to));
  }

  private processReferences(clearSoft: boolean): void {
    const { host, tracer } = this;
    this.phase('references', () => {
      this.closeOverEphemerons();
      if (!clearSoft) while (host.weak.eachSoftTarget(this.isLive, this.keep) > 0) this.closeOverEphemerons();
      host.weak.clearDead(WEAK_SOFT, tracer);
      host.weak.clearDead(WEAK_SHORT, tracer);
      for (const ref of host.finalizers.queueDead(this.isLive, tracer.partial)) tracer.keep(ref);
      this.closeOverEphemerons();
      host.weak.clearDead(WEAK_LONG, tracer);
      host.ephemerons.clearDead(tracer);
      host.weak.clearDead(WEAK_PHANTOM, tracer);
    });
  }

  private closeOverEphemerons(): void {
    const { host, tracer } = this;
    tracer.drain();
    if (host.ephemerons.size === 0) return;
    while (host.ephemerons.markValues(this.isLive, this.keep) > 0) tracer.drain();
  }

  /** The queues got old addresses; the tables have old addresses and entries of the dead. */
  private update(known: readonly Ref[]): void {
    const { host, tracer } = this;
    this.phase('update', () => {
      this.forwardRoots();
      host.objectsMoved(tracer);
    });
    for (const ref of known) {
      if (!tracer.isLive(ref)) host.emit({ type: 'free', ref });
      else if (tracer.forwarded(ref) !== ref)
        host.emit({ type: 'move', from: ref, to: tracer.forwarded(ref) });
    }
  }

  private sweep(): void {
    const { host, space, tracer, work } = this;
    if (tracer.wasShortOfRoom)
      this.note('stay', 'no room for further copies: what was left was marked where it was');
    const lines = space.heapEnd >>> space.lineShift;
    const units = space.sweep() + (lines >>> 4);
    space.fillGaps();
    if (this.settings.sticky) this.cards.clear();
    work.cellsSwept += lines;
    work.units += units;
    work.pauseUnits += units;
    if (host.eventLevel >= EVENTS_COLLECTIONS) host.emit({ type: 'phase', name: 'sweep', work: units });
  }

  private settle(partial: boolean): void {
    const { tracer } = this;
    this.failed = false;
    this.charged = 0;
    this.hole.to = 0;
    this.liveWords = (partial ? this.liveWords : 0) + tracer.liveWords;
    this.liveObjects = (partial ? this.liveObjects : 0) + tracer.marked;
    this.slowObjects = 0;
    this.knownObjects = this.bump.objects[0]!;
    if (!partial) this.fullAt = this.capacity();
    this.budget = this.budgetNow();
    this.note(
      'budget',
      `${this.liveWords} words live: ${this.budget} may be given out until the next collection`,
    );
  }

  private phase(name: string, work: () => void): void {
    const { host, tracer } = this;
    const done = () => tracer.rootWords + tracer.edges + tracer.marked + tracer.copiedWords;
    const before = done();
    work();
    const units = done() - before;
    this.work.units += units;
    this.work.pauseUnits += units;
    if (host.eventLevel >= EVENTS_COLLECTIONS) host.emit({ type: 'phase', name, work: units });
  }

  private note(what: string, reason: string): void {
    if (this.host.eventLevel >= EVENTS_COLLECTIONS) this.host.emit({ type: 'decision', what, reason });
  }

  // ---- Size

  /** So large that `minHeapFreePercent` of it is free after a collection. */
  private capacity(): number {
    return Math.max(this.settings.initialWords, Math.ceil(this.liveWords / (1 - this.settings.minFree)));
  }

  /** Up to the capacity; ahead of the limit a sixteenth is left, but a quarter of what is free may always be used. */
  private budgetNow(): number {
    const { freeWords } = this.space;
    const wanted = Math.max(this.capacity() - this.liveWords, this.heapWords >>> 6);
    const atMost = Math.max(freeWords - (this.heapWords >>> 4), freeWords >>> 2);
    return Math.min(this.settings.sticky ? Math.min(wanted, this.settings.nurseryWords) : wanted, atMost);
  }

  private isLow(): boolean {
    return this.space.freeWords < this.heapWords >>> 3;
  }

  // ---- Looking

  private get objects(): number {
    return this.liveObjects + this.slowObjects + ((this.bump.objects[0]! - this.knownObjects) | 0);
  }

  /** What lives, and what was given out since, less what the regions still have. */
  private get usedWords(): number {
    const { bump } = this;
    const rest = bump.limit(HOLE) - bump.top(HOLE) + bump.limit(OVERFLOW) - bump.top(OVERFLOW);
    return this.liveWords + this.charged - rest;
  }

  private allObjects(): Ref[] {
    const found: Ref[] = [];
    this.forEachObject((ref) => found.push(ref));
    return found;
  }

  forEachObject(visit: (ref: Ref) => void): void {
    const { bump, space } = this;
    space.eachOwner((owner) => {
      if (space.kind[owner] === LARGE) visit(space.start(owner));
      else if (space.kind[owner] === BLOCK) space.eachInBlock(owner, bump, visit);
    });
  }

  resolve(address: number): Ref {
    const { bump, space } = this;
    const owner = space.ownerOf(address);
    let found = 0;
    if (space.kind[owner] === LARGE) found = space.start(owner);
    else if (space.kind[owner] === BLOCK)
      space.eachInBlock(owner, bump, (ref) => {
        if (ref <= address) found = ref;
      });
    return found !== 0 && address < found + space.wordsAt(found) ? found : 0;
  }

  spaces(): readonly SpaceInfo[] {
    const { space } = this;
    const largest = space.pages.largestRun() << PAGE_SHIFT;
    const committed = (space.blocks + space.headroom.length) * space.blockWords;
    const large = space.largePages << PAGE_SHIFT;
    return [
      {
        name: 'blocks',
        committedWords: committed,
        usedWords: Math.min(committed, Math.max(0, this.usedWords - space.largeWords)),
        largestFreeWords: largest,
        objects: this.objects - space.largeObjects,
      },
      {
        name: 'large',
        committedWords: large,
        usedWords: space.largeWords,
        largestFreeWords: largest,
        objects: space.largeObjects,
      },
    ];
  }

  metadataWords(): number {
    const cards = this.settings.sticky ? this.space.heapEnd >>> (CARD_SHIFT + 2) : 0;
    return this.space.metadataWords() + this.tracer.metadataWords() + cards;
  }

  verify(): void {
    verifyImmix(this.host, this.space, this.bump, {
      cards: this.settings.sticky ? this.cards.bytes : null,
      objects: this.objects,
    });
  }
}

export const immix: CollectorFactory = {
  name: NAME,
  traits: TRAITS,
  options: DEFAULT_OPTIONS,
  create: (host, options) => new Immix(host, options),
};
