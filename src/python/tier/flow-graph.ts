import { INSTRUCTION_WORDS, Op } from '../compiler/opcodes.ts';
import { stackEffect } from '../compiler/stack-effects.ts';

/** A run of instructions that is entered at its first and left at its last. */
export interface Block {
  /** Its place in reverse postorder. */
  readonly index: number;
  readonly start: number;
  /** Behind its last instruction. */
  readonly end: number;
  /** Operands on the stack when it is entered. */
  readonly depth: number;
  readonly successors: readonly number[];
  /** Nearest block that every path from the entry to here goes through; of the entry itself, its own index. */
  dominator: number;
  /** A jump back leads here. */
  isLoop: boolean;
  /** Entered by more than one forward edge: it is emitted once, and jumped to. */
  isMerge: boolean;
}

export interface FlowGraph {
  /** In reverse postorder, the entry first. */
  readonly blocks: readonly Block[];
  /** Operands on the stack before each instruction. */
  readonly depths: ReadonlyMap<number, number>;
}

/** More than this is left to the interpreter. */
const BLOCKS_MAX = 400;

/** Instructions at which compiled code hands over to the interpreter for good. */
const leaving = new Set<number>([
  Op.YIELD_VALUE,
  Op.RETURN_GENERATOR,
  Op.SEND,
  Op.GET_AWAITABLE,
  Op.GET_AITER,
  Op.GET_ANEXT,
  Op.END_ASYNC_FOR,
  Op.ASYNC_GEN_WRAP,
  Op.BEFORE_ASYNC_WITH,
  Op.RAISE_VARARGS,
  Op.RERAISE,
  Op.PUSH_EXC_INFO,
  Op.WITH_EXCEPT_START,
  Op.POP_EXCEPT,
  Op.CHECK_EXC_MATCH,
  Op.CHECK_EG_MATCH,
  Op.PREP_RERAISE_STAR,
  Op.PRINT_EXPR,
  Op.JUMP_BACKWARD_NO_INTERRUPT,
]);

export function isLeaving(op: number): boolean {
  return leaving.has(op);
}

/** Whether control may go to the instruction's argument. */
export function isJump(op: number): boolean {
  switch (op) {
    case Op.JUMP:
    case Op.JUMP_BACKWARD:
    case Op.FOR_ITER:
    case Op.POP_JUMP_IF_FALSE:
    case Op.POP_JUMP_IF_TRUE:
    case Op.POP_JUMP_IF_FALSE_BACKWARD:
    case Op.POP_JUMP_IF_TRUE_BACKWARD:
    case Op.POP_JUMP_IF_NONE:
    case Op.POP_JUMP_IF_NOT_NONE:
    case Op.POP_JUMP_IF_NONE_BACKWARD:
    case Op.POP_JUMP_IF_NOT_NONE_BACKWARD:
    case Op.JUMP_IF_FALSE_OR_POP:
    case Op.JUMP_IF_TRUE_OR_POP:
      return true;
    default:
      return false;
  }
}

function fallsThrough(op: number): boolean {
  return op !== Op.JUMP && op !== Op.JUMP_BACKWARD && op !== Op.RETURN_VALUE && !isLeaving(op);
}

/**
 * The control flow that begins at `entry` with `depth` operands; exception handlers are not in it.
 * @returns null if there are too many, or a loop has two entries
 */
export function flowGraph(code: Int32Array, entry: number, depth: number): FlowGraph | null {
  const depths = depthsFrom(code, entry, depth);
  const starts = blockStarts(code, entry, depths);
  if (starts.size > BLOCKS_MAX) return null;
  const edges = new Map<number, { end: number; to: number[] }>();
  for (const start of starts) edges.set(start, extent(code, start, starts));
  const order = reversePostorder(entry, (start) => edges.get(start)!.to);
  const indexOf = new Map(order.map((start, index) => [start, index]));
  const blocks = order.map((start, index): Block => {
    const { end, to } = edges.get(start)!;
    const successors = to.map((target) => indexOf.get(target)!);
    return {
      index,
      start,
      end,
      depth: depths.get(start)!,
      successors,
      dominator: index === 0 ? 0 : -1,
      isLoop: false,
      isMerge: false,
    };
  });
  return arrange(blocks) ? { blocks, depths } : null;
}

