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
import { CALLED, DIRECT, GOES_ON, KEPT } from './environment.ts';

/** Text of calls, of what a frame begins with, and of its end. */

/** Locals that are released one by one at the end. */
const INLINE_SLOTS = 8;

/** Where the innermost frame has to go on in the interpreter, all callers do too. */
const leaveIf = (result: string): string => `if (${result} === ${GOES_ON}) return ${GOES_ON};`;

export function call(e: Emission, pc: number, count: number): void {
  const { ops, code } = e;
  const below = ops.at(count + 1);
  ops.settle(0);
  const base = ops.top(ops.stack.length - count - 2);
  const result = ops.temporary();
  const indirect = (hasKeywords: boolean) =>
    `{ R.top = ${ops.top()}; ${result} = X.call(${base}, ${count}, ${hasKeywords}); }`;
  e.line(e.atPc);
  if (code[pc - INSTRUCTION_WORDS] === Op.KW_NAMES) e.line(indirect(true));
  else {
    const direct = (callee: string, slot: number) =>
      `if (${e.shape(callee)} === ${Shape.FUNCTION} && A[I[${callee} + ${CODE_ID}]] === ${count + 2 - slot}) ${result} = J[I[${callee} + ${CODE_ID}]](${base}, ${base} + ${slot}, ${DIRECT}); else ${indirect(false)}`;
    const function_ = ops.peek(count + 1);
    if (below.kind === 'null') e.line(direct(ops.peek(count), 2));
    else {
      const callee = ops.temporary();
      e.line(
        `if (${function_} !== 0) { ${direct(function_, 1)} }`,
        `else { ${callee} = S[${base} + 1]; ${direct(callee, 2)} }`,
      );
    }
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
  ops.unname();
  // BEFORE_WITH leaves the bound __exit__ in the manager's place.
  if (op === Op.CALL_FUNCTION_EX) ops.forget(3 + (arg & 1));
  ops.pushOwned(result);
}

/** The result is in `r` and in no slot: the frame ends at the end of the text. */
export function returnValue(e: Emission): void {
  const { ops } = e;
  const result = ops.popOwned();
  e.line(`r = ${result};`, e.atPc, 'break E;');
}

/** The frame ends: as Frames.leave does it, where there is nothing unusual about it. */
export function epilogue(e: Emission): string[] {
  const { ops, info, rules } = e;
  const extras = `fp + ${info.slots}`;
  const unusual = rules.callerHolds
    ? 'true'
    : [
        `S[${extras}] !== 0`,
        `S[${extras} + 1] !== 0`,
        ...(rules.handledUntilReturn ? ['EX.handlingDepth === F.depth'] : []),
        `(v = K[at + ${F_FLAGS}] & ${FRAME_CONSTRUCTOR | FRAME_GENERATOR}) !== 0 && (v !== ${FRAME_CONSTRUCTOR} || r !== ${e.static(0)})`,
      ].join(' || ');
  const lines = [
    `if (${unusual}) { S[${ops.top(0)}] = r; R.top = ${ops.top(1)}; return X.leave(); }`,
    'F.depth--;',
  ];
  if (ops.counting) {
    if (info.slots > INLINE_SLOTS) {
      lines.push(`S[${extras} + ${EXTRA_SLOTS}] = r;`, `R.top = ${extras} + ${EXTRA_SLOTS + 1};`);
      lines.push(`X.releaseLocals(fp, ${extras});`);
    } else {
      for (let slot = 0; slot < info.slots; slot++) {
        const local = e.local(slot);
        if (local.includes('[')) lines.push(`v = ${local};`);
        const name = local.includes('[') ? 'v' : local;
        lines.push(
          `if (${name} !== 0 && ${ops.lastText(name)}) X.deadLocal(${name}, fp, ${slot}, ${extras} + ${EXTRA_SLOTS}, r);`,
        );
      }
    }
    // Below the locals: the function, and in a frame that native code has made, what else the call holds.
    lines.push(
      `v = S[fp - 1];`,
      `if ((ret < fp - 1 && (ret < fp - 2 || S[ret] !== 0)) || I[v + ${MARK_WORD}] === 1) X.releaseCall(ret, fp, ${extras} + ${EXTRA_SLOTS}, r);`,
      `else I[v + ${MARK_WORD}] = I[v + ${MARK_WORD}] - 1;`,
    );
  }
  return [...lines, 'R.top = ret;', 'return r;'];
}

/** The beginning of the function; with `entry` 0 it can also make the frame itself. */
export function prologue(e: Emission, entry: number): string[] {
  const { info } = e;
  const top = info.slots + EXTRA_SLOTS;
  const lines = [
    `if (entered === ${KEPT}) return 0;`,
    'var v = 0, r = 0;',
    `var at = F.depth * ${FRAME_WORDS};`,
  ];
  const held = e.rules.moving ? [] : [...e.locals];
  if (entry !== 0) {
    return [...lines, `at -= ${FRAME_WORDS};`, ...held.map((slot) => `var l${slot} = S[fp + ${slot}];`)];
  }
  const { argCount } = info.code;
  lines.push(
    `if (entered === ${DIRECT}) {`,
    `if (F.depth >= X.bound || F.depth + HS.counted >= F.recursionLimit || fp + ${top + info.code.stackSize + 64} > S.length) { R.top = fp + ${argCount}; return X.call(ret, ${argCount - 2} + fp - ret, false); }`,
  );
  for (let slot = info.parameters; slot < top; slot++) lines.push(`S[fp + ${slot}] = 0;`);
  lines.push(
    `K[at + ${F_CODE}] = ${info.id};`,
    `K[at + ${F_PC}] = 0;`,
    `K[at + ${F_BASE}] = fp;`,
    `K[at + ${F_RETURN}] = ret;`,
    `K[at + ${F_FLAGS}] = 0;`,
    'F.depth++;',
    `R.top = fp + ${top};`,
    `} else at -= ${FRAME_WORDS};`,
    ...held.map((slot) => `var l${slot} = ${slot < info.parameters ? `S[fp + ${slot}]` : '0'};`),
    `if ((I[${POLL_WORD}] !== 0 || T[0] >= IN.budget) && entered <= ${CALLED}) X.began();`,
  );
  return lines;
}
