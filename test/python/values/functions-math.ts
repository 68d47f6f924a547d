import * as complex from '../../../src/python/values/complex-numbers.ts';
import * as math from '../../../src/python/values/math-functions.ts';
import type { Value, ValueFunction } from './recordings.ts';

function pair({ real, imag }: complex.Complex): Value {
  return [real, imag];
}

type Operation = (a: complex.Complex, b: complex.Complex) => complex.Complex;

function binary(...operations: Operation[]): (a: number, b: number, c: number, d: number) => Value[] {
  return (a, b, c, d) =>
    operations.map((operation) => pair(operation({ real: a, imag: b }, { real: c, imag: d })));
}

/** Area of recorded/math.json → the function under test, on the recorded arguments. */
export const mathFunctions: Readonly<Record<string, ValueFunction>> = {
  sqrt: math.sqrt,
  cbrt: math.cbrt,
  exp: math.exp,
  exp2: math.exp2,
  expm1: math.expm1,
  log: (x: number) => math.log(x),
  log2: math.log2,
  log10: math.log10,
  log1p: math.log1p,
  sin: math.sin,
  cos: math.cos,
  tan: math.tan,
  asin: math.asin,
  acos: math.acos,
  atan: math.atan,
  sinh: math.sinh,
  cosh: math.cosh,
  tanh: math.tanh,
  asinh: math.asinh,
  acosh: math.acosh,
  atanh: math.atanh,
  erf: math.erf,
  erfc: math.erfc,
  gamma: math.gamma,
  lgamma: math.lgamma,
  degrees: math.degrees,
  radians: math.radians,
  ceil: math.ceil,
  floor: math.floor,
  frexp: (x: number) => {
    const [fraction, exponent] = math.frexp(x);
    return [fraction, BigInt(exponent)];
  },
  modf: math.modf,
  ulp: math.ulp,
  'log integers': (n: bigint) => [math.log(n), math.log2(n), math.log10(n)],
  'log base': math.log,
  pow: math.pow,
  atan2: math.atan2,
  fmod: math.fmod,
  remainder: math.remainder,
  copysign: math.copysign,
  nextafter: math.nextafter,
  isclose: (a: number, b: number) => math.isclose(a, b),
  ldexp: math.ldexp,
  hypot: math.hypot,
  dist: math.dist,
  fsum: math.fsum,
  counting: (n: bigint, k: bigint) => [math.comb(n, k), math.perm(n, k)],
  factorial: math.factorial,
  'gcd lcm': (a: bigint, b: bigint) => [math.gcd(a, b), math.lcm(a, b)],
  complexArithmetic: binary(complex.complexAdd, complex.complexSubtract, complex.complexMultiply),
  complexDivide: (a: number, b: number, c: number, d: number) =>
    binary(complex.complexDivide)(a, b, c, d)[0] ?? null,
  complexPower: (a: number, b: number, c: number, d: number) =>
    binary(complex.complexPower)(a, b, c, d)[0] ?? null,
  complexAbs: (real: number, imag: number) => complex.complexAbs({ real, imag }),
  complexRepr: (real: number, imag: number) => complex.complexRepr({ real, imag }),
  parseComplex: (text: string) => pair(complex.complexFromText(text)),
};
