import { binaryParts, bitLength, scaledToFloat } from './float-bits.ts';
import { integerSquareRoot } from './int-math.ts';

/**
 * Elementary functions rounded correctly: fixed-point big integers carry far more bits than a
 * double, and one rounding ends each computation. The engine's own Math functions are up to 2 ulp
 * off, which shows in a repr; the C library that CPython uses is within 0.55 ulp, so the correctly
 * rounded result is nearly always its result too. A call costs some 10 µs.
 */

/** A fixed-point number: value × 2^-FRACTION. */
type Fixed = bigint;

const FRACTION = 320;
const FRACTION_BITS = BigInt(FRACTION);
const ONE: Fixed = 1n << FRACTION_BITS;
/** π is kept longer, to reduce the largest doubles. */
const PI_FRACTION = 1500;

function multiply(a: Fixed, b: Fixed): Fixed {
  return (a * b) >> FRACTION_BITS;
}

function divide(a: Fixed, b: Fixed): Fixed {
  return (a << FRACTION_BITS) / b;
}

function fixed(x: number): Fixed {
  const { negative, mantissa, exponent } = binaryParts(x);
  const shift = exponent + FRACTION;
  const magnitude = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  return negative ? -magnitude : magnitude;
}

/** Rounds once: a result is never so near a tie that the bits cut off would matter. */
function toFloat(value: Fixed, scale = 0): number {
  return scaledToFloat(value, scale - FRACTION);
}

/** arctan(1/n) with `bits` of fraction. */
function inverseTangent(n: bigint, bits: number): bigint {
  const square = n * n;
  let power = (1n << BigInt(bits)) / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = -power / square;
    sum += power / k;
  }
  return sum;
}

/** ln 2 = 2 artanh(1/3). */
function naturalLogOfTwo(): Fixed {
  let power = ONE / 3n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= 9n;
    sum += power / k;
  }
  return 2n * sum;
}

interface Constants {
  readonly longPi: bigint;
  readonly ln2: Fixed;
}

let cached: Constants | undefined;

function constants(): Constants {
  if (cached !== undefined) return cached;
  // Machin 1706, with guard bits dropped at the end.
  const guarded = 4n * (4n * inverseTangent(5n, PI_FRACTION + 32) - inverseTangent(239n, PI_FRACTION + 32));
  const longPi = guarded >> 32n;
  cached = { longPi, ln2: naturalLogOfTwo() };
  return cached;
}

/** exp(value) as fraction × 2^scale. */
function fixedExp(value: Fixed): { fraction: Fixed; scale: number } {
  const { ln2 } = constants();
  const scale = value / ln2;
  const halvings = 16n;
  const reduced = (value - scale * ln2) >> halvings;
  let term = ONE;
  let sum = ONE;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = multiply(term, reduced) / k;
    sum += term;
  }
  for (let i = 0n; i < halvings; i++) sum = multiply(sum, sum);
  return { fraction: sum, scale: Number(scale) };
}

/** ln x for finite x > 0: a correction of the engine's logarithm. */
function fixedLog(x: number): Fixed {
  const estimate = fixed(Math.log(x));
  const { fraction, scale } = fixedExp(-estimate);
  const { mantissa, exponent } = binaryParts(x);
  const shift = exponent + scale;
  const product = mantissa * fraction;
  const ratio = shift >= 0 ? product << BigInt(shift) : product >> BigInt(-shift);
  const d = ratio - ONE;
  const square = multiply(d, d);
  const cube = multiply(square, d);
  return estimate + d - square / 2n + cube / 3n - multiply(cube, d) / 4n;
}

/** exp x for finite x. */
export function exactExp(x: number): number {
  if (x > 710) return Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  if (Math.abs(x) < 2 ** -54) return 1;
  const { fraction, scale } = fixedExp(fixed(x));
  return toFloat(fraction, scale);
}

/** ln x for finite x > 0. */
export function exactLog(x: number): number {
  return toFloat(fixedLog(x));
}

export function exactLog2(x: number): number {
  return toFloat(divide(fixedLog(x), constants().ln2));
}

