/**
 * Peephole optimisation of the control-flow graph, pass for pass as CPython 3.11's compile.c does it
 * (`optimize_cfg` and what it calls), because the order of the passes decides which instruction remains.
 *
 * 1. fold constant conditions, tuples of constants and stack swaps within each block; thread jumps;
 * 2. copy short exit blocks without a line number over jumps to them;
 * 3. drop unreachable blocks, needless NOPs and jumps to the next instruction.
 */
import { type Block, type Instruction, isBlockPush, isUnconditionalJump, skipEmpty } from './blocks.ts';
import type { Constant } from './code.ts';
import type { ConstantTable } from './constant-table.ts';
import { isTruthy } from './constants.ts';
import { isJump, Op } from './opcodes.ts';
import { applyStaticSwaps, optimiseSwaps } from './swaps.ts';

/** Exit blocks up to this size are copied instead of jumped to. */
const MAX_COPY_SIZE = 4;

/** Marks blocks that leave the function or never fall through; lets jumps skip empty blocks. */
export function normaliseBlock(block: Block): void {
  for (const instruction of block.instructions) {
    switch (instruction.op) {
      case Op.RETURN_VALUE:
      case Op.RAISE_VARARGS:
      case Op.RERAISE:
        block.exits = true;
        block.noFallThrough = true;
        break;
      case Op.JUMP:
      case Op.JUMP_BACKWARD_NO_INTERRUPT:
        block.noFallThrough = true;
        break;
    }
    if (isJump(instruction.op) && instruction.op !== Op.SEND)
      instruction.target = skipEmpty(targetOf(instruction));
  }
}

/** Replaces a final jump to a short exit block without line numbers by a copy of that block. */
export function extendBlock(block: Block): void {
  const last = block.last;
  if (last === undefined || last.op !== Op.JUMP) return;
  const target = targetOf(last);
  if (!target.exits || target.instructions.length > MAX_COPY_SIZE || hasLine(target)) return;
  last.op = Op.NOP;
  for (const instruction of target.instructions) block.instructions.push(instruction.clone());
  block.exits = true;
}

/** The passes of `optimize_cfg`. `blocks` holds every block in order of allocation. */
export function optimiseGraph(entry: Block, blocks: readonly Block[], constants: ConstantTable): void {
  for (let block: Block | null = entry; block !== null; block = block.next) {
    optimiseBlock(block, constants);
    removeNops(block);
  }
  for (let i = blocks.length - 1; i >= 0; i -= 1) extendBlock(blocks[i] as Block);
  markReachable(entry);
  for (let block: Block | null = entry; block !== null; block = block.next) {
    if (block.predecessors > 0) continue;
    block.instructions = [];
    block.noFallThrough = false;
  }
  removeEmptyBlocks(entry);
  for (let block: Block | null = entry; block !== null; block = block.next) removeNops(block);
  removeJumpsToNext(entry);
}

/** Removes NOPs that carry no line of their own. */
export function removeNops(block: Block): void {
  const kept: Instruction[] = [];
  let previousLine = -1;
  const instructions = block.instructions;
  for (let i = 0; i < instructions.length; i += 1) {
    const instruction = instructions[i] as Instruction;
    const line = instruction.location.line;
    if (instruction.op === Op.NOP && isNeedlessNop(block, i, previousLine)) continue;
    kept.push(instruction);
    previousLine = line;
  }
  block.instructions = kept;
}

function isNeedlessNop(block: Block, index: number, previousLine: number): boolean {
  const nop = block.instructions[index] as Instruction;
  const line = nop.location.line;
  if (line < 0 || previousLine === line) return true;
  const following = block.instructions[index + 1];
  if (following !== undefined) {
    if (following.location.line === line) return true;
    if (following.location.line >= 0) return false;
    following.location = nop.location;
    return true;
  }
  if (block.next === null) return false;
  const next = skipEmpty(block.next);
  return !next.isEmpty && (next.instructions[0] as Instruction).location.line === line;
}

function hasLine(block: Block): boolean {
  return block.instructions.some((instruction) => instruction.location.line > 0);
}

function targetOf(instruction: Instruction): Block {
  if (instruction.target === null)
    throw new Error('A jump instruction has no target block; give it one where it is emitted.');
  return instruction.target;
}

function optimiseBlock(block: Block, constants: ConstantTable): void {
  const instructions = block.instructions;
  for (let i = 0; i < instructions.length; i += 1) {
    const instruction = instructions[i] as Instruction;
    if (isJump(instruction.op) || isBlockPush(instruction.op)) {
      instruction.target = skipEmpty(targetOf(instruction));
      if (threadJump(instruction)) i -= 1;
      continue;
    }
    switch (instruction.op) {
      case Op.LOAD_CONST:
        foldConditionOnConstant(block, i, constants.at(instruction.arg));
        break;
      case Op.BUILD_TUPLE:
        foldTuple(instructions, i, constants);
        break;
      case Op.SWAP:
        if (instruction.arg === 1) {
          instruction.op = Op.NOP;
          break;
        }
        i = optimiseSwaps(instructions, i);
        applyStaticSwaps(instructions, i);
        break;
      case Op.PUSH_NULL: {
        const next = instructions[i + 1];
        if (next?.op !== Op.LOAD_GLOBAL) break;
        instruction.op = Op.NOP;
        instruction.arg = 0;
        next.arg |= 1;
        break;
      }
    }
  }
}

