/**
 * Code for `match` (PEP 634). Every routine consumes the subject on top of the stack and jumps to a block
 * that pops what is left when the pattern fails. Captured values stay on the stack, below the items that
 * matching still needs, until the whole pattern has matched.
 */
import type { ExprNode } from 'py-ast';
import { locationOf, type MatchCaseNode, type Pattern, type PatternNode, type Stmt } from './ast.ts';
import { type Block, NO_LOCATION } from './blocks.ts';
import type { Constant } from './code.ts';
import { bool, int, NONE, str, tuple } from './constants.ts';
import { emitComparison, jumpIf, visit } from './expressions.ts';
import type { CodeGenerator } from './generator.ts';
import { BinaryOp, Op } from './opcodes.ts';
import { visitStatements } from './statements.ts';

/** What is known while one pattern is compiled. */
interface PatternContext {
  /** Names captured so far; their values lie on the stack in this order. */
  stores: string[];
  /** `failPop[i]` pops i items and goes on with the next case. */
  failPop: Block[];
  /** Items on top of the stack that matching still needs; captures go below them. */
  onTop: number;
}

function isWildcard(pattern: PatternNode): boolean {
  return pattern.nodeType === 'MatchAs' && isAbsent(pattern.name) && isAbsent(pattern.pattern);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

export function visitMatch(g: CodeGenerator, node: Stmt<'Match'>): void {
  const { unit } = g;
  visit(g, node.subject);
  const end = unit.newBlock();
  const last = node.cases[node.cases.length - 1] as MatchCaseNode;
  const hasDefault = isWildcard(last.pattern) && node.cases.length > 1;
  const matched = hasDefault ? node.cases.slice(0, -1) : node.cases;
  matched.forEach((item, i) => {
    visitCase(g, item, i < matched.length - 1, end);
  });
  if (hasDefault) visitDefaultCase(g, last, end);
  unit.use(end);
}

function visitCase(g: CodeGenerator, item: MatchCaseNode, keepSubject: boolean, end: Block): void {
  const { unit } = g;
  unit.location = locationOf(item.pattern);
  if (keepSubject) unit.emit(Op.COPY, 1);
  const context: PatternContext = { stores: [], failPop: [], onTop: 0 };
  visitPattern(g, item.pattern, context);
  for (const name of context.stores) unit.variable(name, 'Store');
  if (!isAbsent(item.guard)) {
    ensureFailPop(g, context, 0);
    jumpIf(g, item.guard as ExprNode, context.failPop[0] as Block, false);
  }
  if (keepSubject) unit.emit(Op.POP_TOP);
  visitStatements(g, item.body);
  unit.location = NO_LOCATION;
  unit.jump(Op.JUMP, end);
  // The clean-up belongs to the pattern that failed, not to the body above it.
  unit.location = locationOf(item.pattern);
  emitFailPop(g, context);
}

function visitDefaultCase(g: CodeGenerator, item: MatchCaseNode, end: Block): void {
  const { unit } = g;
  unit.location = locationOf(item.pattern);
  unit.emit(Op.NOP);
  if (!isAbsent(item.guard)) jumpIf(g, item.guard as ExprNode, end, false);
  visitStatements(g, item.body);
  unit.location = NO_LOCATION;
}

function ensureFailPop(g: CodeGenerator, context: PatternContext, count: number): void {
  while (context.failPop.length <= count) context.failPop.push(g.unit.newBlock());
}

function jumpToFailPop(g: CodeGenerator, context: PatternContext, op: number): void {
  const pops = context.onTop + context.stores.length;
  ensureFailPop(g, context, pops);
  g.unit.jump(op, context.failPop[pops] as Block);
}

function emitFailPop(g: CodeGenerator, context: PatternContext): void {
  const { unit } = g;
  for (let i = context.failPop.length - 1; i >= 0; i -= 1) {
    unit.use(context.failPop[i] as Block);
    if (i > 0) unit.emit(Op.POP_TOP);
  }
  context.failPop = [];
}

/** Moves the top of the stack below `count - 1` items. */
function rotate(g: CodeGenerator, count: number): void {
  for (let i = count; i > 1; i -= 1) g.unit.emit(Op.SWAP, i);
}

function storeName(g: CodeGenerator, name: string | null | undefined, context: PatternContext): void {
  if (name === undefined || name === null) {
    g.unit.emit(Op.POP_TOP);
    return;
  }
  rotate(g, context.onTop + context.stores.length + 1);
  context.stores.push(name);
}

function visitPattern(g: CodeGenerator, node: PatternNode, context: PatternContext): void {
  const { unit } = g;
  unit.location = locationOf(node);
  switch (node.nodeType) {
    case 'MatchValue':
      visit(g, node.value);
      emitComparison(g, 'Eq');
      jumpToFailPop(g, context, Op.POP_JUMP_IF_FALSE);
      break;
    case 'MatchSingleton':
      unit.loadConstant(singleton(node.value));
      unit.emit(Op.IS_OP, 0);
      jumpToFailPop(g, context, Op.POP_JUMP_IF_FALSE);
      break;
    case 'MatchSequence':
      visitSequence(g, node, context);
      break;
    case 'MatchMapping':
      visitMapping(g, node, context);
      break;
    case 'MatchClass':
      visitClassPattern(g, node, context);
      break;
    case 'MatchStar':
      storeName(g, node.name, context);
      break;
    case 'MatchAs':
      visitAs(g, node, context);
      break;
    case 'MatchOr':
      visitOr(g, node, context);
      break;
  }
}

function singleton(value: unknown): Constant {
  return typeof value === 'boolean' ? bool(value) : NONE;
}

function visitAs(g: CodeGenerator, node: Pattern<'MatchAs'>, context: PatternContext): void {
  if (node.pattern !== undefined && node.pattern !== null) {
    context.onTop += 1;
    g.unit.emit(Op.COPY, 1);
    visitPattern(g, node.pattern, context);
    context.onTop -= 1;
  }
  storeName(g, node.name, context);
}

function visitSequence(
  g: CodeGenerator,
  { patterns }: Pattern<'MatchSequence'>,
  context: PatternContext,
): void {
  const { unit } = g;
  const size = patterns.length;
  const star = patterns.findIndex((pattern) => pattern.nodeType === 'MatchStar');
  const starPattern = patterns[star];
  const starIsWildcard = starPattern?.nodeType === 'MatchStar' && isAbsent(starPattern.name);
  const onlyWildcards = patterns.every((pattern, i) => (i === star ? starIsWildcard : isWildcard(pattern)));
  context.onTop += 1;
  unit.emit(Op.MATCH_SEQUENCE);
  jumpToFailPop(g, context, Op.POP_JUMP_IF_FALSE);
  if (star < 0) emitLengthCheck(g, size, 'Eq', context);
  else if (size > 1) emitLengthCheck(g, size - 1, 'GtE', context);
  context.onTop -= 1;
  if (onlyWildcards) unit.emit(Op.POP_TOP);
  else if (starIsWildcard) matchBySubscript(g, patterns, star, context);
  else matchByUnpacking(g, patterns, star, context);
}

function emitLengthCheck(
  g: CodeGenerator,
  length: number,
  comparison: 'Eq' | 'GtE',
  context: PatternContext,
): void {
  g.unit.emit(Op.GET_LEN);
  g.unit.loadConstant(int(length));
  emitComparison(g, comparison);
  jumpToFailPop(g, context, Op.POP_JUMP_IF_FALSE);
}

function matchByUnpacking(
  g: CodeGenerator,
  patterns: readonly PatternNode[],
  star: number,
  context: PatternContext,
): void {
  const size = patterns.length;
  if (star >= 0) g.unit.emit(Op.UNPACK_EX, star + ((size - star - 1) << 8));
  else g.unit.emit(Op.UNPACK_SEQUENCE, size);
  context.onTop += size;
  for (const pattern of patterns) {
    context.onTop -= 1;
    visitPattern(g, pattern, context);
  }
}

/** `[first, *_, last]` reads only the elements it needs. */
function matchBySubscript(
  g: CodeGenerator,
  patterns: readonly PatternNode[],
  star: number,
  context: PatternContext,
): void {
  const { unit } = g;
  context.onTop += 1;
  patterns.forEach((pattern, i) => {
    if (i === star || isWildcard(pattern)) return;
    unit.emit(Op.COPY, 1);
    if (i < star) unit.loadConstant(int(i));
    else {
      // The subject need not support negative indexes.
      unit.emit(Op.GET_LEN);
      unit.loadConstant(int(patterns.length - i));
      unit.binary(BinaryOp.SUBTRACT);
    }
    unit.emit(Op.BINARY_SUBSCR);
    visitPattern(g, pattern, context);
  });
  context.onTop -= 1;
  unit.emit(Op.POP_TOP);
}

/** Fails if the top of the stack is None; leaves it otherwise. */
function failIfNone(g: CodeGenerator, context: PatternContext): void {
  g.unit.emit(Op.COPY, 1);
  g.unit.loadNone();
  g.unit.emit(Op.IS_OP, 1);
  jumpToFailPop(g, context, Op.POP_JUMP_IF_FALSE);
}

function visitClassPattern(g: CodeGenerator, node: Pattern<'MatchClass'>, context: PatternContext): void {
  const { unit } = g;
  const patterns = [...node.patterns, ...node.kwd_patterns];
  visit(g, node.cls);
  unit.loadConstant(tuple(node.kwd_attrs.map(str)));
  unit.emit(Op.MATCH_CLASS, node.patterns.length);
  unit.emit(Op.COPY, 1);
  unit.loadNone();
  unit.emit(Op.IS_OP, 1);
  context.onTop += 1;
  jumpToFailPop(g, context, Op.POP_JUMP_IF_FALSE);
  unit.emit(Op.UNPACK_SEQUENCE, patterns.length);
  context.onTop += patterns.length - 1;
  for (const pattern of patterns) {
    context.onTop -= 1;
    if (isWildcard(pattern)) unit.emit(Op.POP_TOP);
    else visitPattern(g, pattern, context);
  }
}

function visitMapping(g: CodeGenerator, node: Pattern<'MatchMapping'>, context: PatternContext): void {
  const { unit } = g;
  const size = node.keys.length;
  const rest = node.rest ?? undefined;
  context.onTop += 1;
  unit.emit(Op.MATCH_MAPPING);
  jumpToFailPop(g, context, Op.POP_JUMP_IF_FALSE);
  if (size === 0 && rest === undefined) {
    context.onTop -= 1;
    unit.emit(Op.POP_TOP);
    return;
  }
  if (size > 0) emitLengthCheck(g, size, 'GtE', context);
  for (const key of node.keys) visit(g, key);
  unit.emit(Op.BUILD_TUPLE, size);
  unit.emit(Op.MATCH_KEYS);
  context.onTop += 2;
  failIfNone(g, context);
  unit.emit(Op.UNPACK_SEQUENCE, size);
  context.onTop += size - 1;
  for (const pattern of node.patterns) {
    context.onTop -= 1;
    visitPattern(g, pattern, context);
  }
  context.onTop -= 2;
  if (rest === undefined) {
    unit.emit(Op.POP_TOP);
    unit.emit(Op.POP_TOP);
    return;
  }
  emitRest(g, size);
  storeName(g, rest, context);
}

/** `**rest`: a copy of the subject without the matched keys. */
function emitRest(g: CodeGenerator, size: number): void {
  const { unit } = g;
  unit.emit(Op.BUILD_MAP, 0);
  unit.emit(Op.SWAP, 3);
  unit.emit(Op.DICT_UPDATE, 2);
  unit.emit(Op.UNPACK_SEQUENCE, size);
  for (let left = size; left > 0; left -= 1) {
    unit.emit(Op.COPY, 1 + left);
    unit.emit(Op.SWAP, 2);
    unit.emit(Op.DELETE_SUBSCR);
  }
}

function visitOr(g: CodeGenerator, node: Pattern<'MatchOr'>, context: PatternContext): void {
  const { unit } = g;
  const end = unit.newBlock();
  let control: string[] | undefined;
  for (const alternative of node.patterns) {
    unit.location = locationOf(alternative);
    const inner: PatternContext = { stores: [], failPop: [], onTop: 0 };
    unit.emit(Op.COPY, 1);
    visitPattern(g, alternative, inner);
    if (control === undefined) control = inner.stores;
    else reorderCaptures(g, inner.stores, control);
    unit.jump(Op.JUMP, end);
    emitFailPop(g, inner);
  }
  unit.emit(Op.POP_TOP);
  jumpToFailPop(g, context, Op.JUMP);
  unit.use(end);
  const captured = control ?? [];
  const rotations = captured.length + 1 + context.onTop + context.stores.length;
  for (const name of captured) {
    rotate(g, rotations);
    context.stores.push(name);
  }
  unit.emit(Op.POP_TOP);
}

/** Brings the captures of an alternative into the order of the first one's. */
function reorderCaptures(g: CodeGenerator, stores: string[], control: readonly string[]): void {
  for (let wanted = stores.length - 1; wanted >= 0; wanted -= 1) {
    const found = stores.indexOf(control[wanted] as string);
    if (found === wanted) continue;
    const rotations = found + 1;
    const rotated = stores.splice(0, rotations);
    stores.splice(wanted - found, 0, ...rotated);
    for (let i = 0; i < rotations; i += 1) rotate(g, wanted + 1);
  }
}
