import { bitLength, ratioToFloat } from './float-bits.ts';
import { overflowError, valueError, zeroDivisionError } from './value-function-error.ts';

/** Integer arithmetic where Python's rules are not those of JavaScript's bigint. */

export { bitLength } from './float-bits.ts';

/** a // b: toward minus infinity. */
export function floorDivide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw zeroDivisionError('integer division or modulo by zero');
  const quotient = a / b;
  return a < 0n !== b < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

/** a % b: the result has b's sign. */
export function floorModulo(a: bigint, b: bigint): bigint {
  if (b === 0n) throw zeroDivisionError('integer modulo by zero');
  const remainder = a % b;
  return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
}

export function intDivmod(a: bigint, b: bigint): readonly [bigint, bigint] {
  if (b === 0n) throw zeroDivisionError('integer division or modulo by zero');
  return [floorDivide(a, b), floorModulo(a, b)];
}

/** a / b: the exact ratio rounded once. */
export function trueDivide(a: bigint, b: bigint): number {
  if (b === 0n) throw zeroDivisionError('division by zero');
  const result = ratioToFloat(a, b);
  if (!Number.isFinite(result)) throw overflowError('integer division result too large for a float');
  return result;
}

/** float(int): half to even. */
export function intToFloat(value: bigint): number {
  const result = Number(value);
  if (!Number.isFinite(result)) throw overflowError('int too large to convert to float');
  return result;
}

/** base ** exponent for exponent ≥ 0 (a negative one gives a float: the caller's case). */
export function intPower(base: bigint, exponent: bigint): bigint {
  // The host would find out only after having computed half of it.
  if (exponent > 1n << 20n && BigInt(bitLength(base) - 1) * exponent > BITS_MAX)
    throw new RangeError('BigInt too large: no host has room for the power');
  return base ** exponent;
}

const BITS_MAX = 1n << 31n;

/** pow(base, exponent, modulus), with the modular inverse for negative exponents. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) throw valueError('pow() 3rd argument cannot be 0');
  const size = modulus < 0n ? -modulus : modulus;
  if (size === 1n) return 0n;
  let square = floorModulo(exponent < 0n ? modularInverse(base, size) : base, size);
  let rest = exponent < 0n ? -exponent : exponent;
  let result = 1n;
  while (rest > 0n) {
    if ((rest & 1n) === 1n) result = (result * square) % size;
    square = (square * square) % size;
    rest >>= 1n;
  }
  return floorModulo(result, modulus);
}

/** Extended Euclid. */
function modularInverse(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [floorModulo(value, modulus), modulus];
  let [previousFactor, factor] = [1n, 0n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [previousFactor, factor] = [factor, previousFactor - quotient * factor];
  }
  if (previous !== 1n) throw valueError('base is not invertible for the given modulus');
  return previousFactor;
}

/** a << count, a >> count. */
export function shiftLeft(a: bigint, count: bigint): bigint {
  if (count < 0n) throw valueError('negative shift count');
  if (a !== 0n && count > 1n << 33n) throw overflowError('too many digits in integer');
  return a === 0n ? 0n : a << count;
}

export function shiftRight(a: bigint, count: bigint): bigint {
  if (count < 0n) throw valueError('negative shift count');
  if (count > BigInt(bitLength(a))) return a < 0n ? -1n : 0n;
  return a >> count;
}

/** round(int, digits) for negative digits: to a multiple of 10^-digits, ties to even. */
export function roundInt(value: bigint, digits: number): bigint {
  if (digits >= 0) return value;
  const unit = 10n ** BigInt(-digits);
  const below = floorModulo(value, unit);
  const base = value - below;
  const twice = below * 2n;
  if (twice < unit || (twice === unit && (base / unit) % 2n === 0n)) return base;
  return base + unit;
}

/** math.isqrt for value ≥ 0: Newton's method from above. */
export function integerSquareRoot(value: bigint): bigint {
  if (value < 0n) throw valueError('isqrt() argument must be nonnegative');
  if (value < 1n << 50n) return BigInt(Math.floor(Math.sqrt(Number(value))));
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * int against float without rounding the integer: negative, 0 or positive; NaN where unordered.
 */
export function compareIntFloat(a: bigint, b: number): number {
  if (Number.isNaN(b)) return Number.NaN;
  return a < b ? -1 : a > b ? 1 : 0;
}
