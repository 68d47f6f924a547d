/** Code for expressions, in CPython 3.11's order of evaluation. */
import type { ExprNode } from 'py-ast';
import { type Expr, isComprehensionNode, locationOf } from './ast.ts';
import type { Block } from './blocks.ts';
import { visitCall } from './calls.ts';
import { visitDict, visitDisplay } from './collections.ts';
import { visitComprehension } from './comprehensions.ts';
import { str } from './constants.ts';
import { visitLambda } from './functions.ts';
import { type CodeGenerator, STACK_USE_GUIDELINE } from './generator.ts';
import { BinaryOp, CompareOp, Op } from './opcodes.ts';
import type { NameContext } from './unit.ts';

export const binaryOpNumbers = {
  Add: BinaryOp.ADD,
  Sub: BinaryOp.SUBTRACT,
  Mult: BinaryOp.MULTIPLY,
  MatMult: BinaryOp.MATRIX_MULTIPLY,
  Div: BinaryOp.TRUE_DIVIDE,
  Mod: BinaryOp.REMAINDER,
  Pow: BinaryOp.POWER,
  LShift: BinaryOp.LSHIFT,
  RShift: BinaryOp.RSHIFT,
  BitOr: BinaryOp.OR,
  BitXor: BinaryOp.XOR,
  BitAnd: BinaryOp.AND,
  FloorDiv: BinaryOp.FLOOR_DIVIDE,
} as const;

const unaryOps = {
  Invert: Op.UNARY_INVERT,
  Not: Op.UNARY_NOT,
  UAdd: Op.UNARY_POSITIVE,
  USub: Op.UNARY_NEGATIVE,
} as const;

const comparisons = {
  Lt: [Op.COMPARE_OP, CompareOp.LT],
  LtE: [Op.COMPARE_OP, CompareOp.LE],
  Eq: [Op.COMPARE_OP, CompareOp.EQ],
  NotEq: [Op.COMPARE_OP, CompareOp.NE],
  Gt: [Op.COMPARE_OP, CompareOp.GT],
  GtE: [Op.COMPARE_OP, CompareOp.GE],
  Is: [Op.IS_OP, 0],
  IsNot: [Op.IS_OP, 1],
  In: [Op.CONTAINS_OP, 0],
  NotIn: [Op.CONTAINS_OP, 1],
} as const;

export type ComparisonName = keyof typeof comparisons;

const formatConversions: Readonly<Record<number, number>> = { [-1]: 0, 115: 1, 114: 2, 97: 3 };
const FORMAT_HAS_SPEC = 4;

export function visitAll(g: CodeGenerator, nodes: readonly ExprNode[]): void {
  for (const node of nodes) visit(g, node);
}

/** Evaluates, stores to or deletes `node`, as its context says. */
export function visit(g: CodeGenerator, node: ExprNode): void {
  const unit = g.unit;
  const saved = unit.location;
  const resolved = g.tree.resolve(node);
  unit.location = locationOf(resolved);
  const constant = g.constantOf(resolved);
  if (constant !== undefined) unit.loadConstant(constant);
  else visitResolved(g, resolved);
  unit.location = saved;
}

function visitResolved(g: CodeGenerator, node: ExprNode): void {
  const unit = g.unit;
  if (isComprehensionNode(node)) {
    visitComprehension(g, node);
    return;
  }
  switch (node.nodeType) {
    case 'NamedExpr':
      visit(g, node.value);
      unit.emit(Op.COPY, 1);
      visit(g, node.target);
      break;
    case 'BoolOp':
      visitBoolean(g, node);
      break;
    case 'BinOp':
      visit(g, node.left);
      visit(g, node.right);
      unit.binary(binaryOpNumbers[node.op.nodeType]);
      break;
    case 'UnaryOp':
      visit(g, node.operand);
      unit.emit(unaryOps[node.op.nodeType]);
      break;
    case 'Lambda':
      visitLambda(g, node);
      break;
    case 'IfExp':
      visitConditional(g, node);
      break;
    case 'Dict':
      visitDict(g, node);
      break;
    case 'Set':
    case 'List':
    case 'Tuple':
      visitDisplay(g, node);
      break;
    case 'Yield':
      if (node.value !== undefined) visit(g, node.value);
      else unit.loadNone();
      emitYield(g);
      break;
    case 'YieldFrom':
      visit(g, node.value);
      unit.emit(Op.GET_YIELD_FROM_ITER);
      unit.loadNone();
      emitYieldFrom(g);
      break;
    case 'Await':
      visit(g, node.value);
      emitAwait(g, 0);
      break;
    case 'Compare':
      visitCompare(g, node);
      break;
    case 'Call':
      visitCall(g, node);
      break;
    case 'JoinedStr':
      visitJoinedString(g, node);
      break;
    case 'FormattedValue':
      visitFormattedValue(g, node);
      break;
    case 'Attribute':
      visit(g, node.value);
      g.moveToAttribute(node);
      unit.emitName(attributeOps[node.ctx.nodeType], node.attr);
      break;
    case 'Subscript':
      visit(g, node.value);
      visit(g, node.slice);
      unit.emit(subscriptOps[node.ctx.nodeType]);
      break;
    case 'Slice':
      visitSlice(g, node);
      break;
    case 'Name':
      unit.variable(node.id, node.ctx.nodeType);
      break;
    case 'Starred':
    case 'TemplateStr':
    case 'Interpolation':
    case 'Constant':
      throw new Error(
        `A ${node.nodeType} cannot be compiled on its own (line ${node.lineno}); validation should refuse it.`,
      );
  }
}

