import type { Ref } from '../../heap/layout.ts';
import { BinaryOp, CompareOp, INPLACE_OFFSET } from '../compiler/opcodes.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { callThrough, nameArgument, unlessNone } from './core-support.ts';
import { isCallable } from './object-functions.ts';
import { makeWeak, requireReferable } from './weakref-types.ts';

/** Weak proxies: every operation is the target's; a dead target is a ReferenceError. */

/** weakref.proxy(object, callback): at `args` and `args` + 1. */
export function makeProxy(vm: VM, args: number): Ref {
  requireReferable(vm, vm.at(args));
  const name = isCallable(vm, vm.at(args)) ? 'CallableProxyType' : 'ProxyType';
  return makeWeak(vm, vm.classes.named(name), vm.at(args), unlessNone(vm, vm.at(args + 1)));
}

/** Pushes what the object at a stack position stands for: a proxy's target, anything else itself. */
function pushTarget(vm: VM, at: number): number {
  const ref = vm.at(at);
  return vm.pushBorrowed(vm.kindOf(ref) === Kind.PROXY ? vm.attributes.proxied(ref) : ref);
}

function binary(op: number, reflected: boolean): NativeCode {
  return (vm, args) => {
    const self = pushTarget(vm, args);
    const other = pushTarget(vm, args + 1);
    return reflected
      ? vm.operators.binary(op, vm.at(other), vm.at(self))
      : vm.operators.binary(op, vm.at(self), vm.at(other));
  };
}

function compare(op: number): NativeCode {
  return (vm, args) => {
    const self = pushTarget(vm, args);
    const other = pushTarget(vm, args + 1);
    return vm.operators.compare(op, vm.at(self), vm.at(other));
  };
}

/** target.name(*arguments), by the target's class. */
function special(name: string): NativeCode {
  return (vm, args, count) => {
    const self = pushTarget(vm, args);
    const method = vm.classes.special(vm.at(self), name);
    if (method === 0) throw vm.attributes.missing(vm.at(self), vm.name(name));
    const rest: Ref[] = [];
    for (let k = 1; k < count; k++) if (vm.at(args + k) !== 0) rest.push(vm.at(args + k));
    return vm.calls.callSpecial(method, vm.at(self), rest);
  };
}

/** An operation on the target alone. */
function onTarget(work: (vm: VM, targetAt: number, args: number) => Ref): NativeCode {
  return (vm, args) => work(vm, pushTarget(vm, args), args);
}

const operators: Readonly<Record<string, number>> = {
  add: BinaryOp.ADD,
  sub: BinaryOp.SUBTRACT,
  mul: BinaryOp.MULTIPLY,
  matmul: BinaryOp.MATRIX_MULTIPLY,
  truediv: BinaryOp.TRUE_DIVIDE,
  floordiv: BinaryOp.FLOOR_DIVIDE,
  mod: BinaryOp.REMAINDER,
  pow: BinaryOp.POWER,
  lshift: BinaryOp.LSHIFT,
  rshift: BinaryOp.RSHIFT,
  and: BinaryOp.AND,
  or: BinaryOp.OR,
  xor: BinaryOp.XOR,
};

const comparisons: Readonly<Record<string, number>> = {
  __lt__: CompareOp.LT,
  __le__: CompareOp.LE,
  __eq__: CompareOp.EQ,
  __ne__: CompareOp.NE,
  __gt__: CompareOp.GT,
  __ge__: CompareOp.GE,
};

function operatorMethods(): Record<string, readonly [string, NativeCode]> {
  const methods: Record<string, readonly [string, NativeCode]> = {};
  for (const [name, op] of Object.entries(operators)) {
    methods[`__${name}__`] = ['self, value, /', binary(op, false)];
    methods[`__r${name}__`] = ['self, value, /', binary(op, true)];
    methods[`__i${name}__`] = ['self, value, /', binary(op + INPLACE_OFFSET, false)];
  }
  for (const [name, op] of Object.entries(comparisons)) methods[name] = ['self, value, /', compare(op)];
  for (const name of [
    '__abs__',
    '__int__',
    '__float__',
    '__index__',
    '__neg__',
    '__pos__',
    '__invert__',
    '__bytes__',
    '__reversed__',
  ]) {
    methods[name] = ['self, /', special(name)];
  }
  for (const name of ['__divmod__', '__rdivmod__']) methods[name] = ['self, value, /', special(name)];
  return methods;
}

