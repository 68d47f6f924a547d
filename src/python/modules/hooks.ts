import type { Ref } from '../../heap/layout.ts';
import { EXC_TRACEBACK } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { formatException, formatLine, formatTraceback } from '../vm/traceback-text.ts';
import { isNativeCode, moduleValue, newStruct } from './support.ts';
import { writeToStream } from './text-stream.ts';

/** sys.excepthook, sys.displayhook, sys.unraisablehook: what they do by default, and calling whatever stands there. */

/** sys.excepthook(type, value, traceback) */
export function exceptHook(vm: VM, args: number): Ref {
  const value = vm.at(args + 1);
  if (!vm.isInstance(value, 'BaseException')) {
    writeToStream(vm, 'stderr', `TypeError: print_exception(): Exception expected for value, ${vm.typeName(value)} found\n`);
    return vm.newNone();
  }
  writeToStream(vm, 'stderr', formatException(vm, value));
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

/** sys.unraisablehook(args) */
export function unraisableHook(vm: VM, args: number): Ref {
  const at = vm.push(vm.getAttr(vm.at(args), 'exc_value'));
  vm.push(vm.getAttr(vm.at(args), 'object'));
  vm.push(vm.getAttr(vm.at(args), 'err_msg'));
  const message = vm.at(at + 2) === vm.none ? 'Exception ignored in' : vm.str(vm.at(at + 2));
  report(vm, at, at + 1, message);
  vm.dropTo(at);
  return vm.newNone();
}

function report(vm: VM, exceptionAt: number, originAt: number, message: string): void {
  let origin = '<object repr() failed>';
  try {
    origin = vm.repr(vm.at(originAt));
  } catch (error) {
    vm.guestError(error);
    vm.dropTo(Math.max(exceptionAt, originAt) + 1);
    vm.exceptions.discard();
  }
  const hasOrigin = vm.at(originAt) !== vm.none && vm.at(originAt) !== 0;
  const head = hasOrigin ? `${message}: ${origin}\n` : `${message}:\n`;
  const traceback = formatTraceback(vm, vm.i32[vm.at(exceptionAt) + EXC_TRACEBACK]!);
  writeToStream(vm, 'stderr', head + traceback + formatLine(vm, vm.at(exceptionAt)));
}

/**
 * The exception in flight, from the callable or object in the slot `originAt`, goes to sys.unraisablehook and is dropped. `message`
 * stands in front of the origin.
 */
export function callUnraisableHook(vm: VM, originAt: number, message = 'Exception ignored in'): void {
  const at = vm.push(vm.exceptions.take());
  const hook = moduleValue(vm, 'sys', 'unraisablehook');
  if (hook === vm.none) {
    vm.dropTo(at);
    return;
  }
  if (hook === 0 || isNativeCode(vm, hook, unraisableHook)) {
    // A copy above the exception: both survive an error in the origin's repr.
    vm.pushBorrowed(vm.at(originAt));
    report(vm, at, at + 1, message);
    vm.dropTo(at);
    return;
  }
  const hookAt = vm.pushBorrowed(hook);
  const argsAt = vm.push(unraisableArgs(vm, at, originAt, message));
  try {
    vm.runtime.release(vm.call(vm.at(hookAt), vm.at(argsAt)));
  } catch (error) {
    vm.guestError(error);
    vm.dropTo(argsAt + 1);
    const failedAt = vm.push(vm.exceptions.take());
    vm.pushBorrowed(vm.at(hookAt));
    report(vm, failedAt, failedAt + 1, 'Exception ignored in sys.unraisablehook');
  }
  vm.dropTo(at);
}

function unraisableArgs(vm: VM, exceptionAt: number, originAt: number, message: string): Ref {
  const exception = vm.at(exceptionAt);
  const traceback = vm.i32[exception + EXC_TRACEBACK]!;
  const { runtime } = vm;
  return newStruct(vm, 'UnraisableHookArgs', {
    exc_type: runtime.retain(vm.classOf(exception)),
    exc_value: runtime.retain(exception),
    exc_traceback: traceback === 0 ? vm.newNone() : runtime.retain(traceback),
    err_msg: message === 'Exception ignored in' ? vm.newNone() : vm.newStr(message),
    object: runtime.retain(vm.at(originAt)),
  });
}
