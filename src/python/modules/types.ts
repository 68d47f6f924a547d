import type { Ref } from '../../heap/layout.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import { addClasses } from './support.ts';
import { namespaceClass } from './sys-info.ts';

/**
 * Decorator for classes of the library that are in C on the real system: messages name them with their module,
 * and a program can neither change them nor the class of their instances.
 */
function inC(vm: VM, args: number): Ref {
  const cls = vm.at(args);
  if (vm.platform.implementation === 'cpython') {
    const info = vm.classes.infoOf(cls);
    const module = vm.push(vm.getAttr(cls, '__module__'));
    info.prefix = `${vm.text(vm.at(module))}.`;
    info.inC = true;
    vm.dropTo(module);
  }
  return vm.runtime.retain(vm.at(args));
}

/** [cls]: the same where only CPython 3 has it in C. */
function inC3(vm: VM, args: number): Ref {
  return vm.platform.version[0] === 2 ? vm.runtime.retain(vm.at(args)) : inC(vm, args);
}

/** The native half of the types module, and what library modules need of classes. */
export const typesModule: NativeModule = {
  name: '_types',
  functions: { in_c: ['cls, /', inC], in_c3: ['cls, /', inC3] },
  init(vm, at) {
    addClasses(vm, at, [namespaceClass]);
  },
};
