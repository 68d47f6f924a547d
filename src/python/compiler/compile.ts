/** The compiler's entry: folded tree, symbol table, code generation. */
import type { Module } from 'py-ast';
import type { SourceText } from '../syntax/source.ts';
import type { Code } from './code.ts';
import { foldModule } from './fold.ts';
import { CodeGenerator } from './generator.ts';
import { type CompilerOptions, defaultOptions } from './options.ts';
import { visitBody } from './statements.ts';
import { buildSymbolTable } from './symtable.ts';

export interface CompileInput {
  /** The text that `module` was parsed from. */
  readonly source: SourceText;
  readonly filename: string;
  readonly options?: CompilerOptions;
}

/**
 * Compiles a validated module to CPython 3.11's instruction sequence.
 *
 * @throws CompileError for what only compilation can refuse (a character name)
 */
export function compileModule(
  module: Module,
  { source, filename, options = defaultOptions }: CompileInput,
): Code {
  const futureAnnotations = importsFutureAnnotations(module);
  const tree = foldModule(module, source, futureAnnotations);
  const symbols = buildSymbolTable(module, tree, futureAnnotations, options.comprehensionScope);
  const g = new CodeGenerator({ source, filename, tree, symbols, futureAnnotations, options });
  g.enter('module', '<module>', module, 1);
  visitBody(g, module.body);
  return g.leave(true);
}

function importsFutureAnnotations(module: Module): boolean {
  return module.body.some(
    (node) =>
      node.nodeType === 'ImportFrom' &&
      node.module === '__future__' &&
      (node.level ?? 0) === 0 &&
      node.names.some(({ name }) => name === 'annotations'),
  );
}
