import type { Ref } from '../../heap/layout.ts';
import { Kind, SET_MASK, Shape } from '../objects/shapes.ts';
import { frozensetHash } from '../values/sequence-hash.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import {
  copySet,
  difference,
  differenceUpdate,
  intersection,
  isDisjoint,
  isSet,
  isSubset,
  isSuperset,
  setsEqual,
  symmetricDifference,
  updateSet,
} from './set-operations.ts';

/** What set and frozenset have in common. */

/**
 * Position and hash of a key that is looked up: of a set, which has no hash, the frozenset of its keys, which is pushed.
 */
export function lookupHash(vm: VM, keyAt: number): [keyAt: number, hash: number] {
  if (vm.kindOf(vm.at(keyAt)) !== Kind.SET) return [keyAt, vm.hash(vm.at(keyAt))];
  if (vm.shapeOf(vm.at(keyAt)) !== Shape.SET) {
    const hash = vm.classes.special(vm.at(keyAt), '__hash__');
    if (hash !== 0 && hash !== vm.none) return [keyAt, vm.hash(vm.at(keyAt))];
  }
  const frozenAt = vm.push(vm.sets.make(Shape.FROZENSET));
  updateSet(vm, frozenAt, keyAt);
  return [frozenAt, vm.hash(vm.at(frozenAt))];
}

function setLen(vm: VM, args: number): Ref {
  return vm.newInt(vm.sets.size(vm.at(args)));
}

function setContains(vm: VM, args: number): Ref {
  const top = vm.roots.top;
  const [keyAt, hash] = lookupHash(vm, args + 1);
  const found = vm.sets.findRooted(args, keyAt, hash) >= 0;
  vm.dropTo(top);
  return vm.newBool(found);
}

function setIter(vm: VM, args: number): Ref {
  return vm.iteration.overSet(vm.at(args));
}

function setCopy(vm: VM, args: number): Ref {
  if (vm.shapeOf(vm.at(args)) === Shape.FROZENSET) return vm.runtime.retain(vm.at(args));
  return copySet(vm, args);
}

/** `|` and the like: only with sets. The left operand decides the class of the result. */
function operator(operation: (vm: VM, at: number, otherAt: number) => Ref): NativeCode {
  return (vm, args) => {
    if (!isSet(vm, vm.at(args + 1))) return vm.newNotImplemented();
    return operation(vm, args, args + 1);
  };
}

function reflected(operation: (vm: VM, at: number, otherAt: number) => Ref): NativeCode {
  return (vm, args) => {
    if (!isSet(vm, vm.at(args + 1))) return vm.newNotImplemented();
    return operation(vm, args + 1, args);
  };
}

function union(vm: VM, at: number, otherAt: number): Ref {
  const resultAt = vm.push(copySet(vm, at));
  updateSet(vm, resultAt, otherAt);
  return vm.pop();
}

function unionOf(vm: VM, args: number, count: number): Ref {
  const resultAt = vm.push(copySet(vm, args));
  for (let k = 1; k < count; k++) updateSet(vm, resultAt, args + k);
  return vm.pop();
}

function intersectionOf(vm: VM, args: number, count: number): Ref {
  if (count === 1) return setCopy(vm, args);
  const resultAt = vm.push(intersection(vm, args, args + 1));
  for (let k = 2; k < count; k++) vm.replace(resultAt, intersection(vm, resultAt, args + k));
  return vm.pop();
}

function differenceOf(vm: VM, args: number, count: number): Ref {
  if (count === 1) return setCopy(vm, args);
  const resultAt = vm.push(difference(vm, args, args + 1));
  for (let k = 2; k < count; k++) differenceUpdate(vm, resultAt, args + k);
  return vm.pop();
}

function test(condition: (vm: VM, at: number, otherAt: number) => boolean): NativeCode {
  return (vm, args) => vm.newBool(condition(vm, args, args + 1));
}

function comparing(condition: (vm: VM, at: number, otherAt: number) => boolean): NativeCode {
  return (vm, args) => {
    if (!isSet(vm, vm.at(args + 1))) return vm.newNotImplemented();
    return vm.newBool(condition(vm, args, args + 1));
  };
}

function smaller(vm: VM, a: number, b: number): boolean {
  return vm.sets.size(vm.at(a)) < vm.sets.size(vm.at(b));
}

