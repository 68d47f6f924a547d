/**
 * The text of one Python file: its lines, its offsets, and the source segment of a syntax node.
 *
 * Columns come in two units. CPython's syntax tree (and py-ast's) counts UTF-8 bytes from the start of the line;
 * CPython's error messages, and everything shown to a person, count characters (code points).
 */

/** Where a node starts and ends: lines from 1, columns in UTF-8 bytes from 0. */
export interface NodeSpan {
  lineno?: number;
  col_offset?: number;
  end_lineno?: number;
  end_col_offset?: number;
}

/** A source file after decoding: no byte-order mark, `\n` line ends only. */
export class SourceText {
  readonly filename: string;
  readonly text: string;
  /** `lineStarts[i]` is the offset (in UTF-16 units) of line `i + 1`. */
  private readonly lineStarts: readonly number[];
  /** Bytes, characters and units are the same: nothing needs to be counted along a line, however long. */
  private readonly ascii: boolean;

  constructor(text: string, filename: string) {
    this.filename = filename;
    this.text = normalize(text);
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
    this.ascii = isAscii(this.text);
  }

  /** The number of lines; a final newline does not start another one. */
  get lineCount(): number {
    const last = this.lineStarts.length - 1;
    return last > 0 && this.lineStarts[last] === this.text.length ? last : last + 1;
  }

  /** Line `lineno` (from 1) without its newline; the empty string when there is no such line. */
  line(lineno: number): string {
    const start = this.lineStarts[lineno - 1];
    if (start === undefined) return '';
    const next = this.lineStarts[lineno];
    return this.text.slice(start, next === undefined ? this.text.length : next - 1);
  }

  /** Offset in `text` (UTF-16 units) of a line and a column in UTF-8 bytes. */
  offsetAt(lineno: number, byteColumn: number): number {
    const start = this.lineStarts[lineno - 1] ?? this.text.length;
    return start + (this.ascii ? byteColumn : unitsOfBytes(this.text, start, byteColumn));
  }

  /** Column in characters (from 0) of a column in UTF-8 bytes (from 0). */
  characterColumn(lineno: number, byteColumn: number): number {
    const start = this.lineStarts[lineno - 1];
    if (start === undefined || this.ascii) return byteColumn;
    return characterCount(this.text, start, start + unitsOfBytes(this.text, start, byteColumn));
  }

  /** Line (from 1) and column in characters (from 0) of an offset in `text`. */
  positionAt(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.lineStarts[low]!;
    return { line: low + 1, column: this.ascii ? offset - start : characterCount(this.text, start, offset) };
  }

  /** The source text that a node was parsed from. Empty for a node without a position. */
  segment(node: NodeSpan): string {
    if (node.lineno === undefined || node.col_offset === undefined) return '';
    const start = this.offsetAt(node.lineno, node.col_offset);
    const end = this.offsetAt(node.end_lineno ?? node.lineno, node.end_col_offset ?? node.col_offset);
    return this.text.slice(start, end);
  }
}

function normalize(text: string): string {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return body.includes('\r') ? body.replace(/\r\n?/g, '\n') : body;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= 0x80) return false;
  return true;
}

/** How many UTF-16 units from `start` hold `bytes` UTF-8 bytes. */
function unitsOfBytes(text: string, start: number, bytes: number): number {
  let at = start;
  let left = bytes;
  while (left > 0 && at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) left -= 1;
    else if (unit < 0x800) left -= 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      left -= 4;
      at += 1;
    } else left -= 3;
    at += 1;
  }
  // A column past the end of the text stays past the end, as in CPython.
  return at - start + Math.max(left, 0);
}

/** Number of characters (code points) between two UTF-16 offsets; offsets past the end count one each. */
function characterCount(text: string, start: number, end: number): number {
  let count = end - start;
  for (let at = start; at < end && at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xdc00 && unit < 0xe000 && at > start) count -= 1;
  }
  return count;
}
