import { binaryParts } from './float-bits.ts';

/**
 * Hashes. Numbers hash exactly as in CPython on 64 bits (modulo 2^61 - 1, so equal numbers of
 * different types agree), and so do tuples and frozensets (sequence-hash.ts). Strings and bytes hash to 32 bits by functions of
 * our own: deterministic for a seed, as with a fixed PYTHONHASHSEED, and never taken from an address.
 */

export const HASH_BITS = 61;
export const HASH_MODULUS = (1n << 61n) - 1n;
export const HASH_INFINITY = 314159;
export const HASH_IMAGINARY = 1000003n;

/** hash(int). */
export function hashInt(value: bigint): bigint {
  if (value < 0n) {
    const hash = -(-value % HASH_MODULUS);
    return hash === -1n ? -2n : hash;
  }
  return value % HASH_MODULUS;
}

/** hash(float): equals hash(int) for whole numbers. NaN has no value hash: the caller's identity hash. */
export function hashFloat(x: number): bigint | null {
  if (Number.isNaN(x)) return null;
  if (!Number.isFinite(x)) return BigInt(x > 0 ? HASH_INFINITY : -HASH_INFINITY);
  if (Number.isSafeInteger(x)) return BigInt(x === -1 ? -2 : x);
  const { mantissa, exponent } = binaryParts(x);
  // 2^61 ≡ 1, so a power of two is a rotation by its exponent modulo 61.
  const turn = ((exponent % HASH_BITS) + HASH_BITS) % HASH_BITS;
  const magnitude = (mantissa * (1n << BigInt(turn))) % HASH_MODULUS;
  const hash = x < 0 ? -magnitude : magnitude;
  return hash === -1n ? -2n : hash;
}

/** hash(complex) from its parts' hashes, wrapped to a signed 64-bit word. */
export function hashComplex(realHash: bigint, imaginaryHash: bigint): bigint {
  const hash = BigInt.asIntN(64, realHash + HASH_IMAGINARY * imaginaryHash);
  return hash === -1n ? -2n : hash;
}

/** Murmur3's final mix of a 32-bit word. */
function mix32(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** -1 is CPython's error value of a hash function, so no hash is -1. */
function avoidMinusOne(hash: number): number {
  return hash === -1 ? -2 : hash;
}

/** hash(bytes): agrees with hashBytes of the same Latin-1 characters, as in CPython. */
export function hashBytes(bytes: Uint8Array, seed: number): number {
  if (bytes.length === 0) return 0;
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193);
  return avoidMinusOne(mix32(h ^ bytes.length));
}
