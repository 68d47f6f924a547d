/**
 * Comprehensions and generator expressions: a nested function that gets the outermost iterator as its
 * argument `.0`. For Python 2.7 a list comprehension runs in place instead and leaks its variable.
 */
import type { Comprehension, ExprNode } from 'py-ast';
import { type ComprehensionNode, locationOf } from './ast.ts';
import { emitAwait, emitYield, emitYieldFrom, jumpIf, visit } from './expressions.ts';
import type { CodeGenerator } from './generator.ts';
import { Op, Pseudo } from './opcodes.ts';

const kinds = {
  ListComp: { name: '<listcomp>', build: Op.BUILD_LIST, add: Op.LIST_APPEND },
  SetComp: { name: '<setcomp>', build: Op.BUILD_SET, add: Op.SET_ADD },
  DictComp: { name: '<dictcomp>', build: Op.BUILD_MAP, add: Op.MAP_ADD },
  GeneratorExp: { name: '<genexpr>', build: undefined, add: undefined },
} as const;

export function visitComprehension(g: CodeGenerator, node: ComprehensionNode): void {
  if (node.nodeType === 'ListComp' && g.options.comprehensionScope === 'inline-leaking') {
    g.unit.emit(Op.BUILD_LIST, 0);
    visitGenerator(g, node, 0, 0, false);
    return;
  }
  const { unit } = g;
  const { name, build } = kinds[node.nodeType];
  const outermost = node.generators[0] as Comprehension;
  const inner = g.enter('comprehension', name, node, node.lineno);
  inner.location = locationOf(node);
  inner.argCount = 1;
  const isAsync = inner.scope.isCoroutine;
  if (build !== undefined) inner.emit(build, 0);
  visitGenerator(g, node, 0, 0, true);
  if (build !== undefined) inner.emit(Op.RETURN_VALUE);
  g.makeClosure(g.leave(true), 0);
  visit(g, outermost.iter);
  unit.emit(outermost.is_async !== 0 ? Op.GET_AITER : Op.GET_ITER);
  unit.emit(Op.CALL, 0);
  if (isAsync && build !== undefined) emitAwait(g, 0);
}

/** The loop of generator `index`. `depth`: iterators on the stack above the collection. */
function visitGenerator(
  g: CodeGenerator,
  node: ComprehensionNode,
  index: number,
  depth: number,
  nested: boolean,
): void {
  const generator = node.generators[index] as Comprehension;
  const isArgument = index === 0 && nested;
  if (generator.is_async !== 0) visitAsyncGenerator(g, node, index, depth, isArgument, nested);
  else visitSyncGenerator(g, node, index, depth, isArgument, nested);
}

/** `for y in [f(x)]` only names a value: no loop. */
function singleElement(g: CodeGenerator, iter: ExprNode): ExprNode | undefined {
  const node = g.tree.resolve(iter);
  if (g.constantOf(node) !== undefined) return undefined;
  if (node.nodeType !== 'List' && node.nodeType !== 'Tuple') return undefined;
  const [only] = node.elts;
  return node.elts.length === 1 && only?.nodeType !== 'Starred' ? only : undefined;
}

function visitSyncGenerator(
  g: CodeGenerator,
  node: ComprehensionNode,
  index: number,
  depth: number,
  isArgument: boolean,
  nested: boolean,
): void {
  const { unit } = g;
  const generator = node.generators[index] as Comprehension;
  const start = unit.newBlock();
  const next = unit.newBlock();
  const anchor = unit.newBlock();
  const single = index > 0 ? singleElement(g, generator.iter) : undefined;
  if (isArgument) unit.emit(Op.LOAD_FAST, 0);
  else if (single !== undefined) visit(g, single);
  else {
    visit(g, generator.iter);
    unit.emit(Op.GET_ITER);
  }
  if (single === undefined) {
    unit.use(start);
    unit.jump(Op.FOR_ITER, anchor);
  }
  visit(g, generator.target);
  for (const condition of generator.ifs) jumpIf(g, condition, next, false);
  visitInner(g, node, index, single === undefined ? depth + 1 : depth, nested);
  unit.use(next);
  if (single !== undefined) return;
  unit.jump(Op.JUMP, start);
  unit.use(anchor);
}

function visitAsyncGenerator(
  g: CodeGenerator,
  node: ComprehensionNode,
  index: number,
  depth: number,
  isArgument: boolean,
  nested: boolean,
): void {
  const { unit } = g;
  const generator = node.generators[index] as Comprehension;
  const start = unit.newBlock();
  const except = unit.newBlock();
  const next = unit.newBlock();
  if (isArgument) unit.emit(Op.LOAD_FAST, 0);
  else {
    visit(g, generator.iter);
    unit.emit(Op.GET_AITER);
  }
  unit.use(start);
  unit.frameBlocks.push({ kind: 'async comprehension' });
  unit.jump(Pseudo.SETUP_FINALLY, except);
  emitAnext(g);
  unit.emit(Pseudo.POP_BLOCK);
  visit(g, generator.target);
  for (const condition of generator.ifs) jumpIf(g, condition, next, false);
  visitInner(g, node, index, depth + 1, nested);
  unit.use(next);
  unit.jump(Op.JUMP, start);
  unit.frameBlocks.pop();
  unit.use(except);
  unit.emit(Op.END_ASYNC_FOR);
}

/** Awaits the next item of the asynchronous iterator on the stack. */
export function emitAnext(g: CodeGenerator): void {
  g.unit.emit(Op.GET_ANEXT);
  g.unit.loadNone();
  emitYieldFrom(g);
}

/** What runs for every item of generator `index`: the next loop, or the element. */
function visitInner(
  g: CodeGenerator,
  node: ComprehensionNode,
  index: number,
  depth: number,
  nested: boolean,
): void {
  const { unit } = g;
  if (index + 1 < node.generators.length) {
    visitGenerator(g, node, index + 1, depth, nested);
    return;
  }
  if (node.nodeType === 'GeneratorExp') {
    visit(g, node.elt);
    emitYield(g);
    unit.emit(Op.POP_TOP);
    return;
  }
  if (node.nodeType === 'DictComp') {
    visit(g, node.key);
    visit(g, node.value);
  } else visit(g, node.elt);
  unit.emit(kinds[node.nodeType].add, depth + 1);
}
