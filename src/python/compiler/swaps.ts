/**
 * Optimisation of SWAP runs, which pattern matching and tuple assignment produce: first the shortest run
 * with the same effect, then, where the operands are plain stores, stores in another order and no swap.
 */
import type { Instruction } from './blocks.ts';
import { Op } from './opcodes.ts';

const VISITED = -1;

/**
 * Replaces the run of SWAPs and NOPs at `start` by the shortest one with the same effect: each cycle of
 * the permutation is undone through the top of the stack (cs.stackexchange.com/a/13938).
 *
 * @returns the index of the run's last instruction
 */
export function optimiseSwaps(instructions: Instruction[], start: number): number {
  let depth = (instructions[start] as Instruction).arg;
  let length = 1;
  let several = false;
  for (; start + length < instructions.length; length += 1) {
    const { op, arg } = instructions[start + length] as Instruction;
    if (op === Op.SWAP) {
      depth = Math.max(depth, arg);
      several = true;
    } else if (op !== Op.NOP) break;
  }
  if (!several) return start;
  const stack = simulate(instructions, start, length, depth);
  let current = start + length - 1;
  for (let i = 0; i < depth; i += 1) {
    if (stack[i] === VISITED || stack[i] === i) continue;
    for (let j = i; ; ) {
      if (j !== 0) {
        const instruction = instructions[current] as Instruction;
        instruction.op = Op.SWAP;
        instruction.arg = j + 1;
        current -= 1;
      }
      const next = stack[j] as number;
      if (next === VISITED) break;
      stack[j] = VISITED;
      j = next;
    }
  }
  for (; current >= start; current -= 1) (instructions[current] as Instruction).op = Op.NOP;
  return start + length - 1;
}

function simulate(instructions: Instruction[], start: number, length: number, depth: number): number[] {
  const stack = Array.from({ length: depth }, (_, i) => i);
  for (let i = start; i < start + length; i += 1) {
    const { op, arg } = instructions[i] as Instruction;
    if (op !== Op.SWAP) continue;
    const top = stack[0] as number;
    stack[0] = stack[arg - 1] as number;
    stack[arg - 1] = top;
  }
  return stack;
}

function isSwappable(op: number): boolean {
  return op === Op.STORE_FAST || op === Op.POP_TOP;
}

function storesTo(instruction: Instruction): number {
  return instruction.op === Op.STORE_FAST ? instruction.arg : -1;
}

/** The next store or pop after `index` on the same line (any line if `line` < 0), or -1. */
function nextSwappable(instructions: Instruction[], index: number, line: number): number {
  for (let i = index + 1; i < instructions.length; i += 1) {
    const instruction = instructions[i] as Instruction;
    if (line >= 0 && instruction.location.line !== line) return -1;
    if (instruction.op === Op.NOP) continue;
    return isSwappable(instruction.op) ? i : -1;
  }
  return -1;
}

/** Applies SWAPs at or before `index` by swapping the stores that follow them. */
export function applyStaticSwaps(instructions: Instruction[], index: number): void {
  for (let i = index; i >= 0; i -= 1) {
    const swap = instructions[i] as Instruction;
    if (swap.op !== Op.SWAP) {
      if (swap.op === Op.NOP || isSwappable(swap.op)) continue;
      return;
    }
    const first = nextSwappable(instructions, i, -1);
    if (first < 0) return;
    const line = (instructions[first] as Instruction).location.line;
    let second = first;
    for (let count = swap.arg - 1; count > 0; count -= 1) {
      second = nextSwappable(instructions, second, line);
      if (second < 0) return;
    }
    if (conflicts(instructions, first, second)) return;
    swap.op = Op.NOP;
    const moved = instructions[first] as Instruction;
    instructions[first] = instructions[second] as Instruction;
    instructions[second] = moved;
  }
}

/** Whether reordering would change which value a variable ends up with. */
function conflicts(instructions: Instruction[], first: number, second: number): boolean {
  const a = storesTo(instructions[first] as Instruction);
  const b = storesTo(instructions[second] as Instruction);
  if (a < 0 && b < 0) return false;
  if (a === b) return true;
  for (let i = first + 1; i < second; i += 1) {
    const between = storesTo(instructions[i] as Instruction);
    if (between >= 0 && (between === a || between === b)) return true;
  }
  return false;
}
