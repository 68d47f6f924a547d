/** Code for calls, method calls and the argument lists of classes. */
import type { ExprNode, Keyword } from 'py-ast';
import { type Expr, locationOf } from './ast.ts';
import { buildArgumentTuple } from './collections.ts';
import { str, tuple } from './constants.ts';
import { visit, visitAll } from './expressions.ts';
import { type CodeGenerator, STACK_USE_GUIDELINE } from './generator.ts';
import { normaliseIdentifier } from './mangle.ts';
import { Op } from './opcodes.ts';
import { SymbolFlag } from './scope.ts';

type NamedKeyword = Keyword & { arg: string };

function isNamed(keyword: Keyword): keyword is NamedKeyword {
  return keyword.arg !== undefined && keyword.arg !== null;
}

function isStarred(node: ExprNode): boolean {
  return node.nodeType === 'Starred';
}

export function visitCall(g: CodeGenerator, node: Expr<'Call'>): void {
  const { unit } = g;
  if (node.func.nodeType === 'Attribute' && canUseMethodCall(g, node, node.func)) {
    visitMethodCall(g, node, node.func);
    return;
  }
  unit.location = locationOf(node.func);
  unit.emit(Op.PUSH_NULL);
  unit.location = locationOf(node);
  visit(g, node.func);
  emitArguments(g, 0, node.args, node.keywords);
}

/** LOAD_METHOD avoids the bound method, except on imported modules and for unusual argument lists. */
function canUseMethodCall(
  g: CodeGenerator,
  { args, keywords }: Expr<'Call'>,
  func: Expr<'Attribute'>,
): boolean {
  const object = g.tree.resolve(func.value);
  if (object.nodeType === 'Name' && (g.symbols.module.flags(object.id) & SymbolFlag.IMPORT) !== 0)
    return false;
  if (args.length + keywords.length + (keywords.length > 0 ? 1 : 0) >= STACK_USE_GUIDELINE) return false;
  return !args.some(isStarred) && keywords.every(isNamed);
}

function visitMethodCall(g: CodeGenerator, node: Expr<'Call'>, func: Expr<'Attribute'>): void {
  const { unit } = g;
  visit(g, func.value);
  unit.location = locationOf(func);
  g.moveToAttribute(func);
  unit.emitName(Op.LOAD_METHOD, func.attr);
  visitAll(g, node.args);
  emitKeywords(g, node.keywords.filter(isNamed));
  unit.location = locationOf(node);
  g.moveToAttribute(func);
  unit.emit(Op.CALL, node.args.length + node.keywords.length);
}

function emitKeywords(g: CodeGenerator, keywords: readonly NamedKeyword[]): void {
  if (keywords.length === 0) return;
  for (const keyword of keywords) visit(g, keyword.value);
  const names = tuple(keywords.map((keyword) => str(normaliseIdentifier(keyword.arg))));
  g.unit.emit(Op.KW_NAMES, g.unit.constants.add(names));
}

/** Arguments and the call itself; the callable and `pushed` arguments are on the stack. */
export function emitArguments(
  g: CodeGenerator,
  pushed: number,
  args: readonly ExprNode[],
  keywords: readonly Keyword[],
): void {
  const tooMany = args.length + keywords.length * 2 > STACK_USE_GUIDELINE;
  if (tooMany || args.some(isStarred) || !keywords.every(isNamed)) {
    emitUnpackedCall(g, pushed, args, keywords);
    return;
  }
  visitAll(g, args);
  emitKeywords(g, keywords);
  g.unit.emit(Op.CALL, pushed + args.length + keywords.length);
}

function emitUnpackedCall(
  g: CodeGenerator,
  pushed: number,
  args: readonly ExprNode[],
  keywords: readonly Keyword[],
): void {
  const { unit } = g;
  const only = args[0];
  if (pushed === 0 && args.length === 1 && only?.nodeType === 'Starred') visit(g, only.value);
  else buildArgumentTuple(g, args, pushed);
  if (keywords.length > 0) emitKeywordDict(g, keywords);
  unit.emit(Op.CALL_FUNCTION_EX, keywords.length > 0 ? 1 : 0);
}

function emitKeywordDict(g: CodeGenerator, keywords: readonly Keyword[]): void {
  const { unit } = g;
  let haveDict = false;
  let named: NamedKeyword[] = [];
  const flush = (): void => {
    if (named.length === 0) return;
    emitNamedKeywords(g, named);
    if (haveDict) unit.emit(Op.DICT_MERGE, 1);
    haveDict = true;
    named = [];
  };
  for (const keyword of keywords) {
    if (isNamed(keyword)) {
      named.push(keyword);
      continue;
    }
    flush();
    if (!haveDict) unit.emit(Op.BUILD_MAP, 0);
    haveDict = true;
    visit(g, keyword.value);
    unit.emit(Op.DICT_MERGE, 1);
  }
  flush();
}

function emitNamedKeywords(g: CodeGenerator, keywords: readonly NamedKeyword[]): void {
  const { unit } = g;
  const count = keywords.length;
  const big = count * 2 > STACK_USE_GUIDELINE;
  if (count > 1 && !big) {
    for (const keyword of keywords) visit(g, keyword.value);
    unit.loadConstant(tuple(keywords.map((keyword) => str(normaliseIdentifier(keyword.arg)))));
    unit.emit(Op.BUILD_CONST_KEY_MAP, count);
    return;
  }
  if (big) unit.emitArtificial(Op.BUILD_MAP, 0);
  for (const keyword of keywords) {
    unit.loadConstant(str(normaliseIdentifier(keyword.arg)));
    visit(g, keyword.value);
    if (big) unit.emitArtificial(Op.MAP_ADD, 1);
  }
  if (!big) unit.emit(Op.BUILD_MAP, count);
}
