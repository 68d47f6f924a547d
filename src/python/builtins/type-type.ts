import type { Ref } from '../../heap/layout.ts';
import {
  CLASS_BASES,
  CLASS_DICT,
  CLASS_ID,
  CLASS_MRO,
  CLASS_NAME,
  CLASS_QUALNAME,
  Kind,
  PROXY_MAPPING,
  Shape,
} from '../objects/shapes.ts';
import type { GuestException } from '../vm/exceptions.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import {
  type Attribute,
  addClassNames,
  apparentClass,
  fullName,
  layoutBase,
  listOfNames,
  orNone,
  ownClassValue,
  setOwnClassValue,
} from './core-support.ts';
import { unionOf } from './union-type.ts';

/** `type`, the class of classes. */

function typeNew(vm: VM, args: number, count: number): Ref {
  const given = count - 2;
  if (given !== 3) {
    if (vm.at(args) === vm.classes.named('type'))
      throw vm.error('TypeError', 'type() takes 1 or 3 arguments');
    throw vm.error('TypeError', `type.__new__() takes exactly 3 arguments (${given} given)`);
  }
  requireArgument(vm, args + 1, 1, 'str', Kind.STR);
  requireArgument(vm, args + 2, 2, 'tuple', Kind.TUPLE);
  requireArgument(vm, args + 3, 3, 'dict', Kind.DICT);
  const winner = vm.construction.metaclass(vm.at(args), vm.at(args + 2));
  const name = vm.name('__new__');
  const make = vm.classes.lookup(winner, name);
  if (winner !== vm.at(args) && make !== vm.classes.lookup(vm.classes.named('type'), name)) {
    const at = vm.push(vm.getAttr(winner, '__new__'));
    const again = vm.construction.metaclass(vm.at(args), vm.at(args + 2));
    const refs = [again, vm.at(args + 1), vm.at(args + 2), vm.at(args + 3)];
    const cls = vm.calls.callWith(vm.at(at), refs, vm.at(args + 4));
    vm.push(cls);
    const made = vm.pop();
    vm.dropTo(at);
    return made;
  }
  nameModule(vm, args + 3);
  return vm.construction.makeClass(args, args + 1, args + 4);
}

/** A class made without a class statement belongs to the module whose code makes it. */
function nameModule(vm: VM, dictAt: number): void {
  const key = vm.strings.nameRef(vm.name('__module__'));
  if (vm.dicts.findName(vm.at(dictAt), key) >= 0 || vm.frames.depth === 0) return;
  const module = vm.dicts.getName(
    vm.frames.globalsOf(vm.frames.depth - 1),
    vm.strings.nameRef(vm.name('__name__')),
  );
  if (module === 0) return;
  vm.replace(dictAt, vm.dicts.copy(vm.at(dictAt)));
  vm.dicts.setName(vm.at(dictAt), key, module);
}

function requireArgument(vm: VM, at: number, number: number, expected: string, kind: number): void {
  if (vm.kindOf(vm.at(at)) === kind) return;
  const found = vm.typeName(vm.at(at));
  throw vm.error('TypeError', `type.__new__() argument ${number} must be ${expected}, not ${found}`);
}

function typeInit(vm: VM, _args: number, count: number): Ref {
  const given = count - 2;
  if (given !== 1 && given !== 3) throw vm.error('TypeError', 'type.__init__() takes 1 or 3 arguments');
  return vm.newNone();
}

/** [class, *args, kwargs]: what calling the class does when its metaclass does not say otherwise. */
function typeCall(vm: VM, args: number, count: number): Ref {
  const kwargs = args + count - 1;
  const positional = count - 2;
  if (vm.at(args) === vm.classes.named('type') && positional === 1 && vm.dicts.size(vm.at(kwargs)) === 0) {
    return vm.runtime.retain(vm.classOf(vm.at(args + 1)));
  }
  const at = vm.pushBorrowed(vm.at(args));
  for (let k = 0; k < positional; k++) vm.pushBorrowed(vm.at(args + 1 + k));
  const named = pushKeywordValues(vm, vm.at(kwargs));
  const object = vm.construction.construct(at, positional + named, named > 0);
  vm.push(object);
  const made = vm.pop();
  vm.dropTo(at);
  return made;
}

