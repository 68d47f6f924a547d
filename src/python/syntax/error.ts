/**
 * The error that a malformed program is refused with: CPython's kind, wording, position and printed form.
 */

export type SyntaxErrorKind = 'SyntaxError' | 'IndentationError' | 'TabError';

/**
 * Where an error stands. Lines from 1, and 0 for a file that is no text; columns in characters from 1, and 0 or less
 * where CPython has none. An absent end means "no range".
 */
export interface ErrorSpan {
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

/** What `PythonSyntaxError` is built from. */
export interface SyntaxErrorParts extends ErrorSpan {
  kind: SyntaxErrorKind;
  message: string;
  filename: string;
  /** The source line that the error is in, or the empty string when CPython shows none. */
  text: string;
  /** Found after parsing: CPython reads the line from the file then, and has none for a text without one. */
  byCompiler?: boolean;
}

/** A program that is not Python: raised by `parseModule`. */
export class PythonSyntaxError extends Error {
  override readonly name = 'PythonSyntaxError';
  readonly kind: SyntaxErrorKind;
  readonly filename: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
  readonly byCompiler: boolean;

  constructor(parts: SyntaxErrorParts) {
    super(parts.message);
    this.kind = parts.kind;
    this.filename = parts.filename;
    this.line = parts.line;
    this.column = parts.column;
    this.endLine = parts.endLine ?? parts.line;
    this.endColumn = parts.endColumn ?? parts.column;
    this.text = parts.text;
    this.byCompiler = parts.byCompiler ?? false;
  }

  /** The error as CPython 3.11 prints it on stderr, with a final newline. */
  format(): string {
    // Line 0: the file could not even be read as lines.
    if (this.line === 0) return `${this.kind}: ${this.message}\n`;
    return `  File "${this.filename}", line ${this.line}\n${this.caretLines()}${this.kind}: ${this.message}\n`;
  }

  /** The source line and its caret line, as CPython's `print_error_text` lays them out. */
  private caretLines(): string {
    const trimmed = this.text.replace(/\n+$/, '');
    const body = trimmed.replace(/^[ \t\f]+/, '');
    const shown = `    ${body}\n`;
    const removed = trimmed.length - body.length;
    const start = this.column - 1 - removed;
    if (start < 0) return shown;
    const lineEnd = Array.from(body).length;
    if (this.kind !== 'SyntaxError') return `${shown}    ${' '.repeat(start)}^\n`;
    let end = this.endLine === this.line ? this.endColumn - 1 - removed : lineEnd;
    if (this.endColumn <= 0 || end <= start) end = start + 1;
    return `${shown}    ${' '.repeat(start)}${'^'.repeat(end - start)}\n`;
  }
}
