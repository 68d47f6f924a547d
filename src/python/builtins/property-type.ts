import type { Ref } from '../../heap/layout.ts';
import {
  Kind,
  PROPERTY_DELETE,
  PROPERTY_DOC,
  PROPERTY_GET,
  PROPERTY_SET,
  Shape,
  WRAPPED_CALLABLE,
} from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { type Attribute, callThrough, orNone, slotAttribute, unlessNone } from './core-support.ts';
import { bindArguments } from './function-type.ts';
import { allocateOf } from './native-arguments.ts';

/** property, staticmethod and classmethod. */

const accessors = [PROPERTY_GET, PROPERTY_SET, PROPERTY_DELETE];

function allocateSelf(vm: VM, args: number): Ref {
  return allocateOf(vm, vm.at(args));
}

/** [self, fget, fset, fdel, doc] */
function propertyInit(vm: VM, args: number): Ref {
  accessors.forEach((slot, k) => {
    vm.runtime.store(vm.at(args), slot, unlessNone(vm, vm.at(args + 1 + k)));
  });
  vm.runtime.store(vm.at(args), PROPERTY_DOC, unlessNone(vm, vm.at(args + 4)));
  return vm.newNone();
}

/** getter(), setter() and deleter(): a copy of the property with another accessor. */
function withAccessor(changed: number): NativeCode {
  return (vm, args) => {
    const self = vm.at(args);
    const parts = accessors.map((slot) =>
      slot === changed ? vm.at(args + 1) : orNone(vm, vm.i32[self + slot]!),
    );
    return vm.call(vm.classOf(self), ...parts, orNone(vm, vm.i32[self + PROPERTY_DOC]!));
  };
}

const propertyDoc: Attribute = {
  get: (vm, self) => {
    const own = vm.i32[self + PROPERTY_DOC]!;
    if (own !== 0) return vm.runtime.retain(own);
    const getter = vm.i32[self + PROPERTY_GET]!;
    const doc = getter === 0 ? 0 : vm.findAttr(getter, '__doc__');
    return doc !== 0 ? doc : vm.newNone();
  },
  set: (vm, self, value) => vm.runtime.store(self, PROPERTY_DOC, value),
};

/** Whether a callable says that it is abstract. */
function isAbstract(vm: VM, callable: Ref): boolean {
  const flag = callable === 0 ? 0 : vm.findAttr(callable, '__isabstractmethod__');
  if (flag === 0) return false;
  const at = vm.push(flag);
  const truth = vm.truthy(flag);
  vm.dropTo(at);
  return truth;
}

function isAbstractProperty(vm: VM, self: Ref): Ref {
  const at = vm.pushBorrowed(self);
  const abstract = accessors.some((slot) => isAbstract(vm, vm.i32[vm.at(at) + slot]!));
  vm.dropTo(at);
  return vm.newBool(abstract);
}

/** [self, instance, value], or [self, instance] to delete. */
function propertyAssign(vm: VM, args: number, value: Ref): Ref {
  const fn = vm.i32[vm.at(args) + (value === 0 ? PROPERTY_DELETE : PROPERTY_SET)]!;
  if (fn === 0) {
    const what = value === 0 ? 'deleter' : 'setter';
    throw vm.error('AttributeError', `property of '${vm.typeName(vm.at(args + 1))}' object has no ${what}`);
  }
  vm.runtime.release(value === 0 ? vm.call(fn, vm.at(args + 1)) : vm.call(fn, vm.at(args + 1), value));
  return vm.newNone();
}

export const propertyClass: BuiltinClass = {
  name: 'property',
  kind: Kind.PROPERTY,
  shape: Shape.PROPERTY,
  staticMethods: { __new__: ['cls, *args, **kwargs', allocateSelf] },
  methods: {
    __init__: ['self, fget=, fset=, fdel=, doc=', propertyInit],
    __get__: ['self, instance, owner=, /', bindArguments],
    __set__: ['self, instance, value, /', (vm, args) => propertyAssign(vm, args, vm.at(args + 2))],
    __delete__: ['self, instance, /', (vm, args) => propertyAssign(vm, args, 0)],
    getter: ['self, fget, /', withAccessor(PROPERTY_GET)],
    setter: ['self, fset, /', withAccessor(PROPERTY_SET)],
    deleter: ['self, fdel, /', withAccessor(PROPERTY_DELETE)],
  },
  getsets: {
    fget: slotAttribute(PROPERTY_GET),
    fset: slotAttribute(PROPERTY_SET),
    fdel: slotAttribute(PROPERTY_DELETE),
    __doc__: propertyDoc,
    __isabstractmethod__: { get: isAbstractProperty },
  },
};

// ---- staticmethod, classmethod

const COPIED = ['__module__', '__name__', '__qualname__', '__doc__', '__annotations__'];

function wrappedInit(vm: VM, args: number): Ref {
  vm.runtime.store(vm.at(args), WRAPPED_CALLABLE, vm.at(args + 1));
  if (hasCopies(vm)) copyAttributes(vm, args, args + 1);
  return vm.newNone();
}

/** Since 3.10 a wrapper has what describes the function, in a dict of its own. */
function hasCopies(vm: VM): boolean {
  const { implementation, version } = vm.platform;
  return implementation === 'cpython' && version[0] === 3 && version[1] >= 10;
}

function copyAttributes(vm: VM, wrapper: number, wrapped: number): void {
  for (const name of COPIED) {
    const value = vm.findAttr(vm.at(wrapped), name);
    if (value === 0) continue;
    vm.setAttr(vm.at(wrapper), name, vm.at(vm.push(value)));
    vm.drop(1);
  }
}

function wrappedRepr(vm: VM, args: number): Ref {
  const inner = vm.repr(orNone(vm, vm.i32[vm.at(args) + WRAPPED_CALLABLE]!));
  return vm.newStr(`<${vm.typeName(vm.at(args))}(${inner})>`);
}

const wrapperAttributes: Readonly<Record<string, Attribute>> = {
  __func__: slotAttribute(WRAPPED_CALLABLE),
  __wrapped__: slotAttribute(WRAPPED_CALLABLE),
  __dict__: { get: (vm, self) => vm.runtime.retain(vm.instanceDicts.of(self)) },
  __isabstractmethod__: { get: (vm, self) => vm.newBool(isAbstract(vm, vm.i32[self + WRAPPED_CALLABLE]!)) },
};

export const staticmethodClass: BuiltinClass = {
  name: 'staticmethod',
  kind: Kind.STATICMETHOD,
  shape: Shape.STATICMETHOD,
  staticMethods: { __new__: ['cls, *args, **kwargs', allocateSelf] },
  methods: {
    __init__: ['self, function, /', wrappedInit],
    __repr__: ['self, /', wrappedRepr],
    __get__: ['self, instance, owner=, /', bindArguments],
    __call__: [
      'self, *args, **kwargs',
      (vm, args, count) => callThrough(vm, vm.i32[vm.at(args) + WRAPPED_CALLABLE]!, args, count),
    ],
  },
  getsets: wrapperAttributes,
};

export const classmethodClass: BuiltinClass = {
  name: 'classmethod',
  kind: Kind.CLASSMETHOD,
  shape: Shape.CLASSMETHOD,
  staticMethods: { __new__: ['cls, *args, **kwargs', allocateSelf] },
  methods: {
    __init__: ['self, function, /', wrappedInit],
    __repr__: ['self, /', wrappedRepr],
    __get__: ['self, instance, owner=, /', bindArguments],
  },
  getsets: wrapperAttributes,
};
