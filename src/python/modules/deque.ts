import type { Ref } from '../../heap/layout.ts';
import { RECORD_FIELDS, RECORD_RAW } from '../objects/shapes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import {
  clearItems,
  DEQUE_MAXIMUM,
  DEQUE_VERSION,
  dequeItem,
  dequeLength,
  pushTop,
  rotateItems,
  setDequeItem,
  takeItem,
} from './deque-storage.ts';
import { addClasses, moduleClass, newRecord, RECORD_CLASS_SPEC } from './support.ts';

/** collections.deque, natively; its storage is in deque-storage.ts. */

function create(vm: VM, args: number): Ref {
  const deque = newRecord(vm, vm.at(args));
  vm.i32[deque + DEQUE_MAXIMUM] = -1;
  return deque;
}

function init(vm: VM, args: number): Ref {
  const limit = vm.at(args + 2);
  let maximum = -1;
  if (limit !== 0 && limit !== vm.none) {
    maximum = vm.index(limit);
    if (maximum < 0) throw vm.error('ValueError', 'maxlen must be non-negative');
  }
  vm.i32[vm.at(args) + DEQUE_MAXIMUM] = Math.min(maximum, 0x7fffffff);
  clearItems(vm, args);
  if (vm.at(args + 1) !== 0) extendFrom(vm, args, vm.at(args + 1), false);
  return vm.newNone();
}

/** Adds every item of an iterable, which is rooted by the caller. */
function extendFrom(vm: VM, at: number, iterable: Ref, left: boolean): void {
  vm.iterate(iterable, (item) => {
    vm.pushBorrowed(item);
    pushTop(vm, at, left);
  });
}

/** A new deque of the same class with the same maximum: what `copy` and `+` begin with. A new reference. */
function copyOf(vm: VM, at: number): Ref {
  const maximum = vm.i32[vm.at(at) + DEQUE_MAXIMUM]!;
  const cls = vm.classOf(vm.at(at));
  const limitAt = vm.push(maximum < 0 ? vm.newNone() : vm.newInt(maximum));
  const made = vm.call(cls, vm.at(at), vm.at(limitAt));
  vm.push(made);
  const result = vm.pop();
  vm.dropTo(limitAt);
  return result;
}

function push(left: boolean): NativeCode {
  return (vm, args) => {
    vm.pushBorrowed(vm.at(args + 1));
    pushTop(vm, args, left);
    return vm.newNone();
  };
}

function take(left: boolean): NativeCode {
  return (vm, args) => {
    if (dequeLength(vm, vm.at(args)) === 0) throw vm.error('IndexError', 'pop from an empty deque');
    return takeItem(vm, vm.at(args), left);
  };
}

function extend(left: boolean): NativeCode {
  return (vm, args) => {
    const itself = vm.at(args) === vm.at(args + 1);
    const from = vm.push(itself ? vm.protocols.toList(vm.at(args)) : vm.runtime.retain(vm.at(args + 1)));
    extendFrom(vm, args, vm.at(from), left);
    vm.dropTo(from);
    return vm.newNone();
  };
}

function rotate(vm: VM, args: number): Ref {
  rotateItems(vm, args, vm.at(args + 1) === 0 ? 1 : vm.index(vm.at(args + 1)));
  return vm.newNone();
}

function position(vm: VM, args: number): number {
  const ref = vm.at(args + 1);
  if (!vm.isInt(ref) && vm.classes.special(ref, '__index__') === 0) {
    throw vm.error('TypeError', `sequence index must be integer, not '${vm.typeName(ref)}'`);
  }
  const index = vm.index(ref);
  const length = dequeLength(vm, vm.at(args));
  const from = index < 0 ? index + length : index;
  if (from < 0 || from >= length) throw vm.error('IndexError', 'deque index out of range');
  return from;
}

function getItem(vm: VM, args: number): Ref {
  const index = position(vm, args);
  return vm.runtime.retain(dequeItem(vm, vm.at(args), index));
}

function setItem(vm: VM, args: number): Ref {
  const index = position(vm, args);
  setDequeItem(vm, vm.at(args), index, vm.runtime.retain(vm.at(args + 2)));
  return vm.newNone();
}

/** Takes item `index` out: turned to the front, taken, turned back. */
function removeAt(vm: VM, at: number, index: number): Ref {
  rotateItems(vm, at, -index);
  const item = takeItem(vm, vm.at(at), true);
  rotateItems(vm, at, index);
  return item;
}

function deleteItem(vm: VM, args: number): Ref {
  vm.runtime.release(removeAt(vm, args, position(vm, args)));
  return vm.newNone();
}

function insert(vm: VM, args: number): Ref {
  const length = dequeLength(vm, vm.at(args));
  const maximum = vm.i32[vm.at(args) + DEQUE_MAXIMUM]!;
  if (maximum >= 0 && length >= maximum) throw vm.error('IndexError', 'deque already at its maximum size');
  const wanted = vm.index(vm.at(args + 1));
  const index = Math.min(Math.max(wanted < 0 ? wanted + length : wanted, 0), length);
  rotateItems(vm, args, -index);
  vm.pushBorrowed(vm.at(args + 2));
  pushTop(vm, args, true);
  rotateItems(vm, args, index);
  return vm.newNone();
}

