import type { Ref } from '../../heap/layout.ts';
import { byteView, newByteArray } from '../builtins/byte-support.ts';
import { replaceBytes } from '../builtins/bytearray-mutation.ts';
import { isIndex } from '../builtins/native-arguments.ts';
import { BYTEARRAY_EXPORTS, RECORD_FIELDS, RECORD_RAW } from '../objects/shapes.ts';
import { checkLimits, type Element, type ElementType, elementType } from '../values/array-elements.ts';
import type { VM } from '../vm/vm.ts';
import { floatArgument, newRecord } from './support.ts';

/** What an array.array is made of: RECORD_RAW its type code, RECORD_FIELDS a bytearray that nobody else has. */

export function typeOf(vm: VM, array: Ref): ElementType {
  return elementType(String.fromCharCode(vm.i32[array + RECORD_RAW]!))!;
}

/** Its bytes: good until the next safepoint or allocation. */
export function arrayBytes(vm: VM, array: Ref): Uint8Array {
  return byteView(vm, vm.i32[array + RECORD_FIELDS]!);
}

export function arrayLength(vm: VM, array: Ref): number {
  return arrayBytes(vm, array).length / typeOf(vm, array).size;
}

/** An array of the class at a stack position with these bytes: a new reference. */
export function newArray(vm: VM, clsAt: number, type: ElementType, bytes: Uint8Array): Ref {
  const at = vm.push(newRecord(vm, vm.at(clsAt)));
  vm.i32[vm.at(at) + RECORD_RAW] = type.code.charCodeAt(0);
  const data = newByteArray(vm, bytes);
  vm.runtime.initialiseOwned(vm.at(at), RECORD_FIELDS, data);
  return vm.pop();
}

/** Puts bytes in the place of elements [from, to) of the array at a stack position. */
export function replaceElements(vm: VM, at: number, from: number, to: number, bytes: Uint8Array): void {
  const { size } = typeOf(vm, vm.at(at));
  const data = vm.pushBorrowed(vm.i32[vm.at(at) + RECORD_FIELDS]!);
  if ((to - from) * size !== bytes.length && vm.i32[vm.at(data) + BYTEARRAY_EXPORTS] !== 0) {
    throw vm.error('BufferError', 'cannot resize an array that is exporting buffers');
  }
  replaceBytes(vm, data, from * size, to * size, bytes);
  vm.dropTo(data);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function elementsOf(vm: VM, array: Ref): Element[] {
  const type = typeOf(vm, array);
  const view = viewOf(arrayBytes(vm, array));
  return Array.from({ length: view.byteLength / type.size }, (_, k) => type.get(view, k * type.size));
}

/** Element `index` as an object: a new reference. */
export function elementAt(vm: VM, array: Ref, index: number): Ref {
  const type = typeOf(vm, array);
  const element = type.get(viewOf(arrayBytes(vm, array)), index * type.size);
  if (typeof element === 'string') return vm.newStr(element);
  if (typeof element === 'bigint') return vm.newBigInt(element);
  return type.holds === 'float' ? vm.newFloat(element) : vm.newInt(element);
}

/** The bytes of the value at a stack position as one element. A safepoint. */
export function encoded(vm: VM, type: ElementType, valueAt: number): Uint8Array {
  const bytes = new Uint8Array(type.size);
  type.set(viewOf(bytes), 0, elementFrom(vm, type, valueAt));
  return bytes;
}

function elementFrom(vm: VM, type: ElementType, valueAt: number): Element {
  const value = vm.at(valueAt);
  if (type.holds === 'float') return floatArgument(vm, valueAt);
  if (type.holds === 'text') return characterFrom(vm, value);
  if (!isIndex(vm, value)) {
    throw vm.error('TypeError', `'${vm.typeName(value)}' object cannot be interpreted as an integer`);
  }
  const big = vm.protocols.indexBig(value);
  checkLimits(type, big);
  return big;
}

function characterFrom(vm: VM, value: Ref): string {
  const text = vm.isStr(value) ? vm.text(value) : '';
  if ([...text].length !== 1) throw vm.error('TypeError', 'array item must be a unicode character');
  return text;
}
