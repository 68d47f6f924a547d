import type { Ref } from '../../heap/layout.ts';
import { Kind, RECORD_FIELDS, Shape } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** types.GenericAlias: what `list[int]` is. It calls, and gives the attributes of, its origin. */

const ORIGIN = RECORD_FIELDS;
const ARGUMENTS = RECORD_FIELDS + 1;

/** `__class_getitem__` of the generic built-in classes. */
export function genericAlias(vm: VM, args: number): Ref {
  const item = vm.at(args + 1);
  if (vm.kindOf(item) === Kind.TUPLE) vm.pushBorrowed(item);
  else vm.push(vm.newTuple(vm.runtime.retain(item)));
  const alias = vm.runtime.allocate(Shape.RECORD);
  vm.runtime.initialise(alias, ORIGIN, vm.at(args));
  vm.runtime.initialiseOwned(alias, ARGUMENTS, vm.pop());
  return vm.classes.adopt(alias, vm.classes.named('GenericAlias'));
}

function origin(vm: VM, alias: Ref): Ref {
  return vm.i32[alias + ORIGIN]!;
}

function aliasNew(vm: VM, args: number): Ref {
  return genericAlias(vm, args + 1);
}

function aliasCall(vm: VM, args: number, count: number): Ref {
  const rest: Ref[] = [];
  for (let k = 1; k < count - 1; k++) rest.push(vm.at(args + k));
  return vm.calls.callWith(origin(vm, vm.at(args)), rest, vm.at(args + count - 1));
}

function aliasGetAttr(vm: VM, args: number): Ref {
  return vm.getAttr(origin(vm, vm.at(args)), vm.text(vm.at(args + 1)));
}

function aliasRepr(vm: VM, args: number): Ref {
  const name = argumentText(vm, origin(vm, vm.at(args)));
  const parts: string[] = [];
  const count = vm.tupleLength(vm.i32[vm.at(args) + ARGUMENTS]!);
  for (let k = 0; k < count; k++)
    parts.push(argumentText(vm, vm.tupleItem(vm.i32[vm.at(args) + ARGUMENTS]!, k)));
  return vm.newStr(`${name}[${count === 0 ? '()' : parts.join(', ')}]`);
}

/** A class by its qualified name, `...` for Ellipsis, anything else by its repr. */
function argumentText(vm: VM, ref: Ref): string {
  if (ref === vm.ellipsis) return '...';
  if (!vm.classes.isClass(ref)) return vm.repr(ref);
  const at = vm.pushBorrowed(ref);
  const moduleAt = vm.push(vm.getAttr(vm.at(at), '__module__'));
  const nameAt = vm.push(vm.getAttr(vm.at(at), '__qualname__'));
  const module = vm.isStr(vm.at(moduleAt)) ? vm.text(vm.at(moduleAt)) : 'builtins';
  const name = vm.text(vm.at(nameAt));
  vm.dropTo(at);
  return module === 'builtins' ? name : `${module}.${name}`;
}

function aliasEq(vm: VM, args: number): Ref {
  const other = vm.at(args + 1);
  if (vm.classOf(other) !== vm.classOf(vm.at(args))) return vm.newNotImplemented();
  for (const slot of [ORIGIN, ARGUMENTS]) {
    if (!vm.equal(vm.i32[vm.at(args) + slot]!, vm.i32[vm.at(args + 1) + slot]!)) return vm.newBool(false);
  }
  return vm.newBool(true);
}

function aliasHash(vm: VM, args: number): Ref {
  const first = vm.hash(vm.i32[vm.at(args) + ORIGIN]!);
  return vm.newInt((first ^ vm.hash(vm.i32[vm.at(args) + ARGUMENTS]!)) | 0);
}

function aliasMroEntries(vm: VM, args: number): Ref {
  return vm.newTuple(vm.runtime.retain(origin(vm, vm.at(args))));
}

function aliasInstanceCheck(vm: VM): Ref {
  throw vm.error('TypeError', 'isinstance() argument 2 cannot be a parameterized generic');
}

function aliasSubclassCheck(vm: VM): Ref {
  throw vm.error('TypeError', 'issubclass() argument 2 cannot be a parameterized generic');
}

export const genericAliasClass: BuiltinClass = {
  name: 'GenericAlias',
  kind: Kind.RECORD,
  shape: Shape.RECORD,
  module: 'types',
  staticMethods: { __new__: ['cls, origin, args, /', aliasNew] },
  methods: {
    __call__: ['self, *args, **kwargs', aliasCall],
    __getattr__: ['self, name, /', aliasGetAttr],
    __repr__: ['self, /', aliasRepr],
    __eq__: ['self, other, /', aliasEq],
    __hash__: ['self, /', aliasHash],
    __mro_entries__: ['self, bases, /', aliasMroEntries],
    __instancecheck__: ['self, instance, /', aliasInstanceCheck],
    __subclasscheck__: ['self, cls, /', aliasSubclassCheck],
  },
  getsets: {
    __origin__: { get: (vm, self) => vm.runtime.retain(vm.i32[self + ORIGIN]!) },
    __args__: { get: (vm, self) => vm.runtime.retain(vm.i32[self + ARGUMENTS]!) },
    __parameters__: { get: (vm) => vm.tupleOfTop(0) },
  },
};
