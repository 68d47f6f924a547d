import { POLL_WORD } from '../../heap/layout.ts';
import { INSTRUCTION_WORDS, Op } from '../compiler/opcodes.ts';
import {
  ITEMS_DATA,
  ITER_END,
  ITER_INDEX,
  ITER_KIND,
  ITER_OVER,
  ITER_STEP,
  IterKind,
  LIST_ITEMS,
  LIST_LENGTH,
  NUMBER_VALUE,
  Shape,
} from '../objects/shapes.ts';
import { F_PC } from '../vm/frames.ts';
import type { Emission } from './emission.ts';
import { compareForJump, identical } from './operator-text.ts';
import type { Ending } from './structure.ts';

/** Text of jumps and loops. */

const backwardJumps = new Set<number>([
  Op.POP_JUMP_IF_FALSE_BACKWARD,
  Op.POP_JUMP_IF_TRUE_BACKWARD,
  Op.POP_JUMP_IF_NONE_BACKWARD,
  Op.POP_JUMP_IF_NOT_NONE_BACKWARD,
]);

/** JUMP_BACKWARD: limits, then a safepoint. */
export function turn(e: Emission): void {
  const aside = e.ops.aside(0);
  e.line(`if (T[0] >= IN.budget || I[${POLL_WORD}] !== 0) ${e.slowly(aside, `${e.here} X.turned();`)}`);
}

/** Takes the top operand off. @returns a variable with its truth */
export function popTruth(e: Emission): string {
  const { ops } = e;
  const aside = ops.aside(1);
  const name = ops.peek(0);
  const truth = ops.temporary();
  e.line(
    `if (${e.shape(name)} === ${Shape.BOOL}) ${truth} = I[${name} + ${NUMBER_VALUE}] !== 0;`,
    `else ${e.slowly(aside, `${truth} = X.truth(${name}, ${ops.mask(1)}, ${e.place});`)}`,
  );
  const owned = ops.isOwned(0);
  ops.forget(1);
  if (owned) ops.release(name);
  return truth;
}

export function popJumpTruth(e: Emission, pc: number): Ending {
  const op = e.code[pc]!;
  return branchOn(e, pc, popTruth(e), op === Op.POP_JUMP_IF_TRUE || op === Op.POP_JUMP_IF_TRUE_BACKWARD);
}

export function popJumpNone(e: Emission, pc: number): Ending {
  const { ops } = e;
  const op = e.code[pc]!;
  const name = ops.peek(0);
  const condition = ops.temporary();
  e.line(`${condition} = ${name} === W.words[0];`);
  ops.drop();
  return branchOn(e, pc, condition, op === Op.POP_JUMP_IF_NONE || op === Op.POP_JUMP_IF_NONE_BACKWARD);
}

function branchOn(e: Emission, pc: number, condition: string, jumpIf: boolean): Ending {
  const { ops, code } = e;
  const backward = backwardJumps.has(code[pc]!);
  if (backward) {
    ops.settle(0);
    e.line(`if (I[${POLL_WORD}] !== 0) {`, e.here, 'X.safepoint();', '}');
  }
  const operands = ops.stack.slice();
  const arm = (target: number) => ({ lines: backward ? looked(e, target) : [], target, operands });
  const jump = arm(code[pc + 1]!);
  const fall = arm(pc + INSTRUCTION_WORDS);
  return { kind: 'branch', condition, yes: jumpIf ? jump : fall, no: jumpIf ? fall : jump };
}

/** The look at limits behind a conditional jump back, which has been decided. */
function looked(e: Emission, target: number): string[] {
  return [`if (T[0] >= IN.budget) { K[at + ${F_PC}] = ${target}; R.top = ${e.ops.top()}; X.look(); }`];
}

