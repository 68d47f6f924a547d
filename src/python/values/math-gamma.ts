import { exactCos, exactExp, exactLog, exactPower, exactSin } from './exact-functions.ts';
import { overflowError, valueError } from './value-function-error.ts';

/**
 * math.gamma and math.lgamma by Lanczos' approximation with g = 6.0246…, n = 13, the coefficients
 * that Boost's lanczos13m53 gives (CPython uses the same), so results agree to the last bit or so.
 */

const LANCZOS_G = 6.02468004077673;
const G_MINUS_HALF = 5.52468004077673;
const LOG_PI = 1.1447298858494002;

const NUMERATOR: readonly number[] = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.672002365816, 210.82427775157936, 2.5066282746310002,
];
const DENOMINATOR: readonly number[] = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];

function lanczosSum(x: number): number {
  let top = 0;
  let bottom = 0;
  if (x < 5) {
    for (let i = NUMERATOR.length - 1; i >= 0; i--) {
      top = top * x + (NUMERATOR[i] ?? 0);
      bottom = bottom * x + (DENOMINATOR[i] ?? 0);
    }
  } else {
    for (let i = 0; i < NUMERATOR.length; i++) {
      top = top / x + (NUMERATOR[i] ?? 0);
      bottom = bottom / x + (DENOMINATOR[i] ?? 0);
    }
  }
  return top / bottom;
}

/** sin(πx) without the error of multiplying by π first. */
function sinOfPi(x: number): number {
  const y = Math.abs(x) % 2;
  const quarter = Math.round(2 * y);
  const sign = x < 0 ? -1 : 1;
  if (quarter === 0) return sign * exactSin(Math.PI * y);
  if (quarter === 1) return sign * exactCos(Math.PI * (y - 0.5));
  if (quarter === 2) return sign * exactSin(Math.PI * (1 - y));
  if (quarter === 3) return -sign * exactCos(Math.PI * (y - 1.5));
  return sign * exactSin(Math.PI * (y - 2));
}

/** math.gamma. */
export function gamma(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (x === 0 || x === Number.NEGATIVE_INFINITY) throw valueError('math domain error');
  if (Number.isInteger(x)) {
    if (x < 0) throw valueError('math domain error');
    if (x <= 23) return smallFactorial(x - 1);
  }
  const size = Math.abs(x);
  if (size < 1e-20) return checkRange(1 / x);
  if (size > 200) {
    if (x > 0) throw overflowError('math range error');
    return 0 / sinOfPi(x);
  }
  const y = size + G_MINUS_HALF;
  // z is what rounding took from y, in proportion.
  const lost = size > G_MINUS_HALF ? y - size - G_MINUS_HALF : y - G_MINUS_HALF - size;
  const z = (lost * LANCZOS_G) / y;
  if (x < 0) {
    let result = ((-Math.PI / sinOfPi(size) / size) * exactExp(y)) / lanczosSum(size);
    result -= z * result;
    if (size < 140) return checkRange(result / exactPower(y, size - 0.5));
    const root = exactPower(y, size / 2 - 0.25);
    return checkRange(result / root / root);
  }
  let result = lanczosSum(size) / exactExp(y);
  result += z * result;
  if (size < 140) return checkRange(result * exactPower(y, size - 0.5));
  const root = exactPower(y, size / 2 - 0.25);
  return checkRange(result * root * root);
}

function smallFactorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}

function checkRange(result: number): number {
  if (!Number.isFinite(result)) throw overflowError('math range error');
  return result;
}

/** math.lgamma. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x)) return Number.POSITIVE_INFINITY;
  if (Number.isInteger(x) && x <= 2) {
    if (x <= 0) throw valueError('math domain error');
    return 0;
  }
  const size = Math.abs(x);
  if (size < 1e-20) return -exactLog(size);
  let result = exactLog(lanczosSum(size)) - LANCZOS_G;
  result += (size - 0.5) * (exactLog(size + LANCZOS_G - 0.5) - 1);
  if (x < 0) result = LOG_PI - exactLog(Math.abs(sinOfPi(size))) - exactLog(size) - result;
  return checkRange(result);
}
