import type { Ref } from '../../heap/layout.ts';
import { BinaryOp } from '../compiler/opcodes.ts';
import { Kind } from '../objects/shapes.ts';
import {
  type Complex,
  complexAdd,
  complexDivide,
  complexMultiply,
  complexPower,
  complexSubtract,
} from '../values/complex-numbers.ts';
import { floatDivide, floatFloorDivide, floatModulo, floatPower } from '../values/float-numbers.ts';
import { floorDivide, floorModulo, intPower, intToFloat, trueDivide } from '../values/int-math.ts';
import type { VM } from './vm.ts';

const SAFE = 9007199254740991;

/** How a kind counts among numbers: 0 not at all, 1 small int (bool, int, 53 bits), 2 big int, 3 float, 4 complex. */
function rank(kind: number): number {
  switch (kind) {
    case Kind.BOOL:
    case Kind.INT:
    case Kind.WIDE:
      return 1;
    case Kind.BIG:
      return 2;
    case Kind.FLOAT:
      return 3;
    case Kind.COMPLEX:
      return 4;
    default:
      return 0;
  }
}

/** Number arithmetic of two objects of built-in kinds; 0 if one of them is no number, or the operator is not defined. */
export function numberBinary(vm: VM, op: number, a: Ref, b: Ref): Ref {
  const ra = rank(vm.kindOf(a));
  const rb = rank(vm.kindOf(b));
  if (ra === 0 || rb === 0) return 0;
  if (ra === 1 && rb === 1) return smallBinary(vm, op, vm.numbers.smallOf(a), vm.numbers.smallOf(b), a, b);
  if (ra <= 2 && rb <= 2) return bigBinary(vm, op, vm.bigIntOf(a), vm.bigIntOf(b));
  if (ra <= 3 && rb <= 3) return floatBinary(vm, op, floatValue(vm, a), floatValue(vm, b));
  return complexBinary(vm, op, complexValue(vm, a), complexValue(vm, b));
}

/** Value of an int or float object as a double. @throws OverflowError */
export function floatValue(vm: VM, ref: Ref): number {
  switch (vm.kindOf(ref)) {
    case Kind.FLOAT:
      return vm.numbers.floatOf(ref);
    case Kind.BIG:
      return intToFloat(vm.numbers.bigOf(ref));
    default:
      return vm.numbers.smallOf(ref);
  }
}

export function complexValue(vm: VM, ref: Ref): Complex {
  if (vm.kindOf(ref) === Kind.COMPLEX) return { real: vm.numbers.floatOf(ref), imag: vm.numbers.imagOf(ref) };
  return { real: floatValue(vm, ref), imag: 0 };
}

function smallBinary(vm: VM, op: number, x: number, y: number, a: Ref, b: Ref): Ref {
  switch (op) {
    case BinaryOp.ADD:
      if (Math.abs(x + y) <= SAFE) return vm.newInt(x + y);
      break;
    case BinaryOp.SUBTRACT:
      if (Math.abs(x - y) <= SAFE) return vm.newInt(x - y);
      break;
    case BinaryOp.MULTIPLY:
      if (Math.abs(x * y) <= SAFE) return vm.newInt(x * y + 0);
      break;
    case BinaryOp.FLOOR_DIVIDE:
      if (y === 0) throw vm.error('ZeroDivisionError', 'integer division or modulo by zero');
      return vm.newInt((x - modulo(x, y)) / y + 0);
    case BinaryOp.REMAINDER:
      if (y === 0) throw vm.error('ZeroDivisionError', 'integer modulo by zero');
      return vm.newInt(modulo(x, y));
    case BinaryOp.TRUE_DIVIDE:
      if (y === 0) throw vm.error('ZeroDivisionError', 'division by zero');
      return vm.newFloat(x / y);
    case BinaryOp.AND:
    case BinaryOp.OR:
    case BinaryOp.XOR:
      return bitwise(vm, op, x, y, a, b);
    case BinaryOp.RSHIFT:
      if (y >= 0 && y < 1000) return vm.newInt(Math.floor(x / 2 ** y));
      break;
    case BinaryOp.LSHIFT:
      if (y >= 0 && y < 54 && Math.abs(x * 2 ** y) <= SAFE) return vm.newInt(x * 2 ** y);
      break;
    case BinaryOp.MATRIX_MULTIPLY:
      return 0;
    default:
  }
  return bigBinary(vm, op, BigInt(x), BigInt(y));
}

function modulo(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest + 0;
}

function bitwise(vm: VM, op: number, x: number, y: number, a: Ref, b: Ref): Ref {
  if (x !== (x | 0) || y !== (y | 0)) return bigBinary(vm, op, BigInt(x), BigInt(y));
  const value = op === BinaryOp.AND ? x & y : op === BinaryOp.OR ? x | y : x ^ y;
  const bools = vm.kindOf(a) === Kind.BOOL && vm.kindOf(b) === Kind.BOOL;
  return bools ? vm.newBool(value !== 0) : vm.newInt(value);
}

