import type { Ref } from '../../heap/layout.ts';
import { Kind, NATIVE_ID, NATIVE_NAME, NATIVE_SELF, Shape } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { type Attribute, atAddress, notWritable, slotAttribute } from './core-support.ts';
import { bindArguments, callSelf } from './function-type.ts';
import { slotDoc } from './slot-docs.ts';

/** Built-in functions and methods, and the descriptors in the dicts of built-in classes and classes with slots. */

function nativeName(vm: VM, self: Ref): string {
  return vm.classes.natives[vm.i32[self + NATIVE_ID]!]!.name;
}

function isSlot(vm: VM, self: Ref): boolean {
  return vm.classes.natives[vm.i32[self + NATIVE_ID]!]!.isSlot;
}

const nativeNameAttribute: Attribute = { get: (vm, self) => vm.newStr(nativeName(vm, self)) };
const nativeDoc: Attribute = {
  get: (vm, self) => {
    const native = vm.classes.natives[vm.i32[self + NATIVE_ID]!]!;
    const doc = native.doc === '' && native.isSlot ? slotDoc(native.name) : native.doc;
    return doc === '' ? vm.newNone() : vm.newStr(doc);
  },
};

// ---- Bound: builtin_function_or_method

function boundTo(vm: VM, self: Ref): Ref {
  return vm.i32[self + NATIVE_SELF]!;
}

function nativeRepr(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const name = nativeName(vm, self);
  const bound = boundTo(vm, self);
  if (bound === 0) return vm.newStr(`<built-in function ${name}>`);
  const of = atAddress(vm, `${vm.typeName(bound)} object`, bound).slice(1, -1);
  if (isSlot(vm, self)) return vm.newStr(`<method-wrapper '${name}' of ${of}>`);
  return vm.newStr(`<built-in method ${name} of ${of}>`);
}

function nativeQualname(vm: VM, self: Ref): Ref {
  const bound = boundTo(vm, self);
  const name = nativeName(vm, self);
  if (bound === 0) return vm.newStr(name);
  return vm.newStr(`${vm.classes.nameOf(vm.classes.isClass(bound) ? bound : vm.classOf(bound))}.${name}`);
}

function nativeEq(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const [a, b] = [vm.at(args), vm.at(args + 1)];
  if (vm.kindOf(b) !== Kind.NATIVE) return vm.newNotImplemented();
  return vm.newBool(
    i32[a + NATIVE_ID] === i32[b + NATIVE_ID] && i32[a + NATIVE_SELF] === i32[b + NATIVE_SELF],
  );
}

function nativeHash(vm: VM, args: number): Ref {
  const bound = boundTo(vm, vm.at(args));
  const self = bound === 0 ? 0 : vm.runtime.identities.of(bound);
  return vm.newInt(self ^ Math.imul(vm.i32[vm.at(args) + NATIVE_ID]! + 1, 0x9e3779b1));
}

export const nativeClass: BuiltinClass = {
  name: 'builtin_function_or_method',
  kind: Kind.NATIVE,
  shape: Shape.NATIVE,
  subclassable: false,
  methods: {
    __repr__: ['self, /', nativeRepr],
    __eq__: ['self, value, /', nativeEq],
    __hash__: ['self, /', nativeHash],
    __call__: callSelf,
  },
  getsets: {
    __name__: nativeNameAttribute,
    __qualname__: { get: nativeQualname },
    __doc__: nativeDoc,
    __module__: { get: (vm, self) => (boundTo(vm, self) === 0 ? vm.newStr('builtins') : vm.newNone()) },
    __self__: {
      get: (vm, self) => {
        const bound = boundTo(vm, self);
        return vm.runtime.retain(bound !== 0 ? bound : vm.modules.loaded('builtins'));
      },
    },
    __text_signature__: { get: (vm) => vm.newNone() },
  },
};

/** Where slots have a type of their own. */
export const methodWrapperClass: BuiltinClass = {
  ...nativeClass,
  name: 'method-wrapper',
  shape: Shape.METHOD_WRAPPER,
};

// ---- Unbound: method_descriptor

function ownerName(vm: VM, self: Ref): string {
  return vm.classes.nameOf(vm.i32[self + NATIVE_SELF]!);
}

