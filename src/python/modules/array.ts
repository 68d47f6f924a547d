import { type Ref, roundUpToEven } from '../../heap/layout.ts';
import { bytesOf, newBytes } from '../builtins/byte-support.ts';
import { isIndex, machineIndex, searchBound } from '../builtins/native-arguments.ts';
import { repeatCount } from '../builtins/scalar-support.ts';
import { ordered } from '../builtins/sequence-comparison.ts';
import { isSlice, resolveSlice } from '../builtins/slices.ts';
import { Kind, RECORD_FIELDS, RECORD_RAW } from '../objects/shapes.ts';
import { type Element, type ElementType, elementType, typeCodes } from '../values/array-elements.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import {
  arrayBytes,
  arrayLength,
  elementAt,
  elementsOf,
  encoded,
  newArray,
  replaceElements,
  typeOf,
} from './array-storage.ts';
import { moduleClass, newRecord, RECORD_CLASS_SPEC } from './support.ts';

/** array.array; its storage is in array-storage.ts. */

const NO_BYTES = new Uint8Array(0);

function isArray(vm: VM, ref: Ref): boolean {
  return vm.isInstance(ref, 'array');
}

function create(vm: VM, args: number): Ref {
  const type = requestedType(vm, vm.at(args + 1));
  const initial = vm.at(args + 2);
  if (initial !== 0 && vm.isStr(initial) && type.code !== 'u') {
    throw vm.error('TypeError', `cannot use a str to initialize an array with typecode '${type.code}'`);
  }
  const at = vm.push(newArray(vm, args, type, NO_BYTES));
  if (initial === 0) return vm.pop();
  const bytes = isArray(vm, vm.at(args + 2)) ? null : bytesOf(vm, vm.at(args + 2));
  if (bytes === null) extendFrom(vm, at, args + 2);
  else appendBytes(vm, at, bytes);
  return vm.pop();
}

function requestedType(vm: VM, code: Ref): ElementType {
  if (code === 0) throw vm.error('TypeError', 'array() takes at least 1 argument (0 given)');
  if (!vm.isStr(code) || [...vm.text(code)].length !== 1) {
    throw vm.error('TypeError', `array() argument 1 must be a unicode character, not ${vm.typeName(code)}`);
  }
  const type = elementType(vm.text(code));
  if (type === undefined) {
    throw vm.error('ValueError', 'bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)');
  }
  return type;
}

function appendBytes(vm: VM, at: number, bytes: Uint8Array): void {
  if (bytes.length % typeOf(vm, vm.at(at)).size !== 0) {
    throw vm.error('ValueError', 'bytes length not a multiple of item size');
  }
  const length = arrayLength(vm, vm.at(at));
  replaceElements(vm, at, length, length, bytes);
}

/** Adds every item of the iterable at a stack position. */
function extendFrom(vm: VM, at: number, iterableAt: number): void {
  const type = typeOf(vm, vm.at(at));
  vm.iterate(vm.at(iterableAt), (item) => {
    const value = vm.pushBorrowed(item);
    const bytes = encoded(vm, type, value);
    appendBytes(vm, at, bytes);
    vm.dropTo(value);
  });
}

function extend(vm: VM, args: number): Ref {
  const other = vm.at(args + 1);
  if (!isArray(vm, other)) extendFrom(vm, args, args + 1);
  else if (typeOf(vm, other) !== typeOf(vm, vm.at(args))) {
    throw vm.error('TypeError', 'can only extend with array of same kind');
  } else appendBytes(vm, args, arrayBytes(vm, other).slice());
  return vm.newNone();
}

function append(vm: VM, args: number): Ref {
  appendBytes(vm, args, encoded(vm, typeOf(vm, vm.at(args)), args + 1));
  return vm.newNone();
}

function insert(vm: VM, args: number): Ref {
  const wanted = machineIndex(vm, args + 1, 'OverflowError');
  const bytes = encoded(vm, typeOf(vm, vm.at(args)), args + 2);
  const length = arrayLength(vm, vm.at(args));
  const index = Math.min(Math.max(wanted < 0 ? wanted + length : wanted, 0), length);
  replaceElements(vm, args, index, index, bytes);
  return vm.newNone();
}

