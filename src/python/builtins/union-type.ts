import type { Ref } from '../../heap/layout.ts';
import { Kind, RECORD_FIELDS, Shape } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { fullName } from './core-support.ts';

/** `int | str`: PEP 604 unions, as far as isinstance and annotations need them. */

const UNION_ARGS = RECORD_FIELDS;

export function isUnion(vm: VM, ref: Ref): boolean {
  return vm.kindOf(ref) === Kind.RECORD && vm.classOf(ref) === vm.classes.named('UnionType');
}

/** Its members, a tuple: borrowed. */
export function unionMembers(vm: VM, union: Ref): Ref {
  return vm.i32[union + UNION_ARGS]!;
}

/** `a | b`, or NotImplemented. */
export function unionOf(vm: VM, a: Ref, b: Ref): Ref {
  const members: Ref[] = [];
  if (!addMembers(vm, a, members) || !addMembers(vm, b, members)) return vm.newNotImplemented();
  if (members.length === 1) return vm.runtime.retain(members[0]!);
  for (const ref of members) vm.pushBorrowed(ref);
  const tuple = vm.tupleOfTop(members.length);
  const union = vm.classes.adopt(vm.runtime.allocate(Shape.RECORD), vm.classes.named('UnionType'));
  vm.runtime.initialiseOwned(union, UNION_ARGS, tuple);
  return union;
}

function addMembers(vm: VM, ref: Ref, members: Ref[]): boolean {
  if (isUnion(vm, ref)) {
    const tuple = unionMembers(vm, ref);
    for (let k = 0; k < vm.tupleLength(tuple); k++) addOnce(vm.tupleItem(tuple, k), members);
    return true;
  }
  if (ref === vm.none) addOnce(vm.classOf(ref), members);
  else if (vm.classes.isClass(ref)) addOnce(ref, members);
  else return false;
  return true;
}

function addOnce(ref: Ref, members: Ref[]): void {
  if (!members.includes(ref)) members.push(ref);
}

function unionRepr(vm: VM, args: number): Ref {
  const tuple = unionMembers(vm, vm.at(args));
  const texts: string[] = [];
  for (let k = 0; k < vm.tupleLength(tuple); k++) {
    const member = vm.tupleItem(tuple, k);
    texts.push(member === vm.classOf(vm.none) ? 'None' : fullName(vm, member));
  }
  return vm.newStr(texts.join(' | '));
}

/** Equal unions have the same members in any order. */
function unionEq(vm: VM, args: number): Ref {
  if (!isUnion(vm, vm.at(args + 1))) return vm.newNotImplemented();
  const a = unionMembers(vm, vm.at(args));
  const b = unionMembers(vm, vm.at(args + 1));
  if (vm.tupleLength(a) !== vm.tupleLength(b)) return vm.newBool(false);
  const others = new Set<Ref>();
  for (let k = 0; k < vm.tupleLength(b); k++) others.add(vm.tupleItem(b, k));
  for (let k = 0; k < vm.tupleLength(a); k++) if (!others.has(vm.tupleItem(a, k))) return vm.newBool(false);
  return vm.newBool(true);
}

function unionHash(vm: VM, args: number): Ref {
  const tuple = unionMembers(vm, vm.at(args));
  let hash = 0;
  for (let k = 0; k < vm.tupleLength(tuple); k++) hash ^= vm.runtime.identities.of(vm.tupleItem(tuple, k));
  return vm.newInt(hash);
}

export const unionTypeClass: BuiltinClass = {
  name: 'UnionType',
  module: 'types',
  kind: Kind.RECORD,
  shape: Shape.RECORD,
  subclassable: false,
  methods: {
    __repr__: ['self, /', unionRepr],
    __eq__: ['self, value, /', unionEq],
    __hash__: ['self, /', unionHash],
    __or__: ['self, value, /', (vm, args) => unionOf(vm, vm.at(args), vm.at(args + 1))],
    __ror__: ['self, value, /', (vm, args) => unionOf(vm, vm.at(args + 1), vm.at(args))],
  },
  getsets: {
    __args__: { get: (vm, self) => vm.runtime.retain(unionMembers(vm, self)) },
  },
};
