/** The code that runs when `return`, `break` or `continue` leaves a nested construct. */
import { locationOf } from './ast.ts';
import { NO_LOCATION } from './blocks.ts';
import { emitAwait } from './expressions.ts';
import type { FrameBlock } from './frame-blocks.ts';
import type { CodeGenerator } from './generator.ts';
import { Op, Pseudo } from './opcodes.ts';
import { visitStatements } from './statements.ts';

/**
 * Leaves all constructs, innermost first, up to but without the first that `stop` accepts, which is returned.
 *
 * @param preserve keep the top of the stack (a return value)
 */
export function unwindAll(
  g: CodeGenerator,
  preserve: boolean,
  stop?: (block: FrameBlock) => boolean,
): FrameBlock | undefined {
  const { frameBlocks } = g.unit;
  const top = frameBlocks.pop();
  if (top === undefined) return undefined;
  let found: FrameBlock | undefined = top;
  if (stop?.(top) !== true) {
    unwind(g, top, preserve);
    found = unwindAll(g, preserve, stop);
  }
  frameBlocks.push(top);
  return found;
}

/** Leaves one construct, which is no longer on the stack of frame blocks (or is the loop that is left). */
export function unwind(g: CodeGenerator, block: FrameBlock, preserve: boolean): void {
  const { unit } = g;
  const keep = (): void => {
    if (preserve) unit.emit(Op.SWAP, 2);
  };
  switch (block.kind) {
    case 'while':
    case 'exception handler':
    case 'async comprehension':
      break;
    case 'for':
    case 'value':
      keep();
      unit.emit(Op.POP_TOP);
      break;
    case 'try':
      unit.emit(Pseudo.POP_BLOCK);
      break;
    case 'finally':
      unit.emit(Pseudo.POP_BLOCK);
      if (preserve) unit.frameBlocks.push({ kind: 'value' });
      visitStatements(g, block.body);
      if (preserve) unit.frameBlocks.pop();
      unit.location = NO_LOCATION;
      break;
    case 'finally end':
      keep();
      unit.emit(Op.POP_TOP);
      keep();
      unit.emit(Pseudo.POP_BLOCK);
      unit.emit(Op.POP_EXCEPT);
      break;
    case 'with':
    case 'async with':
      unit.location = locationOf(block.node);
      unit.emit(Pseudo.POP_BLOCK);
      keep();
      emitExitCall(g, block.kind === 'async with');
      unit.emit(Op.POP_TOP);
      unit.location = NO_LOCATION;
      break;
    case 'handler cleanup':
      if (block.name !== undefined) unit.emit(Pseudo.POP_BLOCK);
      keep();
      unit.emit(Pseudo.POP_BLOCK);
      unit.emit(Op.POP_EXCEPT);
      if (block.name !== undefined) clearHandlerName(g, block.name);
      break;
  }
}

/** `__exit__(None, None, None)`, awaited for `async with`. */
export function emitExitCall(g: CodeGenerator, isAsync: boolean): void {
  for (let i = 0; i < 3; i += 1) g.unit.loadNone();
  g.unit.emit(Op.CALL, 2);
  if (isAsync) emitAwait(g, 2);
}

/** `name = None; del name` at the end of `except … as name`. */
export function clearHandlerName(g: CodeGenerator, name: string): void {
  g.unit.loadNone();
  g.unit.variable(name, 'Store');
  g.unit.variable(name, 'Del');
}

/** End of an exception handler that failed itself: the exception goes on. */
export function emitPopExceptAndReraise(g: CodeGenerator): void {
  g.unit.emit(Op.COPY, 3);
  g.unit.emit(Op.POP_EXCEPT);
  g.unit.emit(Op.RERAISE, 1);
}
