import type { Ref } from '../../heap/layout.ts';
import { BinaryOp } from '../compiler/opcodes.ts';
import { Kind } from '../objects/shapes.ts';
import * as functions from '../values/math-functions.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { floatArgument } from './support.ts';

/** The math module over values/math-functions.ts. */

type Signature = readonly [signature: string, code: NativeCode];

function ofFloat(work: (x: number) => number): Signature {
  return ['x, /', (vm, args) => vm.newFloat(work(floatArgument(vm, args)))];
}

function ofTwoFloats(work: (x: number, y: number) => number): Signature {
  return [
    'x, y, /',
    (vm, args) => {
      const x = floatArgument(vm, args);
      return vm.newFloat(work(x, floatArgument(vm, args + 1)));
    },
  ];
}

function test(work: (x: number) => boolean): Signature {
  return ['x, /', (vm, args) => vm.newBool(work(floatArgument(vm, args)))];
}

/** Logarithms take ints of any size. */
function logArgument(vm: VM, at: number): number | bigint {
  return vm.isInt(vm.at(at)) ? vm.bigIntOf(vm.at(at)) : floatArgument(vm, at);
}

function log(vm: VM, args: number): Ref {
  const x = logArgument(vm, args);
  if (vm.at(args + 1) === 0) return vm.newFloat(functions.log(x));
  const base = logArgument(vm, args + 1);
  if (typeof base === 'number') return vm.newFloat(functions.log(x, base));
  const divisor = functions.log(base);
  if (divisor === 0) throw vm.error('ZeroDivisionError', 'float division by zero');
  return vm.newFloat(functions.log(x) / divisor);
}

/** math.floor and the like ask the object first. */
function rounding(name: string, work: (x: number) => bigint): Signature {
  return [
    'x, /',
    (vm, args) => {
      const ref = vm.at(args);
      if (vm.kindOf(ref) === Kind.FLOAT) return vm.newBigInt(work(vm.numbers.floatOf(ref)));
      const method = vm.classes.special(ref, name);
      if (method !== 0) return vm.calls.callSpecial(method, ref, []);
      if (name === '__trunc__') {
        throw vm.error('TypeError', `type ${vm.typeName(ref)} doesn't define __trunc__ method`);
      }
      return vm.newBigInt(work(floatArgument(vm, args)));
    },
  ];
}

function foldInts(start: bigint, work: (a: bigint, b: bigint) => bigint): Signature {
  return [
    '*integers',
    (vm, args, count) => {
      let result = start;
      for (let k = 0; k < count; k++) result = work(result, vm.protocols.indexBig(vm.at(args + k)));
      return vm.newBigInt(result);
    },
  ];
}

function ofInts(signature: string, work: (n: bigint, k?: bigint) => bigint): Signature {
  return [
    signature,
    (vm, args) => {
      const n = vm.protocols.indexBig(vm.at(args));
      const second = vm.at(args + 1);
      if (signature === 'n, /' || second === 0 || second === vm.none) return vm.newBigInt(work(n));
      return vm.newBigInt(work(n, vm.protocols.indexBig(second)));
    },
  ];
}

function factorial(vm: VM, args: number): Ref {
  if (vm.kindOf(vm.at(args)) === Kind.FLOAT) {
    throw vm.error('TypeError', "'float' object cannot be interpreted as an integer");
  }
  return vm.newBigInt(functions.factorial(vm.protocols.indexBig(vm.at(args))));
}

