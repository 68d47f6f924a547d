import type { Ref } from '../../heap/layout.ts';
import { CLASS_BASES, CLASS_DICT, CLASS_MRO, CLASS_QUALNAME, Kind, MODULE_DICT } from '../objects/shapes.ts';
import type { GuestException } from '../vm/exceptions.ts';
import type { GetSet } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** What the core types' natives share. */

export type Attribute = Omit<GetSet, 'name'>;

/** A read-only attribute that shows a reference slot, None where the slot is null: a member in CPython. */
export function slotAttribute(slot: number): Attribute {
  return readOnlyMember((vm, self) => vm.runtime.retain(orNone(vm, vm.i32[self + slot]!)));
}

export function readOnlyMember(get: Attribute['get']): Attribute {
  return {
    get,
    set: (vm) => {
      throw vm.error('AttributeError', 'readonly attribute');
    },
  };
}

/** A writable attribute that shows a reference slot; deleting it empties the slot. */
export function writableSlot(slot: number): Attribute {
  return { ...slotAttribute(slot), set: (vm, self, value) => vm.runtime.store(self, slot, value) };
}

export function orNone(vm: VM, ref: Ref): Ref {
  return ref === 0 ? vm.none : ref;
}

/** 0 for None, so that a missing argument and None are one. */
export function unlessNone(vm: VM, ref: Ref): Ref {
  return ref === vm.none ? 0 : ref;
}

/** Id of an attribute name given as an argument. */
export function nameArgument(vm: VM, at: number): number {
  const ref = vm.at(at);
  if (!vm.isStr(ref)) throw vm.error('TypeError', `attribute name must be string, not '${vm.typeName(ref)}'`);
  return vm.strings.nameIdOf(ref);
}

/** A key of the class's own dict: borrowed, or 0. */
export function ownClassValue(vm: VM, cls: Ref, name: string): Ref {
  return vm.dicts.getName(vm.i32[cls + CLASS_DICT]!, vm.strings.nameRef(vm.name(name)));
}

/** Sets a key of the class's own dict, caches included. */
export function setOwnClassValue(vm: VM, cls: Ref, name: string, value: Ref): void {
  const id = vm.name(name);
  vm.dicts.setName(vm.i32[cls + CLASS_DICT]!, vm.strings.nameRef(id), value);
  vm.classes.changed(cls, id, true);
}

/** `module.qualname` of a class, without the module for built-in ones. */
export function fullName(vm: VM, cls: Ref): string {
  const qualname = vm.text(vm.i32[cls + CLASS_QUALNAME]!);
  const module = ownClassValue(vm, cls, '__module__');
  if (module === 0 || !vm.isStr(module)) return qualname;
  const text = vm.text(module);
  return text === 'builtins' ? qualname : `${text}.${qualname}`;
}

/** `<kind object at 0x…>` and the like, from the text between the brackets before ` at`. */
export function atAddress(vm: VM, what: string, ref: Ref): string {
  return `<${what} at ${vm.modules.addressText(ref)}>`;
}

/** Adds the names in a dict (keys that are no strings are left out). */
export function addKeys(vm: VM, dict: Ref, names: Set<string>): void {
  for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
    const key = vm.dicts.keyAt(dict, entry);
    if (key !== 0 && vm.isStr(key)) names.add(vm.text(key));
  }
}

/** Names in the dicts along a class's MRO. */
export function addClassNames(vm: VM, cls: Ref, names: Set<string>): void {
  const mro = vm.i32[cls + CLASS_MRO]!;
  for (let k = vm.tupleLength(mro) - 1; k >= 0; k--)
    addKeys(vm, vm.i32[vm.tupleItem(mro, k) + CLASS_DICT]!, names);
}

/** Names of an object's own attributes: of its `__dict__`, which is made for that if they are in slots. */
export function addOwnNames(vm: VM, object: Ref, names: Set<string>): void {
  const isModule = vm.kindOf(object) === Kind.MODULE;
  const dict = isModule ? vm.i32[object + MODULE_DICT]! : vm.instanceDicts.of(object);
  if (dict !== 0) addKeys(vm, dict, names);
}

/** A new list of str objects. */
export function listOfNames(vm: VM, names: Iterable<string>): Ref {
  const first = vm.roots.top;
  for (const name of names) vm.push(vm.newStr(name));
  return vm.listOfTop(vm.roots.top - first);
}

/** A new tuple of str objects. */
export function tupleOfNames(vm: VM, names: Iterable<string>): Ref {
  const first = vm.roots.top;
  for (const name of names) vm.push(vm.newStr(name));
  return vm.tupleOfTop(vm.roots.top - first);
}

/** A new tuple of the arguments at stack positions [from, to). */
export function tupleOfArguments(vm: VM, from: number, to: number): Ref {
  for (let at = from; at < to; at++) vm.pushBorrowed(vm.at(at));
  return vm.tupleOfTop(to - from);
}

/** Borrowed references at stack positions [from, to), for one call that pushes them at once. */
export function argumentsAt(vm: VM, from: number, to: number): Ref[] {
  const refs: Ref[] = [];
  for (let at = from; at < to; at++) refs.push(vm.at(at));
  return refs;
}

export function refuseKeywords(vm: VM, kwargs: Ref, name: string): void {
  if (kwargs !== 0 && vm.dicts.size(kwargs) > 0)
    throw vm.error('TypeError', `${name}() takes no keyword arguments`);
}

/** The call `callable(*args, **kwargs)` of a native with those parameters: [callable, *args, kwargs] at `args`. */
export function callThrough(vm: VM, callable: Ref, args: number, count: number): Ref {
  return vm.calls.callWith(callable, argumentsAt(vm, args + 1, args + count - 1), vm.at(args + count - 1));
}

/** object.__class__, which a class may override: a new reference, 0 if that is no class. */
export function apparentClass(vm: VM, at: number): Ref {
  const cls = vm.findAttr(vm.at(at), '__class__');
  if (cls === 0 || vm.classes.isClass(cls)) return cls;
  vm.runtime.release(cls);
  return 0;
}

/** The base whose layout the class's instances extend: borrowed, 0 for object. */
export function layoutBase(vm: VM, cls: Ref): Ref {
  const bases = vm.i32[cls + CLASS_BASES]!;
  const count = vm.tupleLength(bases);
  if (count === 0) return 0;
  const { kind } = vm.classes.infoOf(cls);
  let best = vm.tupleItem(bases, 0);
  for (let k = 1; k < count; k++) {
    const base = vm.tupleItem(bases, k);
    const a = vm.classes.infoOf(best);
    const b = vm.classes.infoOf(base);
    if (a.kind === kind ? b.kind === kind && b.slotCount > a.slotCount : b.kind === kind) best = base;
  }
  return best;
}

/** An argument that a method does not implement, said so. */
export function notWritable(vm: VM, name: string, type: string): GuestException {
  return vm.error('AttributeError', `attribute '${name}' of '${type}' objects is not writable`);
}
