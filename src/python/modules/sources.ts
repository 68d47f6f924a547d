import type { NativeModule } from '../vm/modules.ts';

/** Source lines of the running program, for tracebacks made in Python. */
export const sourcesModule: NativeModule = {
  name: '_sources',
  functions: {
    line: [
      'filename, lineno, /',
      (vm, args) => {
        if (!vm.isStr(vm.at(args)) || !vm.isInt(vm.at(args + 1))) return vm.newStr('');
        const line = vm.codes.sourceLine(vm.text(vm.at(args)), vm.index(vm.at(args + 1)));
        return vm.newStr(line === undefined ? '' : `${line}\n`);
      },
    ],
  },
};
