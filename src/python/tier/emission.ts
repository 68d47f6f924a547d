import { POLL_WORD, SHAPE_MASK } from '../../heap/layout.ts';
import { INSTRUCTION_WORDS, Op } from '../compiler/opcodes.ts';
import { type CodeInfo, EXTRA_SLOTS } from '../vm/codes.ts';
import { F_PC } from '../vm/frames.ts';
import type { VM } from '../vm/vm.ts';
import type { Rules } from './environment.ts';
import type { Feedback } from './feedback.ts';
import { type Aside, Operands } from './operands.ts';
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
  readonly feedback: Feedback;
  readonly segments: Segments;
  /** Local variables that some instruction reads or writes. */
  readonly locals: ReadonlySet<number>;
  /** Locals that are known to be bound where they are read. */
  readonly bound: (pc: number, slot: number) => boolean;

  constructor(
    vm: VM,
    info: CodeInfo,
    rules: Rules,
    feedback: Feedback,
    segments: Segments,
    bound: (pc: number, slot: number) => boolean,
  ) {
    this.vm = vm;
    this.info = info;
    this.code = info.instructions;
    this.rules = rules;
    this.feedback = feedback;
    this.segments = segments;
    this.bound = bound;
    this.locals = usedLocals(info.instructions);
    const words = vm.roots.statics;
    this.ops = new Operands(rules.counting, rules.moving, info.slots + EXTRA_SLOTS, {
      local: (slot) => this.local(slot),
      constant: (index) => (rules.moving ? `W.words[${index}]` : `${words.words[index]}`),
    });
  }

  line(...text: string[]): void {
    this.ops.lines.push(...text);
  }

  shape(name: string): string {
    return `(I[${name}] & ${SHAPE_MASK})`;
  }

  /** A local variable: where objects do not move, the JavaScript variable that is kept equal to its slot. */
  local(slot: number): string {
    if (this.rules.moving || !this.locals.has(slot)) return `S[fp + ${slot}]`;
    return `l${slot}`;
  }

  /** An object among the statics. */
  static(index: number): string {
    return this.rules.moving ? `W.words[${index}]` : `${this.vm.roots.statics.words[index]}`;
  }

  /** Text that is rarely executed, with all operands but the top `count` in their slots. */
  slowly({ before, after }: Aside, text: string): string {
    return `{ ${before} ${text} ${after} }`;
  }

  /** Text that brings the frame up to date; operands are in their slots. */
  get here(): string {
    return `${this.atPc} R.top = ${this.ops.top()};`;
  }

  get atPc(): string {
    return `K[at + ${F_PC}] = ${this.ops.pc};`;
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
    const aside = this.ops.aside(0);
    this.line(`if (I[${POLL_WORD}] !== 0) ${this.slowly(aside, `${this.here} X.endOfAllocation();`)}`);
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
  storeInto(object: string, slot: string, value: string, fresh: boolean, held: boolean): void {
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
    const dead = held
      ? `X.deadBelow(${old}, ${object}, ${ops.pc}, ${ops.top()} + 1);`
      : `X.dead(${old}, ${this.place});`;
    this.line(
      `${old} = I[${address}]; I[${address}] = ${value};`,
      `if (${ops.lastText(old)}) ${this.slowly(ops.aside(0), dead)}`,
    );
  }

  /** Pushes the bool of a condition. */
  pushBool(condition: string): void {
    const { ops } = this;
    const result = ops.temporary();
    this.line(`${result} = ${condition} ? ${this.static(4)} : ${this.static(3)};`, ops.retainText(result));
    ops.pushOwned(result);
  }
}

function usedLocals(code: Int32Array): Set<number> {
  const slots = new Set<number>();
  for (let pc = 0; pc < code.length; pc += INSTRUCTION_WORDS) {
    const op = code[pc];
    if (op === Op.LOAD_FAST || op === Op.STORE_FAST) slots.add(code[pc + 1]!);
  }
  return slots;
}