/** Integer square root by Newton's method. */
function isqrt(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

function squareRoot(vm: VM, args: number): Ref {
  const n = vm.protocols.indexBig(vm.at(args));
  if (n < 0n) throw vm.error('ValueError', 'isqrt() argument must be nonnegative');
  return vm.newBigInt(isqrt(n));
}

/** The floats of an iterable argument. */
function floats(vm: VM, at: number): number[] {
  const values: number[] = [];
  vm.iterate(vm.at(at), () => values.push(floatArgument(vm, vm.roots.top - 1)));
  return values;
}

function hypot(vm: VM, args: number, count: number): Ref {
  const parts: number[] = [];
  for (let k = 0; k < count; k++) parts.push(floatArgument(vm, args + k));
  return vm.newFloat(functions.hypot(parts));
}

function dist(vm: VM, args: number): Ref {
  const p = floats(vm, args);
  const q = floats(vm, args + 1);
  if (p.length !== q.length)
    throw vm.error('ValueError', 'both points must have the same number of dimensions');
  return vm.newFloat(functions.dist(p, q));
}

function product(vm: VM, args: number): Ref {
  const top = vm.push(vm.at(args + 1) === 0 ? vm.newInt(1) : vm.runtime.retain(vm.at(args + 1)));
  vm.iterate(vm.at(args), (item) => {
    vm.replace(top, vm.operators.binary(MULTIPLY, vm.at(top), item));
  });
  return vm.pop();
}

const MULTIPLY = BinaryOp.MULTIPLY;

function isClose(vm: VM, args: number): Ref {
  const a = floatArgument(vm, args);
  const b = floatArgument(vm, args + 1);
  const relative = vm.at(args + 2) === 0 ? 1e-9 : floatArgument(vm, args + 2);
  const absolute = vm.at(args + 3) === 0 ? 0 : floatArgument(vm, args + 3);
  return vm.newBool(functions.isclose(a, b, relative, absolute));
}

function frexp(vm: VM, args: number): Ref {
  const [fraction, exponent] = functions.frexp(floatArgument(vm, args));
  return vm.newTuple(vm.newFloat(fraction), vm.newInt(exponent));
}

function modf(vm: VM, args: number): Ref {
  const [fraction, whole] = functions.modf(floatArgument(vm, args));
  return vm.newTuple(vm.newFloat(fraction), vm.newFloat(whole));
}

function ldexp(vm: VM, args: number): Ref {
  const x = floatArgument(vm, args);
  if (!vm.isInt(vm.at(args + 1))) throw vm.error('TypeError', 'Expected an int as second argument to ldexp.');
  return vm.newFloat(functions.ldexp(x, vm.bigIntOf(vm.at(args + 1))));
}

const ofOne = {
  sqrt: functions.sqrt,
  cbrt: functions.cbrt,
  exp: functions.exp,
  exp2: functions.exp2,
  expm1: functions.expm1,
  log1p: functions.log1p,
  sin: functions.sin,
  cos: functions.cos,
  tan: functions.tan,
  asin: functions.asin,
  acos: functions.acos,
  atan: functions.atan,
  sinh: functions.sinh,
  cosh: functions.cosh,
  tanh: functions.tanh,
  asinh: functions.asinh,
  acosh: functions.acosh,
  atanh: functions.atanh,
  erf: functions.erf,
  erfc: functions.erfc,
  gamma: functions.gamma,
  lgamma: functions.lgamma,
  degrees: functions.degrees,
  radians: functions.radians,
  fabs: Math.abs,
  ulp: functions.ulp,
};

const ofTwo = {
  pow: functions.pow,
  atan2: functions.atan2,
  fmod: functions.fmod,
  remainder: functions.remainder,
  copysign: functions.copysign,
  nextafter: functions.nextafter,
};

export const mathModule: NativeModule = {
  name: 'math',
  functions: {
    ...Object.fromEntries(Object.entries(ofOne).map(([name, work]) => [name, ofFloat(work)])),
    ...Object.fromEntries(Object.entries(ofTwo).map(([name, work]) => [name, ofTwoFloats(work)])),
    log: ['x, base=, /', log],
    log2: ['x, /', (vm, args) => vm.newFloat(functions.log2(logArgument(vm, args)))],
    log10: ['x, /', (vm, args) => vm.newFloat(functions.log10(logArgument(vm, args)))],
    floor: rounding('__floor__', functions.floor),
    ceil: rounding('__ceil__', functions.ceil),
    trunc: rounding('__trunc__', (x) => (x < 0 ? functions.ceil(x) : functions.floor(x))),
    isnan: test(Number.isNaN),
    isinf: test((x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY),
    isfinite: test(Number.isFinite),
    gcd: foldInts(0n, functions.gcd),
    lcm: foldInts(1n, functions.lcm),
    comb: ofInts('n, k, /', (n, k) => functions.comb(n, k!)),
    perm: ofInts('n, k=, /', (n, k) => (k === undefined ? functions.perm(n) : functions.perm(n, k))),
    factorial: ['n, /', factorial],
    isqrt: ['n, /', squareRoot],
    fsum: ['seq, /', (vm, args) => vm.newFloat(functions.fsum(floats(vm, args)))],
    prod: ['iterable, /, *, start=', product],
    hypot: ['*coordinates', hypot],
    dist: ['p, q, /', dist],
    isclose: ['a, b, *, rel_tol=, abs_tol=', isClose],
    frexp: ['x, /', frexp],
    modf: ['x, /', modf],
    ldexp: ['x, i, /', ldexp],
  },
  init(vm, at) {
    const constants = {
      pi: Math.PI,
      e: Math.E,
      tau: 2 * Math.PI,
      inf: Number.POSITIVE_INFINITY,
      nan: Number.NaN,
    };
    for (const [name, value] of Object.entries(constants)) vm.modules.set(at, name, vm.newFloat(value));
  },
};
