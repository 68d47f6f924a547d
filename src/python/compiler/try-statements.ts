/** Code for try/except/else/finally and except*. The stack layouts are those of CPython 3.11. */
import type { ExprNode } from 'py-ast';
import { type ExceptHandlerNode, locationOf, type TryNode } from './ast.ts';
import { type Block, NO_LOCATION } from './blocks.ts';
import { visit } from './expressions.ts';
import type { CodeGenerator } from './generator.ts';
import { Op, Pseudo } from './opcodes.ts';
import { visitStatements } from './statements.ts';
import { clearHandlerName, emitPopExceptAndReraise } from './unwind.ts';

export function visitTry(g: CodeGenerator, node: TryNode): void {
  if (node.finalbody.length > 0) visitTryFinally(g, node);
  else visitTryExcept(g, node);
}

function visitTryExcept(g: CodeGenerator, node: TryNode): void {
  if (node.nodeType === 'TryStar') visitTryExceptStar(g, node);
  else visitTryExceptPlain(g, node);
}

function visitTryFinally(g: CodeGenerator, node: TryNode): void {
  const { unit } = g;
  const body = unit.newBlock();
  const end = unit.newBlock();
  const exit = unit.newBlock();
  const cleanup = unit.newBlock();
  unit.jump(Pseudo.SETUP_FINALLY, end);
  unit.use(body);
  unit.frameBlocks.push({ kind: 'finally', body: node.finalbody });
  if (node.handlers.length > 0) visitTryExcept(g, node);
  else visitStatements(g, node.body);
  unit.emitArtificial(Pseudo.POP_BLOCK);
  unit.frameBlocks.pop();
  visitStatements(g, node.finalbody);
  unit.jumpArtificial(Op.JUMP, exit);
  unit.use(end);
  unit.location = NO_LOCATION;
  unit.jump(Pseudo.SETUP_CLEANUP, cleanup);
  unit.emit(Op.PUSH_EXC_INFO);
  unit.frameBlocks.push({ kind: 'finally end' });
  visitStatements(g, node.finalbody);
  unit.frameBlocks.pop();
  unit.emit(Op.RERAISE, 0);
  unit.use(cleanup);
  emitPopExceptAndReraise(g);
  unit.use(exit);
}

function visitTryExceptPlain(g: CodeGenerator, node: TryNode): void {
  const { unit } = g;
  const body = unit.newBlock();
  const except = unit.newBlock();
  const end = unit.newBlock();
  const cleanup = unit.newBlock();
  unit.jump(Pseudo.SETUP_FINALLY, except);
  unit.use(body);
  unit.frameBlocks.push({ kind: 'try' });
  visitStatements(g, node.body);
  unit.frameBlocks.pop();
  unit.emitArtificial(Pseudo.POP_BLOCK);
  visitStatements(g, node.orelse);
  unit.jumpArtificial(Op.JUMP, end);
  unit.use(except);
  unit.location = NO_LOCATION;
  unit.jump(Pseudo.SETUP_CLEANUP, cleanup);
  unit.emit(Op.PUSH_EXC_INFO);
  unit.frameBlocks.push({ kind: 'exception handler' });
  for (const handler of node.handlers) visitHandler(g, handler, end);
  unit.location = NO_LOCATION;
  unit.frameBlocks.pop();
  unit.emit(Op.RERAISE, 0);
  unit.use(cleanup);
  emitPopExceptAndReraise(g);
  unit.use(end);
}

function typeOf(handler: ExceptHandlerNode): ExprNode | undefined {
  return handler.type ?? undefined;
}

function visitHandler(g: CodeGenerator, handler: ExceptHandlerNode, end: Block): void {
  const { unit } = g;
  unit.location = locationOf(handler);
  const next = unit.newBlock();
  const type = typeOf(handler);
  if (type !== undefined) {
    visit(g, type);
    unit.emit(Op.CHECK_EXC_MATCH);
    unit.jump(Op.POP_JUMP_IF_FALSE, next);
  }
  const name = handler.name ?? undefined;
  if (name !== undefined && !g.options.keepsExceptionName) visitNamedHandlerBody(g, handler, name, end);
  else {
    const body = unit.newBlock();
    if (name === undefined) unit.emit(Op.POP_TOP);
    else unit.variable(name, 'Store');
    unit.use(body);
    unit.frameBlocks.push({ kind: 'handler cleanup', name: undefined });
    visitStatements(g, handler.body);
    unit.frameBlocks.pop();
    unit.location = NO_LOCATION;
    unit.emit(Pseudo.POP_BLOCK);
    unit.emit(Op.POP_EXCEPT);
    unit.jump(Op.JUMP, end);
  }
  unit.use(next);
}

