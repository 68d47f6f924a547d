import { latin1Bytes, latin1Text } from './codecs.ts';
import * as layout from './str-layout.ts';
import * as search from './str-search.ts';
import { rsplit, split } from './str-split.ts';
import { decimalDigitValue } from './unicode-digits.ts';
import { typeError, valueError } from './value-function-error.ts';

/**
 * The methods of bytes and bytearray. Byte strings are handled as Latin-1 text, so searching uses
 * the engine's string search; letters and spaces are those of ASCII.
 */

const SPACES = '\t\n\v\f\r ';
const SPACE_RUN = /[\t-\r ]+/;
const LEADING_SPACE = /^[\t-\r ]+/;
const NO_LIMIT = Number.POSITIVE_INFINITY;

export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Negative, 0 or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function repeatBytes(bytes: Uint8Array, count: number): Uint8Array {
  const repeated = new Uint8Array(bytes.length * Math.max(count, 0));
  for (let at = 0; bytes.length > 0 && at < repeated.length; at += bytes.length) repeated.set(bytes, at);
  return repeated;
}

/** bytes.find: -1 when absent. */
export function bytesFind(bytes: Uint8Array, wanted: Uint8Array, start = 0, stop = NO_LIMIT): number {
  return search.find(latin1Text(bytes), latin1Text(wanted), start, stop);
}

export function bytesRfind(bytes: Uint8Array, wanted: Uint8Array, start = 0, stop = NO_LIMIT): number {
  return search.rfind(latin1Text(bytes), latin1Text(wanted), start, stop);
}

export function bytesIndex(bytes: Uint8Array, wanted: Uint8Array, start = 0, stop = NO_LIMIT): number {
  const at = bytesFind(bytes, wanted, start, stop);
  if (at < 0) throw valueError('subsection not found');
  return at;
}

export function bytesRindex(bytes: Uint8Array, wanted: Uint8Array, start = 0, stop = NO_LIMIT): number {
  const at = bytesRfind(bytes, wanted, start, stop);
  if (at < 0) throw valueError('subsection not found');
  return at;
}

export function bytesCount(bytes: Uint8Array, wanted: Uint8Array, start = 0, stop = NO_LIMIT): number {
  return search.count(latin1Text(bytes), latin1Text(wanted), start, stop);
}

export function bytesStartsWith(bytes: Uint8Array, prefix: Uint8Array, start = 0, stop = NO_LIMIT): boolean {
  return search.startsWith(latin1Text(bytes), latin1Text(prefix), start, stop);
}

export function bytesEndsWith(bytes: Uint8Array, suffix: Uint8Array, start = 0, stop = NO_LIMIT): boolean {
  return search.endsWith(latin1Text(bytes), latin1Text(suffix), start, stop);
}

export function bytesReplace(bytes: Uint8Array, wanted: Uint8Array, by: Uint8Array, limit = -1): Uint8Array {
  return latin1Bytes(search.replace(latin1Text(bytes), latin1Text(wanted), latin1Text(by), limit));
}

export function bytesRemovePrefix(bytes: Uint8Array, prefix: Uint8Array): Uint8Array {
  return bytesStartsWith(bytes, prefix) ? bytes.slice(prefix.length) : bytes.slice();
}

export function bytesRemoveSuffix(bytes: Uint8Array, suffix: Uint8Array): Uint8Array {
  return bytesEndsWith(bytes, suffix) ? bytes.slice(0, bytes.length - suffix.length) : bytes.slice();
}

export function bytesPartition(bytes: Uint8Array, separator: Uint8Array): Uint8Array[] {
  return search.partition(latin1Text(bytes), latin1Text(separator)).map(latin1Bytes);
}

export function bytesRpartition(bytes: Uint8Array, separator: Uint8Array): Uint8Array[] {
  return search.rpartition(latin1Text(bytes), latin1Text(separator)).map(latin1Bytes);
}

