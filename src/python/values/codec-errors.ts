import { escapeCodePoint } from './str-repr.ts';
import { ValueFunctionError } from './value-function-error.ts';

/** UnicodeDecodeError and UnicodeEncodeError with their fields, and the standard error handlers. */

export class UnicodeDecodeFailure extends ValueFunctionError {
  readonly encoding: string;
  readonly object: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly reason: string;

  constructor(encoding: string, object: Uint8Array, start: number, end: number, reason: string) {
    super('UnicodeDecodeError', decodeMessage(encoding, object, start, end, reason));
    this.encoding = encoding;
    this.object = object;
    this.start = start;
    this.end = end;
    this.reason = reason;
  }
}

export class UnicodeEncodeFailure extends ValueFunctionError {
  readonly encoding: string;
  /** The text; start and end count its code points. */
  readonly object: string;
  readonly start: number;
  readonly end: number;
  readonly reason: string;

  constructor(
    encoding: string,
    object: string,
    points: readonly number[],
    start: number,
    end: number,
    reason: string,
  ) {
    super('UnicodeEncodeError', encodeMessage(encoding, points, start, end, reason));
    this.encoding = encoding;
    this.object = object;
    this.start = start;
    this.end = end;
    this.reason = reason;
  }
}

/** str(UnicodeDecodeError). */
export function decodeMessage(
  encoding: string,
  object: Uint8Array,
  start: number,
  end: number,
  reason: string,
): string {
  if (end === start + 1) {
    const byte = (object[start] ?? 0).toString(16).padStart(2, '0');
    return `'${encoding}' codec can't decode byte 0x${byte} in position ${start}: ${reason}`;
  }
  return `'${encoding}' codec can't decode bytes in position ${start}-${end - 1}: ${reason}`;
}

/** str(UnicodeEncodeError); `points` are the text's code points. */
export function encodeMessage(
  encoding: string,
  points: readonly number[],
  start: number,
  end: number,
  reason: string,
): string {
  if (end === start + 1) {
    const shown = escapeCodePoint(points[start] ?? 0);
    return `'${encoding}' codec can't encode character '${shown}' in position ${start}: ${reason}`;
  }
  return `'${encoding}' codec can't encode characters in position ${start}-${end - 1}: ${reason}`;
}

/** What a decoding handler answers: text, and the byte offset where decoding goes on. */
export interface DecodeRecovery {
  readonly text: string;
  readonly resume: number;
}

/** What an encoding handler answers: code points to encode or bytes, and where to go on. */
export interface EncodeRecovery {
  readonly replacement: string | Uint8Array;
  readonly resume: number;
}

export type DecodeHandler = (failure: UnicodeDecodeFailure) => DecodeRecovery;
export type EncodeHandler = (failure: UnicodeEncodeFailure, points: readonly number[]) => EncodeRecovery;

const DECODE_HANDLERS: Readonly<Record<string, DecodeHandler>> = {
  strict: (failure) => {
    throw failure;
  },
  ignore: ({ end }) => ({ text: '', resume: end }),
  replace: ({ end }) => ({ text: '\ufffd', resume: end }),
  backslashreplace: ({ object, start, end }) => ({
    text: Array.from(object.subarray(start, end), escapeCodePoint).join(''),
    resume: end,
  }),
  surrogateescape: escapeBytes,
  surrogatepass: passSurrogate,
};

/** Up to four bytes from 0x80 on become U+DC80–U+DCFF. */
function escapeBytes(failure: UnicodeDecodeFailure): DecodeRecovery {
  const { object, start, end } = failure;
  let text = '';
  let resume = start;
  for (; resume < Math.min(end, start + 4); resume++) {
    const byte = object[resume] ?? 0;
    if (byte < 0x80) break;
    text += String.fromCharCode(0xdc00 + byte);
  }
  if (text === '') throw failure;
  return { text, resume };
}

/** Lets a surrogate through that is written in UTF-8 or, in 16- and 32-bit codecs, on its own. */
function passSurrogate(failure: UnicodeDecodeFailure): DecodeRecovery {
  const { object, start, encoding } = failure;
  const at = (offset: number): number => object[start + offset] ?? -1;
  let unit = 0;
  let size = 3;
  if (encoding.startsWith('utf-16')) {
    size = 2;
    unit = encoding.endsWith('be') ? at(0) * 256 + at(1) : at(1) * 256 + at(0);
  } else if (encoding.startsWith('utf-32')) {
    size = 4;
    unit = encoding.endsWith('be') ? at(2) * 256 + at(3) : at(1) * 256 + at(0);
  } else if ((at(0) & 0xf0) === 0xe0 && (at(1) & 0xc0) === 0x80 && (at(2) & 0xc0) === 0x80) {
    unit = ((at(0) & 15) << 12) | ((at(1) & 63) << 6) | (at(2) & 63);
  }
  if (unit < 0xd800 || unit > 0xdfff) throw failure;
  return { text: String.fromCharCode(unit), resume: start + size };
}

const ENCODE_HANDLERS: Readonly<Record<string, EncodeHandler>> = {
  strict: (failure) => {
    throw failure;
  },
  ignore: ({ end }) => ({ replacement: '', resume: end }),
  replace: ({ start, end }) => ({ replacement: '?'.repeat(end - start), resume: end }),
  backslashreplace: ({ start, end }, points) => ({
    replacement: points.slice(start, end).map(escapeCodePoint).join(''),
    resume: end,
  }),
  xmlcharrefreplace: ({ start, end }, points) => ({
    replacement: points
      .slice(start, end)
      .map((point) => `&#${point};`)
      .join(''),
    resume: end,
  }),
  surrogateescape: unescapeBytes,
};

/** The leading run of U+DC80–U+DCFF becomes bytes again; what follows is another failure. */
function unescapeBytes(failure: UnicodeEncodeFailure, points: readonly number[]): EncodeRecovery {
  let resume = failure.start;
  while (resume < failure.end && isEscapedByte(points[resume] ?? 0)) resume += 1;
  if (resume === failure.start) throw failure;
  return {
    replacement: Uint8Array.from(points.slice(failure.start, resume), (point) => point - 0xdc00),
    resume,
  };
}

function isEscapedByte(point: number): boolean {
  return point >= 0xdc80 && point <= 0xdcff;
}

/** The handler of that name; an unknown one is an error only when it is needed. */
export function decodeHandler(name: string): DecodeHandler {
  const known = Object.hasOwn(DECODE_HANDLERS, name) ? DECODE_HANDLERS[name] : undefined;
  return known ?? (() => unknownHandler(name));
}

export function encodeHandler(name: string): EncodeHandler {
  const known = Object.hasOwn(ENCODE_HANDLERS, name) ? ENCODE_HANDLERS[name] : undefined;
  return known ?? (() => unknownHandler(name));
}

function unknownHandler(name: string): never {
  throw new ValueFunctionError('LookupError', `unknown error handler name '${name}'`);
}