function setRepr(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const name = vm.typeName(self);
  const python2 = vm.platform.version[0] === 2;
  if (vm.sets.size(self) === 0) return vm.newStr(python2 ? `${name}([])` : `${name}()`);
  const text = vm.protocols.guarded(self, '', () => {
    const parts: string[] = [];
    const first = vm.roots.top;
    for (let slot = 0; slot < vm.sets.slots(vm.at(args)); slot++) {
      const key = vm.sets.keyAt(vm.at(args), slot);
      if (key !== 0) vm.pushBorrowed(key);
    }
    const last = vm.roots.top;
    for (let at = first; at < last; at++) parts.push(vm.repr(vm.at(at)));
    vm.dropTo(first);
    return python2 ? `[${parts.join(', ')}]` : `{${parts.join(', ')}}`;
  });
  if (text === '') return vm.newStr(`${name}(...)`);
  return vm.newStr(vm.shapeOf(vm.at(args)) === Shape.SET && !python2 ? text : `${name}(${text})`);
}

/** Of a frozenset. */
export function hashOfFrozenset(vm: VM, args: number): Ref {
  const hashes: bigint[] = [];
  for (let slot = 0; slot < vm.sets.slots(vm.at(args)); slot++) {
    const key = vm.sets.keyAt(vm.at(args), slot);
    if (key !== 0) hashes.push(itemHash(vm, key, vm.sets.hashAt(vm.at(args), slot)));
  }
  return vm.newBigInt(frozensetHash(hashes, vm.platform.version[0] > 2));
}

/** The table has 32 bits: the rest of a value's hash is computed again, and an object asked but once extended by its sign. */
function itemHash(vm: VM, key: Ref, stored: number): bigint {
  const kind = vm.kindOf(key);
  const isValue =
    (kind >= Kind.BOOL && kind <= Kind.COMPLEX) || kind === Kind.TUPLE || kind === Kind.FROZENSET;
  return isValue ? vm.protocols.hashBig(key) : BigInt(stored);
}

/** The first eight slots are in the object itself, as in CPython. */
function setSizeof(vm: VM, args: number): Ref {
  const slots = vm.sets.slots(vm.at(args)) === 0 ? 0 : vm.i32[vm.at(args) + SET_MASK]! + 1;
  return vm.newInt(200 + (slots > 8 ? 16 * slots : 0));
}

export const setMethods: NonNullable<BuiltinClass['methods']> = {
  __repr__: ['self, /', setRepr],
  __len__: ['self, /', setLen],
  __contains__: ['self, item, /', setContains],
  __iter__: ['self, /', setIter],
  __or__: ['self, other, /', operator(union)],
  __and__: ['self, other, /', operator(intersection)],
  __sub__: ['self, other, /', operator(difference)],
  __xor__: ['self, other, /', operator(symmetricDifference)],
  __ror__: ['self, other, /', reflected(union)],
  __rand__: ['self, other, /', reflected(intersection)],
  __rsub__: ['self, other, /', reflected(difference)],
  __rxor__: ['self, other, /', reflected(symmetricDifference)],
  __eq__: ['self, other, /', comparing(setsEqual)],
  __ne__: ['self, other, /', comparing((vm, a, b) => !setsEqual(vm, a, b))],
  __le__: ['self, other, /', comparing(isSubset)],
  __lt__: ['self, other, /', comparing((vm, a, b) => smaller(vm, a, b) && isSubset(vm, a, b))],
  __ge__: ['self, other, /', comparing((vm, a, b) => isSubset(vm, b, a))],
  __gt__: ['self, other, /', comparing((vm, a, b) => smaller(vm, b, a) && isSubset(vm, b, a))],
  __sizeof__: ['self, /', setSizeof],
  copy: ['self, /', setCopy],
  union: ['self, *others', unionOf],
  intersection: ['self, *others', intersectionOf],
  difference: ['self, *others', differenceOf],
  symmetric_difference: ['self, other, /', (vm, args) => symmetricDifference(vm, args, args + 1)],
  issubset: ['self, other, /', test(isSubset)],
  issuperset: ['self, other, /', test(isSuperset)],
  isdisjoint: ['self, other, /', test(isDisjoint)],
};
