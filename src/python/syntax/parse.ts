/**
 * From Python source text to a checked syntax tree, in three steps: `diagnose.ts` refuses what CPython's grammar
 * refuses, py-ast builds the tree, `validate.ts` refuses what CPython's compiler refuses.
 */
import type { Module } from 'py-ast';
import { diagnose } from './diagnose.ts';
import { PythonSyntaxError } from './error.ts';
import { buildTree } from './rewrite.ts';
import { SourceText } from './source.ts';
import { validate } from './validate.ts';

/** A program that CPython 3.11 would accept. */
export interface ParsedModule {
  module: Module;
  source: SourceText;
}

/** What a text is to be: a file; one statement, typed interactively; one expression. */
export type SourceMode = 'exec' | 'single' | 'eval';

/**
 * Parse one text.
 *
 * @param source the decoded text; a byte-order mark, `\r\n` and a missing final newline are accepted
 * @param filename as it appears in error messages
 * @throws PythonSyntaxError with CPython 3.11's wording and position
 */
export function parseModule(source: string, filename: string, mode: SourceMode = 'exec'): ParsedModule {
  const text = new SourceText(source, filename);
  try {
    const problem = diagnose(text, mode === 'eval' ? 'eval' : 'file');
    if (problem !== undefined) throw problem;
    const module = treeOf(text);
    if (mode === 'single') requireSingle(module, text);
    validate(module, text);
    return { module, source: text };
  } catch (failure) {
    // The host's stack is the only limit on nesting; CPython has one of its own.
    if (failure instanceof RangeError)
      throw wholeFile(text, 'the program is nested too deeply: split its longest expression');
    throw failure;
  }
}

/** One statement, or several simple ones on one line. */
function requireSingle(module: Module, source: SourceText): void {
  const [first] = module.body;
  if (first === undefined) throw wholeFile(source, 'invalid syntax');
  const next = module.body.find((statement) => (statement.lineno ?? 0) > (first.end_lineno ?? 0));
  if (next === undefined) return;
  const message = 'multiple statements found while compiling a single statement';
  throw wholeFile(source, message, first.lineno, (first.end_col_offset ?? 0) + 1);
}

function treeOf(source: SourceText): Module {
  try {
    return buildTree(source);
  } catch (failure) {
    if (failure instanceof Error && !(failure instanceof RangeError)) throw unsupported(failure, source);
    throw failure;
  }
}

/** Python that py-ast cannot read: rare, and said as what it is. */
function unsupported(failure: Error, source: SourceText): PythonSyntaxError {
  const line = Number(/line (\d+)/.exec(failure.message)?.[1] ?? 1);
  return wholeFile(
    source,
    `midden cannot read this statement, though CPython can (${failure.message}): write it differently`,
    line,
  );
}

function wholeFile(source: SourceText, message: string, line = 1, column = 1): PythonSyntaxError {
  const { filename } = source;
  return new PythonSyntaxError({
    kind: 'SyntaxError',
    message,
    filename,
    line,
    column,
    text: source.line(line),
  });
}
