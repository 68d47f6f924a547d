/** From a file's bytes to its text: UTF-8 only, with CPython's words for what is not. */
import { PythonSyntaxError } from './error.ts';

const BOM = [0xef, 0xbb, 0xbf];
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;
const UTF_8 = /^(?:utf-?8(?:-.*)?|u8|cp65001)$/;
/** Text encodings that CPython knows and midden does not read. */
const OTHER_ENCODINGS =
  /^(?:latin|iso|l1$|cp|windows|mac|koi|big5|gb|euc|shift|s?jis|utf|u7|u16|u32|ascii|us-ascii|hz|ptcp|johab|kz|tis)/;

/**
 * Decode one file.
 *
 * @throws PythonSyntaxError when the bytes are not UTF-8 or another encoding is declared (PEP 263)
 */
export function decodeSource(bytes: Uint8Array, filename: string): string {
  const marked = BOM.every((byte, index) => bytes[index] === byte);
  const body = marked ? bytes.subarray(BOM.length) : bytes;
  const declared = declaredEncoding(body);
  if (declared !== undefined) checkEncoding(declared, marked, filename);
  const bad = firstInvalid(body);
  if (bad !== undefined) throw invalidByte(body, bad, declared, filename);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
}

/** The encoding that one of the first two lines names. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 1000));
  const [first = '', second = ''] = head.split(/\r\n|\r|\n/, 2);
  const found = COOKIE.exec(first)?.[1];
  if (found !== undefined) return found;
  return BLANK_OR_COMMENT.test(first) ? COOKIE.exec(second)?.[1] : undefined;
}

function checkEncoding(name: string, marked: boolean, filename: string): void {
  const normal = name.toLowerCase().replaceAll('_', '-');
  if (marked && normal !== 'utf-8' && !normal.startsWith('utf-8-')) {
    const shown = /^(?:latin-1|iso-8859-1|iso-latin-1)(?:$|-)/.test(normal) ? 'iso-8859-1' : name;
    throw unreadable(`encoding problem: ${shown} with BOM`, filename);
  }
  if (UTF_8.test(normal)) return;
  if (!OTHER_ENCODINGS.test(normal)) throw unreadable(`encoding problem: ${name}`, filename);
  throw unreadable(
    `midden reads UTF-8 only, and this file declares '${name}': save it as UTF-8 and drop the declaration`,
    filename,
  );
}

/** The offset of the first byte that does not belong to valid UTF-8. */
function firstInvalid(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

/** Length of the UTF-8 sequence at an offset; 0 when there is none (RFC 3629: no surrogates, no overlong forms). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  for (let i = 1; i < length; i += 1) {
    if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[at + 1]!;
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const tooHigh = (lead === 0xed && second >= 0xa0) || (lead === 0xf4 && second >= 0x90);
  return overlong || tooHigh ? 0 : length;
}

function invalidByte(
  bytes: Uint8Array,
  at: number,
  declared: string | undefined,
  filename: string,
): PythonSyntaxError {
  const hex = bytes[at]!.toString(16).padStart(2, '0');
  if (declared !== undefined) {
    return unreadable(`(unicode error) 'utf-8' codec can't decode byte 0x${hex} in position ${at}`, filename);
  }
  let line = 1;
  for (let i = 0; i < at; i += 1) {
    if (bytes[i] === 0x0a || (bytes[i] === 0x0d && bytes[i + 1] !== 0x0a)) line += 1;
  }
  return unreadable(
    `Non-UTF-8 code starting with '\\x${hex}' in file ${filename} on line ${line}, but no encoding declared; ` +
      'see https://peps.python.org/pep-0263/ for details',
    filename,
  );
}

/** These errors have no place: CPython prints their message alone. */
function unreadable(message: string, filename: string): PythonSyntaxError {
  return new PythonSyntaxError({ kind: 'SyntaxError', message, filename, line: 0, column: 0, text: '' });
}
