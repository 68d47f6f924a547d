import type { Ref } from '../../heap/layout.ts';
import { Kind, NUMBER_VALUE, Shape } from '../objects/shapes.ts';
import { type Complex, complexAbs, complexFromText, complexRepr } from '../values/complex-numbers.ts';
import { hashComplex, hashFloat } from '../values/hashing.ts';
import { formatComplex } from '../values/number-format.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { callIfDefined, floatFromNumber } from './number-conversion.ts';
import { arithmeticMethods, comparisonMethods, formatSpecText, powerMethods } from './number-dunders.ts';
import { checkNew } from './scalar-support.ts';

function complexOf(vm: VM, ref: Ref): Complex {
  return { real: vm.numbers.floatOf(ref), imag: vm.numbers.imagOf(ref) };
}

function newComplex(vm: VM, { real, imag }: Complex): Ref {
  return vm.numbers.complex(real, imag);
}

// ---- Construction

function complexOfClass(vm: VM, clsAt: number, value: Complex): Ref {
  const cls = vm.at(clsAt);
  if (cls === vm.classes.named('complex')) return newComplex(vm, value);
  const ref = vm.runtime.allocate(vm.classes.infoOf(cls).shape);
  const { f64 } = vm.runtime.memory;
  f64[(ref + NUMBER_VALUE) >> 1] = value.real;
  f64[((ref + NUMBER_VALUE) >> 1) + 1] = value.imag;
  return vm.classes.adopt(ref, cls);
}

function complexNew(vm: VM, args: number): Ref {
  checkNew(vm, args, 'complex');
  const real = vm.at(args + 1);
  const imag = vm.at(args + 2);
  if (
    real !== 0 &&
    imag === 0 &&
    vm.shapeOf(real) === Shape.COMPLEX &&
    vm.at(args) === vm.classes.named('complex')
  ) {
    return vm.runtime.retain(real);
  }
  if (real !== 0 && vm.isStr(real)) {
    if (imag !== 0) throw vm.error('TypeError', "complex() can't take second arg if first is a string");
    return complexOfClass(vm, args, complexFromText(vm.text(real)));
  }
  if (imag !== 0 && vm.isStr(imag)) throw vm.error('TypeError', "complex() second arg can't be a string");
  return complexOfClass(vm, args, fromParts(vm, args + 1, args + 2));
}

/** complex(real, imag) of numbers; a missing one is null. A safepoint. */
function fromParts(vm: VM, realAt: number, imagAt: number): Complex {
  const whole = vm.at(realAt) === 0 ? { real: 0, imag: 0 } : complexFromNumber(vm, realAt);
  if (whole === null) {
    const name = vm.typeName(vm.at(realAt));
    throw vm.error('TypeError', `complex() first argument must be a string or a number, not '${name}'`);
  }
  if (vm.at(imagAt) === 0) return whole;
  const turned = imaginaryPart(vm, imagAt);
  // real + imag·j, where either may be complex: signs of zeros are kept unless there is something to add.
  const realIsComplex = vm.at(realAt) !== 0 && vm.classes.special(vm.at(realAt), '__complex__') !== 0;
  const imagIsComplex = vm.kindOf(vm.at(imagAt)) === Kind.COMPLEX;
  return {
    real: imagIsComplex ? whole.real - turned.imag : whole.real,
    imag: realIsComplex ? turned.real + whole.imag : turned.real,
  };
}

function imaginaryPart(vm: VM, at: number): Complex {
  if (vm.kindOf(vm.at(at)) === Kind.COMPLEX) return complexOf(vm, vm.at(at));
  const real = floatFromNumber(vm, at);
  if (real !== null) return { real, imag: 0 };
  throw vm.error('TypeError', `complex() second argument must be a number, not '${vm.typeName(vm.at(at))}'`);
}

/** A number's complex value (`__complex__`, `__float__`, `__index__`), or null. A safepoint. */
function complexFromNumber(vm: VM, at: number): Complex | null {
  if (vm.shapeOf(vm.at(at)) === Shape.COMPLEX) return complexOf(vm, vm.at(at));
  const result = callIfDefined(vm, vm.at(at), '__complex__');
  if (result !== 0) {
    const resultAt = vm.push(result);
    if (vm.kindOf(result) !== Kind.COMPLEX) {
      throw vm.error('TypeError', `__complex__ returned non-complex (type ${vm.typeName(result)})`);
    }
    const value = complexOf(vm, result);
    vm.dropTo(resultAt);
    return value;
  }
  const real = floatFromNumber(vm, at);
  return real === null ? null : { real, imag: 0 };
}

// ---- Methods

function complexHash(vm: VM, args: number): Ref {
  const { real, imag } = complexOf(vm, vm.at(args));
  const identity = (): bigint => BigInt(vm.runtime.identities.of(vm.at(args)));
  return vm.newBigInt(hashComplex(hashFloat(real) ?? identity(), hashFloat(imag) ?? identity()));
}

function complexFormat(vm: VM, args: number): Ref {
  const spec = formatSpecText(vm, args + 1);
  const self = vm.at(args);
  if (spec === '') return vm.newStr(vm.str(self));
  const { real, imag } = complexOf(vm, self);
  return vm.newStr(formatComplex(real, imag, spec, vm.typeName(self)));
}

function exactComplex(vm: VM, args: number): Ref {
  const self = vm.at(args);
  return vm.shapeOf(self) === Shape.COMPLEX ? vm.runtime.retain(self) : newComplex(vm, complexOf(vm, self));
}

function mapped(map: (value: Complex) => Complex): (vm: VM, args: number) => Ref {
  return (vm, args) => newComplex(vm, map(complexOf(vm, vm.at(args))));
}

function parts(vm: VM, args: number): Ref {
  const { real, imag } = complexOf(vm, vm.at(args));
  vm.push(vm.newFloat(real));
  vm.push(vm.newFloat(imag));
  return vm.tupleOfTop(2);
}

export const complexClass: BuiltinClass = {
  name: 'complex',
  kind: Kind.COMPLEX,
  shape: Shape.COMPLEX,
  staticMethods: { __new__: ['cls, real=, imag=', complexNew] },
  methods: {
    ...arithmeticMethods('any', ['add', 'sub', 'mul', 'truediv']),
    ...comparisonMethods('any'),
    ...powerMethods('any', (vm) => {
      throw vm.error('ValueError', 'complex modulo');
    }),
    __repr__: ['self, /', (vm, args) => vm.newStr(complexRepr(complexOf(vm, vm.at(args))))],
    __hash__: ['self, /', complexHash],
    __format__: ['self, format_spec, /', complexFormat],
    __bool__: ['self, /', (vm, args) => vm.newBool(isNonZero(complexOf(vm, vm.at(args))))],
    __neg__: ['self, /', mapped(({ real, imag }) => ({ real: -real, imag: -imag }))],
    __pos__: ['self, /', exactComplex],
    __abs__: ['self, /', (vm, args) => vm.newFloat(complexAbs(complexOf(vm, vm.at(args))))],
    __complex__: ['self, /', exactComplex],
    __getnewargs__: ['self, /', parts],
    conjugate: ['self, /', mapped(({ real, imag }) => ({ real, imag: -imag }))],
  },
  getsets: {
    real: { get: (vm, self) => vm.newFloat(vm.numbers.floatOf(self)) },
    imag: { get: (vm, self) => vm.newFloat(vm.numbers.imagOf(self)) },
  },
};

function isNonZero({ real, imag }: Complex): boolean {
  return real !== 0 || imag !== 0;
}
