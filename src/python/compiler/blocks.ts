/**
 * The control-flow graph that code generation builds and the optimiser rewrites: basic blocks of
 * instructions, linked in the order in which they fall through.
 */
import { isJump, Op, Pseudo } from './opcodes.ts';

/** A source range; line -1 marks an artificial instruction. */
export interface Location {
  readonly line: number;
  readonly endLine: number;
  readonly col: number;
  readonly endCol: number;
}

export const NO_LOCATION: Location = { line: -1, endLine: -1, col: -1, endCol: -1 };

/** One instruction before assembly; a jump holds its target block instead of an argument. */
export class Instruction {
  op: number;
  arg: number;
  target: Block | null;
  location: Location;
  /** The handler that protects this instruction; set by `labelExceptionTargets`. */
  handler: Block | null = null;

  constructor(op: number, arg: number, target: Block | null, location: Location) {
    this.op = op;
    this.arg = arg;
    this.target = target;
    this.location = location;
  }

  clone(): Instruction {
    return new Instruction(this.op, this.arg, this.target, this.location);
  }
}

/** A basic block: control enters at the first instruction and leaves after the last. */
export class Block {
  instructions: Instruction[] = [];
  /** The block that follows in the code, and in control flow unless `noFallThrough`. */
  next: Block | null = null;
  noFallThrough = false;
  /** Ends with a return or a raise. */
  exits = false;
  hasReturn = false;
  /** As an exception handler: the raising instruction's pc is pushed below the exception. */
  preservesLasti = false;
  predecessors = 0;
  startDepth = Number.MIN_SAFE_INTEGER;
  visited = false;
  /** Handlers in force at the start, innermost last; set by `labelExceptionTargets`. */
  handlers: Block[] | null = null;
  /** Word offset of the first instruction; set by the assembler. */
  offset = 0;

  get isEmpty(): boolean {
    return this.instructions.length === 0;
  }

  get last(): Instruction | undefined {
    return this.instructions[this.instructions.length - 1];
  }
}

/** Whether `op` starts a protected range. */
export function isBlockPush(op: number): boolean {
  return op === Pseudo.SETUP_FINALLY || op === Pseudo.SETUP_CLEANUP || op === Pseudo.SETUP_WITH;
}

export function isUnconditionalJump(op: number): boolean {
  return op === Op.JUMP || op === Op.JUMP_BACKWARD_NO_INTERRUPT;
}

export function isScopeExit(op: number): boolean {
  return op === Op.RETURN_VALUE || op === Op.RAISE_VARARGS || op === Op.RERAISE;
}

/** Whether a new block must start after `op`. */
export function endsBlock(op: number): boolean {
  return isJump(op) || isScopeExit(op);
}

/** The first block from `block` on that holds an instruction. */
export function skipEmpty(block: Block): Block {
  let at = block;
  while (at.isEmpty && at.next !== null) at = at.next;
  return at;
}
