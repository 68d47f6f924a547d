import type { VM } from './vm.ts';

/**
 * The one place where a program blocks on the world: reading what nobody has written yet, writing where there is no room, waiting for
 * a connection or a child process. A safepoint: finalizers, child processes and other threads run meanwhile.
 *
 * @param seconds how long at most; null: for as long as it takes
 * @param what names the call in the error about a wait that nothing can end
 * @returns whether `ready()` came true; false when the time is up
 */
export function waitUntil(vm: VM, ready: () => boolean, seconds: number | null, what: string): boolean {
  if (ready()) return true;
  const { clock, children, finalization } = vm;
  const deadline = seconds === null ? Number.POSITIVE_INFINITY : clock.nanoseconds() + seconds * 1e9;
  do {
    if (clock.nanoseconds() >= deadline) return false;
    finalization.yieldToThreads();
    if (ready()) return true;
  } while (children.runNext());
  if (seconds === null) {
    throw vm.error(
      'RuntimeError',
      `deadlock: ${what} would wait for ever, since nothing else in the program can run; close the other end, or set a timeout`,
    );
  }
  clock.sleep(Math.max(0, deadline - clock.nanoseconds()) / 1e9);
  finalization.yieldToThreads();
  return ready();
}
