import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';

/** The native half of the threading module. */

const serials = new WeakMap<VM, number>();

/** Looks like a thread's address, and is the same in every run. */
const FIRST_IDENT = 0x7f0000001000;

export const threadingModule: NativeModule = {
  name: '_threading',
  functions: {
    on_finalizer_thread: ['', (vm) => vm.newBool(vm.finalization.onFinalizerThread)],
    yield_to_threads: [
      '',
      (vm) => {
        vm.finalization.yieldToThreads();
        return vm.newNone();
      },
    ],
    allocate_serial: [
      '',
      (vm) => {
        const serial = serials.get(vm) ?? 0;
        serials.set(vm, serial + 1);
        return vm.newInt(FIRST_IDENT + serial * 0x1000);
      },
    ],
  },
};