function fromBytes(vm: VM, args: number): Ref {
  const bytes = bytesOf(vm, vm.at(args + 1));
  if (bytes === null) {
    throw vm.error('TypeError', `a bytes-like object is required, not '${vm.typeName(vm.at(args + 1))}'`);
  }
  appendBytes(vm, args, bytes);
  return vm.newNone();
}

/** All of the list or, if one item is wrong, nothing. */
function fromList(vm: VM, args: number): Ref {
  if (vm.kindOf(vm.at(args + 1)) !== Kind.LIST) throw vm.error('TypeError', 'arg must be list');
  const at = vm.push(
    newArray(vm, vm.pushBorrowed(vm.classes.named('array')), typeOf(vm, vm.at(args)), NO_BYTES),
  );
  extendFrom(vm, at, args + 1);
  appendBytes(vm, args, arrayBytes(vm, vm.at(at)).slice());
  vm.dropTo(at - 1);
  return vm.newNone();
}

function fromUnicode(vm: VM, args: number): Ref {
  if (typeOf(vm, vm.at(args)).code !== 'u') {
    throw vm.error('ValueError', 'fromunicode() may only be called on unicode type arrays');
  }
  extendFrom(vm, args, args + 1);
  return vm.newNone();
}

// ---- Elements

function position(vm: VM, args: number, complaint: string): number {
  if (!isIndex(vm, vm.at(args + 1))) throw vm.error('TypeError', 'array indices must be integers');
  const index = machineIndex(vm, args + 1, 'IndexError');
  const length = arrayLength(vm, vm.at(args));
  const from = index < 0 ? index + length : index;
  if (from < 0 || from >= length) throw vm.error('IndexError', complaint);
  return from;
}

function getItem(vm: VM, args: number): Ref {
  if (!isSlice(vm, vm.at(args + 1))) {
    const index = position(vm, args, 'array index out of range');
    return elementAt(vm, vm.at(args), index);
  }
  const indices = selected(vm, args);
  const type = typeOf(vm, vm.at(args));
  const bytes = picked(arrayBytes(vm, vm.at(args)), type.size, indices);
  return plainArray(vm, type, bytes);
}

/** Positions of a slice's elements. */
function selected(vm: VM, args: number): number[] {
  const { start, step, count } = resolveSlice(vm, args + 1, () => arrayLength(vm, vm.at(args)));
  return Array.from({ length: count }, (_, k) => start + k * step);
}

function picked(bytes: Uint8Array, size: number, indices: readonly number[]): Uint8Array {
  const result = new Uint8Array(indices.length * size);
  for (const [k, index] of indices.entries()) {
    result.set(bytes.subarray(index * size, (index + 1) * size), k * size);
  }
  return result;
}

/** An array of the class itself, never of a subclass. */
function plainArray(vm: VM, type: ElementType, bytes: Uint8Array): Ref {
  const cls = vm.pushBorrowed(vm.classes.named('array'));
  vm.push(newArray(vm, cls, type, bytes));
  const result = vm.pop();
  vm.dropTo(cls);
  return result;
}

function setItem(vm: VM, args: number): Ref {
  if (isSlice(vm, vm.at(args + 1))) return setSlice(vm, args);
  position(vm, args, 'array assignment index out of range');
  const bytes = encoded(vm, typeOf(vm, vm.at(args)), args + 2);
  const index = position(vm, args, 'array assignment index out of range');
  arrayBytes(vm, vm.at(args)).set(bytes, index * bytes.length);
  return vm.newNone();
}

function setSlice(vm: VM, args: number): Ref {
  const other = vm.at(args + 2);
  if (!isArray(vm, other)) {
    throw vm.error('TypeError', `can only assign array (not "${vm.typeName(other)}") to array slice`);
  }
  const type = typeOf(vm, vm.at(args));
  if (typeOf(vm, other) !== type) throw vm.error('TypeError', 'bad argument type for built-in operation');
  const length = () => arrayLength(vm, vm.at(args));
  const { start, step, count } = resolveSlice(vm, args + 1, length);
  const bytes = arrayBytes(vm, vm.at(args + 2)).slice();
  if (step === 1) {
    replaceElements(vm, args, start, start + count, bytes);
    return vm.newNone();
  }
  const given = bytes.length / type.size;
  if (given !== count) {
    throw vm.error(
      'ValueError',
      `attempt to assign array of size ${given} to extended slice of size ${count}`,
    );
  }
  const target = arrayBytes(vm, vm.at(args));
  for (let k = 0; k < count; k++) {
    target.set(bytes.subarray(k * type.size, (k + 1) * type.size), (start + k * step) * type.size);
  }
  return vm.newNone();
}

