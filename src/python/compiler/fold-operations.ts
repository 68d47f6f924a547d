/**
 * Arithmetic on constants at compile time, with the limits of CPython 3.11's ast_opt.c. `undefined` means
 * that the expression is left for run time: it would raise, or its value would be too large.
 */
import { floatDivide, floatFloorDivide, floatModulo, floatPower } from '../values/float-numbers.ts';
import {
  bitLength,
  floorDivide,
  floorModulo,
  intPower,
  shiftLeft,
  shiftRight,
  trueDivide,
} from '../values/int-math.ts';
import type { Constant } from './code.ts';
import { bool, complex, float, int, isTruthy, str } from './constants.ts';

const INT_BITS_MAX = 128;
const COLLECTION_SIZE_MAX = 256;
const STRING_SIZE_MAX = 4096;
const TOTAL_ITEMS_MAX = 1024;

type Folded = Constant | undefined;
type Bytes = Extract<Constant, { kind: 'bytes' }>;

/** The value of an int or bool. */
function asInt(constant: Constant): bigint | undefined {
  if (constant.kind === 'int') return constant.value;
  return constant.kind === 'bool' ? BigInt(constant.value) : undefined;
}

/** The value of an int, bool or float as a float; undefined if it does not fit. */
function asFloat(constant: Constant): number | undefined {
  if (constant.kind === 'float') return constant.value;
  const value = asInt(constant);
  if (value === undefined) return undefined;
  const converted = Number(value);
  return Number.isFinite(converted) ? converted : undefined;
}

function asComplex(constant: Constant): readonly [number, number] | undefined {
  if (constant.kind === 'complex') return [constant.real, constant.imag];
  const real = asFloat(constant);
  return real === undefined ? undefined : [real, 0];
}

function bitsOf(value: bigint): number {
  return bitLength(value < 0n ? -value : value);
}

export function foldUnary(op: string, operand: Constant): Folded {
  if (op === 'Not') return bool(!isTruthy(operand));
  const integer = asInt(operand);
  if (op === 'Invert') return integer === undefined ? undefined : int(~integer);
  const sign = op === 'USub' ? -1 : 1;
  if (integer !== undefined) return int(BigInt(sign) * integer);
  if (operand.kind === 'float') return float(sign * operand.value);
  return operand.kind === 'complex' ? complex(sign * operand.real, sign * operand.imag) : undefined;
}

export function foldBinary(op: string, left: Constant, right: Constant): Folded {
  try {
    return foldSequence(op, left, right) ?? foldNumbers(op, left, right);
  } catch {
    // Division by zero, overflow: the program meets the same error when it runs.
    return undefined;
  }
}

function foldNumbers(op: string, left: Constant, right: Constant): Folded {
  const a = asInt(left);
  const b = asInt(right);
  if (a !== undefined && b !== undefined)
    return foldInts(op, a, b, left.kind === 'bool' && right.kind === 'bool');
  const x = asFloat(left);
  const y = asFloat(right);
  if (x !== undefined && y !== undefined) return foldFloats(op, x, y);
  const z = asComplex(left);
  const w = asComplex(right);
  return z !== undefined && w !== undefined ? foldComplex(op, z, w) : undefined;
}

function foldInts(op: string, a: bigint, b: bigint, bothBool: boolean): Folded {
  switch (op) {
    case 'Add':
      return int(a + b);
    case 'Sub':
      return int(a - b);
    case 'Mult':
      return a !== 0n && b !== 0n && bitsOf(a) + bitsOf(b) > INT_BITS_MAX ? undefined : int(a * b);
    case 'Div':
      return b === 0n ? undefined : float(trueDivide(a, b));
    case 'FloorDiv':
      return b === 0n ? undefined : int(floorDivide(a, b));
    case 'Mod':
      return b === 0n ? undefined : int(floorModulo(a, b));
    case 'Pow':
      if (b < 0n) return a === 0n ? undefined : foldFloats(op, Number(a), Number(b));
      if (a !== 0n && b > 0n && BigInt(bitsOf(a)) > BigInt(INT_BITS_MAX) / b) return undefined;
      return int(intPower(a, b));
    case 'LShift':
      if (b < 0n) return undefined;
      if (a !== 0n && b !== 0n && (b > BigInt(INT_BITS_MAX) || bitsOf(a) > INT_BITS_MAX - Number(b)))
        return undefined;
      return int(shiftLeft(a, b));
    case 'RShift':
      return b < 0n ? undefined : int(shiftRight(a, b));
    case 'BitOr':
      return bothBool ? bool((a | b) !== 0n) : int(a | b);
    case 'BitXor':
      return bothBool ? bool((a ^ b) !== 0n) : int(a ^ b);
    case 'BitAnd':
      return bothBool ? bool((a & b) !== 0n) : int(a & b);
    default:
      return undefined;
  }
}

