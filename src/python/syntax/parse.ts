/**
 * From Python source text to a checked syntax tree, in three steps: `diagnose.ts` refuses what CPython's grammar
 * refuses, py-ast builds the tree, `validate.ts` refuses what CPython's compiler refuses.
 */
import { parse, type Module } from 'py-ast';
import { diagnose } from './diagnose.ts';
import { PythonSyntaxError } from './error.ts';
import { blankFormFeeds } from './form-feeds.ts';
import { SourceText } from './source.ts';
import { validate } from './validate.ts';

/** A program that CPython 3.11 would accept. */
export interface ParsedModule {
  module: Module;
  source: SourceText;
}

/**
 * Parse one file.
 *
 * @param source the decoded text; a byte-order mark, `\r\n` and a missing final newline are accepted
 * @param filename as it appears in error messages
 * @throws PythonSyntaxError with CPython 3.11's wording and position
 */
export function parseModule(source: string, filename: string): ParsedModule {
  const text = new SourceText(source, filename);
  const problem = diagnose(text);
  if (problem !== undefined) throw problem;
  const module = buildTree(text);
  validate(module, text);
  return { module, source: text };
}

function buildTree(source: SourceText): Module {
  try {
    return parse(blankFormFeeds(source), { filename: source.filename });
  } catch (failure) {
    if (failure instanceof Error) throw unsupported(failure, source);
    throw failure;
  }
}

/** Python that py-ast cannot read: rare, and said as what it is. */
function unsupported(failure: Error, source: SourceText): PythonSyntaxError {
  const line = Number(/line (\d+)/.exec(failure.message)?.[1] ?? 1);
  return new PythonSyntaxError({
    kind: 'SyntaxError',
    message: `midden cannot read this statement, though CPython can (${failure.message}): write it differently`,
    filename: source.filename,
    line,
    column: 1,
    text: source.line(line),
  });
}
