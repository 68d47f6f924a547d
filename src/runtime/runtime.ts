import type {
  CollectionRequest,
  CollectionResult,
  Collector,
  CollectorFactory,
} from '../contract/collector.ts';
import { type CollectorEvent, EVENTS_COLLECTIONS, EVENTS_NONE, type EventLevel } from '../contract/events.ts';
import type { Host, Liveness, RootVisitor } from '../contract/host.ts';
import { SHAPE_EPHEMERON, SHAPE_WEAK, ShapeTable, VAR_NONE } from '../contract/shapes.ts';
import { BUMP_WORDS_MAX, BumpRegions } from '../heap/bump-regions.ts';
import { InvariantViolation } from '../heap/errors.ts';
import {
  FLAG_SIDE_ID,
  FLAG_WEAKREFS,
  LENGTH,
  MARK_WORD,
  POLL_COLLECTOR,
  POLL_HEADROOM,
  POLL_PENDING,
  POLL_STRESS,
  POLL_WORD,
  type Ref,
  SHAPE_MASK,
  WEAK_TARGET,
} from '../heap/layout.ts';
import { Memory } from '../heap/memory.ts';
import type { QuickCells } from '../heap/quick-cells.ts';
import { EphemeronTable } from './ephemerons.ts';
import { ExternalReferences } from './external-references.ts';
import { FinalizerTable } from './finalizers.ts';
import { verifyHeap } from './heap-verifier.ts';
import { Identities } from './identities.ts';
import { Roots } from './roots.ts';
import { WeakTable } from './weak-references.ts';

/** Words on the allocation clock between two looks at it. */
const GRANT_WORDS = 2 ** 30;

/** For collectors without cards: all slots of the heap have this one, so that storing needs no test. */
const NO_CARDS = new Uint8Array(1);
const NO_CARD_SHIFT = 31;

export interface RuntimeOptions {
  readonly heapBytes: number;
  readonly collector: CollectorFactory;
  readonly collectorOptions?: Readonly<Record<string, number>>;
  /** Verify the heap before and after every collection. */
  readonly verify?: boolean;
  readonly poison?: boolean;
  /** Collect fully, and move what can be moved, at every safepoint. */
  readonly stress?: boolean;
  readonly eventLevel?: EventLevel;
  readonly stackWords?: number;
}

/** What runs on the runtime: the Python VM, or a TypeScript workload with finalizers and callbacks of its own. */
export interface Guest {
  /** Run the finalizer of `ref` on the current thread. Must not throw. */
  finalize(ref: Ref): void;
  /** Call the callback of the weak object `weak`, whose target is gone. Must not throw. */
  weakCallback(weak: Ref): void;
  /** Finalizers or callbacks wait in `finalizers.queue` and `weak.pending`: run them now, later or elsewhere. */
  pendingWork(): void;
  /** Milliseconds of the virtual clock. */
  virtualTimeMs(): number;
}

/** Sees all that changes what is reachable, and what becomes of it: what an exact-liveness oracle needs. */
export interface MutatorObserver {
  allocated(ref: Ref): void;
  /** A slot that held `old` is about to hold something else. */
  overwrote(old: Ref): void;
  /** Counting: the count of `ref` has reached 0 outside of the collector, which is about to destroy it. */
  dying(ref: Ref): void;
  /** Its finalizer is about to run; in between the object may move. */
  finalizing(ref: Ref): void;
  finalizerDone(): void;
  /** A collection begins: nothing was reclaimed yet. */
  collecting(): void;
  collected(): void;
  /** EVENTS_OBJECTS only. */
  moved(from: Ref, to: Ref): void;
  /** EVENTS_OBJECTS only. */
  freed(ref: Ref): void;
}

/**
 * One heap with its collector, roots and tables. Implements the contract's Host, and gives the mutator its
 * operations: allocation, reference stores with the collector's barrier, counts, safepoints.
 */
export class Runtime implements Host {
  readonly memory: Memory;
  readonly shapes = new ShapeTable();
  readonly roots: Roots;
  readonly limitWords: number;
  readonly poison: boolean;
  readonly eventLevel: EventLevel;
  readonly weak: WeakTable;
  readonly ephemerons: EphemeronTable;
  readonly finalizers: FinalizerTable;
  readonly externals: ExternalReferences;
  readonly identities: Identities;
  readonly collector: Collector;
  readonly i32: Int32Array;
  /** The mark word is a reference count. */
  readonly counting: boolean;
  readonly stress: boolean;
  readonly verifying: boolean;
  guest: Guest = new QuietGuest();
  /** Set by `observe` only. */
  readonly observer: MutatorObserver | null = null;

