import { EXC_ARGS, EXC_TRACEBACK, FUNCTION_QUALNAME, Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { attempt } from './attempt.ts';
import { qualifiedName } from './exception-text.ts';
import { formatTraceback } from './traceback-text.ts';

/**
 * What sys.unraisablehook writes by default for the exception in one stack slot, from the object in another: no causes, no notes.
 * `message` is null for "Exception ignored in".
 */
export function formatUnraisable(
  vm: VM,
  exceptionAt: number,
  originAt: number,
  message: string | null,
): string {
  if (vm.platform.version[0] === 2) return formatInPython2(vm, exceptionAt, originAt);
  const origin = vm.at(originAt);
  let head = '';
  if (origin !== 0 && origin !== vm.none) {
    const shown = attempt(vm, () => vm.repr(vm.at(originAt))) ?? '<object repr() failed>';
    head = `${headline(vm, message)} ${shown}\n`;
  } else if (message !== null) head = `${message}:\n`;
  const traceback = formatTraceback(vm, vm.i32[vm.at(exceptionAt) + EXC_TRACEBACK]!);
  const name = qualifiedName(vm, vm.classOf(vm.at(exceptionAt)), '<unknown>');
  const text = attempt(vm, () => vm.str(vm.at(exceptionAt))) ?? '<exception str() failed>';
  return `${head}${traceback}${name}: ${text}\n`;
}

/** PyPy's messages have their colon in them. */
function headline(vm: VM, message: string | null): string {
  if (vm.platform.unraisableMessages === undefined) return `${message ?? 'Exception ignored in'}:`;
  return message === null || message === '' ? 'Exception ignored in:' : message;
}

/** One line, with the repr of the value: of one that native code has raised and nobody has caught, that is its message yet. */
function formatInPython2(vm: VM, exceptionAt: number, originAt: number): string {
  const exception = vm.at(exceptionAt);
  const message = vm.exceptions.isUnnormalized(exception)
    ? vm.tupleItem(vm.i32[exception + EXC_ARGS]!, 0)
    : exception;
  const at = vm.pushBorrowed(message);
  const value = attempt(vm, () => vm.repr(vm.at(at))) ?? '<exception repr() failed>';
  vm.dropTo(at);
  const origin = attempt(vm, () => shownOrigin(vm, originAt)) ?? '<object repr() failed>';
  return `Exception ${vm.classes.nameOf(vm.classOf(vm.at(exceptionAt)))}: ${value} in ${origin} ignored\n`;
}

/** A finalizer is shown bound to its object, which is in the slot below. */
function shownOrigin(vm: VM, originAt: number): string {
  const self = vm.at(originAt - 1);
  if (vm.kindOf(vm.at(originAt)) !== Kind.FUNCTION || self === 0 || vm.kindOf(self) !== Kind.INSTANCE)
    return vm.repr(vm.at(originAt));
  const owner = vm.text(vm.i32[vm.at(originAt) + FUNCTION_QUALNAME]!);
  return `<bound method ${owner} of ${vm.repr(self)}>`;
}
