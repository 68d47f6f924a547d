/**
 * The pieces of an f-string with CPython 3.11's places and texts: literals and replacement fields carry the
 * range of the whole string, and `{expr=}` keeps the expression's text as it was written. (Not reproduced: in a
 * string of several literals CPython places the end of a format specification at the literal it stands in.)
 */
import type { Constant as ConstantNode, ExprNode } from 'py-ast';
import type { SourceText } from '../syntax/source.ts';
import type { Expr } from './ast.ts';

/** The values of `node`, corrected. */
export function formattedPieces(node: Expr<'JoinedStr'>, source: SourceText): ExprNode[] {
  return node.values.map((value, i) => {
    if (value.nodeType === 'Constant') {
      const piece: ConstantNode = { ...value, ...spanOf(node), quote_style: '"' };
      const next = node.values[i + 1];
      if (next?.nodeType === 'FormattedValue') piece.value = selfDocumenting(value, next, source);
      return piece;
    }
    if (value.nodeType !== 'FormattedValue') return value;
    const field: Expr<'FormattedValue'> = { ...value, ...spanOf(node) };
    const spec = value.format_spec;
    if (spec?.nodeType === 'JoinedStr') field.format_spec = { ...spec, ...spanOf(node) };
    return field;
  });
}

/** The place of `node`, to give to another one. */
export function spanOf(node: ExprNode): {
  lineno: number;
  col_offset: number;
  end_lineno?: number;
  end_col_offset?: number;
} {
  const { lineno, col_offset, end_lineno, end_col_offset } = node;
  const start = { lineno, col_offset };
  return end_lineno === undefined || end_col_offset === undefined
    ? start
    : { ...start, end_lineno, end_col_offset };
}

/** py-ast drops the blanks of `{ x = }`: the text up to `=` and the blanks after it come from the source. */
function selfDocumenting(literal: ConstantNode, field: Expr<'FormattedValue'>, source: SourceText): unknown {
  const value: unknown = literal.value;
  if (typeof value !== 'string' || !value.endsWith('=')) return value;
  const segment = source.segment(field);
  const written = /^\{(.*?=\s*)(?:![sra])?(?::.*)?\}$/s.exec(segment)?.[1];
  if (written === undefined) return value;
  const squeezed = written.replaceAll(/\s+/g, '');
  const tail = value.replaceAll(/\s+/g, '');
  if (!tail.endsWith(squeezed)) return value;
  return value.slice(0, prefixLength(value, squeezed)) + written;
}

/** How much of `value` precedes its final part that spells `squeezed`, blanks not counted. */
function prefixLength(value: string, squeezed: string): number {
  let left = squeezed.length;
  let at = value.length;
  while (left > 0) {
    at -= 1;
    if (!/\s/.test(value[at] as string)) left -= 1;
  }
  return at;
}
