import type { Ref } from '../../heap/layout.ts';
import { Kind, RECORD_FIELDS, RECORD_RAW, Shape } from '../objects/shapes.ts';
import { checkLimits } from '../values/array-elements.ts';
import type { GuestException } from '../vm/exceptions.ts';
import type { BuiltinClass, GetSet } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { bytesOf, newBytes } from './byte-support.ts';
import {
  copiedBytes,
  derivedView,
  endView,
  isReleased,
  isView,
  itemType,
  memoryOf,
  newView,
  releaseView,
  shownBy,
  type View,
  viewOf,
} from './memoryview-storage.ts';
import { isIndex, machineIndex } from './native-arguments.ts';
import { isSlice, resolveSlice } from './slices.ts';

/** memoryview, of one dimension; what it consists of is in memoryview-storage.ts. */

/** [cls, object] */
function create(vm: VM, args: number): Ref {
  const object = vm.at(args + 1);
  if (isView(vm, object)) return derivedView(vm, args + 1, viewOf(vm, object));
  const kind = vm.kindOf(object);
  if (kind === Kind.BYTES || kind === Kind.BYTEARRAY) {
    const length = bytesOf(vm, object)!.length;
    const view = { start: 0, length, stride: 1, code: 'B', readOnly: kind === Kind.BYTES };
    return newView(vm, args + 1, args + 1, view);
  }
  if (kind === Kind.RECORD && vm.classes.hasNamed('array') && vm.isInstance(object, 'array')) {
    return ofArray(vm, args + 1);
  }
  throw vm.error('TypeError', `memoryview: a bytes-like object is required, not '${vm.typeName(object)}'`);
}

/** An array.array has its type code in its first raw word, its bytes in its first field. */
function ofArray(vm: VM, at: number): Ref {
  const code = String.fromCharCode(vm.i32[vm.at(at) + RECORD_RAW]!);
  const size = itemType(code)?.size ?? 4;
  const data = vm.pushBorrowed(vm.i32[vm.at(at) + RECORD_FIELDS]!);
  const length = bytesOf(vm, vm.at(data))!.length / size;
  vm.push(newView(vm, at, data, { start: 0, length, stride: size, code, readOnly: false }));
  const view = vm.pop();
  vm.dropTo(data);
  return view;
}

// ---- Items

/** Item `index`, counted from the front: a new reference. */
function itemAt(vm: VM, ref: Ref, view: View, index: number): Ref {
  const memory = memoryOf(vm, ref);
  const at = view.start + index * view.stride;
  const { element } = itemType(view.code)!;
  if (view.code === '?') return vm.newBool(memory[at] !== 0);
  if (element === null || vm.platform.version[0] === 2) return vm.newBytes(memory.slice(at, at + 1));
  const value = element.get(new DataView(memory.buffer, memory.byteOffset, memory.byteLength), at);
  if (typeof value === 'bigint') return vm.newBigInt(value);
  return element.holds === 'float' ? vm.newFloat(Number(value)) : vm.newInt(Number(value));
}

function position(vm: VM, args: number): number {
  const index = machineIndex(vm, args + 1, 'IndexError');
  const { length } = viewOf(vm, vm.at(args));
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) throw vm.error('IndexError', 'index out of bounds on dimension 1');
  return at;
}

function sliced(vm: VM, args: number): View {
  const { start, step, count } = resolveSlice(vm, args + 1, () => viewOf(vm, vm.at(args)).length);
  const view = viewOf(vm, vm.at(args));
  return {
    ...view,
    start: view.start + start * view.stride,
    stride: view.stride * step,
    length: count,
  };
}

function badKey(vm: VM): GuestException {
  return vm.error('TypeError', 'memoryview: invalid slice key');
}

function getItem(vm: VM, args: number): Ref {
  viewOf(vm, vm.at(args));
  if (isSlice(vm, vm.at(args + 1))) return derivedView(vm, args, sliced(vm, args));
  if (!isIndex(vm, vm.at(args + 1))) throw badKey(vm);
  const at = position(vm, args);
  return itemAt(vm, vm.at(args), viewOf(vm, vm.at(args)), at);
}

/** The bytes of the value at a stack position as one item. A safepoint. */
function encoded(vm: VM, code: string, valueAt: number): Uint8Array {
  const { size, element } = itemType(code)!;
  const value = vm.at(valueAt);
  const wrong = () => vm.error('TypeError', `memoryview: invalid type for format '${code}'`);
  if (code === '?') return Uint8Array.of(vm.truthy(value) ? 1 : 0);
  if (element === null) {
    if (vm.kindOf(value) !== Kind.BYTES) throw wrong();
    const bytes = bytesOf(vm, value)!;
    if (bytes.length !== 1) throw vm.error('ValueError', `memoryview: invalid value for format '${code}'`);
    return bytes;
  }
  const bytes = new Uint8Array(size);
  const target = new DataView(bytes.buffer);
  if (element.holds === 'float') {
    if (vm.kindOf(value) === Kind.FLOAT) element.set(target, 0, vm.numbers.floatOf(value));
    else if (vm.isInt(value)) element.set(target, 0, Number(vm.bigIntOf(value)));
    else throw wrong();
    return bytes;
  }
  if (!isIndex(vm, value)) throw wrong();
  const big = vm.protocols.indexBig(value);
  const tooLarge = vm.exceptions.caught('OverflowError', () => checkLimits(element, big));
  if (tooLarge) throw vm.error('ValueError', `memoryview: invalid value for format '${code}'`);
  element.set(target, 0, big);
  return bytes;
}

