import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { apparentClass, listOfNames, nameArgument } from './core-support.ts';
import { frameLocals } from './frame-locals.ts';
import type { FunctionTable } from './functions.ts';
import { isUnion, unionMembers } from './union-type.ts';

/** Built-in functions about objects: attributes, identity, classes, namespaces. */

function getattrFunction(vm: VM, args: number): Ref {
  const name = nameArgument(vm, args + 1);
  if (vm.at(args + 2) === 0) return vm.attributes.get(vm.at(args), name);
  const value = vm.attributes.find(vm.at(args), name);
  return value !== 0 ? value : vm.runtime.retain(vm.at(args + 2));
}

function hasattrFunction(vm: VM, args: number): Ref {
  const value = vm.attributes.find(vm.at(args), nameArgument(vm, args + 1));
  vm.runtime.release(value);
  return vm.newBool(value !== 0);
}

function setattrFunction(vm: VM, args: number): Ref {
  vm.attributes.setRooted(args, nameArgument(vm, args + 1), args + 2);
  return vm.newNone();
}

function delattrFunction(vm: VM, args: number): Ref {
  const valueAt = vm.push(0);
  vm.attributes.setRooted(args, nameArgument(vm, args + 1), valueAt);
  vm.dropTo(valueAt);
  return vm.newNone();
}

function callableFunction(vm: VM, args: number): Ref {
  return vm.newBool(isCallable(vm, vm.at(args)));
}

export function isCallable(vm: VM, ref: Ref): boolean {
  switch (vm.kindOf(ref)) {
    case Kind.FUNCTION:
    case Kind.METHOD:
    case Kind.NATIVE:
    case Kind.METHOD_DESCRIPTOR:
    case Kind.STATICMETHOD:
    case Kind.CLASS:
      return true;
    default:
      return vm.classes.special(ref, '__call__') !== 0;
  }
}

// ---- isinstance, issubclass

function isinstanceFunction(vm: VM, args: number): Ref {
  return vm.newBool(isInstanceOf(vm, args, args + 1));
}

function isInstanceOf(vm: VM, objectAt: number, classAt: number): boolean {
  const cls = vm.at(classAt);
  if (vm.classOf(vm.at(objectAt)) === cls) return true;
  if (vm.classes.isClass(cls) && vm.classOf(cls) === vm.classes.type)
    return isPlainInstance(vm, objectAt, classAt);
  const members = memberTuple(vm, cls);
  if (members !== 0) return anyMember(vm, objectAt, members, isInstanceOf, ' in __instancecheck__');
  const check = vm.classes.special(cls, '__instancecheck__');
  if (vm.classes.isClass(cls) && vm.kindOf(check) === Kind.METHOD_DESCRIPTOR)
    return isPlainInstance(vm, objectAt, classAt);
  if (check === 0)
    throw vm.error('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union');
  return checkedTruth(vm, vm.calls.callSpecial(check, cls, [vm.at(objectAt)]));
}

function isPlainInstance(vm: VM, objectAt: number, classAt: number): boolean {
  if (vm.classes.isSubclass(vm.classOf(vm.at(objectAt)), vm.at(classAt))) return true;
  const kind = vm.kindOf(vm.at(objectAt));
  if (kind < Kind.SUPER && kind !== Kind.INSTANCE && kind !== Kind.PROXY) return false;
  const apparent = apparentClass(vm, objectAt);
  const result = apparent !== 0 && vm.classes.isSubclass(apparent, vm.at(classAt));
  vm.runtime.release(apparent);
  return result;
}

/** The classes in a tuple or union: borrowed, 0 for anything else. */
function memberTuple(vm: VM, ref: Ref): Ref {
  if (vm.kindOf(ref) === Kind.TUPLE) return ref;
  return isUnion(vm, ref) ? unionMembers(vm, ref) : 0;
}

function anyMember(
  vm: VM,
  at: number,
  members: Ref,
  test: (vm: VM, at: number, memberAt: number) => boolean,
  where: string,
): boolean {
  vm.hostStack.count(where);
  const tupleAt = vm.pushBorrowed(members);
  const count = vm.tupleLength(members);
  let found = false;
  for (let k = 0; k < count && !found; k++) {
    const memberAt = vm.pushBorrowed(vm.tupleItem(vm.at(tupleAt), k));
    found = test(vm, at, memberAt);
    vm.dropTo(memberAt);
  }
  vm.dropTo(tupleAt);
  vm.hostStack.uncount();
  return found;
}

