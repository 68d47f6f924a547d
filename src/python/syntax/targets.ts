/** Starred expressions and assignment targets: what CPython's code generator refuses. */
import type { ExprNode } from 'py-ast';
import type { CompileErrors } from './compile-error.ts';
import type { NodeSpan } from './source.ts';

/** Elements before a starred target are counted in one byte, those after it in three. */
const BEFORE_STAR_MAX = 1 << 8;

export type TargetUse = 'store' | 'delete';

/** A `*x` that nothing unpacks. */
export function refuseStarred(node: ExprNode, errors: CompileErrors): void {
  if (node.nodeType === 'Starred') errors.report(node, "can't use starred expression here");
}

/** A `*x` that is a whole assignment target. */
export function refuseStarredTarget(node: ExprNode, errors: CompileErrors): void {
  if (node.nodeType === 'Starred')
    errors.report(node, 'starred assignment target must be in a list or tuple');
}

/** The elements of a tuple or list target. */
export function checkUnpacking(node: NodeSpan, elements: readonly ExprNode[], errors: CompileErrors): void {
  let starred = false;
  for (const [index, element] of elements.entries()) {
    if (element.nodeType !== 'Starred') continue;
    if (starred) errors.report(node, 'multiple starred expressions in assignment');
    else if (index >= BEFORE_STAR_MAX)
      errors.report(node, 'too many expressions in star-unpacking assignment');
    starred = true;
  }
}

/** `__debug__` is a constant. */
export function refuseDebug(name: string, use: TargetUse, node: NodeSpan, errors: CompileErrors): void {
  if (name === '__debug__')
    errors.report(node, use === 'store' ? 'cannot assign to __debug__' : 'cannot delete __debug__');
}
