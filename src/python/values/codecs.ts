import {
  type DecodeHandler,
  decodeHandler,
  type EncodeHandler,
  encodeHandler,
  UnicodeDecodeFailure,
  UnicodeEncodeFailure,
} from './codec-errors.ts';
import { isAscii } from './str-predicates.ts';
import { ValueFunctionError } from './value-function-error.ts';

/**
 * bytes.decode and str.encode for UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, with CPython's error
 * positions. An error handler is one of the standard names or a function (codecs.register_error).
 */

export { UnicodeDecodeFailure, UnicodeEncodeFailure } from './codec-errors.ts';

/** Canonical names of the codecs. */
export type CodecName =
  | 'utf-8'
  | 'utf-8-sig'
  | 'ascii'
  | 'latin-1'
  | 'utf-16'
  | 'utf-16-le'
  | 'utf-16-be'
  | 'utf-32'
  | 'utf-32-le'
  | 'utf-32-be';

const ALIASES: Readonly<Record<string, CodecName>> = {
  utf_8: 'utf-8',
  utf8: 'utf-8',
  u8: 'utf-8',
  utf: 'utf-8',
  cp65001: 'utf-8',
  utf_8_sig: 'utf-8-sig',
  ascii: 'ascii',
  us_ascii: 'ascii',
  646: 'ascii',
  latin_1: 'latin-1',
  latin1: 'latin-1',
  latin: 'latin-1',
  l1: 'latin-1',
  iso_8859_1: 'latin-1',
  iso8859_1: 'latin-1',
  iso8859: 'latin-1',
  8859: 'latin-1',
  cp819: 'latin-1',
  utf_16: 'utf-16',
  utf16: 'utf-16',
  u16: 'utf-16',
  utf_16_le: 'utf-16-le',
  utf_16le: 'utf-16-le',
  utf_16_be: 'utf-16-be',
  utf_16be: 'utf-16-be',
  utf_32: 'utf-32',
  utf32: 'utf-32',
  u32: 'utf-32',
  utf_32_le: 'utf-32-le',
  utf_32le: 'utf-32-le',
  utf_32_be: 'utf-32-be',
  utf_32be: 'utf-32-be',
};

/** The codec of any of its names; LookupError for others. */
export function findCodec(name: string): CodecName {
  const normal = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
    .replace(/^_|_$/g, '');
  const codec = Object.hasOwn(ALIASES, normal) ? ALIASES[normal] : undefined;
  if (codec === undefined) throw new ValueFunctionError('LookupError', `unknown encoding: ${name}`);
  return codec;
}

/** bytes.decode(encoding, errors). */
export function decode(
  bytes: Uint8Array,
  encoding = 'utf-8',
  errors: string | DecodeHandler = 'strict',
): string {
  const codec = findCodec(encoding);
  const handler = typeof errors === 'string' ? decodeHandler(errors) : errors;
  if (!codec.startsWith('utf-16') && !codec.startsWith('utf-32') && isAsciiBytes(bytes))
    return latin1Text(bytes);
  switch (codec) {
    case 'utf-8':
      return decodeUtf8(bytes, handler);
    case 'utf-8-sig':
      return decodeUtf8(startsWithBom(bytes) ? bytes.subarray(3) : bytes, handler);
    case 'latin-1':
      return latin1Text(bytes);
    case 'ascii':
      return decodeAscii(bytes, handler);
    default:
      return decodeWide(bytes, codec, handler);
  }
}

function isAsciiBytes(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) > 127) return false;
  return true;
}

