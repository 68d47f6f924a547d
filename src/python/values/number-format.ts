import { isNegativeFloat } from './float-bits.ts';
import { type FloatCode, floatRepr, floatToText } from './float-text.ts';
import { alignText, type FormatSpec, parseFormatSpec, unknownFormatCode } from './format-spec.ts';
import { intToFloat } from './int-math.ts';
import { intRepr } from './int-text.ts';
import { overflowError, valueError } from './value-function-error.ts';

/** int, bool, float and complex by a format spec (`format(x, spec)`, f-strings). */

const FLOAT_TYPES = 'eEfFgGn%';

/** int.__format__. */
export function formatInt(value: bigint, specText: string, typeName = 'int', maxDigits?: number): string {
  if (specText === '') return intRepr(value, maxDigits);
  const spec = parseFormatSpec(specText, typeName, 'd', '>');
  if ('bcdoxXn'.includes(spec.type)) return formatIntBySpec(value, spec, maxDigits);
  if ('eEfFgG%'.includes(spec.type)) return formatFloatBySpec(intToFloat(value), spec);
  throw unknownFormatCode(spec.type, typeName);
}

/** bool.__format__: the word for an empty spec, else as an int. */
export function formatBool(value: boolean, specText: string): string {
  if (specText === '') return value ? 'True' : 'False';
  return formatInt(value ? 1n : 0n, specText, 'bool');
}

/** float.__format__. */
export function formatFloat(x: number, specText: string, typeName = 'float'): string {
  if (specText === '') return floatRepr(x);
  const spec = parseFormatSpec(specText, typeName, '', '>');
  if (spec.type !== '' && !FLOAT_TYPES.includes(spec.type)) throw unknownFormatCode(spec.type, typeName);
  return formatFloatBySpec(x, spec);
}

function formatIntBySpec(value: bigint, spec: FormatSpec, maxDigits?: number): string {
  if (spec.precision >= 0) throw valueError('Precision not allowed in integer format specifier');
  if (spec.noNegativeZero) {
    throw valueError('Negative zero coercion (z) not allowed in integer format specifier');
  }
  if (spec.type === 'c') return formatCharacter(value, spec);
  const base =
    spec.type === 'b' ? 2 : spec.type === 'o' ? 8 : spec.type === 'x' || spec.type === 'X' ? 16 : 10;
  const magnitude = value < 0n ? -value : value;
  const digits = base === 10 ? intRepr(magnitude, maxDigits) : magnitude.toString(base);
  const prefix = spec.alternate && base !== 10 ? `0${spec.type}` : '';
  const shown = spec.type === 'X' ? digits.toUpperCase() : digits;
  return layOut({ negative: value < 0n, prefix, digits: shown, rest: '' }, spec);
}

function formatCharacter(value: bigint, spec: FormatSpec): string {
  if (spec.sign !== '') throw valueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  if (BigInt.asIntN(64, value) !== value) throw overflowError('Python int too large to convert to C long');
  if (value < 0n || value > 0x10ffffn) throw overflowError('%c arg not in range(0x110000)');
  const rest = String.fromCodePoint(Number(value));
  return layOut({ negative: false, prefix: '', digits: '', rest }, spec);
}

function formatFloatBySpec(x: number, spec: FormatSpec): string {
  const percent = spec.type === '%';
  const text = floatDigits(percent ? x * 100 : x, spec, spec.type === '');
  return layOut(splitNumber(percent ? `${text}%` : text), spec);
}

/** The unpadded text of x for a float or for one part of a complex number. */
function floatDigits(x: number, spec: FormatSpec, dotZero: boolean): string {
  const style = { alternate: spec.alternate, dotZero };
  let code: FloatCode;
  let precision = spec.precision >= 0 ? spec.precision : 6;
  if (spec.type === '') code = spec.precision >= 0 ? 'g' : 'r';
  else if (spec.type === 'n') code = 'g';
  else if (spec.type === '%') code = 'f';
  else code = spec.type as FloatCode;
  if (code === 'r') precision = 0;
  if (precision > 0x7fffffff) throw valueError('precision too big');
  const text = floatToText(x, code, precision, style);
  return spec.noNegativeZero && /^-[0.]+(?:e.*)?$/i.test(text) ? text.slice(1) : text;
}

interface NumberParts {
  readonly negative: boolean;
  readonly prefix: string;
  /** Digits before the point, which grouping applies to. */
  readonly digits: string;
  readonly rest: string;
}

function splitNumber(text: string): NumberParts {
  const negative = text.startsWith('-');
  const body = negative ? text.slice(1) : text;
  let end = 0;
  while (end < body.length && body.charCodeAt(end) >= 48 && body.charCodeAt(end) <= 57) end += 1;
  return { negative, prefix: '', digits: body.slice(0, end), rest: body.slice(end) };
}

function layOut(parts: NumberParts, spec: FormatSpec): string {
  const sign = parts.negative ? '-' : spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
  const lead = sign + parts.prefix;
  const zeroFilled = spec.fill === '0' && spec.align === '=';
  const restLength =
    parts.rest.length - (parts.digits === '' && (parts.rest.codePointAt(0) ?? 0) > 0xffff ? 1 : 0);
  const digitsWidth = zeroFilled ? spec.width - lead.length - restLength : 0;
  const body = groupDigits(parts.digits, spec, digitsWidth) + parts.rest;
  if (spec.align !== '=') return alignText(lead + body, spec.fill, spec.align, spec.width);
  return lead + alignText(body, spec.fill, '>', spec.width - lead.length);
}

/** Separators every three digits (four in bases 2, 8 and 16); zeros up to `minimumWidth`. */
function groupDigits(digits: string, spec: FormatSpec, minimumWidth: number): string {
  if (digits === '') return '';
  if (spec.grouping === '') return digits.padStart(minimumWidth, '0');
  const size = spec.type !== '' && 'boxX'.includes(spec.type) ? 4 : 3;
  const groups: string[] = [];
  let end = digits.length;
  let width = minimumWidth;
  for (;;) {
    const length = Math.min(size, Math.max(end, width, 1));
    groups.push(digits.slice(Math.max(end - length, 0), end).padStart(length, '0'));
    end = Math.max(end - length, 0);
    width -= length;
    if (end <= 0 && width <= 0) break;
    width -= 1;
  }
  return groups.reverse().join(spec.grouping);
}

/** complex.__format__; the empty spec gives repr. */
export function formatComplex(
  real: number,
  imaginary: number,
  specText: string,
  typeName = 'complex',
): string {
  const spec = parseFormatSpec(specText, typeName, '', '>');
  if (spec.type !== '' && !'eEfFgGn'.includes(spec.type)) throw unknownFormatCode(spec.type, typeName);
  if (spec.fill === '0') throw valueError('Zero padding is not allowed in complex format specifier');
  if (spec.align === '=') {
    throw valueError("'=' alignment flag is not allowed in complex format specifier");
  }
  const plain = spec.type === '';
  const part = { ...spec, width: -1, fill: ' ', align: '<' as const };
  const imaginaryAlone = plain && real === 0 && !isNegativeFloat(real);
  const imaginaryPart = { ...part, sign: imaginaryAlone ? spec.sign : ('+' as const) };
  const shownImaginary = layOut(splitNumber(floatDigits(imaginary, spec, false)), imaginaryPart);
  let text = `${shownImaginary}j`;
  if (!imaginaryAlone) text = layOut(splitNumber(floatDigits(real, spec, false)), part) + text;
  if (plain && !imaginaryAlone) text = `(${text})`;
  return alignText(text, spec.fill, spec.align, spec.width);
}
