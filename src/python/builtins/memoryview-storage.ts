import { SHAPE_CONTAINER, SHAPE_FINALIZER, SHAPE_IDENTITY, VAR_NONE } from '../../contract/shapes.ts';
import type { Ref } from '../../heap/layout.ts';
import {
  BYTEARRAY_EXPORTS,
  Kind,
  RECORD_CLASS,
  RECORD_DICT,
  RECORD_FIELDS,
  RECORD_RAW,
  RECORD_RAWS,
} from '../objects/shapes.ts';
import { type ElementType, elementType } from '../values/array-elements.ts';
import type { VM } from '../vm/vm.ts';
import { byteView } from './byte-support.ts';

/**
 * What a memoryview is made of: four raw words, the object that it shows, and the bytes or bytearray where that has its bytes.
 * While one lives that was not released, a bytearray counts it and keeps its length.
 */
const START = RECORD_RAW; // offset of the first item in bytes
const LENGTH = RECORD_RAW + 1; // number of items
const STRIDE = RECORD_RAW + 2; // from item to item, in bytes
const FLAGS = RECORD_RAW + 3; // code of the format, and the two below
const READ_ONLY = 256;
const RELEASED = 512;
const OBJECT = RECORD_FIELDS;
const BYTES = RECORD_FIELDS + 1;

/** How one item lies in memory; `size` in bytes. */
export interface ItemType {
  readonly size: number;
  readonly element: ElementType | null; // null: a byte as bytes, or a bool
}

const SINGLE: ItemType = { size: 1, element: null };

export function itemType(code: string): ItemType | undefined {
  if (code === 'c' || code === '?') return SINGLE;
  const element = code === 'u' ? undefined : elementType(code);
  return element === undefined ? undefined : { size: element.size, element };
}

export interface View {
  readonly start: number;
  readonly length: number;
  readonly stride: number;
  readonly code: string;
  readonly readOnly: boolean;
}

export function isView(vm: VM, ref: Ref): boolean {
  return vm.kindOf(ref) === Kind.RECORD && vm.isInstance(ref, 'memoryview');
}

export function isReleased(vm: VM, view: Ref): boolean {
  return (vm.i32[view + FLAGS]! & RELEASED) !== 0;
}

/** @throws ValueError if it was released */
export function viewOf(vm: VM, view: Ref): View {
  const { i32 } = vm;
  const flags = i32[view + FLAGS]!;
  if ((flags & RELEASED) !== 0) {
    throw vm.error('ValueError', 'operation forbidden on released memoryview object');
  }
  return {
    start: i32[view + START]!,
    length: i32[view + LENGTH]!,
    stride: i32[view + STRIDE]!,
    code: String.fromCharCode(flags & 0xff),
    readOnly: (flags & READ_ONLY) !== 0,
  };
}

/** All bytes of the object below: good until the next safepoint or allocation. */
export function memoryOf(vm: VM, view: Ref): Uint8Array {
  return byteView(vm, vm.i32[view + BYTES]!);
}

/** The object that the view shows: borrowed. */
export function shownBy(vm: VM, view: Ref): Ref {
  return vm.i32[view + OBJECT]!;
}

/** The shape of memoryviews has a finalizer, which gives the bytearray free. */
export function giveShape(vm: VM): void {
  const info = vm.classes.infoOf(vm.classes.named('memoryview'));
  info.hasFinalizer = true;
  info.shape = vm.info.define('memoryview', {
    kind: Kind.RECORD,
    raw: RECORD_RAWS,
    refs: 8,
    traits: SHAPE_CONTAINER | SHAPE_IDENTITY | SHAPE_FINALIZER,
    classSlot: RECORD_CLASS,
    dictSlot: RECORD_DICT,
    variable: VAR_NONE,
  });
}

/** A view of the bytes at a stack position, on behalf of the object at another one: a new reference. */
export function newView(vm: VM, objectAt: number, bytesAt: number, view: View): Ref {
  const cls = vm.classes.named('memoryview');
  const made = vm.classes.adopt(vm.runtime.allocate(vm.classes.infoOf(cls).shape), cls);
  const { i32 } = vm;
  i32[made + START] = view.start;
  i32[made + LENGTH] = view.length;
  i32[made + STRIDE] = view.stride;
  i32[made + FLAGS] = view.code.charCodeAt(0) | (view.readOnly ? READ_ONLY : 0);
  const bytes = vm.at(bytesAt);
  vm.runtime.initialise(made, OBJECT, vm.at(objectAt));
  vm.runtime.initialise(made, BYTES, bytes);
  if (vm.kindOf(bytes) === Kind.BYTEARRAY) i32[bytes + BYTEARRAY_EXPORTS]!++;
  return made;
}

/** Another view of what the one at a stack position shows: a new reference. */
export function derivedView(vm: VM, at: number, view: View): Ref {
  const objectAt = vm.pushBorrowed(shownBy(vm, vm.at(at)));
  vm.pushBorrowed(vm.i32[vm.at(at) + BYTES]!);
  vm.push(newView(vm, objectAt, objectAt + 1, view));
  const made = vm.pop();
  vm.dropTo(objectAt);
  return made;
}

/** The view is not counted any more. */
export function endView(vm: VM, view: Ref): void {
  const { i32 } = vm;
  const bytes = i32[view + BYTES]!;
  if (bytes === 0 || isReleased(vm, view)) return;
  i32[view + FLAGS] = i32[view + FLAGS]! | RELEASED;
  if (vm.kindOf(bytes) === Kind.BYTEARRAY) i32[bytes + BYTEARRAY_EXPORTS]!--;
}

/** The program has released it: it lets go of the object. */
export function releaseView(vm: VM, view: Ref): void {
  if (isReleased(vm, view)) return;
  endView(vm, view);
  vm.runtime.store(view, BYTES, 0);
  vm.runtime.store(view, OBJECT, 0);
}

/** A copy of what it shows, item after item. */
export function copiedBytes(vm: VM, view: Ref): Uint8Array {
  const { start, length, stride, code } = viewOf(vm, view);
  const { size } = itemType(code)!;
  const memory = memoryOf(vm, view);
  if (stride === size) return memory.slice(start, start + length * size);
  const bytes = new Uint8Array(length * size);
  for (let k = 0; k < length; k++) {
    const from = start + k * stride;
    bytes.set(memory.subarray(from, from + size), k * size);
  }
  return bytes;
}
