/**
 * generational-compacting: the CLR's collector, as it works under IronPython.
 *
 *  1. Allocate by bumping inside of an allocation context in generation 0; large objects by first fit above.
 *  2. At the budget of generation 0 ask for a safepoint; there choose the oldest generation whose budget is spent.
 *  3. Mark from roots and from the cards of older generations; ephemerons; weak references; finalizers (collection.ts).
 *  4. Plan: find plugs and gaps, give each plug an address (plan.ts).
 *  5. Decide: compact where gaps are many enough or memory is low, else sweep.
 *  6. Relocate every reference, move the plugs (relocate.ts, compact.ts); or thread the gaps (sweep.ts).
 *  7. Survivors are one generation older; set the budgets for the next time (budgets.ts).
 *
 * README.md tells it in full, with sources.
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
import { type Cause, EVENTS_OBJECTS, WorkCounts } from '../../src/contract/events.ts';
import type { Host } from '../../src/contract/host.ts';
import { BUMP_WORDS_MAX, BumpRegions } from '../../src/heap/bump-regions.ts';
import { HeapExhausted } from '../../src/heap/errors.ts';
import { FLAG_PINNED, type Ref } from '../../src/heap/layout.ts';
import { Budgets, generationTable, UPPER } from './budgets.ts';
import { eachObjectIn, formatFree, isFreeCell } from './cells.ts';
import { Collection, requestedGeneration } from './collection.ts';
import { ClrControl } from './control.ts';
import { GAP_WORDS_MIN } from './gap-list.ts';
import { type LargeArea, LargeAreas } from './large-areas.ts';
import { DEFAULT_OPTIONS, type Settings, settingsOf } from './options.ts';
import { BRICK_WORDS, CARD_SHIFT, MAX_GENERATION, Space } from './space.ts';
import { verifySpace } from './verify.ts';

const NAME = 'generational-compacting';

const TRAITS: CollectorTraits = {
  moving: true,
  prompt: false,
  cycleComplete: true,
  generational: true,
  conservativeRoots: false,
  pinning: 'supported',
  reclaims: true,
  summary: 'CLR: three generations, card table, mark-plan-relocate-compact or sweep, large and pinned areas',
  prefixWords: { container: 0, other: 0 },
};

export class GenerationalCompacting implements Collector {
  readonly name = NAME;
  readonly traits = TRAITS;
  readonly work = new WorkCounts();
  readonly barrier: Barrier;
  readonly control: ClrControl;

  /** One region: the allocation context. */
  readonly bump = new BumpRegions(1);
  readonly i32: Int32Array;

  private readonly host: Host;
  private readonly settings: Settings;
  private readonly space: Space;
  private readonly areas: LargeAreas;
  private readonly budgets: Budgets;
  private readonly collection: Collection;
  /** Words of generation 0 that no object has and no context will have: left-over ends, gaps not yet taken. */
  private youngFreeWords = 0;
  private readonly quantum: number;
  /** Of the objects out of the bump region: those that were there at the last collection. Less each one that came another way. */
  private knownObjects = 0;

  constructor(host: Host, options: Readonly<Record<string, number>>) {
    this.host = host;
    this.settings = settingsOf(options);
    this.space = new Space(host);
    this.i32 = this.space.i32;
    this.areas = new LargeAreas(this.space, this.settings.pinnedSegmentWords);
    this.budgets = new Budgets(generationTable(this.settings, this.space.top - this.space.base));
    this.collection = new Collection(
      host,
      this.space,
      this.areas,
      this.budgets,
      this.work,
      this.settings.slideStress,
    );
    this.control = new ClrControl(this.space, (visit) => this.forEachObject(visit));
    this.barrier = { kind: 'card', cards: this.space.cards, shift: CARD_SHIFT };
    // To tell of each allocation, a context holds one object: every allocation takes the slow path.
    this.quantum = host.eventLevel >= EVENTS_OBJECTS ? 0 : this.settings.quantumWords;
    const least = Math.min(BUMP_WORDS_MAX + 1, this.settings.largeWords);
    for (let words = 2; words < least; words += 2) this.bump.serve(words, 0);
    this.alloc = this.space.end;
    this.allocLimit = this.space.end;
  }

  // ---- Allocation

  /** The allocation context: [alloc, allocLimit) is zeroed and belongs to generation 0. */
  private get alloc(): number {
    return this.bump.top(0);
  }

  private set alloc(address: number) {
    this.bump.setTop(0, address);
  }

  private get allocLimit(): number {
    return this.bump.limit(0);
  }

  private set allocLimit(address: number) {
    this.bump.setLimit(0, address);
  }

  /** Objects allocated in the small-object heap since the last collection. */
  private get youngObjects(): number {
    return (this.bump.objects[0]! - this.knownObjects) | 0;
  }

  /** An object of the pinned-object heap (GC.AllocateArray with pinned: true): it never moves. */
  allocatePinned(shape: number, words: number): Ref {
    return this.allocateUpper(this.areas.pinned, shape | FLAG_PINNED, words);
  }

  allocate(shape: number, words: number): Ref {
    if (words >= this.settings.largeWords) return this.allocateUpper(this.areas.large, shape, words);
    if (this.alloc + words > this.allocLimit && !this.extendContext(words)) throw this.exhausted(words);
    const ref = this.alloc;
    this.alloc = ref + words;
    this.knownObjects--;
    this.i32[ref] = shape;
    this.announce(ref, words);
    return ref;
  }

  /** A context with room for `words`: out of a gap of generation 0, else further at the end of the heap. */
  private extendContext(words: number): boolean {
    const atEnd = this.allocLimit === this.space.end;
    if (!atEnd && this.openGap(words)) return true;
    if (atEnd || this.space.freeBetween() >= words) {
      const need = atEnd ? words - (this.allocLimit - this.alloc) : words;
      const room = this.space.freeBetween();
      if (need <= room) {
        if (!atEnd) this.retireContext();
        this.extendAtEnd(Math.min(Math.max(need, this.quantum), room & ~1), atEnd);
        return true;
      }
    }
    return atEnd && this.openGap(words);
  }

  private extendAtEnd(words: number, contiguous: boolean): void {
    const { space } = this;
    const from = space.end;
    space.prepare(from, from + words);
    space.end = from + words;
    space.noteBorders();
    if (!contiguous) this.alloc = from;
    this.allocLimit = space.end;
    this.chargeYoung(words);
  }

  private openGap(words: number): boolean {
    const gaps = this.space.gaps[0];
    const index = gaps.find(words);
    if (index < 0) return false;
    this.retireContext();
    const size = gaps.sizes[index]!;
    const wanted = Math.min(size, Math.max(words, this.quantum));
    const taken = size - wanted < GAP_WORDS_MIN ? size : wanted;
    const from = gaps.take(index, taken);
    formatFree(this.i32, from + taken, from + size, this.space.poison);
    this.i32.fill(0, from, from + taken);
    this.alloc = from;
    this.allocLimit = from + taken;
    this.youngFreeWords -= taken;
    this.chargeYoung(taken);
    return true;
  }

  /** The rest of the context becomes a free cell. */
  private retireContext(): void {
    this.youngFreeWords += this.allocLimit - this.alloc;
    formatFree(this.i32, this.alloc, this.allocLimit, this.space.poison);
    this.alloc = this.allocLimit;
  }

  private chargeYoung(words: number): void {
    this.budgets.charge(0, words);
    if (this.budgets.exceeded(0)) this.host.requestSafepoint();
  }

  private allocateUpper(area: LargeArea, header: number, words: number): Ref {
    const ref = this.areas.allocate(area, words);
    if (ref === 0) throw this.exhausted(words);
    this.i32[ref] = header;
    this.budgets.charge(UPPER, words);
    if (this.budgets.exceeded(UPPER)) this.host.requestSafepoint();
    this.announce(ref, words);
    return ref;
  }

  private announce(ref: Ref, words: number): void {
    if (this.host.eventLevel >= EVENTS_OBJECTS) this.host.emit({ type: 'allocate', ref, words });
  }

  private exhausted(words: number): HeapExhausted {
    return new HeapExhausted(words, Math.min(this.host.limitWords, this.space.top));
  }

  tryGrow(ref: Ref, words: number): boolean {
    const { space } = this;
    const present = space.wordsAt(ref);
    const extra = words - present;
    if (extra <= 0) return true;
    if (ref >= space.frontier) {
      if (!this.areas.tryGrow(ref, present, extra)) return false;
      this.budgets.charge(UPPER, extra);
      return true;
    }
    // An older object may end where the context begins; it cannot grow into a younger generation.
    const last = ref + present === this.alloc && ref >= space.gen0Start;
    if (!last || ref + words > this.allocLimit || words >= this.settings.largeWords) return false;
    this.alloc = ref + words;
    return true;
  }

  // ---- Barriers and counts: cards are all there is

  destroy(_ref: Ref): void {
    // Only counting collectors are told of a count of 0.
  }

  beforeStore(_object: Ref, _slot: number, _old: Ref, _value: Ref): void {
    // The barrier is the card table.
  }

  // ---- Collection

  safepoint(): void {
    if (!this.control.enabled && !this.isLow()) return;
    const { budgets } = this;
    const upper = budgets.exceeded(UPPER);
    if (!budgets.exceeded(0) && !upper) return;
    if (upper) {
      this.collectGeneration(MAX_GENERATION, 'allocation', 'the budget of large objects is spent', false);
      return;
    }
    if (this.isLow()) {
      this.collectGeneration(MAX_GENERATION, 'limit', 'little memory is left below the limit', true);
      return;
    }
    let generation = 0;
    while (generation < MAX_GENERATION && budgets.exceeded(generation + 1)) generation++;
    const spent = generation === 0 ? 'generation 0' : `generations 0 to ${generation}`;
    const budget = budgets.desired[0]! * 4;
    this.collectGeneration(
      generation,
      'allocation',
      `budget of ${spent} spent (${budget} bytes for 0)`,
      false,
    );
  }

  collect(request: CollectionRequest): CollectionResult {
    const generation = requestedGeneration(request);
    return this.collectGeneration(
      generation,
      request.cause,
      `collection of generation ${generation} asked for (${request.cause})`,
      request.compact ?? false,
    );
  }

  reserve(words: number): boolean {
    if (this.hasRoom(words)) return true;
    const reason = `${words * 4} bytes were to be reserved`;
    this.collectGeneration(1, 'headroom', reason, true);
    if (this.hasRoom(words)) return true;
    this.collectGeneration(MAX_GENERATION, 'limit', reason, true);
    return this.hasRoom(words);
  }

  private collectGeneration(
    generation: number,
    cause: Cause,
    reason: string,
    compact: boolean,
  ): CollectionResult {
    const { space } = this;
    this.retireContext();
    space.words[0] = space.end - space.gen0Start - this.youngFreeWords;
    space.objects[0] += this.youngObjects;
    this.knownObjects = this.bump.objects[0]!;
    const result = this.collection.run({ generation, cause, reason, compact });
    this.control.collected(generation, result.freedObjects);
    this.alloc = space.end;
    this.allocLimit = space.end;
    this.youngFreeWords = space.end - space.gen0Start - space.words[0];
    // Gaps between demoted pinned plugs are used before the end of the heap.
    this.openGap(2);
    return result;
  }

  /** Less is free than a collection of generation 0 may need for what it keeps. */
  private isLow(): boolean {
    return (
      this.space.freeBetween() <
      Math.min(this.budgets.data[0]!.minWords, (this.space.top - this.space.base) >> 4)
    );
  }

  private hasRoom(words: number): boolean {
    const { space, settings } = this;
    let room = space.freeBetween();
    if (this.allocLimit === space.end) room += this.allocLimit - this.alloc;
    if (words < settings.largeWords) return room >= words;
    // Each large object is rounded up to whole bricks.
    const rounding = BRICK_WORDS * (1 + Math.floor(words / settings.largeWords));
    if (room >= words + rounding) return true;
    return this.areas.hasGap(this.areas.large, words) && room >= Math.min(words, settings.quantumWords);
  }

  pin(ref: Ref): void {
    this.i32[ref] = this.i32[ref]! | FLAG_PINNED;
  }

  unpin(ref: Ref): void {
    this.i32[ref] = this.i32[ref]! & ~FLAG_PINNED;
  }

  // ---- Looking

  /** GC.GetGeneration: 0 to 2; large objects and those of the pinned area are in generation 2. */
  generationOf(ref: Ref): number {
    return this.space.generationOf(ref);
  }

  forEachObject(visit: (ref: Ref) => void): void {
    this.withClosedContext(() => {
      eachObjectIn(this.i32, this.space.shapes, this.space.base, this.space.end, visit);
      this.areas.eachObject(visit);
    });
  }

  resolve(address: number): Ref {
    const { space } = this;
    if (address < space.base || address >= space.top) return 0;
    if (address >= space.end && address < space.frontier) return 0;
    return this.withClosedContext(() => {
      const cell = address < space.end ? space.cellCovering(address) : this.areas.cellCovering(address);
      return isFreeCell(this.i32, cell) ? 0 : cell;
    });
  }

  spaces(): readonly SpaceInfo[] {
    const { areas, space } = this;
    const found: SpaceInfo[] = [];
    const young = space.end - space.gen0Start - this.youngFreeWords - (this.allocLimit - this.alloc);
    for (let g = 0; g <= MAX_GENERATION; g++) {
      found.push({
        name: `generation ${g}`,
        committedWords: space.generationEnd(g) - space.generationStart(g),
        usedWords: g === 0 ? young : space.words[g as 1 | 2],
        largestFreeWords: Math.max(space.gaps[g]!.largest(), g === 0 ? space.freeBetween() : 0),
        objects: space.objects[g as 0 | 1 | 2] + (g === 0 ? this.youngObjects : 0),
      });
    }
    for (const area of [areas.large, areas.pinned]) {
      found.push({
        name: area.name,
        committedWords: areas.committedWords(area),
        usedWords: area.words,
        largestFreeWords: area.gaps.largest(),
        objects: area.objects,
      });
    }
    return found;
  }

  metadataWords(): number {
    return this.space.metadataWords() + this.collection.metadataWords();
  }

  verify(): void {
    const { alloc, allocLimit } = this;
    this.withClosedContext(() => {
      verifySpace(this.space, this.areas, { alloc, allocLimit, spaces: this.spaces() });
    });
  }

  /** The rest of the context looks like a free cell while `walk` goes over the heap; then it is zero again. */
  private withClosedContext<T>(walk: () => T): T {
    const { alloc, allocLimit, i32 } = this;
    if (alloc === allocLimit) return walk();
    i32[alloc + 1] = allocLimit - alloc;
    try {
      return walk();
    } finally {
      if (this.alloc === alloc) i32[alloc + 1] = 0;
    }
  }
}

export const generationalCompacting: CollectorFactory = {
  name: NAME,
  traits: TRAITS,
  options: DEFAULT_OPTIONS,
  create: (host, options) => new GenerationalCompacting(host, options),
};
