import { BUMP_WORDS_MAX } from '../heap/bump-regions.ts';
import { LENGTH, roundUpToEven, SHAPE_BITS, SHAPE_MASK } from '../heap/layout.ts';
import { SCAN_FROM_MAX, SCAN_SLOTS_MAX, scanWord } from '../heap/mark-kernel.ts';

/** What follows the fixed part of an object. */
export const VAR_NONE = 0;
export const VAR_REFS = 1;
export const VAR_WORDS = 2;
export const VAR_BYTES = 3;
export type VariablePart = typeof VAR_NONE | typeof VAR_REFS | typeof VAR_WORDS | typeof VAR_BYTES;

/** Shape traits, a bit set per shape. */
export const SHAPE_CONTAINER = 1; // can be part of a cycle: a cycle collector tracks its objects
export const SHAPE_PART = 2; // belongs to exactly one owner (a list's items): never shared, traced through the owner
export const SHAPE_WEAK = 4; // a weak reference: WEAK_TARGET, WEAK_STRENGTH
export const SHAPE_EPHEMERON = 8; // EPHEMERON_KEY, EPHEMERON_VALUE
export const SHAPE_FINALIZER = 16; // its objects have a finalizer (may be set and cleared while the program runs)
export const SHAPE_IDENTITY = 32; // hashed by identity
export const SHAPE_UNTRACKABLE = 64; // a container that holds no container at present may be untracked (tuple, dict)
export const SHAPE_TRASHCAN = 128; // CPython bounds the depth of its destruction (lists, tuples, dicts, instances, …)

export interface ShapeSpec {
  readonly name: string;
  /** Raw payload words, before the reference slots; a variable shape's first one is its length. */
  readonly raw: number;
  /** Strong reference slots after the raw words. */
  readonly refs: number;
  readonly variable?: VariablePart;
  readonly traits?: number;
  /** Under counting its slots are released from the last to the first (CPython's list and tuple). */
  readonly releaseReversed?: boolean;
  /** Its slots are pairs whose second one a cycle collector visits first (CPython's dict: the value, then the key). */
  readonly visitedInPairs?: boolean;
  /** Offsets of its strong slots in the order in which a cycle collector visits them (CPython's tp_traverse); absent: as released. */
  readonly visits?: readonly number[];
  /** Offsets of the slots that are emptied to break a cycle, in order (CPython's tp_clear); absent: all, as released. */
  readonly clears?: readonly number[];
  /** An object of it that is not tracked is no part of any cycle (CPython's static types). */
  readonly atomUntracked?: boolean;
  readonly kept?: KeptForReuse;
}

/** How many dead objects of a shape the real system keeps for reuse (CPython's free lists): its counts do not see those. */
export interface KeptForReuse {
  readonly objects: number;
  /** As many of each length from 1 to this one; absent: of any length. */
  readonly lengths?: number;
}

/**
 * The trace maps of a heap, as flat tables indexed by shape id, so that a collector's kernels can scan without a call:
 *
 *     strong slots of an object = words [ref + refsFrom[s], ref + refsTo[s])
 *                                 and, if variable[s] is VAR_REFS, LENGTH more words from ref + fixedWords[s]
 *
 * INVARIANT contiguous: with VAR_REFS the fixed slots end where the variable part begins (refsTo = fixedWords),
 * so an object's strong slots are always one range.
 */
export class ShapeTable {
  count = 1;
  /** Header and fixed payload, in words. */
  fixedWords: Int32Array = new Int32Array(INITIAL);
  refsFrom: Int32Array = new Int32Array(INITIAL);
  refsTo: Int32Array = new Int32Array(INITIAL);
  variable: Uint8Array = new Uint8Array(INITIAL);
  /** refsFrom, refsTo and variable in one word, for marking: see heap/mark-kernel.ts. */
  scan: Int32Array = new Int32Array(INITIAL);
  traits: Uint8Array = new Uint8Array(INITIAL);
  /** Words of an object that is like every other: small, no variable part, not weak, no finalizer; else 0. */
  quickWords: Int32Array = new Int32Array(INITIAL);
  /** 1: its objects refer to nothing, and nothing is to be done when one dies but to free it. */
  leaf: Uint8Array = new Uint8Array(INITIAL);
  releaseReversed: Uint8Array = new Uint8Array(INITIAL);
  visitedInPairs: Uint8Array = new Uint8Array(INITIAL);
  readonly names: string[] = ['free'];
  readonly visits: (readonly number[] | undefined)[] = [undefined];
  readonly clears: (readonly number[] | undefined)[] = [undefined];
  readonly atomUntracked: boolean[] = [false];
  /** By shape, where there is something. */
  readonly kept = new Map<number, KeptForReuse>();

