import type { Ref } from '../../heap/layout.ts';
import { IterKind, Kind, PROXY_MAPPING, Shape, VIEW_DICT } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { findKey } from './dict-access.ts';
import { isSetLikeView, VIEW_ITEMS, VIEW_KEYS, viewedDict, viewKind } from './dict-views.ts';
import {
  addHashed,
  addKey,
  differenceUpdate,
  discardHashed,
  eachKey,
  intersection,
  isSet,
  symmetricDifferenceUpdate,
  updateSet,
} from './set-operations.ts';

/** dict_keys, dict_values and dict_items; the first and the last are sets as far as their contents can be hashed. */

function viewLen(vm: VM, args: number): Ref {
  return vm.newInt(vm.dicts.size(viewedDict(vm, vm.at(args))));
}

function iterating(first: number): NativeCode {
  return (vm, args) => {
    const view = vm.at(args);
    return vm.iteration.overDict(first + viewKind(vm, view), viewedDict(vm, view));
  };
}

function viewRepr(vm: VM, args: number): Ref {
  const text = vm.protocols.guarded(vm.at(args), '...', () => {
    const listAt = vm.push(vm.protocols.toList(vm.at(args)));
    const items = vm.repr(vm.at(listAt));
    vm.dropTo(listAt);
    return `${vm.typeName(vm.at(args))}(${items})`;
  });
  return vm.newStr(text);
}

/** Whether the object at a stack position is a key, or a pair of key and value, of the view. */
function contains(vm: VM, viewAt: number, itemAt: number): boolean {
  const dictAt = vm.pushBorrowed(viewedDict(vm, vm.at(viewAt)));
  const found =
    viewKind(vm, vm.at(viewAt)) === VIEW_KEYS
      ? findKey(vm, dictAt, itemAt) >= 0
      : hasPair(vm, dictAt, itemAt);
  vm.dropTo(dictAt);
  return found;
}

function hasPair(vm: VM, dictAt: number, itemAt: number): boolean {
  const item = vm.at(itemAt);
  if (vm.kindOf(item) !== Kind.TUPLE || vm.tupleLength(item) !== 2) return false;
  const keyAt = vm.pushBorrowed(vm.tupleItem(item, 0));
  const entry = findKey(vm, dictAt, keyAt);
  vm.dropTo(keyAt);
  return entry >= 0 && vm.equal(vm.dicts.valueAt(vm.at(dictAt), entry), vm.tupleItem(vm.at(itemAt), 1));
}

function viewContains(vm: VM, args: number): Ref {
  return vm.newBool(contains(vm, args, args + 1));
}

// ---- Set operators

/** A set of the items of any iterable; of the keys of an exact dict without hashing them again. */
function toSet(vm: VM, at: number): Ref {
  const setAt = vm.push(vm.sets.make());
  const ref = vm.at(at);
  const plainKeys = isKeysOfDict(vm, ref);
  const fromAt = plainKeys ? vm.pushBorrowed(viewedDict(vm, ref)) : at;
  updateSet(vm, setAt, fromAt);
  if (plainKeys) vm.dropTo(fromAt);
  return vm.pop();
}

function isKeysOfDict(vm: VM, ref: Ref): boolean {
  return (
    isSetLikeView(vm, ref) &&
    viewKind(vm, ref) === VIEW_KEYS &&
    vm.shapeOf(viewedDict(vm, ref)) === Shape.DICT
  );
}

function union(vm: VM, at: number, otherAt: number): Ref {
  const setAt = vm.push(toSet(vm, at));
  updateSet(vm, setAt, otherAt);
  return vm.pop();
}

function subtraction(vm: VM, at: number, otherAt: number): Ref {
  const setAt = vm.push(toSet(vm, at));
  differenceUpdate(vm, setAt, otherAt);
  return vm.pop();
}

/** Both are walked in the order that _PyDictView_Intersect chooses. */
function common(vm: VM, leftAt: number, rightAt: number): Ref {
  let viewAt = leftAt;
  let otherAt = rightAt;
  if (!isSetLikeView(vm, vm.at(viewAt))) [viewAt, otherAt] = [otherAt, viewAt];
  const size = vm.dicts.size(viewedDict(vm, vm.at(viewAt)));
  const other = vm.at(otherAt);
  if (vm.shapeOf(other) === Shape.SET && size <= vm.sets.size(other))
    return intersection(vm, otherAt, viewAt);
  if (isSetLikeView(vm, other) && vm.dicts.size(viewedDict(vm, other)) > size)
    [viewAt, otherAt] = [otherAt, viewAt];
  const setAt = vm.push(vm.sets.make());
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(otherAt)));
  for (;;) {
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) break;
    const itemAt = vm.push(item);
    if (contains(vm, viewAt, itemAt)) addKey(vm, setAt, itemAt);
    vm.dropTo(itemAt);
    vm.poll();
  }
  vm.dropTo(iteratorAt);
  return vm.pop();
}

function symmetric(vm: VM, at: number, otherAt: number): Ref {
  const a = vm.at(at);
  const b = vm.at(otherAt);
  if (isItems(vm, a) && isItems(vm, b)) return symmetricItems(vm, at, otherAt);
  const setAt = vm.push(toSet(vm, at));
  symmetricDifferenceUpdate(vm, setAt, otherAt);
  return vm.pop();
}

