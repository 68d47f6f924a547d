/**
 * Zero-cost exceptions: which handler protects each instruction is worked out by walking the graph with the
 * stack of handlers that SETUP_* and POP_BLOCK push and pop (PEP 657-era CPython, `label_exception_targets`).
 */
import { type Block, isBlockPush } from './blocks.ts';
import { isJump, Op, Pseudo } from './opcodes.ts';

/** Sets `handler` of every reachable instruction and `preservesLasti` of the handlers. */
export function labelExceptionTargets(entry: Block): void {
  for (let block: Block | null = entry; block !== null; block = block.next) block.visited = false;
  const pending: Block[] = [];
  const enter = (block: Block, handlers: readonly Block[]): void => {
    if (block.visited) return;
    block.visited = true;
    block.handlers = [...handlers];
    pending.push(block);
  };
  enter(entry, []);
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    const handlers = block.handlers ?? [];
    block.handlers = null;
    for (const instruction of block.instructions) {
      const { op, target } = instruction;
      if (isBlockPush(op) && target !== null) {
        enter(target, handlers);
        if (op !== Pseudo.SETUP_FINALLY) target.preservesLasti = true;
        handlers.push(target);
      } else if (op === Pseudo.POP_BLOCK) {
        handlers.pop();
      } else {
        instruction.handler = handlers[handlers.length - 1] ?? null;
        if (target !== null && isJump(op)) enter(target, handlers);
      }
    }
    if (!block.noFallThrough && block.next !== null) enter(block.next, handlers);
  }
}

/** SETUP_* and POP_BLOCK have done their work. */
export function removeExceptionMarkers(entry: Block): void {
  for (let block: Block | null = entry; block !== null; block = block.next) {
    for (const instruction of block.instructions) {
      if (isBlockPush(instruction.op) || instruction.op === Pseudo.POP_BLOCK) {
        instruction.op = Op.NOP;
        instruction.target = null;
      }
    }
  }
}
