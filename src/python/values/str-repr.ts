/** repr() of str and bytes, ascii(), and which characters are printable. */

const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;
const UNPRINTABLE = /[\p{C}\p{Z}]/u;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
};

/** str.isprintable for one character: no control, separator, surrogate or unassigned one; space is. */
export function isPrintable(codePoint: number): boolean {
  if (codePoint < 128) return codePoint >= 32 && codePoint !== 127;
  return !UNPRINTABLE.test(String.fromCodePoint(codePoint));
}

/** repr(str): single quotes unless the text has those and no double ones. */
export function strRepr(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const char of text) out += escapeChar(char, quote);
  return out + quote;
}

function escapeChar(char: string, quote: string): string {
  if (char === quote) return `\\${quote}`;
  const short = SHORT_ESCAPES[char];
  if (short !== undefined) return short;
  const codePoint = char.codePointAt(0) ?? 0;
  return isPrintable(codePoint) ? char : escapeCodePoint(codePoint);
}

/** `\x1f`, `\u200b` or `\U0001f600`: the shortest that fits. */
export function escapeCodePoint(codePoint: number): string {
  const hex = codePoint.toString(16);
  if (codePoint < 0x100) return `\\x${hex.padStart(2, '0')}`;
  if (codePoint < 0x10000) return `\\u${hex.padStart(4, '0')}`;
  return `\\U${hex.padStart(8, '0')}`;
}

/** Escapes what is not ASCII in a repr: ascii(x) is asciiEscape(repr(x)). */
export function asciiEscape(reprText: string): string {
  return reprText.replace(/[^\0-\x7f]/gu, (char) => escapeCodePoint(char.codePointAt(0) ?? 0));
}

/** ascii(str). */
export function strAscii(text: string): string {
  return asciiEscape(strRepr(text));
}

/** repr(bytes); a bytearray's is `bytearray(` + this + `)`. */
export function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let out = `b${quote}`;
  for (let i = 0; i < bytes.length; i++) out += escapeByte(bytes[i] ?? 0, quote);
  return out + quote;
}

function escapeByte(byte: number, quote: string): string {
  const char = String.fromCharCode(byte);
  if (char === quote) return `\\${quote}`;
  const short = SHORT_ESCAPES[char];
  if (short !== undefined) return short;
  return byte >= 32 && byte < 127 ? char : escapeCodePoint(byte);
}
