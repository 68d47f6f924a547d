import type { Ref } from '../../heap/layout.ts';
import { Kind, SET_FILL, SET_HASHES, SET_KEYS, SET_MASK, SET_USED, Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

/**
 * The operations of sets, which are at stack positions: each comparison may run guest code. Orders of iteration and of
 * insertion are those of setobject.c, since programs see the resulting order.
 */

export function isSet(vm: VM, ref: Ref): boolean {
  const kind = vm.kindOf(ref);
  return kind === Kind.SET || kind === Kind.FROZENSET;
}

/** An empty set or frozenset of the built-in class that `like` is or derives from. */
export function newSetLike(vm: VM, like: Ref): Ref {
  return vm.sets.make(vm.kindOf(like) === Kind.FROZENSET ? Shape.FROZENSET : Shape.SET);
}

/** Adds a key with a known hash. */
export function addHashed(vm: VM, setAt: number, keyAt: number, hash: number): void {
  const words = vm.sets.growthWords(vm.at(setAt));
  if (words > 0) vm.reserve(words);
  vm.sets.addRooted(setAt, keyAt, hash);
}

export function addKey(vm: VM, setAt: number, keyAt: number): void {
  addHashed(vm, setAt, keyAt, vm.hash(vm.at(keyAt)));
}

/** Takes a key with a known hash out; false if it was not there. */
export function discardHashed(vm: VM, setAt: number, keyAt: number, hash: number): boolean {
  const slot = vm.sets.findRooted(setAt, keyAt, hash);
  if (slot < 0) return false;
  vm.runtime.release(vm.sets.take(vm.at(setAt), slot));
  return true;
}

export function hasHashed(vm: VM, setAt: number, keyAt: number, hash: number): boolean {
  return vm.sets.findRooted(setAt, keyAt, hash) >= 0;
}

/**
 * Calls `visit` with the position and hash of each key of the set or dict at a stack position; it may change either.
 * Ends early when `visit` returns false. @returns whether it came to the end
 */
export function eachHashed(vm: VM, at: number, visit: (keyAt: number, hash: number) => boolean): boolean {
  const isDict = vm.kindOf(vm.at(at)) === Kind.DICT;
  const keyAt = vm.push(0);
  for (let k = 0; k < (isDict ? vm.dicts.filled(vm.at(at)) : vm.sets.slots(vm.at(at))); k++) {
    const table = vm.at(at);
    const key = isDict ? vm.dicts.keyAt(table, k) : vm.sets.keyAt(table, k);
    if (key === 0) continue;
    const hash = isDict ? vm.dicts.hashAt(table, k) : vm.sets.hashAt(table, k);
    vm.replace(keyAt, vm.runtime.retain(key));
    if (!visit(keyAt, hash)) {
      vm.dropTo(keyAt);
      return false;
    }
  }
  vm.dropTo(keyAt);
  return true;
}

/** The same for any iterable: a set, an exact dict, or else by iteration, hashing each item. */
export function eachKey(vm: VM, at: number, visit: (keyAt: number, hash: number) => boolean): boolean {
  const ref = vm.at(at);
  if (isSet(vm, ref) || vm.shapeOf(ref) === Shape.DICT) return eachHashed(vm, at, visit);
  const iteratorAt = vm.push(vm.iteration.iterator(ref));
  for (;;) {
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) break;
    const keyAt = vm.push(item);
    const goOn = visit(keyAt, vm.hash(vm.at(keyAt)));
    vm.dropTo(keyAt);
    if (!goOn) {
      vm.dropTo(iteratorAt);
      return false;
    }
    vm.poll();
  }
  vm.dropTo(iteratorAt);
  return true;
}

/** set.update of one iterable. */
export function updateSet(vm: VM, setAt: number, otherAt: number): void {
  const other = vm.at(otherAt);
  if (isSet(vm, other)) {
    mergeSet(vm, setAt, otherAt);
    return;
  }
  if (vm.shapeOf(other) === Shape.DICT) {
    const count = vm.dicts.size(other);
    vm.reserve(vm.sets.preparationWords(vm.at(setAt), count));
    vm.sets.prepareFor(vm.at(setAt), vm.dicts.size(vm.at(otherAt)));
  }
  eachKey(vm, otherAt, (keyAt, hash) => {
    addHashed(vm, setAt, keyAt, hash);
    return true;
  });
}

function mergeSet(vm: VM, setAt: number, otherAt: number): void {
  const { sets } = vm;
  const count = sets.size(vm.at(otherAt));
  if (vm.at(setAt) === vm.at(otherAt) || count === 0) return;
  vm.reserve(sets.preparationWords(vm.at(setAt), count));
  if (sets.size(vm.at(setAt)) === 0) {
    sets.copyInto(vm.at(setAt), vm.at(otherAt));
    return;
  }
  sets.prepareFor(vm.at(setAt), sets.size(vm.at(otherAt)));
  eachHashed(vm, otherAt, (keyAt, hash) => {
    addHashed(vm, setAt, keyAt, hash);
    return true;
  });
}

/** A copy of the set at a stack position, of its built-in class. */
export function copySet(vm: VM, at: number): Ref {
  const resultAt = vm.push(newSetLike(vm, vm.at(at)));
  mergeSet(vm, resultAt, at);
  return vm.pop();
}

/** set & iterable */
export function intersection(vm: VM, at: number, otherAt: number): Ref {
  if (vm.at(at) === vm.at(otherAt)) return copySet(vm, at);
  let inner = at;
  let outer = otherAt;
  if (isSet(vm, vm.at(otherAt)) && vm.sets.size(vm.at(otherAt)) > vm.sets.size(vm.at(at))) {
    inner = otherAt;
    outer = at;
  }
  const resultAt = vm.push(newSetLike(vm, vm.at(at)));
  eachKey(vm, outer, (keyAt, hash) => {
    if (hasHashed(vm, inner, keyAt, hash)) addHashed(vm, resultAt, keyAt, hash);
    return true;
  });
  return vm.pop();
}

