import type { VM } from '../vm/vm.ts';
import { intern } from './text-functions.ts';

/**
 * What Python 2 calls some things of Python 3, for programs that ask sys.version_info which of the two they run on. The language stays
 * that of Python 3: `unicode` is str.
 */

/** Built-in classes. */
const CLASSES: Readonly<Record<string, string>> = {
  basestring: 'str',
  long: 'int',
  unicode: 'str',
  xrange: 'range',
  StandardError: 'Exception',
};

/** Built-in functions. */
const FUNCTIONS: Readonly<Record<string, string>> = { raw_input: 'input', unichr: 'chr' };

/** Modules: Python 2's name → Python 3's. */
export const python2Modules: Readonly<Record<string, string>> = {
  Queue: 'queue',
  StringIO: 'io',
  __builtin__: 'builtins',
  cStringIO: 'io',
  copy_reg: 'copyreg',
  thread: '_thread',
};

/** Adds them, and what has moved to other modules since, to the builtins module at the stack position. */
export function addPython2Names(vm: VM, builtinsAt: number): void {
  for (const [name, now] of Object.entries(CLASSES)) {
    vm.modules.set(builtinsAt, name, vm.runtime.retain(vm.classes.named(now)));
  }
  for (const [name, now] of Object.entries(FUNCTIONS)) {
    vm.modules.set(builtinsAt, name, vm.runtime.retain(vm.modules.peek(vm.at(builtinsAt), now)));
  }
  const native = vm.classes.native('intern', 'string, /', intern);
  vm.modules.set(builtinsAt, 'intern', vm.classes.newNative(native, 0));
}
