import { Op } from '../compiler/opcodes.ts';
import { EXTRA_SLOTS } from './codes.ts';
import { F_BASE, F_CODE, F_FLAGS, F_PC, FRAME_ENTRY, FRAME_WORDS } from './frames.ts';
import type { VM } from './vm.ts';

/** Operands of the instructions that take several, which they release from the lowest up even when they fail. */
const OPERANDS = new Uint8Array(256);
for (const op of [Op.BINARY_OP, Op.COMPARE_OP, Op.CONTAINS_OP, Op.BINARY_SUBSCR, Op.DELETE_SUBSCR, Op.STORE_ATTR]) {
  OPERANDS[op] = 2;
}
OPERANDS[Op.STORE_SUBSCR] = 3;

/** What happens between the raising of an exception and the handler that takes it. */
export class Unwinding {
  /** The next exception is a re-raise: this frame is in its traceback already. */
  withoutTraceback = false;
  /** Where the exception that RERAISE raises again was raised first, or -1. */
  reraisedAt = -1;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /**
   * An exception is in flight in the innermost frame. Finds its handler there or in the callers, up to the entry frame.
   * `operandsEnd` is where the operands of the failed instruction end, -1 if it has none any more.
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
      const handler = info.code.handlerFor(pc);
      const count = OPERANDS[info.instructions[pc]!]!;
      if (end >= 0 && count > 0 && end - count >= operands + (handler?.depth ?? 0)) this.releaseOperands(end, count);
      if (handler !== undefined) {
        vm.dropTo(operands + handler.depth);
        if (handler.lasti) vm.push(vm.newInt(reraisedAt >= 0 ? reraisedAt : pc));
        vm.push(vm.exceptions.take());
        control[at + F_PC] = handler.target;
        return true;
      }
      vm.dropTo(operands);
      const entry = (control[at + F_FLAGS]! & FRAME_ENTRY) !== 0;
      frames.leave(false);
      if (entry) return false;
    }
  }

  private releaseOperands(end: number, count: number): void {
    const { vm } = this;
    if (vm.roots.top < end) return;
    vm.dropTo(end);
    vm.releaseInOrder(end - count);
  }
}