function bigBinary(vm: VM, op: number, x: bigint, y: bigint): Ref {
  switch (op) {
    case BinaryOp.ADD:
      return vm.newBigInt(x + y);
    case BinaryOp.SUBTRACT:
      return vm.newBigInt(x - y);
    case BinaryOp.MULTIPLY:
      return vm.newBigInt(x * y);
    case BinaryOp.FLOOR_DIVIDE:
      return vm.newBigInt(floorDivide(x, y));
    case BinaryOp.REMAINDER:
      return vm.newBigInt(floorModulo(x, y));
    case BinaryOp.TRUE_DIVIDE:
      return vm.newFloat(trueDivide(x, y));
    case BinaryOp.AND:
      return vm.newBigInt(x & y);
    case BinaryOp.OR:
      return vm.newBigInt(x | y);
    case BinaryOp.XOR:
      return vm.newBigInt(x ^ y);
    case BinaryOp.LSHIFT:
      if (y < 0n) throw vm.error('ValueError', 'negative shift count');
      if (x !== 0n && y > 2n ** 33n) throw vm.exceptions.memoryError();
      return vm.newBigInt(x << y);
    case BinaryOp.RSHIFT:
      if (y < 0n) throw vm.error('ValueError', 'negative shift count');
      return vm.newBigInt(x >> y);
    case BinaryOp.POWER:
      if (y < 0n) return floatBinary(vm, op, intToFloat(x), intToFloat(y));
      return vm.newBigInt(intPower(x, y));
    default:
      return 0;
  }
}

function floatBinary(vm: VM, op: number, x: number, y: number): Ref {
  switch (op) {
    case BinaryOp.ADD:
      return vm.newFloat(x + y);
    case BinaryOp.SUBTRACT:
      return vm.newFloat(x - y);
    case BinaryOp.MULTIPLY:
      return vm.newFloat(x * y);
    case BinaryOp.TRUE_DIVIDE:
      return vm.newFloat(floatDivide(x, y));
    case BinaryOp.FLOOR_DIVIDE:
      return vm.newFloat(floatFloorDivide(x, y));
    case BinaryOp.REMAINDER:
      return vm.newFloat(floatModulo(x, y));
    case BinaryOp.POWER: {
      const power = floatPower(x, y);
      if (power !== null) return vm.newFloat(power);
      return complexBinary(vm, op, { real: x, imag: 0 }, { real: y, imag: 0 });
    }
    default:
      return 0;
  }
}

function complexBinary(vm: VM, op: number, x: Complex, y: Complex): Ref {
  const value = complexOf(op, x, y);
  return value === null ? 0 : vm.numbers.complex(value.real, value.imag);
}

function complexOf(op: number, x: Complex, y: Complex): Complex | null {
  switch (op) {
    case BinaryOp.ADD:
      return complexAdd(x, y);
    case BinaryOp.SUBTRACT:
      return complexSubtract(x, y);
    case BinaryOp.MULTIPLY:
      return complexMultiply(x, y);
    case BinaryOp.TRUE_DIVIDE:
      return complexDivide(x, y);
    case BinaryOp.POWER:
      return complexPower(x, y);
    default:
      return null;
  }
}

/** -1, 0 or 1, or NaN if unordered; null if one of them is no real number. Exact between ints and floats. */
export function numberCompare(vm: VM, a: Ref, b: Ref): number | null {
  const ra = rank(vm.kindOf(a));
  const rb = rank(vm.kindOf(b));
  if (ra === 0 || rb === 0 || ra === 4 || rb === 4) return null;
  const x = ra === 2 ? vm.numbers.bigOf(a) : ra === 3 ? vm.numbers.floatOf(a) : vm.numbers.smallOf(a);
  const y = rb === 2 ? vm.numbers.bigOf(b) : rb === 3 ? vm.numbers.floatOf(b) : vm.numbers.smallOf(b);
  return x < y ? -1 : x > y ? 1 : x >= y ? 0 : Number.NaN;
}

/** Equality of two numbers; null if one of them is none. */
export function numberEqual(vm: VM, a: Ref, b: Ref): boolean | null {
  const ra = rank(vm.kindOf(a));
  const rb = rank(vm.kindOf(b));
  if (ra === 0 || rb === 0) return null;
  if (ra < 4 && rb < 4) return numberCompare(vm, a, b) === 0;
  if (ra < 4 && vm.numbers.imagOf(b) !== 0) return false;
  if (rb < 4 && vm.numbers.imagOf(a) !== 0) return false;
  if (ra === 2 || rb === 2) return false;
  const x = complexValue(vm, a);
  const y = complexValue(vm, b);
  return x.real === y.real && x.imag === y.imag;
}
