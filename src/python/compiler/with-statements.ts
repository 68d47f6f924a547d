/** Code for `with` and `async with`; several items nest. */
import { locationOf, type WithNode } from './ast.ts';
import { type Block, NO_LOCATION } from './blocks.ts';
import { emitAwait, visit } from './expressions.ts';
import type { CodeGenerator } from './generator.ts';
import { Op, Pseudo } from './opcodes.ts';
import { visitStatements } from './statements.ts';
import { emitExitCall, emitPopExceptAndReraise } from './unwind.ts';

/** Compiles `node` from item `index` on. */
export function visitWith(g: CodeGenerator, node: WithNode, index: number): void {
  const { unit } = g;
  const item = node.items[index];
  if (item === undefined) {
    visitStatements(g, node.body);
    return;
  }
  const isAsync = node.nodeType === 'AsyncWith';
  const block = unit.newBlock();
  const final = unit.newBlock();
  const exit = unit.newBlock();
  const cleanup = unit.newBlock();
  visit(g, item.context_expr);
  unit.emit(isAsync ? Op.BEFORE_ASYNC_WITH : Op.BEFORE_WITH);
  if (isAsync) emitAwait(g, 1);
  unit.jump(Pseudo.SETUP_WITH, final);
  unit.use(block);
  unit.frameBlocks.push({ kind: isAsync ? 'async with' : 'with', node });
  if (item.optional_vars !== undefined && item.optional_vars !== null) visit(g, item.optional_vars);
  else unit.emit(Op.POP_TOP);
  visitWith(g, node, index + 1);
  if (!isAsync) unit.location = NO_LOCATION;
  unit.emit(Pseudo.POP_BLOCK);
  unit.frameBlocks.pop();
  unit.location = locationOf(node);
  emitExitCall(g, isAsync);
  unit.emit(Op.POP_TOP);
  unit.jump(Op.JUMP, exit);
  unit.use(final);
  unit.jump(Pseudo.SETUP_CLEANUP, cleanup);
  unit.emit(Op.PUSH_EXC_INFO);
  unit.emit(Op.WITH_EXCEPT_START);
  if (isAsync) emitAwait(g, 2);
  emitExceptionalExit(g, cleanup);
  unit.use(exit);
}

/** After `__exit__` saw an exception: swallow it if the answer is true, else raise it again. */
function emitExceptionalExit(g: CodeGenerator, cleanup: Block): void {
  const { unit } = g;
  unit.location = NO_LOCATION;
  const swallow = unit.newBlock();
  unit.jump(Op.POP_JUMP_IF_TRUE, swallow);
  unit.emit(Op.RERAISE, 2);
  unit.use(cleanup);
  emitPopExceptAndReraise(g);
  unit.use(swallow);
  unit.emit(Op.POP_TOP);
  unit.emit(Pseudo.POP_BLOCK);
  unit.emit(Op.POP_EXCEPT);
  unit.emit(Op.POP_TOP);
  unit.emit(Op.POP_TOP);
}
