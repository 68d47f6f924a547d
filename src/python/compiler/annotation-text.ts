/** The text of an annotation that is not evaluated (`from __future__ import annotations`). */
import { type ExprNode, unparse } from 'py-ast';

export function annotationText(node: ExprNode): string {
  return unparse(node);
}
