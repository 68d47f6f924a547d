import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Equality } from './dicts.ts';
import { ITEMS_DATA, SET_FILL, SET_HASHES, SET_KEYS, SET_MASK, SET_USED, Shape } from './shapes.ts';
import type { Strings } from './strings.ts';

const MIN_SIZE = 8;
const PERTURB_SHIFT = 5;

/**
 * Sets after CPython's setobject.c, whose iteration order programs see: open addressing with nine linear probes
 * before each perturbed jump, a table of keys in slot order, growth by four (by two above 50,000) at 3/5 full.
 *
 * A deleted slot has key 0 and hash DUMMY_HASH; a free one key 0 and hash 0.
 */
export class Sets {
  private readonly runtime: Runtime;
  private readonly i32: Int32Array;
  private readonly strings: Strings;
  private readonly equality: Equality;
  /** Neighbouring slots that are tried before each jump; none in Python 2, whose tables are its dicts'. */
  private readonly linearProbes: number;
  private readonly python2: boolean;

  constructor(runtime: Runtime, strings: Strings, equality: Equality, python2 = false) {
    this.runtime = runtime;
    this.i32 = runtime.memory.i32;
    this.strings = strings;
    this.equality = equality;
    this.python2 = python2;
    this.linearProbes = python2 ? 0 : 9;
  }

  make(shape: number = Shape.SET): Ref {
    return this.runtime.allocate(shape);
  }

  size(set: Ref): number {
    return this.i32[set + SET_USED]!;
  }

  /** Number of table slots; slots are numbered from 0 in iteration order. */
  slots(set: Ref): number {
    return this.i32[set + SET_KEYS] === 0 ? 0 : this.i32[set + SET_MASK]! + 1;
  }

  /** Key in a slot, or 0. Borrowed. */
  keyAt(set: Ref, slot: number): Ref {
    return this.i32[this.i32[set + SET_KEYS]! + ITEMS_DATA + slot]!;
  }

  hashAt(set: Ref, slot: number): number {
    return this.i32[this.i32[set + SET_HASHES]! + ITEMS_DATA + slot]!;
  }

  /** Slot of the key at stack position `keyAt` in the set at `setAt`, or -1. May call guest code. */
  findRooted(setAt: number, keyAt: number, hash: number): number {
    for (;;) {
      const found = this.probe(setAt, keyAt, hash);
      if (found !== CHANGED) return found;
    }
  }

  /** Adds the key at a stack position; false if it was there. May call guest code. */
  addRooted(setAt: number, keyAt: number, hash: number): boolean {
    if (this.findRooted(setAt, keyAt, hash) >= 0) return false;
    const { stack } = this.runtime.roots;
    this.insert(stack[setAt]!, stack[keyAt]!, hash);
    return true;
  }

  private probe(setAt: number, keyAt: number, hash: number): number {
    const { i32, runtime } = this;
    const { roots } = runtime;
    const set = roots.stack[setAt]!;
    const table = i32[set + SET_KEYS]!;
    if (table === 0) return -1;
    const mask = i32[set + SET_MASK]!;
    let perturb = hash;
    let round = 0;
    let at = hash & mask;
    for (;;) {
      let probes = at + this.linearProbes <= mask ? this.linearProbes : 0;
      let slot = at;
      do {
        const keys = i32[roots.stack[setAt]! + SET_KEYS]! + ITEMS_DATA;
        const key = i32[keys + slot]!;
        const stored = this.hashAt(roots.stack[setAt]!, slot);
        if (key === 0 && stored === 0) return -1;
        if (key !== 0 && stored === hash) {
          if (key === roots.stack[keyAt]!) return slot;
          const equal = this.equal(key, keyAt);
          const now = roots.stack[setAt]!;
          if (i32[now + SET_MASK] !== mask || this.keyAt(now, slot) === 0 || i32[now + SET_KEYS] === 0)
            return CHANGED;
          if (equal) return slot;
        }
        slot++;
      } while (probes-- > 0);
      if (round > 0 || !this.python2) perturb = shifted(perturb, round + 1);
      round++;
      at = (at * 5 + 1 + perturb) & mask;
    }
  }