function startsWithBom(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Bytes as characters U+0000–U+00FF. */
export function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

/** The inverse of latin1Text, for text that is known to fit. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function decodeAscii(bytes: Uint8Array, handler: DecodeHandler): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 128) {
      text += String.fromCharCode(byte);
      at += 1;
      continue;
    }
    const failure = new UnicodeDecodeFailure('ascii', bytes, at, at + 1, 'ordinal not in range(128)');
    const recovery = handler(failure);
    text += recovery.text;
    at = recovery.resume;
  }
  return text;
}

/** Length of the sequence a lead byte starts; 0 for a byte that cannot start one. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

/** The second byte's range keeps out overlong forms, surrogates and what exceeds U+10FFFF. */
function isContinuation(lead: number, offset: number, byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false;
  if (offset > 1) return true;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  return lead !== 0xf4 || byte < 0x90;
}

function decodeUtf8(bytes: Uint8Array, handler: DecodeHandler): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = sequenceLength(lead);
    let good = 1;
    while (good < length && isContinuation(lead, good, bytes[at + good] ?? 0)) good += 1;
    if (length > 0 && good === length) {
      text +=
        length === 1 ? String.fromCharCode(lead) : String.fromCodePoint(sequenceValue(bytes, at, length));
      at += length;
      continue;
    }
    const reason =
      length === 0
        ? 'invalid start byte'
        : at + good >= bytes.length
          ? 'unexpected end of data'
          : 'invalid continuation byte';
    const recovery = handler(new UnicodeDecodeFailure('utf-8', bytes, at, at + good, reason));
    text += recovery.text;
    at = recovery.resume;
  }
  return text;
}

