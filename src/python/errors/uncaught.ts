/** How an exception that nobody caught ends the program: CPython's PyErr_PrintEx and the exit codes around it. */

import { exceptHook } from '../modules/hooks.ts';
import { isNativeCode } from '../modules/support.ts';
import { flushStream, writeToStream } from '../modules/text-stream.ts';
import { EXC_TRACEBACK, MODULE_DICT } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { attempt } from './attempt.ts';
import { ExceptionPrinter } from './exception-text.ts';

export interface Ending {
  /** 'ok' also after SystemExit: the program ended itself. */
  readonly outcome: 'ok' | 'failed';
  readonly exitCode: number;
}

const INTERRUPTED = 130; // as a shell reports death by SIGINT
const UNREPRESENTABLE = 255; // an exit code outside of a C long

/** The exception in flight ends the program: it is handed to sys.excepthook and dropped; SystemExit gives the exit code. */
export function endWithException(vm: VM): Ending {
  vm.exceptions.normalize();
  const at = vm.push(vm.exceptions.take());
  const ending = endWith(vm, at);
  vm.dropTo(at);
  return ending;
}

function endWith(vm: VM, at: number): Ending {
  if (vm.exceptions.is(vm.at(at), 'SystemExit')) return { outcome: 'ok', exitCode: exitCodeOf(vm, at) };
  const isInterrupt = vm.classOf(vm.at(at)) === vm.classes.named('KeyboardInterrupt');
  noteLast(vm, at);
  const exitCode = callHook(vm, at);
  if (exitCode !== null) return { outcome: 'ok', exitCode };
  return { outcome: 'failed', exitCode: isInterrupt ? INTERRUPTED : 1 };
}

/** The exit code that the SystemExit in a slot asks for; anything but an int or None is printed. */
function exitCodeOf(vm: VM, at: number): number {
  const codeAt = vm.pushBorrowed(vm.at(at));
  const code = attempt(vm, () => vm.getAttr(vm.at(at), 'code'));
  if (code !== undefined) vm.replace(codeAt, code);
  let exitCode = 1;
  if (vm.at(codeAt) === vm.none) exitCode = 0;
  else if (vm.isInt(vm.at(codeAt))) exitCode = processExitCode(vm.bigIntOf(vm.at(codeAt)));
  else {
    attempt(vm, () => writeToStream(vm, 'stderr', vm.str(vm.at(codeAt))));
    attempt(vm, () => writeToStream(vm, 'stderr', '\n'));
  }
  vm.dropTo(codeAt);
  return exitCode;
}

/** The operating system keeps eight bits. */
function processExitCode(code: bigint): number {
  return BigInt.asIntN(64, code) === code ? Number(BigInt.asUintN(8, code)) : UNREPRESENTABLE;
}

/** sys.last_type, last_value, last_traceback: the exception and its frames live until the modules go. */
function noteLast(vm: VM, at: number): void {
  const { runtime } = vm;
  const sys = vm.modules.loaded('sys');
  if (sys === 0 || vm.i32[sys + MODULE_DICT] === 0) return;
  const sysAt = vm.pushBorrowed(sys);
  const traceback = vm.i32[vm.at(at) + EXC_TRACEBACK]!;
  vm.modules.set(sysAt, 'last_type', runtime.retain(vm.classOf(vm.at(at))));
  vm.modules.set(sysAt, 'last_value', runtime.retain(vm.at(at)));
  vm.modules.set(sysAt, 'last_traceback', runtime.retain(traceback === 0 ? vm.none : traceback));
  vm.dropTo(sysAt);
}

/** @returns the exit code if the hook itself exits, else null */
function callHook(vm: VM, at: number): number | null {
  const sys = vm.modules.loaded('sys');
  const hook = sys === 0 ? 0 : vm.modules.peek(sys, 'excepthook');
  if (hook === 0) {
    attempt(vm, () => writeToStream(vm, 'stderr', 'sys.excepthook is missing\n'));
    displayException(vm, at);
    return null;
  }
  if (isNativeCode(vm, hook, exceptHook)) {
    displayException(vm, at);
    return null;
  }
  const hookAt = vm.pushBorrowed(hook);
  const exitCode = callReplacedHook(vm, hookAt, at);
  vm.dropTo(hookAt);
  return exitCode;
}

function callReplacedHook(vm: VM, hookAt: number, at: number): number | null {
  const exception = vm.at(at);
  const traceback = vm.i32[exception + EXC_TRACEBACK]!;
  try {
    const result = vm.call(
      vm.at(hookAt),
      vm.classOf(exception),
      exception,
      traceback === 0 ? vm.none : traceback,
    );
    vm.runtime.release(result);
    return null;
  } catch (error) {
    vm.guestError(error);
    vm.dropTo(hookAt + 1);
  }
  const failedAt = vm.push(vm.exceptions.take());
  if (vm.exceptions.is(vm.at(failedAt), 'SystemExit')) return exitCodeOf(vm, failedAt);
  attempt(vm, () => writeToStream(vm, 'stderr', 'Error in sys.excepthook:\n'));
  displayException(vm, failedAt);
  attempt(vm, () => writeToStream(vm, 'stderr', '\nOriginal exception was:\n'));
  displayException(vm, at);
  return null;
}

/** What sys.excepthook does by default with the exception in a stack slot: errors of sys.stderr are lost. */
export function displayException(vm: VM, at: number): void {
  attempt(vm, () => new ExceptionPrinter(vm, (text) => writeToStream(vm, 'stderr', text)).print(vm.at(at)));
  flushStream(vm, 'stderr');
}