/** LOAD_CONST before a conditional jump or a test for None: decided here. */
function foldConditionOnConstant(block: Block, index: number, constant: Constant): void {
  const load = block.instructions[index] as Instruction;
  const next = block.instructions[index + 1];
  if (next === undefined) return;
  switch (next.op) {
    case Op.POP_JUMP_IF_FALSE:
    case Op.POP_JUMP_IF_TRUE: {
      const jumps = isTruthy(constant) === (next.op === Op.POP_JUMP_IF_TRUE);
      load.op = Op.NOP;
      next.op = jumps ? Op.JUMP : Op.NOP;
      if (jumps) block.noFallThrough = true;
      break;
    }
    case Op.JUMP_IF_FALSE_OR_POP:
    case Op.JUMP_IF_TRUE_OR_POP: {
      const jumps = isTruthy(constant) === (next.op === Op.JUMP_IF_TRUE_OR_POP);
      next.op = jumps ? Op.JUMP : Op.NOP;
      if (jumps) block.noFallThrough = true;
      else load.op = Op.NOP;
      break;
    }
    case Op.IS_OP: {
      const jump = block.instructions[index + 2];
      if (constant.kind !== 'none' || jump === undefined) break;
      if (jump.op !== Op.POP_JUMP_IF_FALSE && jump.op !== Op.POP_JUMP_IF_TRUE) break;
      const whenNotNone = (next.arg !== 0) !== (jump.op === Op.POP_JUMP_IF_FALSE);
      load.op = Op.NOP;
      next.op = Op.NOP;
      jump.op = whenNotNone ? Op.POP_JUMP_IF_NOT_NONE : Op.POP_JUMP_IF_NONE;
      break;
    }
  }
}

/** BUILD_TUPLE n; UNPACK_SEQUENCE n becomes a swap; a tuple of constants becomes a constant. */
function foldTuple(instructions: Instruction[], index: number, constants: ConstantTable): void {
  const build = instructions[index] as Instruction;
  const size = build.arg;
  const next = instructions[index + 1];
  if (next?.op === Op.UNPACK_SEQUENCE && next.arg === size && size >= 1 && size <= 3) {
    build.op = Op.NOP;
    next.op = size === 1 ? Op.NOP : Op.SWAP;
    return;
  }
  if (index < size) return;
  const items: Constant[] = [];
  for (let i = index - size; i < index; i += 1) {
    const load = instructions[i] as Instruction;
    if (load.op !== Op.LOAD_CONST) return;
    items.push(constants.at(load.arg));
  }
  for (let i = index - size; i < index; i += 1) (instructions[i] as Instruction).op = Op.NOP;
  build.op = Op.LOAD_CONST;
  build.arg = constants.add({ kind: 'tuple', items });
}

/** Lets a jump to a jump go where the second one leads. True if the jump changed and deserves another look. */
function threadJump(jump: Instruction): boolean {
  const target = targetOf(jump).instructions[0];
  if (target === undefined) return false;
  switch (jump.op) {
    case Op.JUMP_IF_FALSE_OR_POP:
      return threadBoolean(jump, target, Op.POP_JUMP_IF_FALSE, Op.POP_JUMP_IF_TRUE, Op.JUMP_IF_TRUE_OR_POP);
    case Op.JUMP_IF_TRUE_OR_POP:
      return threadBoolean(jump, target, Op.POP_JUMP_IF_TRUE, Op.POP_JUMP_IF_FALSE, Op.JUMP_IF_FALSE_OR_POP);
    case Op.POP_JUMP_IF_NOT_NONE:
    case Op.POP_JUMP_IF_NONE:
    case Op.POP_JUMP_IF_FALSE:
    case Op.POP_JUMP_IF_TRUE:
    case Op.JUMP:
      return target.op === Op.JUMP && redirect(jump, target, jump.op);
    default:
      return false;
  }
}

function threadBoolean(
  jump: Instruction,
  target: Instruction,
  samePop: number,
  oppositePop: number,
  oppositeOrPop: number,
): boolean {
  if (target.op === samePop) return redirect(jump, target, samePop);
  if (target.op === Op.JUMP || target.op === jump.op) return redirect(jump, target, jump.op);
  if (target.op !== oppositePop && target.op !== oppositeOrPop) return false;
  if (jump.location.line !== target.location.line) return false;
  jump.op = samePop;
  jump.target = targetOf(jump).next;
  return true;
}

function redirect(jump: Instruction, target: Instruction, op: number): boolean {
  if (jump.location.line !== target.location.line || jump.target === target.target) return false;
  jump.target = target.target;
  jump.op = op;
  return true;
}

function markReachable(entry: Block): void {
  const pending: Block[] = [entry];
  entry.predecessors = 1;
  const reach = (block: Block): void => {
    if (block.predecessors === 0) pending.push(block);
    block.predecessors += 1;
  };
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    if (block.next !== null && !block.noFallThrough) reach(block.next);
    for (const instruction of block.instructions) {
      if (isJump(instruction.op) || isBlockPush(instruction.op)) reach(targetOf(instruction));
    }
  }
}

function removeEmptyBlocks(entry: Block): void {
  for (let block: Block | null = entry; block !== null; block = block.next) {
    if (block.next !== null) block.next = skipEmpty(block.next);
  }
  for (let block: Block | null = entry; block !== null; block = block.next) {
    const last = block.last;
    if (last !== undefined && isJump(last.op)) last.target = skipEmpty(targetOf(last));
  }
}

function removeJumpsToNext(entry: Block): void {
  let changed = false;
  for (let block: Block | null = entry; block !== null; block = block.next) {
    const last = block.last;
    if (last === undefined || !isUnconditionalJump(last.op) || last.target !== block.next) continue;
    block.noFallThrough = false;
    last.op = Op.NOP;
    changed = true;
  }
  if (changed) removeEmptyBlocks(entry);
}
