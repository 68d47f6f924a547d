import { floatToInt } from './float-numbers.ts';
import { type FloatCode, floatToText } from './float-text.ts';
import { codePointCount, truncate } from './format-spec.ts';
import { intRepr } from './int-text.ts';
import { overflowError, typeError, valueError } from './value-function-error.ts';

/**
 * printf-style formatting: `format % args` on str and bytes. The scanner reads one directive at a
 * time because CPython converts while it parses; the driver asks the VM for everything about
 * values. The bytes variant works on Latin-1 text, one character per byte.
 */

export interface PercentDirective {
  /** The `(key)`, or null. */
  readonly key: string | null;
  readonly leftAdjust: boolean;
  readonly plusSign: boolean;
  readonly blankSign: boolean;
  readonly alternate: boolean;
  readonly zeroPad: boolean;
  readonly width: number | '*' | null;
  readonly precision: number | '*' | null;
  /** The conversion character, not checked; '' when the format ends before it. */
  readonly conversion: string;
  /** Code-point index of the conversion character. */
  readonly index: number;
}

export type PercentPiece = { readonly literal: string } | { readonly directive: PercentDirective };

export type PercentKind = 'str' | 'bytes';

const FLAGS = '-+ #0';
const SSIZE_MAX = 2n ** 63n - 1n;
const INT_MAX = 2n ** 31n - 1n;

export class PercentScanner {
  private readonly text: string;
  private readonly kind: PercentKind;
  private position = 0;

  constructor(text: string, kind: PercentKind = 'str') {
    this.text = text;
    this.kind = kind;
  }

  /** True when the next piece is a directive that starts with `(`. */
  atKey(): boolean {
    return this.text.startsWith('%(', this.position);
  }

  /** The next piece, or null at the end. `%%` comes as a literal. */
  next(): PercentPiece | null {
    const { text } = this;
    if (this.position >= text.length) return null;
    if (text[this.position] === '%') return this.scanDirective();
    const end = text.indexOf('%', this.position);
    const literal = text.slice(this.position, end < 0 ? text.length : end);
    this.position += literal.length;
    return { literal };
  }

  private scanDirective(): PercentPiece {
    const { text } = this;
    this.position += 1;
    if (this.position >= text.length) throw valueError('incomplete format');
    if (text[this.position] === '%') {
      this.position += 1;
      return { literal: '%' };
    }
    const key = this.scanKey();
    const flagStart = this.position;
    while (this.position < text.length && FLAGS.includes(text.charAt(this.position))) this.position += 1;
    const flags = text.slice(flagStart, this.position);
    const width = this.scanNumber('width too big', SSIZE_MAX);
    let precision: number | '*' | null = null;
    if (text[this.position] === '.') {
      this.position += 1;
      precision = this.scanNumber(this.kind === 'str' ? 'precision too big' : 'prec too big', INT_MAX) ?? 0;
    }
    if ('hlL'.includes(text[this.position] ?? '-')) this.position += 1;
    const codePoint = text.codePointAt(this.position);
    const index = codePointCount(text.slice(0, this.position));
    const conversion = codePoint === undefined ? '' : String.fromCodePoint(codePoint);
    this.position += conversion.length;
    const directive: PercentDirective = {
      key,
      leftAdjust: flags.includes('-'),
      plusSign: flags.includes('+'),
      blankSign: flags.includes(' '),
      alternate: flags.includes('#'),
      zeroPad: flags.includes('0'),
      width,
      precision,
      conversion,
      index,
    };
    return { directive };
  }

  private scanKey(): string | null {
    const { text } = this;
    if (text[this.position] !== '(') return null;
    const start = this.position + 1;
    let depth = 1;
    for (let at = start; at < text.length; at++) {
      if (text[at] === '(') depth += 1;
      else if (text[at] === ')') depth -= 1;
      if (depth === 0) {
        this.position = at + 1;
        return text.slice(start, at);
      }
    }
    throw valueError('incomplete format key');
  }

  private scanNumber(tooBig: string, limit: bigint): number | '*' | null {
    const { text } = this;
    if (text[this.position] === '*') {
      this.position += 1;
      return '*';
    }
    const start = this.position;
    while (this.position < text.length && /[0-9]/.test(text.charAt(this.position))) this.position += 1;
    if (this.position === start) return null;
    const value = BigInt(text.slice(start, this.position));
    if (value > limit) throw valueError(tooBig);
    return Number(value);
  }
}

