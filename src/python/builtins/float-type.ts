import type { Ref } from '../../heap/layout.ts';
import { Kind, NUMBER_VALUE, Shape } from '../objects/shapes.ts';
import {
  floatAsIntegerRatio,
  floatDivmod,
  floatFromHex,
  floatHex,
  floatToInt,
  roundFloat,
  roundFloatToInt,
} from '../values/float-numbers.ts';
import { floatRepr } from '../values/float-text.ts';
import { formatFloat } from '../values/number-format.ts';
import { floatValue } from '../vm/arithmetic.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { floatFrom } from './number-conversion.ts';
import {
  arithmeticMethods,
  comparisonMethods,
  divmodMethods,
  formatSpecText,
  powerMethods,
} from './number-dunders.ts';
import { checkNew } from './scalar-support.ts';

/** The value as an exact float: the object itself if it is one. */
function exactFloat(vm: VM, ref: Ref): Ref {
  if (vm.shapeOf(ref) === Shape.FLOAT) return vm.runtime.retain(ref);
  return vm.newFloat(vm.numbers.floatOf(ref));
}

function floatOfClass(vm: VM, clsAt: number, value: number): Ref {
  const cls = vm.at(clsAt);
  if (cls === vm.classes.named('float')) return vm.newFloat(value);
  const ref = vm.runtime.allocate(vm.classes.infoOf(cls).shape);
  vm.runtime.memory.f64[(ref + NUMBER_VALUE) >> 1] = value;
  return vm.classes.adopt(ref, cls);
}

function floatNew(vm: VM, args: number): Ref {
  checkNew(vm, args, 'float');
  if (vm.at(args + 1) === 0) return floatOfClass(vm, args, 0);
  if (vm.at(args) === vm.classes.named('float') && vm.shapeOf(vm.at(args + 1)) === Shape.FLOAT) {
    return vm.runtime.retain(vm.at(args + 1));
  }
  return floatOfClass(vm, args, floatFrom(vm, args + 1));
}

function fromHex(vm: VM, args: number): Ref {
  if (!vm.isStr(vm.at(args + 1))) throw vm.error('TypeError', 'bad argument type for built-in operation');
  const value = floatFromHex(vm.text(vm.at(args + 1)));
  if (vm.at(args) === vm.classes.named('float')) return vm.newFloat(value);
  const at = vm.push(vm.newFloat(value));
  const result = vm.call(vm.at(args), vm.at(at));
  vm.drop(1);
  return result;
}

function pushDivmod(vm: VM, a: Ref, b: Ref): void {
  const [quotient, remainder] = floatDivmod(floatValue(vm, a), floatValue(vm, b));
  vm.push(vm.newFloat(quotient));
  vm.push(vm.newFloat(remainder));
}

function floatRound(vm: VM, args: number): Ref {
  const digits = vm.at(args + 1);
  const value = vm.numbers.floatOf(vm.at(args));
  if (digits === 0 || digits === vm.none) return vm.newBigInt(roundFloatToInt(value));
  return vm.newFloat(roundFloat(value, vm.index(digits)));
}

function floatFormat(vm: VM, args: number): Ref {
  const spec = formatSpecText(vm, args + 1);
  const self = vm.at(args);
  if (spec === '') return vm.newStr(vm.str(self));
  return vm.newStr(formatFloat(vm.numbers.floatOf(self), spec, vm.typeName(self)));
}

function ratio(vm: VM, args: number): Ref {
  const [numerator, denominator] = floatAsIntegerRatio(vm.numbers.floatOf(vm.at(args)));
  vm.push(vm.newBigInt(numerator));
  vm.push(vm.newBigInt(denominator));
  return vm.tupleOfTop(2);
}

function formatName(vm: VM, args: number): Ref {
  const ref = vm.at(args);
  const name = vm.isStr(ref) ? vm.text(ref) : '';
  if (name === 'double' || name === 'float') return vm.newStr('IEEE, little-endian');
  throw vm.error('ValueError', "__getformat__() argument 1 must be 'double' or 'float'");
}

function truncated(vm: VM, args: number): Ref {
  return vm.newBigInt(floatToInt(vm.numbers.floatOf(vm.at(args))));
}

function rounded(how: (x: number) => number): (vm: VM, args: number) => Ref {
  return (vm, args) => vm.newBigInt(floatToInt(how(vm.numbers.floatOf(vm.at(args)))));
}

export const floatClass: BuiltinClass = {
  name: 'float',
  kind: Kind.FLOAT,
  shape: Shape.FLOAT,
  staticMethods: { __new__: ['cls, x=, /', floatNew], __getformat__: ['typestr, /', formatName] },
  classMethods: { fromhex: ['self, string, /', fromHex] },
  methods: {
    ...arithmeticMethods('real', ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod']),
    ...comparisonMethods('real'),
    ...divmodMethods('real', pushDivmod),
    ...powerMethods('real', (vm) => {
      throw vm.error('TypeError', 'pow() 3rd argument not allowed unless all arguments are integers');
    }),
    __repr__: ['self, /', (vm, args) => vm.newStr(floatRepr(vm.numbers.floatOf(vm.at(args))))],
    __hash__: ['self, /', (vm, args) => vm.newBigInt(vm.protocols.hashOfFloat(vm.at(args)))],
    __format__: ['self, format_spec, /', floatFormat],
    __bool__: ['self, /', (vm, args) => vm.newBool(vm.numbers.floatOf(vm.at(args)) !== 0)],
    __neg__: ['self, /', (vm, args) => vm.newFloat(-vm.numbers.floatOf(vm.at(args)))],
    __pos__: ['self, /', (vm, args) => exactFloat(vm, vm.at(args))],
    __abs__: ['self, /', (vm, args) => vm.newFloat(Math.abs(vm.numbers.floatOf(vm.at(args))))],
    __int__: ['self, /', truncated],
    __trunc__: ['self, /', truncated],
    __floor__: ['self, /', rounded(Math.floor)],
    __ceil__: ['self, /', rounded(Math.ceil)],
    __float__: ['self, /', (vm, args) => exactFloat(vm, vm.at(args))],
    __round__: ['self, ndigits=, /', floatRound],
    __getnewargs__: ['self, /', (vm, args) => vm.newTuple(vm.newFloat(vm.numbers.floatOf(vm.at(args))))],
    conjugate: ['self, /', (vm, args) => exactFloat(vm, vm.at(args))],
    as_integer_ratio: ['self, /', ratio],
    hex: ['self, /', (vm, args) => vm.newStr(floatHex(vm.numbers.floatOf(vm.at(args))))],
    is_integer: ['self, /', (vm, args) => vm.newBool(Number.isInteger(vm.numbers.floatOf(vm.at(args))))],
  },
  getsets: {
    real: { get: exactFloat },
    imag: { get: (vm) => vm.newFloat(0) },
  },
};
