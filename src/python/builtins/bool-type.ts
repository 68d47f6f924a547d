import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { arithmeticMethods } from './number-dunders.ts';
import { checkNew } from './scalar-support.ts';

function boolNew(vm: VM, args: number): Ref {
  checkNew(vm, args, 'bool');
  return vm.newBool(vm.at(args + 1) !== 0 && vm.truthy(vm.at(args + 1)));
}

export const boolClass: BuiltinClass = {
  name: 'bool',
  base: 'int',
  kind: Kind.BOOL,
  shape: Shape.BOOL,
  subclassable: false,
  staticMethods: { __new__: ['cls, x=, /', boolNew] },
  methods: {
    // Of two bools these give a bool, which the VM's arithmetic sees to.
    ...arithmeticMethods('int', ['and', 'or', 'xor']),
    __repr__: ['self, /', (vm, args) => vm.newStr(vm.at(args) === vm.true ? 'True' : 'False')],
  },
};
