import type { Ref } from '../../heap/layout.ts';
import { Kind, SET_HASH, SET_MASK, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { genericAlias } from './generic-alias.ts';
import { allocateOf, positionalCount, requestedClass } from './native-arguments.ts';
import { lookupHash, setMethods } from './set-methods.ts';
import {
  addKey,
  copySet,
  differenceUpdate,
  discardHashed,
  intersection,
  isSet,
  symmetricDifferenceUpdate,
  takeContents,
  updateSet,
} from './set-operations.ts';

function setNew(vm: VM, args: number): Ref {
  return allocateOf(vm, requestedClass(vm, args, 'set'));
}

function setInit(vm: VM, args: number, count: number): Ref {
  const given = positionalCount(vm, 'set', args, count, 1);
  if (vm.sets.slots(vm.at(args)) > 0) vm.sets.clear(vm.at(args));
  if (given === 1) updateSet(vm, args, args + 1);
  return vm.newNone();
}

function setAdd(vm: VM, args: number): Ref {
  addKey(vm, args, args + 1);
  return vm.newNone();
}

/** Takes the argument out of the set; a set is looked up as the frozenset of its keys. */
function discardArgument(vm: VM, args: number): boolean {
  const top = vm.roots.top;
  const [keyAt, hash] = lookupHash(vm, args + 1);
  const found = discardHashed(vm, args, keyAt, hash);
  vm.dropTo(top);
  return found;
}

function setDiscard(vm: VM, args: number): Ref {
  discardArgument(vm, args);
  return vm.newNone();
}

function setRemove(vm: VM, args: number): Ref {
  if (!discardArgument(vm, args)) throw vm.exceptions.keyError(vm.at(args + 1));
  return vm.newNone();
}

/** Takes the first key from the finger on, where the last pop ended; SET_HASH of a set holds the finger. */
function setPop(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const set = vm.at(args);
  if (vm.sets.size(set) === 0) throw vm.error('KeyError', 'pop from an empty set');
  const mask = i32[set + SET_MASK]!;
  let slot = i32[set + SET_HASH]! & mask;
  while (vm.sets.keyAt(set, slot) === 0) slot = slot === mask ? 0 : slot + 1;
  i32[set + SET_HASH] = slot + 1;
  return vm.sets.take(set, slot);
}

function setClear(vm: VM, args: number): Ref {
  if (vm.sets.slots(vm.at(args)) > 0) vm.sets.clear(vm.at(args));
  return vm.newNone();
}

/** A method that changes the set by each of its arguments in turn. */
function changing(change: (vm: VM, setAt: number, otherAt: number) => void): NativeCode {
  return (vm, args, count) => {
    for (let k = 1; k < count; k++) change(vm, args, args + k);
    return vm.newNone();
  };
}

function intersectionUpdate(vm: VM, args: number, count: number): Ref {
  const resultAt = vm.push(count === 1 ? copySet(vm, args) : intersection(vm, args, args + 1));
  for (let k = 2; k < count; k++) vm.replace(resultAt, intersection(vm, resultAt, args + k));
  takeContents(vm, vm.at(args), resultAt);
  vm.dropTo(resultAt);
  return vm.newNone();
}

/** `|=` and the like: only with sets. */
function inplace(change: (vm: VM, setAt: number, otherAt: number) => void): NativeCode {
  return (vm, args) => {
    if (!isSet(vm, vm.at(args + 1))) return vm.newNotImplemented();
    change(vm, args, args + 1);
    return vm.runtime.retain(vm.at(args));
  };
}

function intersect(vm: VM, setAt: number, otherAt: number): void {
  const resultAt = vm.push(intersection(vm, setAt, otherAt));
  takeContents(vm, vm.at(setAt), resultAt);
  vm.dropTo(resultAt);
}

export const setClass: BuiltinClass = {
  name: 'set',
  kind: Kind.SET,
  shape: Shape.SET,
  unhashable: true,
  staticMethods: { __new__: ['cls, *args, **kwargs', setNew] },
  classMethods: { __class_getitem__: ['cls, item, /', genericAlias] },
  methods: {
    ...setMethods,
    __init__: ['self, *args, **kwargs', setInit],
    __ior__: ['self, other, /', inplace(updateSet)],
    __iand__: ['self, other, /', inplace(intersect)],
    __isub__: ['self, other, /', inplace(differenceUpdate)],
    __ixor__: ['self, other, /', inplace(symmetricDifferenceUpdate)],
    add: ['self, item, /', setAdd],
    discard: ['self, item, /', setDiscard],
    remove: ['self, item, /', setRemove],
    pop: ['self, /', setPop],
    clear: ['self, /', setClear],
    update: ['self, *others', changing(updateSet)],
    difference_update: ['self, *others', changing(differenceUpdate)],
    intersection_update: ['self, *others', intersectionUpdate],
    symmetric_difference_update: ['self, other, /', changing(symmetricDifferenceUpdate)],
  },
};