/** Pushes the values of a dict of keyword arguments; their names are the next call's. @returns how many */
function pushKeywordValues(vm: VM, kwargs: Ref): number {
  const { dicts } = vm;
  const names: Ref[] = [];
  for (let entry = 0; entry < dicts.filled(kwargs); entry++) {
    const key = dicts.keyAt(kwargs, entry);
    if (key === 0) continue;
    names.push(key);
    vm.pushBorrowed(dicts.valueAt(kwargs, entry));
  }
  if (names.length === 0) return 0;
  for (const name of names) vm.pushBorrowed(name);
  vm.calls.setKeywordNames(vm.tupleOfTop(names.length));
  return names.length;
}

function typeRepr(vm: VM, args: number): Ref {
  const name = fullName(vm, vm.at(args));
  if (vm.platform.version[0] > 2 || vm.classes.infoOf(vm.at(args)).isHeapType)
    return vm.newStr(`<class '${name}'>`);
  const isException = vm.classes.isSubclass(vm.at(args), vm.classes.named('BaseException'));
  return vm.newStr(`<type '${isException ? 'exceptions.' : ''}${name}'>`);
}

/** The classes that list this one among their bases and are still in the heap. */
function subclasses(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const wanted = vm.classes.infoOf(vm.at(args)).subclasses;
  const found: Ref[] = [];
  vm.runtime.collector.forEachObject((ref) => {
    if (vm.kindOf(ref) === Kind.CLASS && wanted.has(i32[ref + CLASS_ID]!)) found.push(ref);
  });
  found.sort((a, b) => i32[a + CLASS_ID]! - i32[b + CLASS_ID]!);
  for (const ref of found) vm.pushBorrowed(ref);
  return vm.listOfTop(found.length);
}

export function instanceCheck(vm: VM, args: number): Ref {
  if (vm.classes.isSubclass(vm.classOf(vm.at(args + 1)), vm.at(args))) return vm.newBool(true);
  const apparent = apparentClass(vm, args + 1);
  const result = apparent !== 0 && vm.classes.isSubclass(apparent, vm.at(args));
  vm.runtime.release(apparent);
  return vm.newBool(result);
}

function subclassCheck(vm: VM, args: number): Ref {
  const cls = vm.at(args + 1);
  if (!vm.classes.isClass(cls)) throw vm.error('TypeError', 'issubclass() arg 1 must be a class');
  return vm.newBool(vm.classes.isSubclass(cls, vm.at(args)));
}

function typeMro(vm: VM, args: number): Ref {
  const mro = vm.i32[vm.at(args) + CLASS_MRO]!;
  if (mro !== 0) return vm.protocols.toList(mro);
  // Asked for by a metaclass's own mro() while the class is being made.
  const at = vm.push(vm.construction.linearise(vm.at(args), vm.i32[vm.at(args) + CLASS_BASES]!));
  const list = vm.protocols.toList(vm.at(at));
  vm.push(list);
  const made = vm.pop();
  vm.dropTo(at);
  return made;
}

function typeDir(vm: VM, args: number): Ref {
  const names = new Set<string>();
  addClassNames(vm, vm.at(args), names);
  return listOfNames(vm, names);
}

function typeOr(vm: VM, args: number): Ref {
  return unionOf(vm, vm.at(args), vm.at(args + 1));
}

function typeRor(vm: VM, args: number): Ref {
  return unionOf(vm, vm.at(args + 1), vm.at(args));
}

// ---- Attributes

function undeletable(vm: VM, type: string, attribute: string): GuestException {
  return vm.error('TypeError', `cannot delete '${attribute}' attribute of immutable type '${type}'`);
}

function nameAttribute(slot: number, attribute: string): Attribute {
  return {
    get: (vm, self) => vm.runtime.retain(vm.i32[self + slot]!),
    set: (vm, self, value) => {
      const name = vm.classes.nameOf(self);
      if (value === 0) throw undeletable(vm, name, attribute);
      if (!vm.isStr(value)) {
        throw vm.error(
          'TypeError',
          `can only assign string to ${name}.${attribute}, not '${vm.typeName(value)}'`,
        );
      }
      vm.runtime.store(self, slot, value);
      if (slot === CLASS_NAME) vm.classes.infoOf(self).name = vm.text(value);
    },
  };
}