/** bytes.split: a null separator splits on runs of ASCII whitespace. */
export function bytesSplit(
  bytes: Uint8Array,
  separator: Uint8Array | null = null,
  maxSplit = -1,
): Uint8Array[] {
  const text = latin1Text(bytes);
  if (separator !== null) return split(text, latin1Text(separator), maxSplit).map(latin1Bytes);
  const parts: string[] = [];
  let rest = text.replace(LEADING_SPACE, '');
  while (rest !== '' && (maxSplit < 0 || parts.length < maxSplit)) {
    const end = rest.search(SPACE_RUN);
    parts.push(end < 0 ? rest : rest.slice(0, end));
    rest = end < 0 ? '' : rest.slice(end).replace(LEADING_SPACE, '');
  }
  if (rest !== '') parts.push(rest);
  return parts.map(latin1Bytes);
}

/** bytes.rsplit: as bytesSplit, counted from the right. */
export function bytesRsplit(
  bytes: Uint8Array,
  separator: Uint8Array | null = null,
  maxSplit = -1,
): Uint8Array[] {
  if (separator !== null) return rsplit(latin1Text(bytes), latin1Text(separator), maxSplit).map(latin1Bytes);
  const reversed = bytesSplit(bytes.slice().reverse(), null, maxSplit);
  return reversed.map((part) => part.reverse()).reverse();
}

/** bytes.splitlines: line feeds and carriage returns only. */
export function bytesSplitLines(bytes: Uint8Array, keepEnds = false): Uint8Array[] {
  const text = latin1Text(bytes);
  const lines: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/\r\n|[\n\r]/g)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(from, keepEnds ? end : match.index));
    from = end;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines.map(latin1Bytes);
}

/** bytes.strip(chars): null strips ASCII whitespace. */
export function bytesStrip(bytes: Uint8Array, chars: Uint8Array | null = null): Uint8Array {
  return bytesRstrip(bytesLstrip(bytes, chars), chars);
}

export function bytesLstrip(bytes: Uint8Array, chars: Uint8Array | null = null): Uint8Array {
  const set = chars ?? latin1Bytes(SPACES);
  let from = 0;
  while (from < bytes.length && set.includes(bytes[from] ?? 0)) from += 1;
  return bytes.slice(from);
}

export function bytesRstrip(bytes: Uint8Array, chars: Uint8Array | null = null): Uint8Array {
  const set = chars ?? latin1Bytes(SPACES);
  let to = bytes.length;
  while (to > 0 && set.includes(bytes[to - 1] ?? 0)) to -= 1;
  return bytes.slice(0, to);
}

export function bytesLjust(bytes: Uint8Array, width: number, fill = 32): Uint8Array {
  return latin1Bytes(layout.ljust(latin1Text(bytes), width, String.fromCharCode(fill)));
}

export function bytesRjust(bytes: Uint8Array, width: number, fill = 32): Uint8Array {
  return latin1Bytes(layout.rjust(latin1Text(bytes), width, String.fromCharCode(fill)));
}

export function bytesCenter(bytes: Uint8Array, width: number, fill = 32): Uint8Array {
  return latin1Bytes(layout.center(latin1Text(bytes), width, String.fromCharCode(fill)));
}

export function bytesZfill(bytes: Uint8Array, width: number): Uint8Array {
  return latin1Bytes(layout.zfill(latin1Text(bytes), width));
}

export function bytesExpandTabs(bytes: Uint8Array, size = 8): Uint8Array {
  return latin1Bytes(layout.expandTabs(latin1Text(bytes), size));
}

const isUpperByte = (byte: number): boolean => byte >= 65 && byte <= 90;
const isLowerByte = (byte: number): boolean => byte >= 97 && byte <= 122;
const isLetterByte = (byte: number): boolean => isUpperByte(byte) || isLowerByte(byte);
const toUpperByte = (byte: number): number => (isLowerByte(byte) ? byte - 32 : byte);
const toLowerByte = (byte: number): number => (isUpperByte(byte) ? byte + 32 : byte);

