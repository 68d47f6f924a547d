/** The compiler's entry: folded tree, symbol table, code generation. */
import type { Module } from 'py-ast';
import type { SourceMode } from '../syntax/index.ts';
import type { SourceText } from '../syntax/source.ts';
import type { Code } from './code.ts';
import { visit } from './expressions.ts';
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
  /** What the text is; see parseModule. A file unless told otherwise. */
  readonly mode?: SourceMode;
  /** As if the text began with `from __future__ import annotations`. */
  readonly futureAnnotations?: boolean;
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
  { source, filename, options = defaultOptions, mode = 'exec', warn, ...input }: CompileInput,
): Code {
  const futureAnnotations = input.futureAnnotations === true || importsFutureAnnotations(module);
  const tree = foldModule(module, source, futureAnnotations);
  if (warn !== undefined) reportWarnings(module, tree, warn);
  const symbols = buildSymbolTable(module, tree, futureAnnotations, options.comprehensionScope);
  const g = new CodeGenerator({ source, filename, tree, symbols, futureAnnotations, options, mode });
  g.enter('module', '<module>', module, 1);
  const [first] = module.body;
  if (mode === 'eval' && first?.nodeType === 'Expr') {
    visit(g, first.value);
    return g.leave(false);
  }
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
