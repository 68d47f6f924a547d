import { decimalDigitValue } from './unicode-digits.ts';
import { valueError } from './value-function-error.ts';

/**
 * The format mini-language: [[fill]align][sign][z][#][0][width][grouping][.precision][type],
 * parsed with CPython 3.11's errors. number-format.ts and formatStr below apply it.
 */
export interface FormatSpec {
  /** One code point. */
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^';
  readonly sign: '' | '+' | '-' | ' ';
  /** `z`: a negative zero after rounding is written as zero. */
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  /** -1 when absent. */
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  /** -1 when absent. */
  readonly precision: number;
  /** One code point; the default type (perhaps '') when absent. */
  readonly type: string;
}

const ALIGNMENTS = '<>=^';
const GROUPABLE = 'deEfFgG%';
const GROUPABLE_BY_UNDERSCORE = 'boxX';
const NUMBER_LIMIT = 2 ** 63 - 1;

/** Walks the code points of a spec. */
class SpecReader {
  position = 0;
  private readonly chars: readonly string[];

  constructor(text: string) {
    this.chars = Array.from(text);
  }

  get remaining(): number {
    return this.chars.length - this.position;
  }

  peek(ahead = 0): string {
    return this.chars[this.position + ahead] ?? '';
  }

  take(wanted: string): boolean {
    if (this.peek() !== wanted || wanted === '') return false;
    this.position += 1;
    return true;
  }

  /** Decimal digits of any script; -1 when there are none. */
  number(): number {
    let value = -1;
    for (; this.remaining > 0; this.position++) {
      const digit = decimalDigitValue(this.peek().codePointAt(0) ?? 0);
      if (digit < 0) break;
      value = Math.max(value, 0) * 10 + digit;
      if (value >= NUMBER_LIMIT) throw valueError('Too many decimal digits in format string');
    }
    return value;
  }
}

function isAlignment(char: string): char is FormatSpec['align'] {
  return char !== '' && ALIGNMENTS.includes(char);
}

/**
 * Parses `text` for an object of type `typeName`, which its errors name. `defaultType` is the
 * type to assume ('s' for str, 'd' for int, '' for float and complex).
 */
export function parseFormatSpec(
  text: string,
  typeName: string,
  defaultType: string,
  defaultAlign: '<' | '>',
): FormatSpec {
  const reader = new SpecReader(text);
  let fill = ' ';
  let align: FormatSpec['align'] = defaultAlign;
  let fillGiven = false;
  let alignGiven = true;
  const second = reader.peek(1);
  const first = reader.peek();
  if (isAlignment(second)) {
    fill = first;
    align = second;
    fillGiven = true;
    reader.position = 2;
  } else if (isAlignment(first)) {
    align = first;
    reader.position = 1;
  } else {
    alignGiven = false;
  }
  const sign = reader.take('+') ? '+' : reader.take('-') ? '-' : reader.take(' ') ? ' ' : '';
  const noNegativeZero = reader.take('z');
  const alternate = reader.take('#');
  if (!fillGiven && reader.take('0')) {
    fill = '0';
    if (!alignGiven && defaultAlign === '>') align = '=';
  }
  const width = reader.number();
  const grouping = parseGrouping(reader);
  const precision = parsePrecision(reader);
  if (reader.remaining > 1) {
    throw valueError(`Invalid format specifier '${text}' for object of type '${typeName}'`);
  }
  const type = reader.remaining === 1 ? reader.peek() : defaultType;
  checkGrouping(grouping, type);
  return { fill, align, sign, noNegativeZero, alternate, width, grouping, precision, type };
}

function parseGrouping(reader: SpecReader): FormatSpec['grouping'] {
  let grouping: FormatSpec['grouping'] = '';
  if (reader.take(',')) grouping = ',';
  if (reader.peek() === '_') {
    if (grouping !== '') throw valueError("Cannot specify both ',' and '_'.");
    reader.position += 1;
    grouping = '_';
  }
  if (grouping === '_' && reader.peek() === ',') throw valueError("Cannot specify both ',' and '_'.");
  return grouping;
}

function parsePrecision(reader: SpecReader): number {
  if (!reader.take('.')) return -1;
  const precision = reader.number();
  if (precision < 0) throw valueError('Format specifier missing precision');
  return precision;
}

function checkGrouping(grouping: FormatSpec['grouping'], type: string): void {
  if (grouping === '' || type === '' || GROUPABLE.includes(type)) return;
  if (grouping === '_' && GROUPABLE_BY_UNDERSCORE.includes(type)) return;
  throw valueError(`Cannot specify '${grouping}' with '${shownCode(type)}'.`);
}

function shownCode(type: string): string {
  const code = type.codePointAt(0) ?? 0;
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
}

export function unknownFormatCode(type: string, typeName: string): Error {
  return valueError(`Unknown format code '${shownCode(type)}' for object of type '${typeName}'`);
}

/** Number of code points. */
export function codePointCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) i += 1;
    }
    count += 1;
  }
  return count;
}

/** `text` filled up to `width` code points; '=' counts as '>'. */
export function alignText(text: string, fill: string, align: FormatSpec['align'], width: number): string {
  const padding = width - codePointCount(text);
  if (padding <= 0) return text;
  const left = align === '<' ? 0 : align === '^' ? padding >> 1 : padding;
  return fill.repeat(left) + text + fill.repeat(padding - left);
}

/** str.__format__. */
export function formatStr(text: string, specText: string, typeName = 'str'): string {
  if (specText === '') return text;
  const spec = parseFormatSpec(specText, typeName, 's', '<');
  if (spec.type !== 's') throw unknownFormatCode(spec.type, typeName);
  if (spec.sign === ' ') throw valueError('Space not allowed in string format specifier');
  if (spec.sign !== '') throw valueError('Sign not allowed in string format specifier');
  if (spec.noNegativeZero) {
    throw valueError('Negative zero coercion (z) not allowed in string format specifier');
  }
  if (spec.alternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') throw valueError("'=' alignment not allowed in string format specifier");
  const shown = spec.precision >= 0 ? truncate(text, spec.precision) : text;
  return alignText(shown, spec.fill, spec.align, spec.width);
}

/** The first `count` code points. */
export function truncate(text: string, count: number): string {
  if (text.length <= count) return text;
  let end = 0;
  for (let i = 0; i < count && end < text.length; i++) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return text.slice(0, end);
}