/** An attribute kept in the class's own dict. */
function dictAttribute(name: string, absent: (vm: VM, self: Ref) => Ref): Attribute {
  return {
    get: (vm, self) => {
      const value = ownClassValue(vm, self, name);
      return value !== 0 ? vm.runtime.retain(value) : absent(vm, self);
    },
    set: (vm, self, value) => {
      if (value === 0) throw undeletable(vm, vm.classes.nameOf(self), name);
      setOwnClassValue(vm, self, name, value);
    },
  };
}

/** A descriptor that a class's own dict has under the name of an attribute of `type` is not the class's value of it. */
function moduleOf(vm: VM, self: Ref): Ref {
  const value = ownClassValue(vm, self, '__module__');
  const isDescriptor = value !== 0 && vm.kindOf(value) === Kind.GETSET;
  return value === 0 || isDescriptor ? vm.newStr('builtins') : vm.runtime.retain(value);
}

function docOf(vm: VM, self: Ref): Ref {
  const value = ownClassValue(vm, self, '__doc__');
  if (value === 0 || vm.kindOf(value) === Kind.GETSET) return vm.newNone();
  return vm.attributes.bind(value, 0, self);
}

function annotationsOf(vm: VM, self: Ref): Ref {
  if (!vm.classes.infoOf(self).isHeapType) throw vm.attributes.missing(self, vm.name('__annotations__'));
  const dict = vm.newDict();
  setOwnClassValue(vm, self, '__annotations__', dict);
  return dict;
}

function dictProxy(vm: VM, self: Ref): Ref {
  const proxy = vm.runtime.allocate(Shape.MAPPING_PROXY);
  vm.runtime.initialise(proxy, PROXY_MAPPING, vm.i32[self + CLASS_DICT]!);
  return proxy;
}

/** CPython's bits for: defined in Python, may be derived from, ready. */
function flagsOf(vm: VM, self: Ref): Ref {
  const info = vm.classes.infoOf(self);
  return vm.newInt((info.isHeapType ? 1 << 9 : 0) | (info.subclassable ? 1 << 10 : 0) | (1 << 12));
}

export const typeClass: BuiltinClass = {
  name: 'type',
  kind: Kind.CLASS,
  shape: Shape.CLASS,
  doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  staticMethods: { __new__: ['cls, *args, **kwargs', typeNew] },
  classMethods: { __prepare__: ['cls, *args, **kwargs', (vm) => vm.newDict()] },
  methods: {
    __init__: ['self, *args, **kwargs', typeInit],
    __call__: ['self, *args, **kwargs', typeCall],
    __repr__: ['self, /', typeRepr],
    __subclasses__: ['self, /', subclasses],
    __instancecheck__: ['self, instance, /', instanceCheck],
    __subclasscheck__: ['self, subclass, /', subclassCheck],
    __dir__: ['self, /', typeDir],
    __or__: ['self, value, /', typeOr],
    __ror__: ['self, value, /', typeRor],
    mro: ['self, /', typeMro],
  },
  getsets: {
    __name__: nameAttribute(CLASS_NAME, '__name__'),
    __qualname__: nameAttribute(CLASS_QUALNAME, '__qualname__'),
    __module__: { ...dictAttribute('__module__', moduleOf), get: moduleOf },
    __doc__: { ...dictAttribute('__doc__', docOf), get: docOf },
    __annotations__: dictAttribute('__annotations__', annotationsOf),
    __abstractmethods__: dictAttribute('__abstractmethods__', (vm) => {
      throw vm.error('AttributeError', '__abstractmethods__');
    }),
    __bases__: { get: (vm, self) => vm.runtime.retain(vm.i32[self + CLASS_BASES]!) },
    __mro__: { get: (vm, self) => vm.runtime.retain(orNone(vm, vm.i32[self + CLASS_MRO]!)) },
    __base__: { get: (vm, self) => vm.runtime.retain(orNone(vm, layoutBase(vm, self))) },
    __dict__: { get: dictProxy },
    __flags__: { get: flagsOf },
  },
};
