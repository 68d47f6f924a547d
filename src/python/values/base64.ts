import { ValueFunctionError } from './value-function-error.ts';

/** Base 64 (RFC 4648), with CPython's rules about what else a text may contain. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int8Array(256).fill(-1);
for (let k = 0; k < LETTERS.length; k++) VALUES[LETTERS.charCodeAt(k)] = k;
const PADDING = 61;

export function toBase64(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const word = (bytes[from]! << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    const digits = Math.min(bytes.length - from, 3) + 1;
    for (let k = 0; k < digits; k++) text[to + k] = LETTERS.charCodeAt((word >> (18 - 6 * k)) & 63);
  }
  return text;
}

function refuse(message: string): never {
  throw new ValueFunctionError('ValueError', message);
}

/** Skips what is no digit, unless it has to be strict. */
export function fromBase64(text: Uint8Array, strict: boolean): Uint8Array {
  const bytes: number[] = [];
  let [digits, padding, held] = [0, 0, 0];
  if (strict && text[0] === PADDING) refuse('Leading padding not allowed');
  for (let k = 0; k < text.length; k++) {
    const letter = text[k]!;
    if (letter === PADDING) {
      padding++;
      const place = digits & 3;
      if (place >= 2 && place + padding >= 4) {
        if (strict && k + 1 < text.length) refuse('Excess data after padding');
        return Uint8Array.from(bytes);
      }
      continue;
    }
    const value = VALUES[letter]!;
    if (value < 0) {
      if (strict) refuse('Only base64 data is allowed');
      continue;
    }
    if (strict && padding > 0) refuse('Discontinuous padding not allowed');
    padding = 0;
    held = ((held << 6) | value) & 0xffffff;
    if ((digits & 3) > 0) bytes.push((held >> (6 - 2 * (digits & 3))) & 0xff);
    digits++;
  }
  if ((digits & 3) === 1) {
    const whole = `number of data characters (${digits})`;
    refuse(`Invalid base64-encoded string: ${whole} cannot be 1 more than a multiple of 4`);
  }
  if ((digits & 3) !== 0) refuse('Incorrect padding');
  return Uint8Array.from(bytes);
}