/** Index of the first equal item in [from, to), or -1. A comparison that changes the deque is an error. */
function find(vm: VM, args: number, from: number, to: number): number {
  const version = vm.i32[vm.at(args) + DEQUE_VERSION]!;
  for (let k = from; k < to; k++) {
    const at = vm.pushBorrowed(dequeItem(vm, vm.at(args), k));
    const equal = vm.equal(vm.at(at), vm.at(args + 1));
    vm.dropTo(at);
    if (vm.i32[vm.at(args) + DEQUE_VERSION] !== version) {
      throw vm.error('RuntimeError', 'deque mutated during iteration');
    }
    if (equal) return k;
  }
  return -1;
}

function remove(vm: VM, args: number): Ref {
  const index = find(vm, args, 0, dequeLength(vm, vm.at(args)));
  if (index < 0) throw vm.error('ValueError', `${vm.repr(vm.at(args + 1))} is not in deque`);
  vm.runtime.release(removeAt(vm, args, index));
  return vm.newNone();
}

function indexOf(vm: VM, args: number): Ref {
  const length = dequeLength(vm, vm.at(args));
  const bound = (at: number, absent: number) => {
    if (vm.at(at) === 0) return absent;
    const value = vm.index(vm.at(at));
    return Math.min(Math.max(value < 0 ? value + length : value, 0), length);
  };
  const start = bound(args + 2, 0);
  const index = find(vm, args, start, bound(args + 3, length));
  if (index < 0) throw vm.error('ValueError', `${vm.repr(vm.at(args + 1))} is not in deque`);
  return vm.newInt(index);
}

function count(vm: VM, args: number): Ref {
  let found = 0;
  for (let from = 0; ; ) {
    const index = find(vm, args, from, dequeLength(vm, vm.at(args)));
    if (index < 0) return vm.newInt(found);
    found++;
    from = index + 1;
  }
}

function reverse(vm: VM, args: number): Ref {
  const length = dequeLength(vm, vm.at(args));
  for (let low = 0, high = length - 1; low < high; low++, high--) {
    const left = vm.runtime.retain(dequeItem(vm, vm.at(args), low));
    setDequeItem(vm, vm.at(args), low, vm.runtime.retain(dequeItem(vm, vm.at(args), high)));
    setDequeItem(vm, vm.at(args), high, left);
  }
  return vm.newNone();
}

function repr(vm: VM, args: number): Ref {
  const text = vm.protocols.guarded(vm.at(args), '[...]', () => {
    const name = vm.classes.nameOf(vm.classOf(vm.at(args)));
    const maximum = vm.i32[vm.at(args) + DEQUE_MAXIMUM]!;
    const at = vm.push(vm.protocols.toList(vm.at(args)));
    const list = vm.repr(vm.at(at));
    vm.dropTo(at);
    return maximum < 0 ? `${name}(${list})` : `${name}(${list}, maxlen=${maximum})`;
  });
  return vm.newStr(text);
}

/** Compares item by item, as lists do. `op` as in Operators.compare. */
function compare(op: number): NativeCode {
  return (vm, args) => {
    if (!vm.isInstance(vm.at(args + 1), 'deque')) return vm.newNotImplemented();
    const at = vm.push(vm.protocols.toList(vm.at(args)));
    vm.push(vm.protocols.toList(vm.at(args + 1)));
    const result = vm.operators.compare(op, vm.at(at), vm.at(at + 1));
    vm.push(result);
    const value = vm.pop();
    vm.dropTo(at);
    return value;
  };
}

function add(vm: VM, args: number): Ref {
  if (!vm.isInstance(vm.at(args + 1), 'deque')) {
    throw vm.error(
      'TypeError',
      `can only concatenate deque (not "${vm.typeName(vm.at(args + 1))}") to deque`,
    );
  }
  const at = vm.push(copyOf(vm, args));
  const from = vm.push(vm.protocols.toList(vm.at(args + 1)));
  extendFrom(vm, at, vm.at(from), false);
  vm.drop(1);
  return vm.pop();
}

function addInPlace(vm: VM, args: number): Ref {
  vm.runtime.release(extend(false)(vm, args, 2));
  return vm.runtime.retain(vm.at(args));
}

function multiplyInPlace(vm: VM, args: number): Ref {
  const times = vm.index(vm.at(args + 1));
  const from = vm.push(vm.protocols.toList(vm.at(args)));
  if (times <= 0) clearItems(vm, args);
  for (let k = 1; k < times; k++) extendFrom(vm, args, vm.at(from), false);
  vm.dropTo(from);
  return vm.runtime.retain(vm.at(args));
}

function multiply(vm: VM, args: number): Ref {
  const at = vm.push(copyOf(vm, args));
  vm.pushBorrowed(vm.at(args + 1));
  vm.runtime.release(multiplyInPlace(vm, at));
  vm.drop(1);
  return vm.pop();
}

