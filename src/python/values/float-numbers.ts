import { exactPower } from './exact-functions.ts';
import { binaryParts, isNegativeFloat, scaledToFloat } from './float-bits.ts';
import { floatToText, roundedMultiple } from './float-text.ts';
import { overflowError, ValueFunctionError, valueError, zeroDivisionError } from './value-function-error.ts';

/** float.as_integer_ratio(): lowest terms, denominator > 0. */
export function floatAsIntegerRatio(x: number): readonly [bigint, bigint] {
  if (Number.isNaN(x)) throw valueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(x)) throw overflowError('cannot convert Infinity to integer ratio');
  let { mantissa, exponent } = binaryParts(x);
  if (mantissa === 0n) return [0n, 1n];
  while (exponent < 0 && (mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent += 1;
  }
  const signed = x < 0 ? -mantissa : mantissa;
  return exponent >= 0 ? [signed << BigInt(exponent), 1n] : [signed, 1n << BigInt(-exponent)];
}

/** int(x): toward zero. */
export function floatToInt(x: number): bigint {
  if (Number.isNaN(x)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(x)) throw overflowError('cannot convert float infinity to integer');
  return BigInt(Math.trunc(x));
}

/** round(x) without digits: an integer, ties to even. */
export function roundFloatToInt(x: number): bigint {
  if (!Number.isFinite(x)) return floatToInt(x);
  const whole = roundedMultiple(Math.abs(x), 0);
  return x < 0 ? -whole : whole;
}

/** round(x, digits): correctly rounded from the exact binary value, as CPython since 3.1. */
export function roundFloat(x: number, digits: number): number {
  if (!Number.isFinite(x) || x === 0 || digits > 323) return x;
  const zero = isNegativeFloat(x) ? -0 : 0;
  if (digits < -308) return zero;
  if (digits >= 0) return Number(floatToText(x, 'f', digits));
  const scaled = roundedMultiple(Math.abs(x), digits);
  if (scaled === 0n) return zero;
  const result = Number(`${scaled}e${-digits}`);
  if (!Number.isFinite(result)) throw overflowError('rounded value too large to represent');
  return x < 0 ? -result : result;
}

/** float.hex(): `0x1.8000000000000p+1`. */
export function floatHex(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x < 0 ? '-inf' : 'inf';
  const { negative, mantissa, exponent } = binaryParts(x);
  const sign = negative ? '-' : '';
  if (mantissa === 0n) return `${sign}0x0.0p+0`;
  const lead = mantissa >> 52n;
  const fraction = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, '0');
  const power = exponent + 52;
  return `${sign}0x${lead}.${fraction}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

const HEX = /^\s*([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?/i;
const HEX_SPECIAL = /^\s*([+-]?)(?:(inf(?:inity)?)|nan)\s*$/i;

/** float.fromhex(text). */
export function floatFromHex(text: string): number {
  const special = HEX_SPECIAL.exec(text);
  if (special !== null) {
    if (special[2] === undefined) return Number.NaN;
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const [matched = '', sign, whole = '', fraction = '', power = '0'] = HEX.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') {
    throw valueError('invalid hexadecimal floating-point string');
  }
  const mantissa = BigInt(`0x${whole}${fraction}`);
  // Beyond this the result is 0 or out of range whatever the digits are.
  const exponent = Math.max(Math.min(Number(power), 1e7), -1e7) - 4 * fraction.length;
  const magnitude = scaledToFloatOrZero(mantissa, exponent);
  if (!Number.isFinite(magnitude)) {
    throw overflowError('hexadecimal value too large to represent as a float');
  }
  // CPython looks at what follows last.
  if (/\S/.test(text.slice(matched.length))) throw valueError('invalid hexadecimal floating-point string');
  return sign === '-' ? -magnitude : magnitude;
}

function scaledToFloatOrZero(mantissa: bigint, exponent: number): number {
  if (exponent < -1e6 && mantissa < 1n << 4096n) return 0;
  return scaledToFloat(mantissa, exponent);
}

/** x // y, x % y as Python: the remainder has the divisor's sign, the quotient is floored. */
export function floatDivmod(x: number, y: number): readonly [number, number] {
  if (y === 0) throw zeroDivisionError('float divmod()');
  let remainder = x % y;
  let quotient = (x - remainder) / y;
  if (remainder !== 0) {
    if (y < 0 !== remainder < 0) {
      remainder += y;
      quotient -= 1;
    }
  } else {
    remainder = isNegativeFloat(y) ? -0 : 0;
  }
  if (quotient === 0) return [isNegativeFloat(x / y) ? -0 : 0, remainder];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, remainder];
}

export function floatFloorDivide(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError('float floor division by zero');
  return floatDivmod(x, y)[0];
}

export function floatModulo(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError('float modulo');
  return floatDivmod(x, y)[1];
}

export function floatDivide(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError('float division by zero');
  return x / y;
}

/**
 * x ** y for real results; null where Python answers with a complex number (negative base,
 * fractional exponent).
 */
export function floatPower(x: number, y: number): number | null {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === -1 && !Number.isFinite(y)) return 1;
  if (x === 0 && y < 0 && Number.isFinite(y)) {
    throw zeroDivisionError('0.0 cannot be raised to a negative power');
  }
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && y !== Math.floor(y)) return null;
  const result = finitePower(x, y);
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) {
    throw new ValueFunctionError('OverflowError', "(34, 'Numerical result out of range')");
  }
  return result;
}

function finitePower(x: number, y: number): number {
  if (y === 2) return x * x;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  if (y === 0.5) return Math.sqrt(x);
  if (Number.isInteger(y) && Math.abs(y) <= 64) return integralPower(x, y);
  const magnitude = exactPower(Math.abs(x), y);
  return x < 0 && y % 2 !== 0 ? -magnitude : magnitude;
}

/** Small integral exponents are computed exactly and rounded once: the C library's pow nearly is. */
function integralPower(x: number, y: number): number {
  const { negative, mantissa, exponent } = binaryParts(x);
  let odd = mantissa;
  let scale = exponent;
  while ((odd & 0xffn) === 0n) {
    odd >>= 8n;
    scale += 8;
  }
  const count = Math.abs(y);
  const power = odd ** BigInt(count);
  const magnitude = y > 0 ? scaledToFloat(power, scale * count) : reciprocal(power, -scale * count);
  return negative && count % 2 === 1 ? -magnitude : magnitude;
}

/** 2^scale / power, rounded once. */
function reciprocal(power: bigint, scale: number): number {
  const guard = power.toString(16).length * 4 + 66;
  const top = 1n << BigInt(guard);
  const quotient = top / power;
  const sticky = quotient * power === top ? 0n : 1n;
  return scaledToFloat((quotient << 1n) | sticky, scale - guard - 1);
}
