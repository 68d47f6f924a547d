import type { NativeModule } from '../vm/modules.ts';
import { addClasses } from './support.ts';
import { namespaceClass } from './sys-info.ts';

/** The native half of the types module. */
export const typesModule: NativeModule = {
  name: '_types',
  init(vm, at) {
    addClasses(vm, at, [namespaceClass]);
  },
};
