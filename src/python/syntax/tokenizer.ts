/**
 * CPython 3.11's tokenizer, as far as its errors and its token boundaries are visible in error messages.
 *
 * py-ast has a lexer of its own for building the tree. This one exists because CPython's messages come from its
 * tokenizer and from the token that its parser failed at. Behaviour after Parser/tokenizer.c.
 *
 * Columns below are offsets into the file's text; they become lines and characters only in an error.
 */

import { isIdentifierContinue, isIdentifierStart, isPrintable } from './characters.ts';
import type { SyntaxErrorKind } from './error.ts';
import { numberEnd } from './numbers.ts';
import type { SourceText } from './source.ts';

/** `NAME`, `NUMBER`, `STRING`, `NEWLINE`, `INDENT`, `DEDENT`, `ENDMARKER`, or the text of a keyword or operator. */
export type TokenKind = string;

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Line (from 1) of `start`, and of `end`. */
  readonly line: number;
  readonly endLine: number;
  /** Open brackets after this token. */
  readonly level: number;
  /** Where the tokenizer stood after reading this token: CPython's "current position". */
  readonly cursor: number;
}

/** A column that CPython leaves unset: INDENT, DEDENT and ENDMARKER have no place in the text. */
export const NO_COLUMN = -1;

/** An error found while cutting the text into tokens. */
export class TokenizerFailure extends Error {
  override readonly name = 'TokenizerFailure';
  readonly kind: SyntaxErrorKind;
  readonly line: number;
  /** Column in characters, from 1. */
  readonly column: number;
  readonly endColumn: number;
  /**
   * CPython reports these even when the parser had already failed on an earlier token; the others only when the
   * parser asks for the token.
   */
  readonly overridesParser: boolean;

  constructor(
    message: string,
    at: {
      kind?: SyntaxErrorKind;
      line: number;
      column: number;
      endColumn?: number;
      overridesParser?: boolean;
    },
  ) {
    super(message);
    this.kind = at.kind ?? 'SyntaxError';
    this.line = at.line;
    this.column = at.column;
    this.endColumn = at.endColumn ?? 0;
    this.overridesParser = at.overridesParser ?? true;
  }
}

const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from ' +
    'global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

const OPERATORS_3 = new Set(['**=', '//=', '>>=', '<<=', '...']);
const OPERATORS_2 = new Set('!= <> == <= >= << >> += -= *= /= %= &= |= ^= @= -> ** // :='.split(' '));

const INDENTS_MAX = 100;
const BRACKETS_MAX = 200;
const TAB_SIZE = 8;

const CLOSER_OF: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

interface OpenBracket {
  readonly text: string;
  readonly offset: number;
  readonly line: number;
}

/** Cuts a file into tokens on demand, so that an error appears only when the parser gets there. */
export class Tokenizer {
  private readonly source: SourceText;
  private readonly text: string;
  private at = 0;
  private lineNumber = 1;
  private lineStart = 0;
  private atLineStart = true;
  private pending = 0;
  /** Indentation columns with tabs to multiples of 8, and with tabs of width 1 (to detect mixtures). */
  private readonly indents = [0];
  private readonly altIndents = [0];
  private readonly brackets: OpenBracket[] = [];

  constructor(source: SourceText) {
    this.source = source;
    // INVARIANT final-newline: the text is empty or ends with a newline, as CPython makes it.
    this.text = source.text === '' || source.text.endsWith('\n') ? source.text : `${source.text}\n`;
  }

  /** The innermost bracket that is still open. */
  get openBracket(): OpenBracket | undefined {
    return this.brackets.at(-1);
  }

  /** The next token; after ENDMARKER, ENDMARKER again. */
  next(): Token {
    for (;;) {
      if (this.atLineStart) {
        this.atLineStart = false;
        if (this.measureIndent()) continue;
      }
      if (this.pending !== 0) return this.pendingIndent();
      this.skipBlanks();
      const start = this.at;
      if (this.text[this.at] === '#') this.skipComment();
      if (this.at >= this.text.length) return this.endOfText();
      const token = this.scan(start);
      if (token !== undefined) return token;
    }
  }

