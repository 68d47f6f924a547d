import { LENGTH, type Ref } from '../../heap/layout.ts';
import { ITEMS_DATA, LIST_ITEMS, LIST_LENGTH, Shape, TUPLE_DATA } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { lengthHint, reserveWords } from './native-arguments.ts';
import { copyReferences, forgetItems, handOver, moveItems } from './references.ts';

/**
 * The items of a list: a part whose LENGTH is the list's capacity, with null behind the items in use. Capacities follow
 * list_resize of CPython 3.11, since programs see them in sys.getsizeof.
 */

/** Words of a part beside its items, rounded up. */
const PART_WORDS = 6;

export function capacity(vm: VM, list: Ref): number {
  const items = vm.i32[list + LIST_ITEMS]!;
  return items === 0 ? 0 : vm.i32[items + LENGTH]!;
}

/** Capacity that list_resize gives a list of `length` that was `before` long. */
function grownCapacity(length: number, before: number): number {
  if (length === 0) return 0;
  const grown = roundDown4(length + Math.floor(length / 8) + 6);
  return length - before > grown - length ? roundDown4(length + 3) : grown;
}

function roundDown4(value: number): number {
  return value - (value % 4);
}

/** Words that the next `appendOwned` allocates: what to reserve before the item is in flight. */
export function growthWords(vm: VM, list: Ref): number {
  const length = vm.i32[list + LIST_LENGTH]!;
  if (length < capacity(vm, list)) return 0;
  return grownCapacity(length + 1, length) + PART_WORDS;
}

/** A fresh part of `size` items gets the list's items. */
function setCapacity(vm: VM, list: Ref, size: number): void {
  const { i32, runtime } = vm;
  if (size === 0) {
    runtime.store(list, LIST_ITEMS, 0);
    return;
  }
  const items = runtime.allocateVariable(Shape.LIST_ITEMS, size);
  const old = i32[list + LIST_ITEMS]!;
  handOver(vm, items, 0, old, 0, Math.min(i32[list + LIST_LENGTH]!, size));
  runtime.storeOwned(list, LIST_ITEMS, items);
}

/** Appends; takes the item over. No safepoint: reserve `growthWords` before. */
export function appendOwned(vm: VM, list: Ref, item: Ref): void {
  const { i32 } = vm;
  const length = i32[list + LIST_LENGTH]!;
  const items = i32[list + LIST_ITEMS]!;
  if (items === 0 || length >= i32[items + LENGTH]!) setCapacity(vm, list, grownCapacity(length + 1, length));
  vm.runtime.initialiseOwned(i32[list + LIST_ITEMS]!, ITEMS_DATA + length, item);
  i32[list + LIST_LENGTH] = length + 1;
}

/** Appends the top of the stack, which it pops. May be a safepoint. */
export function appendTop(vm: VM, listAt: number): void {
  const words = growthWords(vm, vm.at(listAt));
  if (words > 0) vm.reserve(words);
  appendOwned(vm, vm.at(listAt), vm.pop());
}

/** Inserts before `index`, which may be out of range, and takes the item over. No safepoint. */
export function insertOwned(vm: VM, list: Ref, index: number, item: Ref): void {
  const { i32, runtime } = vm;
  const length = i32[list + LIST_LENGTH]!;
  const at = Math.min(Math.max(index < 0 ? index + length : index, 0), length);
  if (length >= capacity(vm, list)) setCapacity(vm, list, grownCapacity(length + 1, length));
  const items = i32[list + LIST_ITEMS]!;
  moveItems(vm, items, at + 1, at, length - at);
  i32[items + ITEMS_DATA + at] = 0;
  runtime.initialiseOwned(items, ITEMS_DATA + at, item);
  i32[list + LIST_LENGTH] = length + 1;
}

/**
 * Makes room for `count` more items: exactly as many when the list is fresh and `exact`. `before` is the length that the growth
 * counts from. A safepoint.
 */
export function makeRoom(vm: VM, listAt: number, count: number, exact: boolean, before = -1): void {
  const list = vm.at(listAt);
  const length = vm.listLength(list);
  const wanted = length + count;
  const available = capacity(vm, list);
  if (wanted <= available && wanted >= available >> 1) return;
  const size =
    exact && vm.i32[list + LIST_ITEMS] === 0
      ? wanted + (wanted & 1)
      : grownCapacity(wanted, before < 0 ? length : before);
  reserveWords(vm, size + PART_WORDS);
  setCapacity(vm, vm.at(listAt), size);
}

/** Gives memory back as list_resize does when the list is less than half full. A safepoint. */
export function trim(vm: VM, listAt: number): void {
  const length = vm.listLength(vm.at(listAt));
  if (length >= capacity(vm, vm.at(listAt)) >> 1) return;
  const size = grownCapacity(length, length);
  if (size > SMALL_PART && !vm.runtime.reserve(size + PART_WORDS)) return;
  if (vm.listLength(vm.at(listAt)) === length) setCapacity(vm, vm.at(listAt), size);
}

const SMALL_PART = 4096;

/** Grows the capacity to what list_resize gives for `size` items, which a reservation covers. No safepoint. */
export function growTo(vm: VM, list: Ref, size: number): void {
  if (size > capacity(vm, list)) setCapacity(vm, list, grownCapacity(size, vm.listLength(list)));
}

