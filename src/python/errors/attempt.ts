import type { VM } from '../vm/vm.ts';

/**
 * Runs `work`, which may run code of the program; undefined if that raised an exception, which is dropped.
 * The stack is then as it was before.
 */
export function attempt<T>(vm: VM, work: () => T): T | undefined {
  const top = vm.roots.top;
  try {
    return work();
  } catch (error) {
    vm.guestError(error);
    vm.dropTo(top);
    vm.exceptions.discard();
    return undefined;
  }
}
