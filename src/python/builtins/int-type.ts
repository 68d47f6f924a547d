import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import { hashInt } from '../values/hashing.ts';
import { bitLength, intDivmod, intToFloat, modularPower, roundInt } from '../values/int-math.ts';
import { bitCount, checkByteOrder, intFromBytes, intRepr, intToBytes } from '../values/int-text.ts';
import { formatInt } from '../values/number-format.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { newBytes } from './byte-support.ts';
import { bytesFromObject } from './bytes-from-object.ts';
import { integerFrom, integerFromText } from './number-conversion.ts';
import {
  arithmeticMethods,
  comparisonMethods,
  divmodMethods,
  formatSpecText,
  plainInt,
  powerMethods,
} from './number-dunders.ts';
import { checkNew, isExactClass, optionalText, sizeArgument } from './scalar-support.ts';

/** The value as an exact int: the object itself if it is one. */
function exactInt(vm: VM, ref: Ref): Ref {
  const shape = vm.shapeOf(ref);
  if (shape === Shape.INT || shape === Shape.WIDE || shape === Shape.BIG) return vm.runtime.retain(ref);
  return vm.newBigInt(vm.bigIntOf(ref));
}

/** An int of the class at a stack position. */
function intOfClass(vm: VM, clsAt: number, value: bigint): Ref {
  const cls = vm.at(clsAt);
  if (cls === vm.classes.named('int')) return vm.newBigInt(value);
  return vm.classes.adopt(vm.numbers.bigIntAs(vm.classes.infoOf(cls).shape, value), cls);
}

function intNew(vm: VM, args: number): Ref {
  checkNew(vm, args, 'int');
  const at = args + 1;
  if (vm.at(args + 2) !== 0) return intFromBase(vm, args);
  if (vm.at(at) === 0) return intOfClass(vm, args, 0n);
  const exact = isExactClass(vm, vm.at(args), Shape.INT);
  if (exact && vm.isInt(vm.at(at)) && vm.shapeOf(vm.at(at)) <= Shape.BIG) return exactInt(vm, vm.at(at));
  return intOfClass(vm, args, integerFrom(vm, at));
}

function intFromBase(vm: VM, args: number): Ref {
  if (vm.at(args + 1) === 0) throw vm.error('TypeError', 'int() missing string argument');
  const base = vm.index(vm.at(args + 2));
  if (base !== 0 && (base < 2 || base > 36)) {
    throw vm.error('ValueError', 'int() base must be >= 2 and <= 36, or 0');
  }
  const value = integerFromText(vm, vm.at(args + 1), base);
  if (value === null) throw vm.error('TypeError', "int() can't convert non-string with explicit base");
  return intOfClass(vm, args, value);
}

function intFromBytesMethod(vm: VM, args: number): Ref {
  const order = checkByteOrder(optionalText(vm, args + 2, "from_bytes() argument 'byteorder'", 'big'));
  const signed = vm.at(args + 3) !== 0 && vm.truthy(vm.at(args + 3));
  const bytes = bytesFromObject(vm, args + 1);
  const value = intFromBytes(bytes, order, signed);
  if (vm.at(args) === vm.classes.named('int')) return vm.newBigInt(value);
  const at = vm.push(vm.newBigInt(value));
  const result = vm.call(vm.at(args), vm.at(at));
  vm.drop(1);
  return result;
}

function intToBytesMethod(vm: VM, args: number): Ref {
  const length = vm.at(args + 1) === 0 ? 1 : sizeArgument(vm, vm.at(args + 1));
  const order = checkByteOrder(optionalText(vm, args + 2, "to_bytes() argument 'byteorder'", 'big'));
  const signed = vm.at(args + 3) !== 0 && vm.truthy(vm.at(args + 3));
  return newBytes(vm, intToBytes(vm.bigIntOf(vm.at(args)), length, order, signed));
}

function intPowerModulo(vm: VM, args: number): Ref {
  for (const at of [args + 1, args + 2]) if (!vm.isInt(vm.at(at))) return vm.newNotImplemented();
  const [base, exponent, modulus] = [args, args + 1, args + 2].map((at) => vm.bigIntOf(vm.at(at)));
  return vm.newBigInt(modularPower(base!, exponent!, modulus!));
}

