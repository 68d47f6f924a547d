import type { ExprNode } from 'py-ast';
import type { Constant } from './code.ts';

/**
 * The result of constant folding, beside the tree: which expressions are constants and which are replaced by
 * others. The parser's tree is never changed.
 */
export class FoldedTree {
  private readonly constants = new Map<ExprNode, Constant>();
  private readonly replacements = new Map<ExprNode, ExprNode>();

  /** The expression to compile in place of `node`. */
  resolve(node: ExprNode): ExprNode {
    return this.replacements.get(node) ?? node;
  }

  /** The value of `node` if it is known at compile time. */
  constantOf(node: ExprNode): Constant | undefined {
    return this.constants.get(this.resolve(node));
  }

  setConstant(node: ExprNode, constant: Constant): void {
    this.constants.set(this.resolve(node), constant);
  }

  replace(node: ExprNode, replacement: ExprNode): void {
    this.replacements.set(node, replacement);
  }
}
