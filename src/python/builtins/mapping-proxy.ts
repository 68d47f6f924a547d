import type { Ref } from '../../heap/layout.ts';
import { BinaryOp } from '../compiler/opcodes.ts';
import { Kind, PROXY_MAPPING, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { genericAlias } from './generic-alias.ts';
import { requestedClass } from './native-arguments.ts';

/** types.MappingProxyType: a view of any mapping that cannot change it. */

function mappingOf(vm: VM, at: number): Ref {
  return vm.i32[vm.at(at) + PROXY_MAPPING]!;
}

function proxyNew(vm: VM, args: number): Ref {
  requestedClass(vm, args, 'mappingproxy');
  const mapping = vm.at(args + 1);
  const kind = vm.kindOf(mapping);
  if (kind === Kind.LIST || kind === Kind.TUPLE || vm.classes.special(mapping, '__getitem__') === 0) {
    throw vm.error('TypeError', `mappingproxy() argument must be a mapping, not ${vm.typeName(mapping)}`);
  }
  const proxy = vm.runtime.allocate(Shape.MAPPING_PROXY);
  vm.runtime.initialise(proxy, PROXY_MAPPING, mapping);
  return proxy;
}

/** A method that is the mapping's own, without arguments. */
function forwarding(name: string): NativeCode {
  return (vm, args) => vm.callMethod(mappingOf(vm, args), name);
}

function proxyGet(vm: VM, args: number): Ref {
  const fallback = vm.at(args + 2) === 0 ? vm.none : vm.at(args + 2);
  return vm.callMethod(mappingOf(vm, args), 'get', vm.at(args + 1), fallback);
}

function unwrapped(vm: VM, at: number): Ref {
  return vm.kindOf(vm.at(at)) === Kind.MAPPING_PROXY ? mappingOf(vm, at) : vm.at(at);
}

function merging(left: 0 | 1, right: 0 | 1): NativeCode {
  return (vm, args) =>
    vm.operators.binary(BinaryOp.OR, unwrapped(vm, args + left), unwrapped(vm, args + right));
}

function proxyIor(vm: VM): Ref {
  throw vm.error('TypeError', "'|=' is not supported by mappingproxy; use '|' instead");
}

function comparing(op: number): NativeCode {
  return (vm, args) => vm.operators.compare(op, mappingOf(vm, args), vm.at(args + 1));
}

export const mappingProxyClass: BuiltinClass = {
  name: 'mappingproxy',
  kind: Kind.MAPPING_PROXY,
  shape: Shape.MAPPING_PROXY,
  subclassable: false,
  unhashable: true,
  staticMethods: { __new__: ['cls, mapping', proxyNew] },
  classMethods: { __class_getitem__: ['cls, item, /', genericAlias] },
  methods: {
    __repr__: ['self, /', (vm, args) => vm.newStr(`mappingproxy(${vm.repr(mappingOf(vm, args))})`)],
    __str__: ['self, /', (vm, args) => vm.newStr(vm.str(mappingOf(vm, args)))],
    __len__: ['self, /', (vm, args) => vm.newInt(vm.protocols.length(mappingOf(vm, args)))],
    __getitem__: ['self, key, /', (vm, args) => vm.operators.getItem(mappingOf(vm, args), vm.at(args + 1))],
    __contains__: [
      'self, key, /',
      (vm, args) => vm.newBool(vm.operators.contains(mappingOf(vm, args), vm.at(args + 1))),
    ],
    __iter__: ['self, /', (vm, args) => vm.iteration.iterator(mappingOf(vm, args))],
    __reversed__: ['self, /', forwarding('__reversed__')],
    __or__: ['self, other, /', merging(0, 1)],
    __ror__: ['self, other, /', merging(1, 0)],
    __ior__: ['self, other, /', proxyIor],
    __lt__: ['self, other, /', comparing(0)],
    __le__: ['self, other, /', comparing(1)],
    __eq__: ['self, other, /', comparing(2)],
    __ne__: ['self, other, /', comparing(3)],
    __gt__: ['self, other, /', comparing(4)],
    __ge__: ['self, other, /', comparing(5)],
    get: ['self, key, default=, /', proxyGet],
    keys: ['self, /', forwarding('keys')],
    values: ['self, /', forwarding('values')],
    items: ['self, /', forwarding('items')],
    copy: ['self, /', forwarding('copy')],
  },
};