/** x ** y for finite x > 0 and finite y. */
export function exactPower(x: number, y: number): number {
  const estimate = y * Math.log2(x);
  if (estimate > 1100) return Number.POSITIVE_INFINITY;
  if (estimate < -1200) return 0;
  const { negative, mantissa, exponent } = binaryParts(y);
  const product = fixedLog(x) * mantissa;
  const magnitude = exponent >= 0 ? product << BigInt(exponent) : product >> BigInt(-exponent);
  const { fraction, scale } = fixedExp(negative ? -magnitude : magnitude);
  return toFloat(fraction, scale);
}

/** Sine and cosine of a fixed-point angle up to a few units. */
function fixedSineCosine(angle: Fixed): { sine: Fixed; cosine: Fixed } {
  const doublings = 8n;
  const reduced = angle >> doublings;
  const square = multiply(reduced, reduced);
  let term = reduced;
  let sine = reduced;
  for (let k = 2n; term !== 0n && term !== -1n; k += 2n) {
    term = -multiply(term, square) / (k * (k + 1n));
    sine += term;
  }
  // 1 - cos rather than cos keeps the bits while doubling.
  term = square / 2n;
  let versine = term;
  for (let k = 3n; term !== 0n && term !== -1n; k += 2n) {
    term = -multiply(term, square) / (k * (k + 1n));
    versine += term;
  }
  for (let i = 0n; i < doublings; i++) {
    const cosine = ONE - versine;
    versine = 2n * multiply(sine, sine);
    sine = 2n * multiply(sine, cosine);
  }
  return { sine, cosine: ONE - versine };
}

/** x less a multiple of π/2: the rest and the quadrant. */
function reduceAngle(x: number): { rest: Fixed; quadrant: number } {
  const { longPi } = constants();
  const { negative, mantissa, exponent } = binaryParts(x);
  const shift = exponent + PI_FRACTION;
  const magnitude = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  const long = negative ? -magnitude : magnitude;
  const half = longPi >> 1n;
  let turns = (2n * long + half) / (2n * half);
  if (2n * long + half < 0n) turns -= 1n;
  const rest = (long - turns * half) >> BigInt(PI_FRACTION - FRACTION);
  return { rest, quadrant: Number(((turns % 4n) + 4n) % 4n) };
}

/** Below this sin x = tan x = x - or + a last bit: too small for the fixed point to matter. */
const TINY_ANGLE = 2 ** -26;

function sineCosine(x: number): { sine: Fixed; cosine: Fixed } {
  const { rest, quadrant } = reduceAngle(x);
  const { sine, cosine } = fixedSineCosine(rest);
  if (quadrant === 0) return { sine, cosine };
  if (quadrant === 1) return { sine: cosine, cosine: -sine };
  if (quadrant === 2) return { sine: -sine, cosine: -cosine };
  return { sine: -cosine, cosine: sine };
}

export function exactSin(x: number): number {
  if (Math.abs(x) < TINY_ANGLE) return Math.sin(x);
  return toFloat(sineCosine(x).sine);
}

export function exactCos(x: number): number {
  if (Math.abs(x) < TINY_ANGLE) return Math.cos(x);
  return toFloat(sineCosine(x).cosine);
}

export function exactTan(x: number): number {
  if (Math.abs(x) < TINY_ANGLE) return Math.tan(x);
  const { sine, cosine } = sineCosine(x);
  return toFloat(divide(sine, cosine));
}

/** The angle near `estimate` whose sine and cosine are proportional to (y, x). */
function correctAngle(estimate: number, y: Fixed, x: Fixed): number {
  const { sine, cosine } = sineCosine(estimate);
  const difference = divide(multiply(y, cosine) - multiply(x, sine), multiply(x, cosine) + multiply(y, sine));
  const cube = multiply(multiply(difference, difference), difference);
  return toFloat(fixed(estimate) + difference - cube / 3n);
}

export function exactAtan(x: number): number {
  if (Math.abs(x) < TINY_ANGLE || Math.abs(x) > 2 ** 60) return Math.atan(x);
  return correctAngle(Math.atan(x), fixed(x), ONE);
}

