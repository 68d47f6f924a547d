import { Op } from '../compiler/opcodes.ts';
import { EXTRA_SLOTS } from './codes.ts';
import {
  F_BASE,
  F_CODE,
  F_FLAGS,
  F_PC,
  FRAME_ENTRY,
  FRAME_GENERATOR,
  FRAME_ITEM,
  FRAME_WORDS,
} from './frames.ts';
import { GO_ON, LEAVE, RELOAD, THREAD_SWITCH } from './threads.ts';
import type { VM } from './vm.ts';

/** How many operands an instruction releases from the lowest up when it fails; all others go from the top down. */
const OPERANDS = new Uint8Array(256);
for (const op of [Op.BINARY_OP, Op.COMPARE_OP, Op.CONTAINS_OP, Op.BINARY_SUBSCR, Op.DELETE_SUBSCR])
  OPERANDS[op] = 2;
OPERANDS[Op.STORE_ATTR] = 2;
OPERANDS[Op.MAP_ADD] = 2;
OPERANDS[Op.STORE_SUBSCR] = 3;

function operandCount(instructions: Int32Array, pc: number): number {
  const op = instructions[pc]!;
  if (op === Op.CALL) return instructions[pc + 1]! + 2;
  if (op === Op.CALL_FUNCTION_EX) return 3 + (instructions[pc + 1]! & 1);
  return OPERANDS[op]!;
}

const FRAME_FLAT = FRAME_GENERATOR | FRAME_ITEM;

/** What happens between the raising of an exception and the handler that takes it. */
export class Unwinding {
  /** The next exception is a re-raise: this frame is in its traceback already. */
  withoutTraceback = false;
  /** Where the exception that RERAISE raises again was raised first, or -1. */
  reraisedAt = -1;
  /** The next exception is of a frame that is ending: none of its handlers takes it. */
  ending = false;
  /** The innermost frame knows where it stands; the failed one has left already. */
  pcIsSet = false;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /**
   * `error` was thrown at `pc` in the innermost frame, to the interpreter's loop at `level` of the host's stack;
   * its operands ended at `sp`.
   * @returns what the loop does next
   */
  after(error: unknown, pc: number, sp: number, level: number): number {
    const { vm } = this;
    if (error === RELOAD) return GO_ON;
    if (error === THREAD_SWITCH) return vm.threads.switch(pc);
    if (vm.threads.abandons(error, level)) return LEAVE;
    const raised = vm.guestError(error);
    if (this.pcIsSet) this.pcIsSet = false;
    else vm.frames.setPc(pc);
    if (this.unwind(sp)) return GO_ON;
    if (vm.threads.failed(level)) return vm.threads.next();
    throw raised;
  }

  /**
   * An exception is in flight in the innermost frame. Finds its handler there or in the callers, up to the entry frame.
   * `operandsEnd` is where the operands of the failed instruction end.
   * @returns true if the innermost frame is now ready to go on at its F_PC; false if the entry frame is gone
   */
  unwind(operandsEnd: number): boolean {
    const { vm } = this;
    const { frames } = vm;
    for (let end = operandsEnd; ; end = -1) {
      const index = frames.depth - 1;
      const at = index * FRAME_WORDS;
      const { control } = frames;
      const pc = control[at + F_PC]!;
      const info = vm.codes.infos[control[at + F_CODE]!]!;
      vm.calls.setKeywordNames(0);
      if (this.withoutTraceback) this.withoutTraceback = false;
      else frames.addTraceback(vm.exceptions.current);
      // What is released below may run code that raises.
      const { reraisedAt } = this;
      this.reraisedAt = -1;
      const operands = control[at + F_BASE]! + info.slots + EXTRA_SLOTS;
      const handler = this.ending ? undefined : info.code.handlerFor(pc);
      this.ending = false;
      // Whoever looks at the frame now sees the line that raised first.
      if (reraisedAt >= 0) control[at + F_PC] = reraisedAt;
      const first = end - operandCount(info.instructions, pc);
      if (first < end && first >= operands + (handler?.depth ?? 0)) this.releaseOperands(first, end);
      if (handler !== undefined) {
        vm.dropTo(operands + handler.depth);
        if (handler.lasti) vm.push(vm.newInt(reraisedAt >= 0 ? reraisedAt : pc));
        vm.exceptions.normalize();
        vm.push(vm.exceptions.take());
        control[at + F_PC] = handler.target;
        return true;
      }
      vm.dropTo(operands);
      const flags = control[at + F_FLAGS]!;
      frames.leave(false);
      if ((flags & FRAME_ENTRY) !== 0) return false;
      if ((flags & FRAME_FLAT) !== 0 && vm.flat.failed(flags)) return true;
    }
  }

  /** Unless they are gone already. */
  private releaseOperands(first: number, end: number): void {
    const { vm } = this;
    if (vm.roots.top < end) return;
    vm.dropTo(end);
    vm.releaseInOrder(first);
  }
}