function depthsFrom(code: Int32Array, entry: number, depth: number): Map<number, number> {
  const depths = new Map<number, number>([[entry, depth]]);
  const work = [entry];
  for (let pc = work.pop(); pc !== undefined; pc = work.pop()) {
    const op = code[pc]!;
    const arg = code[pc + 1]!;
    const before = depths.get(pc)!;
    const visit = (target: number, after: number) => {
      if (depths.has(target)) return;
      depths.set(target, after);
      work.push(target);
    };
    if (isLeaving(op)) continue;
    if (isJump(op)) visit(arg, before + stackEffect(plain(op), arg, true));
    if (fallsThrough(op)) visit(pc + INSTRUCTION_WORDS, before + stackEffect(plain(op), arg, false));
  }
  return depths;
}

/** The backward forms of jumps change the stack as the forward ones do. */
function plain(op: number): number {
  switch (op) {
    case Op.JUMP_BACKWARD:
      return Op.JUMP;
    case Op.POP_JUMP_IF_FALSE_BACKWARD:
    case Op.POP_JUMP_IF_TRUE_BACKWARD:
    case Op.POP_JUMP_IF_NONE_BACKWARD:
    case Op.POP_JUMP_IF_NOT_NONE_BACKWARD:
      return Op.POP_JUMP_IF_FALSE;
    default:
      return op;
  }
}

function blockStarts(code: Int32Array, entry: number, depths: ReadonlyMap<number, number>): Set<number> {
  const starts = new Set([entry]);
  for (const pc of depths.keys()) {
    const op = code[pc]!;
    if (!isJump(op)) continue;
    starts.add(code[pc + 1]!);
    if (fallsThrough(op)) starts.add(pc + INSTRUCTION_WORDS);
  }
  return starts;
}

function extent(code: Int32Array, start: number, starts: ReadonlySet<number>): { end: number; to: number[] } {
  for (let pc = start; ; pc += INSTRUCTION_WORDS) {
    const op = code[pc]!;
    const end = pc + INSTRUCTION_WORDS;
    if (isJump(op)) return { end, to: fallsThrough(op) ? [end, code[pc + 1]!] : [code[pc + 1]!] };
    if (!fallsThrough(op)) return { end, to: [] };
    if (starts.has(end)) return { end, to: [end] };
  }
}

function reversePostorder(entry: number, successors: (start: number) => readonly number[]): number[] {
  const seen = new Set([entry]);
  const path: { start: number; next: number }[] = [{ start: entry, next: 0 }];
  const order: number[] = [];
  while (path.length > 0) {
    const top = path[path.length - 1]!;
    const to = successors(top.start);
    if (top.next === to.length) {
      order.push(top.start);
      path.pop();
      continue;
    }
    const target = to[top.next++]!;
    if (seen.has(target)) continue;
    seen.add(target);
    path.push({ start: target, next: 0 });
  }
  return order.reverse();
}

/**
 * Finds dominators (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm"), loops and merges.
 * @returns false if a loop has two entries
 */
function arrange(blocks: Block[]): boolean {
  const forward = blocks.map((): number[] => []);
  for (const block of blocks)
    for (const to of block.successors) if (to > block.index) forward[to]!.push(block.index);
  const meet = (a: number, b: number): number => {
    let [x, y] = [a, b];
    while (x !== y) {
      if (x > y) x = blocks[x]!.dominator;
      else y = blocks[y]!.dominator;
    }
    return x;
  };
  // Forward edges alone: in a graph whose loops have one entry each, jumps back change no dominator.
  for (const block of blocks.slice(1)) block.dominator = forward[block.index]!.reduce(meet);
  for (const block of blocks) {
    block.isMerge = forward[block.index]!.length > 1;
    for (const to of block.successors) {
      if (to > block.index) continue;
      if (!dominates(blocks, to, block.index)) return false;
      blocks[to]!.isLoop = true;
    }
  }
  return true;
}

function dominates(blocks: readonly Block[], upper: number, lower: number): boolean {
  let at = lower;
  while (at > upper) at = blocks[at]!.dominator;
  return at === upper;
}