/** For finite y and x, neither of them zero. */
export function exactAtan2(y: number, x: number): number {
  const ratio = Math.abs(y / x);
  // Beyond these the other term is below half a unit of the result.
  if (ratio >= 2 ** 60) return Math.sign(y) * (Math.PI / 2);
  if (ratio <= 2 ** -60) return x > 0 ? y / x : Math.sign(y) * Math.PI;
  // A common scale keeps both in the range of the fixed point.
  const scale = 2 ** -Math.floor(Math.log2(Math.max(Math.abs(x), Math.abs(y))));
  if (!Number.isFinite(scale)) return Math.atan2(y, x);
  return correctAngle(Math.atan2(y, x), fixed(y * scale), fixed(x * scale));
}

function cosineOfArcsine(x: Fixed): Fixed {
  return integerSquareRoot(ONE * ONE - x * x);
}

/** For |x| ≤ 1. */
export function exactAsin(x: number): number {
  if (Math.abs(x) < TINY_ANGLE || Math.abs(x) === 1) return Math.asin(x);
  const sine = fixed(x);
  return correctAngle(Math.asin(x), sine, cosineOfArcsine(sine));
}

/** For |x| ≤ 1. */
export function exactAcos(x: number): number {
  if (Math.abs(x) === 1) return Math.acos(x);
  const cosine = fixed(x);
  return correctAngle(Math.acos(x), cosineOfArcsine(cosine), cosine);
}

/** The square root of a sum of squares, rounded once: hypot and dist. */
export function exactNorm(parts: readonly number[]): number {
  const binary = parts.map(binaryParts);
  const lowest = binary.reduce((least, { exponent }) => Math.min(least, exponent), 1024);
  let sum = 0n;
  for (const { mantissa, exponent } of binary) {
    const scaled = mantissa << BigInt(exponent - lowest);
    sum += scaled * scaled;
  }
  if (sum === 0n) return 0;
  const guard = Math.max(70 - (bitLength(sum) >> 1), 2);
  const wide = sum << BigInt(2 * guard);
  const root = integerSquareRoot(wide);
  const sticky = root * root === wide ? 0n : 1n;
  return scaledToFloat((root << 1n) | sticky, lowest - guard - 1);
}

/** The real cube root, rounded once. */
export function exactCbrt(x: number): number {
  const { negative, mantissa, exponent } = binaryParts(x);
  if (mantissa === 0n) return x;
  const shift = 200 + ((((exponent - 200) % 3) + 3) % 3);
  const wide = mantissa << BigInt(shift);
  let root = 1n << BigInt(Math.ceil(bitLength(wide) / 3));
  for (;;) {
    const next = (2n * root + wide / (root * root)) / 3n;
    if (next >= root) break;
    root = next;
  }
  const sticky = root ** 3n === wide ? 0n : 1n;
  const magnitude = scaledToFloat((root << 1n) | sticky, (exponent - shift) / 3 - 1);
  return negative ? -magnitude : magnitude;
}

/** erf and erfc by the Maclaurin series, with as many bits as the cancellation costs. */
export function exactErf(x: number, complement: boolean): number {
  const magnitude = Math.abs(x);
  if (!complement && magnitude > 6) return x < 0 ? -1 : 1;
  if (complement && x < -6) return 2;
  if (complement && x > 27.3) return 0;
  if (!complement && magnitude < 2 ** -30) return x * 1.1283791670955126;
  const bits = BigInt(Math.ceil(200 + 3 * magnitude * magnitude));
  const { mantissa, exponent } = binaryParts(magnitude);
  const shift = BigInt(exponent) + bits;
  const value = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  const square = (value * value) >> bits;
  let term = value;
  let sum = value;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = -((term * square) >> bits) / n;
    sum += term / (2n * n + 1n);
  }
  const rootOfPi = integerSquareRoot(longPi(Number(bits)) << bits);
  const erf = (2n * sum * (1n << bits)) / rootOfPi;
  const signed = x < 0 ? -erf : erf;
  return scaledToFloat(complement ? (1n << bits) - signed : signed, -Number(bits));
}

function longPi(bits: number): bigint {
  if (bits <= PI_FRACTION) return constants().longPi >> BigInt(PI_FRACTION - bits);
  return (4n * (4n * inverseTangent(5n, bits + 32) - inverseTangent(239n, bits + 32))) >> 32n;
}