/** list.extend of the iterable at a stack position. A safepoint. */
export function extendRooted(vm: VM, listAt: number, iterableAt: number): void {
  const shape = vm.shapeOf(vm.at(iterableAt));
  if (shape === Shape.LIST || shape === Shape.TUPLE || vm.at(iterableAt) === vm.at(listAt)) {
    extendBySequence(vm, listAt, iterableAt, shape === Shape.TUPLE);
    return;
  }
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(iterableAt)));
  const hint = lengthHint(vm, iterableAt, 8);
  const fresh = vm.i32[vm.at(listAt) + LIST_ITEMS] === 0;
  if (hint > 0 || !fresh) makeRoom(vm, listAt, hint, true);
  for (;;) {
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) break;
    vm.push(item);
    appendTop(vm, listAt);
    vm.poll();
  }
  trim(vm, listAt);
  vm.dropTo(iteratorAt);
}

function extendBySequence(vm: VM, listAt: number, sequenceAt: number, tuple: boolean): void {
  const { i32 } = vm;
  const count = tuple ? vm.tupleLength(vm.at(sequenceAt)) : vm.listLength(vm.at(sequenceAt));
  if (count === 0) return;
  makeRoom(vm, listAt, count, true);
  const list = vm.at(listAt);
  const sequence = vm.at(sequenceAt);
  const items = i32[list + LIST_ITEMS]!;
  const length = i32[list + LIST_LENGTH]!;
  const from = tuple ? sequence + TUPLE_DATA : i32[sequence + LIST_ITEMS]! + ITEMS_DATA;
  copyReferences(vm, items, items + ITEMS_DATA + length, from, count);
  i32[list + LIST_LENGTH] = length + count;
}

/** A new list with room for exactly `size` items, all null, and length 0. A safepoint. */
export function newListFor(vm: VM, size: number): Ref {
  reserveWords(vm, size + PART_WORDS + 4);
  const list = vm.runtime.allocate(Shape.LIST);
  if (size > 0)
    vm.runtime.initialiseOwned(list, LIST_ITEMS, vm.runtime.allocateVariable(Shape.LIST_ITEMS, size));
  return list;
}

/** A new list of items [from, to) of the list at a stack position. A safepoint. */
export function copyRange(vm: VM, listAt: number, from: number, to: number): Ref {
  const { i32 } = vm;
  const count = Math.max(0, to - from);
  const result = newListFor(vm, count);
  if (count > 0) {
    const items = i32[result + LIST_ITEMS]!;
    const source = i32[vm.at(listAt) + LIST_ITEMS]! + ITEMS_DATA + from;
    copyReferences(vm, items, items + ITEMS_DATA, source, count);
    i32[result + LIST_LENGTH] = count;
  }
  return result;
}

/** Empties the list; its items are released from the last to the first. */
export function clearList(vm: VM, list: Ref): void {
  if (capacity(vm, list) === 0) return;
  vm.i32[list + LIST_LENGTH] = 0;
  vm.runtime.store(list, LIST_ITEMS, 0);
}

/** Takes an item out: a new reference. A safepoint. */
export function takeItem(vm: VM, listAt: number, index: number): Ref {
  const { i32, runtime } = vm;
  const list = vm.at(listAt);
  const items = i32[list + LIST_ITEMS]!;
  const length = i32[list + LIST_LENGTH]!;
  const resultAt = vm.pushBorrowed(i32[items + ITEMS_DATA + index]!);
  if (!runtime.counting) runtime.store(items, ITEMS_DATA + index, 0);
  moveItems(vm, items, index, index + 1, length - 1 - index);
  i32[items + ITEMS_DATA + length - 1] = 0;
  i32[list + LIST_LENGTH] = length - 1;
  // The list's own count is let go after the list is whole again; the one on the stack keeps the item alive.
  if (runtime.counting) {
    runtime.observer?.overwrote(vm.at(resultAt));
    runtime.release(vm.at(resultAt));
  }
  trim(vm, listAt);
  return vm.pop();
}

/**
 * Removes items [from, from + count). Under counting they are handed to a part of their own, which the caller
 * gets as a new reference and releases (the last item goes first); otherwise 0. `reserveWords` for it before.
 */
export function cutOut(vm: VM, list: Ref, from: number, count: number): Ref {
  const { i32, runtime } = vm;
  if (count === 0) return 0;
  const items = i32[list + LIST_ITEMS]!;
  const length = i32[list + LIST_LENGTH]!;
  let garbage = 0;
  if (runtime.counting) {
    garbage = runtime.allocateVariable(Shape.LIST_ITEMS, count);
    handOver(vm, garbage, 0, items, from, count);
  } else {
    forgetItems(vm, items, from, count);
  }
  moveItems(vm, items, from, from + count, length - from - count);
  const base = items + ITEMS_DATA;
  i32.fill(0, base + length - count, base + length);
  i32[list + LIST_LENGTH] = length - count;
  return garbage;
}

/** Opens `count` empty slots at `index`, which `makeRoom` provided. @returns the items part */
export function openGap(vm: VM, list: Ref, index: number, count: number): Ref {
  const { i32 } = vm;
  const items = i32[list + LIST_ITEMS]!;
  const length = i32[list + LIST_LENGTH]!;
  moveItems(vm, items, index + count, index, length - index);
  i32.fill(0, items + ITEMS_DATA + index, items + ITEMS_DATA + Math.min(index + count, length));
  i32[list + LIST_LENGTH] = length + count;
  return items;
}
