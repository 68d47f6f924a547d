import type { Ref } from '../../heap/layout.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** The built-in function open. Its work is done in Python: in _io, or in Python 2 by the class file. */

const COUNT = 8;
const OPEN_SIGNATURE = 'file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=';

function open(vm: VM, args: number): Ref {
  const top = vm.push(vm.modules.load('_io'));
  vm.push(vm.getAttr(vm.at(top), '_open'));
  const given = Array.from({ length: COUNT }, (_, k) => vm.at(args + k));
  const defaults: readonly (() => Ref)[] = [
    () => vm.newNone(),
    () => vm.newStr('r'),
    () => vm.newInt(-1),
    () => vm.newNone(),
    () => vm.newNone(),
    () => vm.newNone(),
    () => vm.newBool(true),
    () => vm.newNone(),
  ];
  given.forEach((ref, k) => {
    if (ref === 0) vm.push(defaults[k]!());
    else vm.pushBorrowed(ref);
  });
  const first = top + 2;
  const result = vm.call(vm.at(top + 1), ...Array.from({ length: COUNT }, (_, k) => vm.at(first + k)));
  vm.push(result);
  const opened = vm.pop();
  vm.dropTo(top);
  return opened;
}

/** Python 2: [name, mode=, buffering=] */
function openFile(vm: VM, args: number): Ref {
  const top = vm.push(vm.modules.load('_file'));
  vm.push(vm.getAttr(vm.at(top), 'file'));
  const given = [0, 1, 2].map((k) => vm.at(args + k)).filter((ref) => ref !== 0);
  const result = vm.call(vm.at(top + 1), ...given);
  vm.push(result);
  const opened = vm.pop();
  vm.dropTo(top);
  return opened;
}

/** `open` as the platform's version of Python has it. */
export function openFunction(vm: VM): readonly [signature: string, code: NativeCode] {
  return vm.platform.version[0] === 2 ? ['name, mode=, buffering=', openFile] : [OPEN_SIGNATURE, open];
}
