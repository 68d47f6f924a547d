import type { Ref } from '../../heap/layout.ts';
import { IterKind, Kind, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { genericAlias } from './generic-alias.ts';
import { repeatReferences, repetitions } from './list-type.ts';
import {
  hasKeywords,
  isIndex,
  machineIndex,
  positionalCount,
  requestedClass,
  reserveWords,
} from './native-arguments.ts';
import { copyReferences } from './references.ts';
import { isRepeatable } from './scalar-support.ts';
import {
  compareSequences,
  countItems,
  findItem,
  indexOf,
  joinReprs,
  tupleKind,
} from './sequence-comparison.ts';
import { isSlice, resolveSlice } from './slices.ts';

function tupleNew(vm: VM, args: number, count: number): Ref {
  const cls = requestedClass(vm, args, 'tuple');
  const exact = cls === vm.classes.named('tuple');
  // A subclass with an __init__ of its own may take keywords.
  const keywords = hasKeywords(vm, args, count) && !exact && ownInit(vm, cls);
  const given = keywords ? count - 2 : positionalCount(vm, 'tuple', args, count, 1);
  if (given > 1) throw vm.error('TypeError', `tuple expected at most 1 argument, got ${given}`);
  if (given === 0 && exact) return vm.tupleOfTop(0);
  const first = vm.roots.top;
  if (given === 1) {
    if (exact && vm.shapeOf(vm.at(args + 1)) === Shape.TUPLE) return vm.runtime.retain(vm.at(args + 1));
    vm.iteration.pushAll(vm.at(args + 1));
  }
  const size = vm.roots.top - first;
  reserveWords(vm, size + 16);
  return exact ? vm.tupleOfTop(size) : makeInstance(vm, args, first, size);
}

function ownInit(vm: VM, cls: Ref): boolean {
  const name = vm.name('__init__');
  return vm.classes.lookup(cls, name) !== vm.classes.lookup(vm.classes.named('tuple'), name);
}

/** An instance of the subclass at a stack position, of the `size` items on top of the stack, which it takes over. */
function makeInstance(vm: VM, clsAt: number, first: number, size: number): Ref {
  const cls = vm.at(clsAt);
  const { runtime, roots } = vm;
  const tuple = runtime.allocateVariable(vm.classes.infoOf(cls).shape, size);
  const data = vm.tupleData(tuple) - tuple;
  for (let k = 0; k < size; k++) runtime.initialiseOwned(tuple, data + k, roots.stack[first + k]!);
  roots.top = first;
  return vm.classes.adopt(tuple, cls);
}

/** An exact tuple of `count` slots to be filled at once. A safepoint. */
function newTupleFor(vm: VM, count: number): Ref {
  reserveWords(vm, count + 8);
  return vm.runtime.allocateVariable(Shape.TUPLE, count);
}

function tupleLen(vm: VM, args: number): Ref {
  return vm.newInt(vm.tupleLength(vm.at(args)));
}

function tupleGetItem(vm: VM, args: number): Ref {
  const key = vm.at(args + 1);
  if (isSlice(vm, key)) return getSlice(vm, args);
  if (!isIndex(vm, key)) {
    throw vm.error('TypeError', `tuple indices must be integers or slices, not ${vm.typeName(key)}`);
  }
  const index = machineIndex(vm, args + 1, 'IndexError');
  const length = vm.tupleLength(vm.at(args));
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) throw vm.error('IndexError', 'tuple index out of range');
  return vm.runtime.retain(vm.tupleItem(vm.at(args), at));
}

function getSlice(vm: VM, args: number): Ref {
  const length = vm.tupleLength(vm.at(args));
  const { start, step, count } = resolveSlice(vm, args + 1, () => length);
  if (count === 0) return vm.tupleOfTop(0);
  const self = vm.at(args);
  if (step === 1 && count === length && vm.shapeOf(self) === Shape.TUPLE) return vm.runtime.retain(self);
  const result = newTupleFor(vm, count);
  const from = vm.tupleData(vm.at(args));
  const to = vm.tupleData(result);
  if (step === 1) copyReferences(vm, result, to, from + start, count);
  else
    for (let k = 0; k < count; k++)
      vm.runtime.initialise(result, to - result + k, vm.i32[from + start + k * step]!);
  return result;
}

function tupleContains(vm: VM, args: number): Ref {
  return vm.newBool(findItem(vm, tupleKind, args, args + 1, 0, Number.POSITIVE_INFINITY) >= 0);
}

function tupleIter(vm: VM, args: number): Ref {
  return vm.iteration.over(IterKind.TUPLE, vm.at(args));
}