function deleteItem(vm: VM, args: number): Ref {
  const slice = isSlice(vm, vm.at(args + 1));
  const gone = new Set(
    slice ? selected(vm, args) : [position(vm, args, 'array assignment index out of range')],
  );
  const length = arrayLength(vm, vm.at(args));
  const kept = Array.from({ length }, (_, k) => k).filter((k) => !gone.has(k));
  const bytes = picked(arrayBytes(vm, vm.at(args)), typeOf(vm, vm.at(args)).size, kept);
  replaceElements(vm, args, 0, length, bytes);
  return vm.newNone();
}

function takeOut(vm: VM, args: number, index: number): Ref {
  vm.push(elementAt(vm, vm.at(args), index));
  replaceElements(vm, args, index, index + 1, NO_BYTES);
  return vm.pop();
}

function pop(vm: VM, args: number): Ref {
  const length = arrayLength(vm, vm.at(args));
  if (length === 0) throw vm.error('IndexError', 'pop from empty array');
  const wanted = vm.at(args + 1) === 0 ? -1 : machineIndex(vm, args + 1, 'IndexError');
  const index = wanted < 0 ? wanted + length : wanted;
  if (index < 0 || index >= length) throw vm.error('IndexError', 'pop index out of range');
  return takeOut(vm, args, index);
}

/** Position of the first element that equals the value at args + 1, from `from` on, or -1. */
function find(vm: VM, args: number, from: number, to: number): number {
  for (let k = from; k < to && k < arrayLength(vm, vm.at(args)); k++) {
    const element = vm.push(elementAt(vm, vm.at(args), k));
    const equal = vm.equal(vm.at(element), vm.at(args + 1));
    vm.dropTo(element);
    if (equal) return k;
  }
  return -1;
}

function remove(vm: VM, args: number): Ref {
  const index = find(vm, args, 0, arrayLength(vm, vm.at(args)));
  if (index < 0) throw vm.error('ValueError', 'array.remove(x): x not in array');
  replaceElements(vm, args, index, index + 1, NO_BYTES);
  return vm.newNone();
}

function indexOf(vm: VM, args: number): Ref {
  const length = arrayLength(vm, vm.at(args));
  const start = searchBound(vm, args + 2, length, 0);
  const index = find(vm, args, start, searchBound(vm, args + 3, length, length));
  if (index < 0) throw vm.error('ValueError', 'array.index(x): x not in array');
  return vm.newInt(index);
}

function count(vm: VM, args: number): Ref {
  let found = 0;
  for (let from = 0; ; ) {
    const index = find(vm, args, from, arrayLength(vm, vm.at(args)));
    if (index < 0) return vm.newInt(found);
    found++;
    from = index + 1;
  }
}

function reverse(vm: VM, args: number): Ref {
  const length = arrayLength(vm, vm.at(args));
  const order = Array.from({ length }, (_, k) => length - 1 - k);
  const bytes = arrayBytes(vm, vm.at(args));
  bytes.set(picked(bytes, typeOf(vm, vm.at(args)).size, order));
  return vm.newNone();
}

function byteSwap(vm: VM, args: number): Ref {
  const { size } = typeOf(vm, vm.at(args));
  const bytes = arrayBytes(vm, vm.at(args));
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return vm.newNone();
}

// ---- Whole arrays

function toList(vm: VM, args: number): Ref {
  const length = arrayLength(vm, vm.at(args));
  vm.reserve(length * 6 + 16);
  for (let k = 0; k < length; k++) vm.push(elementAt(vm, vm.at(args), k));
  return vm.listOfTop(length);
}

function toUnicode(vm: VM, args: number): Ref {
  if (typeOf(vm, vm.at(args)).code !== 'u') {
    throw vm.error('ValueError', 'tounicode() may only be called on unicode type arrays');
  }
  return vm.newStr(elementsOf(vm, vm.at(args)).join(''));
}