/** What stands right of `%`. */
export interface PercentArguments<V> {
  /** The tuple's items, or the single value. */
  readonly values: readonly V[];
  /** A mapping for `%(key)s` (not a tuple, not a str): then left-over values are no error. */
  readonly isMapping: boolean;
}

/** What the VM supplies about its values. */
export interface PercentHost<V> {
  typeName(value: V): string;
  /** args[key]; the key is Latin-1 text in the bytes variant. */
  lookup(key: string): V;
  /** %d: an int (also through __index__, __int__) or a float, null for what is not a real number. */
  number(value: V): bigint | number | null;
  /** %x, %o and `*`: an int (through __index__ for %x and %o), else null. */
  integer(value: V, use: 'index' | 'star'): bigint | null;
  /** float(value), null for what is not a real number. */
  float(value: V): number | null;
  /** str(), repr() or ascii(); in the bytes variant `s` is the value's bytes, or raises TypeError. */
  text(value: V, conversion: 's' | 'r' | 'a'): string;
  /** %c: a text of one character, a code, or null. */
  character(value: V): string | bigint | null;
  /** sys.get_int_max_str_digits() */
  readonly maxDigits: number;
}

/** Hands out the arguments in CPython's order and with its errors. */
class ArgumentCursor<V> {
  private values: readonly V[];
  private next = 0;

  constructor(values: readonly V[]) {
    this.values = values;
  }

  take(): V {
    if (this.next >= this.values.length) throw typeError('not enough arguments for format string');
    return this.values[this.next++] as V;
  }

  /** A `%(key)` puts its value in the place of all the arguments. */
  replace(value: V): void {
    this.values = [value];
    this.next = 0;
  }

  get exhausted(): boolean {
    return this.next >= this.values.length;
  }
}

/** `format % args` for str (the default) or, on Latin-1 text, for bytes. */
export function percentFormat<V>(
  format: string,
  args: PercentArguments<V>,
  host: PercentHost<V>,
  kind: PercentKind = 'str',
): string {
  const scanner = new PercentScanner(format, kind);
  const cursor = new ArgumentCursor(args.values);
  let out = '';
  for (;;) {
    if (!args.isMapping && scanner.atKey()) throw typeError('format requires a mapping');
    const piece = scanner.next();
    if (piece === null) break;
    out += 'literal' in piece ? piece.literal : convert(piece.directive, cursor, host, kind);
  }
  if (!args.isMapping && !cursor.exhausted) {
    throw typeError(`not all arguments converted during ${kind === 'str' ? 'string' : 'bytes'} formatting`);
  }
  return out;
}

function convert<V>(
  directive: PercentDirective,
  cursor: ArgumentCursor<V>,
  host: PercentHost<V>,
  kind: PercentKind,
): string {
  if (directive.key !== null) cursor.replace(host.lookup(directive.key));
  const layout = resolveStars(directive, cursor, host);
  if (directive.conversion === '') throw valueError('incomplete format');
  return convertValue(cursor.take(), layout, host, kind);
}

/** A directive whose stars have been replaced by numbers. */
interface ResolvedDirective extends PercentDirective {
  readonly width: number;
  /** -1 when absent. */
  readonly precision: number;
}

function resolveStars<V>(
  directive: PercentDirective,
  cursor: ArgumentCursor<V>,
  host: PercentHost<V>,
): ResolvedDirective {
  let { leftAdjust } = directive;
  let width =
    directive.width === '*' ? starValue(cursor.take(), host, SSIZE_MAX, 'ssize_t') : (directive.width ?? 0);
  if (width < 0) {
    leftAdjust = true;
    width = -width;
  }
  const precision =
    directive.precision === '*'
      ? Math.max(starValue(cursor.take(), host, INT_MAX, 'int'), 0)
      : (directive.precision ?? -1);
  return { ...directive, leftAdjust, width, precision };
}

function starValue<V>(value: V, host: PercentHost<V>, limit: bigint, cType: string): number {
  const number = host.integer(value, 'star');
  if (number === null) throw typeError('* wants int');
  if (number > limit || number < -limit - 1n)
    throw overflowError(`Python int too large to convert to C ${cType}`);
  return Number(number);
}