/** set - iterable */
export function difference(vm: VM, at: number, otherAt: number): Ref {
  const other = vm.at(otherAt);
  const asSet = isSet(vm, other);
  const asDict = vm.kindOf(other) === Kind.DICT;
  const size = asSet ? vm.sets.size(other) : asDict ? vm.dicts.size(other) : -1;
  if (size < 0 || vm.sets.size(vm.at(at)) >> 2 > size) {
    const copyAt = vm.push(copySet(vm, at));
    differenceUpdate(vm, copyAt, otherAt);
    return vm.pop();
  }
  const resultAt = vm.push(newSetLike(vm, vm.at(at)));
  eachHashed(vm, at, (keyAt, hash) => {
    const there = asSet
      ? hasHashed(vm, otherAt, keyAt, hash)
      : vm.dicts.findRooted(otherAt, keyAt, hash) >= 0;
    if (!there) addHashed(vm, resultAt, keyAt, hash);
    return true;
  });
  return vm.pop();
}

/** set -= iterable */
export function differenceUpdate(vm: VM, setAt: number, otherAt: number): void {
  if (vm.at(setAt) === vm.at(otherAt)) {
    vm.sets.clear(vm.at(setAt));
    return;
  }
  const other = vm.at(otherAt);
  // A much larger set is replaced by what both have in common: this set's keys decide how long it takes.
  const large = isSet(vm, other) && vm.sets.size(other) >> 3 > vm.sets.size(vm.at(setAt));
  const removedAt = large ? vm.push(intersection(vm, setAt, otherAt)) : otherAt;
  eachKey(vm, removedAt, (keyAt, hash) => {
    discardHashed(vm, setAt, keyAt, hash);
    return true;
  });
  if (large) vm.dropTo(removedAt);
  vm.reserve(vm.sets.tidyWords(vm.at(setAt)));
  if (vm.sets.slots(vm.at(setAt)) > 0) vm.sets.tidy(vm.at(setAt));
}

/** set ^= iterable */
export function symmetricDifferenceUpdate(vm: VM, setAt: number, otherAt: number): void {
  if (vm.at(setAt) === vm.at(otherAt)) {
    vm.sets.clear(vm.at(setAt));
    return;
  }
  const other = vm.at(otherAt);
  const direct = isSet(vm, other) || vm.shapeOf(other) === Shape.DICT;
  const fromAt = direct ? otherAt : vm.push(newSetLike(vm, vm.at(setAt)));
  if (!direct) updateSet(vm, fromAt, otherAt);
  eachHashed(vm, fromAt, (keyAt, hash) => {
    if (!discardHashed(vm, setAt, keyAt, hash)) addHashed(vm, setAt, keyAt, hash);
    return true;
  });
  if (!direct) vm.dropTo(fromAt);
}

/** set ^ iterable: begins with the other one. */
export function symmetricDifference(vm: VM, at: number, otherAt: number): Ref {
  const resultAt = vm.push(newSetLike(vm, vm.at(at)));
  updateSet(vm, resultAt, otherAt);
  symmetricDifferenceUpdate(vm, resultAt, at);
  return vm.pop();
}

/** Whether the iterable has every key of the set. */
export function isSubset(vm: VM, at: number, otherAt: number): boolean {
  const other = vm.at(otherAt);
  if (!isSet(vm, other)) {
    const commonAt = vm.push(intersection(vm, at, otherAt));
    const subset = vm.sets.size(vm.at(commonAt)) === vm.sets.size(vm.at(at));
    vm.dropTo(commonAt);
    return subset;
  }
  if (vm.sets.size(vm.at(at)) > vm.sets.size(other)) return false;
  return eachHashed(vm, at, (keyAt, hash) => hasHashed(vm, otherAt, keyAt, hash));
}

/** Whether the set has every item of the iterable. */
export function isSuperset(vm: VM, at: number, otherAt: number): boolean {
  if (isSet(vm, vm.at(otherAt))) return isSubset(vm, otherAt, at);
  return eachKey(vm, otherAt, (keyAt, hash) => hasHashed(vm, at, keyAt, hash));
}

export function isDisjoint(vm: VM, at: number, otherAt: number): boolean {
  const other = vm.at(otherAt);
  if (vm.at(at) === other) return vm.sets.size(other) === 0;
  const swap = isSet(vm, other) && vm.sets.size(other) > vm.sets.size(vm.at(at));
  const inner = swap ? otherAt : at;
  return eachKey(vm, swap ? at : otherAt, (keyAt, hash) => !hasHashed(vm, inner, keyAt, hash));
}

export function setsEqual(vm: VM, at: number, otherAt: number): boolean {
  return vm.sets.size(vm.at(at)) === vm.sets.size(vm.at(otherAt)) && isSubset(vm, at, otherAt);
}

/** Gives a set the keys of another one, which is discarded: the old keys are released. */
export function takeContents(vm: VM, set: Ref, fromAt: number): void {
  const { i32, runtime } = vm;
  const from = vm.at(fromAt);
  for (const slot of [SET_USED, SET_FILL, SET_MASK]) {
    const held = i32[set + slot]!;
    i32[set + slot] = i32[from + slot]!;
    i32[from + slot] = held;
  }
  for (const slot of [SET_KEYS, SET_HASHES]) {
    const mine = vm.pushBorrowed(i32[set + slot]!);
    runtime.store(set, slot, i32[from + slot]!);
    runtime.store(from, slot, vm.at(mine));
    vm.dropTo(mine);
  }
}
