import type { NodeSpan } from '../syntax/source.ts';

/** A program that cannot be compiled although its syntax was accepted. */
export class CompileError extends Error {
  readonly line: number;
  /** From 0, in UTF-8 bytes. */
  readonly column: number;

  constructor(message: string, node: NodeSpan) {
    super(message);
    this.name = 'CompileError';
    this.line = node.lineno ?? 1;
    this.column = node.col_offset ?? 0;
  }
}
