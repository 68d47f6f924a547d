/** Node types of py-ast that it does not export by name. */
import type { ExprNode, StmtNode } from 'py-ast';

export type MatchCase = Extract<StmtNode, { nodeType: 'Match' }>['cases'][number];
export type PatternNode = MatchCase['pattern'];

export type StatementOf<Type extends StmtNode['nodeType']> = Extract<StmtNode, { nodeType: Type }>;
export type ExpressionOf<Type extends ExprNode['nodeType']> = Extract<ExprNode, { nodeType: Type }>;
