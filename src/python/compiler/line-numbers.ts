/**
 * Line numbers of artificial instructions (PEP 626): every instruction that leaves a frame needs a line, so
 * exit blocks without one are copied until each has a single predecessor to inherit it from.
 */
import { Block, type Instruction, NO_LOCATION } from './blocks.ts';
import { isJump, Op } from './opcodes.ts';

function isExitWithoutLine(block: Block): boolean {
  return block.exits && block.instructions.every((instruction) => instruction.location.line < 0);
}

function copyBlock(block: Block): Block {
  const copy = new Block();
  copy.instructions = block.instructions.map((instruction) => instruction.clone());
  copy.exits = block.exits;
  copy.noFallThrough = true;
  return copy;
}

/** Gives each jump to an exit block without a line its own copy. New blocks are appended to `blocks`. */
export function duplicateExitsWithoutLine(blocks: Block[]): void {
  for (let i = blocks.length - 1; i >= 0; i -= 1) {
    const last = (blocks[i] as Block).last;
    if (last === undefined || last.target === null || !isJump(last.op)) continue;
    const target = last.target;
    if (!isExitWithoutLine(target) || target.predecessors <= 1) continue;
    const copy = copyBlock(target);
    blocks.push(copy);
    (copy.instructions[0] as Instruction).location = last.location;
    last.target = copy;
    target.predecessors -= 1;
    copy.predecessors = 1;
    copy.next = target.next;
    target.next = copy;
  }
  for (const block of blocks) {
    while (block.next?.isEmpty === true) block.next = block.next.next;
  }
  for (let i = blocks.length - 1; i >= 0; i -= 1) {
    const block = blocks[i] as Block;
    const last = block.last;
    if (block.noFallThrough || block.next === null || last === undefined) continue;
    if (isExitWithoutLine(block.next)) (block.next.instructions[0] as Instruction).location = last.location;
  }
}

/** Lets instructions without a line inherit their predecessor's. */
export function propagateLines(entry: Block): void {
  for (let block: Block | null = entry; block !== null; block = block.next) {
    const last = block.last;
    if (last === undefined) continue;
    let location = NO_LOCATION;
    for (const instruction of block.instructions) {
      if (instruction.location.line < 0) instruction.location = location;
      else location = instruction.location;
    }
    const inherit = (successor: Block | null): void => {
      const first = successor?.instructions[0];
      if (successor?.predecessors === 1 && first !== undefined && first.location.line < 0)
        first.location = location;
    };
    if (!block.noFallThrough) inherit(block.next);
    if (isJump(last.op)) inherit(last.target);
  }
}

/** A return that still has no line takes that of the code before it. */
export function guaranteeLinesForExits(entry: Block, firstLine: number): void {
  let line = firstLine;
  for (let block: Block | null = entry; block !== null; block = block.next) {
    const last = block.last;
    if (last === undefined) continue;
    if (last.location.line >= 0) {
      line = last.location.line;
    } else if (last.op === Op.RETURN_VALUE) {
      for (const instruction of block.instructions) instruction.location = { ...instruction.location, line };
    }
  }
}