function isItems(vm: VM, ref: Ref): boolean {
  return isSetLikeView(vm, ref) && viewKind(vm, ref) === VIEW_ITEMS;
}

/** Pairs that only one of two views of items has: those of the second first. */
function symmetricItems(vm: VM, at: number, otherAt: number): Ref {
  const resultAt = vm.push(toSet(vm, at));
  eachKey(vm, otherAt, (pairAt, hash) => {
    if (!discardHashed(vm, resultAt, pairAt, hash)) addHashed(vm, resultAt, pairAt, hash);
    return true;
  });
  return vm.pop();
}

function operator(operation: (vm: VM, at: number, otherAt: number) => Ref): NativeCode {
  return (vm, args) => operation(vm, args, args + 1);
}

function reflected(operation: (vm: VM, at: number, otherAt: number) => Ref): NativeCode {
  return (vm, args) => operation(vm, args + 1, args);
}

// ---- Comparison

function sizeOf(vm: VM, ref: Ref): number {
  return isSet(vm, ref) ? vm.sets.size(ref) : vm.dicts.size(viewedDict(vm, ref));
}

function allIn(vm: VM, at: number, otherAt: number): boolean {
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(at)));
  let all = true;
  while (all) {
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) break;
    const itemAt = vm.push(item);
    all = vm.operators.contains(vm.at(otherAt), vm.at(itemAt));
    vm.dropTo(itemAt);
    vm.poll();
  }
  vm.dropTo(iteratorAt);
  return all;
}

function comparing(op: number): NativeCode {
  return (vm, args) => {
    const other = vm.at(args + 1);
    if (!isSet(vm, other) && !isSetLikeView(vm, other)) return vm.newNotImplemented();
    const order = sizeOf(vm, vm.at(args)) - sizeOf(vm, other);
    switch (op) {
      case 0:
        return vm.newBool(order < 0 && allIn(vm, args, args + 1));
      case 1:
        return vm.newBool(order <= 0 && allIn(vm, args, args + 1));
      case 2:
        return vm.newBool(order === 0 && allIn(vm, args, args + 1));
      case 3:
        return vm.newBool(!(order === 0 && allIn(vm, args, args + 1)));
      case 4:
        return vm.newBool(order > 0 && allIn(vm, args + 1, args));
      default:
        return vm.newBool(order >= 0 && allIn(vm, args + 1, args));
    }
  };
}

function viewIsDisjoint(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const other = vm.at(args + 1);
  if (self === other) return vm.newBool(sizeOf(vm, self) === 0);
  const sized = isSet(vm, other) || isSetLikeView(vm, other);
  const swap = sized && sizeOf(vm, other) > sizeOf(vm, self);
  const insideAt = swap ? args + 1 : args;
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(swap ? args : args + 1)));
  let disjoint = true;
  while (disjoint) {
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) break;
    const itemAt = vm.push(item);
    disjoint = !vm.operators.contains(vm.at(insideAt), vm.at(itemAt));
    vm.dropTo(itemAt);
    vm.poll();
  }
  vm.dropTo(iteratorAt);
  return vm.newBool(disjoint);
}

function mappingOf(vm: VM, view: Ref): Ref {
  const proxy = vm.runtime.allocate(Shape.MAPPING_PROXY);
  vm.runtime.initialise(proxy, PROXY_MAPPING, vm.i32[view + VIEW_DICT]!);
  return proxy;
}

const viewMethods: NonNullable<BuiltinClass['methods']> = {
  __repr__: ['self, /', viewRepr],
  __len__: ['self, /', viewLen],
  __iter__: ['self, /', iterating(IterKind.DICT_KEYS)],
  __reversed__: ['self, /', iterating(IterKind.DICT_KEYS_REVERSED)],
  __sizeof__: ['self, /', (vm) => vm.newInt(24)],
};

const setLikeMethods: NonNullable<BuiltinClass['methods']> = {
  ...viewMethods,
  __contains__: ['self, item, /', viewContains],
  __or__: ['self, other, /', operator(union)],
  __and__: ['self, other, /', operator(common)],
  __sub__: ['self, other, /', operator(subtraction)],
  __xor__: ['self, other, /', operator(symmetric)],
  __ror__: ['self, other, /', reflected(union)],
  __rand__: ['self, other, /', reflected(common)],
  __rsub__: ['self, other, /', reflected(subtraction)],
  __rxor__: ['self, other, /', reflected(symmetric)],
  __lt__: ['self, other, /', comparing(0)],
  __le__: ['self, other, /', comparing(1)],
  __eq__: ['self, other, /', comparing(2)],
  __ne__: ['self, other, /', comparing(3)],
  __gt__: ['self, other, /', comparing(4)],
  __ge__: ['self, other, /', comparing(5)],
  isdisjoint: ['self, other, /', viewIsDisjoint],
};

const shared = { kind: Kind.DICT_VIEW, subclassable: false, getsets: { mapping: { get: mappingOf } } };

export const viewClasses: readonly BuiltinClass[] = [
  { ...shared, name: 'dict_keys', shape: Shape.DICT_VIEW, unhashable: true, methods: setLikeMethods },
  { ...shared, name: 'dict_values', shape: Shape.DICT_VALUES, methods: viewMethods },
  { ...shared, name: 'dict_items', shape: Shape.DICT_ITEMS, unhashable: true, methods: setLikeMethods },
];