function getAttribute(vm: VM, args: number): Ref {
  return vm.attributes.get(vm.attributes.proxied(vm.at(args)), nameArgument(vm, args + 1));
}

function setAttribute(vm: VM, args: number): Ref {
  vm.attributes.set(vm.attributes.proxied(vm.at(args)), nameArgument(vm, args + 1), vm.at(args + 2));
  return vm.newNone();
}

function deleteAttribute(vm: VM, args: number): Ref {
  vm.attributes.set(vm.attributes.proxied(vm.at(args)), nameArgument(vm, args + 1), 0);
  return vm.newNone();
}

function proxyRepr(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const target = vm.runtime.weakTarget(self);
  const to = target === 0 ? vm.none : target;
  const at = `<weakproxy at ${vm.modules.addressText(self)}`;
  return vm.newStr(`${at} to ${vm.typeName(to)} at ${vm.modules.addressText(to)}>`);
}

function proxyHash(vm: VM, args: number): Ref {
  throw vm.error('TypeError', `unhashable type: '${vm.typeName(vm.at(args))}'`);
}

function nextOfTarget(vm: VM, targetAt: number): Ref {
  if (vm.iteration.isIterator(vm.at(targetAt))) return vm.iteration.next(targetAt);
  throw vm.error(
    'TypeError',
    `Weakref proxy referenced a non-iterator '${vm.typeName(vm.at(targetAt))}' object`,
  );
}

function setItem(vm: VM, targetAt: number, args: number): Ref {
  vm.operators.setItem(vm.at(targetAt), vm.at(args + 1), vm.at(args + 2));
  return vm.newNone();
}

function deleteItem(vm: VM, targetAt: number, args: number): Ref {
  vm.operators.deleteItem(vm.at(targetAt), vm.at(args + 1));
  return vm.newNone();
}

const proxyMethods: Readonly<Record<string, readonly [string, NativeCode]>> = {
  ...operatorMethods(),
  __getattribute__: ['self, name, /', getAttribute],
  __setattr__: ['self, name, value, /', setAttribute],
  __delattr__: ['self, name, /', deleteAttribute],
  __repr__: ['self, /', proxyRepr],
  __str__: ['self, /', onTarget((vm, at) => vm.protocols.strObject(vm.at(at)))],
  __hash__: ['self, /', proxyHash],
  __bool__: ['self, /', onTarget((vm, at) => vm.newBool(vm.truthy(vm.at(at))))],
  __len__: ['self, /', onTarget((vm, at) => vm.newInt(vm.protocols.length(vm.at(at))))],
  __iter__: ['self, /', onTarget((vm, at) => vm.iteration.iterator(vm.at(at)))],
  __next__: ['self, /', onTarget(nextOfTarget)],
  __contains__: [
    'self, key, /',
    onTarget((vm, at, args) => vm.newBool(vm.operators.contains(vm.at(at), vm.at(args + 1)))),
  ],
  __getitem__: ['self, key, /', onTarget((vm, at, args) => vm.operators.getItem(vm.at(at), vm.at(args + 1)))],
  __setitem__: ['self, key, value, /', onTarget(setItem)],
  __delitem__: ['self, key, /', onTarget(deleteItem)],
};

export const proxyClass: BuiltinClass = {
  name: 'ProxyType',
  module: 'weakref',
  kind: Kind.PROXY,
  shape: Shape.PROXY,
  subclassable: false,
  methods: proxyMethods,
};

export const callableProxyClass: BuiltinClass = {
  name: 'CallableProxyType',
  module: 'weakref',
  kind: Kind.PROXY,
  shape: Shape.PROXY,
  subclassable: false,
  methods: {
    ...proxyMethods,
    __call__: [
      'self, *args, **kwargs',
      (vm, args, count) => callThrough(vm, vm.attributes.proxied(vm.at(args)), args, count),
    ],
  },
};
