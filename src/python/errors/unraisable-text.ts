import { EXC_TRACEBACK } from '../objects/shapes.ts';
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
  const origin = vm.at(originAt);
  let head = '';
  if (origin !== 0 && origin !== vm.none) {
    const shown = attempt(vm, () => vm.repr(vm.at(originAt))) ?? '<object repr() failed>';
    head = `${message ?? 'Exception ignored in'}: ${shown}\n`;
  } else if (message !== null) head = `${message}:\n`;
  const traceback = formatTraceback(vm, vm.i32[vm.at(exceptionAt) + EXC_TRACEBACK]!);
  const name = qualifiedName(vm, vm.classOf(vm.at(exceptionAt)), '<unknown>');
  const text = attempt(vm, () => vm.str(vm.at(exceptionAt))) ?? '<exception str() failed>';
  return `${head}${traceback}${name}: ${text}\n`;
}
