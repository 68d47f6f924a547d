import { EPHEMERON_KEY, EPHEMERON_VALUE, FLAG_TRACKED, type Ref } from '../../src/heap/layout.ts';
import { indexOf, LIST_MASK } from './tracking.ts';

/**
 * The ephemerons that exist. CPython has none (its WeakKeyDictionary leaks a value that refers to its key): here an
 * ephemeron owns a count of its value; the search for garbage does not take that count for a reference from outside,
 * and takes the value for reachable only once the ephemeron and its key are. When the key dies, or is found to be
 * garbage, both slots are cleared.
 */
export class Ephemerons {
  private readonly refs = new Set<Ref>();
  private readonly byKey = new Map<Ref, Ref[]>();
  /** Not in `byKey` yet: the host writes the slots after the allocation. */
  private unindexed: Ref[] = [];
  private readonly i32: Int32Array;

  constructor(i32: Int32Array) {
    this.i32 = i32;
  }

  get size(): number {
    return this.refs.size;
  }

  add(ref: Ref): void {
    this.refs.add(ref);
    this.unindexed.push(ref);
  }

  /** The ephemeron dies. @returns its value, whose count the caller releases; 0 if there is none */
  remove(ref: Ref): Ref {
    this.refs.delete(ref);
    return this.clear(ref);
  }

  /** Empties both slots. @returns the value, whose count the caller releases; 0 if there is none */
  clear(ref: Ref): Ref {
    this.index();
    const key = this.i32[ref + EPHEMERON_KEY]!;
    const siblings = this.byKey.get(key)?.filter((other) => other !== ref) ?? [];
    if (siblings.length === 0) this.byKey.delete(key);
    else this.byKey.set(key, siblings);
    return this.empty(ref);
  }

  /** `key` dies: clears its ephemerons and hands their values to `release`. */
  keyDies(key: Ref, release: (value: Ref) => void): void {
    this.index();
    const refs = this.byKey.get(key);
    if (refs === undefined) return;
    this.byKey.delete(key);
    for (const ref of refs) {
      const value = this.empty(ref);
      if (value !== 0) release(value);
    }
  }

  /** Clears all ephemerons with such a key. @returns their values, whose counts the caller releases */
  clearKeys(isDead: (key: Ref) => boolean): Ref[] {
    this.index();
    const values: Ref[] = [];
    for (const key of this.byKey.keys()) {
      if (isDead(key)) this.keyDies(key, (value) => values.push(value));
    }
    return values;
  }

  /** Key and value may be 0. */
  each(visit: (ephemeron: Ref, key: Ref, value: Ref) => void): void {
    const { i32 } = this;
    for (const ref of this.refs) visit(ref, i32[ref + EPHEMERON_KEY]!, i32[ref + EPHEMERON_VALUE]!);
  }

  /** Position in the list that is searched, or -1. */
  searchedIndex(ref: Ref, list: number): number {
    if ((this.i32[ref]! & FLAG_TRACKED) === 0) return -1;
    const word = this.i32[ref - 2]!;
    return (word & LIST_MASK) === list ? indexOf(word) : -1;
  }

  private empty(ref: Ref): Ref {
    const value = this.i32[ref + EPHEMERON_VALUE]!;
    this.i32[ref + EPHEMERON_KEY] = 0;
    this.i32[ref + EPHEMERON_VALUE] = 0;
    return value;
  }

  private index(): void {
    const { i32, byKey, unindexed } = this;
    if (unindexed.length === 0) return;
    this.unindexed = [];
    for (const ref of unindexed) {
      const key = i32[ref + EPHEMERON_KEY]!;
      const siblings = byKey.get(key);
      if (siblings === undefined) byKey.set(key, [ref]);
      else siblings.push(ref);
    }
  }
}
