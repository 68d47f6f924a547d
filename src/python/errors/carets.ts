/**
 * The line of carets under a source line of a traceback (PEP 657), as CPython 3.11's traceback.c draws it: from the first column of
 * the instruction to its last, with `~` around the operator of a binary operation and around the brackets of a subscript.
 */
import type { ExprNode } from 'py-ast';
import { foldModule } from '../compiler/fold.ts';
import { type NodeSpan, PythonSyntaxError, parseModule } from '../syntax/index.ts';
import { displayWidth } from './wide-characters.ts';

/** Where an instruction comes from: lines from 1, columns in UTF-8 bytes from 0; -1 where unknown. */
export interface Place {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
}

/** Columns, in characters from 0, between which the carets stand among tildes. */
interface Anchors {
  readonly left: number;
  readonly right: number;
}

const BLANK = /^[ \t\f]*/;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The carets for `source`, a whole line with its indentation, without indentation of their own and without a line end; null if none are
 * shown: the place is unknown or is all of the line. `folded`: constant expressions have no anchors, as in the interpreter's own tracebacks.
 */
export function caretsFor(source: string, place: Place, folded = true): string | null {
  if (place.line < 0 || place.endLine < 0 || place.column < 0 || place.endColumn < 0) return null;
  const bytes = encoder.encode(source);
  const characters = Array.from(source);
  const { length } = characters;
  const start = charactersBefore(bytes, place.column);
  const onOneLine = place.line === place.endLine;
  const end = onOneLine ? charactersBefore(bytes, place.endColumn) : endOfText(bytes, length);
  const anchors = onOneLine ? anchorsOf(characters.slice(start, end).join(''), folded) : null;
  const indentation = BLANK.exec(source)![0].length;
  if (anchors === null && end - start === length - indentation) return null;
  const widthTo = (column: number) =>
    column + displayWidth(characters.slice(0, column)) - Math.min(column, length);
  let carets = ' '.repeat(Math.max(0, widthTo(start) - indentation));
  const left = anchors === null ? start : Math.max(start, start + anchors.left);
  const right = anchors === null ? end : Math.min(end, start + anchors.right);
  carets += '~'.repeat(Math.max(0, widthTo(left) - widthTo(start)));
  carets += '^'.repeat(Math.max(0, widthTo(right) - widthTo(left)));
  return carets + '~'.repeat(Math.max(0, widthTo(end) - widthTo(right)));
}

/** A column past the end of the line counts as one behind it. */
function charactersBefore(bytes: Uint8Array, column: number): number {
  if (column > bytes.length) return Array.from(decoder.decode(bytes)).length + 1;
  return Array.from(decoder.decode(bytes.subarray(0, column))).length;
}

/** A place that goes on behind the line ends at the line's last character that is no blank. */
function endOfText(bytes: Uint8Array, length: number): number {
  let end = length;
  while (end > 0 && isBlank(bytes[end - 1]!)) end--;
  return end;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0c;
}

/** The segment is read as a program of its own: an operation or a subscript has anchors. */
function anchorsOf(segment: string, folded: boolean): Anchors | null {
  const read = expressionOf(segment, folded);
  if (read === null) return null;
  const { expression, shift } = read;
  const bytes = encoder.encode(segment);
  let found: Anchors | null = null;
  if (expression.nodeType === 'BinOp') {
    found = anchorsOfOperation(bytes, endOf(expression.left) + shift, startOf(expression.right) + shift);
  } else if (expression.nodeType === 'Subscript') {
    found = anchorsOfSubscript(bytes, endOf(expression.value) + shift, endOf(expression.slice) + shift);
  }
  return found && { left: charactersBefore(bytes, found.left), right: charactersBefore(bytes, found.right) };
}

function startOf(node: NodeSpan): number {
  return node.col_offset ?? 0;
}

function endOf(node: NodeSpan): number {
  return node.end_col_offset ?? 0;
}

/** Surroundings in which a segment may be read: `await` and `yield` stand only in functions. */
const SURROUNDINGS = ['', 'async def f(): ', 'def f(): '] as const;

interface Segment {
  readonly expression: ExprNode;
  /** Added to the columns of the expression. */
  readonly shift: number;
}

/** The one expression that the segment consists of. */
function expressionOf(segment: string, folded: boolean): Segment | null {
  for (const surrounding of SURROUNDINGS) {
    const body = bodyOf(surrounding, segment, folded);
    if (body === undefined) continue;
    return body === null ? null : { expression: body, shift: -surrounding.length };
  }
  return null;
}

/** Undefined if the segment cannot be read in this surrounding, null if it is no single expression that has to be computed. */
function bodyOf(surrounding: string, segment: string, folded: boolean): ExprNode | null | undefined {
  try {
    const { module, source } = parseModule(surrounding + segment, '<segment>');
    const outer = module.body[0];
    const inFunction = outer?.nodeType === 'FunctionDef' || outer?.nodeType === 'AsyncFunctionDef';
    const body = inFunction && surrounding !== '' ? outer.body : module.body;
    const statement = body[0];
    if (body.length !== 1 || statement?.nodeType !== 'Expr') return null;
    if (!folded) return statement.value;
    const tree = foldModule(module, source, false);
    return tree.constantOf(statement.value) === undefined ? tree.resolve(statement.value) : null;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return undefined;
    throw error;
  }
}

/** The operator, of one or two characters: the first of them that is neither blank nor a closing parenthesis. */
function anchorsOfOperation(bytes: Uint8Array, from: number, to: number): Anchors | null {
  for (let at = from; at < to; at++) {
    const hasNext = at + 1 < to;
    if (isBlank(bytes[at]!) || (bytes[at] === CLOSING_PARENTHESIS && hasNext)) continue;
    return { left: at, right: hasNext && !isBlank(bytes[at + 1]!) ? at + 2 : at + 1 };
  }
  return null;
}

/** From the opening bracket to the closing one. */
function anchorsOfSubscript(bytes: Uint8Array, from: number, to: number): Anchors {
  let left = from;
  while (left < bytes.length && bytes[left] !== OPENING_BRACKET) left++;
  let right = to + 1;
  while (right < bytes.length && bytes[right] !== CLOSING_BRACKET) right++;
  return { left, right: right < bytes.length ? right + 1 : right };
}

const CLOSING_PARENTHESIS = 0x29;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
