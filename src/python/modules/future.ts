import type { NativeModule } from '../vm/modules.ts';

/** Features whose future has come; `from __future__ import …` is the compiler's business, the module only has the names. */
const FEATURES = [
  'nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function', 'unicode_literals',
  'barry_as_FLUFL', 'generator_stop', 'annotations',
];

export const futureModule: NativeModule = {
  name: '__future__',
  init(vm, at) {
    for (const feature of FEATURES) vm.modules.set(at, feature, vm.newStr(feature));
    const names = vm.roots.top;
    for (const feature of FEATURES) vm.push(vm.newStr(feature));
    vm.modules.set(at, 'all_feature_names', vm.listOfTop(vm.roots.top - names));
  },
};