  private equal(stored: Ref, keyAt: number): boolean {
    const { i32, runtime } = this;
    const { roots } = runtime;
    const probe = roots.stack[keyAt]!;
    if ((i32[stored]! & SHAPE_MASK) === Shape.STR && (i32[probe]! & SHAPE_MASK) === Shape.STR) {
      return this.strings.equal(stored, probe);
    }
    const top = roots.top;
    roots.stack[roots.top++] = runtime.retain(stored);
    const equal = this.equality.equal(stored, probe);
    const held = roots.stack[top]!;
    roots.top = top;
    runtime.release(held);
    return equal;
  }

  /** A key that is not in the set goes in; it is retained. */
  insert(set: Ref, key: Ref, hash: number): void {
    const { i32, runtime } = this;
    if (i32[set + SET_KEYS] === 0) this.allocateTable(set, MIN_SIZE);
    const slot = this.freeSlot(set, hash, true);
    const fresh = this.hashAt(set, slot) !== DUMMY_HASH;
    runtime.initialise(i32[set + SET_KEYS]!, ITEMS_DATA + slot, key);
    i32[i32[set + SET_HASHES]! + ITEMS_DATA + slot] = hash;
    i32[set + SET_USED] = i32[set + SET_USED]! + 1;
    if (!fresh) return;
    i32[set + SET_FILL] = i32[set + SET_FILL]! + 1;
    if (this.isFull(set, i32[set + SET_FILL]!)) this.resize(set, this.grownSize(set));
  }

  private isFull(set: Ref, fill: number): boolean {
    const mask = this.i32[set + SET_KEYS] === 0 ? MIN_SIZE - 1 : this.i32[set + SET_MASK]!;
    return this.python2 ? fill * 3 >= (mask + 1) * 2 : fill * 5 >= mask * 3;
  }

  private grownSize(set: Ref): number {
    const used = this.i32[set + SET_USED]!;
    return used > 50000 ? used * 2 : used * 4;
  }

  /** Words that the next `insert` may allocate. */
  growthWords(set: Ref): number {
    const { i32 } = this;
    if (i32[set + SET_KEYS] === 0) return 2 * MIN_SIZE + 12;
    if (!this.isFull(set, i32[set + SET_FILL]! + 1)) return 0;
    return 2 * tableSize(this.grownSize(set) + 4) + 12;
  }

  /** Room for `count` more keys at once, as set.update makes it before it begins. */
  prepareFor(set: Ref, count: number): void {
    const { i32 } = this;
    const none = i32[set + SET_KEYS] === 0;
    const full = this.isFull(set, i32[set + SET_FILL]! + count);
    const wanted = (this.size(set) + count) * 2;
    if (none) this.allocateTable(set, full ? tableSize(wanted) : MIN_SIZE);
    else if (full) this.resize(set, wanted);
  }

  /** Words that `prepareFor` may allocate. */
  preparationWords(set: Ref, count: number): number {
    return 2 * tableSize((this.size(set) + count) * 2) + 2 * MIN_SIZE + 24;
  }

  /** Drops the marks of deleted keys if there are many, as set.difference_update does at its end. */
  tidy(set: Ref): void {
    const { i32 } = this;
    if (i32[set + SET_FILL]! - i32[set + SET_USED]! > i32[set + SET_MASK]! >> 2)
      this.resize(set, this.grownSize(set));
  }

  /** Words that `tidy` may allocate. */
  tidyWords(set: Ref): number {
    return 2 * tableSize(this.grownSize(set)) + 12;
  }

  /** Where a new key with this hash goes: the last deleted slot seen (if `reuse`; Python 2: the first one), else the first free one. */
  private freeSlot(set: Ref, hash: number, reuse: boolean): number {
    const { i32 } = this;
    const mask = i32[set + SET_MASK]!;
    let perturb = hash;
    let round = 0;
    let at = hash & mask;
    let deleted = -1;
    for (;;) {
      let probes = at + this.linearProbes <= mask ? this.linearProbes : 0;
      let slot = at;
      do {
        if (this.keyAt(set, slot) === 0) {
          if (this.hashAt(set, slot) === 0) return deleted >= 0 && reuse ? deleted : slot;
          if (deleted < 0 || !this.python2) deleted = slot;
        }
        slot++;
      } while (probes-- > 0);
      if (round > 0 || !this.python2) perturb = shifted(perturb, round + 1);
      round++;
      at = (at * 5 + 1 + perturb) & mask;
    }
  }

