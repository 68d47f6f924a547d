/** MD5 (RFC 1321), SHA-1 and SHA-256 (FIPS 180-4), CRC-32 (ISO 3309) and Adler-32 (RFC 1950), each of all bytes at once. */

/** The message with its padding: a one bit, zeros, and the length in bits, to whole blocks of 64 bytes. */
function padded(bytes: Uint8Array, littleEndian: boolean): DataView {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const data = new Uint8Array(blocks * 64);
  data.set(bytes);
  data[bytes.length] = 0x80;
  const view = new DataView(data.buffer);
  view.setBigUint64(data.length - 8, BigInt(bytes.length) * 8n, littleEndian);
  return view;
}

function rotatedLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}

function wordsAsBytes(words: readonly number[] | Int32Array, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, k) => {
    view.setInt32(4 * k, word, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
/** The first 32 bits of the fraction of |sin(k + 1)|. */
const MD5_SINES = Array.from({ length: 64 }, (_, k) => Math.floor(Math.abs(Math.sin(k + 1)) * 2 ** 32) | 0);

/** Function and word of a step, by its round. */
function md5Step(k: number, b: number, c: number, d: number): readonly [value: number, word: number] {
  if (k < 16) return [(b & c) | (~b & d), k];
  if (k < 32) return [(d & b) | (~d & c), (5 * k + 1) & 15];
  if (k < 48) return [b ^ c ^ d, (3 * k + 5) & 15];
  return [c ^ (b | ~d), (7 * k) & 15];
}

export function md5(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, true);
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a, b, c, d] = state as [number, number, number, number];
    for (let k = 0; k < 64; k++) {
      const [value, word] = md5Step(k, b, c, d);
      const sum = (a + value + MD5_SINES[k]! + view.getInt32(block + 4 * word, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotatedLeft(sum, MD5_SHIFTS[((k >> 4) << 2) | (k & 3)]!)) | 0];
    }
    [a, b, c, d].forEach((word, k) => {
      state[k] = (state[k]! + word) | 0;
    });
  }
  return wordsAsBytes(state, true);
}

function sha1Step(k: number, b: number, c: number, d: number): number {
  if (k < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (k < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (k < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

export function sha1(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, false);
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  const words = new Int32Array(80);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let k = 0; k < 16; k++) words[k] = view.getInt32(block + 4 * k);
    for (let k = 16; k < 80; k++) {
      words[k] = rotatedLeft(words[k - 3]! ^ words[k - 8]! ^ words[k - 14]! ^ words[k - 16]!, 1);
    }
    let [a, b, c, d, e] = state as [number, number, number, number, number];
    for (let k = 0; k < 80; k++) {
      const next = (rotatedLeft(a, 5) + sha1Step(k, b, c, d) + e + words[k]!) | 0;
      [e, d, c, b, a] = [d, c, rotatedLeft(b, 30), a, next];
    }
    [a, b, c, d, e].forEach((word, k) => {
      state[k] = (state[k]! + word) | 0;
    });
  }
  return wordsAsBytes(state, false);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** The first 32 bits of a number's fraction. */
function fractionBits(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32) | 0;
}

const PRIMES = firstPrimes(64);
const SHA256_START = PRIMES.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)));
const SHA256_CONSTANTS = PRIMES.map((prime) => fractionBits(Math.cbrt(prime)));
const SHA224_START = [
  0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
];

function rotatedXor(word: number, a: number, b: number, c: number): number {
  return rotatedLeft(word, 32 - a) ^ rotatedLeft(word, 32 - b) ^ c;
}

function sha2(bytes: Uint8Array, start: readonly number[]): Int32Array {
  const view = padded(bytes, false);
  const state = Int32Array.from(start);
  const words = new Int32Array(64);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let k = 0; k < 16; k++) words[k] = view.getInt32(block + 4 * k);
    for (let k = 16; k < 64; k++) {
      const [early, late] = [words[k - 15]!, words[k - 2]!];
      words[k] =
        words[k - 16]! +
        rotatedXor(early, 7, 18, early >>> 3) +
        words[k - 7]! +
        rotatedXor(late, 17, 19, late >>> 10);
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let k = 0; k < 64; k++) {
      const mixed = rotatedXor(e, 6, 11, rotatedLeft(e, 7)) + ((e & f) ^ (~e & g));
      const one = (h + mixed + SHA256_CONSTANTS[k]! + words[k]!) | 0;
      const two = rotatedXor(a, 2, 13, rotatedLeft(a, 10)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, k) => {
      state[k] = state[k]! + word;
    });
  }
  return state;
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return wordsAsBytes(sha2(bytes, SHA256_START), false);
}

export function sha224(bytes: Uint8Array): Uint8Array {
  return wordsAsBytes(sha2(bytes, SHA224_START).subarray(0, 7), false);
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

export function crc32(bytes: Uint8Array, start: number): number {
  let rest = ~start;
  for (const byte of bytes) rest = CRC_TABLE[(rest ^ byte) & 0xff]! ^ (rest >>> 8);
  return ~rest >>> 0;
}

export function adler32(bytes: Uint8Array, start: number): number {
  let low = start & 0xffff;
  let high = start >>> 16;
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}
