import type { Ref } from '../../heap/layout.ts';
import { ITEMS_DATA, LIST_ITEMS, LIST_LENGTH, Shape, TUPLE_DATA } from '../objects/shapes.ts';
import type { SliceIndices } from '../values/slice-indices.ts';
import type { VM } from '../vm/vm.ts';
import { copyRange, cutOut, makeRoom, newListFor, openGap, trim } from './list-storage.ts';
import { reserveWords } from './native-arguments.ts';
import { copyReferences, forgetItems, handOver, moveItems } from './references.ts';
import { resolveSlice } from './slices.ts';

/** list[slice]: a new list. */
export function getSlice(vm: VM, listAt: number, sliceAt: number): Ref {
  const { i32, runtime } = vm;
  const { start, step, count } = resolveSlice(vm, sliceAt, () => vm.listLength(vm.at(listAt)));
  if (step === 1) return copyRange(vm, listAt, start, start + count);
  const result = newListFor(vm, count);
  if (count === 0) return result;
  const items = i32[result + LIST_ITEMS]!;
  const from = i32[vm.at(listAt) + LIST_ITEMS]! + ITEMS_DATA;
  for (let k = 0; k < count; k++) runtime.initialise(items, ITEMS_DATA + k, i32[from + start + k * step]!);
  i32[result + LIST_LENGTH] = count;
  return result;
}

/** del list[slice] */
export function deleteSlice(vm: VM, listAt: number, sliceAt: number): void {
  reserveForGarbage(vm, listAt);
  const { start, stop, step, count } = resolveSlice(vm, sliceAt, () => vm.listLength(vm.at(listAt)));
  if (step === 1) {
    replaceRange(vm, listAt, start, Math.max(start, stop), -1);
    return;
  }
  if (count === 0) return;
  const first = step < 0 ? start + step * (count - 1) : start;
  deleteStrided(vm, listAt, first, Math.abs(step), count);
}

/**
 * Room for the part that holds the removed items of a strided slice, which exists under counting only. Before the slice is
 * resolved, because a collection may run finalizers that change the list.
 */
function reserveForGarbage(vm: VM, listAt: number): void {
  if (vm.runtime.counting) vm.reserve(vm.listLength(vm.at(listAt)) + 8);
}

/** Removes `count` items from `first` on, every `step`th; they are released in this order. */
function deleteStrided(vm: VM, listAt: number, first: number, step: number, count: number): void {
  const { i32, runtime } = vm;
  const list = vm.at(listAt);
  const items = i32[list + LIST_ITEMS]!;
  const length = i32[list + LIST_LENGTH]!;
  const garbageAt = vm.push(runtime.counting ? runtime.allocateVariable(Shape.ITEMS, count) : 0);
  for (let k = 0; k < count; k++) {
    const from = first + k * step;
    if (runtime.counting) handOver(vm, vm.at(garbageAt), k, items, from, 1);
    else forgetItems(vm, items, from, 1);
    const kept = Math.min(step - 1, length - from - 1);
    moveItems(vm, items, from - k, from + 1, kept);
  }
  const end = first + count * step;
  if (end < length) moveItems(vm, items, end - count, end, length - end);
  i32.fill(0, items + ITEMS_DATA + length - count, items + ITEMS_DATA + length);
  i32[list + LIST_LENGTH] = length - count;
  trim(vm, listAt);
  vm.dropTo(garbageAt);
}

/** list[slice] = value */
export function assignSlice(vm: VM, listAt: number, sliceAt: number, valueAt: number): void {
  reserveForGarbage(vm, listAt);
  const slice = resolveSlice(vm, sliceAt, () => vm.listLength(vm.at(listAt)));
  const { start, step } = slice;
  if (step === 1) {
    const sequenceAt = pushSequence(vm, valueAt, listAt, 'can only assign an iterable');
    replaceRange(vm, listAt, start, Math.max(start, slice.stop), sequenceAt);
    vm.dropTo(sequenceAt);
    return;
  }
  const sequenceAt = pushSequence(vm, valueAt, listAt, 'must assign iterable to extended slice');
  assignStrided(vm, listAt, slice, sequenceAt);
  vm.dropTo(sequenceAt);
}

