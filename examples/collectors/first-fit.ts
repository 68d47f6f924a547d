/**
 * The smallest collector that collects: mark and sweep over one list of gaps, first fit.
 *
 *     midden run --collector examples/collectors/first-fit.ts --platform jython FILE
 *
 * 1. Allocate from the first gap that is long enough; past the budget, ask for a safepoint.
 * 2. Mark: everything that the roots reach, the values of ephemerons whose keys are marked.
 * 3. Clear weak references to what is not marked; queue the dead that have a finalizer, and mark from them.
 * 4. Sweep: walk the heap cell by cell; what is not marked becomes part of a gap.
 *
 * INVARIANT walk: from `first` to `end` the heap is cells without space between them. A cell is an object, or a gap:
 *   FREE_SHAPE in its header word and its size in the word behind it.
 */
import type {
  CollectionRequest,
  CollectionResult,
  Collector,
  CollectorFactory,
  CollectorTraits,
  Host,
  Liveness,
  Ref,
} from 'midden/contract';
import {
  FREE_SHAPE,
  FREED_WORD,
  HeapExhausted,
  InvariantViolation,
  SHAPE_MASK,
  WEAK_LONG,
  WEAK_PHANTOM,
  WEAK_SHORT,
  WEAK_SOFT,
  WorkCounts,
} from 'midden/contract';

const traits: CollectorTraits = {
  moving: false,
  prompt: false,
  cycleComplete: true,
  generational: false,
  conservativeRoots: false,
  pinning: 'never-moves',
  reclaims: true,
  summary: 'one list of gaps, first fit; an example',
  prefixWords: { container: 0, other: 0 },
};

class FirstFit implements Collector {
  readonly name = 'first-fit';
  readonly traits = traits;
  readonly work = new WorkCounts();
  readonly barrier = { kind: 'none' } as const;
  readonly control = null;
  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly first: number;
  private readonly end: number;
  private gaps: Ref[];
  private usedWords = 0;
  private budgetWords: number;
  private marked = new Set<Ref>([0]);
  private gray: Ref[] = [];

  constructor(host: Host, budgetWords: number) {
    this.host = host;
    this.i32 = host.memory.i32;
    this.first = host.memory.firstWord;
    this.end = Math.min(host.limitWords, host.memory.words) & ~1;
    this.budgetWords = budgetWords;
    this.gaps = [this.first];
    this.makeGap(this.first, this.end);
  }

  // ---- 1. Allocation

  allocate(shape: number, words: number): Ref {
    const index = this.gaps.findIndex((gap) => this.i32[gap + 1]! >= words);
    if (index < 0) throw new HeapExhausted(words, this.host.limitWords);
    const at = this.gaps[index]!;
    const rest = at + words;
    const gapEnd = at + this.i32[at + 1]!;
    if (rest < gapEnd) {
      this.makeGap(rest, gapEnd);
      this.gaps[index] = rest;
    } else this.gaps.splice(index, 1);
    this.i32.fill(0, at, rest);
    this.i32[at] = shape;
    this.usedWords += words;
    if (this.usedWords > this.budgetWords) this.host.requestSafepoint();
    return at;
  }

  safepoint(): void {
    if (this.usedWords > this.budgetWords) this.collect({ kind: 'full', cause: 'allocation' });
  }

  /** What fits nowhere else fits the longest gap, however it is cut. */
  reserve(words: number): boolean {
    if (this.longestGap() < words) this.collect({ kind: 'full', cause: 'headroom' });
    return this.longestGap() >= words;
  }

  // ---- 2 to 4. Collection

  collect({ cause }: CollectionRequest): CollectionResult {
    const { host, work } = this;
    const workBefore = work.units;
    host.emit({ type: 'collection-start', kind: 'full', cause, reason: `${this.usedWords} words used` });
    this.markRoots();
    this.processWeakAndFinalizable();
    const result = this.sweep();
    this.budgetWords = Math.max(this.budgetWords, this.usedWords * 2);
    work.pauseUnits += work.units - workBefore;
    host.emit({
      type: 'collection-end',
      kind: 'full',
      cause,
      pauseWork: work.units - workBefore,
      freedObjects: result.freedObjects,
      freedWords: result.freedWords,
      liveWords: this.usedWords,
    });
    return result;
  }

  private markRoots(): void {
    this.marked = new Set([0]); // null counts as marked
    this.host.eachRootRange((words, from, to) => {
      for (let at = from; at < to; at++) this.mark(words[at]!);
    });
    this.drain();
  }

  private mark(ref: Ref): void {
    if (this.marked.has(ref)) return;
    this.marked.add(ref);
    this.gray.push(ref);
    this.work.objectsMarked++;
    this.work.units += 2;
  }

