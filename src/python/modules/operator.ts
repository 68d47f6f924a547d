import type { Ref } from '../../heap/layout.ts';
import { BinaryOp, INPLACE_OFFSET } from '../compiler/opcodes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { NativeCode } from '../vm/natives.ts';
import { sameByValue } from '../vm/value-identity.ts';
import type { VM } from '../vm/vm.ts';

/** The native half of the operator module. */

function isSame(vm: VM, args: number): boolean {
  return vm.at(args) === vm.at(args + 1) || sameByValue(vm, vm.at(args), vm.at(args + 1));
}

type Signature = readonly [signature: string, code: NativeCode];

function binary(op: number): Signature {
  return ['a, b, /', (vm, args) => vm.operators.binary(op, vm.at(args), vm.at(args + 1))];
}

function compare(op: number): Signature {
  return ['a, b, /', (vm, args) => vm.operators.compare(op, vm.at(args), vm.at(args + 1))];
}

function unary(name: '__neg__' | '__pos__' | '__invert__'): Signature {
  return ['a, /', (vm, args) => vm.operators.unary(name, vm.at(args))];
}

function setItem(vm: VM, args: number): Ref {
  vm.operators.setItem(vm.at(args), vm.at(args + 1), vm.at(args + 2));
  return vm.newNone();
}

function deleteItem(vm: VM, args: number): Ref {
  vm.operators.deleteItem(vm.at(args), vm.at(args + 1));
  return vm.newNone();
}

const arithmetic: Readonly<Record<string, number>> = {
  add: BinaryOp.ADD,
  and_: BinaryOp.AND,
  floordiv: BinaryOp.FLOOR_DIVIDE,
  lshift: BinaryOp.LSHIFT,
  matmul: BinaryOp.MATRIX_MULTIPLY,
  mul: BinaryOp.MULTIPLY,
  mod: BinaryOp.REMAINDER,
  or_: BinaryOp.OR,
  pow: BinaryOp.POWER,
  rshift: BinaryOp.RSHIFT,
  sub: BinaryOp.SUBTRACT,
  truediv: BinaryOp.TRUE_DIVIDE,
  xor: BinaryOp.XOR,
};

function inPlaceName(name: string): string {
  return `i${name.replace('_', '')}`;
}

export const operatorModule: NativeModule = {
  name: '_operator',
  functions: {
    ...Object.fromEntries(Object.entries(arithmetic).map(([name, op]) => [name, binary(op)])),
    ...Object.fromEntries(
      Object.entries(arithmetic).map(([name, op]) => [inPlaceName(name), binary(op + INPLACE_OFFSET)]),
    ),
    ...Object.fromEntries(['lt', 'le', 'eq', 'ne', 'gt', 'ge'].map((name, op) => [name, compare(op)])),
    neg: unary('__neg__'),
    pos: unary('__pos__'),
    inv: unary('__invert__'),
    invert: unary('__invert__'),
    not_: ['a, /', (vm, args) => vm.newBool(!vm.truthy(vm.at(args)))],
    truth: ['a, /', (vm, args) => vm.newBool(vm.truthy(vm.at(args)))],
    is_: ['a, b, /', (vm, args) => vm.newBool(isSame(vm, args))],
    is_not: ['a, b, /', (vm, args) => vm.newBool(!isSame(vm, args))],
    index: ['a, /', (vm, args) => vm.newBigInt(vm.protocols.indexBig(vm.at(args)))],
    contains: ['a, b, /', (vm, args) => vm.newBool(vm.operators.contains(vm.at(args), vm.at(args + 1)))],
    getitem: ['a, b, /', (vm, args) => vm.operators.getItem(vm.at(args), vm.at(args + 1))],
    setitem: ['a, b, c, /', setItem],
    delitem: ['a, b, /', deleteItem],
  },
};
