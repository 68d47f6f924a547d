import { bitLength } from './float-bits.ts';
import { strRepr } from './str-repr.ts';
import { asciiDigits } from './unicode-digits.ts';
import { overflowError, valueError } from './value-function-error.ts';

/** sys.set_int_max_str_digits: CPython's default since 3.11 (and 3.10.7). */
export const DEFAULT_MAX_STR_DIGITS = 4300;
/** The lowest limit that can be set. */
export const LEAST_MAX_STR_DIGITS = 640;
/** What a decimal digit has at least. */
const BITS_PER_DIGIT = 3.3219;

const PREFIX_BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16 };
const GROUPED_DIGITS = /^[0-9a-z]+(?:_[0-9a-z]+)*$/i;

/**
 * int(text, base) for base 0 or 2–36; null if malformed. Whitespace around, a sign, underscores
 * between digits, `0x`/`0o`/`0b` where the base allows them, and digits of any script.
 */
export function parseInteger(text: string, base = 10): bigint | null {
  const trimmed = asciiDigits(text);
  const negative = trimmed.startsWith('-');
  let body = negative || trimmed.startsWith('+') ? trimmed.slice(1) : trimmed;
  let radix = base;
  const prefixBase = body.startsWith('0') ? PREFIX_BASES[body.charAt(1).toLowerCase()] : undefined;
  if (prefixBase !== undefined && (base === 0 || base === prefixBase)) {
    radix = prefixBase;
    body = body.slice(2);
    if (body.startsWith('_')) body = body.slice(1);
  } else if (base === 0) {
    radix = 10;
    if (/^0[0_]*[1-9]/.test(body)) return null;
  }
  if (!GROUPED_DIGITS.test(body)) return null;
  const magnitude = digitsToInteger(body.replaceAll('_', ''), radix);
  return magnitude !== null && negative ? -magnitude : magnitude;
}

function digitsToInteger(digits: string, radix: number): bigint | null {
  const lower = digits.toLowerCase();
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    if ((code >= 97 ? code - 87 : code - 48) >= radix) return null;
  }
  if (radix === 10) return BigInt(lower);
  if (radix === 16) return BigInt(`0x${lower}`);
  if (radix === 8) return BigInt(`0o${lower}`);
  if (radix === 2) return BigInt(`0b${lower}`);
  return foldDigits(lower, radix);
}

/** Halving keeps the cost of long inputs near that of the multiplication. */
function foldDigits(digits: string, radix: number): bigint {
  if (digits.length <= 9) return BigInt(Number.parseInt(digits, radix));
  const half = digits.length >> 1;
  const high = foldDigits(digits.slice(0, digits.length - half), radix);
  return high * BigInt(radix) ** BigInt(half) + foldDigits(digits.slice(digits.length - half), radix);
}

/** int(text, base) with CPython's errors, the limit on the number of decimal digits included. */
export function intFromText(text: string, base = 10, maxDigits = DEFAULT_MAX_STR_DIGITS): bigint {
  if (base !== 0 && (base < 2 || base > 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
  const powerOfTwo = base !== 0 && (base & (base - 1)) === 0;
  if (!powerOfTwo && maxDigits > 0 && text.length > maxDigits) {
    const value = parseInteger(text, base);
    const digits = text.replace(/[^\p{L}\p{Nd}]/gu, '').length;
    if (value !== null && digits > maxDigits && !/^\s*[+-]?0[xob]/i.test(text)) {
      throw valueError(
        `Exceeds the limit (${maxDigits} digits) for integer string conversion: value has ${digits} digits; ` +
          'use sys.set_int_max_str_digits() to increase the limit',
      );
    }
  }
  const value = parseInteger(text, base);
  if (value !== null) return value;
  throw valueError(`invalid literal for int() with base ${base}: ${limitedRepr(text)}`);
}

/** CPython shows the first 200 characters of the repr. */
function limitedRepr(text: string): string {
  return strRepr(text).slice(0, 200);
}

/** repr(int), refusing what is longer than the limit (0 = no limit). */
export function intRepr(value: bigint, maxDigits = DEFAULT_MAX_STR_DIGITS): string {
  const beyond = `Exceeds the limit (${maxDigits} digits) for integer string conversion`;
  const complaint = `${beyond}; use sys.set_int_max_str_digits() to increase the limit`;
  const huge = value > HUGE || value < -HUGE;
  // Known without the conversion, which takes quadratic time.
  if (maxDigits > 0 && huge && bitLength(value) > (maxDigits + 1) * BITS_PER_DIGIT)
    throw valueError(complaint);
  const text = value.toString();
  if (maxDigits > 0 && text.length > maxDigits && text.length - (value < 0n ? 1 : 0) > maxDigits)
    throw valueError(complaint);
  return text;
}

const HUGE = 1n << BigInt(Math.floor(LEAST_MAX_STR_DIGITS * BITS_PER_DIGIT));

/** hex(), oct(), bin(): `-0x1f`. */
export function prefixedInt(value: bigint, base: 2 | 8 | 16): string {
  const prefix = base === 16 ? '0x' : base === 8 ? '0o' : '0b';
  return value < 0n ? `-${prefix}${(-value).toString(base)}` : prefix + value.toString(base);
}

/** int.bit_count(): ones in |value|. */
export function bitCount(value: bigint): number {
  const hex = (value < 0n ? -value : value).toString(16);
  let count = 0;
  for (let i = 0; i < hex.length; i++) {
    let digit = Number.parseInt(hex.charAt(i), 16);
    for (; digit > 0; digit &= digit - 1) count += 1;
  }
  return count;
}

export type ByteOrder = 'big' | 'little';

/** int.to_bytes(length, byteorder, signed=…). */
export function intToBytes(value: bigint, length: number, order: ByteOrder, signed: boolean): Uint8Array {
  if (length < 0) throw valueError('length argument must be non-negative');
  if (value < 0n && !signed) throw overflowError("can't convert negative int to unsigned");
  const bits = 8 * length;
  const needed = signed ? bitLength(value < 0n ? ~value : value) + (value === 0n ? 0 : 1) : bitLength(value);
  // A signed -1 fits into no bytes at all: CPython's answer, kept.
  if (value !== 0n && needed > bits && !(value === -1n && bits === 0))
    throw overflowError('int too big to convert');
  const bytes = new Uint8Array(length);
  const hex = BigInt.asUintN(bits, value)
    .toString(16)
    .padStart(2 * length, '0');
  for (let i = 0; i < length; i++) {
    const position = order === 'big' ? i : length - 1 - i;
    bytes[position] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  }
  return bytes;
}

/** int.from_bytes(bytes, byteorder, signed=…). */
export function intFromBytes(bytes: Uint8Array, order: ByteOrder, signed: boolean): bigint {
  if (bytes.length === 0) return 0n;
  let hex = '0x';
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[order === 'big' ? i : bytes.length - 1 - i] ?? 0;
    hex += byte.toString(16).padStart(2, '0');
  }
  const value = BigInt(hex);
  return signed ? BigInt.asIntN(8 * bytes.length, value) : value;
}

/** The byteorder argument as Python checks it. */
export function checkByteOrder(order: string): ByteOrder {
  if (order === 'big' || order === 'little') return order;
  throw valueError("byteorder must be either 'little' or 'big'");
}
