/**
 * String literals: escapes, bytes, and the replacement fields of f-strings, checked as CPython 3.11 does when its
 * parser puts adjacent literals together (Parser/string_parser.c).
 */

import { findFailure } from './diagnose.ts';
import { failAt, failAtLast, ParserFailure } from './diagnostics.ts';
import { escapeProblem } from './escapes.ts';
import type { PegNode, PegParser } from './peg.ts';
import { SourceText } from './source.ts';
import { stringPrefixEnd } from './tokenizer.ts';

/** Replacement fields inside format specifications go one level deep. */
const FIELD_LEVELS_MAX = 2;
const BRACKETS_MAX = 200;
const CLOSER_OF: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Decimal digits of an integer literal that CPython converts: sys.int_info.default_max_str_digits. */
const DECIMAL_DIGITS_MAX = 4300;

/** An integer literal may not have too many decimal digits. */
export function checkNumber(parser: PegParser, node: PegNode): PegNode {
  const token = parser.token(node.start);
  if (token.end - token.start <= DECIMAL_DIGITS_MAX) return node;
  const digits = parser.tokenText(node.start).replaceAll('_', '');
  if (!/^\d+$/.test(digits) || digits.length <= DECIMAL_DIGITS_MAX) return node;
  const message =
    `Exceeds the limit (${DECIMAL_DIGITS_MAX} digits) for integer string conversion: value has ${digits.length} ` +
    'digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer ' +
    'literals to avoid decimal conversion limits.';
  throw new ParserFailure(message, { line: token.line, column: 0, endLine: token.line, endColumn: 0 });
}

/** One literal of a concatenation, without its prefix and quotes. */
interface Literal {
  readonly body: string;
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly formatted: boolean;
  /** Token index. */
  readonly token: number;
  /** Offset of `body` in the file. */
  readonly offset: number;
}

/** Checks a run of adjacent literals, and says whether they make an f-string. */
export function checkStrings(parser: PegParser, node: PegNode): PegNode {
  let formatted = false;
  let bytes: boolean | undefined;
  for (let token = node.start; token < node.end; token += 1) {
    const literal = literalAt(parser, token);
    if (literal.bytes && !isAscii(literal.body)) {
      failAt(parser, leaf(token), 'bytes can only contain ASCII literal characters');
    }
    if (bytes !== undefined && bytes !== literal.bytes)
      failAtLast(parser, 'cannot mix bytes and nonbytes literals');
    bytes = literal.bytes;
    formatted ||= literal.formatted;
    if (literal.formatted) new FormattedLiteral(parser, literal).check();
    else if (!literal.raw) checkEscapes(parser, literal.body, literal.bytes);
  }
  return formatted ? { ...node, kind: 'JoinedStr' } : { ...node, kind: 'Strings' };
}

function literalAt(parser: PegParser, index: number): Literal {
  const token = parser.token(index);
  const { text } = parser.source;
  const quote = stringPrefixEnd(text, token.start);
  const opening = quote < 0 ? token.start : quote;
  const prefix = text.slice(token.start, opening).toLowerCase();
  const triple = token.end - opening >= 6 && text.startsWith(text[opening]!.repeat(3), opening);
  const width = triple ? 3 : 1;
  return {
    body: text.slice(opening + width, token.end - width),
    raw: prefix.includes('r'),
    bytes: prefix.includes('b'),
    formatted: prefix.includes('f'),
    token: index,
    offset: opening + width,
  };
}

function leaf(token: number): PegNode {
  return { kind: 'STRING', start: token, end: token + 1, items: [] };
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) >= 0x80) return false;
  }
  return true;
}

function checkEscapes(parser: PegParser, body: string, bytes: boolean): void {
  if (!body.includes('\\')) return;
  const problem = escapeProblem(body, bytes);
  if (problem !== undefined) failAtLast(parser, problem);
}

/** One f-string: literal text and replacement fields, in one scan. */
class FormattedLiteral {
  private readonly parser: PegParser;
  private readonly literal: Literal;
  private readonly text: string;
  private at = 0;

  constructor(parser: PegParser, literal: Literal) {
    this.parser = parser;
    this.literal = literal;
    this.text = literal.body;
  }

  check(): void {
    this.parts(0);
  }

  private fail(message: string): never {
    failAtLast(this.parser, `f-string: ${message}`);
  }

  /** Text and fields, up to the end of the literal or, in a format specification, to its `}`. */
  private parts(level: number): void {
    while (this.at < this.text.length) {
      const start = this.at;
      this.literalText(level);
      if (!this.literal.raw) checkEscapes(this.parser, this.text.slice(start, this.at), false);
      const c = this.text[this.at];
      if (c === undefined || c === '}') return;
      this.field(level);
    }
  }

