/**
 * From a finished control-flow graph to a code object (CPython 3.11's `assemble`): prefix instructions for
 * generators and cells, optimisation, line propagation, stack depth, exception table, layout.
 */
import {
  type Block,
  Instruction,
  isBlockPush,
  isScopeExit,
  isUnconditionalJump,
  type Location,
  NO_LOCATION,
} from './blocks.ts';
import { Code, CodeFlag, type ExceptionEntry, LocalKind, POSITION_WORDS } from './code.ts';
import { labelExceptionTargets, removeExceptionMarkers } from './exception-table.ts';
import { duplicateExitsWithoutLine, guaranteeLinesForExits, propagateLines } from './line-numbers.ts';
import { INSTRUCTION_WORDS, isJump, Op, Pseudo } from './opcodes.ts';
import { extendBlock, normaliseBlock, optimiseGraph, removeNops } from './optimise.ts';
import { stackEffect } from './stack-effects.ts';
import type { Unit } from './unit.ts';

const GENERATOR_FLAGS = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

/** Finishes `unit`; `flags` are the code object's. */
export function assemble(unit: Unit, flags: number, filename: string): Code {
  const { blocks, entry } = unit;
  for (let i = blocks.length - 1; i >= 0; i -= 1) normaliseBlock(blocks[i] as Block);
  for (let i = blocks.length - 1; i >= 0; i -= 1) extendBlock(blocks[i] as Block);
  const slots = layOutCells(unit);
  insertPrefix(unit, flags, slots);
  fixCellSlots(entry, slots);
  optimiseGraph(entry, blocks, unit.constants);
  duplicateExitsWithoutLine(blocks);
  const constantCount = countUsedConstants(entry, unit.constants.size);
  propagateLines(entry);
  guaranteeLinesForExits(entry, unit.firstLine);
  const stackSize = computeStackDepth(entry, (flags & GENERATOR_FLAGS) !== 0 ? 1 : 0);
  labelExceptionTargets(entry);
  removeExceptionMarkers(entry);
  for (let block: Block | null = entry; block !== null; block = block.next) removeNops(block);
  normaliseJumps(entry);
  const code = emit(entry);
  const varNames = [...unit.varNames.keys()];
  const freeNames = [...unit.freeNames.keys()];
  const argumentCells = varNames.filter((name) => unit.cellNames.has(name));
  const otherCells = [...unit.cellNames.keys()].filter((name) => !unit.varNames.has(name));
  return new Code({
    name: unit.name,
    qualname: unit.qualname,
    filename,
    firstLine: unit.firstLine,
    flags,
    argCount: unit.argCount + unit.posOnlyArgCount,
    posOnlyArgCount: unit.posOnlyArgCount,
    kwOnlyArgCount: unit.kwOnlyArgCount,
    varNames,
    cellNames: [...argumentCells, ...otherCells],
    freeNames,
    localsPlusNames: [...varNames, ...otherCells, ...freeNames],
    localsPlusKinds: Uint8Array.from([
      ...varNames.map((name) => LocalKind.LOCAL | (unit.cellNames.has(name) ? LocalKind.CELL : 0)),
      ...otherCells.map(() => LocalKind.CELL),
      ...freeNames.map(() => LocalKind.FREE),
    ]),
    stackSize,
    constants: unit.constants.slice(constantCount),
    names: [...unit.names.keys()],
    ...code,
  });
}

/** Frame slots of the cells and free variables: an argument that is a cell stays in the argument's slot. */
function layOutCells(unit: Unit): number[] {
  const slots: number[] = [];
  let next = unit.varNames.size;
  for (const name of unit.cellNames.keys()) slots.push(unit.varNames.get(name) ?? next++);
  for (let i = 0; i < unit.freeNames.size; i += 1) slots.push(next++);
  return slots;
}

function insertPrefix(unit: Unit, flags: number, slots: readonly number[]): void {
  const prefix: Instruction[] = [];
  const add = (op: number, arg: number, location: Location): void => {
    prefix.push(new Instruction(op, arg, null, location));
  };
  if (unit.freeNames.size > 0) add(Op.COPY_FREE_VARS, unit.freeNames.size, NO_LOCATION);
  const cells = [...unit.cellNames.values()].sort((a, b) => (slots[a] as number) - (slots[b] as number));
  for (const cell of cells) add(Op.MAKE_CELL, cell, NO_LOCATION);
  if ((flags & GENERATOR_FLAGS) !== 0) {
    const line = unit.firstLine;
    add(Op.RETURN_GENERATOR, 0, { line, endLine: line, col: -1, endCol: -1 });
    add(Op.POP_TOP, 0, NO_LOCATION);
  }
  unit.entry.instructions.unshift(...prefix);
}

