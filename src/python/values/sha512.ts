/** SHA-512 (FIPS 180-4), for random.seed(str); constants are derived rather than listed. */

const MASK = 0xffffffffffffffffn;

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0n)) found.push(n);
  }
  return found;
}

/** The first 64 bits of the fractional part of the prime's root. */
function rootFraction(prime: bigint, degree: 2n | 3n): bigint {
  const target = prime << (64n * degree);
  let low = 0n;
  let high = 1n << 70n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return low & MASK;
}

interface Constants {
  readonly initial: readonly bigint[];
  readonly rounds: readonly bigint[];
}

let constants: Constants | undefined;

function getConstants(): Constants {
  constants ??= {
    initial: primes(8).map((prime) => rootFraction(prime, 2n)),
    rounds: primes(80).map((prime) => rootFraction(prime, 3n)),
  };
  return constants;
}

function rotate(word: bigint, count: bigint): bigint {
  return ((word >> count) | (word << (64n - count))) & MASK;
}

/** The 64-byte digest. */
export function sha512(message: Uint8Array): Uint8Array {
  const { initial, rounds } = getConstants();
  const padded = new Uint8Array(Math.ceil((message.length + 17) / 128) * 128);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  let state = initial;
  for (let at = 0; at < padded.length; at += 128) state = compress(state, schedule(view, at), rounds);
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => {
    digest.setBigUint64(i * 8, word);
  });
  return new Uint8Array(digest.buffer);
}

function schedule(view: DataView, at: number): bigint[] {
  const words: bigint[] = [];
  for (let i = 0; i < 16; i++) words.push(view.getBigUint64(at + i * 8));
  for (let i = 16; i < 80; i++) {
    const early = words[i - 15] ?? 0n;
    const late = words[i - 2] ?? 0n;
    const small = rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n);
    const large = rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n);
    words.push(((words[i - 16] ?? 0n) + small + (words[i - 7] ?? 0n) + large) & MASK);
  }
  return words;
}

function compress(state: readonly bigint[], words: readonly bigint[], rounds: readonly bigint[]): bigint[] {
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let i = 0; i < 80; i++) {
    const sumE = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
    const choice = (e & f) ^ (~e & MASK & g);
    const first = h + sumE + choice + (rounds[i] ?? 0n) + (words[i] ?? 0n);
    const sumA = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & MASK, c, b, a, (first + sumA + majority) & MASK];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + (state[i] ?? 0n)) & MASK);
}
