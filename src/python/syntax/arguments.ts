/** Call keywords and parameters: what CPython refuses of them. */
import type { Arg, Arguments, ExprNode, Keyword } from 'py-ast';
import type { CompileErrors } from './compile-error.ts';
import type { NodeSpan } from './source.ts';
import { refuseDebug } from './targets.ts';

/** `f(a=1, a=2)`: reported at the second one. */
export function checkKeywords(call: NodeSpan, keywords: readonly Keyword[], errors: CompileErrors): void {
  if (keywords.length === 0) return;
  const first = new Set<string>();
  const repeated = new Map<string, Keyword>();
  for (const keyword of keywords) {
    if (keyword.arg === undefined || keyword.arg === null) continue;
    if (first.has(keyword.arg) && !repeated.has(keyword.arg)) repeated.set(keyword.arg, keyword);
    first.add(keyword.arg);
  }
  for (const name of first) {
    refuseDebug(name, 'store', call, errors);
    const again = repeated.get(name);
    if (again !== undefined) errors.report(again, `keyword argument repeated: ${name}`);
  }
}

/** All parameters, in the order in which CPython's symbol table adds them. */
export function parametersOf(list: Arguments): Arg[] {
  const all = [...list.posonlyargs, ...list.args, ...list.kwonlyargs];
  if (list.vararg) all.push(list.vararg);
  if (list.kwarg) all.push(list.kwarg);
  return all;
}

/** Default values: they are evaluated outside the function. */
export function defaultsOf(list: Arguments): ExprNode[] {
  return [...list.defaults, ...list.kw_defaults.filter((value) => value !== null && value !== undefined)];
}