  /** Takes the key in a slot out. @returns it, a new reference */
  take(set: Ref, slot: number): Ref {
    const { i32, runtime } = this;
    const keys = i32[set + SET_KEYS]!;
    const key = runtime.retain(i32[keys + ITEMS_DATA + slot]!);
    i32[i32[set + SET_HASHES]! + ITEMS_DATA + slot] = DUMMY_HASH;
    i32[set + SET_USED] = i32[set + SET_USED]! - 1;
    runtime.store(keys, ITEMS_DATA + slot, 0);
    return key;
  }

  clear(set: Ref): void {
    const { i32, runtime } = this;
    const keys = runtime.retain(i32[set + SET_KEYS]!);
    i32[set + SET_USED] = 0;
    i32[set + SET_FILL] = 0;
    i32[set + SET_MASK] = 0;
    runtime.store(set, SET_HASHES, 0);
    runtime.store(set, SET_KEYS, 0);
    runtime.release(keys);
  }

  /** Adds every key of `from`, which are distinct already, to an empty set. */
  copyInto(set: Ref, from: Ref): void {
    if (this.size(from) === 0) return;
    this.prepareFor(set, this.size(from));
    const { i32 } = this;
    const clean = i32[set + SET_FILL] === 0 && i32[from + SET_FILL] === this.size(from);
    if (clean && i32[set + SET_MASK] === i32[from + SET_MASK]) {
      this.copyTable(set, from);
      return;
    }
    for (let slot = 0; slot < this.slots(from); slot++) {
      const key = this.keyAt(from, slot);
      if (key !== 0) this.insert(set, key, this.hashAt(from, slot));
    }
  }

  /** A table of the same size without deleted keys is copied slot by slot. */
  private copyTable(set: Ref, from: Ref): void {
    const { i32, runtime } = this;
    const keys = i32[set + SET_KEYS]!;
    const hashes = i32[set + SET_HASHES]!;
    for (let slot = 0; slot < this.slots(from); slot++) {
      const key = this.keyAt(from, slot);
      if (key === 0) continue;
      runtime.initialise(keys, ITEMS_DATA + slot, key);
      i32[hashes + ITEMS_DATA + slot] = this.hashAt(from, slot);
    }
    i32[set + SET_FILL] = this.size(from);
    i32[set + SET_USED] = this.size(from);
  }

  private allocateTable(set: Ref, size: number): void {
    const { i32, runtime } = this;
    const keys = runtime.allocateVariable(Shape.ITEMS, size);
    const hashes = runtime.allocateVariable(Shape.WORDS, size);
    runtime.storeOwned(set, SET_KEYS, keys);
    runtime.storeOwned(set, SET_HASHES, hashes);
    i32[set + SET_MASK] = size - 1;
  }

  private resize(set: Ref, minimum: number): void {
    const { i32, runtime } = this;
    const size = tableSize(minimum);
    const oldKeys = runtime.retain(i32[set + SET_KEYS]!);
    const oldHashes = runtime.retain(i32[set + SET_HASHES]!);
    const oldSize = i32[set + SET_MASK]! + 1;
    this.allocateTable(set, size);
    const keys = i32[set + SET_KEYS]!;
    const hashes = i32[set + SET_HASHES]!;
    for (let slot = 0; slot < oldSize; slot++) {
      const key = i32[oldKeys + ITEMS_DATA + slot]!;
      if (key === 0) continue;
      const hash = i32[oldHashes + ITEMS_DATA + slot]!;
      const to = this.freeSlot(set, hash, false);
      runtime.initialiseOwned(keys, ITEMS_DATA + to, key);
      i32[hashes + ITEMS_DATA + to] = hash;
      i32[oldKeys + ITEMS_DATA + slot] = 0;
    }
    i32[set + SET_FILL] = i32[set + SET_USED]!;
    runtime.release(oldKeys);
    runtime.release(oldHashes);
  }
}

/** The smallest table with more slots than `minimum`. */
function tableSize(minimum: number): number {
  let size = MIN_SIZE;
  while (size <= minimum) size *= 2;
  return size;
}

/**
 * The perturbation after one more shift. CPython shifts 64 bits without sign, of which ours are the low ones: after seven
 * rounds nothing but the upper half's sign bits, 29 of them, are left.
 */
function shifted(perturb: number, round: number): number {
  if (perturb >= 0) return perturb >> PERTURB_SHIFT;
  return round < 7 ? perturb >> PERTURB_SHIFT : 0x1fff_ffff;
}

const CHANGED = -2;
const DUMMY_HASH = -1; // no key hashes to -1