  // What the mutator's fast paths read, and who inlines them.
  /** Where objects may be taken from without a call; nowhere while somebody wants to hear of them. */
  readonly bump: BumpRegions;
  /** Which objects may be taken and freed without a call, under counting; null elsewhere. */
  readonly quick: QuickCells | null;
  /** To store a reference is to write it and to set a card: no counts, no observer, no barrier that is a call. */
  simple = true;
  /** One card for each 2^cardShift words, set by stores; one for all where the collector has none. */
  readonly cards: Uint8Array;
  readonly cardShift: number;

  onEvent: ((event: CollectorEvent) => void) | null = null;
  /** Called at the first safepoint after `allocatedWords` has reached `headroomDueAt`; may throw a guest's exception. */
  onHeadroomDue: (() => void) | null = null;
  private headroomDue = Number.POSITIVE_INFINITY;

  peakUsedWords = 0;
  /** Bytes that the guest's own operations copied (string concatenation, growing lists): part of the virtual clock. */
  copiedBytes = 0;

  /** Calls of the collector under way that may reclaim; guest code that they run sees counts on their way. */
  reclaiming = 0;

  private readonly callsBarrier: boolean;
  /** Objects that the collector was called for: those out of the bump regions are counted there. */
  private countedObjects = 0;
  /** Allocation clock, in words: minus what is left of them in `bump`. At 0 it is time to look what is due. */
  private grantedWords = 0;

  /** For another one of the same kind. */
  readonly options: RuntimeOptions;

  constructor(options: RuntimeOptions) {
    this.options = options;
    this.memory = new Memory(options.heapBytes);
    this.i32 = this.memory.i32;
    this.limitWords = this.memory.words;
    this.roots = new Roots(options.stackWords);
    this.poison = options.poison ?? false;
    this.stress = options.stress ?? false;
    this.verifying = options.verify ?? false;
    this.eventLevel = options.eventLevel ?? (EVENTS_NONE as EventLevel);
    const { i32, shapes } = this;
    this.weak = new WeakTable(i32, {
      nextNumber: () => this.finalizers.nextNumber(),
      runCallback: (weak) => this.guest.weakCallback(weak),
      callbacksPending: () => this.raise(POLL_PENDING),
      retain: (ref) => this.retain(ref),
      release: (ref) => this.release(ref),
      keepsWeak: (target) => this.finalizers.keepsWeak(target),
    });
    this.ephemerons = new EphemeronTable(i32);
    this.finalizers = new FinalizerTable(i32, shapes, {
      runFinalizer: (ref) => this.runFinalizer(ref),
      finalizing: (ref) => this.observer?.finalizing(ref),
      finalizerDone: () => this.observer?.finalizerDone(),
      finalizersPending: () => this.raise(POLL_PENDING),
    });
    this.collector = options.collector.create(this, {
      ...options.collector.options,
      ...options.collectorOptions,
    });
    const { barrier } = this.collector;
    this.quick = this.collector.quick ?? null;
    this.bump = this.collector.bump ?? new BumpRegions(0);
    this.counting = barrier.kind === 'counting';
    this.callsBarrier = barrier.kind === 'call';
    this.cards = barrier.kind === 'card' ? barrier.cards : NO_CARDS;
    this.cardShift = barrier.kind === 'card' ? barrier.shift : NO_CARD_SHIFT;
    this.observe(null);
    this.grantWords();
    this.identities = new Identities(i32, shapes, this.counting);
    this.externals = new ExternalReferences(this);
    this.roots.register(this.externals.slots, 'external');
    this.roots.register(this.finalizers.queue, 'queue');
    this.roots.register(this.finalizers.running, 'queue');
    this.roots.register(this.weak.pending, 'queue');
    if (this.stress) this.raise(POLL_STRESS);
  }

  /** `observer` is told of everything from now on; null: nobody is. */
  observe(observer: MutatorObserver | null): void {
    (this as { observer: MutatorObserver | null }).observer = observer;
    this.simple = observer === null && !this.callsBarrier && !this.counting;
    this.bump.open(observer === null);
    this.quick?.open(observer === null);
  }

  // ---- Allocation

  /** Allocation clock: objects since the start. */
  get allocatedObjects(): number {
    return this.countedObjects + (this.bump.objects[0]! >>> 0);
  }

