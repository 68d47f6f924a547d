import type { Ref } from '../../heap/layout.ts';
import { BYTES_HASH, IterKind, Kind, Shape } from '../objects/shapes.ts';
import { hashBytes } from '../values/hashing.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { byteMethods, fromHex, makeTranslation, ownRepr } from './byte-methods.ts';
import { byteOperators } from './byte-operators.ts';
import { byteView, newBytes, wordsForBytes } from './byte-support.ts';
import { bytesFromArguments } from './bytes-from-object.ts';
import { checkNew, textResult } from './scalar-support.ts';

function bytesNew(vm: VM, args: number): Ref {
  checkNew(vm, args, 'bytes');
  const exact = vm.at(args) === vm.classes.named('bytes');
  const plain = vm.at(args + 2) === 0 && vm.at(args + 3) === 0;
  if (exact && plain && vm.at(args + 1) !== 0 && vm.shapeOf(vm.at(args + 1)) === Shape.BYTES) {
    return vm.runtime.retain(vm.at(args + 1));
  }
  const bytes = bytesFromArguments(vm, args + 1, 'bytes');
  if (exact) return newBytes(vm, bytes);
  vm.reserve(wordsForBytes(vm, bytes.length));
  const cls = vm.at(args);
  const ref = vm.runtime.allocateVariable(vm.classes.infoOf(cls).shape, bytes.length);
  vm.strings.bytesView(ref).set(bytes);
  return vm.classes.adopt(ref, cls);
}

/** Cached in the object; 0 says that it is not known yet. */
function bytesHash(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const known = vm.i32[self + BYTES_HASH]!;
  if (known !== 0) return vm.newInt(known);
  const hash = hashBytes(byteView(vm, self), vm.options.seed);
  vm.i32[self + BYTES_HASH] = hash;
  return vm.newInt(hash);
}

function exactBytes(vm: VM, args: number): Ref {
  const self = vm.at(args);
  return vm.shapeOf(self) === Shape.BYTES
    ? vm.runtime.retain(self)
    : newBytes(vm, byteView(vm, self).slice());
}

export const bytesClass: BuiltinClass = {
  name: 'bytes',
  kind: Kind.BYTES,
  shape: Shape.BYTES,
  staticMethods: {
    __new__: ['cls, source=, encoding=, errors=', bytesNew],
    maketrans: ['frm, to, /', makeTranslation],
  },
  classMethods: { fromhex: ['self, string, /', fromHex] },
  methods: {
    ...byteMethods,
    ...byteOperators,
    __repr__: ['self, /', (vm, args) => textResult(vm, ownRepr(vm, args))],
    __str__: ['self, /', (vm, args) => textResult(vm, ownRepr(vm, args))],
    __hash__: ['self, /', bytesHash],
    __iter__: ['self, /', (vm, args) => vm.iteration.over(IterKind.BYTES, vm.at(args))],
    __bytes__: ['self, /', exactBytes],
    __getnewargs__: ['self, /', (vm, args) => vm.newTuple(newBytes(vm, byteView(vm, vm.at(args)).slice()))],
  },
};
