import { SHAPE_CONTAINER } from '../../contract/shapes.ts';
import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import {
  DICT_ENTRIES,
  DICT_FILLED,
  DICT_INDEX,
  DICT_SLOTS,
  DICT_USED,
  DICT_VERSION,
  ITEMS_DATA,
  Shape,
} from './shapes.ts';
import type { Strings } from './strings.ts';

export const FREE = 0;
const DELETED = 1;
export const FIRST = 2; // an index word w >= FIRST means entry w - FIRST
const MIN_SLOTS = 8;

/** What a dict needs of the language: may call guest code, and so may be a safepoint. */
export interface Equality {
  /** `stored == probe`, both rooted by the caller (through the dict and the operand stack). */
  equal(stored: Ref, probe: Ref): boolean;
}

/**
 * Compact insertion-ordered dicts (Hettinger 2012; CPython 3.6+): an open-addressed index of entry numbers, and
 * entries in insertion order. Keys that are equal without a call (identity, strings, ints) never leave this file.
 *
 * The functions take and give borrowed references. Those named `…Rooted` may call guest code, so they take positions on the
 * root stack instead of Refs.
 */
export class Dicts {
  /** How far the hash is shifted before the first jump; before all others by 5. */
  protected readonly firstShift: number = 5;
  protected readonly runtime: Runtime;
  protected readonly i32: Int32Array;
  private readonly strings: Strings;
  private readonly equality: Equality;
  private nextVersion = 1;

  constructor(runtime: Runtime, strings: Strings, equality: Equality) {
    this.runtime = runtime;
    this.i32 = runtime.memory.i32;
    this.strings = strings;
    this.equality = equality;
  }

  make(): Ref {
    return this.runtime.allocate(Shape.DICT);
  }

  size(dict: Ref): number {
    return this.i32[dict + DICT_USED]!;
  }

  // ---- Entries, by number

  filled(dict: Ref): number {
    return this.i32[dict + DICT_FILLED]!;
  }

  /** Key of an entry; 0 if it was deleted. */
  keyAt(dict: Ref, entry: number): Ref {
    return this.i32[this.i32[dict + DICT_ENTRIES]! + ITEMS_DATA + 2 * entry]!;
  }

  valueAt(dict: Ref, entry: number): Ref {
    return this.i32[this.i32[dict + DICT_ENTRIES]! + ITEMS_DATA + 2 * entry + 1]!;
  }

  hashAt(dict: Ref, entry: number): number {
    return this.i32[this.i32[dict + DICT_INDEX]! + ITEMS_DATA + this.i32[dict + DICT_SLOTS]! + entry]!;
  }

  setValueAt(dict: Ref, entry: number, value: Ref): void {
    this.trackFor(dict, 0, value);
    this.runtime.store(this.i32[dict + DICT_ENTRIES]!, ITEMS_DATA + 2 * entry + 1, value);
  }

  /**
   * A number that is another one as soon as a key was added that was not in any such dict before, whichever dict that is; 0: there is
   * none. What it does not tell is that keys were deleted, or that values have changed.
   */
  keysMark(dict: Ref): number {
    const version = this.i32[dict + DICT_VERSION]!;
    const filled = this.filled(dict);
    // Both can be small for long: 2^20 tables with 2^11 entries have marks of their own.
    return version >>> 20 === 0 && filled >>> 11 === 0 ? (version << 11) | filled : 0;
  }

  // ---- Names: interned string keys, no guest code

  /** Entry of an interned key, or -1. */
  findName(dict: Ref, name: Ref): number {
    const { i32 } = this;
    const slots = i32[dict + DICT_SLOTS]!;
    if (slots === 0) return -1;
    const index = i32[dict + DICT_INDEX]! + ITEMS_DATA;
    const entries = i32[dict + DICT_ENTRIES]! + ITEMS_DATA;
    const hash = this.strings.hash(name);
    const mask = slots - 1;
    let perturb = hash >>> 0;
    let at = hash & mask;
    let shift = this.firstShift;
    for (;;) {
      const word = i32[index + at]!;
      if (word === FREE) return -1;
      if (word >= FIRST) {
        const key = i32[entries + 2 * (word - FIRST)]!;
        if (key === name) return word - FIRST;
        if (i32[index + slots + word - FIRST] === hash && (i32[key]! & SHAPE_MASK) === Shape.STR) {
          if (this.strings.equal(key, name)) return word - FIRST;
        }
      }
      perturb >>>= shift;
      shift = 5;
      at = (at * 5 + perturb + 1) & mask;
    }
  }

