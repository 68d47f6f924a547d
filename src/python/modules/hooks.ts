import type { Ref } from '../../heap/layout.ts';
import { attempt } from '../errors/attempt.ts';
import { displayException } from '../errors/uncaught.ts';
import { formatUnraisable } from '../errors/unraisable-text.ts';
import { EXC_TRACEBACK, Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { isNativeCode, moduleValue, newStruct } from './support.ts';
import { flushStream, writeToStream } from './text-stream.ts';

/** sys.excepthook, sys.displayhook, sys.unraisablehook: what they do by default, and calling whatever stands there. */

/** sys.excepthook(type, value, traceback) */
export function exceptHook(vm: VM, args: number): Ref {
  const value = vm.at(args + 1);
  if (!vm.isInstance(value, 'BaseException')) {
    writeToStream(
      vm,
      'stderr',
      `TypeError: print_exception(): Exception expected for value, ${vm.typeName(value)} found\n`,
    );
    return vm.newNone();
  }
  const traceback = vm.at(args + 2);
  if (vm.i32[value + EXC_TRACEBACK] === 0 && vm.kindOf(traceback) === Kind.TRACEBACK) {
    vm.runtime.store(value, EXC_TRACEBACK, traceback);
  }
  displayException(vm, args + 1);
  return vm.newNone();
}

/** sys.displayhook(value) */
export function displayHook(vm: VM, args: number): Ref {
  const value = vm.at(args);
  if (value === vm.none) return vm.newNone();
  writeToStream(vm, 'stdout', `${vm.repr(value)}\n`);
  const builtins = vm.modules.loaded('builtins');
  if (builtins !== 0) vm.setAttr(builtins, '_', vm.at(args));
  return vm.newNone();
}

/** What an interactive statement shows goes to whatever stands at sys.displayhook. */
export function callDisplayHook(vm: VM, valueAt: number): void {
  const hook = moduleValue(vm, 'sys', 'displayhook');
  if (hook === 0) throw vm.error('RuntimeError', 'lost sys.displayhook');
  vm.runtime.release(vm.call(hook, vm.at(valueAt)));
}

const STRUCT = 'UnraisableHookArgs';

/** sys.unraisablehook(args) */
export function unraisableHook(vm: VM, args: number): Ref {
  if (vm.typeName(vm.at(args)) !== STRUCT) {
    throw vm.error('TypeError', `sys.unraisablehook argument type must be ${STRUCT}`);
  }
  const at = vm.push(vm.getAttr(vm.at(args), 'exc_value'));
  vm.push(vm.getAttr(vm.at(args), 'object'));
  vm.push(vm.getAttr(vm.at(args), 'err_msg'));
  report(vm, at, at + 1, vm.at(at + 2) === vm.none ? null : vm.str(vm.at(at + 2)));
  vm.dropTo(at);
  return vm.newNone();
}

function report(vm: VM, exceptionAt: number, originAt: number, message: string | null): void {
  attempt(vm, () => writeToStream(vm, 'stderr', formatUnraisable(vm, exceptionAt, originAt, message)));
  flushStream(vm, 'stderr');
}

/**
 * The exception in flight, from the callable or object in the slot `originAt`, goes to sys.unraisablehook and is dropped. `message`
 * stands in front of the origin.
 */
export function callUnraisableHook(vm: VM, originAt: number, message: string | null = null): void {
  const exception = vm.exceptions.take();
  const at = vm.push(exception);
  // One that was raised by native code alone is shown where the program stands.
  if (vm.i32[exception + EXC_TRACEBACK] === 0 && vm.frames.depth > 0) vm.frames.addTraceback(exception);
  const hook = moduleValue(vm, 'sys', 'unraisablehook');
  if (hook === 0 || hook === vm.none || isNativeCode(vm, hook, unraisableHook))
    report(vm, at, originAt, message);
  else callReplacedHook(vm, vm.pushBorrowed(hook), at, originAt, message);
  vm.dropTo(at);
}

function callReplacedHook(
  vm: VM,
  hookAt: number,
  exceptionAt: number,
  originAt: number,
  message: string | null,
): void {
  const argsAt = vm.push(unraisableArgs(vm, exceptionAt, originAt, message));
  try {
    vm.runtime.release(vm.call(vm.at(hookAt), vm.at(argsAt)));
  } catch (error) {
    vm.guestError(error);
    vm.dropTo(argsAt + 1);
    const failedAt = vm.push(vm.exceptions.take());
    report(vm, failedAt, hookAt, 'Exception ignored in sys.unraisablehook');
  }
}

function unraisableArgs(vm: VM, exceptionAt: number, originAt: number, message: string | null): Ref {
  const exception = vm.at(exceptionAt);
  const traceback = vm.i32[exception + EXC_TRACEBACK]!;
  const { runtime } = vm;
  return newStruct(vm, STRUCT, {
    exc_type: runtime.retain(vm.classOf(exception)),
    exc_value: runtime.retain(exception),
    exc_traceback: traceback === 0 ? vm.newNone() : runtime.retain(traceback),
    err_msg: message === null ? vm.newNone() : vm.newStr(message),
    object: runtime.retain(vm.at(originAt)),
  });
}