export function bytesUpper(bytes: Uint8Array): Uint8Array {
  return bytes.map(toUpperByte);
}

export function bytesLower(bytes: Uint8Array): Uint8Array {
  return bytes.map(toLowerByte);
}

export function bytesSwapcase(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (isLetterByte(byte) ? byte ^ 32 : byte));
}

export function bytesCapitalize(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, i) => (i === 0 ? toUpperByte(byte) : toLowerByte(byte)));
}

export function bytesTitle(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, i) => (isLetterByte(bytes[i - 1] ?? 0) ? toLowerByte(byte) : toUpperByte(byte)));
}

export type BytesPredicate =
  | 'isalnum'
  | 'isalpha'
  | 'isascii'
  | 'isdigit'
  | 'islower'
  | 'isspace'
  | 'istitle'
  | 'isupper';

const PREDICATES: Readonly<Record<BytesPredicate, RegExp>> = {
  isalnum: /^[A-Za-z0-9]+$/,
  isalpha: /^[A-Za-z]+$/,
  isascii: /^[\0-\x7f]*$/,
  isdigit: /^[0-9]+$/,
  islower: /^[^A-Z]*[a-z][^A-Z]*$/,
  isspace: /^[\t-\r ]+$/,
  istitle: /^[^A-Za-z]*(?:[A-Z][a-z]*(?:[^A-Za-z]+|$))+$/,
  isupper: /^[^a-z]*[A-Z][^a-z]*$/,
};

/** bytes.isalnum() and so on. */
export function bytesTest(bytes: Uint8Array, predicate: BytesPredicate): boolean {
  return PREDICATES[predicate].test(latin1Text(bytes));
}

/** bytes.translate: a table of 256 bytes or null, and the bytes to delete. */
export function bytesTranslate(bytes: Uint8Array, table: Uint8Array | null, remove: Uint8Array): Uint8Array {
  if (table !== null && table.length !== 256)
    throw valueError('translation table must be 256 characters long');
  const kept = remove.length === 0 ? bytes : bytes.filter((byte) => !remove.includes(byte));
  return table === null ? kept.slice() : kept.map((byte) => table[byte] ?? 0);
}

/** bytes.maketrans. */
export function bytesMakeTable(from: Uint8Array, to: Uint8Array): Uint8Array {
  if (from.length !== to.length) throw valueError('maketrans arguments must have same length');
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  from.forEach((byte, i) => {
    table[byte] = to[i] ?? 0;
  });
  return table;
}

/** bytes.hex(sep, bytes_per_sep): groups count from the right, or from the left if negative. */
export function bytesHex(bytes: Uint8Array, separator = '', group = 1): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const size = Math.abs(group);
  if (separator === '' || size === 0) return pairs.join('');
  let out = '';
  pairs.forEach((pair, i) => {
    const distance = group > 0 ? pairs.length - i : i;
    out += i > 0 && distance % size === 0 ? separator + pair : pair;
  });
  return out;
}

/** bytes.fromhex: pairs of hexadecimal digits, ASCII whitespace between them. */
export function bytesFromHex(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; ) {
    if (SPACES.includes(text.charAt(at))) {
      at += 1;
      continue;
    }
    const high = hexDigit(text, at);
    const low = hexDigit(text, at + 1);
    if (high < 0 || low < 0) {
      const position = high < 0 ? at : at + 1;
      throw valueError(`non-hexadecimal number found in fromhex() arg at position ${position}`);
    }
    bytes.push(high * 16 + low);
    at += 2;
  }
  return Uint8Array.from(bytes);
}

function hexDigit(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) | 32 : 0;
  if (code >= 97 && code <= 102) return code - 87;
  return at < text.length && text.charCodeAt(at) < 128 ? decimalDigitValue(text.charCodeAt(at)) : -1;
}

/** The error for a search argument of a wrong type. */
export function bytesArgumentError(typeName: string): Error {
  return typeError(`argument should be integer or bytes-like object, not '${typeName}'`);
}
