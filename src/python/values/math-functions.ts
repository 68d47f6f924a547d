import * as exact from './exact-functions.ts';
import {
  binaryParts,
  bitLength,
  bitsToFloat,
  floatToBits,
  isNegativeFloat,
  scaledToFloat,
} from './float-bits.ts';
import { floatPower, floatToInt } from './float-numbers.ts';
import { overflowError, ValueFunctionError, valueError, zeroDivisionError } from './value-function-error.ts';

/** The math module on floats (integers: math-integers.ts), with CPython's domain and range errors. */

export { gamma, lgamma } from './math-gamma.ts';
export * from './math-integers.ts';

function domainError(): ValueFunctionError {
  return valueError('math domain error');
}

function rangeError(): ValueFunctionError {
  return overflowError('math range error');
}

export function ceil(x: number): bigint {
  return floatToInt(Math.ceil(x));
}

export function floor(x: number): bigint {
  return floatToInt(Math.floor(x));
}

export function sqrt(x: number): number {
  if (x < 0) throw domainError();
  return Math.sqrt(x);
}

export function cbrt(x: number): number {
  return Number.isFinite(x) ? exact.exactCbrt(x) : x;
}

export function exp(x: number): number {
  if (!Number.isFinite(x)) return Math.exp(x);
  return finiteOrRange(exact.exactExp(x));
}

export function exp2(x: number): number {
  if (!Number.isFinite(x)) return Math.exp(x);
  return finiteOrRange(Number.isInteger(x) ? 2 ** x : exact.exactPower(2, x));
}

export function expm1(x: number): number {
  const result = Math.expm1(x);
  return Number.isFinite(x) ? finiteOrRange(result) : result;
}

function finiteOrRange(result: number): number {
  if (!Number.isFinite(result)) throw rangeError();
  return result;
}

/** One of the logarithms of a positive float or an integer of any size. */
function logarithm(x: number | bigint, ofFloat: (x: number) => number): number {
  if (x <= 0) throw domainError();
  const float = Number(x);
  if (typeof x === 'bigint' && float === Number.POSITIVE_INFINITY) {
    // fraction × 2^length with the fraction in [0.5, 1), as CPython splits it.
    const length = bitLength(x);
    return ofFloat(scaledToFloat(x, -length)) + ofFloat(2) * length;
  }
  return Number.isFinite(float) ? ofFloat(float) : float;
}

/** math.log(x) and math.log(x, base). */
export function log(x: number | bigint, base: number | bigint | null = null): number {
  const result = logarithm(x, exact.exactLog);
  if (base === null) return result;
  const divisor = logarithm(base, exact.exactLog);
  if (divisor === 0) throw zeroDivisionError('float division by zero');
  return result / divisor;
}

export function log2(x: number | bigint): number {
  return logarithm(x, exact.exactLog2);
}

export function log10(x: number | bigint): number {
  return logarithm(x, Math.log10);
}

export function log1p(x: number): number {
  if (x <= -1) throw domainError();
  return Math.log1p(x);
}

/** math.pow: floats only, never complex. */
export function pow(x: number, y: number): number {
  if (x === 0 && y < 0 && Number.isFinite(y)) throw domainError();
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) throw domainError();
  try {
    return floatPower(x, y) ?? Number.NaN;
  } catch (error) {
    if (error instanceof ValueFunctionError && error.pythonType === 'OverflowError') throw rangeError();
    throw error;
  }
}

function finiteAngle(x: number): void {
  if (x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY) throw domainError();
}

export function sin(x: number): number {
  finiteAngle(x);
  return Number.isNaN(x) ? x : exact.exactSin(x);
}

export function cos(x: number): number {
  finiteAngle(x);
  return Number.isNaN(x) ? x : exact.exactCos(x);
}

export function tan(x: number): number {
  finiteAngle(x);
  return Number.isNaN(x) ? x : exact.exactTan(x);
}

export function asin(x: number): number {
  if (Math.abs(x) > 1) throw domainError();
  return Number.isNaN(x) ? x : exact.exactAsin(x);
}

export function acos(x: number): number {
  if (Math.abs(x) > 1) throw domainError();
  return Number.isNaN(x) ? x : exact.exactAcos(x);
}

export function atan(x: number): number {
  return Number.isFinite(x) ? exact.exactAtan(x) : Math.atan(x);
}

export function atan2(y: number, x: number): number {
  if (y === 0 || x === 0 || !Number.isFinite(y) || !Number.isFinite(x)) return Math.atan2(y, x);
  return exact.exactAtan2(y, x);
}

/** The hyperbolic functions follow fdlibm (Sun, 1993), as the C library does, on the exact exp. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size < 22) return Math.sinh(x);
  return finiteOrRange(Math.sign(x) * halfExp(size));
}

export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size < 0.34) return Math.cosh(x);
  if (size >= 22) return finiteOrRange(halfExp(size));
  const power = exact.exactExp(size);
  return 0.5 * power + 0.5 / power;
}

/** exp(x) / 2 where exp(x) itself may overflow. */
function halfExp(x: number): number {
  if (x < 709) return 0.5 * exact.exactExp(x);
  const root = exact.exactExp(0.5 * x);
  return 0.5 * root * root;
}

