/** Names for parts of py-ast's tree that it does not export by name, and small questions about nodes. */
import type { Constant, ExprNode, StmtNode } from 'py-ast';
import type { NodeSpan } from '../syntax/source.ts';
import { type Location, NO_LOCATION } from './blocks.ts';

export type Expr<K extends ExprNode['nodeType']> = Extract<ExprNode, { nodeType: K }>;
export type Stmt<K extends StmtNode['nodeType']> = Extract<StmtNode, { nodeType: K }>;

export type ComprehensionNode = Expr<'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp'>;
export type MatchCaseNode = Stmt<'Match'>['cases'][number];
export type PatternNode = MatchCaseNode['pattern'];
export type Pattern<K extends PatternNode['nodeType']> = Extract<PatternNode, { nodeType: K }>;
export type ExceptHandlerNode = Stmt<'Try'>['handlers'][number];
export type TryNode = Stmt<'Try'> | Stmt<'TryStar'>;
export type WithNode = Stmt<'With'> | Stmt<'AsyncWith'>;
export type FunctionNode = Stmt<'FunctionDef'> | Stmt<'AsyncFunctionDef'>;

export function isComprehensionNode(node: ExprNode): node is ComprehensionNode {
  switch (node.nodeType) {
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return true;
    default:
      return false;
  }
}

/** The expression of a docstring, if the body starts with one: a plain string literal, not bytes or f-string. */
export function docstringOf(body: readonly StmtNode[]): Constant | undefined {
  const first = body[0];
  if (first?.nodeType !== 'Expr' || first.value.nodeType !== 'Constant') return undefined;
  const { value, quote_style: quote } = first.value;
  if (typeof value !== 'string' || quote === undefined || /^[a-z]*b/i.test(quote)) return undefined;
  return first.value;
}

/** The source range of a node; artificial if it has none. */
export function locationOf(node: NodeSpan): Location {
  const { lineno, col_offset: col, end_lineno: endLine, end_col_offset: endCol } = node;
  if (lineno === undefined) return NO_LOCATION;
  return { line: lineno, endLine: endLine ?? lineno, col: col ?? -1, endCol: endCol ?? -1 };
}
