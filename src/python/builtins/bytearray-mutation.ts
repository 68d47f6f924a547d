import type { Ref } from '../../heap/layout.ts';
import { LENGTH } from '../../heap/layout.ts';
import { BYTEARRAY_DATA, BYTEARRAY_EXPORTS, BYTEARRAY_LENGTH, Kind, Shape } from '../objects/shapes.ts';
import { repeatBytes } from '../values/bytes-methods.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { bytePosition } from './byte-operators.ts';
import { byteLength, bytesOf, byteView, sameKind, wordsForBytes } from './byte-support.ts';
import { byteFrom, bytesFromSequence, isIterable } from './bytes-from-object.ts';
import { isIndex } from './native-arguments.ts';
import { repeatCount, sizeArgument } from './scalar-support.ts';
import { isSlice, resolveSlice } from './slices.ts';

/** What changes a bytearray in place. Its data part may be larger than its length. */

/** Puts `bytes` in the place of [from, to) of the bytearray at a stack position. A safepoint when it grows much. */
export function replaceBytes(vm: VM, at: number, from: number, to: number, bytes: Uint8Array): void {
  const { i32 } = vm;
  const oldLength = byteLength(vm, vm.at(at));
  const newLength = oldLength + bytes.length - (to - from);
  if (newLength !== oldLength) checkExports(vm, vm.at(at));
  if (newLength > capacityOf(vm, vm.at(at))) grow(vm, at, newLength);
  const self = vm.at(at);
  if (capacityOf(vm, self) > 0) {
    const data = vm.strings.bytesView(i32[self + BYTEARRAY_DATA]!);
    data.copyWithin(from + bytes.length, to, oldLength);
    data.set(bytes, from);
  }
  i32[self + BYTEARRAY_LENGTH] = newLength;
}

/** @throws BufferError while memoryviews show it */
function checkExports(vm: VM, self: Ref): void {
  if (vm.i32[self + BYTEARRAY_EXPORTS] === 0) return;
  throw vm.error('BufferError', 'Existing exports of data: object cannot be re-sized');
}

function capacityOf(vm: VM, self: Ref): number {
  const data = vm.i32[self + BYTEARRAY_DATA]!;
  return data === 0 ? 0 : vm.i32[data + LENGTH]!;
}

/** A larger data part with the same bytes, with room to spare for the next appends. */
function grow(vm: VM, at: number, length: number): void {
  const capacity = length + (length >> 3) + (length < 9 ? 3 : 6);
  vm.reserve(wordsForBytes(vm, capacity));
  const part = vm.runtime.allocateVariable(Shape.BYTES_PART, capacity);
  const self = vm.at(at);
  vm.strings.bytesView(part).set(byteView(vm, self));
  vm.runtime.storeOwned(self, BYTEARRAY_DATA, part);
}

function append(vm: VM, args: number): Ref {
  const byte = byteFrom(vm, vm.at(args + 1));
  const length = byteLength(vm, vm.at(args));
  replaceBytes(vm, args, length, length, Uint8Array.of(byte));
  return vm.newNone();
}

function insert(vm: VM, args: number): Ref {
  const index = sizeArgument(vm, vm.at(args + 1));
  const byte = byteFrom(vm, vm.at(args + 2));
  const length = byteLength(vm, vm.at(args));
  const at = index < 0 ? Math.max(0, index + length) : Math.min(index, length);
  replaceBytes(vm, args, at, at, Uint8Array.of(byte));
  return vm.newNone();
}

function extend(vm: VM, args: number): Ref {
  extendBy(vm, args, args + 1);
  return vm.newNone();
}

function extendBy(vm: VM, selfAt: number, at: number): void {
  let bytes = bytesOf(vm, vm.at(at));
  if (bytes === null) {
    if (!isIterable(vm, at)) {
      throw vm.error('TypeError', `can't extend bytearray with ${vm.typeName(vm.at(at))}`);
    }
    const items: number[] = [];
    vm.iterate(vm.at(at), (item) => {
      items.push(byteFrom(vm, item));
    });
    bytes = Uint8Array.from(items);
  }
  const length = byteLength(vm, vm.at(selfAt));
  replaceBytes(vm, selfAt, length, length, bytes);
}

const NOTHING = new Uint8Array(0);

function pop(vm: VM, args: number): Ref {
  const index = vm.at(args + 1) === 0 ? -1 : sizeArgument(vm, vm.at(args + 1));
  const bytes = byteView(vm, vm.at(args));
  if (bytes.length === 0) throw vm.error('IndexError', 'pop from empty bytearray');
  const at = index < 0 ? index + bytes.length : index;
  if (at < 0 || at >= bytes.length) throw vm.error('IndexError', 'pop index out of range');
  const byte = bytes[at]!;
  replaceBytes(vm, args, at, at + 1, NOTHING);
  return vm.newInt(byte);
}

function remove(vm: VM, args: number): Ref {
  const byte = byteFrom(vm, vm.at(args + 1));
  const at = byteView(vm, vm.at(args)).indexOf(byte);
  if (at < 0) throw vm.error('ValueError', 'value not found in bytearray');
  replaceBytes(vm, args, at, at + 1, NOTHING);
  return vm.newNone();
}

