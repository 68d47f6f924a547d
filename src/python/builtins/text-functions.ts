import type { Ref } from '../../heap/layout.ts';
import { asciiEscape } from '../values/str-repr.ts';
import type { VM } from '../vm/vm.ts';
import type { FunctionTable } from './functions.ts';
import { textResult } from './scalar-support.ts';

/** Built-in functions that make or show text. */

function formatFunction(vm: VM, args: number): Ref {
  const spec = vm.at(args + 1);
  if (spec !== 0 && !vm.isStr(spec)) {
    throw vm.error('TypeError', `format() argument 2 must be str, not ${vm.typeName(spec)}`);
  }
  return textResult(vm, vm.protocols.format(vm.at(args), spec === 0 ? '' : vm.text(spec)));
}

/** [string]: the one string of its text that names share. */
export function intern(vm: VM, args: number): Ref {
  const text = vm.at(args);
  if (!vm.isStr(text)) throw vm.error('TypeError', `intern() argument must be str, not ${vm.typeName(text)}`);
  if (vm.classes.infoOf(vm.classOf(text)).isHeapType) {
    throw vm.error('TypeError', `can't intern ${vm.typeName(text)}`);
  }
  return vm.runtime.retain(vm.strings.nameRef(vm.strings.nameIdOf(text)));
}

/** Arguments of print: [*args, sep, end, file, flush]. */
function printFunction(vm: VM, args: number, count: number): Ref {
  const given = count - 4;
  const sep = separator(vm, args + given, 'sep', ' ');
  const end = separator(vm, args + given + 1, 'end', '\n');
  const fileAt = args + given + 2;
  if (vm.at(fileAt) === 0 || vm.at(fileAt) === vm.none) {
    const stdout = replacedStdout(vm);
    if (stdout === 0) {
      let text = '';
      for (let k = 0; k < given; k++) text += (k > 0 ? sep : '') + vm.str(vm.at(args + k));
      vm.options.write('stdout', text + end);
      return vm.newNone();
    }
    if (stdout === vm.none) return vm.newNone();
    vm.replace(fileAt, vm.runtime.retain(stdout));
  }
  for (let k = 0; k < given; k++) {
    if (k > 0) writeText(vm, fileAt, sep);
    const at = vm.push(vm.protocols.strObject(vm.at(args + k)));
    vm.runtime.release(vm.callMethod(vm.at(fileAt), 'write', vm.at(at)));
    vm.dropTo(at);
  }
  writeText(vm, fileAt, end);
  const flush = vm.at(args + given + 3);
  if (flush !== 0 && vm.truthy(flush)) vm.runtime.release(vm.callMethod(vm.at(fileAt), 'flush'));
  return vm.newNone();
}

function separator(vm: VM, at: number, name: string, absent: string): string {
  const ref = vm.at(at);
  if (ref === 0 || ref === vm.none) return absent;
  if (!vm.isStr(ref))
    throw vm.error('TypeError', `${name} must be None or a string, not ${vm.typeName(ref)}`);
  return vm.text(ref);
}

/** sys.stdout if the program has put something else there (borrowed); 0 for the process's own. */
function replacedStdout(vm: VM): Ref {
  const sys = vm.modules.loaded('sys');
  if (sys === 0) return 0;
  const stdout = vm.modules.peek(sys, 'stdout');
  return stdout === vm.modules.peek(sys, '__stdout__') ? 0 : stdout;
}

function writeText(vm: VM, fileAt: number, text: string): void {
  if (text === '') return;
  const at = vm.push(vm.newStr(text));
  vm.runtime.release(vm.callMethod(vm.at(fileAt), 'write', vm.at(at)));
  vm.dropTo(at);
}

export const textFunctions: FunctionTable = {
  repr: ['obj, /', (vm, args) => textResult(vm, vm.repr(vm.at(args)))],
  ascii: ['obj, /', (vm, args) => textResult(vm, asciiEscape(vm.repr(vm.at(args))))],
  format: ['value, format_spec=, /', formatFunction],
  print: ['*args, sep=, end=, file=, flush=', printFunction],
};
