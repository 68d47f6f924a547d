import type { Ref } from '../../heap/layout.ts';
import { BYTEARRAY_DATA, BYTEARRAY_LENGTH, Kind, RECORD_FIELDS, Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { copiedBytes } from './memoryview-storage.ts';

/** Reading and making bytes and bytearray objects. */

const NO_BYTES = new Uint8Array(0);

/** The bytes of a bytes or bytearray object, a view that is good until the next safepoint or allocation. */
export function byteView(vm: VM, ref: Ref): Uint8Array {
  if (vm.kindOf(ref) === Kind.BYTES) return vm.strings.bytesView(ref);
  const data = vm.i32[ref + BYTEARRAY_DATA]!;
  return data === 0 ? NO_BYTES : vm.strings.bytesView(data).subarray(0, vm.i32[ref + BYTEARRAY_LENGTH]!);
}

export function byteLength(vm: VM, ref: Ref): number {
  return byteView(vm, ref).length;
}

export function isBytesLike(vm: VM, ref: Ref): boolean {
  const kind = vm.kindOf(ref);
  return kind === Kind.BYTES || kind === Kind.BYTEARRAY;
}

/** A copy of the bytes of a bytes-like object, or null for anything else. */
export function bytesOf(vm: VM, ref: Ref): Uint8Array | null {
  if (vm.kindOf(ref) === Kind.RECORD) return bytesOfRecord(vm, ref);
  return isBytesLike(vm, ref) ? byteView(vm, ref).slice() : null;
}

/** Of a memoryview or an array.array, which has its bytes in its first field. */
function bytesOfRecord(vm: VM, ref: Ref): Uint8Array | null {
  if (vm.isInstance(ref, 'memoryview')) return copiedBytes(vm, ref);
  if (!vm.classes.hasNamed('array') || !vm.isInstance(ref, 'array')) return null;
  return byteView(vm, vm.i32[ref + RECORD_FIELDS]!).slice();
}

/** A copy of the bytes of an argument that must be bytes-like. */
export function bytesArgument(vm: VM, at: number): Uint8Array {
  const bytes = bytesOf(vm, vm.at(at));
  if (bytes === null)
    throw vm.error('TypeError', `a bytes-like object is required, not '${vm.typeName(vm.at(at))}'`);
  return bytes;
}

/** A new bytes object; a safepoint when it is large. */
export function newBytes(vm: VM, bytes: Uint8Array): Ref {
  vm.reserve(wordsForBytes(vm, bytes.length));
  return vm.newBytes(bytes);
}

export function wordsForBytes(vm: VM, length: number): number {
  return vm.runtime.shapes.sizeFor(Shape.BYTES, length) + 8;
}

/** A bytearray of a given shape (a subclass's has a class slot that the caller fills); a safepoint when it is large. */
export function newByteArray(vm: VM, bytes: Uint8Array, shape: number = Shape.BYTEARRAY): Ref {
  vm.reserve(wordsForBytes(vm, bytes.length));
  const ref = vm.runtime.allocate(shape);
  if (bytes.length > 0) {
    vm.runtime.initialiseOwned(ref, BYTEARRAY_DATA, vm.strings.makeBytes(bytes, Shape.BYTES_PART));
    vm.i32[ref + BYTEARRAY_LENGTH] = bytes.length;
  }
  return ref;
}

/** A new object of the kind of the one at `selfAt`: bytes methods give bytes, bytearray methods bytearray. */
export function sameKind(vm: VM, selfAt: number, bytes: Uint8Array): Ref {
  return vm.kindOf(vm.at(selfAt)) === Kind.BYTES ? newBytes(vm, bytes) : newByteArray(vm, bytes);
}
