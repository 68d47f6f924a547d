/** Code for loops and for the statements that leave them or the function. */
import { locationOf, type Stmt } from './ast.ts';
import { NO_LOCATION } from './blocks.ts';
import { emitAnext } from './comprehensions.ts';
import { jumpIf, visit } from './expressions.ts';
import { isLoop } from './frame-blocks.ts';
import type { CodeGenerator } from './generator.ts';
import { Op, Pseudo } from './opcodes.ts';
import { visitStatements } from './statements.ts';
import { unwind, unwindAll } from './unwind.ts';

export function visitFor(g: CodeGenerator, node: Stmt<'For'>): void {
  const { unit } = g;
  const start = unit.newBlock();
  const body = unit.newBlock();
  const cleanup = unit.newBlock();
  const end = unit.newBlock();
  unit.frameBlocks.push({ kind: 'for', block: start, exit: end });
  visit(g, node.iter);
  unit.emit(Op.GET_ITER);
  unit.use(start);
  unit.jump(Op.FOR_ITER, cleanup);
  unit.use(body);
  visit(g, node.target);
  visitStatements(g, node.body);
  unit.location = NO_LOCATION;
  unit.jump(Op.JUMP, start);
  unit.use(cleanup);
  unit.frameBlocks.pop();
  visitStatements(g, node.orelse);
  unit.use(end);
}

export function visitAsyncFor(g: CodeGenerator, node: Stmt<'AsyncFor'>): void {
  const { unit } = g;
  const start = unit.newBlock();
  const except = unit.newBlock();
  const end = unit.newBlock();
  visit(g, node.iter);
  unit.emit(Op.GET_AITER);
  unit.use(start);
  unit.frameBlocks.push({ kind: 'for', block: start, exit: end });
  unit.jump(Pseudo.SETUP_FINALLY, except);
  emitAnext(g);
  unit.emit(Pseudo.POP_BLOCK);
  visit(g, node.target);
  visitStatements(g, node.body);
  unit.location = NO_LOCATION;
  unit.jump(Op.JUMP, start);
  unit.frameBlocks.pop();
  unit.use(except);
  // The end of the iteration belongs to the `for`, not to the last line of the body.
  unit.location = locationOf(g.tree.resolve(node.iter));
  unit.emit(Op.END_ASYNC_FOR);
  visitStatements(g, node.orelse);
  unit.use(end);
}

export function visitWhile(g: CodeGenerator, node: Stmt<'While'>): void {
  const { unit } = g;
  const loop = unit.newBlock();
  const body = unit.newBlock();
  const anchor = unit.newBlock();
  const end = unit.newBlock();
  unit.use(loop);
  unit.frameBlocks.push({ kind: 'while', block: loop, exit: end });
  jumpIf(g, node.test, anchor, false);
  unit.use(body);
  visitStatements(g, node.body);
  unit.location = locationOf(node);
  jumpIf(g, node.test, body, true);
  unit.frameBlocks.pop();
  unit.use(anchor);
  visitStatements(g, node.orelse);
  unit.use(end);
}

export function visitReturn(g: CodeGenerator, node: Stmt<'Return'>): void {
  const { unit } = g;
  const value = node.value ?? undefined;
  const constant = value === undefined ? undefined : g.constantOf(value);
  const preserve = value !== undefined && constant === undefined;
  if (value !== undefined) {
    if (preserve) visit(g, value);
    else {
      unit.location = locationOf(value);
      unit.emit(Op.NOP);
    }
  }
  if (value === undefined || g.tree.resolve(value).lineno !== node.lineno) {
    unit.location = locationOf(node);
    unit.emit(Op.NOP);
  }
  unwindAll(g, preserve);
  if (value === undefined) unit.loadNone();
  else if (constant !== undefined) unit.loadConstant(constant);
  unit.emit(Op.RETURN_VALUE);
}

export function visitBreak(g: CodeGenerator): void {
  const { unit } = g;
  unit.emit(Op.NOP);
  const loop = unwindAll(g, false, isLoop);
  if (loop === undefined || !isLoop(loop))
    throw new Error("'break' outside loop: validation should refuse it.");
  unwind(g, loop, false);
  unit.jump(Op.JUMP, loop.exit);
}

export function visitContinue(g: CodeGenerator): void {
  const { unit } = g;
  unit.emit(Op.NOP);
  const loop = unwindAll(g, false, isLoop);
  if (loop === undefined || !isLoop(loop))
    throw new Error("'continue' outside loop: validation should refuse it.");
  unit.jump(Op.JUMP, loop.block);
}
