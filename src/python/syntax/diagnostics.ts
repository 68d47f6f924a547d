/**
 * The actions of the grammar's diagnostic alternatives: what CPython says, and about which range.
 * Positions after Parser/pegen_errors.c and Parser/action_helpers.c.
 */
import type { SyntaxErrorKind } from './error.ts';
import type { Action, Labels, PegNode, PegParser } from './peg.ts';
import { NO_COLUMN } from './tokenizer.ts';

interface FailurePosition {
  kind?: SyntaxErrorKind;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  text?: string;
}

/** An error of the parser proper. Columns in characters from 1; 0 where CPython has none. */
export class ParserFailure extends Error {
  override readonly name = 'ParserFailure';
  readonly kind: SyntaxErrorKind;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The line to show, when it is not the file's: an f-string's expression is shown by itself. */
  readonly text: string | undefined;

  constructor(message: string, at: FailurePosition) {
    super(message);
    this.kind = at.kind ?? 'SyntaxError';
    this.line = at.line;
    this.column = at.column;
    this.endLine = at.endLine;
    this.endColumn = at.endColumn;
    this.text = at.text;
  }
}

/** A fixed wording, or one made from what matched. */
export type Message = string | ((parser: PegParser, labels: Labels) => string);

/** A label, or a way to find the node. */
type Place = string | ((parser: PegParser, labels: Labels) => PegNode);

export function wording(message: Message, parser: PegParser, labels: Labels): string {
  return typeof message === 'string' ? message : message(parser, labels);
}

function locate(place: Place, parser: PegParser, labels: Labels): PegNode {
  return typeof place === 'string' ? labels[place]! : place(parser, labels);
}

function columnOf(parser: PegParser, offset: number): number {
  return offset === NO_COLUMN ? 0 : parser.source.positionAt(offset).column + 1;
}

/** The position from the first token of one node to the last of another. */
function spanOf(parser: PegParser, from: PegNode, to: PegNode) {
  const first = parser.token(from.start);
  const final = parser.token(to.end - 1);
  return {
    line: first.line,
    column: columnOf(parser, first.start),
    endLine: final.endLine,
    endColumn: columnOf(parser, final.end),
  };
}

/** Raise at exactly one node. */
export function failAt(parser: PegParser, node: PegNode, message: string): never {
  throw new ParserFailure(message, spanOf(parser, node, node));
}

/** Raise at the last token that was read, the place of every error without a better one. */
export function failAtLast(parser: PegParser, message: string, kind: SyntaxErrorKind = 'SyntaxError'): never {
  const token = parser.tokens.at(-1)!;
  if (token.start !== NO_COLUMN) {
    throw new ParserFailure(message, {
      kind,
      line: token.line,
      column: columnOf(parser, token.start),
      endLine: token.endLine,
      endColumn: columnOf(parser, token.end),
    });
  }
  // A token without a column stands where the tokenizer does; at the end of the file that is nowhere.
  const { text } = parser.source;
  const before = text.slice(text.lastIndexOf('\n', token.cursor - 1) + 1, token.cursor);
  const column = token.cursor >= text.length ? 0 : Array.from(before).length;
  throw new ParserFailure(message, { kind, line: token.line, column, endLine: token.line, endColumn: -1 });
}

export function at(place: Place, message: Message): Action {
  return (parser, labels) => failAt(parser, locate(place, parser, labels), wording(message, parser, labels));
}

export function range(from: Place, to: Place, message: Message): Action {
  return (parser, labels) => {
    const span = spanOf(parser, locate(from, parser, labels), locate(to, parser, labels));
    throw new ParserFailure(wording(message, parser, labels), span);
  };
}

export function last(message: Message, kind: SyntaxErrorKind = 'SyntaxError'): Action {
  return (parser, labels) => failAtLast(parser, wording(message, parser, labels), kind);
}

/** "expected an indented block after …": the statement's first token is labelled `a`. */
export function missingBlock(statement: string): Action {
  return last(
    (parser, labels) =>
      `expected an indented block after ${statement} on line ${parser.token(labels.a!.start).line}`,
    'IndentationError',
  );
}

/** From a node to where the tokenizer stands. */
export function startingFrom(place: Place, message: string): Action {
  return (parser, labels) => {
    const node = locate(place, parser, labels);
    const current = parser.tokens.at(-1)!;
    const cursor = parser.source.positionAt(current.cursor);
    throw new ParserFailure(message, {
      ...spanOf(parser, node, node),
      endLine: current.endLine,
      endColumn: cursor.line > current.endLine ? 0 : cursor.column,
    });
  };
}

/** At the last character of a node, without an end. */
export function rangeTo(place: Place, message: string): Action {
  return (parser, labels) => {
    const span = spanOf(parser, locate(place, parser, labels), locate(place, parser, labels));
    throw new ParserFailure(message, { ...span, column: span.endColumn - 1, endColumn: 0 });
  };
}