const attributeOps: Readonly<Record<NameContext, number>> = {
  Load: Op.LOAD_ATTR,
  Store: Op.STORE_ATTR,
  Del: Op.DELETE_ATTR,
};
const subscriptOps: Readonly<Record<NameContext, number>> = {
  Load: Op.BINARY_SUBSCR,
  Store: Op.STORE_SUBSCR,
  Del: Op.DELETE_SUBSCR,
};

/** Yields the top of the stack; leaves what is sent. */
export function emitYield(g: CodeGenerator): void {
  const { unit } = g;
  if (unit.scope.isGenerator && unit.scope.isCoroutine) unit.emit(Op.ASYNC_GEN_WRAP);
  unit.emit(Op.YIELD_VALUE);
  unit.emitResume();
}

/** Awaits the top of the stack. `origin`: 0 `await`, 1 `__aenter__`, 2 `__aexit__`, for error messages. */
export function emitAwait(g: CodeGenerator, origin: number): void {
  g.unit.emit(Op.GET_AWAITABLE, origin);
  g.unit.loadNone();
  emitYieldFrom(g);
}

/** Delegates to the iterator below the value to send; leaves its result. */
export function emitYieldFrom(g: CodeGenerator): void {
  const { unit } = g;
  const start = unit.newBlock();
  const resume = unit.newBlock();
  const exit = unit.newBlock();
  unit.use(start);
  unit.jump(Op.SEND, exit);
  unit.use(resume);
  unit.emit(Op.YIELD_VALUE);
  unit.emitResume();
  unit.jump(Op.JUMP_BACKWARD_NO_INTERRUPT, start);
  unit.use(exit);
}

function visitBoolean(g: CodeGenerator, node: Expr<'BoolOp'>): void {
  const { unit } = g;
  const op = node.op.nodeType === 'And' ? Op.JUMP_IF_FALSE_OR_POP : Op.JUMP_IF_TRUE_OR_POP;
  const end = unit.newBlock();
  node.values.forEach((value, i) => {
    visit(g, value);
    if (i === node.values.length - 1) return;
    unit.jump(op, end);
    unit.use(unit.newBlock());
  });
  unit.use(end);
}

function visitConditional(g: CodeGenerator, node: Expr<'IfExp'>): void {
  const { unit } = g;
  const end = unit.newBlock();
  const next = unit.newBlock();
  jumpIf(g, node.test, next, false);
  visit(g, node.body);
  unit.jumpArtificial(Op.JUMP, end);
  unit.use(next);
  visit(g, node.orelse);
  unit.use(end);
}

export function emitComparison(g: CodeGenerator, name: ComparisonName): void {
  const [op, arg] = comparisons[name];
  g.unit.emit(op, arg);
}

/** `a < b < c`: emits all comparisons but the last, each jumping to `cleanup` with `b` on the stack if false. */
function visitChain(g: CodeGenerator, node: Expr<'Compare'>, jump: number): Block {
  const { unit } = g;
  const cleanup = unit.newBlock();
  visit(g, node.left);
  const last = node.ops.length - 1;
  for (let i = 0; i < last; i += 1) {
    visit(g, node.comparators[i] as ExprNode);
    unit.emit(Op.SWAP, 2);
    unit.emit(Op.COPY, 2);
    emitComparison(g, (node.ops[i] as (typeof node.ops)[number]).nodeType);
    unit.jump(jump, cleanup);
  }
  visit(g, node.comparators[last] as ExprNode);
  emitComparison(g, (node.ops[last] as (typeof node.ops)[number]).nodeType);
  return cleanup;
}