/** Pushes the value as a list or tuple that is not the assigned list itself. */
function pushSequence(vm: VM, valueAt: number, listAt: number, complaint: string): number {
  const value = vm.at(valueAt);
  if (value === vm.at(listAt)) return vm.push(copyRange(vm, listAt, 0, vm.listLength(value)));
  const shape = vm.shapeOf(value);
  if (shape === Shape.LIST || shape === Shape.TUPLE) return vm.pushBorrowed(value);
  const iterable =
    vm.classes.special(value, '__iter__') !== 0 || vm.classes.special(value, '__getitem__') !== 0;
  if (!iterable) throw vm.error('TypeError', complaint);
  return vm.push(vm.protocols.toList(value));
}

/** Number of items of a list or tuple, and the address of the first. */
function sequenceLength(vm: VM, sequence: Ref): number {
  return vm.shapeOf(sequence) === Shape.TUPLE ? vm.tupleLength(sequence) : vm.listLength(sequence);
}

function sequenceData(vm: VM, sequence: Ref): number {
  return vm.shapeOf(sequence) === Shape.TUPLE
    ? sequence + TUPLE_DATA
    : vm.i32[sequence + LIST_ITEMS]! + ITEMS_DATA;
}

/**
 * list[from:to] = the sequence at a stack position, or nothing (-1). The old items are released from the last to the first
 * when the list is whole again.
 */
function replaceRange(vm: VM, listAt: number, from: number, to: number, sequenceAt: number): void {
  const { i32 } = vm;
  const added = sequenceAt < 0 ? 0 : sequenceLength(vm, vm.at(sequenceAt));
  reserveWords(vm, 2 * (vm.listLength(vm.at(listAt)) + added) + 16);
  const length = vm.listLength(vm.at(listAt));
  const start = Math.min(from, length);
  const removed = Math.min(to, length) - start;
  if (removed === 0 && added === 0) return;
  const garbageAt = vm.push(cutOut(vm, vm.at(listAt), start, removed));
  if (added > 0) {
    makeRoom(vm, listAt, added, false, length);
    const items = openGap(vm, vm.at(listAt), start, added);
    copyReferences(vm, items, items + ITEMS_DATA + start, sequenceData(vm, vm.at(sequenceAt)), added);
  } else if (vm.listLength(vm.at(listAt)) === 0) {
    vm.runtime.store(vm.at(listAt), LIST_ITEMS, 0);
  }
  vm.assert(
    i32[vm.at(listAt) + LIST_LENGTH] === length - removed + added,
    'list-slice',
    'length after assignment',
  );
  trim(vm, listAt);
  vm.dropTo(garbageAt);
}

/** list[slice] = sequence for another step than 1: as many items as the slice has. */
function assignStrided(vm: VM, listAt: number, slice: SliceIndices, sequenceAt: number): void {
  const { i32, runtime } = vm;
  const { start, step, count } = slice;
  const given = sequenceLength(vm, vm.at(sequenceAt));
  if (given !== count) {
    throw vm.error(
      'ValueError',
      `attempt to assign sequence of size ${given} to extended slice of size ${count}`,
    );
  }
  if (count === 0) return;
  const items = i32[vm.at(listAt) + LIST_ITEMS]!;
  const from = sequenceData(vm, vm.at(sequenceAt));
  const garbageAt = vm.push(runtime.counting ? runtime.allocateVariable(Shape.ITEMS, count) : 0);
  for (let k = 0; k < count; k++) {
    const at = start + k * step;
    if (runtime.counting) handOver(vm, vm.at(garbageAt), k, items, at, 1);
    runtime.store(items, ITEMS_DATA + at, i32[from + k]!);
  }
  vm.dropTo(garbageAt);
}