  /**
   * Reads the indentation of a line into `pending` INDENTs or DEDENTs.
   * Blank and comment-only lines are skipped: true means "start again on the next line".
   */
  private measureIndent(): boolean {
    let column = 0;
    let altColumn = 0;
    let joined = -1;
    let joinedAlt = -1;
    for (; ; this.at += 1) {
      const c = this.text[this.at];
      if (c === ' ') {
        column += 1;
        altColumn += 1;
      } else if (c === '\t') {
        column = (Math.floor(column / TAB_SIZE) + 1) * TAB_SIZE;
        altColumn += 1;
      } else if (c === '\f') {
        column = 0;
        altColumn = 0;
      } else if (c === '\\') {
        if (joined < 0) {
          joined = column;
          joinedAlt = altColumn;
        }
        this.continueLine(true);
        this.at -= 1;
      } else break;
    }
    const c = this.text[this.at];
    if (c === '#' || c === '\n') {
      if (c === '#') this.skipComment();
      this.newLine();
      this.atLineStart = true;
      return true;
    }
    if (this.brackets.length === 0)
      this.changeIndent(joined >= 0 ? joined : column, joined >= 0 ? joinedAlt : altColumn);
    return false;
  }

  private changeIndent(column: number, altColumn: number): void {
    const top = this.indents.at(-1)!;
    if (column === top) {
      if (altColumn !== this.altIndents.at(-1)) this.tabError();
      return;
    }
    if (column > top) {
      if (this.indents.length >= INDENTS_MAX) {
        throw this.lineFailure('IndentationError', 'too many levels of indentation');
      }
      if (altColumn <= this.altIndents.at(-1)!) this.tabError();
      this.pending += 1;
      this.indents.push(column);
      this.altIndents.push(altColumn);
      return;
    }
    while (this.indents.length > 1 && column < this.indents.at(-1)!) {
      this.pending -= 1;
      this.indents.pop();
      this.altIndents.pop();
    }
    if (column !== this.indents.at(-1)) {
      throw new TokenizerFailure('unindent does not match any outer indentation level', {
        kind: 'IndentationError',
        line: this.lineNumber,
        column: Array.from(this.source.line(this.lineNumber)).length + 1,
        overridesParser: false,
      });
    }
    if (altColumn !== this.altIndents.at(-1)) this.tabError();
  }

  private tabError(): never {
    throw this.lineFailure('TabError', 'inconsistent use of tabs and spaces in indentation');
  }

  private lineFailure(kind: SyntaxErrorKind, message: string): TokenizerFailure {
    return new TokenizerFailure(message, { kind, line: this.lineNumber, column: 1, overridesParser: false });
  }

  private pendingIndent(): Token {
    const kind = this.pending < 0 ? 'DEDENT' : 'INDENT';
    this.pending += this.pending < 0 ? 1 : -1;
    return this.token(kind, NO_COLUMN, NO_COLUMN, this.lineNumber);
  }

  private skipBlanks(): void {
    for (;;) {
      const c = this.text[this.at];
      if (c !== ' ' && c !== '\t' && c !== '\f') return;
      this.at += 1;
    }
  }

