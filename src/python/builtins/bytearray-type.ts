import type { Ref } from '../../heap/layout.ts';
import { IterKind, Kind, Shape } from '../objects/shapes.ts';
import { latin1Text } from '../values/codecs.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { byteMethods, fromHex, makeTranslation, ownRepr } from './byte-methods.ts';
import { byteOperators } from './byte-operators.ts';
import { byteLength, byteView } from './byte-support.ts';
import { mutationMethods, replaceBytes } from './bytearray-mutation.ts';
import { bytesFromArguments } from './bytes-from-object.ts';
import { checkNew, textResult } from './scalar-support.ts';

function bytearrayNew(vm: VM, args: number): Ref {
  checkNew(vm, args, 'bytearray');
  const cls = vm.at(args);
  return vm.classes.adopt(vm.runtime.allocate(vm.classes.infoOf(cls).shape), cls);
}

function bytearrayInit(vm: VM, args: number): Ref {
  const bytes = bytesFromArguments(vm, args + 1, 'bytearray');
  replaceBytes(vm, args, 0, byteLength(vm, vm.at(args)), bytes);
  return vm.newNone();
}

function bytearrayRepr(vm: VM, args: number): Ref {
  return textResult(vm, `${vm.typeName(vm.at(args))}(${ownRepr(vm, args)})`);
}

function reduce(vm: VM, args: number): Ref {
  vm.pushBorrowed(vm.classOf(vm.at(args)));
  const text = latin1Text(byteView(vm, vm.at(args)));
  vm.push(textResult(vm, text));
  vm.push(vm.newStr('latin-1'));
  vm.push(vm.tupleOfTop(2));
  vm.push(vm.newNone());
  return vm.tupleOfTop(3);
}

export const bytearrayClass: BuiltinClass = {
  name: 'bytearray',
  kind: Kind.BYTEARRAY,
  shape: Shape.BYTEARRAY,
  unhashable: true,
  staticMethods: {
    __new__: ['cls, *args, **kwargs', bytearrayNew],
    maketrans: ['frm, to, /', makeTranslation],
  },
  classMethods: { fromhex: ['self, string, /', fromHex] },
  methods: {
    ...byteMethods,
    ...byteOperators,
    ...mutationMethods,
    __init__: ['self, source=, encoding=, errors=', bytearrayInit],
    __repr__: ['self, /', bytearrayRepr],
    __str__: ['self, /', bytearrayRepr],
    __iter__: ['self, /', (vm, args) => vm.iteration.over(IterKind.BYTEARRAY, vm.at(args))],
    __reduce__: ['self, /', reduce],
  },
};