  /** Marks what is reached from gray objects, live soft references and ephemerons with marked keys. */
  private drain(): void {
    const { shapes, weak, ephemerons } = this.host;
    const isLive = (ref: Ref) => this.marked.has(ref);
    const mark = (ref: Ref) => this.mark(ref);
    do {
      while (this.gray.length > 0) {
        const ref = this.gray.pop()!;
        const from = ref + shapes.refsFrom[this.i32[ref]! & SHAPE_MASK]!;
        const end = shapes.slotsEnd(this.i32, ref);
        for (let at = from; at < end; at++) this.mark(this.i32[at]!);
        this.work.edgesScanned += end - from;
        this.work.units += end - from;
      }
    } while (ephemerons.markValues(isLive, mark) + weak.eachSoftTarget(isLive, mark) > 0);
  }

  private processWeakAndFinalizable(): void {
    const { weak, ephemerons, finalizers } = this.host;
    const liveness: Liveness = { isLive: (ref) => this.marked.has(ref), forwarded: (ref) => ref };
    weak.clearDead(WEAK_SOFT, liveness);
    weak.clearDead(WEAK_SHORT, liveness);
    for (const ref of finalizers.queueDead(liveness.isLive)) this.mark(ref);
    this.drain();
    weak.clearDead(WEAK_LONG, liveness);
    weak.clearDead(WEAK_PHANTOM, liveness);
    ephemerons.clearDead(liveness);
  }

  private sweep(): CollectionResult {
    const { host, work } = this;
    this.gaps = [];
    let freedObjects = 0;
    let freedWords = 0;
    let gapStart = 0;
    this.eachCell((at, words, isObject) => {
      work.cellsSwept++;
      work.units++;
      if (isObject && this.marked.has(at)) {
        if (gapStart !== 0) this.closeGap(gapStart, at);
        gapStart = 0;
        return;
      }
      if (gapStart === 0) gapStart = at;
      if (!isObject) return;
      host.emit({ type: 'free', ref: at });
      host.objectFreed(at);
      if (host.poison) this.i32.fill(FREED_WORD, at + 2, at + words);
      freedObjects++;
      freedWords += words;
    });
    if (gapStart !== 0) this.closeGap(gapStart, this.end);
    this.usedWords -= freedWords;
    work.objectsFreed += freedObjects;
    work.wordsFreed += freedWords;
    return { found: freedObjects, freedObjects, freedWords };
  }

  // ---- Cells and gaps

  private eachCell(visit: (at: number, words: number, isObject: boolean) => void): void {
    const { shapes } = this.host;
    for (let at = this.first; at < this.end; ) {
      const isObject = (this.i32[at]! & SHAPE_MASK) !== FREE_SHAPE;
      const words = isObject ? shapes.sizeOf(this.i32, at) : this.i32[at + 1]!;
      visit(at, words, isObject);
      at += words;
    }
  }

  private makeGap(from: number, to: number): void {
    this.i32[from] = FREE_SHAPE;
    this.i32[from + 1] = to - from;
  }

  private closeGap(from: number, to: number): void {
    this.makeGap(from, to);
    this.gaps.push(from);
  }

  private longestGap(): number {
    return this.gaps.reduce((longest, gap) => Math.max(longest, this.i32[gap + 1]!), 0);
  }

  // ---- Questions

  forEachObject(visit: (ref: Ref) => void): void {
    this.eachCell((at, _words, isObject) => {
      if (isObject) visit(at);
    });
  }

  resolve(address: number): Ref {
    let found = 0;
    this.eachCell((at, words, isObject) => {
      if (isObject && address >= at && address < at + words) found = at;
    });
    return found;
  }

  spaces() {
    let objects = 0;
    this.forEachObject(() => objects++);
    const committedWords = this.end - this.first;
    return [
      {
        name: 'all',
        committedWords,
        usedWords: this.usedWords,
        largestFreeWords: this.longestGap(),
        objects,
      },
    ];
  }

  metadataWords(): number {
    return this.gaps.length;
  }

  verify(): void {
    let used = 0;
    this.eachCell((_at, words, isObject) => {
      used += isObject ? words : 0;
    });
    if (used === this.usedWords) return;
    throw new InvariantViolation('walk', `the walk finds ${used} words in use, expected ${this.usedWords}`);
  }

  // ---- Nothing to do for a collector that does not move, count or grow in place

  destroy(): void {
    throw new InvariantViolation('barrier', 'destroy() was called on a collector that does not count');
  }

  beforeStore(): void {
    throw new InvariantViolation('barrier', 'beforeStore() was called on a collector without a barrier');
  }

  tryGrow(): boolean {
    return false;
  }

  pin(): void {
    return;
  }

  unpin(): void {
    return;
  }
}

export const collector: CollectorFactory = {
  name: 'first-fit',
  traits,
  options: { budgetWords: 1 << 18 },
  create: (host, options) => new FirstFit(host, options.budgetWords!),
};