function reduce(vm: VM, args: number): Ref {
  const maximum = vm.i32[vm.at(args) + DEQUE_MAXIMUM]!;
  const top = vm.pushBorrowed(vm.classOf(vm.at(args)));
  vm.push(vm.protocols.toList(vm.at(args)));
  if (maximum >= 0) vm.push(vm.newInt(maximum));
  vm.push(vm.tupleOfTop(vm.roots.top - top - 1));
  return vm.tupleOfTop(2);
}

// ---- Iterators: RECORD_FIELDS the deque, RECORD_RAW the index, then the version, then 1 for reversed

const ITERATOR_NAMES = { false: '_deque_iterator', true: '_deque_reverse_iterator' } as const;

function iterator(reversed: boolean): NativeCode {
  return (vm, args) => {
    const made = newRecord(vm, moduleClass(vm, iteratorSpec(reversed)));
    vm.i32[made + RECORD_RAW + 1] = vm.i32[vm.at(args) + DEQUE_VERSION]!;
    vm.i32[made + RECORD_RAW + 2] = reversed ? 1 : 0;
    vm.runtime.initialise(made, RECORD_FIELDS, vm.at(args));
    return made;
  };
}

function next(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const self = vm.at(args);
  const deque = i32[self + RECORD_FIELDS]!;
  if (deque === 0) return 0;
  if (i32[self + RECORD_RAW + 1] !== i32[deque + DEQUE_VERSION]) {
    throw vm.error('RuntimeError', 'deque mutated during iteration');
  }
  const index = i32[self + RECORD_RAW]!;
  const length = dequeLength(vm, deque);
  if (index >= length) {
    vm.runtime.store(self, RECORD_FIELDS, 0);
    return 0;
  }
  i32[self + RECORD_RAW] = index + 1;
  return vm.runtime.retain(
    dequeItem(vm, deque, i32[self + RECORD_RAW + 2] === 1 ? length - 1 - index : index),
  );
}

function iteratorSpec(reversed: boolean): BuiltinClass {
  return {
    name: ITERATOR_NAMES[reversed ? 'true' : 'false'],
    ...RECORD_CLASS_SPEC,
    module: '_collections',
    subclassable: false,
    methods: {
      __iter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
      __next__: ['self, /', next],
    },
  };
}

export const dequeClass: BuiltinClass = {
  name: 'deque',
  ...RECORD_CLASS_SPEC,
  module: 'collections',
  unhashable: true,
  staticMethods: { __new__: ['cls, *args, **kwargs', create] },
  methods: {
    __init__: ['self, iterable=, maxlen=', init],
    append: ['self, item, /', push(false)],
    appendleft: ['self, item, /', push(true)],
    pop: ['self, /', take(false)],
    popleft: ['self, /', take(true)],
    extend: ['self, iterable, /', extend(false)],
    extendleft: ['self, iterable, /', extend(true)],
    rotate: ['self, n=, /', rotate],
    clear: [
      'self, /',
      (vm, args) => {
        clearItems(vm, args);
        return vm.newNone();
      },
    ],
    copy: ['self, /', copyOf],
    __copy__: ['self, /', copyOf],
    insert: ['self, index, value, /', insert],
    remove: ['self, value, /', remove],
    index: ['self, value, start=, stop=, /', indexOf],
    count: ['self, value, /', count],
    reverse: ['self, /', reverse],
    __len__: ['self, /', (vm, args) => vm.newInt(dequeLength(vm, vm.at(args)))],
    __getitem__: ['self, index, /', getItem],
    __setitem__: ['self, index, value, /', setItem],
    __delitem__: ['self, index, /', deleteItem],
    __contains__: [
      'self, value, /',
      (vm, args) => vm.newBool(find(vm, args, 0, dequeLength(vm, vm.at(args))) >= 0),
    ],
    __iter__: ['self, /', iterator(false)],
    __reversed__: ['self, /', iterator(true)],
    __repr__: ['self, /', repr],
    __lt__: ['self, other, /', compare(0)],
    __le__: ['self, other, /', compare(1)],
    __eq__: ['self, other, /', compare(2)],
    __ne__: ['self, other, /', compare(3)],
    __gt__: ['self, other, /', compare(4)],
    __ge__: ['self, other, /', compare(5)],
    __add__: ['self, other, /', add],
    __iadd__: ['self, other, /', addInPlace],
    __mul__: ['self, times, /', multiply],
    __rmul__: ['self, times, /', multiply],
    __imul__: ['self, times, /', multiplyInPlace],
    __reduce__: ['self, /', reduce],
  },
  getsets: {
    maxlen: {
      get: (vm, self) => {
        const maximum = vm.i32[self + DEQUE_MAXIMUM]!;
        return maximum < 0 ? vm.newNone() : vm.newInt(maximum);
      },
    },
  },
};

export const collectionsModule: NativeModule = {
  name: '_collections',
  init(vm, at) {
    addClasses(vm, at, [dequeClass]);
  },
};