export function jumpOrPop(e: Emission, pc: number, target: number, jumpIf: boolean): Ending {
  const { ops } = e;
  const aside = ops.aside(0);
  const name = ops.peek(0);
  const truth = ops.temporary();
  e.line(
    `if (${e.shape(name)} === ${Shape.BOOL}) ${truth} = I[${name} + ${NUMBER_VALUE}] !== 0;`,
    `else ${e.slowly(aside, `${e.here} ${truth} = vm.protocols.truthy(S[R.top - 1]);`)}`,
  );
  const jump = { lines: [], target, operands: ops.stack.slice() };
  const before = ops.lines.length;
  ops.drop();
  const popped = ops.lines.splice(before);
  const fall = { lines: popped, target: pc + INSTRUCTION_WORDS, operands: ops.stack.slice() };
  return { kind: 'branch', condition: truth, yes: jumpIf ? jump : fall, no: jumpIf ? fall : jump };
}

/** Ranges and lists inline. */
export function forIter(e: Emission, pc: number, target: number): Ending {
  const { ops } = e;
  ops.settle(0);
  const iterator = ops.temporary();
  const item = ops.temporary();
  const left = ops.temporary();
  const over = ops.temporary();
  e.line(
    `${iterator} = ${ops.place(ops.stack.length - 1)};`,
    `${item} = 0;`,
    `if (${e.shape(iterator)} === ${Shape.RANGE_ITERATOR}) {`,
    `${left} = I[${iterator} + ${ITER_END}];`,
    `if (${left} > 0) {`,
    `${over} = I[${iterator} + ${ITER_INDEX}];`,
    `${item} = X.int(${over});`,
    `if (${item} !== 0) {`,
    `I[${iterator} + ${ITER_END}] = ${left} - 1;`,
    `I[${iterator} + ${ITER_INDEX}] = ${over} + I[${iterator} + ${ITER_STEP}];`,
    '} }',
    `} else if (${e.shape(iterator)} === ${Shape.ITERATOR} && I[${iterator} + ${ITER_KIND}] === ${IterKind.LIST}) {`,
    `${over} = I[${iterator} + ${ITER_OVER}];`,
    `${left} = I[${iterator} + ${ITER_INDEX}];`,
    `if (${over} !== 0 && ${left} < I[${over} + ${LIST_LENGTH}]) {`,
    `I[${iterator} + ${ITER_INDEX}] = ${left} + 1;`,
    `${item} = I[I[${over} + ${LIST_ITEMS}] + ${ITEMS_DATA} + ${left}];`,
    ops.retainText(item),
    `if (I[${POLL_WORD}] !== 0) { ${e.here} ${item} = X.pollWith(${item}, ${ops.top()}); }`,
    '}',
    '}',
    `if (${item} === 0) {`,
    e.here,
    `${item} = X.next(${e.slotOf(1)});`,
    '}',
  );
  const operands = [...ops.stack, { kind: 'owned', name: item } as const];
  const yes = { lines: [], target: pc + INSTRUCTION_WORDS, operands };
  const before = ops.lines.length;
  ops.drop();
  ops.lines.push(`if (I[${POLL_WORD}] !== 0) { ${e.here} X.safepoint(); }`);
  const no = { lines: ops.lines.splice(before), target, operands: ops.stack.slice() };
  return { kind: 'branch', condition: `${item} !== 0`, yes, no };
}

/** A comparison whose only use is the jump behind it, as one; null if that is not what stands at `pc`. */
export function fused(e: Emission, pc: number, last: number): Ending | null {
  if (pc + INSTRUCTION_WORDS !== last) return null;
  const { ops, code } = e;
  const op = code[pc]!;
  const jump = code[last]!;
  const onTrue = jump === Op.POP_JUMP_IF_TRUE || jump === Op.POP_JUMP_IF_TRUE_BACKWARD;
  const onFalse = jump === Op.POP_JUMP_IF_FALSE || jump === Op.POP_JUMP_IF_FALSE_BACKWARD;
  if (!onTrue && !onFalse) return null;
  let truth: string;
  if (op === Op.COMPARE_OP) truth = compareForJump(e, code[pc + 1]!);
  else if (op === Op.IS_OP) {
    truth = identical(e, code[pc + 1] === 1);
    e.dropInOrder(2);
  } else return null;
  ops.pc = last;
  return branchOn(e, last, truth, onTrue);
}