function repr(vm: VM, args: number): Ref {
  const name = vm.classes.nameOf(vm.classOf(vm.at(args)));
  const { code } = typeOf(vm, vm.at(args));
  if (arrayLength(vm, vm.at(args)) === 0) return vm.newStr(`${name}('${code}')`);
  const items = vm.push(code === 'u' ? toUnicode(vm, args) : toList(vm, args));
  const text = vm.repr(vm.at(items));
  vm.dropTo(items);
  return vm.newStr(`${name}('${code}', ${text})`);
}

/** `op` as in Operators.compare. */
function compare(op: number): NativeCode {
  return (vm, args) => {
    if (!isArray(vm, vm.at(args + 1))) return vm.newNotImplemented();
    const [left, right] = [elementsOf(vm, vm.at(args)), elementsOf(vm, vm.at(args + 1))];
    const at = left.findIndex((element, k) => k >= right.length || !same(element, right[k]!));
    if (at < 0 || at >= right.length) return vm.newBool(ordered(op, left.length - right.length));
    if (op === 2 || op === 3) return vm.newBool(op === 3);
    return vm.newBool(less(left[at]!, right[at]!) ? op < 2 : less(right[at]!, left[at]!) && op > 3);
  };
}

/** A number equals a big integer of the same value. */
function same(left: Element, right: Element): boolean {
  return typeof left === 'string' || typeof right === 'string'
    ? left === right
    : !(left < right) && !(left > right) && !Number.isNaN(left) && !Number.isNaN(right);
}

function less(left: Element, right: Element): boolean {
  return left < right;
}

function add(vm: VM, args: number): Ref {
  const other = vm.at(args + 1);
  if (!isArray(vm, other)) {
    throw vm.error('TypeError', `can only append array (not "${vm.typeName(other)}") to array`);
  }
  const type = typeOf(vm, vm.at(args));
  if (typeOf(vm, other) !== type) throw vm.error('TypeError', 'bad argument type for built-in operation');
  return plainArray(vm, type, joined(arrayBytes(vm, vm.at(args)), arrayBytes(vm, other)));
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}

function addInPlace(vm: VM, args: number): Ref {
  const other = vm.at(args + 1);
  if (!isArray(vm, other)) {
    throw vm.error('TypeError', `can only extend array with array (not "${vm.typeName(other)}")`);
  }
  vm.runtime.release(extend(vm, args));
  return vm.runtime.retain(vm.at(args));
}

/** The bytes of the array at args, as often as args + 1 says. */
function repeated(vm: VM, args: number): Uint8Array {
  const times = repeatCount(vm, vm.at(args + 1));
  const { length } = arrayBytes(vm, vm.at(args));
  if (times > 0 && length > 0) {
    const words = roundUpToEven(Math.ceil((length * times) / 4)) + 16;
    if (words > vm.runtime.limitWords) throw vm.exceptions.memoryError();
    vm.reserve(words);
  }
  const bytes = new Uint8Array(length === 0 ? 0 : length * Math.max(times, 0));
  const once = arrayBytes(vm, vm.at(args));
  for (let at = 0; at < bytes.length; at += length) bytes.set(once, at);
  return bytes;
}

function multiply(vm: VM, args: number): Ref {
  const bytes = repeated(vm, args);
  return plainArray(vm, typeOf(vm, vm.at(args)), bytes);
}

function multiplyInPlace(vm: VM, args: number): Ref {
  const bytes = repeated(vm, args);
  replaceElements(vm, args, 0, arrayLength(vm, vm.at(args)), bytes);
  return vm.runtime.retain(vm.at(args));
}

function copyOf(vm: VM, args: number): Ref {
  return plainArray(vm, typeOf(vm, vm.at(args)), arrayBytes(vm, vm.at(args)).slice());
}

function reduce(vm: VM, args: number): Ref {
  const top = vm.pushBorrowed(vm.classOf(vm.at(args)));
  vm.push(vm.newStr(typeOf(vm, vm.at(args)).code));
  vm.push(toList(vm, args));
  vm.push(vm.tupleOfTop(2));
  vm.push(vm.newNone());
  return vm.tupleOfTop(vm.roots.top - top);
}

