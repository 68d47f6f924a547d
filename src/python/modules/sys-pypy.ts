import type { Ref } from '../../heap/layout.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import { addFunctions, newStruct } from './support.ts';

/** What PyPy adds to sys, and its module __pypy__ as far as programs about memory use it. */

const VERSION = { major: 7, minor: 3, micro: 11 } as const;

const NO_SIZES = [
  'getsizeof(...)',
  '    getsizeof(object, default) -> int',
  '    ',
  '    Return the size of object in bytes.',
  '',
  'On PyPy this gives the default, and raises TypeError where there is none.',
  '',
].join('\n');

function getSizeOf(vm: VM, args: number): Ref {
  if (vm.at(args + 1) === 0) throw vm.error('TypeError', NO_SIZES);
  return vm.runtime.retain(vm.at(args + 1));
}

export function pypyVersion(vm: VM): Ref {
  return newStruct(vm, 'sys.pypy_version_info', {
    major: vm.newInt(VERSION.major),
    minor: vm.newInt(VERSION.minor),
    micro: vm.newInt(VERSION.micro),
    releaselevel: vm.newStr('final'),
    serial: vm.newInt(0),
  });
}

export function addPyPyNames(vm: VM, at: number): void {
  addFunctions(vm, at, {
    getsizeof: ['object, default=', getSizeOf],
    getcheckinterval: ['', (machine) => machine.newInt(10_000)],
    setcheckinterval: ['n, /', (machine) => machine.newNone()],
  });
  vm.modules.set(at, 'pypy_version_info', pypyVersion(vm));
}

/** sys.implementation.hexversion is PyPy's own. */
export const PYPY_HEXVERSION = (VERSION.major << 24) | (VERSION.minor << 16) | (VERSION.micro << 8) | 0xf0;

export const pypyModule: NativeModule = {
  name: '__pypy__',
  available: (vm) => vm.platform.implementation === 'pypy',
  functions: {
    add_memory_pressure: ['estimate, obj=, /', (vm) => vm.newNone()],
    internal_repr: ['object, /', (vm, args) => vm.newStr(vm.repr(vm.at(args)))],
  },
};