function setItem(vm: VM, args: number): Ref {
  const { readOnly, code } = viewOf(vm, vm.at(args));
  if (readOnly) throw vm.error('TypeError', 'cannot modify read-only memory');
  if (isSlice(vm, vm.at(args + 1))) return setSlice(vm, args);
  if (!isIndex(vm, vm.at(args + 1))) throw badKey(vm);
  const at = position(vm, args);
  const bytes = encoded(vm, code, args + 2);
  const { start, stride } = viewOf(vm, vm.at(args));
  memoryOf(vm, vm.at(args)).set(bytes, start + at * stride);
  return vm.newNone();
}

function setSlice(vm: VM, args: number): Ref {
  const value = vm.at(args + 2);
  const bytes = isView(vm, value) ? copiedBytes(vm, value) : bytesOf(vm, value);
  if (bytes === null) {
    throw vm.error('TypeError', `a bytes-like object is required, not '${vm.typeName(value)}'`);
  }
  const code = isView(vm, value) ? viewOf(vm, value).code : 'B';
  const view = sliced(vm, args);
  const { size } = itemType(view.code)!;
  if (code !== view.code || bytes.length !== view.length * size) {
    const words = 'lvalue and rvalue have different structures';
    throw vm.error('ValueError', `memoryview assignment: ${words}`);
  }
  const memory = memoryOf(vm, vm.at(args));
  for (let k = 0; k < view.length; k++) {
    memory.set(bytes.subarray(k * size, (k + 1) * size), view.start + k * view.stride);
  }
  return vm.newNone();
}

function deleteItem(vm: VM, args: number): Ref {
  const { readOnly } = viewOf(vm, vm.at(args));
  throw vm.error('TypeError', readOnly ? 'cannot modify read-only memory' : 'cannot delete memory');
}

function toList(vm: VM, args: number): Ref {
  const { length } = viewOf(vm, vm.at(args));
  const list = vm.push(vm.newList());
  for (let k = 0; k < length; k++) {
    vm.push(itemAt(vm, vm.at(args), viewOf(vm, vm.at(args)), k));
  }
  const made = vm.listOfTop(length);
  vm.dropTo(list);
  return made;
}

/** By a list: the view stays pinned no longer than that takes. */
function iterate(vm: VM, args: number): Ref {
  const list = vm.push(toList(vm, args));
  const method = vm.classes.special(vm.at(list), '__iter__');
  vm.push(vm.calls.callSpecial(method, vm.at(list), []));
  const iterator = vm.pop();
  vm.dropTo(list);
  return iterator;
}

// ---- Comparing

function equal(vm: VM, args: number): Ref {
  const [self, other] = [vm.at(args), vm.at(args + 1)];
  if (self === other) return vm.newBool(true);
  if (isReleased(vm, self) || (isView(vm, other) && isReleased(vm, other))) return vm.newBool(false);
  const theirs = isView(vm, other) ? copiedBytes(vm, other) : bytesOf(vm, other);
  if (theirs === null) return vm.newNotImplemented();
  const code = isView(vm, other) ? viewOf(vm, other).code : 'B';
  if (code === viewOf(vm, self).code) {
    const mine = copiedBytes(vm, self);
    return vm.newBool(mine.length === theirs.length && mine.every((byte, k) => byte === theirs[k]));
  }
  if (!isView(vm, other)) return vm.newBool(false);
  const first = vm.push(toList(vm, args));
  vm.push(toList(vm, args + 1));
  const same = vm.equal(vm.at(first), vm.at(first + 1));
  vm.dropTo(first);
  return vm.newBool(same);
}

function notEqual(vm: VM, args: number): Ref {
  const result = equal(vm, args);
  return result === vm.notImplemented ? result : vm.newBool(result !== vm.true);
}

