import type {
  Barrier,
  CollectionRequest,
  CollectionResult,
  Collector,
  CollectorFactory,
  CollectorTraits,
  SpaceInfo,
} from '../../src/contract/collector.ts';
import { EVENTS_OBJECTS, WorkCounts } from '../../src/contract/events.ts';
import type { Host } from '../../src/contract/host.ts';
import { BumpAllocator } from '../../src/heap/bump.ts';
import { HeapExhausted, InvariantViolation } from '../../src/heap/errors.ts';
import { type Ref, roundUpToEven, SHAPE_MASK } from '../../src/heap/layout.ts';

const TRAITS: CollectorTraits = {
  moving: false,
  prompt: false,
  cycleComplete: false,
  generational: false,
  conservativeRoots: false,
  pinning: 'never-moves',
  reclaims: false,
  summary: 'allocates and never collects: the baseline for the cost of the others (JEP 318)',
  prefixWords: { container: 0, other: 0 },
};

const NOTHING: CollectionResult = { found: 0, freedObjects: 0, freedWords: 0 };

/**
 * The collector that does not collect. Allocation bumps a pointer until the limit; nothing dies, no finalizer runs.
 *
 * INVARIANT dense: objects follow one another from the first free word to `space.top` without gaps, each with a defined
 * shape: the walk goes from one to the next by size, so a LENGTH may be raised by tryGrow, and never lowered.
 */
export class Epsilon implements Collector {
  readonly name = 'epsilon';
  readonly traits = TRAITS;
  readonly work = new WorkCounts();
  readonly barrier: Barrier = { kind: 'none' };
  readonly control = null;
  readonly space: BumpAllocator;

  private readonly host: Host;
  private readonly i32: Int32Array;
  private readonly tellsObjects: boolean;
  private objects = 0;

  constructor(host: Host) {
    this.host = host;
    this.i32 = host.memory.i32;
    this.tellsObjects = host.eventLevel >= EVENTS_OBJECTS;
    const { firstWord, words } = host.memory;
    this.space = new BumpAllocator(roundUpToEven(firstWord), Math.min(words, host.limitWords));
  }

  /** Memory that was never used is zero. */
  allocate(shape: number, words: number): Ref {
    const ref = this.space.allocate(words);
    if (ref === 0) throw new HeapExhausted(words, this.host.limitWords);
    this.i32[ref] = shape;
    this.objects++;
    if (this.tellsObjects) this.host.emit({ type: 'allocate', ref, words });
    return ref;
  }

  destroy(_ref: Ref): void {
    throw new InvariantViolation(
      'barrier',
      'epsilon does not count references; destroy() must not be called',
    );
  }

  beforeStore(): void {
    throw new InvariantViolation('barrier', 'epsilon has no write barrier; beforeStore() must not be called');
  }

  safepoint(): void {
    // It never asks for one.
  }

  collect(request: CollectionRequest): CollectionResult {
    const { host } = this;
    host.emit({
      type: 'decision',
      what: 'no-collection',
      reason: `epsilon never collects (asked for: ${request.cause})`,
    });
    return NOTHING;
  }

  reserve(words: number): boolean {
    return this.space.freeWords >= words;
  }

  /** Only the last object can grow: the next one begins where an object ends. */
  tryGrow(ref: Ref, words: number): boolean {
    const has = this.host.shapes.sizeOf(this.i32, ref);
    return words <= has || this.space.tryGrow(ref, has, words);
  }

  pin(_ref: Ref): void {
    // Nothing moves.
  }

  unpin(_ref: Ref): void {
    // Nothing moves.
  }

  forEachObject(visit: (ref: Ref) => void): void {
    const { i32, space } = this;
    const { shapes } = this.host;
    for (let ref = space.from; ref < space.top; ref += shapes.sizeOf(i32, ref)) visit(ref);
  }

  resolve(address: number): Ref {
    let found = 0;
    this.forEachObject((ref) => {
      if (ref <= address) found = ref;
    });
    return address < this.space.top ? found : 0;
  }

  spaces(): readonly SpaceInfo[] {
    const { space, objects } = this;
    const { usedWords, freeWords } = space;
    return [{ name: 'heap', committedWords: usedWords, usedWords, largestFreeWords: freeWords, objects }];
  }

  metadataWords(): number {
    return 0;
  }

  verify(): void {
    const { i32, space, host } = this;
    let ref = space.from;
    let objects = 0;
    while (ref < space.top) {
      const shape = i32[ref]! & SHAPE_MASK;
      if (shape === 0 || shape >= host.shapes.count) {
        throw new InvariantViolation(
          'dense',
          `word ${ref} is no header: shape ${shape}, after ${objects} objects`,
        );
      }
      objects++;
      ref += host.shapes.sizeOf(i32, ref);
    }
    if (ref === space.top && objects === this.objects) return;
    const found = `${objects} objects up to word ${ref}`;
    throw new InvariantViolation('dense', `found ${found}, expected ${this.objects} up to ${space.top}`);
  }
}

export const epsilon: CollectorFactory = {
  name: 'epsilon',
  traits: TRAITS,
  options: {},
  create: (host) => new Epsilon(host),
};