  private literalText(level: number): void {
    for (; this.at < this.text.length; this.at += 1) {
      const c = this.text[this.at];
      if (c === '\\' && !this.literal.raw) {
        this.skipEscape();
        continue;
      }
      if (c !== '{' && c !== '}') continue;
      if (level > 0) return;
      if (this.text[this.at + 1] === c) this.at += 1;
      else if (c === '}') this.fail("single '}' is not allowed");
      else return;
    }
  }

  /** A backslash: `\N{…}` hides its braces; a backslash before a brace does not. */
  private skipEscape(): void {
    const next = this.text[this.at + 1];
    if (next === 'N' && this.text[this.at + 2] === '{') {
      const end = this.text.indexOf('}', this.at);
      this.at = end < 0 ? this.text.length : end;
    } else if (next !== '{' && next !== '}') this.at += 1;
  }

  /** `{expression=!conversion:specification}`, from its brace. */
  private field(level: number): void {
    if (level >= FIELD_LEVELS_MAX) this.fail('expressions nested too deeply');
    this.at += 1;
    const start = this.at;
    this.expressionEnd();
    const end = this.at;
    if (end >= this.text.length) this.fail("expecting '}'");
    this.checkExpression(start, end);
    if (this.text[this.at] === '=') {
      this.at += 1;
      while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
    }
    if (this.text[this.at] === '!') this.conversion();
    if (this.text[this.at] === ':') {
      this.at += 1;
      this.parts(level + 1);
    }
    if (this.text[this.at] !== '}') this.fail("expecting '}'");
    this.at += 1;
  }

  private conversion(): void {
    const kind = this.text[this.at + 1];
    if (kind === undefined) this.fail("expecting '}'");
    this.at += 2;
    if (kind !== 's' && kind !== 'r' && kind !== 'a') {
      this.fail("invalid conversion character: expected 's', 'r', or 'a'");
    }
  }

  /** Moves to the first character after the expression. */
  private expressionEnd(): void {
    const open: string[] = [];
    let quote = '';
    for (; this.at < this.text.length; this.at += 1) {
      const c = this.text[this.at]!;
      if (c === '\\') failAtLast(this.parser, 'f-string expression part cannot include a backslash');
      if (quote !== '') {
        if (this.text.startsWith(quote, this.at)) {
          this.at += quote.length - 1;
          quote = '';
        }
      } else if (c === "'" || c === '"') {
        quote = this.text.startsWith(c.repeat(3), this.at) ? c.repeat(3) : c;
        this.at += quote.length - 1;
      } else if (c === '#') failAtLast(this.parser, "f-string expression part cannot include '#'");
      else if (CLOSER_OF[c] !== undefined) {
        if (open.length >= BRACKETS_MAX) this.fail('too many nested parenthesis');
        open.push(c);
      } else if (open.length === 0 && this.endsExpression(c)) break;
      else if (c === ')' || c === ']' || c === '}') this.close(open, c);
    }
    if (quote !== '') this.fail('unterminated string');
    if (open.length > 0) this.fail(`unmatched '${open.at(-1)}'`);
  }

  /** `!`, `:`, `}` and `=` end an expression, unless they belong to a comparison; then both characters are passed. */
  private endsExpression(c: string): boolean {
    if (!'!:}=<>'.includes(c)) return false;
    if (this.text[this.at + 1] === '=' && '!=<>'.includes(c)) {
      this.at += 1;
      return false;
    }
    return c !== '<' && c !== '>';
  }

  private close(open: string[], c: string): void {
    const opening = open.pop();
    if (opening === undefined) this.fail(`unmatched '${c}'`);
    if (CLOSER_OF[opening] !== c) {
      this.fail(`closing parenthesis '${c}' does not match opening parenthesis '${opening}'`);
    }
  }

  /** Parses the expression by itself in parentheses, as CPython does. */
  private checkExpression(start: number, end: number): void {
    const expression = this.text.slice(start, end);
    if (/^[ \t\n\f\r]*$/.test(expression)) {
      const next = this.text[end]!;
      this.fail(next === '}' ? 'empty expression not allowed' : `expression required before '${next}'`);
    }
    const source = new SourceText(`(${expression})`, this.parser.source.filename);
    const failure = findFailure(source, 'fstring');
    if (failure === undefined) return;
    const before = this.parser.source.text.slice(
      this.parser.token(this.literal.token).start,
      this.literal.offset + start,
    );
    const above = this.parser.token(this.literal.token).line + before.split('\n').length - 2;
    const nested = !(failure instanceof ParserFailure) || failure.text !== undefined;
    throw new ParserFailure(`${nested ? '' : 'f-string: '}${failure.message}`, {
      kind: failure.kind,
      line: failure.line + above,
      column: failure.column,
      endLine: (failure instanceof ParserFailure ? failure.endLine : failure.line) + above,
      endColumn: failure.endColumn,
      text:
        (nested && failure instanceof ParserFailure ? failure.text : undefined) ?? source.line(failure.line),
    });
  }
}
