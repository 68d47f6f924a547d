import { overflowError, valueError } from './value-function-error.ts';

/** The integer functions of the math module; isqrt is integerSquareRoot in int-math.ts. */

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** math.gcd of two; gcd() is 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** math.lcm of two; lcm() is 1. */
export function lcm(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n;
  return magnitude((a / gcd(a, b)) * b);
}

/** from × (from + 1) × … × to, halves first so that the factors stay of similar size. */
function productOfRange(from: bigint, to: bigint): bigint {
  if (from > to) return 1n;
  if (to - from < 16n) {
    let product = from;
    for (let factor = from + 1n; factor <= to; factor++) product *= factor;
    return product;
  }
  const middle = (from + to) >> 1n;
  return productOfRange(from, middle) * productOfRange(middle + 1n, to);
}

const C_LONG_MAX = 2n ** 63n - 1n;

/** math.factorial. */
export function factorial(n: bigint): bigint {
  if (n > C_LONG_MAX) throw overflowError(`factorial() argument should not exceed ${C_LONG_MAX}`);
  if (n < 0n) throw valueError('factorial() not defined for negative values');
  return productOfRange(1n, n);
}

function checkCounts(n: bigint, k: bigint): void {
  if (n < 0n) throw valueError('n must be a non-negative integer');
  if (k < 0n) throw valueError('k must be a non-negative integer');
}

/** math.comb. */
export function comb(n: bigint, k: bigint): bigint {
  checkCounts(n, k);
  if (k > n) return 0n;
  const fewer = k < n - k ? k : n - k;
  return productOfRange(n - fewer + 1n, n) / productOfRange(1n, fewer);
}

/** math.perm; k defaults to n. */
export function perm(n: bigint, k: bigint = n): bigint {
  checkCounts(n, k);
  return k > n ? 0n : productOfRange(n - k + 1n, n);
}