function sequenceValue(bytes: Uint8Array, at: number, length: number): number {
  let value = (bytes[at] ?? 0) & (0x7f >> length);
  for (let i = 1; i < length; i++) value = (value << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return value;
}

/** UTF-16 and UTF-32: the byte order of the plain names comes from a BOM, else little-endian. */
function decodeWide(bytes: Uint8Array, codec: CodecName, handler: DecodeHandler): string {
  const size = codec.startsWith('utf-16') ? 2 : 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let little = !codec.endsWith('be');
  let at = 0;
  if (codec === 'utf-16' || codec === 'utf-32') {
    if (bytes.length >= size && readUnit(view, 0, size, true) === 0xfeff) at = size;
    else if (bytes.length >= size && readUnit(view, 0, size, false) === 0xfeff) {
      at = size;
      little = false;
    }
  }
  const name = codec === 'utf-16' || codec === 'utf-32' ? `${codec}-${little ? 'le' : 'be'}` : codec;
  return size === 2
    ? decodeUtf16(view, bytes, at, little, name, handler)
    : decodeUtf32(view, bytes, at, little, name, handler);
}

function readUnit(view: DataView, at: number, size: number, little: boolean): number {
  return size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
}

function decodeUtf16(
  view: DataView,
  bytes: Uint8Array,
  start: number,
  little: boolean,
  name: string,
  handler: DecodeHandler,
): string {
  let text = '';
  for (let at = start; at < bytes.length; ) {
    const unit = at + 1 < bytes.length ? view.getUint16(at, little) : -1;
    const next = at + 3 < bytes.length ? view.getUint16(at + 2, little) : -1;
    let failure: UnicodeDecodeFailure | null = null;
    if (unit < 0) failure = new UnicodeDecodeFailure(name, bytes, at, bytes.length, 'truncated data');
    else if (unit < 0xd800 || unit > 0xdfff) text += String.fromCharCode(unit);
    else if (unit > 0xdbff) failure = new UnicodeDecodeFailure(name, bytes, at, at + 2, 'illegal encoding');
    else if (next < 0)
      failure = new UnicodeDecodeFailure(name, bytes, at, bytes.length, 'unexpected end of data');
    else if (next < 0xdc00 || next > 0xdfff) {
      failure = new UnicodeDecodeFailure(name, bytes, at, at + 2, 'illegal UTF-16 surrogate');
    } else {
      text += String.fromCharCode(unit, next);
      at += 2;
    }
    at += 2;
    if (failure === null) continue;
    const recovery = handler(failure);
    text += recovery.text;
    at = recovery.resume;
  }
  return text;
}

function decodeUtf32(
  view: DataView,
  bytes: Uint8Array,
  start: number,
  little: boolean,
  name: string,
  handler: DecodeHandler,
): string {
  let text = '';
  for (let at = start; at < bytes.length; ) {
    const point = at + 3 < bytes.length ? view.getUint32(at, little) : -1;
    if (point >= 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) {
      text += String.fromCodePoint(point);
      at += 4;
      continue;
    }
    const reason =
      point < 0
        ? 'truncated data'
        : point > 0x10ffff
          ? 'code point not in range(0x110000)'
          : 'code point in surrogate code point range(0xd800, 0xe000)';
    const end = point < 0 ? bytes.length : at + 4;
    const recovery = handler(new UnicodeDecodeFailure(name, bytes, at, end, reason));
    text += recovery.text;
    at = recovery.resume;
  }
  return text;
}

/** How one codec writes a code point, and which it refuses. */
interface Writer {
  readonly name: string;
  readonly reason: string;
  /** Bytes of a code unit; UTF-16 and UTF-32 report refused characters one by one. */
  readonly unitSize: number;
  refuses(point: number): boolean;
  write(point: number, out: number[]): void;
}

const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/** str.encode(encoding, errors). */
export function encode(
  text: string,
  encoding = 'utf-8',
  errors: string | EncodeHandler = 'strict',
): Uint8Array {
  const codec = findCodec(encoding);
  const handler = typeof errors === 'string' ? encodeHandler(errors) : errors;
  if ((codec === 'utf-8' || codec === 'ascii' || codec === 'latin-1') && isAscii(text))
    return latin1Bytes(text);
  const out: number[] = [];
  if (codec === 'utf-8-sig') out.push(0xef, 0xbb, 0xbf);
  else if (codec === 'utf-16') out.push(0xff, 0xfe);
  else if (codec === 'utf-32') out.push(0xff, 0xfe, 0, 0);
  const passing = errors === 'surrogatepass' && codec.startsWith('utf');
  encodeWith(writerOf(codec, passing), text, handler, out);
  return Uint8Array.from(out);
}

function writerOf(codec: CodecName, passing: boolean): Writer {
  if (codec === 'ascii' || codec === 'latin-1') {
    const limit = codec === 'ascii' ? 128 : 256;
    return {
      name: codec,
      unitSize: 1,
      reason: `ordinal not in range(${limit})`,
      refuses: (point) => point >= limit,
      write: (point, out) => out.push(point),
    };
  }
  const little = !codec.endsWith('be');
  const write = codec.startsWith('utf-8') ? writeUtf8 : codec.startsWith('utf-16') ? writeUtf16 : writeUtf32;
  const name = codec === 'utf-8-sig' ? 'utf-8' : codec;
  return {
    name,
    unitSize: codec.startsWith('utf-8') ? 1 : codec.startsWith('utf-16') ? 2 : 4,
    reason: 'surrogates not allowed',
    refuses: (point) => !passing && isSurrogate(point),
    write: (point, out) => write(point, out, little),
  };
}

function encodeWith(writer: Writer, text: string, handler: EncodeHandler, out: number[]): void {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  for (let at = 0; at < points.length; ) {
    const point = points[at] ?? 0;
    if (!writer.refuses(point)) {
      writer.write(point, out);
      at += 1;
      continue;
    }
    let end = at + 1;
    while (writer.unitSize === 1 && end < points.length && writer.refuses(points[end] ?? 0)) end += 1;
    const failure = new UnicodeEncodeFailure(writer.name, text, points, at, end, writer.reason);
    const recovery = handler(failure, points);
    const { replacement } = recovery;
    if (typeof replacement === 'string') writeReplacement(writer, replacement, failure, out);
    else if (replacement.length % writer.unitSize !== 0) throw failure;
    else out.push(...replacement);
    at = recovery.resume;
  }
}

function writeReplacement(writer: Writer, text: string, failure: UnicodeEncodeFailure, out: number[]): void {
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (writer.refuses(point)) throw failure;
    writer.write(point, out);
  }
}

function writeUtf8(point: number, out: number[]): void {
  if (point < 0x80) out.push(point);
  else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 63));
  else if (point < 0x10000) out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
  else {
    out.push(
      0xf0 | (point >> 18),
      0x80 | ((point >> 12) & 63),
      0x80 | ((point >> 6) & 63),
      0x80 | (point & 63),
    );
  }
}

function writeUtf16(point: number, out: number[], little: boolean): void {
  if (point > 0xffff) {
    writeUtf16(0xd800 + ((point - 0x10000) >> 10), out, little);
    writeUtf16(0xdc00 + ((point - 0x10000) & 0x3ff), out, little);
  } else if (little) out.push(point & 255, point >> 8);
  else out.push(point >> 8, point & 255);
}

function writeUtf32(point: number, out: number[], little: boolean): void {
  if (little) out.push(point & 255, (point >> 8) & 255, point >> 16, 0);
  else out.push(0, point >> 16, (point >> 8) & 255, point & 255);
}