  /** Value of an interned key, borrowed, or 0. */
  getName(dict: Ref, name: Ref): Ref {
    const entry = this.findName(dict, name);
    return entry < 0 ? 0 : this.valueAt(dict, entry);
  }

  setName(dict: Ref, name: Ref, value: Ref): void {
    const entry = this.findName(dict, name);
    if (entry >= 0) this.setValueAt(dict, entry, value);
    else this.append(dict, this.strings.hash(name), name, value);
  }

  deleteName(dict: Ref, name: Ref): boolean {
    const entry = this.findName(dict, name);
    if (entry < 0) return false;
    this.removeEntry(dict, entry);
    return true;
  }

  // ---- Any key

  /**
   * Entry of the key at stack position `keyAt` in the dict at `dictAt`, or -1. May call guest code; starts over if
   * that changes the dict.
   */
  findRooted(dictAt: number, keyAt: number, hash: number): number {
    const { i32, runtime } = this;
    const stack = runtime.roots;
    for (;;) {
      const dict = stack.stack[dictAt]!;
      const probe = stack.stack[keyAt]!;
      const slots = i32[dict + DICT_SLOTS]!;
      if (slots === 0) return -1;
      const found = this.probe(dict, probe, hash, slots, dictAt, keyAt);
      if (found !== CHANGED) return found;
    }
  }

  private probe(dict: Ref, probe: Ref, hash: number, slots: number, dictAt: number, keyAt: number): number {
    const { i32 } = this;
    const index = i32[dict + DICT_INDEX]! + ITEMS_DATA;
    const entries = i32[dict + DICT_ENTRIES]! + ITEMS_DATA;
    const mask = slots - 1;
    let perturb = hash >>> 0;
    let at = hash & mask;
    let shift = this.firstShift;
    for (;;) {
      const word = i32[index + at]!;
      if (word === FREE) return -1;
      if (word >= FIRST) {
        const entry = word - FIRST;
        const key = i32[entries + 2 * entry]!;
        if (key === probe) return entry;
        if (i32[index + slots + entry] === hash) {
          const plain = this.plainlyEqual(key, probe);
          if (plain === EQUAL) return entry;
          if (plain === UNKNOWN) return this.probeSlowly(entry, dictAt, keyAt, hash, at, perturb, shift);
        }
      }
      perturb >>>= shift;
      shift = 5;
      at = (at * 5 + perturb + 1) & mask;
    }
  }

  /** The same probe sequence from position `at` on, with calls of `__eq__` and everything reloaded after each. */
  private probeSlowly(
    first: number,
    dictAt: number,
    keyAt: number,
    hash: number,
    at: number,
    perturb: number,
    firstShift: number,
  ): number {
    const { i32, runtime } = this;
    const { roots } = runtime;
    let entry = first;
    let position = at;
    let rest = perturb;
    let shift = firstShift;
    for (;;) {
      const dict = roots.stack[dictAt]!;
      const version = i32[dict + DICT_VERSION]!;
      if (entry >= 0) {
        const stored = this.keyAt(dict, entry);
        if (stored === roots.stack[keyAt]!) return entry;
        if (this.hashAt(dict, entry) === hash) {
          const outcome = this.compareEntry(entry, version, dictAt, keyAt);
          if (outcome !== DIFFERENT) return outcome === EQUAL ? entry : CHANGED;
        }
      }
      const now = roots.stack[dictAt]!;
      const slots = i32[now + DICT_SLOTS]!;
      rest >>>= shift;
      shift = 5;
      position = (position * 5 + rest + 1) & (slots - 1);
      const word = i32[i32[now + DICT_INDEX]! + ITEMS_DATA + position]!;
      if (word === FREE) return -1;
      entry = word >= FIRST ? word - FIRST : -1;
    }
  }

  /** CHANGED if the comparison has replaced the table or this very entry; other keys may come and go, as in CPython. */
  private compareEntry(entry: number, version: number, dictAt: number, keyAt: number): number {
    const { runtime, i32 } = this;
    const { roots } = runtime;
    const top = roots.top;
    const stored = this.keyAt(roots.stack[dictAt]!, entry);
    roots.stack[roots.top++] = runtime.retain(stored);
    const equal = this.equality.equal(stored, roots.stack[keyAt]!);
    const held = roots.stack[top]!;
    roots.top = top;
    runtime.release(held);
    const dict = roots.stack[dictAt]!;
    if (i32[dict + DICT_VERSION] !== version || this.keyAt(dict, entry) !== held) return CHANGED;
    return equal ? EQUAL : DIFFERENT;
  }