  /** Allocation clock: words since the start. */
  get allocatedWords(): number {
    return this.grantedWords - this.bump.wordsLeft[0]!;
  }

  /** See `onHeadroomDue`. */
  get headroomDueAt(): number {
    return this.headroomDue;
  }

  set headroomDueAt(words: number) {
    this.headroomDue = words;
    this.grantWords();
  }

  /** A new object of a shape without variable part: payload zeroed, one count for the caller under counting. */
  allocate(shape: number): Ref {
    const words = this.shapes.quickWords[shape]!;
    return words === 0 ? this.allocateSpecial(shape, 0) : this.allocateWords(shape, words);
  }

  /** The same, but never one kept for reuse: what a class's own allocator gives (see ShapeSpec.kept). */
  allocateAnew(shape: number): Ref {
    return this.allocateSpecial(shape, -1);
  }

  /** A new object with `length` elements, words or bytes in its variable part; LENGTH is set. */
  allocateVariable(shape: number, length: number): Ref {
    const { shapes } = this;
    const special = (shapes.traits[shape]! & (SHAPE_WEAK | SHAPE_EPHEMERON)) !== 0;
    const ref = special
      ? this.allocateSpecial(shape, length)
      : this.allocateWords(shape, shapes.sizeFor(shape, length), length);
    this.i32[ref + LENGTH] = length;
    return ref;
  }

  /** The collector is to see it: weak references and ephemerons, and what must not be one kept for reuse (length -1). */
  private allocateSpecial(shape: number, length: number): Ref {
    const words = this.shapes.sizeFor(shape, Math.max(0, length));
    const ref = this.collector.allocate(shape, words, length);
    this.noteAllocation(ref, words);
    return ref;
  }

  /** A new object of `words` words (ShapeTable.sizeFor) that is not weak, for callers that know the size already. */
  allocateWords(shape: number, words: number, length = 0): Ref {
    const { i32 } = this;
    if (this.quick !== null) return this.allocateCounted(this.quick, shape, words, length);
    if (words <= BUMP_WORDS_MAX) {
      const { objects, plan, state, wordsLeft } = this.bump;
      const region = plan[words]!;
      const ref = state[region]!;
      const next = ref + words;
      const left = wordsLeft[0]! - words;
      if (next <= state[region + 1]! && left > 0) {
        state[region] = next;
        wordsLeft[0] = left;
        objects[0]!++;
        i32[ref] = shape;
        return ref;
      }
    }
    const ref = this.collector.allocate(shape, words, length);
    this.noteAllocation(ref, words);
    return ref;
  }

  /** The same under counting. */
  private allocateCounted(quick: QuickCells, shape: number, words: number, length: number): Ref {
    if (words <= BUMP_WORDS_MAX && this.shapes.leaf[shape] !== 0) {
      const { wordsLeft } = this.bump;
      const left = wordsLeft[0]! - words;
      if (left > 0) {
        const ref = quick.take(shape, words);
        if (ref !== 0) {
          this.countedObjects++;
          wordsLeft[0] = left;
          return ref;
        }
      }
    }
    const ref = this.collector.allocate(shape, words, length);
    this.noteAllocation(ref, words);
    return ref;
  }

  private noteAllocation(ref: Ref, words: number): void {
    const { wordsLeft } = this.bump;
    this.countedObjects++;
    wordsLeft[0] = wordsLeft[0]! - words;
    if (wordsLeft[0] <= 0) this.grantWords();
    if (this.observer !== null) this.observer.allocated(ref);
  }

  /** Words for allocations to come, as many as may pass until something is due; asks for a safepoint if it is. */
  private grantWords(): void {
    const { allocatedWords } = this;
    const until = this.headroomDue - allocatedWords;
    if (until <= 0) this.raise(POLL_HEADROOM);
    const granted = Math.max(0, Math.min(until, GRANT_WORDS));
    this.bump.wordsLeft[0] = granted;
    this.grantedWords = allocatedWords + granted;
  }

  /**
   * The object is to have `words` words now; true if its cell has the room. The caller then raises its LENGTH right away,
   * before the next safepoint; it never goes down.
   */
  tryGrow(ref: Ref, words: number): boolean {
    const before = this.shapes.sizeOf(this.i32, ref);
    if (!this.collector.tryGrow(ref, words)) return false;
    this.headroomDueAt -= words - before;
    return true;
  }

