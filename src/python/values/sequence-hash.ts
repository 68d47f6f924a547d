/**
 * Hashes of tuples and frozensets as CPython computes them on 64 bits, so that tables of them have its order. Words of 64 bits
 * are pairs of 32: tuples are keys of hot dicts, and big integers would be slow there.
 */

/** The upper 32 bits of the product of two unsigned 32-bit words. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + (middle >>> 16) + (other >>> 16)) | 0;
}

/** xxHash's primes 1, 2 and 5. */
const P1_LOW = 0x85ebca87 | 0;
const P1_HIGH = 0x9e3779b1 | 0;
const P2_LOW = 0x27d4eb4f;
const P2_HIGH = 0xc2b2ae3d | 0;
const P5_LOW = 0x165667c5;
const P5_HIGH = 0x27d4eb2f;
const LENGTH_SALT = 3527539;
const TUPLE_NOT_MINUS_ONE = 1546275796;

const OLD_START = 0x345678;
const OLD_FACTOR = 1000003;
const OLD_END = 97531;

/** The state of a tuple's hash; one of them serves one tuple at a time. */
export class TupleHash {
  low = 0;
  high = 0;
  private readonly old: boolean;
  private factor = 0;
  private left = 0;

  /** @param old CPython before 3.8 */
  constructor(old: boolean) {
    this.old = old;
  }

  start(length: number): void {
    this.low = this.old ? OLD_START : P5_LOW;
    this.high = this.old ? 0 : P5_HIGH;
    this.factor = OLD_FACTOR;
    this.left = length;
  }

  /** The next item's hash. */
  add(low: number, high: number): void {
    if (this.old) {
      this.low ^= low;
      this.high ^= high;
      this.multiply(this.factor, 0);
      this.left--;
      this.factor += 82520 + 2 * this.left;
      return;
    }
    const productLow = Math.imul(low, P2_LOW);
    const productHigh = multiplyHigh(low, P2_LOW) + Math.imul(high, P2_LOW) + Math.imul(low, P2_HIGH);
    this.plus(productLow, productHigh);
    const turned = (this.low << 31) | (this.high >>> 1);
    this.high = (this.high << 31) | (this.low >>> 1);
    this.low = turned;
    this.multiply(P1_LOW, P1_HIGH);
  }

  end(length: number): void {
    if (this.old) this.plus(OLD_END, 0);
    else this.plus(length ^ P5_LOW ^ LENGTH_SALT, P5_HIGH);
    if (this.low !== -1 || this.high !== -1) return;
    this.low = this.old ? -2 : TUPLE_NOT_MINUS_ONE;
    this.high = this.old ? -1 : 0;
  }

  private plus(low: number, high: number): void {
    const sum = (this.low >>> 0) + (low >>> 0);
    this.low = sum | 0;
    this.high = (this.high + high + (sum > 0xffffffff ? 1 : 0)) | 0;
  }

  private multiply(low: number, high: number): void {
    const productHigh = multiplyHigh(this.low, low) + Math.imul(this.high, low) + Math.imul(this.low, high);
    this.low = Math.imul(this.low, low);
    this.high = productHigh | 0;
  }
}

const FROZENSET_START = 1927868237n;
const FROZENSET_NOT_MINUS_ONE = 590923713n;
const word = (value: bigint): bigint => BigInt.asUintN(64, value);

/** hash(frozenset) from its items' hashes, which may come in any order. @param spread since CPython 3: bits of the upper half reach the lower */
export function frozensetHash(items: readonly bigint[], spread: boolean): bigint {
  let hash = word(FROZENSET_START * BigInt(items.length + 1));
  for (const item of items) {
    const bits = word(item);
    hash ^= word((bits ^ 89869747n ^ word(bits << 16n)) * 3644798167n);
  }
  if (spread) hash ^= (hash >> 11n) ^ (hash >> 25n);
  hash = word(hash * 69069n + 907133923n);
  return hash === 2n ** 64n - 1n ? FROZENSET_NOT_MINUS_ONE : BigInt.asIntN(64, hash);
}