function methodDescriptorRepr(vm: VM, args: number): Ref {
  const name = nativeName(vm, vm.at(args));
  const what = isSlot(vm, vm.at(args)) ? 'slot wrapper' : 'method';
  return vm.newStr(`<${what} '${name}' of '${ownerName(vm, vm.at(args))}' objects>`);
}

export const methodDescriptorClass: BuiltinClass = {
  name: 'method_descriptor',
  kind: Kind.METHOD_DESCRIPTOR,
  shape: Shape.METHOD_DESCRIPTOR,
  subclassable: false,
  methods: {
    __repr__: ['self, /', methodDescriptorRepr],
    __get__: ['self, instance, owner=, /', bindArguments],
    __call__: callSelf,
  },
  getsets: {
    __name__: nativeNameAttribute,
    __qualname__: { get: (vm, self) => vm.newStr(`${ownerName(vm, self)}.${nativeName(vm, self)}`) },
    __doc__: nativeDoc,
    __objclass__: slotAttribute(NATIVE_SELF),
    __text_signature__: { get: (vm) => vm.newNone() },
  },
};

export const wrapperDescriptorClass: BuiltinClass = {
  ...methodDescriptorClass,
  name: 'wrapper_descriptor',
  shape: Shape.WRAPPER_DESCRIPTOR,
};

// ---- Data descriptors: getset_descriptor and member_descriptor

function descriptorName(vm: VM, self: Ref): string {
  if (vm.kindOf(self) === Kind.MEMBER) return vm.text(vm.i32[self + NATIVE_NAME]!);
  return vm.classes.getsets[vm.i32[self + NATIVE_ID]!]!.name;
}

function descriptorRepr(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const what = vm.kindOf(self) === Kind.MEMBER ? 'member' : 'attribute';
  return vm.newStr(`<${what} '${descriptorName(vm, self)}' of '${ownerName(vm, self)}' objects>`);
}

function descriptorGet(vm: VM, args: number): Ref {
  const value = bindArguments(vm, args);
  if (value === 0) throw vm.error('AttributeError', descriptorName(vm, vm.at(args)));
  return value;
}

/** [self, instance, value] or [self, instance] to delete. */
function assign(vm: VM, args: number, value: Ref): Ref {
  const self = vm.at(args);
  const object = vm.at(args + 1);
  const owner = vm.i32[self + NATIVE_SELF]!;
  if (!vm.classes.isSubclass(vm.classOf(object), owner)) {
    const [name, of, found] = [descriptorName(vm, self), vm.classes.nameOf(owner), vm.typeName(object)];
    throw vm.error(
      'TypeError',
      `descriptor '${name}' for '${of}' objects doesn't apply to a '${found}' object`,
    );
  }
  const id = vm.i32[self + NATIVE_ID]!;
  if (vm.kindOf(self) === Kind.MEMBER) {
    if (value === 0 && vm.i32[object + id] === 0) throw vm.error('AttributeError', descriptorName(vm, self));
    vm.runtime.store(object, id, value);
    return vm.newNone();
  }
  const getset = vm.classes.getsets[id]!;
  if (getset.set === undefined) throw notWritable(vm, getset.name, vm.classes.nameOf(owner));
  getset.set(vm, object, value);
  return vm.newNone();
}

function dataDescriptor(name: string, kind: number, shape: number): BuiltinClass {
  return {
    name,
    kind,
    shape,
    subclassable: false,
    methods: {
      __repr__: ['self, /', descriptorRepr],
      __get__: ['self, instance, owner=, /', descriptorGet],
      __set__: ['self, instance, value, /', (vm, args) => assign(vm, args, vm.at(args + 2))],
      __delete__: ['self, instance, /', (vm, args) => assign(vm, args, 0)],
    },
    getsets: {
      __name__: { get: (vm, self) => vm.newStr(descriptorName(vm, self)) },
      __qualname__: { get: (vm, self) => vm.newStr(`${ownerName(vm, self)}.${descriptorName(vm, self)}`) },
      __doc__: { get: (vm) => vm.newNone() },
      __objclass__: slotAttribute(NATIVE_SELF),
    },
  };
}

export const getsetClass = dataDescriptor('getset_descriptor', Kind.GETSET, Shape.GETSET);
export const memberClass = dataDescriptor('member_descriptor', Kind.MEMBER, Shape.MEMBER);
