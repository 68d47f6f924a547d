import type { Ref } from '../../heap/layout.ts';
import { LENGTH } from '../../heap/layout.ts';
import { ITEMS_DATA, RECORD_FIELDS, RECORD_RAW, Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

/**
 * collections.deque as a ring: a part with a power of two of slots, the first item at DEQUE_HEAD. Adding and taking at both ends
 * is O(1), and so is indexing.
 */

export const DEQUE_HEAD = RECORD_RAW;
export const DEQUE_LENGTH = RECORD_RAW + 1;
/** Maximum length, or -1. */
export const DEQUE_MAXIMUM = RECORD_RAW + 2;
/** Changes with every change of the items: iterators look at it. */
export const DEQUE_VERSION = RECORD_RAW + 3;
const DEQUE_RING = RECORD_FIELDS;
const SMALLEST = 8;

export function dequeLength(vm: VM, deque: Ref): number {
  return vm.i32[deque + DEQUE_LENGTH]!;
}

function slotOf(vm: VM, deque: Ref, index: number): number {
  const ring = vm.i32[deque + DEQUE_RING]!;
  return ITEMS_DATA + ((vm.i32[deque + DEQUE_HEAD]! + index) & (vm.i32[ring + LENGTH]! - 1));
}

/** Item number `index` in [0, length): borrowed. */
export function dequeItem(vm: VM, deque: Ref, index: number): Ref {
  return vm.i32[vm.i32[deque + DEQUE_RING]! + slotOf(vm, deque, index)]!;
}

/** Replaces an item; takes the new one over. */
export function setDequeItem(vm: VM, deque: Ref, index: number, value: Ref): void {
  vm.runtime.storeOwned(vm.i32[deque + DEQUE_RING]!, slotOf(vm, deque, index), value);
}

/** Room for one more item; a safepoint when the ring is large. The deque is in a stack slot. */
export function reserveOne(vm: VM, at: number): void {
  const ring = vm.i32[vm.at(at) + DEQUE_RING]!;
  const capacity = ring === 0 ? 0 : vm.i32[ring + LENGTH]!;
  if (dequeLength(vm, vm.at(at)) < capacity) return;
  const larger = Math.max(SMALLEST, capacity * 2);
  vm.reserve(larger + 8);
  resize(vm, vm.at(at), larger);
}

function resize(vm: VM, deque: Ref, capacity: number): void {
  const { i32, runtime } = vm;
  const ring = runtime.allocateVariable(Shape.ITEMS, capacity);
  const length = dequeLength(vm, deque);
  for (let k = 0; k < length; k++) runtime.initialise(ring, ITEMS_DATA + k, dequeItem(vm, deque, k));
  i32[deque + DEQUE_HEAD] = 0;
  runtime.storeOwned(deque, DEQUE_RING, ring);
}

function changed(vm: VM, deque: Ref, head: number, length: number): void {
  const { i32 } = vm;
  i32[deque + DEQUE_HEAD] = head;
  i32[deque + DEQUE_LENGTH] = length;
  i32[deque + DEQUE_VERSION] = i32[deque + DEQUE_VERSION]! + 1;
}

/** Adds the item, which it takes over, at one end; there is room. No safepoint. */
export function pushItem(vm: VM, deque: Ref, item: Ref, left: boolean): void {
  const { i32 } = vm;
  const mask = i32[i32[deque + DEQUE_RING]! + LENGTH]! - 1;
  const length = dequeLength(vm, deque);
  const head = left ? (i32[deque + DEQUE_HEAD]! - 1) & mask : i32[deque + DEQUE_HEAD]!;
  changed(vm, deque, head, length + 1);
  vm.runtime.initialiseOwned(i32[deque + DEQUE_RING]!, slotOf(vm, deque, left ? 0 : length), item);
}

/** Takes an item off one end of a deque that is not empty: its reference passes to the caller. */
export function takeItem(vm: VM, deque: Ref, left: boolean): Ref {
  const { i32, runtime } = vm;
  const length = dequeLength(vm, deque);
  const ring = i32[deque + DEQUE_RING]!;
  const slot = slotOf(vm, deque, left ? 0 : length - 1);
  const item = runtime.retain(i32[ring + slot]!);
  const mask = i32[ring + LENGTH]! - 1;
  changed(vm, deque, left ? (i32[deque + DEQUE_HEAD]! + 1) & mask : i32[deque + DEQUE_HEAD]!, length - 1);
  runtime.store(ring, slot, 0);
  return item;
}

/** Adds the item on top of the stack at one end and drops what is too much at the other. The deque is in a stack slot. */
export function pushTop(vm: VM, at: number, left: boolean): void {
  const maximum = vm.i32[vm.at(at) + DEQUE_MAXIMUM]!;
  if (maximum === 0) {
    vm.drop(1);
    return;
  }
  reserveOne(vm, at);
  pushItem(vm, vm.at(at), vm.pop(), left);
  if (maximum >= 0 && dequeLength(vm, vm.at(at)) > maximum)
    vm.runtime.release(takeItem(vm, vm.at(at), !left));
}

/** Empties the deque; the items go from the first to the last. */
export function clearItems(vm: VM, at: number): void {
  const deque = vm.at(at);
  const ring = vm.i32[deque + DEQUE_RING]!;
  if (ring === 0) return;
  // The ring outlives the deque's use of it: a finalizer may add items again.
  const first = vm.pushBorrowed(ring);
  const head = vm.i32[deque + DEQUE_HEAD]!;
  const length = dequeLength(vm, deque);
  const mask = vm.i32[ring + LENGTH]! - 1;
  changed(vm, deque, 0, 0);
  vm.runtime.store(deque, DEQUE_RING, 0);
  for (let k = 0; k < length; k++) vm.runtime.store(vm.at(first), ITEMS_DATA + ((head + k) & mask), 0);
  vm.dropTo(first);
}

/** Turns the ring by `steps` to the right. */
export function rotateItems(vm: VM, at: number, steps: number): void {
  const length = dequeLength(vm, vm.at(at));
  if (length < 2) return;
  let turns = ((steps % length) + length) % length;
  const left = turns > length / 2;
  if (left) turns = length - turns;
  for (let k = 0; k < turns; k++) pushItem(vm, vm.at(at), takeItem(vm, vm.at(at), left), !left);
}
