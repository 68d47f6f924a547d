import { decimalDigitValue } from './unicode-digits.ts';
import { valueError } from './value-function-error.ts';

/**
 * str.format templates. CPython parses while it formats, so an error in the template appears only
 * after the fields before it were evaluated; the scanners here are lazy for that reason.
 */

/** One step of a template: literal text, then perhaps a field. */
export interface TemplatePiece {
  readonly literal: string;
  readonly field: TemplateField | null;
}

export interface TemplateField {
  /** What stands before `!` and `:`; see FieldName. */
  readonly name: string;
  /** The character after `!`, or null. */
  readonly conversion: string | null;
  /** The text after `:`, to be expanded once more when `specNested`. */
  readonly spec: string;
  readonly specNested: boolean;
}

/** Reads a template piece by piece; also what string.Formatter.parse gives. */
export class TemplateScanner {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next piece, or null at the end. */
  next(): TemplatePiece | null {
    const { text } = this;
    if (this.position >= text.length) return null;
    const start = this.position;
    let at = start;
    while (at < text.length && text[at] !== '{' && text[at] !== '}') at += 1;
    if (at === text.length) {
      this.position = at;
      return { literal: text.slice(start), field: null };
    }
    const brace = text[at];
    const doubled = text[at + 1] === brace;
    if (brace === '}' && !doubled) throw valueError("Single '}' encountered in format string");
    if (at + 1 === text.length) throw valueError("Single '{' encountered in format string");
    if (doubled) {
      this.position = at + 2;
      return { literal: text.slice(start, at + 1), field: null };
    }
    this.position = at + 1;
    return { literal: text.slice(start, at), field: this.scanField() };
  }

  private scanField(): TemplateField {
    const start = this.position;
    const stop = this.skipFieldName();
    const name = this.text.slice(start, this.position);
    if (stop === '') throw valueError("expected '}' before end of string");
    this.position += 1;
    if (stop === '}') return { name, conversion: null, spec: '', specNested: false };
    if (stop === ':') return this.scanSpec(name, null);
    return this.scanConversion(name);
  }

  /** Stops at the `}`, `:` or `!` that ends the name, which is returned ('' at the end). */
  private skipFieldName(): string {
    const { text } = this;
    for (; this.position < text.length; this.position++) {
      const char = text.charAt(this.position);
      if (char === '{') throw valueError("unexpected '{' in field name");
      if (char === '}' || char === ':' || char === '!') return char;
      if (char === '[') {
        const close = text.indexOf(']', this.position + 1);
        this.position = close < 0 ? text.length - 1 : close;
      }
    }
    return '';
  }

  private scanConversion(name: string): TemplateField {
    const { text } = this;
    const codePoint = text.codePointAt(this.position);
    if (codePoint === undefined) throw valueError('end of string while looking for conversion specifier');
    const conversion = String.fromCodePoint(codePoint);
    this.position += conversion.length;
    if (this.position < text.length) {
      const next = text[this.position];
      this.position += 1;
      if (next === '}') return { name, conversion, spec: '', specNested: false };
      if (next !== ':') throw valueError("expected ':' after conversion specifier");
    }
    return this.scanSpec(name, conversion);
  }

  private scanSpec(name: string, conversion: string | null): TemplateField {
    const { text } = this;
    const start = this.position;
    let depth = 1;
    let specNested = false;
    for (let at = start; at < text.length; at++) {
      if (text[at] === '{') {
        specNested = true;
        depth += 1;
      } else if (text[at] === '}') {
        depth -= 1;
        if (depth === 0) {
          this.position = at + 1;
          return { name, conversion, spec: text.slice(start, at), specNested };
        }
      }
    }
    throw valueError("unmatched '{' in format spec");
  }
}

export type FieldStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'item'; readonly key: string | bigint };

/** A field name taken apart: `0.name[key]` → first 0n, then steps read one by one. */
export class FieldName {
  /** An index, a keyword, or '' where automatic numbering applies. */
  readonly first: string | bigint;
  private readonly text: string;
  private position: number;