function visitCompare(g: CodeGenerator, node: Expr<'Compare'>): void {
  const { unit } = g;
  const [first] = node.ops;
  const [right] = node.comparators;
  if (node.ops.length === 1 && first !== undefined && right !== undefined) {
    visit(g, node.left);
    visit(g, right);
    emitComparison(g, first.nodeType);
    return;
  }
  const cleanup = visitChain(g, node, Op.JUMP_IF_FALSE_OR_POP);
  const end = unit.newBlock();
  unit.jumpArtificial(Op.JUMP, end);
  unit.use(cleanup);
  unit.emit(Op.SWAP, 2);
  unit.emit(Op.POP_TOP);
  unit.use(end);
}

/** Jumps to `target` if the truth of `original` is `condition`; falls through otherwise. */
export function jumpIf(g: CodeGenerator, original: ExprNode, target: Block, condition: boolean): void {
  const { unit } = g;
  const node = g.tree.resolve(original);
  if (g.constantOf(node) === undefined) {
    switch (node.nodeType) {
      case 'UnaryOp':
        if (node.op.nodeType !== 'Not') break;
        jumpIf(g, node.operand, target, !condition);
        return;
      case 'BoolOp':
        jumpIfBoolean(g, node, target, condition);
        return;
      case 'IfExp': {
        const end = unit.newBlock();
        const next = unit.newBlock();
        jumpIf(g, node.test, next, false);
        jumpIf(g, node.body, target, condition);
        unit.jumpArtificial(Op.JUMP, end);
        unit.use(next);
        jumpIf(g, node.orelse, target, condition);
        unit.use(end);
        return;
      }
      case 'Compare':
        unit.location = locationOf(node);
        if (node.ops.length === 1) break;
        jumpIfChain(g, node, target, condition);
        return;
    }
  }
  visit(g, node);
  unit.jump(condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target);
}

function jumpIfBoolean(g: CodeGenerator, node: Expr<'BoolOp'>, target: Block, condition: boolean): void {
  const { unit } = g;
  const decides = node.op.nodeType === 'Or';
  const early = decides === condition ? target : unit.newBlock();
  node.values.forEach((value, i) => {
    if (i < node.values.length - 1) jumpIf(g, value, early, decides);
    else jumpIf(g, value, target, condition);
  });
  if (early !== target) unit.use(early);
}

function jumpIfChain(g: CodeGenerator, node: Expr<'Compare'>, target: Block, condition: boolean): void {
  const { unit } = g;
  const cleanup = visitChain(g, node, Op.POP_JUMP_IF_FALSE);
  unit.jump(condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target);
  const end = unit.newBlock();
  unit.jumpArtificial(Op.JUMP, end);
  unit.use(cleanup);
  unit.emit(Op.POP_TOP);
  if (!condition) unit.jumpArtificial(Op.JUMP, target);
  unit.use(end);
}

function visitJoinedString(g: CodeGenerator, node: Expr<'JoinedStr'>): void {
  const { unit } = g;
  const count = node.values.length;
  if (count <= STACK_USE_GUIDELINE) {
    visitAll(g, node.values);
    if (count !== 1) unit.emit(Op.BUILD_STRING, count);
    return;
  }
  unit.loadConstant(str(''));
  unit.emitName(Op.LOAD_METHOD, 'join');
  unit.emit(Op.BUILD_LIST, 0);
  for (const value of node.values) {
    visit(g, value);
    unit.emit(Op.LIST_APPEND, 1);
  }
  unit.emit(Op.CALL, 1);
}

function visitFormattedValue(g: CodeGenerator, node: Expr<'FormattedValue'>): void {
  visit(g, node.value);
  const conversion = formatConversions[node.conversion] ?? 0;
  if (node.format_spec === undefined) {
    g.unit.emit(Op.FORMAT_VALUE, conversion);
    return;
  }
  visit(g, node.format_spec);
  g.unit.emit(Op.FORMAT_VALUE, conversion | FORMAT_HAS_SPEC);
}

function visitSlice(g: CodeGenerator, node: Expr<'Slice'>): void {
  const { unit } = g;
  for (const bound of [node.lower, node.upper]) {
    if (bound !== undefined && bound !== null) visit(g, bound);
    else unit.loadNone();
  }
  const hasStep = node.step !== undefined && node.step !== null;
  if (hasStep) visit(g, node.step as ExprNode);
  unit.emit(Op.BUILD_SLICE, hasStep ? 3 : 2);
}