function pushDivmod(vm: VM, a: Ref, b: Ref): void {
  const [quotient, remainder] = intDivmod(vm.bigIntOf(a), vm.bigIntOf(b));
  vm.push(vm.newBigInt(quotient));
  vm.push(vm.newBigInt(remainder));
}

function intRound(vm: VM, args: number): Ref {
  const digits = vm.at(args + 1);
  if (digits === 0) return exactInt(vm, vm.at(args));
  const count = vm.index(digits);
  const value = vm.bigIntOf(vm.at(args));
  // Beyond the number's own digits the answer is 0.
  if (count < -bitLength(value)) return vm.newInt(0);
  return vm.newBigInt(roundInt(value, count));
}

function intFormat(vm: VM, args: number): Ref {
  const spec = formatSpecText(vm, args + 1);
  const self = vm.at(args);
  if (spec === '') return vm.newStr(vm.str(self));
  return vm.newStr(formatInt(vm.bigIntOf(self), spec, vm.typeName(self), vm.numbers.maxStrDigits));
}

function itself(vm: VM, args: number): Ref {
  return exactInt(vm, vm.at(args));
}

function ratio(vm: VM, args: number): Ref {
  vm.push(exactInt(vm, vm.at(args)));
  vm.push(vm.newInt(1));
  return vm.tupleOfTop(2);
}

const intOperators = [
  'add',
  'sub',
  'mul',
  'truediv',
  'floordiv',
  'mod',
  'and',
  'or',
  'xor',
  'lshift',
  'rshift',
];

function intMethods(): Record<string, readonly [string, NativeCode]> {
  const methods = arithmeticMethods('int', intOperators);
  for (const [name, [signature, code]] of Object.entries(methods))
    methods[name] = [signature, plainInt(code)];
  return methods;
}

export const intClass: BuiltinClass = {
  name: 'int',
  kind: Kind.INT,
  shape: Shape.INT,
  staticMethods: { __new__: ['cls, x=, /, base=', intNew] },
  classMethods: { from_bytes: ['self, bytes, byteorder=, *, signed=', intFromBytesMethod] },
  methods: {
    ...intMethods(),
    ...comparisonMethods('int'),
    ...divmodMethods('int', pushDivmod),
    ...powerMethods('int', intPowerModulo),
    __repr__: [
      'self, /',
      (vm, args) => vm.newStr(intRepr(vm.bigIntOf(vm.at(args)), vm.numbers.maxStrDigits)),
    ],
    __hash__: ['self, /', (vm, args) => vm.newBigInt(hashInt(vm.bigIntOf(vm.at(args))))],
    __format__: ['self, format_spec, /', intFormat],
    __bool__: ['self, /', (vm, args) => vm.newBool(vm.bigIntOf(vm.at(args)) !== 0n)],
    __neg__: ['self, /', (vm, args) => vm.newBigInt(-vm.bigIntOf(vm.at(args)))],
    __invert__: ['self, /', (vm, args) => vm.newBigInt(~vm.bigIntOf(vm.at(args)))],
    __abs__: ['self, /', intAbs],
    __float__: ['self, /', (vm, args) => vm.newFloat(intToFloat(vm.bigIntOf(vm.at(args))))],
    __pos__: ['self, /', itself],
    __int__: ['self, /', itself],
    __index__: ['self, /', itself],
    __trunc__: ['self, /', itself],
    __floor__: ['self, /', itself],
    __ceil__: ['self, /', itself],
    __round__: ['self, ndigits=, /', intRound],
    __getnewargs__: ['self, /', (vm, args) => vm.newTuple(exactInt(vm, vm.at(args)))],
    conjugate: ['self, /', itself],
    bit_length: ['self, /', (vm, args) => vm.newInt(bitLength(vm.bigIntOf(vm.at(args))))],
    bit_count: ['self, /', (vm, args) => vm.newInt(bitCount(vm.bigIntOf(vm.at(args))))],
    to_bytes: ['self, length=, byteorder=, *, signed=', intToBytesMethod],
    as_integer_ratio: ['self, /', ratio],
  },
  getsets: {
    real: { get: exactInt },
    imag: { get: (vm) => vm.newInt(0) },
    numerator: { get: exactInt },
    denominator: { get: (vm) => vm.newInt(1) },
  },
};

function intAbs(vm: VM, args: number): Ref {
  const value = vm.bigIntOf(vm.at(args));
  return value < 0n ? vm.newBigInt(-value) : exactInt(vm, vm.at(args));
}
