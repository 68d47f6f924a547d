import type { Ref } from '../../heap/layout.ts';
import { BinaryOp } from '../compiler/opcodes.ts';
import { Kind } from '../objects/shapes.ts';
import { numberBinary, numberCompare, numberEqual } from '../vm/arithmetic.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** Special methods that the number types have in common, made from the VM's number arithmetic. */

type Methods = Record<string, readonly [string, NativeCode]>;

/** Which operands a type's own methods take: int only ints, float also floats, complex everything. */
export type Operands = 'int' | 'real' | 'any';

function accepts(vm: VM, operands: Operands, ref: Ref): boolean {
  const kind = vm.kindOf(ref);
  if (kind >= Kind.BOOL && kind <= Kind.BIG) return true;
  return (kind === Kind.FLOAT && operands !== 'int') || (kind === Kind.COMPLEX && operands === 'any');
}

/** int's own methods give an int for two bools. */
export function plainInt(code: NativeCode): NativeCode {
  return (vm, args, count) => {
    const result = code(vm, args, count);
    if (vm.kindOf(result) !== Kind.BOOL) return result;
    const value = vm.newInt(result === vm.true ? 1 : 0);
    vm.runtime.release(result);
    return value;
  };
}

function orNotImplemented(vm: VM, result: Ref): Ref {
  return result === 0 ? vm.newNotImplemented() : result;
}

function binary(op: number, operands: Operands, reflected: boolean): NativeCode {
  return (vm, args) => {
    const self = vm.at(args);
    const other = vm.at(args + 1);
    if (!accepts(vm, operands, other)) return vm.newNotImplemented();
    return orNotImplemented(
      vm,
      reflected ? numberBinary(vm, op, other, self) : numberBinary(vm, op, self, other),
    );
  };
}

const arithmetic: Readonly<Record<string, number>> = {
  add: BinaryOp.ADD,
  sub: BinaryOp.SUBTRACT,
  mul: BinaryOp.MULTIPLY,
  truediv: BinaryOp.TRUE_DIVIDE,
  floordiv: BinaryOp.FLOOR_DIVIDE,
  mod: BinaryOp.REMAINDER,
  and: BinaryOp.AND,
  or: BinaryOp.OR,
  xor: BinaryOp.XOR,
  lshift: BinaryOp.LSHIFT,
  rshift: BinaryOp.RSHIFT,
};

/** `__add__`, `__radd__`, … for the named operators. */
export function arithmeticMethods(operands: Operands, names: readonly string[]): Methods {
  const methods: Methods = {};
  for (const name of names) {
    const op = arithmetic[name]!;
    methods[`__${name}__`] = ['self, value, /', binary(op, operands, false)];
    methods[`__r${name}__`] = ['self, value, /', binary(op, operands, true)];
  }
  return methods;
}

/** `__pow__` and `__rpow__`; `withModulus` handles a third argument that is neither missing nor None. */
export function powerMethods(operands: Operands, withModulus: NativeCode): Methods {
  const forward = binary(BinaryOp.POWER, operands, false);
  const reflected = binary(BinaryOp.POWER, operands, true);
  const choose =
    (plain: NativeCode): NativeCode =>
    (vm, args, count) => {
      const modulus = vm.at(args + 2);
      return modulus === 0 || modulus === vm.none ? plain(vm, args, count) : withModulus(vm, args, count);
    };
  return {
    __pow__: ['self, value, mod=, /', choose(forward)],
    __rpow__: ['self, value, mod=, /', choose(reflected)],
  };
}

/** `__eq__` and `__ne__`, and for real numbers the orderings. */
export function comparisonMethods(operands: Operands): Methods {
  const equality =
    (expected: boolean): NativeCode =>
    (vm, args) => {
      if (!accepts(vm, operands, vm.at(args + 1))) return vm.newNotImplemented();
      return vm.newBool(numberEqual(vm, vm.at(args), vm.at(args + 1)) === expected);
    };
  const ordering =
    (test: (order: number) => boolean): NativeCode =>
    (vm, args) => {
      if (operands === 'any' || !accepts(vm, operands, vm.at(args + 1))) return vm.newNotImplemented();
      return vm.newBool(test(numberCompare(vm, vm.at(args), vm.at(args + 1))!));
    };
  return {
    __eq__: ['self, value, /', equality(true)],
    __ne__: ['self, value, /', equality(false)],
    __lt__: ['self, value, /', ordering((order) => order < 0)],
    __le__: ['self, value, /', ordering((order) => order <= 0)],
    __gt__: ['self, value, /', ordering((order) => order > 0)],
    __ge__: ['self, value, /', ordering((order) => order >= 0)],
  };
}

/** `__divmod__` and `__rdivmod__` from a function that pushes the quotient and the remainder. */
export function divmodMethods(operands: Operands, pushBoth: (vm: VM, a: Ref, b: Ref) => void): Methods {
  const divmod =
    (reflected: boolean): NativeCode =>
    (vm, args) => {
      const self = vm.at(args);
      const other = vm.at(args + 1);
      if (!accepts(vm, operands, other)) return vm.newNotImplemented();
      pushBoth(vm, reflected ? other : self, reflected ? self : other);
      return vm.tupleOfTop(2);
    };
  return {
    __divmod__: ['self, value, /', divmod(false)],
    __rdivmod__: ['self, value, /', divmod(true)],
  };
}

/** Text of `__format__`'s argument. */
export function formatSpecText(vm: VM, at: number): string {
  const ref = vm.at(at);
  if (vm.isStr(ref)) return vm.text(ref);
  throw vm.error(
    'TypeError',
    `__format__() argument must be str, not ${vm.isNone(ref) ? 'None' : vm.typeName(ref)}`,
  );
}