export function tanh(x: number): number {
  return Math.tanh(x);
}

export function asinh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size <= 2 || size > 2 ** 28) return Math.asinh(x);
  return Math.sign(x) * exact.exactLog(2 * size + 1 / (Math.sqrt(x * x + 1) + size));
}

export function acosh(x: number): number {
  if (x < 1) throw domainError();
  if (!Number.isFinite(x) || x <= 2 || x > 2 ** 28) return Math.acosh(x);
  return exact.exactLog(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
}

export function atanh(x: number): number {
  if (Math.abs(x) >= 1) throw domainError();
  return Math.atanh(x);
}

export function erf(x: number): number {
  return Number.isNaN(x) ? x : exact.exactErf(x, false);
}

export function erfc(x: number): number {
  return Number.isNaN(x) ? x : exact.exactErf(x, true);
}

export function degrees(x: number): number {
  return x * (180 / Math.PI);
}

export function radians(x: number): number {
  return x * (Math.PI / 180);
}

export function fmod(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 0 || !Number.isFinite(x)) throw domainError();
  return x % y;
}

/** math.remainder: IEEE 754, to the nearest multiple, ties to the even one. */
export function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 0 || !Number.isFinite(x)) throw domainError();
  if (!Number.isFinite(y)) return x;
  const divisor = Math.abs(y);
  const rest = Math.abs(x) % divisor;
  const complement = divisor - rest;
  let result = rest;
  if (rest > complement) result = -complement;
  else if (rest === complement) result = rest - 2 * ((0.5 * (Math.abs(x) - rest)) % divisor);
  return isNegativeFloat(x) ? -result : result;
}

export function copysign(x: number, y: number): number {
  return isNegativeFloat(x) === isNegativeFloat(y) ? x : -x;
}

/** math.frexp: x = fraction × 2^exponent with 0.5 ≤ |fraction| < 1. */
export function frexp(x: number): readonly [fraction: number, exponent: number] {
  if (!Number.isFinite(x) || x === 0) return [x, 0];
  const { negative, mantissa, exponent } = binaryParts(x);
  const length = bitLength(mantissa);
  const fraction = scaledToFloat(mantissa, -length);
  return [negative ? -fraction : fraction, exponent + length];
}

/** math.ldexp: x × 2^exponent, rounded once. */
export function ldexp(x: number, exponent: bigint): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const { negative, mantissa, exponent: own } = binaryParts(x);
  if (exponent > 3000n) throw rangeError();
  const result = exponent < -3000n ? 0 : finiteOrRange(scaledToFloat(mantissa, own + Number(exponent)));
  return negative ? -result : result;
}

/** math.modf: fractional and integral part, both with x's sign. */
export function modf(x: number): readonly [fraction: number, whole: number] {
  if (Number.isNaN(x)) return [x, x];
  if (!Number.isFinite(x)) return [isNegativeFloat(x) ? -0 : 0, x];
  return [copysign(x % 1, x), Math.trunc(x)];
}

export function nextafter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === y) return y;
  if (x === 0) return copysign(5e-324, y);
  const outward = x < y === x > 0;
  return bitsToFloat(floatToBits(x) + (outward ? 1n : -1n));
}

export function ulp(x: number): number {
  if (!Number.isFinite(x)) return Math.abs(x);
  const size = Math.abs(x);
  const next = nextafter(size, Number.POSITIVE_INFINITY);
  return Number.isFinite(next) ? next - size : size - nextafter(size, 0);
}

/** math.fsum: the exact sum, rounded once. */
export function fsum(values: readonly number[]): number {
  let sum = 0n;
  let special = 0;
  let sawInfinity = false;
  for (const x of values) {
    if (!Number.isFinite(x)) {
      special += x;
      sawInfinity ||= !Number.isNaN(x);
      continue;
    }
    const { negative, mantissa, exponent } = binaryParts(x);
    const scaled = mantissa << BigInt(exponent + 1074);
    sum += negative ? -scaled : scaled;
  }
  if (special !== 0) {
    const givenNaN = values.some(Number.isNaN);
    if (Number.isNaN(special) && sawInfinity && !givenNaN) throw valueError('-inf + inf in fsum');
    return special;
  }
  const result = scaledToFloat(sum, -1074);
  if (!Number.isFinite(result)) throw overflowError('intermediate overflow in fsum');
  return result;
}

/** math.hypot: infinity wins over NaN. */
export function hypot(parts: readonly number[]): number {
  if (parts.some((part) => Math.abs(part) === Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
  if (parts.some(Number.isNaN)) return Number.NaN;
  return exact.exactNorm(parts);
}

/** math.dist. */
export function dist(p: readonly number[], q: readonly number[]): number {
  if (p.length !== q.length) throw valueError('both points must have the same number of dimensions');
  return hypot(p.map((x, i) => x - (q[i] ?? 0)));
}

export function isclose(a: number, b: number, relative = 1e-9, absolute = 0): boolean {
  if (relative < 0 || absolute < 0) throw valueError('tolerances must be non-negative');
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const difference = Math.abs(b - a);
  return (
    difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a) || difference <= absolute
  );
}