  /** @returns the new shape's id. @throws RangeError beyond 2^20 shapes, 4093 raw words or 524287 slots */
  define(spec: ShapeSpec): number {
    const variable = spec.variable ?? VAR_NONE;
    if (variable !== VAR_NONE && spec.raw < 1) {
      throw new RangeError(
        `shape ${spec.name}: a variable part needs a length, the first raw word; found no raw word`,
      );
    }
    if (this.count > SHAPE_MASK) {
      throw new RangeError(`shape ${spec.name}: more than 2^${SHAPE_BITS} shapes`);
    }
    if (2 + spec.raw > SCAN_FROM_MAX || spec.refs > SCAN_SLOTS_MAX) {
      throw new RangeError(
        `shape ${spec.name}: found ${spec.raw} raw words and ${spec.refs} slots, expected at most ` +
          `${SCAN_FROM_MAX - 2} and ${SCAN_SLOTS_MAX}; put more into a variable part`,
      );
    }
    const id = this.count++;
    if (id >= this.traits.length) this.grow();
    this.fixedWords[id] = 2 + spec.raw + spec.refs;
    this.refsFrom[id] = 2 + spec.raw;
    this.refsTo[id] = 2 + spec.raw + spec.refs;
    this.variable[id] = variable;
    this.scan[id] = scanWord(2 + spec.raw, spec.refs, variable === VAR_REFS);
    this.traits[id] = spec.traits ?? 0;
    if (
      variable === VAR_NONE &&
      (this.traits[id]! & SPECIAL) === 0 &&
      this.fixedWords[id]! <= BUMP_WORDS_MAX
    ) {
      this.quickWords[id] = roundUpToEven(this.fixedWords[id]!);
    }
    this.leaf[id] =
      spec.refs === 0 && variable !== VAR_REFS && (this.traits[id]! & ~SHAPE_IDENTITY) === 0 ? 1 : 0;
    this.releaseReversed[id] = spec.releaseReversed ? 1 : 0;
    this.visitedInPairs[id] = spec.visitedInPairs ? 1 : 0;
    this.names.push(spec.name);
    this.visits.push(spec.visits);
    this.clears.push(spec.clears);
    this.atomUntracked.push(spec.atomUntracked === true);
    if (spec.kept !== undefined) this.kept.set(id, spec.kept);
    return id;
  }

  /** Words of the object at `ref`, header included, prefix excluded, rounded up to an even number. */
  sizeOf(i32: Int32Array, ref: number): number {
    const shape = i32[ref]! & SHAPE_MASK;
    return this.sizeFor(shape, this.variable[shape] === VAR_NONE ? 0 : i32[ref + LENGTH]!);
  }

  /** Words of an object of `shape` whose variable part has `length` elements, words or bytes. */
  sizeFor(shape: number, length: number): number {
    const fixed = this.fixedWords[shape]!;
    switch (this.variable[shape]) {
      case VAR_NONE:
        return roundUpToEven(fixed);
      case VAR_BYTES:
        return roundUpToEven(fixed + ((length + 3) >> 2));
      default:
        return roundUpToEven(fixed + length);
    }
  }

  /** End of the strong slots of the object at `ref`, as an address; they begin at ref + refsFrom[shape]. */
  slotsEnd(i32: Int32Array, ref: number): number {
    const shape = i32[ref]! & SHAPE_MASK;
    const to = ref + this.refsTo[shape]!;
    return this.variable[shape] === VAR_REFS ? to + i32[ref + LENGTH]! : to;
  }

  private grow(): void {
    const size = this.traits.length * 2;
    this.fixedWords = widen(this.fixedWords, new Int32Array(size));
    this.refsFrom = widen(this.refsFrom, new Int32Array(size));
    this.refsTo = widen(this.refsTo, new Int32Array(size));
    this.variable = widen(this.variable, new Uint8Array(size));
    this.scan = widen(this.scan, new Int32Array(size));
    this.quickWords = widen(this.quickWords, new Int32Array(size));
    this.traits = widen(this.traits, new Uint8Array(size));
    this.leaf = widen(this.leaf, new Uint8Array(size));
    this.releaseReversed = widen(this.releaseReversed, new Uint8Array(size));
    this.visitedInPairs = widen(this.visitedInPairs, new Uint8Array(size));
  }
}

const INITIAL = 1024;
const SPECIAL = SHAPE_WEAK | SHAPE_EPHEMERON | SHAPE_FINALIZER;

function widen<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