function bufferInfo(vm: VM, args: number): Ref {
  const data = vm.i32[vm.at(args) + RECORD_FIELDS]!;
  vm.push(vm.newBigInt(vm.modules.idOf(data)));
  vm.push(vm.newInt(arrayLength(vm, vm.at(args))));
  return vm.tupleOfTop(2);
}

// ---- Iterator: RECORD_FIELDS the array, RECORD_RAW the index

const iteratorClass: BuiltinClass = {
  name: 'arrayiterator',
  ...RECORD_CLASS_SPEC,
  module: 'array',
  subclassable: false,
  methods: {
    __iter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __next__: ['self, /', next],
  },
};

function iterator(vm: VM, args: number): Ref {
  const made = newRecord(vm, moduleClass(vm, iteratorClass));
  vm.runtime.initialise(made, RECORD_FIELDS, vm.at(args));
  return made;
}

function next(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const array = vm.i32[self + RECORD_FIELDS]!;
  if (array === 0) return 0;
  const index = vm.i32[self + RECORD_RAW]!;
  if (index < arrayLength(vm, array)) {
    vm.i32[self + RECORD_RAW] = index + 1;
    return elementAt(vm, array, index);
  }
  vm.runtime.store(self, RECORD_FIELDS, 0);
  return 0;
}

const arrayClass: BuiltinClass = {
  name: 'array',
  ...RECORD_CLASS_SPEC,
  module: 'array',
  unhashable: true,
  staticMethods: { __new__: ['cls, typecode=, initializer=, /', create] },
  methods: {
    append: ['self, v, /', append],
    extend: ['self, bb, /', extend],
    insert: ['self, i, v, /', insert],
    pop: ['self, i=, /', pop],
    remove: ['self, v, /', remove],
    index: ['self, v, start=, stop=, /', indexOf],
    count: ['self, v, /', count],
    reverse: ['self, /', reverse],
    byteswap: ['self, /', byteSwap],
    buffer_info: ['self, /', bufferInfo],
    tolist: ['self, /', toList],
    fromlist: ['self, list, /', fromList],
    tobytes: ['self, /', (vm, args) => newBytes(vm, arrayBytes(vm, vm.at(args)).slice())],
    frombytes: ['self, buffer, /', fromBytes],
    tounicode: ['self, /', toUnicode],
    fromunicode: ['self, ustr, /', fromUnicode],
    __copy__: ['self, /', copyOf],
    __deepcopy__: ['self, memo, /', copyOf],
    __len__: ['self, /', (vm, args) => vm.newInt(arrayLength(vm, vm.at(args)))],
    __getitem__: ['self, key, /', getItem],
    __setitem__: ['self, key, value, /', setItem],
    __delitem__: ['self, key, /', deleteItem],
    __contains__: [
      'self, key, /',
      (vm, args) => vm.newBool(find(vm, args, 0, arrayLength(vm, vm.at(args))) >= 0),
    ],
    __iter__: ['self, /', iterator],
    __repr__: ['self, /', repr],
    __lt__: ['self, value, /', compare(0)],
    __le__: ['self, value, /', compare(1)],
    __eq__: ['self, value, /', compare(2)],
    __ne__: ['self, value, /', compare(3)],
    __gt__: ['self, value, /', compare(4)],
    __ge__: ['self, value, /', compare(5)],
    __add__: ['self, value, /', add],
    __iadd__: ['self, value, /', addInPlace],
    __mul__: ['self, value, /', multiply],
    __rmul__: ['self, value, /', multiply],
    __imul__: ['self, value, /', multiplyInPlace],
    __reduce__: ['self, /', reduce],
  },
  getsets: {
    typecode: { get: (vm, self) => vm.newStr(typeOf(vm, self).code) },
    itemsize: { get: (vm, self) => vm.newInt(typeOf(vm, self).size) },
  },
};

export const arrayModule: NativeModule = {
  name: 'array',
  init(vm, at) {
    const cls = moduleClass(vm, arrayClass);
    vm.modules.set(at, 'array', vm.runtime.retain(cls));
    vm.modules.set(at, 'ArrayType', vm.runtime.retain(cls));
    vm.modules.set(at, 'typecodes', vm.newStr(typeCodes));
  },
};
