import { sha512 } from './sha512.ts';

/**
 * The generator below Python's random module: MT19937 (Matsumoto and Nishimura 1998) seeded as
 * CPython seeds it, so that random.seed(42) gives the same numbers.
 */

const SIZE = 624;
const SHIFT = 397;

export class MersenneTwister {
  private readonly words = new Uint32Array(SIZE);
  private index = SIZE;

  constructor(seed: bigint) {
    this.seed(seed);
  }

  /** random.seed(int): |seed| in 32-bit words, least first. */
  seed(seed: bigint): void {
    let rest = seed < 0n ? -seed : seed;
    const key: number[] = [];
    do {
      key.push(Number(rest & 0xffffffffn));
      rest >>= 32n;
    } while (rest > 0n);
    this.seedByArray(key);
  }

  private seedByWord(seed: number): void {
    const { words } = this;
    words[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const previous = words[i - 1] ?? 0;
      words[i] = Math.imul(previous ^ (previous >>> 30), 1812433253) + i;
    }
    this.index = SIZE;
  }

  private seedByArray(key: readonly number[]): void {
    const { words } = this;
    this.seedByWord(19650218);
    let i = 1;
    let j = 0;
    const next = (): void => {
      i += 1;
      if (i < SIZE) return;
      words[0] = words[SIZE - 1] ?? 0;
      i = 1;
    };
    for (let k = Math.max(SIZE, key.length); k > 0; k--) {
      words[i] = ((words[i] ?? 0) ^ Math.imul(this.spread(i - 1), 1664525)) + (key[j] ?? 0) + j;
      next();
      j = j + 1 < key.length ? j + 1 : 0;
    }
    for (let k = SIZE - 1; k > 0; k--) {
      words[i] = ((words[i] ?? 0) ^ Math.imul(this.spread(i - 1), 1566083941)) - i;
      next();
    }
    words[0] = 0x80000000;
  }

  private spread(at: number): number {
    const word = this.words[at] ?? 0;
    return word ^ (word >>> 30);
  }

  private refill(): void {
    const { words } = this;
    for (let i = 0; i < SIZE; i++) {
      const joined = ((words[i] ?? 0) & 0x80000000) | ((words[(i + 1) % SIZE] ?? 0) & 0x7fffffff);
      const twist = (joined & 1) === 0 ? 0 : 0x9908b0df;
      words[i] = (words[(i + SHIFT) % SIZE] ?? 0) ^ (joined >>> 1) ^ twist;
    }
    this.index = 0;
  }

  /** The next 32 random bits. */
  next32(): number {
    if (this.index >= SIZE) this.refill();
    let word = this.words[this.index++] ?? 0;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** random.random(): 53 bits in [0, 1). */
  random(): number {
    const high = this.next32() >>> 5;
    const low = this.next32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** random.getrandbits(count), count ≥ 0. */
  getRandomBits(count: number): bigint {
    if (count <= 0) return 0n;
    if (count <= 32) return BigInt(this.next32() >>> (32 - count));
    let result = 0n;
    let shift = 0n;
    for (let rest = count; rest > 0; rest -= 32) {
      const word = rest < 32 ? this.next32() >>> (32 - rest) : this.next32();
      result |= BigInt(word) << shift;
      shift += 32n;
    }
    return result;
  }

  /** Random._randbelow(limit) as random.py does it; limit > 0. */
  randomBelow(limit: bigint): bigint {
    const bits = limit.toString(2).length;
    let value = this.getRandomBits(bits);
    while (value >= limit) value = this.getRandomBits(bits);
    return value;
  }

  /** random.getstate()[1]: 624 words and the index. */
  getState(): number[] {
    return [...this.words, this.index];
  }

  /** random.setstate: what getState gave. */
  setState(state: readonly number[]): void {
    const index = state[SIZE];
    if (state.length !== SIZE + 1 || index === undefined || index < 0 || index > SIZE) {
      throw new RangeError(
        `a state has ${SIZE} words and an index up to ${SIZE}, not ${state.length} numbers`,
      );
    }
    this.words.set(state.slice(0, SIZE));
    this.index = index;
  }
}

/** random.seed(bytes) and, encoded in UTF-8, random.seed(str), version 2: the number to seed with. */
export function seedOfBytes(bytes: Uint8Array): bigint {
  let hex = '0x';
  for (const byte of [...bytes, ...sha512(bytes)]) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

/** random.seed(float) takes hash(x), as an unsigned machine word. */
export function seedOfHash(hash: bigint): bigint {
  return BigInt.asUintN(64, hash);
}