/** `except E as name`: an inner try/finally unbinds the name. */
function visitNamedHandlerBody(g: CodeGenerator, handler: ExceptHandlerNode, name: string, end: Block): void {
  const { unit } = g;
  const cleanupEnd = unit.newBlock();
  const cleanupBody = unit.newBlock();
  unit.variable(name, 'Store');
  unit.jump(Pseudo.SETUP_CLEANUP, cleanupEnd);
  unit.use(cleanupBody);
  unit.frameBlocks.push({ kind: 'handler cleanup', name });
  visitStatements(g, handler.body);
  unit.frameBlocks.pop();
  unit.location = NO_LOCATION;
  unit.emit(Pseudo.POP_BLOCK);
  unit.emit(Pseudo.POP_BLOCK);
  unit.emit(Op.POP_EXCEPT);
  clearHandlerName(g, name);
  unit.jump(Op.JUMP, end);
  unit.use(cleanupEnd);
  unit.location = NO_LOCATION;
  clearHandlerName(g, name);
  unit.emit(Op.RERAISE, 1);
}

/**
 * except*: the stack holds the original group, a list of what is to be raised, and the rest not yet handled.
 */
function visitTryExceptStar(g: CodeGenerator, node: TryNode): void {
  const { unit } = g;
  const body = unit.newBlock();
  const except = unit.newBlock();
  const orelse = unit.newBlock();
  const end = unit.newBlock();
  const cleanup = unit.newBlock();
  const reraiseStar = unit.newBlock();
  unit.jump(Pseudo.SETUP_FINALLY, except);
  unit.use(body);
  unit.frameBlocks.push({ kind: 'try' });
  visitStatements(g, node.body);
  unit.frameBlocks.pop();
  unit.emitArtificial(Pseudo.POP_BLOCK);
  unit.jumpArtificial(Op.JUMP, orelse);
  unit.use(except);
  unit.location = NO_LOCATION;
  unit.jump(Pseudo.SETUP_CLEANUP, cleanup);
  unit.emit(Op.PUSH_EXC_INFO);
  unit.frameBlocks.push({ kind: 'exception handler' });
  node.handlers.forEach((handler, i) => {
    visitStarHandler(g, handler, i === 0);
    if (i < node.handlers.length - 1) return;
    unit.emit(Op.LIST_APPEND, 1);
    unit.jump(Op.JUMP, reraiseStar);
  });
  unit.location = NO_LOCATION;
  unit.frameBlocks.pop();
  const reraise = unit.newBlock();
  unit.use(reraiseStar);
  unit.emit(Op.PREP_RERAISE_STAR);
  unit.emit(Op.COPY, 1);
  unit.jump(Op.POP_JUMP_IF_NOT_NONE, reraise);
  unit.emit(Op.POP_TOP);
  unit.emit(Pseudo.POP_BLOCK);
  unit.emit(Op.POP_EXCEPT);
  unit.jump(Op.JUMP, end);
  unit.use(reraise);
  unit.emit(Pseudo.POP_BLOCK);
  unit.emit(Op.SWAP, 2);
  unit.emit(Op.POP_EXCEPT);
  unit.emit(Op.RERAISE, 0);
  unit.use(cleanup);
  emitPopExceptAndReraise(g);
  unit.use(orelse);
  visitStatements(g, node.orelse);
  unit.use(end);
}

function visitStarHandler(g: CodeGenerator, handler: ExceptHandlerNode, isFirst: boolean): void {
  const { unit } = g;
  unit.location = locationOf(handler);
  const handled = unit.newBlock();
  const next = unit.newBlock();
  const noMatch = unit.newBlock();
  if (isFirst) {
    unit.emit(Op.COPY, 1);
    unit.emit(Op.BUILD_LIST, 0);
    unit.emit(Op.SWAP, 2);
  }
  const type = typeOf(handler);
  if (type !== undefined) {
    visit(g, type);
    unit.emit(Op.CHECK_EG_MATCH);
    unit.emit(Op.COPY, 1);
    unit.jump(Op.POP_JUMP_IF_NONE, noMatch);
  }
  const cleanupEnd = unit.newBlock();
  const cleanupBody = unit.newBlock();
  const name = handler.name ?? undefined;
  if (name !== undefined) unit.variable(name, 'Store');
  else unit.emit(Op.POP_TOP);
  unit.jump(Pseudo.SETUP_CLEANUP, cleanupEnd);
  unit.use(cleanupBody);
  unit.frameBlocks.push({ kind: 'handler cleanup', name });
  visitStatements(g, handler.body);
  unit.frameBlocks.pop();
  unit.location = NO_LOCATION;
  unit.emit(Pseudo.POP_BLOCK);
  if (name !== undefined) clearHandlerName(g, name);
  unit.jump(Op.JUMP, handled);
  unit.use(cleanupEnd);
  unit.location = NO_LOCATION;
  if (name !== undefined) clearHandlerName(g, name);
  unit.emit(Op.LIST_APPEND, 3);
  unit.emit(Op.POP_TOP);
  unit.jump(Op.JUMP, next);
  unit.use(handled);
  unit.emit(Op.NOP);
  unit.jump(Op.JUMP, next);
  unit.use(noMatch);
  unit.emit(Op.POP_TOP);
  unit.use(next);
}