function clear(vm: VM, args: number): Ref {
  const self = vm.at(args);
  checkExports(vm, self);
  vm.i32[self + BYTEARRAY_LENGTH] = 0;
  vm.runtime.store(self, BYTEARRAY_DATA, 0);
  return vm.newNone();
}

function reverse(vm: VM, args: number): Ref {
  byteView(vm, vm.at(args)).reverse();
  return vm.newNone();
}

function copy(vm: VM, args: number): Ref {
  return sameKind(vm, args, byteView(vm, vm.at(args)).slice());
}

function addInPlace(vm: VM, args: number): Ref {
  const other = vm.at(args + 1);
  if (bytesOf(vm, other) === null) {
    throw vm.error('TypeError', `can't concat ${vm.typeName(other)} to ${vm.typeName(vm.at(args))}`);
  }
  extendBy(vm, args, args + 1);
  return vm.runtime.retain(vm.at(args));
}

function multiplyInPlace(vm: VM, args: number): Ref {
  const count = repeatCount(vm, vm.at(args + 1));
  const length = byteLength(vm, vm.at(args));
  if (length * count >= 2 ** 53) throw vm.exceptions.memoryError();
  vm.reserve(Math.ceil((length * count) / 4) + 16);
  const repeated = repeatBytes(byteView(vm, vm.at(args)), count);
  replaceBytes(vm, args, 0, length, repeated);
  return vm.runtime.retain(vm.at(args));
}

// ---- Items and slices

function setItem(vm: VM, args: number): Ref {
  if (isSlice(vm, vm.at(args + 1))) {
    assignSlice(vm, args, assignedBytes(vm, args + 2));
    return vm.newNone();
  }
  bytePosition(vm, args);
  const byte = byteFrom(vm, vm.at(args + 2));
  const position = bytePosition(vm, args);
  byteView(vm, vm.at(args))[position] = byte;
  return vm.newNone();
}

/** What may be assigned to a slice. A safepoint. */
function assignedBytes(vm: VM, at: number): Uint8Array {
  const plain = bytesOf(vm, vm.at(at));
  if (plain !== null) return plain;
  const number = isIndex(vm, vm.at(at)) || vm.kindOf(vm.at(at)) === Kind.FLOAT;
  if (number || vm.isStr(vm.at(at))) {
    throw vm.error('TypeError', 'can assign only bytes, buffers, or iterables of ints in range(0, 256)');
  }
  return bytesFromSequence(vm, at, 'bytearray');
}

function assignSlice(vm: VM, args: number, bytes: Uint8Array): void {
  const { start, stop, step, count } = resolveSlice(vm, args + 1, () => byteLength(vm, vm.at(args)));
  if (step === 1) {
    replaceBytes(vm, args, start, Math.max(start, stop), bytes);
    return;
  }
  if (bytes.length === 0) {
    deleteStride(vm, args, start, step, count);
    return;
  }
  if (bytes.length !== count) {
    const sizes = `attempt to assign bytes of size ${bytes.length} to extended slice of size ${count}`;
    throw vm.error('ValueError', sizes);
  }
  const view = byteView(vm, vm.at(args));
  for (let k = 0; k < count; k++) view[start + k * step] = bytes[k]!;
}

function deleteItem(vm: VM, args: number): Ref {
  if (isSlice(vm, vm.at(args + 1))) {
    assignSlice(vm, args, NOTHING);
    return vm.newNone();
  }
  const position = bytePosition(vm, args);
  replaceBytes(vm, args, position, position + 1, NOTHING);
  return vm.newNone();
}

function deleteStride(vm: VM, args: number, start: number, step: number, count: number): void {
  const gone = new Set<number>();
  for (let k = 0; k < count; k++) gone.add(start + k * step);
  const bytes = byteView(vm, vm.at(args));
  const kept = bytes.filter((_, index) => !gone.has(index));
  replaceBytes(vm, args, 0, bytes.length, kept);
}

export const mutationMethods: Readonly<Record<string, readonly [string, NativeCode]>> = {
  append: ['self, item, /', append],
  insert: ['self, index, item, /', insert],
  extend: ['self, iterable_of_ints, /', extend],
  pop: ['self, index=, /', pop],
  remove: ['self, value, /', remove],
  clear: ['self, /', clear],
  reverse: ['self, /', reverse],
  copy: ['self, /', copy],
  __iadd__: ['self, value, /', addInPlace],
  __imul__: ['self, value, /', multiplyInPlace],
  __setitem__: ['self, key, value, /', setItem],
  __delitem__: ['self, key, /', deleteItem],
  __alloc__: ['self, /', allocated],
};

/** Bytes in use by the data, with the terminating zero that CPython keeps. */
function allocated(vm: VM, args: number): Ref {
  const capacity = capacityOf(vm, vm.at(args));
  return vm.newInt(capacity === 0 ? 0 : capacity + 1);
}