function fixCellSlots(entry: Block, slots: readonly number[]): void {
  for (let block: Block | null = entry; block !== null; block = block.next) {
    for (const instruction of block.instructions) {
      switch (instruction.op) {
        case Op.MAKE_CELL:
        case Op.LOAD_CLOSURE:
        case Op.LOAD_DEREF:
        case Op.STORE_DEREF:
        case Op.DELETE_DEREF:
        case Op.LOAD_CLASSDEREF:
          instruction.arg = slots[instruction.arg] as number;
      }
    }
  }
}

/** Trailing constants that no instruction uses are dropped; the first may be a docstring and stays. */
function countUsedConstants(entry: Block, size: number): number {
  let highest = 0;
  for (let block: Block | null = entry; block !== null; block = block.next) {
    for (const { op, arg } of block.instructions) {
      if (op === Op.LOAD_CONST || op === Op.KW_NAMES) highest = Math.max(highest, arg);
    }
  }
  return Math.min(highest + 1, size);
}

/** The deepest stack on any path; also notes each block's depth at its start. */
function computeStackDepth(entry: Block, initial: number): number {
  let deepest = 0;
  const pending: Block[] = [];
  const enter = (block: Block, depth: number): void => {
    if (block.startDepth >= depth || block.startDepth >= 100) return;
    block.startDepth = depth;
    pending.push(block);
  };
  enter(entry, initial);
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    let depth = block.startDepth;
    let fallsThrough = true;
    for (const { op, arg, target } of block.instructions) {
      const next = depth + stackEffect(op, arg, false);
      deepest = Math.max(deepest, next);
      if (target !== null && (isJump(op) || isBlockPush(op))) {
        const there = depth + stackEffect(op, arg, true);
        deepest = Math.max(deepest, there);
        enter(target, there);
      }
      depth = next;
      if (isUnconditionalJump(op) || isScopeExit(op)) {
        fallsThrough = false;
        break;
      }
    }
    if (fallsThrough && block.next !== null) enter(block.next, depth);
  }
  return deepest;
}

const backwardForms: Readonly<Record<number, number>> = {
  [Op.JUMP]: Op.JUMP_BACKWARD,
  [Op.POP_JUMP_IF_FALSE]: Op.POP_JUMP_IF_FALSE_BACKWARD,
  [Op.POP_JUMP_IF_TRUE]: Op.POP_JUMP_IF_TRUE_BACKWARD,
  [Op.POP_JUMP_IF_NONE]: Op.POP_JUMP_IF_NONE_BACKWARD,
  [Op.POP_JUMP_IF_NOT_NONE]: Op.POP_JUMP_IF_NOT_NONE_BACKWARD,
};

/** Gives jumps the opcode of their direction, now that the order of the blocks is final. */
function normaliseJumps(entry: Block): void {
  for (let block: Block | null = entry; block !== null; block = block.next) block.visited = false;
  for (let block: Block | null = entry; block !== null; block = block.next) {
    block.visited = true;
    const last = block.last;
    if (last === undefined || last.target === null || !isJump(last.op)) continue;
    if (last.target.visited) last.op = backwardForms[last.op] ?? last.op;
    else if (last.op === Op.JUMP_BACKWARD_NO_INTERRUPT) last.op = Op.JUMP;
  }
}

interface Emitted {
  readonly instructions: Int32Array;
  readonly positions: Int32Array;
  readonly exceptionTable: readonly ExceptionEntry[];
}

function emit(entry: Block): Emitted {
  const all: Instruction[] = [];
  for (let block: Block | null = entry; block !== null; block = block.next) {
    block.offset = all.length * INSTRUCTION_WORDS;
    for (const instruction of block.instructions) if (instruction.op !== Pseudo.RESUME) all.push(instruction);
  }
  const instructions = new Int32Array(all.length * INSTRUCTION_WORDS);
  const positions = new Int32Array(all.length * POSITION_WORDS);
  all.forEach((instruction, i) => {
    const at = i * INSTRUCTION_WORDS;
    instructions[at] = instruction.op;
    instructions[at + 1] =
      instruction.target !== null && isJump(instruction.op) ? instruction.target.offset : instruction.arg;
    const { line, endLine, col, endCol } = instruction.location;
    // CPython's table has no end line of its own for a place without columns.
    positions.set([line, col < 0 && endLine < 0 ? line : endLine, col, endCol], i * POSITION_WORDS);
  });
  return { instructions, positions, exceptionTable: buildExceptionTable(all) };
}

/** Consecutive instructions under one handler become one entry. */
function buildExceptionTable(all: readonly Instruction[]): ExceptionEntry[] {
  const table: ExceptionEntry[] = [];
  let start = 0;
  for (let i = 0; i < all.length; i = start) {
    const handler = (all[i] as Instruction).handler;
    for (start = i + 1; start < all.length && (all[start] as Instruction).handler === handler; ) start += 1;
    if (handler === null) continue;
    const lasti = handler.preservesLasti;
    table.push({
      start: i * INSTRUCTION_WORDS,
      end: start * INSTRUCTION_WORDS,
      target: handler.offset,
      depth: handler.startDepth - 1 - (lasti ? 1 : 0),
      lasti,
    });
  }
  return table;
}