/** Two expressions side by side inside brackets. */
export const forgottenComma: Action = (parser, labels, node) => {
  const [a, b] = [labels.a!, labels.b!];
  if (isLegacyName(parser, a) || parser.token(parser.mark - 1).level === 0) return null;
  return range('a', 'b', 'invalid syntax. Perhaps you forgot a comma?')(parser, { a, b }, node);
};

/** `print x` and `exec x` of Python 2. */
export const legacyStatement: Action = (parser, labels, node) => {
  if (!isLegacyName(parser, labels.a!)) return null;
  const name = parser.tokenText(labels.a!.start);
  const message = `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`;
  return range('a', 'b', message)(parser, labels, node);
};

function isLegacyName(parser: PegParser, node: PegNode): boolean {
  if (node.kind !== 'NAME') return false;
  const name = parser.tokenText(node.start);
  return name === 'print' || name === 'exec';
}

/** `f(a, b for …)`; with one argument only, the generator would have needed no parentheses. */
export function generatorInCall(message: string): Action {
  return (parser, labels, node) => {
    const values = childrenOf(labels.a!).filter(({ kind }) => kind !== 'Keyword' && kind !== 'DoubleStarred');
    if (values.length <= 1) return null;
    const end = lastComprehensionPart(parser, labels.b!);
    return range(
      () => values.at(-1)!,
      () => end,
      message,
    )(parser, labels, node);
  };
}

/** `f(**k, x)` or `f(a=1, x)`. */
export const argumentsError: Action = (parser, labels) => {
  const unpacked = childrenOf(labels.a!).some(({ kind }) => kind === 'DoubleStarred');
  failAtLast(parser, `positional argument follows keyword argument${unpacked ? ' unpacking' : ''}`);
};

/** The last expression of the last `for … in … if …` clause. */
export function lastComprehensionPart(_parser: PegParser, clauses: PegNode): PegNode {
  return lastExpression(clauses);
}

/** The last element of a comma-separated list. */
export function lastItem(_parser: PegParser, sequence: PegNode): PegNode {
  return childrenOf(sequence).at(-1) ?? sequence;
}

function lastExpression(node: PegNode): PegNode {
  if (node.kind !== 'Seq' && node.kind !== 'Clauses' && node.kind !== 'Clause') return node;
  const filled = node.items.filter((item) => item.end > item.start);
  return lastExpression(filled.at(-1)!);
}

const PUNCTUATION = new Set([',', '(', ')', '[', ']', '*']);

/** The expressions directly below a node, through groups and lists. */
function childrenOf(node: PegNode): PegNode[] {
  return node.items.flatMap((item) => {
    if (item.kind === 'Seq') return childrenOf(item);
    return PUNCTUATION.has(item.kind) ? [] : [item];
  });
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  Attribute: 'attribute',
  Subscript: 'subscript',
  Starred: 'starred',
  NAME: 'name',
  List: 'list',
  Tuple: 'tuple',
  Lambda: 'lambda',
  Call: 'function call',
  BoolOp: 'expression',
  BinOp: 'expression',
  UnaryOp: 'expression',
  GeneratorExp: 'generator expression',
  Yield: 'yield expression',
  Await: 'await expression',
  ListComp: 'list comprehension',
  SetComp: 'set comprehension',
  DictComp: 'dict comprehension',
  Dict: 'dict literal',
  Set: 'set display',
  JoinedStr: 'f-string expression',
  None: 'None',
  False: 'False',
  True: 'True',
  '...': 'ellipsis',
  Compare: 'comparison',
  IfExp: 'conditional expression',
  NamedExpr: 'named expression',
};

/** What CPython calls an expression in "cannot assign to …". */
export function kindOf(_parser: PegParser, node: PegNode): string {
  return DESCRIPTIONS[node.kind] ?? 'literal';
}

type TargetUse = 'assign' | 'for' | 'delete';

/** The first part of an expression that cannot be a target. */
function invalidTarget(node: PegNode, use: TargetUse): PegNode | undefined {
  switch (node.kind) {
    case 'List':
    case 'Tuple':
      for (const child of childrenOf(node)) {
        const found = invalidTarget(child, use);
        if (found !== undefined) return found;
      }
      return undefined;
    case 'Starred':
      return use === 'delete' ? node : invalidTarget(node.items.at(-1)!, use);
    case 'Compare':
      // `a in b` of `for a in b` reads as a comparison: its left side is the target.
      if (use !== 'for') return node;
      return node.items[1]!.items[0]!.kind === 'In' ? invalidTarget(node.items[0]!, use) : undefined;
    case 'NAME':
    case 'Subscript':
    case 'Attribute':
      return undefined;
    default:
      return node;
  }
}

export function cannotAssign(place: string, use: 'assign' | 'for'): Action {
  return refuseTarget(place, use, 'cannot assign to');
}

export function cannotDelete(place: string): Action {
  return refuseTarget(place, 'delete', 'cannot delete');
}

function refuseTarget(place: string, use: TargetUse, verb: string): Action {
  return (parser, labels) => {
    const found = invalidTarget(labels[place]!, use);
    return found === undefined ? null : failAt(parser, found, `${verb} ${kindOf(parser, found)}`);
  };
}
