/** Code for list, tuple, set and dict displays and for assignment to several targets. */
import type { ExprNode } from 'py-ast';
import type { Expr } from './ast.ts';
import { frozenset, tuple } from './constants.ts';
import { visit, visitAll } from './expressions.ts';
import { type CodeGenerator, STACK_USE_GUIDELINE } from './generator.ts';
import { Op } from './opcodes.ts';

/** How a kind of collection is built from stack items, and extended when it is built piece by piece. */
interface Builder {
  readonly build: number;
  readonly add: number;
  readonly extend: number;
  readonly isTuple: boolean;
}

const listBuilder: Builder = {
  build: Op.BUILD_LIST,
  add: Op.LIST_APPEND,
  extend: Op.LIST_EXTEND,
  isTuple: false,
};
const tupleBuilder: Builder = { ...listBuilder, isTuple: true };
const setBuilder: Builder = { build: Op.BUILD_SET, add: Op.SET_ADD, extend: Op.SET_UPDATE, isTuple: false };

export function visitDisplay(g: CodeGenerator, node: Expr<'List' | 'Tuple' | 'Set'>): void {
  if (node.nodeType === 'Set') {
    buildWithStars(g, node.elts, 0, setBuilder);
    return;
  }
  switch (node.ctx.nodeType) {
    case 'Load':
      buildWithStars(g, node.elts, 0, node.nodeType === 'Tuple' ? tupleBuilder : listBuilder);
      break;
    case 'Store':
      assignTargets(g, node.elts);
      break;
    case 'Del':
      visitAll(g, node.elts);
      break;
  }
}

/** Positional arguments as one tuple, the first `pushed` of them already on the stack. */
export function buildArgumentTuple(g: CodeGenerator, args: readonly ExprNode[], pushed: number): void {
  buildWithStars(g, args, pushed, tupleBuilder);
}

function buildWithStars(
  g: CodeGenerator,
  elements: readonly ExprNode[],
  pushed: number,
  builder: Builder,
): void {
  const { unit } = g;
  const { build, add, extend, isTuple } = builder;
  const count = elements.length;
  if (count > 2 && buildFromConstants(g, elements, pushed, builder)) return;
  const big = count + pushed > STACK_USE_GUIDELINE;
  const starred = elements.some((element) => element.nodeType === 'Starred');
  if (!starred && !big) {
    visitAll(g, elements);
    unit.emit(isTuple ? Op.BUILD_TUPLE : build, count + pushed);
    return;
  }
  let built = big;
  if (big) unit.emit(build, pushed);
  elements.forEach((element, i) => {
    if (element.nodeType !== 'Starred') {
      visit(g, element);
      if (built) unit.emit(add, 1);
      return;
    }
    if (!built) unit.emit(build, i + pushed);
    built = true;
    visit(g, element.value);
    unit.emit(extend, 1);
  });
  if (isTuple) unit.emit(Op.LIST_TO_TUPLE);
}

function buildFromConstants(
  g: CodeGenerator,
  elements: readonly ExprNode[],
  pushed: number,
  { build, add, extend, isTuple }: Builder,
): boolean {
  const { unit } = g;
  const items = g.constantsOf(elements);
  if (items === undefined) return false;
  if (isTuple && pushed === 0) {
    unit.loadConstant(tuple(items));
    return true;
  }
  unit.emit(build, pushed);
  unit.loadConstant(add === Op.SET_ADD ? frozenset(items) : tuple(items));
  unit.emit(extend, 1);
  if (isTuple) unit.emit(Op.LIST_TO_TUPLE);
  return true;
}

/** Unpacks the top of the stack into `targets`, of which one may be starred. */
function assignTargets(g: CodeGenerator, targets: readonly ExprNode[]): void {
  const star = targets.findIndex((target) => target.nodeType === 'Starred');
  if (star >= 0) g.unit.emit(Op.UNPACK_EX, star + ((targets.length - star - 1) << 8));
  else g.unit.emit(Op.UNPACK_SEQUENCE, targets.length);
  for (const target of targets) visit(g, target.nodeType === 'Starred' ? target.value : target);
}

export function visitDict(g: CodeGenerator, node: Expr<'Dict'>): void {
  const { unit } = g;
  const { keys, values } = node;
  let haveDict = false;
  let elements = 0;
  const flush = (begin: number, end: number): void => {
    buildDictPart(g, node, begin, end);
    if (haveDict) unit.emit(Op.DICT_UPDATE, 1);
    haveDict = true;
    elements = 0;
  };
  values.forEach((value, i) => {
    if (isUnpacked(keys[i])) {
      if (elements > 0) flush(i - elements, i);
      if (!haveDict) unit.emit(Op.BUILD_MAP, 0);
      haveDict = true;
      visit(g, value);
      unit.emit(Op.DICT_UPDATE, 1);
    } else if (elements * 2 > STACK_USE_GUIDELINE) {
      flush(i - elements, i + 1);
    } else elements += 1;
  });
  if (elements > 0) flush(values.length - elements, values.length);
  if (!haveDict) unit.emit(Op.BUILD_MAP, 0);
}

/** `**mapping` has no key. */
function isUnpacked(key: ExprNode | null | undefined): key is null | undefined {
  return key === null || key === undefined;
}

function buildDictPart(g: CodeGenerator, node: Expr<'Dict'>, begin: number, end: number): void {
  const { unit } = g;
  const count = end - begin;
  const keys = node.keys.slice(begin, end);
  const values = node.values.slice(begin, end);
  const big = count * 2 > STACK_USE_GUIDELINE;
  const constantKeys = count > 1 && !big ? g.constantsOf(keys) : undefined;
  if (constantKeys !== undefined) {
    visitAll(g, values);
    unit.loadConstant(tuple(constantKeys));
    unit.emit(Op.BUILD_CONST_KEY_MAP, count);
    return;
  }
  if (big) unit.emit(Op.BUILD_MAP, 0);
  values.forEach((value, i) => {
    const key = keys[i];
    if (!isUnpacked(key)) visit(g, key);
    visit(g, value);
    if (big) unit.emit(Op.MAP_ADD, 1);
  });
  if (!big) unit.emit(Op.BUILD_MAP, count);
}