  /** A new weak object that refers to `target` (see WEAK_TARGET; `shape` has SHAPE_WEAK). */
  allocateWeak(shape: number, target: Ref, strength: 0 | 1 | 2 | 3): Ref {
    const weak = this.allocate(shape);
    this.weak.register(weak, target, strength);
    return weak;
  }

  /** What a weak object refers to: 0 for what has died, also if its destruction has only begun (its count is 0 then). */
  weakTarget(weak: Ref): Ref {
    const target = this.i32[weak + WEAK_TARGET]!;
    return target !== 0 && this.counting && this.i32[target + MARK_WORD] === 0 ? 0 : target;
  }

  /** A new ephemeron (`shape` has SHAPE_EPHEMERON). Its value lives as long as the ephemeron and the key do. */
  allocateEphemeron(shape: number, key: Ref, value: Ref): Ref {
    const ephemeron = this.allocate(shape);
    this.i32[ephemeron + 2] = key;
    this.i32[ephemeron + 3] = this.retain(value);
    this.ephemerons.register(ephemeron);
    return ephemeron;
  }

  // ---- References. A slot is an offset in words from the object's Ref.

  load(object: Ref, slot: number): Ref {
    return this.i32[object + slot]!;
  }

  /** Replace the reference in a slot; under counting the new one is counted before the old one is released. */
  store(object: Ref, slot: number, value: Ref): void {
    const { i32 } = this;
    if (this.counting) i32[value + MARK_WORD] = i32[value + MARK_WORD]! + 1;
    this.storeOwned(object, slot, value);
  }

  /** Like `store`, but the caller's count of `value` goes over to the slot. */
  storeOwned(object: Ref, slot: number, value: Ref): void {
    const { i32 } = this;
    const at = object + slot;
    const old = i32[at]!;
    if (this.observer !== null || this.callsBarrier) this.tellStore(object, at, old, value);
    i32[at] = value;
    if (this.counting) this.release(old);
    else this.cards[at >>> this.cardShift] = 1;
  }

  private tellStore(object: Ref, at: number, old: Ref, value: Ref): void {
    if (this.observer !== null) this.observer.overwrote(old);
    if (this.callsBarrier) this.collector.beforeStore(object, at, old, value);
  }

  /** First store into a slot that holds null: no old value to release. */
  initialise(object: Ref, slot: number, value: Ref): void {
    this.initialiseOwned(object, slot, this.retain(value));
  }

  /** Like `initialise`, but the caller's count of `value` goes over to the slot. */
  initialiseOwned(object: Ref, slot: number, value: Ref): void {
    const at = object + slot;
    if (this.callsBarrier) this.collector.beforeStore(object, at, 0, value);
    this.i32[at] = value;
    this.cards[at >>> this.cardShift] = 1;
  }

  /** Many slots were written without `store` (a block copy): the barrier for addresses [from, to). */
  wroteRange(object: Ref, from: number, to: number): void {
    if (this.counting) return;
    const last = (to - 1) >>> this.cardShift;
    for (let card = from >>> this.cardShift; card <= last; card++) this.cards[card] = 1;
    if (!this.callsBarrier) return;
    for (let at = from; at < to; at++) this.collector.beforeStore(object, at, 0, this.i32[at]!);
  }

  /** One more count, under counting; the same reference back. */
  retain(ref: Ref): Ref {
    if (this.counting) this.i32[ref + MARK_WORD] = this.i32[ref + MARK_WORD]! + 1;
    return ref;
  }

  /** One count less, under counting; at 0 the object is destroyed, which may run guest code. */
  release(ref: Ref): void {
    if (!this.counting) return;
    const count = this.i32[ref + MARK_WORD]! - 1;
    this.i32[ref + MARK_WORD] = count;
    if (count === 0) this.destroy(ref);
  }

  /** Counting: the count of `ref` has just reached 0. */
  destroy(ref: Ref): void {
    if (this.quick?.give(ref)) return;
    if (this.observer !== null) this.observer.dying(ref);
    this.reclaiming++;
    this.collector.destroy(ref);
    this.reclaiming--;
  }

  private runFinalizer(ref: Ref): void {
    const { observer, guest } = this;
    if (observer === null) {
      guest.finalize(ref);
      return;
    }
    observer.finalizing(ref);
    try {
      guest.finalize(ref);
    } finally {
      observer.finalizerDone();
    }
  }

  // ---- Safepoints

  get pollRaised(): boolean {
    return this.i32[POLL_WORD] !== 0;
  }