function convertValue<V>(
  value: V,
  directive: ResolvedDirective,
  host: PercentHost<V>,
  kind: PercentKind,
): string {
  switch (directive.conversion) {
    case 's':
    case 'r':
    case 'a':
      return percentText(host.text(value, directive.conversion), directive);
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      return percentInteger(integerOf(value, directive.conversion, host, kind), directive, host.maxDigits);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return percentFloat(floatOf(value, host, kind), directive);
    case 'c':
      return percentText(characterOf(value, host, kind), { ...directive, precision: -1 });
    default:
      if (kind === 'bytes' && directive.conversion === 'b')
        return percentText(host.text(value, 's'), directive);
      throw unsupportedConversion(directive, kind);
  }
}

function unsupportedConversion({ conversion, index }: PercentDirective, kind: PercentKind): Error {
  const code = conversion.codePointAt(0) ?? 0;
  if (kind === 'bytes' && code > 127) return overflowError('character argument not in range(0x110000)');
  const shown = kind === 'bytes' || (code > 31 && code < 128) ? conversion : '?';
  return valueError(`unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`);
}

function integerOf<V>(value: V, conversion: string, host: PercentHost<V>, kind: PercentKind): bigint {
  if ('xXo'.includes(conversion)) {
    const index = host.integer(value, 'index');
    if (index !== null) return index;
    throw typeError(`%${conversion} format: an integer is required, not ${host.typeName(value)}`);
  }
  const number = host.number(value);
  if (number === null) {
    const shown = kind === 'bytes' && conversion === 'i' ? 'd' : conversion;
    throw typeError(`%${shown} format: a real number is required, not ${host.typeName(value)}`);
  }
  return typeof number === 'bigint' ? number : floatToInt(number);
}

function floatOf<V>(value: V, host: PercentHost<V>, kind: PercentKind): number {
  const float = host.float(value);
  if (float !== null) return float;
  const wanted = kind === 'bytes' ? 'float argument required' : 'must be real number';
  throw typeError(`${wanted}, not ${host.typeName(value)}`);
}

function characterOf<V>(value: V, host: PercentHost<V>, kind: PercentKind): string {
  const character = host.character(value);
  const limit = kind === 'bytes' ? 256n : 0x110000n;
  if (typeof character === 'bigint') {
    if (character >= 0n && character < limit) return String.fromCodePoint(Number(character));
    throw overflowError(kind === 'bytes' ? '%c arg not in range(256)' : '%c arg not in range(0x110000)');
  }
  if (character !== null && codePointCount(character) === 1) return character;
  throw typeError(
    kind === 'bytes' ? '%c requires an integer in range(256) or a single byte' : '%c requires int or char',
  );
}

/** %s, %r, %a: cut to the precision, filled with spaces. */
export function percentText(text: string, directive: ResolvedDirective): string {
  const shown = directive.precision >= 0 ? truncate(text, directive.precision) : text;
  const padding = directive.width - codePointCount(shown);
  if (padding <= 0) return shown;
  return directive.leftAdjust ? shown + ' '.repeat(padding) : ' '.repeat(padding) + shown;
}

/** %d, %i, %u, %x, %X, %o: the precision is the least number of digits. */
export function percentInteger(value: bigint, directive: ResolvedDirective, maxDigits: number): string {
  const { conversion } = directive;
  const base = conversion === 'o' ? 8 : conversion === 'x' || conversion === 'X' ? 16 : 10;
  const magnitude = value < 0n ? -value : value;
  const shown = base === 10 ? intRepr(magnitude, maxDigits) : magnitude.toString(base);
  const digits = shown.padStart(directive.precision, '0');
  const prefix = directive.alternate && base !== 10 ? `0${conversion}` : '';
  return layOut(value < 0n, prefix, conversion === 'X' ? digits.toUpperCase() : digits, directive);
}

/** %e, %f, %g and capitals. */
export function percentFloat(x: number, directive: ResolvedDirective): string {
  const precision = directive.precision >= 0 ? directive.precision : 6;
  const text = floatToText(x, directive.conversion as FloatCode, precision, {
    alternate: directive.alternate,
  });
  const negative = text.startsWith('-');
  return layOut(negative, '', negative ? text.slice(1) : text, directive);
}

function layOut(negative: boolean, prefix: string, digits: string, directive: ResolvedDirective): string {
  const sign = negative ? '-' : directive.plusSign ? '+' : directive.blankSign ? ' ' : '';
  const padding = directive.width - sign.length - prefix.length - digits.length;
  if (padding <= 0) return sign + prefix + digits;
  if (directive.leftAdjust) return sign + prefix + digits + ' '.repeat(padding);
  if (directive.zeroPad) return sign + prefix + '0'.repeat(padding) + digits;
  return ' '.repeat(padding) + sign + prefix + digits;
}
