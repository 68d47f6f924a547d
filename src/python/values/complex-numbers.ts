import { isNegativeFloat } from './float-bits.ts';
import { floatToText, parseFloatText } from './float-text.ts';
import * as math from './math-functions.ts';
import { strRepr } from './str-repr.ts';
import { asciiDigits } from './unicode-digits.ts';
import { overflowError, ValueFunctionError, valueError, zeroDivisionError } from './value-function-error.ts';

/** complex: arithmetic, text. Formatting by a spec is formatComplex in number-format.ts. */

export interface Complex {
  readonly real: number;
  readonly imag: number;
}

export function complexAdd(a: Complex, b: Complex): Complex {
  return { real: a.real + b.real, imag: a.imag + b.imag };
}

export function complexSubtract(a: Complex, b: Complex): Complex {
  return { real: a.real - b.real, imag: a.imag - b.imag };
}

export function complexMultiply(a: Complex, b: Complex): Complex {
  return { real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real };
}

/** Smith's algorithm (1962), which avoids most overflow. */
export function complexDivide(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imag === 0) throw zeroDivisionError('complex division by zero');
  if (Math.abs(b.real) >= Math.abs(b.imag)) {
    const ratio = b.imag / b.real;
    const divisor = b.real + b.imag * ratio;
    return { real: (a.real + a.imag * ratio) / divisor, imag: (a.imag - a.real * ratio) / divisor };
  }
  if (Math.abs(b.imag) >= Math.abs(b.real)) {
    const ratio = b.real / b.imag;
    const divisor = b.real * ratio + b.imag;
    return { real: (a.real * ratio + a.imag) / divisor, imag: (a.imag * ratio - a.real) / divisor };
  }
  return { real: Number.NaN, imag: Number.NaN };
}

/** a ** b. */
export function complexPower(a: Complex, b: Complex): Complex {
  const small = b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= 100;
  const result = small ? integralPower(a, b.real) : generalPower(a, b);
  if (!isFiniteComplex(result) && isFiniteComplex(a) && isFiniteComplex(b)) {
    if (isInfinite(result.real) || isInfinite(result.imag)) throw overflowError('complex exponentiation');
  }
  return result;
}

function isInfinite(x: number): boolean {
  return Math.abs(x) === Number.POSITIVE_INFINITY;
}

function isFiniteComplex(value: Complex): boolean {
  return Number.isFinite(value.real) && Number.isFinite(value.imag);
}

function zeroPowerError(): ValueFunctionError {
  return zeroDivisionError('0.0 to a negative or complex power');
}

function integralPower(a: Complex, exponent: number): Complex {
  let result: Complex = { real: 1, imag: 0 };
  let square = a;
  for (let rest = Math.abs(exponent); rest > 0; rest >>= 1) {
    if (rest & 1) result = complexMultiply(result, square);
    square = complexMultiply(square, square);
  }
  if (exponent > 0) return result;
  if (result.real === 0 && result.imag === 0) throw zeroPowerError();
  return complexDivide({ real: 1, imag: 0 }, result);
}

function generalPower(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imag === 0) return { real: 1, imag: 0 };
  if (a.real === 0 && a.imag === 0) {
    if (b.imag !== 0 || b.real < 0) throw zeroPowerError();
    return { real: 0, imag: 0 };
  }
  try {
    const size = math.hypot([a.real, a.imag]);
    const angle = math.atan2(a.imag, a.real);
    let length = math.pow(size, b.real);
    let phase = angle * b.real;
    if (b.imag !== 0) {
      length /= math.exp(angle * b.imag);
      phase += b.imag * math.log(size);
    }
    return { real: length * math.cos(phase), imag: length * math.sin(phase) };
  } catch (error) {
    if (error instanceof ValueFunctionError && error.pythonType === 'OverflowError') {
      throw overflowError('complex exponentiation');
    }
    throw error;
  }
}

/** abs(complex). */
export function complexAbs(value: Complex): number {
  const size = math.hypot([value.real, value.imag]);
  if (isInfinite(size) && isFiniteComplex(value)) throw overflowError('absolute value too large');
  return size;
}

/** repr(complex): `1j`, `(1+2j)`, `(-0-0j)`. */
export function complexRepr({ real, imag }: Complex): string {
  const imaginary = `${floatToText(imag, 'r', 0)}j`;
  if (real === 0 && !isNegativeFloat(real)) return imaginary;
  const sign = imaginary.startsWith('-') ? '' : '+';
  return `(${floatToText(real, 'r', 0)}${sign}${imaginary})`;
}

const UNSIGNED = '(?:(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:e[+-]?\\d[\\d_]*)?|inf(?:inity)?|nan)';
const IMAGINARY_ALONE = new RegExp(`^([+-]?${UNSIGNED}|[+-]?)j$`, 'i');
const BOTH_PARTS = new RegExp(`^([+-]?${UNSIGNED})(?:([+-]${UNSIGNED}|[+-])j)?$`, 'i');

/** complex(text); null if malformed. */
export function parseComplex(text: string): Complex | null {
  let body = asciiDigits(text);
  if (body.startsWith('(') && body.endsWith(')')) body = asciiDigits(body.slice(1, -1));
  const alone = IMAGINARY_ALONE.exec(body);
  if (alone !== null) return parts('0', unitImaginary(alone[1] ?? ''));
  const both = BOTH_PARTS.exec(body);
  return both === null ? null : parts(both[1] ?? '', unitImaginary(both[2] ?? '0'));
}

/** A lone sign or nothing before `j` stands for 1. */
function unitImaginary(text: string): string {
  return text === '' || text === '+' || text === '-' ? `${text}1` : text;
}

/** complex(text) with CPython's errors: misplaced underscores have one of their own. */
export function complexFromText(text: string): Complex {
  const value = parseComplex(text);
  if (value !== null) return value;
  if (/(?<!\d)_|_(?!\d)/.test(asciiDigits(text))) {
    throw valueError(`could not convert string to complex: ${strRepr(text)}`);
  }
  throw valueError('complex() arg is a malformed string');
}

function parts(realText: string, imagText: string): Complex | null {
  const real = parseFloatText(realText);
  const imag = parseFloatText(imagText);
  return real === null || imag === null ? null : { real, imag };
}