  private skipComment(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  private endOfText(): Token {
    const open = this.brackets.at(-1);
    if (open !== undefined) throw this.neverClosed(open);
    return this.token('ENDMARKER', NO_COLUMN, NO_COLUMN, this.lineNumber);
  }

  /** CPython's "'(' was never closed". */
  neverClosed(open: OpenBracket): TokenizerFailure {
    const { line, column } = this.source.positionAt(open.offset);
    return new TokenizerFailure(`'${open.text}' was never closed`, {
      line,
      column: column + 1,
      overridesParser: false,
    });
  }

  private scan(start: number): Token | undefined {
    if (this.text[this.at] === '\n') return this.lineEnd(start);
    const c = this.text[start]!;
    if (isNameStart(c)) return this.nameOrString(start);
    if (isDigit(c) || (c === '.' && isDigit(this.text[start + 1]))) return this.number(start);
    if (c === "'" || c === '"') return this.string(start, start);
    if (c === '\\') {
      this.continueLine(false);
      return undefined;
    }
    return this.operator(start, c);
  }

  private lineEnd(start: number): Token | undefined {
    const end = this.at;
    const line = this.lineNumber;
    this.atLineStart = true;
    if (this.brackets.length > 0) {
      this.newLine();
      return undefined;
    }
    this.at += 1;
    const token = this.token('NEWLINE', start, end, line);
    this.at -= 1;
    this.newLine();
    return token;
  }

  /** Passes a newline. After the last one CPython stays on the last line: it counts lines as it reads them. */
  private newLine(): void {
    this.at += 1;
    if (this.at >= this.text.length) return;
    this.lineNumber += 1;
    this.lineStart = this.at;
  }

  /** A backslash: the line goes on after the newline. */
  private continueLine(indenting: boolean): void {
    if (this.text[this.at + 1] !== '\n') {
      throw new TokenizerFailure('unexpected character after line continuation character', {
        line: this.lineNumber,
        column: this.column(this.at + 1) + 1,
        overridesParser: false,
      });
    }
    this.at += 1;
    this.newLine();
    if (this.at >= this.text.length) throw this.unexpectedEnd(indenting);
  }

  private unexpectedEnd(indenting: boolean): TokenizerFailure {
    const open = this.brackets.at(-1);
    if (open !== undefined) return this.neverClosed(open);
    const line = this.source.lineCount;
    const column = indenting ? 0 : Array.from(this.source.line(line)).length + 1;
    return new TokenizerFailure('unexpected EOF while parsing', {
      line,
      column,
      endColumn: -1,
      overridesParser: false,
    });
  }

  private nameOrString(start: number): Token {
    const quote = stringPrefixEnd(this.text, start);
    if (quote >= 0) return this.string(start, quote);
    let end = start + 1;
    let ascii = this.text.charCodeAt(start) < 0x80;
    for (; end < this.text.length; end += 1) {
      const code = this.text.charCodeAt(end);
      if (code >= 0x80) ascii = false;
      else if (!isNameCode(code)) break;
    }
    if (!ascii) this.verifyIdentifier(start, end);
    this.at = end;
    const name = this.text.slice(start, end);
    return this.token(KEYWORDS.has(name) ? name : 'NAME', start, end, this.lineNumber);
  }

  private verifyIdentifier(start: number, end: number): void {
    let at = start;
    for (const c of this.text.slice(start, end)) {
      at += c.length;
      if (at - c.length === start ? isIdentifierStart(c) : isIdentifierContinue(c)) continue;
      const code = c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
      throw this.failureBefore(
        at,
        isPrintable(c) ? `invalid character '${c}' (U+${code})` : `invalid non-printable character U+${code}`,
      );
    }
  }

  private number(start: number): Token {
    const end = numberEnd(this.text, start);
    if (typeof end !== 'number') {
      if (end.range === undefined) throw this.failureBefore(end.at, end.message);
      throw new TokenizerFailure(end.message, {
        line: this.lineNumber,
        column: this.column(start) + 1,
        endColumn: this.column(end.range),
      });
    }
    this.at = end;
    return this.token('NUMBER', start, end, this.lineNumber);
  }

  private string(start: number, quoteAt: number): Token {
    const quote = this.text[quoteAt]!;
    const triple = this.text[quoteAt + 1] === quote && this.text[quoteAt + 2] === quote;
    const firstLine = this.lineNumber;
    let at = quoteAt + (triple ? 3 : 1);
    for (;;) {
      const c = this.text[at];
      if (c === undefined || (c === '\n' && !triple)) this.unterminated(start, triple, firstLine);
      if (c === quote && (!triple || (this.text[at + 1] === quote && this.text[at + 2] === quote))) break;
      if (c === '\\') at += 1;
      if (this.text[at] === '\n' && at + 1 < this.text.length) {
        this.lineNumber += 1;
        this.lineStart = at + 1;
      }
      at += 1;
    }
    this.at = at + (triple ? 3 : 1);
    return this.token('STRING', start, this.at, firstLine);
  }

  private unterminated(start: number, triple: boolean, line: number): never {
    const what = triple ? 'unterminated triple-quoted string literal' : 'unterminated string literal';
    const { column } = this.source.positionAt(start);
    throw new TokenizerFailure(`${what} (detected at line ${this.lineNumber})`, { line, column: column + 1 });
  }

  private operator(start: number, c: string): Token {
    const three = this.text.slice(start, start + 3);
    if (OPERATORS_3.has(three)) return this.advance(start, 3);
    if (OPERATORS_2.has(three.slice(0, 2))) return this.advance(start, 2);
    if (c === '(' || c === '[' || c === '{') this.open(start, c);
    else if (c === ')' || c === ']' || c === '}') this.close(start, c);
    else if (!isPrintable(c)) {
      const code = c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
      throw this.failureBefore(start + 1, `invalid non-printable character U+${code}`);
    }
    return this.advance(start, 1);
  }

  private advance(start: number, length: number): Token {
    this.at = start + length;
    return this.token(this.text.slice(start, this.at), start, this.at, this.lineNumber);
  }

  private open(start: number, text: string): void {
    if (this.brackets.length >= BRACKETS_MAX)
      throw this.failureBefore(start + 1, 'too many nested parentheses');
    this.brackets.push({ text, offset: start, line: this.lineNumber });
  }

  private close(start: number, text: string): void {
    const open = this.brackets.pop();
    if (open === undefined) throw this.failureBefore(start + 1, `unmatched '${text}'`);
    if (CLOSER_OF[open.text] === text) return;
    const where = open.line === this.lineNumber ? '' : ` on line ${open.line}`;
    throw this.failureBefore(
      start + 1,
      `closing parenthesis '${text}' does not match opening parenthesis '${open.text}'${where}`,
    );
  }

  /** CPython points at the last character that it read: the one before `end`. */
  private failureBefore(end: number, message: string): TokenizerFailure {
    return new TokenizerFailure(message, { line: this.lineNumber, column: this.column(end) });
  }

  private column(offset: number): number {
    return Array.from(this.text.slice(this.lineStart, offset)).length;
  }

  private token(kind: TokenKind, start: number, end: number, line: number): Token {
    return { kind, start, end, line, endLine: this.lineNumber, level: this.brackets.length, cursor: this.at };
  }
}

/** The offset of the opening quote when a string prefix starts at `start`, else -1. */
export function stringPrefixEnd(text: string, start: number): number {
  let seen = '';
  for (let at = start; at < start + 3; at += 1) {
    const c = text[at];
    if (c === "'" || c === '"') return at > start ? at : -1;
    const letter = c?.toLowerCase() ?? '';
    const allowed =
      (letter === 'b' && !/[buf]/.test(seen)) ||
      (letter === 'u' && seen === '') ||
      (letter === 'r' && !/[ru]/.test(seen)) ||
      (letter === 'f' && !/[fbu]/.test(seen));
    if (!allowed) return -1;
    seen += letter;
  }
  return -1;
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= '0' && c <= '9';
}

function isNameStart(c: string): boolean {
  const code = c.charCodeAt(0);
  return code >= 0x80 || (isNameCode(code) && !(code >= 0x30 && code <= 0x39));
}

function isNameCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f
  );
}