/** Truth of a result, which is released. */
function checkedTruth(vm: VM, result: Ref): boolean {
  const at = vm.push(result);
  const truth = vm.truthy(vm.at(at));
  vm.dropTo(at);
  return truth;
}

function issubclassFunction(vm: VM, args: number): Ref {
  return vm.newBool(isSubclassOf(vm, args, args + 1));
}

function isSubclassOf(vm: VM, at: number, classAt: number): boolean {
  const cls = vm.at(classAt);
  const members = memberTuple(vm, cls);
  if (members !== 0) return anyMember(vm, at, members, isSubclassOf, ' in __subclasscheck__');
  const check = vm.classes.special(cls, '__subclasscheck__');
  if (check !== 0 && vm.kindOf(check) !== Kind.METHOD_DESCRIPTOR) {
    return checkedTruth(vm, vm.calls.callSpecial(check, cls, [vm.at(at)]));
  }
  if (!vm.classes.isClass(vm.at(at))) throw vm.error('TypeError', 'issubclass() arg 1 must be a class');
  if (!vm.classes.isClass(cls)) {
    throw vm.error('TypeError', 'issubclass() arg 2 must be a class, a tuple of classes, or a union');
  }
  return vm.classes.isSubclass(vm.at(at), cls);
}

// ---- Namespaces

/** Index of the innermost frame of Python code, which called the native. */
function callerFrame(vm: VM): number {
  return vm.frames.depth - 1;
}

function globalsFunction(vm: VM): Ref {
  return vm.runtime.retain(vm.frames.globalsOf(callerFrame(vm)));
}

function localsFunction(vm: VM): Ref {
  return frameLocals(vm, vm.frames.objectOf(callerFrame(vm)));
}

function varsFunction(vm: VM, args: number): Ref {
  if (vm.at(args) === 0) return localsFunction(vm);
  const dict = vm.findAttr(vm.at(args), '__dict__');
  if (dict === 0) throw vm.error('TypeError', 'vars() argument must have __dict__ attribute');
  return dict;
}

function dirFunction(vm: VM, args: number): Ref {
  if (vm.at(args) === 0) {
    const at = vm.push(localsFunction(vm));
    const keys = vm.push(vm.protocols.toList(vm.at(at)));
    return sortedAt(vm, keys, at);
  }
  const method = vm.classes.special(vm.at(args), '__dir__');
  if (method === 0) return listOfNames(vm, []);
  const at = vm.push(vm.calls.callSpecial(method, vm.at(args), []));
  const keys = vm.push(vm.protocols.toList(vm.at(at)));
  return sortedAt(vm, keys, at);
}

/** Sorts the list at a stack position and drops everything from `to` on. A new reference to the list. */
function sortedAt(vm: VM, listAt: number, to: number): Ref {
  vm.runtime.release(vm.callMethod(vm.at(listAt), 'sort'));
  const list = vm.runtime.retain(vm.at(listAt));
  vm.dropTo(to);
  return list;
}

export const objectFunctions: FunctionTable = {
  getattr: ['object, name, default=, /', getattrFunction],
  hasattr: ['obj, name, /', hasattrFunction],
  setattr: ['obj, name, value, /', setattrFunction],
  delattr: ['obj, name, /', delattrFunction],
  callable: ['obj, /', callableFunction],
  isinstance: ['obj, class_or_tuple, /', isinstanceFunction],
  issubclass: ['cls, class_or_tuple, /', issubclassFunction],
  id: ['obj, /', (vm, args) => vm.newBigInt(vm.modules.idOf(vm.at(args)))],
  hash: ['obj, /', (vm, args) => vm.newBigInt(vm.protocols.hashBig(vm.at(args)))],
  globals: ['', globalsFunction],
  locals: ['', localsFunction],
  vars: ['object=, /', varsFunction],
  dir: ['object=, /', dirFunction],
};
