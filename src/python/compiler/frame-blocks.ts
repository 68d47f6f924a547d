/**
 * The statically nested constructs around the current statement, and the code that `return`, `break` and
 * `continue` run to leave them (CPython's `fblockinfo` and `compiler_unwind_fblock`).
 */
import type { StmtNode } from 'py-ast';
import type { WithNode } from './ast.ts';
import type { Block } from './blocks.ts';

export type FrameBlock =
  | { readonly kind: 'while' | 'for'; readonly block: Block; readonly exit: Block }
  | { readonly kind: 'try' | 'finally end' | 'exception handler' | 'async comprehension' | 'value' }
  | { readonly kind: 'finally'; readonly body: readonly StmtNode[] }
  | { readonly kind: 'with' | 'async with'; readonly node: WithNode }
  /** `name`: the variable of `except … as name`, deleted when the handler is left. */
  | { readonly kind: 'handler cleanup'; readonly name: string | undefined };

export type LoopBlock = Extract<FrameBlock, { kind: 'while' | 'for' }>;

export function isLoop(block: FrameBlock): block is LoopBlock {
  return block.kind === 'while' || block.kind === 'for';
}
