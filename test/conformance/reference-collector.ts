/**
 * The simplest collector that moves: mark into a set, then slide the live objects into the other half of the heap.
 * Everything moves at every collection, so it is also a stress test for whoever keeps an address too long.
 *
 * 1. mark: roots, soft targets, ephemerons to a fixpoint
 * 2. weak: clear short and soft references, queue finalizers and mark from them, clear long ones and dead ephemerons
 * 3. evacuate: copy in address order, rewrite slots and roots, let the side tables follow
 */
import {
  type CollectionRequest,
  type Collector,
  type CollectorFactory,
  type CollectorTraits,
  EVENTS_OBJECTS,
  FIRST_FREE_WORD,
  FLAG_SIDE_ID,
  FLAG_WEAKREFS,
  FREED_BYTE,
  HeapExhausted,
  type Host,
  InvariantViolation,
  type Ref,
  roundUpToEven,
  SHAPE_EPHEMERON,
  SHAPE_MASK,
  SHAPE_WEAK,
  UsageError,
  WEAK_LONG,
  WEAK_PHANTOM,
  WEAK_SHORT,
  WEAK_SOFT,
  WorkCounts,
} from '../../src/contract/index.ts';

const traits: CollectorTraits = {
  moving: true,
  prompt: false,
  cycleComplete: true,
  generational: false,
  conservativeRoots: false,
  pinning: 'unsupported',
  reclaims: true,
  summary: 'mark, then copy everything to the other half; for tests',
  prefixWords: { container: 0, other: 0 },
};

class ReferenceCollector implements Collector {
  readonly name = 'reference';
  readonly traits = traits;
  readonly work = new WorkCounts();
  readonly barrier = { kind: 'none' } as const;
  readonly control = null;
  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly halfWords: number;
  private readonly budget: number;
  private objects: Ref[] = [];
  private base = FIRST_FREE_WORD;
  private top = FIRST_FREE_WORD;
  private sinceCollection = 0;

  constructor(host: Host, budget: number) {
    this.host = host;
    this.i32 = host.memory.i32;
    this.halfWords = ((host.limitWords - FIRST_FREE_WORD) >> 2) << 1;
    this.budget = budget;
  }

  allocate(shape: number, words: number): Ref {
    if (this.top + words > this.base + this.halfWords) throw new HeapExhausted(words, this.halfWords);
    const ref = this.top;
    this.top += words;
    this.i32.fill(0, ref, this.top);
    this.i32[ref] = shape;
    this.objects.push(ref);
    this.sinceCollection += words;
    if (this.sinceCollection > this.budget) this.host.requestSafepoint();
    return ref;
  }

  destroy(ref: Ref): void {
    throw new InvariantViolation('counting', `destroy(${ref}) was called, but this collector does not count`);
  }

  beforeStore(): void {
    throw new InvariantViolation('barrier', 'beforeStore was called, but this collector has no barrier');
  }

  safepoint(): void {
    if (this.sinceCollection > this.budget) this.collect({ kind: 'full', cause: 'allocation' });
  }

  reserve(words: number): boolean {
    if (this.free() < words) this.collect({ kind: 'full', cause: 'headroom' });
    return this.free() >= words;
  }

  tryGrow(ref: Ref, words: number): boolean {
    const size = this.host.shapes.sizeOf(this.i32, ref);
    if (roundUpToEven(words) <= size) return true;
    if (ref + size !== this.top || ref + words > this.base + this.halfWords) return false;
    this.i32.fill(0, this.top, ref + roundUpToEven(words));
    this.top = ref + roundUpToEven(words);
    return true;
  }

