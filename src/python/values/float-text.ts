import { binaryParts, divideHalfEven, isNegativeFloat } from './float-bits.ts';
import { strRepr } from './str-repr.ts';
import { asciiDigits } from './unicode-digits.ts';
import { valueError } from './value-function-error.ts';

/**
 * Floats to text and back as CPython does it: the shortest text that reads back equal for repr,
 * and correct rounding (half to even) of the exact binary value for every precision.
 */

/** How PyOS_double_to_string is asked to write: type code, digits, and two switches. */
export interface FloatStyle {
  /** `#`: keep the point and trailing zeros. */
  readonly alternate?: boolean;
  /** Write `1.0` rather than `1`, as repr and an empty format type do. */
  readonly dotZero?: boolean;
}

export type FloatCode = 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'r';

/** value = 0.DIGITS × 10^point. */
interface DecimalDigits {
  readonly digits: string;
  readonly point: number;
}

/** repr(x): `1e+16`, `1e-05`, `0.1`, `5.0`, `inf`, `nan`, `-0.0`. */
export function floatRepr(x: number): string {
  const size = Math.abs(x);
  if (size >= 1e-4 && size < 1e16) {
    // Here JavaScript writes the same digits without an exponent.
    const text = `${x}`;
    return Number.isInteger(x) ? `${text}.0` : text;
  }
  return floatToText(x, 'r', 0, { dotZero: true });
}

/**
 * Text of x in one of the codes e, f, g (and capitals) with `precision` digits, or r for the
 * shortest text. The result carries a `-` for negative numbers and for -0.0, never a `+`.
 */
export function floatToText(x: number, code: FloatCode, precision: number, style: FloatStyle = {}): string {
  const lower = code.toLowerCase() as 'e' | 'f' | 'g' | 'r';
  const text = unsignedText(x, lower, precision, style);
  const sign = !Number.isNaN(x) && isNegativeFloat(x) ? '-' : '';
  return sign + (code === lower ? text : text.toUpperCase());
}

function unsignedText(x: number, code: 'e' | 'f' | 'g' | 'r', precision: number, style: FloatStyle): string {
  if (Number.isNaN(x)) return 'nan';
  const magnitude = Math.abs(x);
  if (magnitude === Number.POSITIVE_INFINITY) return 'inf';
  switch (code) {
    case 'f':
      return fixedText(magnitude, precision, style);
    case 'e':
      return exponentText(significantDigits(magnitude, precision + 1), style, precision + 1);
    case 'g':
      return generalText(magnitude, Math.max(precision, 1), style);
    default:
      return shortestText(magnitude, style);
  }
}

function fixedText(magnitude: number, precision: number, style: FloatStyle): string {
  const scaled = roundedMultiple(magnitude, precision)
    .toString()
    .padStart(precision + 1, '0');
  const whole = scaled.slice(0, scaled.length - precision);
  if (precision > 0) return `${whole}.${scaled.slice(-precision)}`;
  if (style.dotZero) return `${whole}.0`;
  return style.alternate ? `${whole}.` : whole;
}

function generalText(magnitude: number, precision: number, style: FloatStyle): string {
  const { digits, point } = significantDigits(magnitude, precision);
  const kept = style.alternate ? digits : digits.replace(/0+$/, '');
  const limit = style.dotZero ? precision - 1 : precision;
  if (point <= -4 || point > limit) {
    return exponentText({ digits: kept, point }, style, style.alternate ? precision : 0);
  }
  return positionalText(kept, point, style);
}

function shortestText(magnitude: number, style: FloatStyle): string {
  const decimal = shortestDigits(magnitude);
  if (decimal.point <= -4 || decimal.point > 16) return exponentText(decimal, style, 0);
  return positionalText(decimal.digits, decimal.point, style);
}

function exponentText({ digits, point }: DecimalDigits, style: FloatStyle, width: number): string {
  const padded = digits.padEnd(Math.max(width, 1), '0');
  const exponent = point - 1;
  const sign = exponent < 0 ? '-' : '+';
  const fraction = padded.length > 1 || style.alternate ? `.${padded.slice(1)}` : '';
  return `${padded.charAt(0)}${fraction}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function positionalText(digits: string, point: number, style: FloatStyle): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  if (fraction !== '') return `${whole}.${fraction}`;
  if (style.dotZero) return `${whole}.0`;
  return style.alternate ? `${whole}.` : whole;
}

function shortestDigits(magnitude: number): DecimalDigits {
  if (magnitude === 0) return { digits: '', point: 1 };
  const [mantissa = '', exponent = ''] = magnitude.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** Exactly `count` digits, correctly rounded; zero has count zeros and point 1. */
function significantDigits(magnitude: number, count: number): DecimalDigits {
  if (magnitude === 0) return { digits: '0'.repeat(count), point: 1 };
  const limit = 10n ** BigInt(count);
  let exponent = Math.floor(Math.log10(magnitude));
  for (;;) {
    const scaled = roundedMultiple(magnitude, count - 1 - exponent);
    // The estimate may be one off, and rounding up may carry into a new digit.
    if (scaled >= limit) exponent += 1;
    else if (scaled * 10n < limit) exponent -= 1;
    else return { digits: scaled.toString(), point: exponent + 1 };
  }
}

/** magnitude × 10^power to the nearest integer, ties to even, from the exact binary value. */
export function roundedMultiple(magnitude: number, power: number): bigint {
  const { mantissa, exponent } = binaryParts(magnitude);
  let top = mantissa;
  let bottom = 1n;
  if (exponent >= 0) top <<= BigInt(exponent);
  else bottom <<= BigInt(-exponent);
  if (power >= 0) top *= 10n ** BigInt(power);
  else bottom *= 10n ** BigInt(-power);
  return divideHalfEven(top, bottom);
}

const DECIMAL = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;

/** float(text): surrounding whitespace, underscores between digits, inf and nan; null if malformed. */
export function parseFloatText(text: string): number | null {
  const trimmed = asciiDigits(text);
  if (DECIMAL.test(trimmed)) return Number(trimmed.replaceAll('_', ''));
  const special = SPECIAL.exec(trimmed);
  if (special === null) return null;
  if (special[2] === undefined) return Number.NaN;
  return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** float(text) with CPython's error. */
export function floatFromText(text: string): number {
  const x = parseFloatText(text);
  if (x === null) throw valueError(`could not convert string to float: ${strRepr(text)}`);
  return x;
}
