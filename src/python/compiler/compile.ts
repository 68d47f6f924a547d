/** The compiler's entry: folded tree, symbol table, code generation. */
import type { Module } from 'py-ast';
import type { SourceText } from '../syntax/source.ts';
import type { Code } from './code.ts';
import { foldModule } from './fold.ts';
import { CodeGenerator } from './generator.ts';
import { type CompilerOptions, defaultOptions } from './options.ts';
import { visitBody } from './statements.ts';
import { buildSymbolTable } from './symtable.ts';
import { reportWarnings, type WarningSink } from './warnings.ts';

export interface CompileInput {
  /** The text that `module` was parsed from. */
  readonly source: SourceText;
  readonly filename: string;
  readonly options?: CompilerOptions;
  /** Gets what CPython's compiler warns of. */
  readonly warn?: WarningSink;
}

/**
 * Compiles a validated module to CPython 3.11's instruction sequence.
 *
 * @throws CompileError for what only compilation can refuse (a character name)
 */
export function compileModule(
  module: Module,
  { source, filename, options = defaultOptions, warn }: CompileInput,
): Code {
  const futureAnnotations = importsFutureAnnotations(module);
  const tree = foldModule(module, source, futureAnnotations);
  if (warn !== undefined) reportWarnings(module, tree, warn);
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