  raise(bits: number): void {
    this.i32[POLL_WORD] = this.i32[POLL_WORD]! | bits;
  }

  lower(bits: number): void {
    this.i32[POLL_WORD] = this.i32[POLL_WORD]! & ~bits;
  }

  requestSafepoint(): void {
    this.raise(POLL_COLLECTOR);
  }

  /** Do what the poll flag asks for. All Refs outside of roots are stale afterwards. */
  safepoint(): void {
    const { i32 } = this;
    const bits = i32[POLL_WORD]!;
    i32[POLL_WORD] = this.stress ? POLL_STRESS : 0;
    if ((bits & POLL_COLLECTOR) !== 0) {
      this.checked(() => this.collector.safepoint());
    }
    if ((bits & POLL_STRESS) !== 0) this.collect({ kind: 'full', cause: 'stress', compact: true });
    if ((bits & POLL_PENDING) !== 0 || (i32[POLL_WORD]! & POLL_PENDING) !== 0) {
      this.lower(POLL_PENDING);
      this.guest.pendingWork();
    }
    if ((bits & POLL_HEADROOM) !== 0 && this.onHeadroomDue !== null) this.onHeadroomDue();
  }

  /** A safepoint that collects. */
  collect(request: CollectionRequest): CollectionResult {
    let result: CollectionResult | null = null;
    this.checked(() => {
      result = this.collector.collect(request);
    });
    return result!;
  }

  /** Room for `words` without a further safepoint, or false; a safepoint. */
  reserve(words: number): boolean {
    let enough = false;
    this.checked(() => {
      enough = this.collector.reserve(words);
    });
    return enough;
  }

  private checked(work: () => void): void {
    if (this.verifying) verifyHeap(this);
    this.reclaiming++;
    try {
      work();
    } finally {
      this.reclaiming--;
    }
    if (this.verifying) verifyHeap(this);
  }

  // ---- Host

  eachRootRange(visit: RootVisitor): void {
    this.roots.eachRange(visit);
  }

  emit(event: CollectorEvent): void {
    const { observer } = this;
    if (observer !== null) {
      if (event.type === 'move') observer.moved(event.from, event.to);
      else if (event.type === 'free') observer.freed(event.ref);
      else if (event.type === 'collection-start') observer.collecting();
      else if (event.type === 'collection-end') observer.collected();
    }
    if (event.type === 'collection-start') this.notePeak();
    if (this.onEvent !== null && this.eventLevel >= EVENTS_COLLECTIONS) this.onEvent(event);
  }

  objectsMoved(liveness: Liveness): void {
    this.weak.update(liveness);
    this.ephemerons.update(liveness);
    this.finalizers.update(liveness);
  }

  objectFreed(ref: Ref): void {
    const header = this.i32[ref]!;
    const traits = this.shapes.traits[header & SHAPE_MASK]!;
    if ((traits & SHAPE_WEAK) !== 0) this.weak.forget(ref);
    if ((traits & SHAPE_EPHEMERON) !== 0) this.ephemerons.forget(ref);
    if ((header & FLAG_WEAKREFS) !== 0) this.weak.dropTarget(ref);
    if ((header & FLAG_SIDE_ID) !== 0) this.identities.freed(ref);
  }

  virtualTimeMs(): number {
    return this.guest.virtualTimeMs();
  }

  /** Sample the used words (at collections and at the end of a run): the peak of those samples is reported. */
  notePeak(): void {
    let used = 0;
    for (const space of this.collector.spaces()) used += space.usedWords;
    if (used > this.peakUsedWords) this.peakUsedWords = used;
  }

  /** For messages: the shape's name and the address. */
  describe(ref: Ref): string {
    if (ref === 0) return 'null';
    const shape = this.i32[ref]! & SHAPE_MASK;
    const name = this.shapes.names[shape];
    if (name === undefined) throw new InvariantViolation('shape', `word ${ref} is not an object's header`);
    const length = this.shapes.variable[shape] === VAR_NONE ? '' : `[${this.i32[ref + LENGTH]}]`;
    return `${name}${length} at ${ref}`;
  }
}

/** Until there is a guest: nothing happens, and what is due stays pending. */
class QuietGuest implements Guest {
  finalize(_ref: Ref): void {
    // no finalizers
  }

  weakCallback(_weak: Ref): void {
    // no callbacks
  }

  pendingWork(): void {
    // stays in the queue
  }

  virtualTimeMs(): number {
    return 0;
  }
}