function foldFloats(op: string, x: number, y: number): Folded {
  switch (op) {
    case 'Add':
      return float(x + y);
    case 'Sub':
      return float(x - y);
    case 'Mult':
      return float(x * y);
    case 'Div':
      return y === 0 ? undefined : float(floatDivide(x, y));
    case 'FloorDiv':
      return y === 0 ? undefined : float(floatFloorDivide(x, y));
    case 'Mod':
      return y === 0 ? undefined : float(floatModulo(x, y));
    case 'Pow': {
      const power = x === 0 && y < 0 ? null : floatPower(x, y);
      return power === null ? undefined : float(power);
    }
    default:
      return undefined;
  }
}

function foldComplex(
  op: string,
  [a, b]: readonly [number, number],
  [c, d]: readonly [number, number],
): Folded {
  switch (op) {
    case 'Add':
      return complex(a + c, b + d);
    case 'Sub':
      return complex(a - c, b - d);
    case 'Mult':
      return complex(a * c - b * d, a * d + b * c);
    case 'Div':
      return divideComplex(a, b, c, d);
    default:
      return undefined;
  }
}

/** Smith's method, as in CPython's complexobject.c. */
function divideComplex(a: number, b: number, c: number, d: number): Folded {
  if (c === 0 && d === 0) return undefined;
  if (Math.abs(c) >= Math.abs(d)) {
    const ratio = d / c;
    const denominator = c + d * ratio;
    return complex((a + b * ratio) / denominator, (b - a * ratio) / denominator);
  }
  const ratio = c / d;
  const denominator = c * ratio + d;
  return complex((a * ratio + b) / denominator, (b * ratio - a) / denominator);
}

function foldSequence(op: string, left: Constant, right: Constant): Folded {
  if (op === 'Add') return concatenate(left, right);
  if (op !== 'Mult') return undefined;
  const leftCount = asInt(left);
  if (leftCount !== undefined) return repeat(right, leftCount);
  const rightCount = asInt(right);
  return rightCount !== undefined ? repeat(left, rightCount) : undefined;
}

function concatenate(left: Constant, right: Constant): Folded {
  if (left.kind === 'str' && right.kind === 'str') return str(left.value + right.value);
  if (left.kind === 'bytes' && right.kind === 'bytes') {
    return { kind: 'bytes', value: Uint8Array.from([...left.value, ...right.value]) };
  }
  if (left.kind === 'tuple' && right.kind === 'tuple')
    return { kind: 'tuple', items: [...left.items, ...right.items] };
  return undefined;
}

function repeat(constant: Constant, count: bigint): Folded {
  const size = sizeOf(constant);
  if (size === undefined) return undefined;
  const limit = constant.kind === 'tuple' ? COLLECTION_SIZE_MAX : STRING_SIZE_MAX;
  if (size > 0 && (count < 0n || count > BigInt(Math.floor(limit / size)))) return undefined;
  const times = size > 0 ? Number(count) : 0;
  if (constant.kind === 'str') return str(constant.value.repeat(times));
  if (constant.kind === 'bytes') return { kind: 'bytes', value: repeatBytes(constant, times) };
  if (constant.kind !== 'tuple') return undefined;
  if (times > 0 && remainingComplexity(constant, Math.floor(TOTAL_ITEMS_MAX / times)) < 0) return undefined;
  return { kind: 'tuple', items: Array.from({ length: times }, () => constant.items).flat() };
}

function repeatBytes(constant: Bytes, times: number): Uint8Array {
  const result = new Uint8Array(constant.value.length * times);
  for (let i = 0; i < times; i += 1) result.set(constant.value, i * constant.value.length);
  return result;
}

/** How many of `limit` items are left after counting those of a nested tuple. */
function remainingComplexity(constant: Constant, limit: number): number {
  if (constant.kind !== 'tuple' && constant.kind !== 'frozenset') return limit;
  let left = limit - constant.items.length;
  for (const item of constant.items) {
    if (left < 0) break;
    left = remainingComplexity(item, left);
  }
  return left;
}

/** The length of a repeatable sequence. */
function sizeOf(constant: Constant): number | undefined {
  switch (constant.kind) {
    case 'str':
      return [...constant.value].length;
    case 'bytes':
      return constant.value.length;
    case 'tuple':
      return constant.items.length;
    default:
      return undefined;
  }
}

/** `sequence[index]`. */
export function foldSubscript(sequence: Constant, index: Constant): Folded {
  const position = asInt(index);
  const size = sizeOf(sequence);
  if (position === undefined || size === undefined) return undefined;
  const at = Number(position < 0n ? position + BigInt(size) : position);
  if (at < 0 || at >= size) return undefined;
  if (sequence.kind === 'str') return str([...sequence.value][at] as string);
  if (sequence.kind === 'bytes') return int(sequence.value[at] as number);
  return sequence.kind === 'tuple' ? sequence.items[at] : undefined;
}
