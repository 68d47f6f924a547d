import type { VM } from './vm.ts';

/**
 * The one place where a native blocks on the world: reading what nobody has written yet, writing where there is no room, waiting for
 * a connection or a child process. A safepoint: finalizers, child processes and other threads run meanwhile.
 *
 * To be called before the native has done anything that must not be done twice: where it can, the thread lets another one run, and
 * the native is called again, from its beginning, when `ready` or when the time is up. `ready` holds no Ref.
 *
 * @param seconds how long at most; null: for as long as it takes
 * @param what names the call where a deadlock is reported
 * @returns whether `ready()` came true; false when the time is up
 * @throws ThreadSwitch, which must not be caught
 */
export function waitUntil(vm: VM, ready: () => boolean, seconds: number | null, what: string): boolean {
  if (ready()) return true;
  vm.finalization.yieldToThreads();
  return vm.threads.wait(vm.roots.top, what, seconds, ready);
}

/** The same for a native that cannot be called again: others run above it, and this thread goes on only when they let it. */
export function waitWithin(vm: VM, ready: () => boolean, seconds: number | null, what: string): boolean {
  vm.threads.direct = false;
  return waitUntil(vm, ready, seconds, what);
}
