/**
 * semispace: Cheney's copying collector.
 *
 *  1. Allocate by bumping through one half of the heap; past the size that the semispaces are to have, ask for a
 *     safepoint.
 *  2. Copy what the roots refer to into the other half, then what the copies refer to, in the order in which they were
 *     made: the copies that are not yet scanned are the queue, and no stack is needed (copy.ts).
 *  3. References: soft, ephemerons, weak, finalizable objects and what they reach, long, phantom.
 *  4. Roots and side tables follow; the halves change their parts (halves.ts).
 *  5. The semispaces get the size that what lives asks for.
 *
 * Source: C. J. Cheney, "A nonrecursive list compacting algorithm", CACM 13(11), 1970. README.md tells it in full.
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
import { HeapExhausted, InvariantViolation, UsageError } from '../../src/heap/errors.ts';
import { MARK_WORD, type Ref } from '../../src/heap/layout.ts';
import { FORWARDED, objectWords } from './copy.ts';
import { Evacuation } from './evacuation.ts';
import { Halves } from './halves.ts';
import { DEFAULT_OPTIONS, type Settings, settingsOf } from './options.ts';
import { verifySemispace } from './verify.ts';

const NAME = 'semispace';

const TRAITS: CollectorTraits = {
  moving: true,
  prompt: false,
  cycleComplete: true,
  generational: false,
  conservativeRoots: false,
  pinning: 'unsupported',
  reclaims: true,
  summary: 'Cheney: copies what lives into the other half of the heap, breadth first; half of it is reserve',
  prefixWords: { container: 0, other: 0 },
};

export class Semispace implements Collector {
  readonly name = NAME;
  readonly traits = TRAITS;
  readonly work = new WorkCounts();
  readonly barrier: Barrier = { kind: 'none' };
  readonly control = null;
  /** One region: what is zeroed of the half in use. */
  readonly bump = new BumpRegions(1);
  readonly halves: Halves;
  /** Words of a semispace, at present: when so much is allocated it is time to collect. At most a half. */
  capacityWords: number;

  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly settings: Settings;
  private readonly evacuation: Evacuation;
  private readonly quantum: number;
  private readonly tellsObjects: boolean;
  private readonly isLive: (ref: Ref) => boolean;
  private readonly keep: (ref: Ref) => void;
  /** A collection is due when allocation has come to this address. */
  private dueAt: number;
  /** An allocation has failed since the last collection. */
  private failed = false;
  /** Objects in the half in use: those of the last collection and those that `allocate` made. */
  private slowObjects = 0;
  /** Of the objects out of the bump region: those that were there at the last collection. */
  private knownObjects = 0;

  constructor(host: Host, options: Readonly<Record<string, number>>) {
    this.host = host;
    this.i32 = host.memory.i32;
    this.settings = settingsOf(options);
    this.halves = new Halves(host.memory, host.limitWords, this.bump);
    this.evacuation = new Evacuation(this.i32, host.shapes, this.settings.depthFirst);
    this.isLive = (ref) => this.evacuation.isLive(ref);
    this.keep = (ref) => this.evacuation.keep(ref);
    this.quantum = Math.min(this.settings.quantumWords, (this.halves.words >> 4) & ~1);
    this.tellsObjects = host.eventLevel >= EVENTS_OBJECTS;
    // Who tells of each allocation serves none inline.
    if (!this.tellsObjects)
      for (let words = 2; words <= BUMP_WORDS_MAX; words += 2) this.bump.serve(words, 0);
    this.capacityWords = this.capacityFor(0);
    this.dueAt = this.halves.base + this.dueFor(0);
  }

  // ---- Allocation

  allocate(shape: number, words: number): Ref {
    const { halves } = this;
    const ref = halves.top;
    if (ref + words > halves.zeroed && !this.extend(words)) {
      this.failed = true;
      this.host.requestSafepoint();
      throw new HeapExhausted(words, this.host.limitWords);
    }
    halves.top = ref + words;
    this.i32[ref] = shape;
    this.slowObjects++;
    if (this.tellsObjects) this.host.emit({ type: 'allocate', ref, words });
    return ref;
  }

  private extend(words: number): boolean {
    if (!this.halves.extend(words, this.quantum)) return false;
    if (this.isDue()) this.host.requestSafepoint();
    return true;
  }

  private isDue(): boolean {
    return this.failed || this.halves.zeroed > this.dueAt;
  }

  /** Only the last object can grow: the next one begins where an object ends. */
  tryGrow(ref: Ref, words: number): boolean {
    const { halves } = this;
    const present = this.wordsAt(ref);
    if (words <= present) return true;
    if (ref + present !== halves.top) return false;
    if (ref + words > halves.zeroed && !this.extend(words - present)) return false;
    halves.top = ref + words;
    return true;
  }

  reserve(words: number): boolean {
    if (this.halves.freeWords >= words) return true;
    this.run('headroom', `no room for ${words} words in the half`);
    if (this.halves.freeWords >= words) return true;
    this.run('limit', `still no room for ${words} words: soft references go`);
    return this.halves.freeWords >= words;
  }

  destroy(_ref: Ref): void {
    throw new InvariantViolation(
      'barrier',
      'semispace does not count references; destroy() must not be called',
    );
  }

  beforeStore(): void {
    throw new InvariantViolation(
      'barrier',
      'semispace has no write barrier; beforeStore() must not be called',
    );
  }

  pin(ref: Ref): void {
    throw new UsageError(
      'pin',
      `semispace: found object ${ref} to pin, but everything moves; use a collector whose traits say pinning`,
    );
  }

  unpin(ref: Ref): void {
    this.pin(ref);
  }

  // ---- Collection

  safepoint(): void {
    if (!this.isDue()) return;
    if (this.failed) this.run('limit', 'an allocation has failed at the limit');
    else {
      const used = this.halves.top - this.halves.base;
      this.run('allocation', `${used} words are used of semispaces of ${this.capacityWords}`);
    }
  }

  collect(request: CollectionRequest): CollectionResult {
    return this.run(request.cause, `asked for (${request.cause})`);
  }

  private run(cause: Cause, reason: string): CollectionResult {
    const { evacuation, halves, host, work } = this;
    host.emit({ type: 'collection-start', kind: 'full', cause, reason });
    const pauseBefore = work.pauseUnits;
    const objectsBefore = this.objects;
    const wordsBefore = halves.top - halves.base;
    evacuation.begin(halves.base, halves.top, halves.otherBase);
    this.copyFromRoots();
    this.processReferences(cause === 'limit');
    this.forwardAll();
    if (this.tellsObjects) this.tellMovesAndDeaths();
    halves.flip(evacuation.free, host.poison);
    this.failed = false;
    this.slowObjects = evacuation.objects;
    this.knownObjects = this.bump.objects[0]!;
    const liveWords = halves.top - halves.base;
    this.resize(liveWords);

    const freedObjects = objectsBefore - evacuation.objects;
    const freedWords = wordsBefore - liveWords;
    work.objectsMarked += evacuation.objects;
    work.edgesScanned += evacuation.edges;
    work.wordsCopied += liveWords;
    work.objectsFreed += freedObjects;
    work.wordsFreed += freedWords;
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

  private copyFromRoots(): void {
    this.phase('copy', () => {
      this.forwardRoots();
      this.evacuation.drain();
    });
  }

  private forwardRoots(): void {
    const { evacuation } = this;
    this.host.eachRootRange((words, from, to) => evacuation.forwardRange(words, from, to));
  }

  /** What lives so far is copied with all that it refers to, before each step that clears. */
  private processReferences(clearSoft: boolean): void {
    const { evacuation, host } = this;
    this.phase('references', () => {
      this.copyEphemeronValues();
      if (!clearSoft) while (host.weak.eachSoftTarget(this.isLive, this.keep) > 0) this.copyEphemeronValues();
      host.weak.clearDead(WEAK_SOFT, evacuation);
      host.weak.clearDead(WEAK_SHORT, evacuation);
      for (const ref of host.finalizers.queueDead(this.isLive)) evacuation.keep(ref);
      this.copyEphemeronValues();
      host.weak.clearDead(WEAK_LONG, evacuation);
      host.ephemerons.clearDead(evacuation);
      host.weak.clearDead(WEAK_PHANTOM, evacuation);
    });
  }

  /** Values of ephemerons whose keys live are live, and may keep keys alive in their turn: to a fixpoint. */
  private copyEphemeronValues(): void {
    const { evacuation, host } = this;
    evacuation.drain();
    if (host.ephemerons.size === 0) return;
    while (host.ephemerons.markValues(this.isLive, this.keep) > 0) evacuation.drain();
  }

  /** The queues of finalizers and callbacks got addresses of from-space; so have the host's tables. */
  private forwardAll(): void {
    this.phase('update', () => {
      this.forwardRoots();
      this.host.objectsMoved(this.evacuation);
    });
  }

  /** From-space is walked for the event log only: what is dead costs nothing. */
  private tellMovesAndDeaths(): void {
    const { halves, host, i32 } = this;
    for (let ref = halves.base; ref < halves.top; ref += this.wordsAt(ref)) {
      if ((i32[ref]! & FORWARDED) === 0) host.emit({ type: 'free', ref });
      else host.emit({ type: 'move', from: ref, to: i32[ref + MARK_WORD]! });
    }
  }

  private phase(name: string, work: () => void): void {
    const { evacuation, host } = this;
    const before = evacuation.rootWords + evacuation.edges + evacuation.free;
    work();
    const units = evacuation.rootWords + evacuation.edges + evacuation.free - before;
    this.work.units += units;
    this.work.pauseUnits += units;
    if (host.eventLevel >= EVENTS_COLLECTIONS) host.emit({ type: 'phase', name, work: units });
  }

  // ---- Size

  private resize(liveWords: number): void {
    const { host } = this;
    const before = this.capacityWords;
    this.capacityWords = this.capacityFor(liveWords);
    this.dueAt = this.halves.base + this.dueFor(liveWords);
    if (host.eventLevel < EVENTS_COLLECTIONS) return;
    const after = this.capacityWords;
    const what = after > before ? 'heap-grow' : after < before ? 'heap-shrink' : 'heap-keep';
    host.emit({
      type: 'decision',
      what,
      reason: `${liveWords} words live: semispaces of ${before} words have ${after} now`,
    });
  }

  /** INVARIANT capacity: at least the initial size, at least what the load asks for, at most a half. */
  private capacityFor(liveWords: number): number {
    const { initialWords, maxLoad } = this.settings;
    return Math.min(this.halves.words, Math.max(initialWords, Math.ceil(liveWords / maxLoad)));
  }

  /**
   * Some room is to be left for what is allocated until the safepoint comes; but a half that stays full is to fail, not
   * to crawl: a quarter of what is left may always be used.
   */
  private dueFor(liveWords: number): number {
    const { words } = this.halves;
    const latest = Math.max(words - (words >> 4), liveWords + ((words - liveWords) >> 2));
    return Math.min(this.capacityWords, latest);
  }

  // ---- Looking

  private get objects(): number {
    return this.slowObjects + ((this.bump.objects[0]! - this.knownObjects) | 0);
  }

  private wordsAt(ref: Ref): number {
    const { fixedWords, variable } = this.host.shapes;
    return objectWords(this.i32, fixedWords, variable, ref);
  }

  forEachObject(visit: (ref: Ref) => void): void {
    const { halves } = this;
    for (let ref = halves.base; ref < halves.top; ref += this.wordsAt(ref)) visit(ref);
  }

  resolve(address: number): Ref {
    const { halves } = this;
    if (address < halves.base || address >= halves.top) return 0;
    let ref = halves.base;
    for (let next = ref; next <= address; next += this.wordsAt(next)) ref = next;
    return ref;
  }

  spaces(): readonly SpaceInfo[] {
    const { halves } = this;
    const [inUse, reserve] = halves.committedWords();
    return [
      {
        name: 'semispace',
        committedWords: inUse,
        usedWords: halves.top - halves.base,
        largestFreeWords: halves.freeWords,
        objects: this.objects,
      },
      { name: 'reserve', committedWords: reserve, usedWords: 0, largestFreeWords: 0, objects: 0 },
    ];
  }

  metadataWords(): number {
    return this.evacuation.metadataWords();
  }

  verify(): void {
    verifySemispace(this.host, this.halves, {
      objects: this.objects,
      capacityWords: this.capacityWords,
    });
  }
}

export const semispace: CollectorFactory = {
  name: NAME,
  traits: TRAITS,
  options: DEFAULT_OPTIONS,
  create: (host, options) => new Semispace(host, options),
};