  collect(request: CollectionRequest) {
    const { host } = this;
    host.emit({
      type: 'collection-start',
      kind: 'full',
      cause: request.cause,
      reason: `cause: ${request.cause}`,
    });
    const marks = this.mark();
    host.emit({ type: 'phase', name: 'mark', work: marks.size });
    const dead = this.objects.filter((ref) => !marks.has(ref));
    const freedWords = this.reclaim(dead);
    this.evacuate(marks);
    host.emit({ type: 'phase', name: 'evacuate', work: this.top - this.base });
    this.work.units += this.top - this.base;
    this.work.pauseUnits += this.top - this.base;
    this.sinceCollection = 0;
    const freedObjects = dead.length;
    const liveWords = this.top - this.base;
    const pauseWork = liveWords;
    const { cause } = request;
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

  private mark(): Set<Ref> {
    const { host, i32 } = this;
    const marks = new Set<Ref>();
    const gray: Ref[] = [];
    const isLive = (ref: Ref) => ref === 0 || marks.has(ref);
    const push = (ref: Ref) => {
      if (isLive(ref)) return;
      marks.add(ref);
      gray.push(ref);
    };
    const drain = () => {
      do {
        while (gray.length > 0) {
          const ref = gray.pop()!;
          const end = host.shapes.slotsEnd(i32, ref);
          for (let at = ref + host.shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) push(i32[at]!);
        }
      } while (host.ephemerons.markValues(isLive, push) > 0);
    };
    host.eachRootRange((words, from, to) => {
      for (let at = from; at < to; at++) push(words[at]!);
    });
    drain();
    while (host.weak.eachSoftTarget(isLive, push) > 0) drain();
    const liveness = { isLive, forwarded: (ref: Ref) => ref };
    host.weak.clearDead(WEAK_SHORT, liveness);
    host.weak.clearDead(WEAK_SOFT, liveness);
    for (const ref of host.finalizers.queueDead(isLive)) push(ref);
    drain();
    host.weak.clearDead(WEAK_LONG, liveness);
    host.weak.clearDead(WEAK_PHANTOM, liveness);
    host.ephemerons.clearDead(liveness);
    return marks;
  }

  private reclaim(dead: readonly Ref[]): number {
    const { host, i32 } = this;
    let words = 0;
    for (const ref of dead) {
      const special = host.shapes.traits[i32[ref]! & SHAPE_MASK]! & (SHAPE_WEAK | SHAPE_EPHEMERON);
      if (special !== 0 || (i32[ref]! & (FLAG_WEAKREFS | FLAG_SIDE_ID)) !== 0) host.objectFreed(ref);
      if (host.eventLevel === EVENTS_OBJECTS) host.emit({ type: 'free', ref });
      words += host.shapes.sizeOf(i32, ref);
    }
    this.work.objectsFreed += dead.length;
    this.work.wordsFreed += words;
    return words;
  }

  private evacuate(marks: ReadonlySet<Ref>): void {
    const { host, i32, base } = this;
    const forward = new Map<Ref, Ref>([[0, 0]]);
    const other = base === FIRST_FREE_WORD ? FIRST_FREE_WORD + this.halfWords : FIRST_FREE_WORD;
    let to = other;
    for (const ref of this.objects) {
      if (!marks.has(ref)) continue;
      const size = host.shapes.sizeOf(i32, ref);
      i32.copyWithin(to, ref, ref + size);
      forward.set(ref, to);
      if (host.eventLevel === EVENTS_OBJECTS) host.emit({ type: 'move', from: ref, to });
      to += size;
    }
    forward.delete(0);
    this.objects = [...forward.values()];
    forward.set(0, 0);
    for (const ref of this.objects) {
      const end = host.shapes.slotsEnd(i32, ref);
      for (let at = ref + host.shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) {
        i32[at] = forward.get(i32[at]!)!;
      }
    }
    host.eachRootRange((words, from, end) => {
      for (let at = from; at < end; at++) words[at] = forward.get(words[at]!)!;
    });
    host.objectsMoved({ isLive: (ref) => forward.has(ref), forwarded: (ref) => forward.get(ref)! });
    if (host.poison) host.memory.u8.fill(FREED_BYTE, base * 4, this.top * 4);
    this.base = other;
    this.top = to;
  }

  pin(ref: Ref): void {
    throw new UsageError('pin', `reference collector: object ${ref} cannot be pinned, everything moves`);
  }

  unpin(ref: Ref): void {
    this.pin(ref);
  }

  forEachObject(visit: (ref: Ref) => void): void {
    for (const ref of this.objects) visit(ref);
  }

  resolve(address: number): Ref {
    const covers = (ref: Ref) => ref <= address && address < ref + this.host.shapes.sizeOf(this.i32, ref);
    return this.objects.find(covers) ?? 0;
  }

  spaces() {
    const usedWords = this.top - this.base;
    const largestFreeWords = this.free();
    const objects = this.objects.length;
    return [{ name: 'half', committedWords: this.halfWords * 2, usedWords, largestFreeWords, objects }];
  }

  metadataWords(): number {
    return 0;
  }

  verify(): void {
    let at = this.base;
    for (const ref of this.objects) {
      if (ref < at) throw new InvariantViolation('order', `object ${ref} lies before ${at}`);
      at = ref + this.host.shapes.sizeOf(this.i32, ref);
    }
    if (at > this.top)
      throw new InvariantViolation('top', `the objects end at ${at}, beyond the top ${this.top}`);
  }

  private free(): number {
    return this.base + this.halfWords - this.top;
  }
}

/** A third-party collector: a module that exports `collector`. */
export const collector: CollectorFactory = {
  name: 'reference',
  traits,
  options: { budgetWords: 16384 },
  create: (host, options) => new ReferenceCollector(host, options.budgetWords!),
};
