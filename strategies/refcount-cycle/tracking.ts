import { HeapExhausted } from '../../src/heap/errors.ts';
import { FLAG_TRACKED, type Ref } from '../../src/heap/layout.ts';

/*
 * The word in front of the identity serial of each container, at ref - 2:
 *
 *     │ 1 │ index in its list (28) │ list (3) │
 *
 * INVARIANT gc-word: the word is negative in every container (a header never is: that tells the two kinds of cell
 * apart), and a tracked object stands at `index` of the list that it names.
 */
const SIGN = -0x80000000;
const INDEX_MASK = 0x7fffffff;
export const LIST_MASK = 7;
export const INDEX_MAX: number = (1 << 28) - 1;

/** Lists 0, 1 and 2 are the generations. */
export const GENERATIONS = 3;
export const FROZEN = 3;
/** During a search for garbage: the objects searched. */
export const COLLECTING = 4;
/** Found unreachable by the running collection. */
export const GARBAGE = 5;
const LISTS = 6;
export const UNTRACKED_WORD: number = SIGN | 7;

export function gcWord(index: number, list: number): number {
  return SIGN | (index << 3) | list;
}

export function indexOf(word: number): number {
  return (word & INDEX_MASK) >>> 3;
}

/**
 * Tracked objects in the order in which CPython's linked list would have them. An object that leaves is replaced by 0.
 */
export class TrackedList {
  refs: Int32Array = new Int32Array(1024);
  /** Entries, zeros included. */
  length = 0;
  /** Objects. */
  live = 0;
  readonly list: number;

  constructor(list: number) {
    this.list = list;
  }

  append(i32: Int32Array, ref: Ref): void {
    if (this.length === this.refs.length) this.grow(this.length + 1);
    const index = this.length++;
    this.refs[index] = ref;
    i32[ref - 2] = gcWord(index, this.list);
    this.live++;
  }

  /** Remove zeros and renumber; called when every object's index may change. */
  compact(i32: Int32Array): void {
    const { refs, length } = this;
    let to = 0;
    for (let k = 0; k < length; k++) {
      const ref = refs[k]!;
      if (ref === 0) continue;
      refs[to] = ref;
      i32[ref - 2] = gcWord(to, this.list);
      to++;
    }
    this.length = to;
  }

  /** Room for `length` entries. @throws HeapExhausted beyond what the gc word can number */
  grow(length: number): void {
    if (length > INDEX_MAX) throw new HeapExhausted(length, INDEX_MAX);
    if (length <= this.refs.length) return;
    const refs = new Int32Array(Math.max(length, Math.min(this.refs.length * 2, INDEX_MAX)));
    refs.set(this.refs.subarray(0, this.length));
    this.refs = refs;
  }

  clear(): void {
    this.length = 0;
    this.live = 0;
  }

  each(visit: (ref: Ref) => void): void {
    for (let k = 0; k < this.length; k++) if (this.refs[k] !== 0) visit(this.refs[k]!);
  }
}

/**
 * Which containers the cycle collector knows, by list.
 *
 * INVARIANT tracked-flag: FLAG_TRACKED is set exactly on the objects of the lists.
 * INVARIANT list-length: `live` is the number of non-zero entries of a list.
 * INVARIANT cuts: while collections wait for the safepoint, positions in generation 0 stay what they were.
 */
export class Tracking {
  readonly lists: readonly TrackedList[];
  readonly youngest: TrackedList;
  /**
   * Collections that allocations have triggered and that have not run yet: each takes the entries of generation 0
   * before its cut, so that the object whose allocation was the trigger, and all later ones, are left out.
   */
  readonly cuts: number[] = [];
  private readonly i32: Int32Array;

  constructor(i32: Int32Array) {
    this.i32 = i32;
    this.lists = Array.from({ length: LISTS }, (_, list) => new TrackedList(list));
    this.youngest = this.lists[0]!;
  }

  /** Enters an untracked container at the end of generation 0. */
  track(ref: Ref): void {
    const { i32, youngest } = this;
    if (youngest.length === youngest.refs.length) this.makeRoom();
    const index = youngest.length++;
    youngest.refs[index] = ref;
    youngest.live++;
    i32[ref - 2] = gcWord(index, 0);
    i32[ref] = i32[ref]! | FLAG_TRACKED;
  }

  untrack(ref: Ref): void {
    const { i32 } = this;
    const word = i32[ref - 2]!;
    const list = this.lists[word & LIST_MASK]!;
    const index = indexOf(word);
    list.refs[index] = 0;
    list.live--;
    // The last entry goes with its object: temporaries leave no zeros behind.
    if (index === list.length - 1 && list === this.youngest && this.cuts.length === 0) list.length = index;
    i32[ref - 2] = UNTRACKED_WORD;
    i32[ref] = i32[ref]! & ~FLAG_TRACKED;
  }

  listOf(ref: Ref): number {
    return this.i32[ref - 2]! & LIST_MASK;
  }

  /** Moves all of `from` behind the entries of `to`. */
  merge(from: TrackedList, to: TrackedList): void {
    to.grow(to.length + from.live);
    for (let k = 0; k < from.length; k++) {
      const ref = from.refs[k]!;
      if (ref !== 0) to.append(this.i32, ref);
    }
    from.clear();
  }

  get words(): number {
    let words = 0;
    for (const list of this.lists) words += list.refs.length;
    return words;
  }

  private makeRoom(): void {
    const { youngest } = this;
    if (this.cuts.length === 0 && youngest.live * 2 <= youngest.length) youngest.compact(this.i32);
    else youngest.grow(youngest.length + 1);
  }
}
