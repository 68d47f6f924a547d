import type { Ref } from '../../heap/layout.ts';
import { ITEMS_DATA, LIST_ITEMS, LIST_LENGTH, NUMBER_VALUE, Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { reserveWords } from './native-arguments.ts';
import { timsort } from './timsort.ts';

const LT = 0;

/**
 * list.sort. The items are taken out while they are sorted, so that guest code sees an empty list; what it puts
 * there is dropped with a ValueError. A permutation is sorted on the host, the references are rearranged once at the end,
 * also after an exception.
 */
export function sortList(vm: VM, listAt: number, keyAt: number, reverse: boolean): void {
  const { runtime } = vm;
  const hasKey = vm.at(keyAt) !== 0 && vm.at(keyAt) !== vm.none;
  if (hasKey) reserveWords(vm, vm.listLength(vm.at(listAt)) + 16);
  const list = vm.at(listAt);
  const length = vm.listLength(list);
  const itemsAt = vm.pushBorrowed(vm.i32[list + LIST_ITEMS]!);
  const emptyAt = vm.push(runtime.allocateVariable(Shape.LIST_ITEMS, 0));
  const keysAt = vm.push(hasKey ? runtime.allocateVariable(Shape.ITEMS, length) : 0);
  vm.i32[list + LIST_LENGTH] = 0;
  runtime.store(list, LIST_ITEMS, vm.at(emptyAt));
  try {
    if (hasKey) computeKeys(vm, itemsAt, keyAt, keysAt, length);
    permute(vm, itemsAt, hasKey ? keysAt : itemsAt, length, reverse);
  } catch (error) {
    vm.guestError(error);
    putBack(vm, listAt, itemsAt, keysAt, length);
    throw error;
  }
  const modified = vm.i32[vm.at(listAt) + LIST_ITEMS] !== vm.at(emptyAt);
  putBack(vm, listAt, itemsAt, keysAt, length);
  if (modified) throw vm.error('ValueError', 'list modified during sort');
  vm.dropTo(itemsAt);
}

function computeKeys(vm: VM, itemsAt: number, keyAt: number, keysAt: number, length: number): void {
  for (let index = 0; index < length; index++) {
    const key = vm.call(vm.at(keyAt), vm.i32[vm.at(itemsAt) + ITEMS_DATA + index]!);
    vm.runtime.initialiseOwned(vm.at(keysAt), ITEMS_DATA + index, key);
  }
}

/** Sorts the items by the keys of the same positions. */
function permute(vm: VM, itemsAt: number, keysAt: number, length: number, reverse: boolean): void {
  if (length < 2) return;
  const order = Int32Array.from({ length }, (_, k) => (reverse ? length - 1 - k : k));
  try {
    timsort(order, comparison(vm, keysAt, length));
  } finally {
    // Keys are released in their sorted order.
    if (keysAt !== itemsAt) rearrange(vm, vm.at(keysAt), order);
    if (reverse) order.reverse();
    rearrange(vm, vm.at(itemsAt), order);
  }
}

function rearrange(vm: VM, items: Ref, order: Int32Array): void {
  const { i32 } = vm;
  const data = items + ITEMS_DATA;
  const refs = i32.slice(data, data + order.length);
  for (let k = 0; k < order.length; k++) i32[data + k] = refs[order[k]!]!;
  vm.runtime.wroteRange(items, data, data + order.length);
}

/** `<` of the keys by position; without calls where all of them are plain ints, floats or strings. */
function comparison(vm: VM, keysAt: number, length: number): (a: number, b: number) => boolean {
  const { i32 } = vm;
  const data = vm.at(keysAt) + ITEMS_DATA;
  const shape = vm.shapeOf(i32[data]!);
  let uniform = shape === Shape.INT || shape === Shape.FLOAT || shape === Shape.STR;
  for (let k = 1; uniform && k < length; k++) uniform = vm.shapeOf(i32[data + k]!) === shape;
  if (!uniform) return (a, b) => lessThan(vm, keysAt, a, b);
  if (shape === Shape.STR) return (a, b) => vm.strings.compare(i32[data + a]!, i32[data + b]!) < 0;
  const values = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const key = i32[data + k]!;
    values[k] = shape === Shape.INT ? i32[key + NUMBER_VALUE]! : vm.numbers.floatOf(key);
  }
  return (a, b) => values[a]! < values[b]!;
}

function lessThan(vm: VM, keysAt: number, a: number, b: number): boolean {
  vm.poll();
  const data = vm.at(keysAt) + ITEMS_DATA;
  return vm.operators.compareTruth(LT, vm.i32[data + a]!, vm.i32[data + b]!);
}

/** Releases the keys and gives the list its items again. */
function putBack(vm: VM, listAt: number, itemsAt: number, keysAt: number, length: number): void {
  vm.replace(keysAt, 0);
  const list: Ref = vm.at(listAt);
  vm.i32[list + LIST_LENGTH] = length;
  vm.runtime.store(list, LIST_ITEMS, vm.at(itemsAt));
}