  private plainlyEqual(a: Ref, b: Ref): number {
    const { i32 } = this;
    const shapeA = i32[a]! & SHAPE_MASK;
    const shapeB = i32[b]! & SHAPE_MASK;
    if (shapeA === Shape.STR && shapeB === Shape.STR) return this.strings.equal(a, b) ? EQUAL : DIFFERENT;
    if (shapeA === Shape.INT && shapeB === Shape.INT) return i32[a + 2] === i32[b + 2] ? EQUAL : DIFFERENT;
    return UNKNOWN;
  }

  /** A key that is not in the dict gets a value; key and value are retained. */
  append(dict: Ref, hash: number, key: Ref, value: Ref): void {
    const { i32, runtime } = this;
    const slots = i32[dict + DICT_SLOTS]!;
    if (i32[dict + DICT_FILLED]! >= usable(slots)) this.resize(dict, i32[dict + DICT_USED]! * 3);
    const entry = i32[dict + DICT_FILLED]!;
    this.enter(dict, hash, entry);
    const entries = i32[dict + DICT_ENTRIES]!;
    runtime.initialise(entries, ITEMS_DATA + 2 * entry, key);
    runtime.initialise(entries, ITEMS_DATA + 2 * entry + 1, value);
    i32[dict + DICT_FILLED] = entry + 1;
    i32[dict + DICT_USED] = i32[dict + DICT_USED]! + 1;
    this.trackFor(dict, key, value);
  }

  private enter(dict: Ref, hash: number, entry: number): void {
    const { i32 } = this;
    const slots = i32[dict + DICT_SLOTS]!;
    const index = i32[dict + DICT_INDEX]! + ITEMS_DATA;
    const at = this.freeSlot(index, slots, hash);
    i32[index + at] = entry + FIRST;
    i32[index + slots + entry] = hash;
  }

  /** Where in the index words a new key with this hash goes. */
  protected freeSlot(index: number, slots: number, hash: number): number {
    const { i32 } = this;
    const mask = slots - 1;
    let perturb = hash >>> 0;
    let at = hash & mask;
    let shift = this.firstShift;
    while (i32[index + at]! >= FIRST) {
      perturb >>>= shift;
      shift = 5;
      at = (at * 5 + perturb + 1) & mask;
    }
    return at;
  }

  /** An untracked dict that gets its first container is tracked from then on (CPython's MAINTAIN_TRACKING). */
  trackFor(dict: Ref, key: Ref, value: Ref): void {
    const { control } = this.runtime.collector;
    if (control === null || control.isTracked(dict)) return;
    if (this.mayBeTracked(key) || this.mayBeTracked(value)) control.track(dict);
  }

  private mayBeTracked(ref: Ref): boolean {
    const shape = this.i32[ref]! & SHAPE_MASK;
    const { shapes, collector } = this.runtime;
    if ((shapes.traits[shape]! & SHAPE_CONTAINER) === 0) return false;
    return (shape !== Shape.TUPLE && !shapes.atomUntracked[shape]) || collector.control!.isTracked(ref);
  }

  removeEntry(dict: Ref, entry: number): void {
    const { i32, runtime } = this;
    const slots = i32[dict + DICT_SLOTS]!;
    const index = i32[dict + DICT_INDEX]! + ITEMS_DATA;
    const hash = i32[index + slots + entry]!;
    const mask = slots - 1;
    let perturb = hash >>> 0;
    let at = hash & mask;
    let shift = this.firstShift;
    while (i32[index + at] !== entry + FIRST) {
      perturb >>>= shift;
      shift = 5;
      at = (at * 5 + perturb + 1) & mask;
    }
    i32[index + at] = DELETED;
    // The hash word of a deleted entry says from where on everything up to it is deleted: see lastEntry.
    i32[index + slots + entry] = entry;
    i32[dict + DICT_USED] = i32[dict + DICT_USED]! - 1;
    const entries = i32[dict + DICT_ENTRIES]!;
    const slot = ITEMS_DATA + 2 * entry;
    // The entry is out of the dict before either release can run guest code; the old pair is freed last.
    const key = i32[entries + slot]!;
    const value = i32[entries + slot + 1]!;
    if (!runtime.counting) {
      runtime.store(entries, slot, 0);
      runtime.store(entries, slot + 1, 0);
      return;
    }
    runtime.observer?.overwrote(key);
    runtime.observer?.overwrote(value);
    i32[entries + slot] = 0;
    i32[entries + slot + 1] = 0;
    runtime.release(key);
    runtime.release(value);
  }

