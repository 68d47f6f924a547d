/** `"…%s…" % (a, b)` as an f-string: only %s, %r and %a with width and precision (ast_opt.c, `optimize_format`). */
import type { Constant as ConstantNode, ExprNode } from 'py-ast';
import { spanOf } from './fstring.ts';

const NUMBER = '(?:([0-9]{1,2})(?![0-9]))?';
const unit = new RegExp(`^%([-+ #0]*)${NUMBER}(?:(\\.)${NUMBER})?([sra])`);

/**
 * The pieces of the equivalent f-string, or undefined if there is none.
 *
 * @param literal makes a string literal node at the place of an expression, or an artificial one
 */
export function formatStringParts(
  format: string,
  values: readonly ExprNode[],
  literal: (text: string, at: ExprNode | null) => ConstantNode,
): ExprNode[] | undefined {
  const parts: ExprNode[] = [];
  let used = 0;
  for (let at = 0; at < format.length; ) {
    const text = /^(?:[^%]|%%)+/.exec(format.slice(at))?.[0] ?? '';
    at += text.length;
    if (text !== '') parts.push(literal(text.replaceAll('%%', '%'), null));
    if (at >= format.length) break;
    const value = values[used];
    const match = unit.exec(format.slice(at));
    if (match === null || value === undefined) return undefined;
    at += match[0].length;
    used += 1;
    parts.push(formattedValue(value, match, literal));
  }
  return used === values.length ? parts : undefined;
}

function formattedValue(
  value: ExprNode,
  [, flags = '', width, point, precision = '', conversion = 's']: RegExpExecArray,
  literal: (text: string, at: ExprNode | null) => ConstantNode,
): ExprNode {
  const align = !flags.includes('-') && width !== undefined && Number(width) > 0 ? '>' : '';
  const size = width === undefined ? '' : String(Number(width));
  const spec = align + size + (point === undefined ? '' : `.${Number(precision)}`);
  const node: ExprNode = {
    nodeType: 'FormattedValue',
    value,
    conversion: conversion.charCodeAt(0),
    ...spanOf(value),
  };
  if (spec !== '') node.format_spec = literal(spec, value);
  return node;
}
