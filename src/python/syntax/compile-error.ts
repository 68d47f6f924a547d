/** Errors found in a syntax tree: those of CPython's symbol table and code generator. */
import { PythonSyntaxError } from './error.ts';
import type { NodeSpan, SourceText } from './source.ts';

/** CPython's error about a node of the tree, at the node's range. */
export function errorAt(source: SourceText, node: NodeSpan, message: string): PythonSyntaxError {
  const line = node.lineno ?? 1;
  const endLine = node.end_lineno ?? line;
  return new PythonSyntaxError({
    kind: 'SyntaxError',
    message,
    filename: source.filename,
    line,
    column: source.characterColumn(line, node.col_offset ?? 0) + 1,
    endLine,
    endColumn: source.characterColumn(endLine, node.end_col_offset ?? node.col_offset ?? 0) + 1,
    text: source.line(line),
    byCompiler: true,
  });
}

/**
 * The code generator's errors of one module. The symbol table's come first, so these are kept until it is done,
 * and then the earliest is reported.
 */
export class CompileErrors {
  private readonly source: SourceText;
  private earliest: { order: number; error: PythonSyntaxError } | undefined;
  private order = 0;

  constructor(source: SourceText) {
    this.source = source;
  }

  /** A place in the order of code generation, for an error that is known only later. */
  mark(): number {
    this.order += 1;
    return this.order;
  }

  report(node: NodeSpan, message: string, order: number = this.mark()): void {
    if (this.earliest !== undefined && this.earliest.order <= order) return;
    this.earliest = { order, error: errorAt(this.source, node, message) };
  }

  throwEarliest(): void {
    if (this.earliest !== undefined) throw this.earliest.error;
  }
}
