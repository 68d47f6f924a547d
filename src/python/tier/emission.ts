import { MARK_WORD, POLL_WORD, SHAPE_MASK } from '../../heap/layout.ts';
import { type CodeInfo, EXTRA_SLOTS } from '../vm/codes.ts';
import { F_PC } from '../vm/frames.ts';
import type { VM } from '../vm/vm.ts';
import type { Rules } from './environment.ts';
import { Operands } from './operands.ts';
import type { Segments } from './segments.ts';

/**
 * Text of one code object in the making: its operands, and the pieces that many instructions share. What the text does is, instruction
 * by instruction, what the interpreter does: the same counts, the same safepoints, and F_PC and `roots.top` up to date before everything
 * that may raise or run code of the program.
 *
 * The text is short: a fast path, or a call of a support function with everything else in it. The host optimises no long functions.
 */
export class Emission {
  readonly vm: VM;
  readonly ops: Operands;
  readonly info: CodeInfo;
  readonly code: Int32Array;
  readonly rules: Rules;
  readonly segments: Segments;
  /** Locals that are known to be bound where they are read. */
  readonly bound: (pc: number, slot: number) => boolean;

  constructor(
    vm: VM,
    info: CodeInfo,
    rules: Rules,
    segments: Segments,
    bound: (pc: number, slot: number) => boolean,
  ) {
    this.vm = vm;
    this.info = info;
    this.code = info.instructions;
    this.rules = rules;
    this.segments = segments;
    this.bound = bound;
    this.ops = new Operands(rules.counting, info.slots + EXTRA_SLOTS);
  }

  line(...text: string[]): void {
    this.ops.lines.push(...text);
  }

  shape(name: string): string {
    return `(I[${name}] & ${SHAPE_MASK})`;
  }

  /** Text that brings the frame up to date; operands are in their slots. */
  get here(): string {
    return `F.control[at + ${F_PC}] = ${this.ops.pc}; R.top = ${this.ops.top()};`;
  }

  /** The last arguments of a support function: where the instruction is, and where its operands end. */
  get place(): string {
    return `${this.ops.pc}, ${this.ops.top()}`;
  }

  get infoText(): string {
    return `X.infos[${this.info.id}]`;
  }

  /** Stack position of the operand `depth` below the stack pointer, counted from 1. */
  slotOf(depth: number): string {
    return this.ops.top(this.ops.stack.length - depth);
  }

  /** The whole instruction with all operands in their slots: `text` leaves `produced` operands in theirs. */
  generic(consumed: number, produced: number, text: readonly string[]): void {
    const { ops } = this;
    ops.settle(0);
    this.line(this.here, ...text);
    ops.forget(consumed);
    for (let k = 0; k < produced; k++) ops.push({ kind: 'slot' });
  }

  /** The end of an instruction that may have allocated. */
  poll(): void {
    this.ops.settle(0);
    this.line(`if (I[${POLL_WORD}] !== 0) { ${this.here} X.endOfAllocation(); }`);
  }

  /** Releases the top `count` operands, the lowest first, and takes them off. */
  dropInOrder(count: number): void {
    const { ops } = this;
    const names: string[] = [];
    if (ops.counting) {
      for (let below = count - 1; below >= 0; below--) if (ops.isOwned(below)) names.push(ops.peek(below));
    }
    ops.forget(count);
    for (const name of names) ops.release(name);
  }

  /**
   * I[object + slot] = value, with the barrier; takes a reference of the value over. What was there is released, with the object on the
   * stack if that holds it; nothing was there if it is `fresh`.
   */
  storeInto(object: string, slot: number, value: string, fresh: boolean, held: boolean): void {
    const { ops, rules } = this;
    if (rules.called) {
      this.line(`RT.storeOwned(${object}, ${slot}, ${value});`);
      return;
    }
    const address = `${object} + ${slot}`;
    if (!rules.counting || fresh) {
      this.line(`I[${address}] = ${value};`);
      if (rules.cardShift >= 0) this.line(`CARDS[(${address}) >>> ${rules.cardShift}] = 1;`);
      return;
    }
    const old = ops.temporary();
    this.line(
      `${old} = I[${address}]; I[${address}] = ${value};`,
      `if ((I[${old} + ${MARK_WORD}] = I[${old} + ${MARK_WORD}] - 1) === 0) ${held ? `X.deadBelow(${old}, ${object}, ${ops.pc}, ${ops.top()} + 1)` : `X.dead(${old}, ${this.place})`};`,
    );
  }

  /** Pushes the bool of a condition. */
  pushBool(condition: string): void {
    const { ops } = this;
    const result = ops.temporary();
    this.line(`${result} = ${condition} ? W.words[4] : W.words[3];`, ops.retainText(result));
    ops.pushOwned(result);
  }
}
