/** Python's whitespace (str.isspace): wider than ASCII, and not the same set as JavaScript's. */
export const PYTHON_SPACE =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const EDGES = new RegExp(`^[${PYTHON_SPACE}]+|[${PYTHON_SPACE}]+$`, 'g');
const DECIMAL_DIGIT = /^\p{Nd}$/u;
const ASCII_ONLY = /^[\x20-\x7e]*$/;

export function isDecimalDigit(codePoint: number): boolean {
  if (codePoint < 128) return codePoint >= 48 && codePoint <= 57;
  return DECIMAL_DIGIT.test(String.fromCodePoint(codePoint));
}

/**
 * Value 0–9 of a decimal digit of any script, or -1. Unicode guarantees that decimal digits stand
 * in runs 0..9, so the distance to the start of the run tells the value.
 */
export function decimalDigitValue(codePoint: number): number {
  if (codePoint < 128) return codePoint >= 48 && codePoint <= 57 ? codePoint - 48 : -1;
  if (!isDecimalDigit(codePoint)) return -1;
  let start = codePoint;
  while (isDecimalDigit(start - 1)) start -= 1;
  return (codePoint - start) % 10;
}

/** Strips Python whitespace from both ends and writes every decimal digit in ASCII. */
export function asciiDigits(text: string): string {
  const trimmed = text.replace(EDGES, '');
  if (ASCII_ONLY.test(trimmed)) return trimmed;
  return trimmed.replace(/\p{Nd}/gu, (digit) => String(decimalDigitValue(digit.codePointAt(0) ?? 0)));
}
