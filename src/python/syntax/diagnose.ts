/**
 * Why a text is not Python: CPython's two-pass search for the error to report.
 *
 * 1. Parse. If that works the text is Python, as far as grammar goes.
 * 2. Parse again with the diagnostic rules, which throw when they recognise a mistake.
 * 3. Otherwise: an indentation error or "invalid syntax" at the last token that the first pass read.
 * An error of the tokenizer in the rest of the file overrides the parser's, as does a bracket that was never
 * closed on an earlier line.
 */
import { failAt, failAtLast, ParserFailure } from './diagnostics.ts';
import { PythonSyntaxError } from './error.ts';
import { expressionGrammar } from './grammar-expressions.ts';
import { parameterGrammar } from './grammar-parameters.ts';
import { statementGrammar } from './grammar-statements.ts';
import { CompiledGrammar, PegParser } from './peg.ts';
import type { SourceText } from './source.ts';
import { NO_COLUMN, TokenizerFailure } from './tokenizer.ts';

let compiled: CompiledGrammar | undefined;

function grammar(): CompiledGrammar {
  compiled ??= new CompiledGrammar({ ...statementGrammar, ...expressionGrammar, ...parameterGrammar });
  return compiled;
}

type Failure = TokenizerFailure | ParserFailure;

/** CPython's error for a text, or undefined when this rule of its grammar accepts the text. */
export function diagnose(source: SourceText, rule: string): PythonSyntaxError | undefined {
  const failure = source.text.includes('\0') ? nullByte(source) : findFailure(source, rule);
  return failure === undefined ? undefined : asPythonError(failure, source);
}

/** CPython gives up on reading a line with a null byte in it. */
function nullByte(source: SourceText): Failure {
  const { line } = source.positionAt(source.text.indexOf('\0'));
  return new TokenizerFailure('source code cannot contain null bytes', { line, column: 0 });
}

/** The failure of parsing a whole text by one rule of the grammar. */
export function findFailure(source: SourceText, rule: string): Failure | undefined {
  const parser = new PegParser(source, missingToken);
  const first = attempt(parser, rule);
  if (first === 'accepted') return undefined;
  if (first !== 'rejected') return overridden(parser, first);
  const lastRead = parser.tokens.length - 1;
  parser.restartDiagnosing();
  const second = attempt(parser, rule);
  if (second !== 'accepted' && second !== 'rejected') return overridden(parser, second);
  const generic = genericFailure(parser, lastRead);
  return generic.kind === 'IndentationError' ? generic : overridden(parser, generic);
}

function attempt(parser: PegParser, rule: string): Failure | 'accepted' | 'rejected' {
  try {
    return grammar().run(rule, parser) === null ? 'rejected' : 'accepted';
  } catch (failure) {
    if (failure instanceof TokenizerFailure || failure instanceof ParserFailure) return failure;
    // The host's stack was too small for this nesting; it may be more than the tokenizer lets pass anyway.
    if (!(failure instanceof RangeError)) throw failure;
    const refused = new PegParser(parser.source, missingToken).remainingFailure();
    if (refused === undefined) throw failure;
    return refused;
  }
}

function missingToken(parser: PegParser, expected: string): never {
  parser.token(parser.mark);
  const node = { kind: 'Token', start: parser.mark, end: parser.mark + 1, items: [] };
  return failAt(parser, node, `expected '${expected}'`);
}

function genericFailure(parser: PegParser, lastRead: number): ParserFailure {
  const token = parser.tokens[lastRead]!;
  try {
    if (token.kind === 'INDENT') return failAtLast(parser, 'unexpected indent', 'IndentationError');
    if (token.kind === 'DEDENT') return failAtLast(parser, 'unexpected unindent', 'IndentationError');
    return failAt(
      parser,
      { kind: token.kind, start: lastRead, end: lastRead + 1, items: [] },
      'invalid syntax',
    );
  } catch (failure) {
    if (failure instanceof ParserFailure) return failure;
    throw failure;
  }
}

/** The error that CPython reports in place of `failure` after looking at the rest of the file. */
function overridden(parser: PegParser, failure: Failure): Failure {
  if (failure instanceof TokenizerFailure) return failure;
  const readTo = parser.tokens.at(-1)!;
  if (readTo.kind === 'ENDMARKER' && readTo.start === NO_COLUMN) return failure;
  const rest = parser.remainingFailure();
  if (rest === undefined) return failure;
  if (rest.overridesParser) return rest;
  const open = parser.input.openBracket;
  return open !== undefined && readTo.line > open.line ? parser.input.neverClosed(open) : failure;
}

function asPythonError(failure: Failure, source: SourceText): PythonSyntaxError {
  return new PythonSyntaxError({
    kind: failure.kind,
    message: failure.message,
    filename: source.filename,
    line: failure.line,
    column: failure.column,
    endLine: failure instanceof ParserFailure ? failure.endLine : failure.line,
    endColumn: failure.endColumn,
    text: (failure instanceof ParserFailure ? failure.text : undefined) ?? shownLine(source, failure.line),
  });
}

/** A line as CPython shows it: up to a null byte. */
function shownLine(source: SourceText, line: number): string {
  return source.line(line).split('\0', 1)[0]!;
}