function tupleIndex(vm: VM, args: number): Ref {
  const index = indexOf(vm, tupleKind, args);
  if (index < 0) throw vm.error('ValueError', 'tuple.index(x): x not in tuple');
  return vm.newInt(index);
}

function tupleCount(vm: VM, args: number): Ref {
  return vm.newInt(countItems(vm, tupleKind, args, args + 1));
}

function tupleAdd(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const other = vm.at(args + 1);
  if (vm.tupleLength(self) === 0 && vm.shapeOf(other) === Shape.TUPLE) return vm.runtime.retain(other);
  if (vm.kindOf(other) !== Kind.TUPLE) {
    throw vm.error('TypeError', `can only concatenate tuple (not "${vm.typeName(other)}") to tuple`);
  }
  if (vm.tupleLength(other) === 0 && vm.shapeOf(self) === Shape.TUPLE) return vm.runtime.retain(self);
  const size = vm.tupleLength(self) + vm.tupleLength(other);
  if (size === 0) return vm.tupleOfTop(0);
  const result = newTupleFor(vm, size);
  let to = vm.tupleData(result);
  for (const at of [args, args + 1]) {
    const count = vm.tupleLength(vm.at(at));
    copyReferences(vm, result, to, vm.tupleData(vm.at(at)), count);
    to += count;
  }
  return result;
}

function tupleMul(vm: VM, args: number): Ref {
  const times = repetitions(vm, args);
  const self = vm.at(args);
  const length = vm.tupleLength(self);
  if ((length === 0 || times === 1) && vm.shapeOf(self) === Shape.TUPLE) return vm.runtime.retain(self);
  if (length === 0 || times === 0) return vm.tupleOfTop(0);
  const result = newTupleFor(vm, length * times);
  repeatReferences(vm, result, vm.tupleData(result), vm.tupleData(vm.at(args)), length, times);
  return result;
}

function comparing(op: number): NativeCode {
  return (vm, args) => {
    if (vm.kindOf(vm.at(args + 1)) !== Kind.TUPLE) return vm.newNotImplemented();
    return compareSequences(vm, tupleKind, op, args, args + 1);
  };
}

function tupleRepr(vm: VM, args: number): Ref {
  const length = vm.tupleLength(vm.at(args));
  if (length === 0) return vm.newStr('()');
  const end = length === 1 ? ',)' : ')';
  return vm.newStr(
    vm.protocols.guarded(vm.at(args), '(...)', () => `(${joinReprs(vm, tupleKind, args)}${end}`),
  );
}

function tupleHash(vm: VM, args: number): Ref {
  return vm.newBigInt(vm.protocols.tupleHash(vm.at(args)));
}

function tupleGetNewArgs(vm: VM, args: number): Ref {
  const count = vm.tupleLength(vm.at(args));
  const copyAt = vm.push(newTupleFor(vm, count));
  copyReferences(vm, vm.at(copyAt), vm.tupleData(vm.at(copyAt)), vm.tupleData(vm.at(args)), count);
  return vm.tupleOfTop(1);
}

function tupleSizeof(vm: VM, args: number): Ref {
  return vm.newInt(24 + 8 * vm.tupleLength(vm.at(args)));
}

export const tupleClass: BuiltinClass = {
  name: 'tuple',
  kind: Kind.TUPLE,
  shape: Shape.TUPLE,
  staticMethods: { __new__: ['cls, *args, **kwargs', tupleNew] },
  classMethods: { __class_getitem__: ['cls, item, /', genericAlias] },
  methods: {
    __repr__: ['self, /', tupleRepr],
    __hash__: ['self, /', tupleHash],
    __len__: ['self, /', tupleLen],
    __getitem__: ['self, key, /', tupleGetItem],
    __contains__: ['self, value, /', tupleContains],
    __iter__: ['self, /', tupleIter],
    __lt__: ['self, other, /', comparing(0)],
    __le__: ['self, other, /', comparing(1)],
    __eq__: ['self, other, /', comparing(2)],
    __ne__: ['self, other, /', comparing(3)],
    __gt__: ['self, other, /', comparing(4)],
    __ge__: ['self, other, /', comparing(5)],
    __add__: ['self, other, /', tupleAdd],
    __mul__: ['self, times, /', tupleMul],
    __rmul__: [
      'self, times, /',
      (vm, args) => (isRepeatable(vm, vm.at(args + 1)) ? vm.newNotImplemented() : tupleMul(vm, args)),
    ],
    __getnewargs__: ['self, /', tupleGetNewArgs],
    __sizeof__: ['self, /', tupleSizeof],
    index: ['self, value, start=, stop=, /', tupleIndex],
    count: ['self, value, /', tupleCount],
  },
};