  constructor(text: string) {
    const end = text.search(/[.[]/);
    this.text = text;
    this.position = end < 0 ? text.length : end;
    this.first = integerOrText(text.slice(0, this.position));
  }

  /** The next `.name` or `[key]`, or null at the end. */
  nextStep(): FieldStep | null {
    const { text } = this;
    if (this.position >= text.length) return null;
    const opener = text[this.position];
    const start = this.position + 1;
    if (opener === '.') {
      let end = start;
      while (end < text.length && text[end] !== '.' && text[end] !== '[') end += 1;
      this.position = end;
      return { kind: 'attribute', name: nonEmpty(text.slice(start, end)) };
    }
    if (opener !== '[') throw valueError("Only '.' or '[' may follow ']' in format field specifier");
    const close = text.indexOf(']', start);
    if (close < 0) throw valueError("Missing ']' in format string");
    this.position = close + 1;
    return { kind: 'item', key: integerOrText(nonEmpty(text.slice(start, close))) };
  }
}

function nonEmpty(name: string): string {
  if (name === '') throw valueError('Empty attribute in format string');
  return name;
}

const LARGEST_INDEX = 2n ** 63n - 1n;

function integerOrText(text: string): string | bigint {
  if (text === '') return text;
  let value = 0n;
  for (const char of text) {
    const digit = decimalDigitValue(char.codePointAt(0) ?? 0);
    if (digit < 0) return text;
    value = value * 10n + BigInt(digit);
    if (value > LARGEST_INDEX) throw valueError('Too many decimal digits in format string');
  }
  return value;
}

/** Automatic numbering (`{}`) and manual indices (`{0}`) may not mix within one format call. */
export class FieldNumbering {
  private mode: 'undecided' | 'automatic' | 'manual' = 'undecided';
  private next = 0n;

  /** The index or keyword to look up for a field's first part. */
  resolve(first: string | bigint): string | bigint {
    if (typeof first === 'string' && first !== '') return first;
    const wanted = first === '' ? 'automatic' : 'manual';
    if (this.mode === 'undecided') this.mode = wanted;
    if (this.mode !== wanted) {
      throw valueError(
        wanted === 'manual'
          ? 'cannot switch from automatic field numbering to manual field specification'
          : 'cannot switch from manual field specification to automatic field numbering',
      );
    }
    return first === '' ? this.next++ : first;
  }
}

/** What the VM supplies: lookups, conversions and __format__ on its own values. */
export interface TemplateHost<V> {
  /** A positional argument (index) or a keyword's value; raises IndexError or KeyError. */
  argument(key: string | bigint): V;
  attribute(value: V, name: string): V;
  item(value: V, key: string | bigint): V;
  /** `!r`, `!s`, `!a`. */
  convert(value: V, conversion: 'r' | 's' | 'a'): V;
  format(value: V, spec: string): string;
}

/** str.format and str.format_map: runs a template against a host. */
export function formatTemplate<V>(template: string, host: TemplateHost<V>): string {
  return expand(template, host, new FieldNumbering(), 2);
}

function expand<V>(
  template: string,
  host: TemplateHost<V>,
  numbering: FieldNumbering,
  depth: number,
): string {
  if (depth <= 0) throw valueError('Max string recursion exceeded');
  const scanner = new TemplateScanner(template);
  let out = '';
  for (let piece = scanner.next(); piece !== null; piece = scanner.next()) {
    out += piece.literal;
    const { field } = piece;
    if (field === null) continue;
    let value = lookUp(field.name, host, numbering);
    if (field.conversion !== null) value = host.convert(value, checkConversion(field.conversion));
    const spec = field.specNested ? expand(field.spec, host, numbering, depth - 1) : field.spec;
    out += host.format(value, spec);
  }
  return out;
}

function lookUp<V>(text: string, host: TemplateHost<V>, numbering: FieldNumbering): V {
  const name = new FieldName(text);
  let value = host.argument(numbering.resolve(name.first));
  for (let step = name.nextStep(); step !== null; step = name.nextStep()) {
    value = step.kind === 'attribute' ? host.attribute(value, step.name) : host.item(value, step.key);
  }
  return value;
}

/** The conversion as r, s or a, or CPython's error for any other character. */
export function checkConversion(conversion: string): 'r' | 's' | 'a' {
  if (conversion === 'r' || conversion === 's' || conversion === 'a') return conversion;
  const code = conversion.codePointAt(0) ?? 0;
  const shown = code > 32 && code < 127 ? conversion : `\\x${code.toString(16)}`;
  throw valueError(`Unknown conversion specifier ${shown}`);
}