  /** The last entry that is not deleted, of a dict that is not empty; skips runs of deleted ones in one step each. */
  lastEntry(dict: Ref): number {
    const { i32 } = this;
    const hashes = i32[dict + DICT_INDEX]! + ITEMS_DATA + i32[dict + DICT_SLOTS]!;
    const last = this.filled(dict) - 1;
    let entry = last;
    while (this.keyAt(dict, entry) === 0) entry = i32[hashes + entry]! - 1;
    if (entry < last) i32[hashes + last] = entry + 1;
    return entry;
  }

  /** Room for `count` more keys, as dict.update makes it before it begins. */
  prepareFor(dict: Ref, count: number): void {
    const used = this.i32[dict + DICT_USED]!;
    if (usable(this.i32[dict + DICT_SLOTS]!) < count) this.resize(dict, ((used + count) * 3 + 1) >> 1);
  }

  /** Words that `prepareFor` may allocate. */
  preparationWords(dict: Ref, count: number): number {
    return 3 * slotsFor(((this.i32[dict + DICT_USED]! + count) * 3 + 1) >> 1) + 16;
  }

  clear(dict: Ref): void {
    const { i32, runtime } = this;
    const entries = i32[dict + DICT_ENTRIES]!;
    if (entries === 0) return;
    i32[dict + DICT_USED] = 0;
    i32[dict + DICT_FILLED] = 0;
    i32[dict + DICT_SLOTS] = 0;
    this.changed(dict);
    runtime.retain(entries);
    runtime.store(dict, DICT_INDEX, 0);
    runtime.store(dict, DICT_ENTRIES, 0);
    runtime.release(entries);
  }

  /** A shallow copy with the same order and, unless many entries are deleted, the same size: a new reference. */
  copy(dict: Ref): Ref {
    const result = this.make();
    const used = this.size(dict);
    const dense = used >= Math.floor((this.filled(dict) * 2) / 3);
    if (used > 0) this.resize(result, dense ? this.i32[dict + DICT_SLOTS]! : (used * 3 + 1) >> 1);
    for (let entry = 0; entry < this.filled(dict); entry++) {
      const key = this.keyAt(dict, entry);
      if (key !== 0) this.append(result, this.hashAt(dict, entry), key, this.valueAt(dict, entry));
    }
    return result;
  }

  /** Words that the next `append` will allocate: what to reserve before the operands are in flight. */
  growthWords(dict: Ref): number {
    const slots = this.i32[dict + DICT_SLOTS]!;
    if (this.i32[dict + DICT_FILLED]! < usable(slots)) return 0;
    const wanted = slotsFor(this.i32[dict + DICT_USED]! * 3);
    return 3 * usable(wanted) + wanted + 16;
  }

  /** Room for at least `wanted` slots; drops deleted entries. */
  private resize(dict: Ref, wanted: number): void {
    const { i32, runtime } = this;
    const slots = slotsFor(wanted);
    const entries = runtime.allocateVariable(Shape.PAIRS, 2 * usable(slots));
    const index = runtime.allocateVariable(Shape.WORDS, slots + usable(slots));
    const oldEntries = i32[dict + DICT_ENTRIES]!;
    const oldIndex = i32[dict + DICT_INDEX]!;
    const oldSlots = i32[dict + DICT_SLOTS]!;
    const filled = i32[dict + DICT_FILLED]!;
    runtime.retain(oldEntries);
    runtime.retain(oldIndex);
    runtime.storeOwned(dict, DICT_ENTRIES, entries);
    runtime.storeOwned(dict, DICT_INDEX, index);
    i32[dict + DICT_SLOTS] = slots;
    let kept = 0;
    for (let entry = 0; entry < filled; entry++) {
      const from = oldEntries + ITEMS_DATA + 2 * entry;
      const key = i32[from]!;
      if (key === 0) continue;
      this.enter(dict, i32[oldIndex + ITEMS_DATA + oldSlots + entry]!, kept);
      runtime.initialiseOwned(entries, ITEMS_DATA + 2 * kept, key);
      runtime.initialiseOwned(entries, ITEMS_DATA + 2 * kept + 1, i32[from + 1]!);
      i32[from] = 0;
      i32[from + 1] = 0;
      kept++;
    }
    i32[dict + DICT_FILLED] = kept;
    this.changed(dict);
    runtime.release(oldEntries);
    runtime.release(oldIndex);
  }

  protected changed(dict: Ref): void {
    this.i32[dict + DICT_VERSION] = this.nextVersion++ | 0;
  }
}

const CHANGED = -2;
const DIFFERENT = 0;
const EQUAL = 1;
const UNKNOWN = 2;

function usable(slots: number): number {
  return Math.floor((slots * 2) / 3);
}

function slotsFor(wanted: number): number {
  let slots = MIN_SLOTS;
  while (slots < wanted || slots < MIN_SLOTS) slots *= 2;
  return slots;
}
