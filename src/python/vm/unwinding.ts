import { EXTRA_SLOTS } from './codes.ts';
import { F_BASE, F_CODE, F_FLAGS, F_PC, FRAME_ENTRY, FRAME_WORDS } from './frames.ts';
import { GO_ON, THREAD_SWITCH, LEAVE } from './threads.ts';
import type { VM } from './vm.ts';

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
   * `error` was thrown at `pc` in the innermost frame, to the interpreter's loop at `level` of the host's stack.
   * @returns what the loop does next
   */
  after(error: unknown, pc: number, level: number): number {
    const { vm } = this;
    if (error === THREAD_SWITCH) return vm.threads.switch(pc);
    if (vm.threads.abandons(error, level)) return LEAVE;
    const raised = vm.guestError(error);
    vm.frames.setPc(pc);
    if (this.unwind()) return GO_ON;
    if (vm.threads.failed(level)) return vm.threads.next();
    throw raised;
  }

  /**
   * An exception is in flight in the innermost frame. Finds its handler there or in the callers, up to the entry frame.
   * @returns true if the innermost frame is now ready to go on at its F_PC; false if the entry frame is gone
   */
  unwind(): boolean {
    const { vm } = this;
    const { frames } = vm;
    for (;;) {
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
}