function hash(vm: VM, args: number): Ref {
  const { readOnly, code } = viewOf(vm, vm.at(args));
  if (!readOnly) throw vm.error('ValueError', 'cannot hash writable memoryview object');
  if (!'Bbc'.includes(code)) {
    throw vm.error('ValueError', "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  }
  const bytes = vm.push(newBytes(vm, copiedBytes(vm, vm.at(args))));
  const value = vm.protocols.hashBig(vm.at(bytes));
  vm.dropTo(bytes);
  return vm.newBigInt(value);
}

// ---- Other views of the same memory

function cast(vm: VM, args: number): Ref {
  const view = viewOf(vm, vm.at(args));
  const from = itemType(view.code)!;
  if (view.stride !== from.size && view.length > 1) {
    throw vm.error('TypeError', 'memoryview: casts are restricted to C-contiguous views');
  }
  if (!vm.isStr(vm.at(args + 1))) {
    throw vm.error('TypeError', `cast() argument 1 must be str, not ${vm.typeName(vm.at(args + 1))}`);
  }
  const code = vm.text(vm.at(args + 1)).replace(/^@(?=.$)/, '');
  const to = code.length === 1 ? itemType(code) : undefined;
  if (to === undefined) {
    const words = "destination format must be a native single character format prefixed with an optional '@'";
    throw vm.error('ValueError', `memoryview: ${words}`);
  }
  if (!'Bbc'.includes(code) && !'Bbc'.includes(view.code)) {
    throw vm.error('TypeError', 'memoryview: cannot cast between two non-byte formats');
  }
  const bytes = view.length * from.size;
  if (bytes % to.size !== 0) {
    throw vm.error('TypeError', 'memoryview: length is not a multiple of itemsize');
  }
  return derivedView(vm, args, { ...view, code, stride: to.size, length: bytes / to.size });
}

function toReadOnly(vm: VM, args: number): Ref {
  return derivedView(vm, args, { ...viewOf(vm, vm.at(args)), readOnly: true });
}

function enter(vm: VM, args: number): Ref {
  viewOf(vm, vm.at(args));
  return vm.runtime.retain(vm.at(args));
}

function release(vm: VM, args: number): Ref {
  releaseView(vm, vm.at(args));
  return vm.newNone();
}

/** It died: what it refers to goes with it. */
function finalize(vm: VM, args: number): Ref {
  endView(vm, vm.at(args));
  return vm.newNone();
}

function represent(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const state = isReleased(vm, self) ? 'released ' : '';
  return vm.newStr(`<${state}memory at ${vm.modules.addressText(self)}>`);
}

function hex(vm: VM, args: number): Ref {
  const bytes = vm.push(newBytes(vm, copiedBytes(vm, vm.at(args))));
  const method = vm.push(vm.getAttr(vm.at(bytes), 'hex'));
  const given = [1, 2].map((k) => vm.at(args + k)).filter((ref) => ref !== 0);
  vm.push(vm.call(vm.at(method), ...given));
  const text = vm.pop();
  vm.dropTo(bytes);
  return text;
}

type Get = (vm: VM, view: View, self: Ref) => Ref;

function attribute(get: Get): Omit<GetSet, 'name'> {
  return { get: (vm, self) => get(vm, viewOf(vm, self), self) };
}

const sizeOf = (view: View) => itemType(view.code)!.size;
const isContiguous = attribute((vm, view) => vm.newBool(view.length < 2 || view.stride === sizeOf(view)));

export const memoryviewClass: BuiltinClass = {
  name: 'memoryview',
  kind: Kind.RECORD,
  shape: Shape.RECORD,
  subclassable: false,
  staticMethods: { __new__: ['cls, object', create] },
  methods: {
    __getitem__: ['self, key, /', getItem],
    __setitem__: ['self, key, value, /', setItem],
    __delitem__: ['self, key, /', deleteItem],
    __len__: ['self, /', (vm, args) => vm.newInt(viewOf(vm, vm.at(args)).length)],
    __iter__: ['self, /', iterate],
    __eq__: ['self, value, /', equal],
    __ne__: ['self, value, /', notEqual],
    __hash__: ['self, /', hash],
    __repr__: ['self, /', represent],
    __enter__: ['self, /', enter],
    __exit__: ['self, *args', release],
    __del__: ['self, /', finalize],
    tobytes: ['self, order=', (vm, args) => newBytes(vm, copiedBytes(vm, vm.at(args)))],
    tolist: ['self, /', toList],
    release: ['self, /', release],
    cast: ['self, format, shape=', cast],
    toreadonly: ['self, /', toReadOnly],
    hex: ['self, sep=, bytes_per_sep=', hex],
  },
  getsets: {
    obj: attribute((vm, _, self) => vm.runtime.retain(shownBy(vm, self))),
    nbytes: attribute((vm, view) => vm.newInt(view.length * sizeOf(view))),
    readonly: attribute((vm, view) => vm.newBool(view.readOnly)),
    itemsize: attribute((vm, view) => vm.newInt(sizeOf(view))),
    format: attribute((vm, view) => vm.newStr(view.code)),
    ndim: attribute((vm) => vm.newInt(1)),
    shape: attribute((vm, view) => vm.newTuple(vm.newInt(view.length))),
    strides: attribute((vm, view) => vm.newTuple(vm.newInt(view.stride))),
    suboffsets: attribute((vm) => vm.newTuple()),
    contiguous: isContiguous,
    c_contiguous: isContiguous,
    f_contiguous: isContiguous,
  },
};
