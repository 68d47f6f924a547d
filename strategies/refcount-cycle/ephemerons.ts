import { EPHEMERON_KEY, EPHEMERON_VALUE, FLAG_TRACKED, type Ref } from '../../src/heap/layout.ts';
import { COLLECTING, indexOf, LIST_MASK } from './tracking.ts';

/**
 * The ephemerons that exist. CPython has none (its WeakKeyDictionary leaks a value that refers to its key): here an
 * ephemeron owns a count of its value; the search for garbage does not take that count for a reference from outside,
 * and takes the value for reachable only once the ephemeron and its key are. When the key dies both slots are cleared.
 */
export class Ephemerons {
  private refs: Ref[] = [];
  private readonly i32: Int32Array;

  constructor(i32: Int32Array) {
    this.i32 = i32;
  }

  get size(): number {
    return this.refs.length;
  }

  add(ref: Ref): void {
    this.refs.push(ref);
  }

  /** The ephemeron dies. @returns its value, whose count the caller releases; 0 if there is none */
  remove(ref: Ref): Ref {
    this.refs = this.refs.filter((other) => other !== ref);
    return this.clear(ref);
  }

  /** `key` dies: clears its ephemerons and hands their values to `release`. */
  keyDies(key: Ref, release: (value: Ref) => void): void {
    for (const ref of this.refs) {
      if (this.i32[ref + EPHEMERON_KEY] !== key) continue;
      const value = this.clear(ref);
      if (value !== 0) release(value);
    }
  }

  /** Positions (in the list COLLECTING) of values that an ephemeron holds. */
  eachValueOfCollecting(visit: (index: number) => void): void {
    for (const ref of this.refs) {
      const index = this.collectingIndex(this.i32[ref + EPHEMERON_VALUE]!);
      if (index >= 0) visit(index);
    }
  }

  /** Values in the list COLLECTING whose ephemeron and key are reached. */
  eachReachedValue(isReached: (ref: Ref) => boolean, visit: (value: Ref, index: number) => void): void {
    for (const ref of this.refs) {
      const value = this.i32[ref + EPHEMERON_VALUE]!;
      const index = this.collectingIndex(value);
      if (index >= 0 && isReached(ref) && isReached(this.i32[ref + EPHEMERON_KEY]!)) visit(value, index);
    }
  }

  private collectingIndex(ref: Ref): number {
    if ((this.i32[ref]! & FLAG_TRACKED) === 0) return -1;
    const word = this.i32[ref - 2]!;
    return (word & LIST_MASK) === COLLECTING ? indexOf(word) : -1;
  }

  private clear(ref: Ref): Ref {
    const value = this.i32[ref + EPHEMERON_VALUE]!;
    this.i32[ref + EPHEMERON_KEY] = 0;
    this.i32[ref + EPHEMERON_VALUE] = 0;
    return value;
  }
}
