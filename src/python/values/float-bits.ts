/**
 * The exact binary value of a double, and correct rounding back to one. Everything that must be
 * exact (decimal output, ratios, true division) goes through here as big integers.
 */

const view = new DataView(new ArrayBuffer(8));

/** |x| = mantissa × 2^exponent exactly, for finite x; the mantissa has at most 53 bits. */
export interface BinaryParts {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
}

export function floatToBits(x: number): bigint {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

export function bitsToFloat(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** Sign bit, also of zeros and NaNs. */
export function isNegativeFloat(x: number): boolean {
  view.setFloat64(0, x);
  return view.getUint8(0) >= 128;
}

export function binaryParts(x: number): BinaryParts {
  const bits = floatToBits(x);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const negative = bits >> 63n === 1n;
  if (biased === 0) return { negative, mantissa: fraction, exponent: -1074 };
  return { negative, mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** Number of bits of |value|; 0 for 0. */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude === 0n) return 0;
  const hex = magnitude.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

/** numerator / denominator (≥ 0, > 0) to the nearest integer, ties to even. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator - quotient * denominator) * 2n;
  if (twice < denominator) return quotient;
  if (twice > denominator) return quotient + 1n;
  return quotient + (quotient & 1n);
}

/**
 * mantissa × 2^exponent rounded once, half to even, to the nearest double (Infinity on overflow).
 * Subnormal results are rounded at their own, coarser step.
 */
export function scaledToFloat(mantissa: bigint, exponent: number): number {
  if (mantissa < 0n) return -scaledToFloat(-mantissa, exponent);
  if (mantissa === 0n) return 0;
  const length = bitLength(mantissa);
  if (length + exponent > 1024) return Number.POSITIVE_INFINITY;
  const step = Math.max(length + exponent - 53, -1074);
  let rounded = mantissa;
  let scale = exponent;
  if (step > exponent) {
    rounded = divideHalfEven(mantissa, 1n << BigInt(step - exponent));
    scale = step;
  }
  return multiplyByPowerOfTwo(Number(rounded), scale);
}

/** x × 2^exponent where the product is exact or overflows; steps keep 2^exponent itself in range. */
function multiplyByPowerOfTwo(x: number, exponent: number): number {
  let result = x;
  let rest = exponent;
  while (rest > 1000) {
    result *= 2 ** 1000;
    rest -= 1000;
  }
  while (rest < -1000) {
    result *= 2 ** -1000;
    rest += 1000;
  }
  return result * 2 ** rest;
}

/** numerator / denominator (denominator ≠ 0), rounded once; Infinity when out of range. */
export function ratioToFloat(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  if (top === 0n) return negative ? -0 : 0;
  // A quotient of 66 bits or so with a sticky last bit rounds like the exact ratio.
  const shift = 66 - (bitLength(top) - bitLength(bottom));
  const scaledTop = shift > 0 ? top << BigInt(shift) : top;
  const scaledBottom = shift < 0 ? bottom << BigInt(-shift) : bottom;
  const quotient = scaledTop / scaledBottom;
  const sticky = quotient * scaledBottom === scaledTop ? 0n : 1n;
  const result = scaledToFloat((quotient << 1n) | sticky, -shift - 1);
  return negative ? -result : result;
}
