/** `from __future__ import …`: known features, and only at the beginning of a file (Python/future.c). */
import type { Module, StmtNode } from 'py-ast';
import { errorAt } from './compile-error.ts';
import type { SourceText } from './source.ts';

const FEATURES = new Set([
  'nested_scopes',
  'generators',
  'division',
  'absolute_import',
  'with_statement',
  'print_function',
  'unicode_literals',
  'barry_as_FLUFL',
  'generator_stop',
  'annotations',
]);

/** What the future statements at the beginning of a module say. */
export interface FutureFeatures {
  readonly annotations: boolean;
  /** A `from __future__` below this line is misplaced. */
  readonly lastLine: number;
}

export function futureFeatures(module: Module, source: SourceText): FutureFeatures {
  let annotations = false;
  let lastLine = -1;
  for (const [index, statement] of module.body.entries()) {
    if (isFutureImport(statement)) {
      for (const { name } of statement.names) {
        if (name === 'annotations') annotations = true;
        else if (name === 'braces') throw pointError(source, statement, 'not a chance');
        else if (!FEATURES.has(name))
          throw pointError(source, statement, `future feature ${name} is not defined`);
      }
      lastLine = statement.lineno;
    } else if (index > 0 || !isDocstring(statement)) break;
  }
  return { annotations, lastLine };
}

export function isFutureImport(
  statement: StmtNode,
): statement is Extract<StmtNode, { nodeType: 'ImportFrom' }> {
  return (
    statement.nodeType === 'ImportFrom' && statement.module === '__future__' && (statement.level ?? 0) === 0
  );
}

function isDocstring(statement: StmtNode): boolean {
  return (
    statement.nodeType === 'Expr' &&
    statement.value.nodeType === 'Constant' &&
    typeof statement.value.value === 'string'
  );
}

/** These errors have a start and no range. */
function pointError(source: SourceText, statement: StmtNode, message: string) {
  return errorAt(source, { lineno: statement.lineno ?? 1, col_offset: statement.col_offset ?? 0 }, message);
}
