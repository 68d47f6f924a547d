import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** The types of None, NotImplemented and Ellipsis: their constructors give the one object there is. */

function constructorOf(name: string, value: (vm: VM) => Ref): NativeCode {
  return (vm, args, count) => {
    // The class itself and the dict of keyword arguments are always there.
    if (count > 2 || vm.dicts.size(vm.at(args + count - 1)) > 0) {
      throw vm.error('TypeError', `${name} takes no arguments`);
    }
    return vm.runtime.retain(value(vm));
  };
}

function named(text: string): NativeCode {
  return (vm) => vm.newStr(text);
}

export const noneTypeClass: BuiltinClass = {
  name: 'NoneType',
  kind: Kind.NONE,
  shape: Shape.NONE,
  subclassable: false,
  staticMethods: { __new__: ['cls, *args, **kwargs', constructorOf('NoneType', (vm) => vm.none)] },
  methods: {
    __repr__: ['self, /', named('None')],
    __bool__: ['self, /', (vm) => vm.newBool(false)],
  },
};

export const notImplementedTypeClass: BuiltinClass = {
  name: 'NotImplementedType',
  kind: Kind.NOT_IMPLEMENTED,
  shape: Shape.NOT_IMPLEMENTED,
  subclassable: false,
  staticMethods: {
    __new__: ['cls, *args, **kwargs', constructorOf('NotImplementedType', (vm) => vm.notImplemented)],
  },
  methods: {
    __repr__: ['self, /', named('NotImplemented')],
    __bool__: ['self, /', (vm) => vm.newBool(true)],
    __reduce__: ['self, /', named('NotImplemented')],
  },
};

export const ellipsisClass: BuiltinClass = {
  name: 'ellipsis',
  kind: Kind.ELLIPSIS,
  shape: Shape.ELLIPSIS,
  subclassable: false,
  staticMethods: { __new__: ['cls, *args, **kwargs', constructorOf('EllipsisType', (vm) => vm.ellipsis)] },
  methods: {
    __repr__: ['self, /', named('Ellipsis')],
    __reduce__: ['self, /', named('Ellipsis')],
  },
};
