import { INSTRUCTION_WORDS, Op } from '../compiler/opcodes.ts';
import { isJump, isLeaving } from './flow-graph.ts';

/**
 * Instructions are counted at the beginning of runs of them that are always executed together: up to the next jump, target of a jump,
 * or call of Python code. Where an exception leaves such a run in the middle, what it has not come to is taken off again.
 */
export interface Segments {
  /** By instruction: how many the run that begins there has; 0 if none begins there. */
  readonly counts: Int32Array;
  /** By instruction: how many follow it in its run. */
  readonly after: Int32Array;
}

function endsSegment(op: number): boolean {
  return (
    isJump(op) ||
    op === Op.CALL ||
    op === Op.CALL_FUNCTION_EX ||
    op === Op.BEFORE_WITH ||
    op === Op.RETURN_VALUE
  );
}

/** For all of a code object, wherever compiled code enters it. */
export function segmentsOf(code: Int32Array): Segments {
  const total = code.length / INSTRUCTION_WORDS;
  const starts = new Uint8Array(total + 1);
  starts[0] = 1;
  starts[total] = 1;
  for (let k = 0; k < total; k++) {
    const op = code[k * INSTRUCTION_WORDS]!;
    if (isJump(op)) starts[code[k * INSTRUCTION_WORDS + 1]! / INSTRUCTION_WORDS] = 1;
    if (isLeaving(op)) starts[k] = 1;
    if (isLeaving(op) || endsSegment(op)) starts[k + 1] = 1;
  }
  const counts = new Int32Array(total);
  const after = new Int32Array(total);
  for (let k = total - 1, following = 0; k >= 0; k--) {
    // What compiled code leaves to the interpreter is counted there.
    if (isLeaving(code[k * INSTRUCTION_WORDS]!)) {
      following = 0;
      continue;
    }
    after[k] = following++;
    if (starts[k] === 0) continue;
    counts[k] = following;
    following = 0;
  }
  return { counts, after };
}
