import { MARK_WORD, POLL_WORD } from '../../heap/layout.ts';
import { INSTRUCTION_WORDS, Op } from '../compiler/opcodes.ts';
import { CODE_ID, Shape } from '../objects/shapes.ts';
import { EXTRA_SLOTS } from '../vm/codes.ts';
import {
  F_BASE,
  F_CODE,
  F_FLAGS,
  F_PC,
  F_RETURN,
  FRAME_CONSTRUCTOR,
  FRAME_GENERATOR,
  FRAME_WORDS,
} from '../vm/frames.ts';
import type { Emission } from './emission.ts';
import { CALLED, DIRECT, GOES_ON } from './environment.ts';

/** Text of calls, of what a frame begins with, and of its end. */

/** Locals that are released one by one at the end. */
const INLINE_SLOTS = 4;

/** Where the innermost frame has to go on in the interpreter, all callers do too. */
const leaveIf = (result: string): string => `if (${result} === ${GOES_ON}) return ${GOES_ON};`;

export function call(e: Emission, pc: number, count: number): void {
  const { ops, code } = e;
  ops.settle(0);
  const base = ops.top(ops.stack.length - count - 2);
  const result = ops.temporary();
  e.line(e.here);
  if (code[pc - INSTRUCTION_WORDS] === Op.KW_NAMES) e.line(`${result} = X.call(${base}, ${count}, true);`);
  else {
    const callee = ops.temporary();
    const id = ops.temporary();
    const direct = (slot: number) => [
      `${id} = I[${callee} + ${CODE_ID}];`,
      `if (${e.shape(callee)} === ${Shape.FUNCTION} && X.arity[${id}] === ${count + 2 - slot}) ${result} = J[${id}](${base}, ${base} + ${slot}, ${DIRECT});`,
      `else ${result} = X.call(${base}, ${count}, false);`,
    ];
    e.line(
      `${callee} = S[${base}];`,
      `if (${callee} !== 0) {`,
      ...direct(1),
      '} else {',
      `${callee} = S[${base} + 1];`,
      ...direct(2),
      '}',
    );
  }
  e.line(leaveIf(result));
  ops.forget(count + 2);
  ops.pushOwned(result);
}

/** CALL_FUNCTION_EX and BEFORE_WITH. */
export function otherCall(e: Emission, op: number, arg: number): void {
  const { ops } = e;
  ops.settle(0);
  const result = ops.temporary();
  e.line(e.here, `${result} = X.callOther(${op}, ${arg}, ${ops.top()});`, leaveIf(result));
  // BEFORE_WITH leaves the bound __exit__ in the manager's place.
  if (op === Op.CALL_FUNCTION_EX) ops.forget(3 + (arg & 1));
  ops.pushOwned(result);
}

/** As Frames.leave does it, where there is nothing unusual about the frame. */
export function returnValue(e: Emission): void {
  const { ops, info, rules } = e;
  const result = ops.popOwned();
  const extras = `fp + ${info.slots}`;
  const unusual = rules.callerHolds
    ? 'true'
    : [
        `S[${extras}] !== 0`,
        `S[${extras} + 1] !== 0`,
        ...(rules.handledUntilReturn ? ['EX.handlingDepth === F.depth'] : []),
        `(v = F.control[at + ${F_FLAGS}] & ${FRAME_CONSTRUCTOR | FRAME_GENERATOR}) !== 0 && (v !== ${FRAME_CONSTRUCTOR} || ${result} !== W.words[0])`,
      ].join(' || ');
  e.line(
    `if (${unusual}) { S[${ops.top()}] = ${result}; F.control[at + ${F_PC}] = ${ops.pc}; R.top = ${ops.top()} + 1; return X.leave(); }`,
    'F.depth--;',
  );
  if (ops.counting) {
    e.line(`S[${extras} + ${EXTRA_SLOTS}] = ${result};`, `R.top = ${extras} + ${EXTRA_SLOTS + 1};`);
    const releaseV = `if ((I[v + ${MARK_WORD}] = I[v + ${MARK_WORD}] - 1) === 0) RT.destroy(v);`;
    if (info.slots > INLINE_SLOTS) e.line(`X.releaseLocals(fp, fp + ${info.slots});`);
    else {
      for (let slot = 0; slot < info.slots; slot++) {
        e.line(`v = S[fp + ${slot}]; if (v !== 0) { S[fp + ${slot}] = 0; ${releaseV} }`);
      }
    }
    e.line(`for (let p = ret; p < fp; p++) { v = S[p]; S[p] = 0; ${releaseV} }`);
  }
  e.line('R.top = ret;', `return ${result};`);
}

/** The beginning of the function; with `entry` 0 it can also make the frame itself. */
export function prologue(e: Emission, entry: number): string[] {
  const { info } = e;
  const top = info.slots + EXTRA_SLOTS;
  const lines = ['const S = R.stack;', 'let v = 0;', `let at = F.depth * ${FRAME_WORDS};`];
  if (entry !== 0) return [...lines, `at -= ${FRAME_WORDS};`];
  const { argCount } = info.code;
  lines.push(
    `if (entered === ${DIRECT}) {`,
    `if (F.depth >= X.bound || F.depth + HS.counted >= F.recursionLimit || fp + ${top + info.code.stackSize + 64} > S.length) return X.call(ret, ${argCount - 2} + fp - ret, false);`,
  );
  for (let slot = info.parameters; slot < top; slot++) lines.push(`S[fp + ${slot}] = 0;`);
  lines.push(
    `if (at + ${FRAME_WORDS} > F.control.length) F.grow();`,
    'const K = F.control;',
    `K[at + ${F_CODE}] = ${info.id};`,
    `K[at + ${F_PC}] = 0;`,
    `K[at + ${F_BASE}] = fp;`,
    `K[at + ${F_RETURN}] = ret;`,
    `K[at + ${F_FLAGS}] = 0;`,
    'F.depth++;',
    `R.top = fp + ${top};`,
    `} else at -= ${FRAME_WORDS};`,
    `if ((I[${POLL_WORD}] !== 0 || T[0] >= IN.budget) && entered <= ${CALLED}) X.began();`,
  );
  return lines;
}
