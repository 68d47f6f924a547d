/**
 * Where a numeric literal ends, and what CPython 3.11 says of one that does not end well
 * (the number part of Parser/tokenizer.c).
 */

/** A refused literal. `at` is the offset that CPython's column points before; `range` the end of a whole range. */
export interface NumberFailure {
  readonly message: string;
  readonly at: number;
  readonly range?: number;
}

const RADIX: Readonly<Record<string, { name: string; digits: RegExp }>> = {
  x: { name: 'hexadecimal', digits: /[0-9a-fA-F]/ },
  o: { name: 'octal', digits: /[0-7]/ },
  b: { name: 'binary', digits: /[01]/ },
};

/** Keywords that may follow a number directly, as in `1if x else y` (deprecated, but accepted). */
const KEYWORD_AFTER = /^(?:i[fns]|(?:and|else|for|or|not)(?![A-Za-z0-9_\u0080-\uffff]))/;

/** The offset after the number that starts at `start`, or why there is none. */
export function numberEnd(text: string, start: number): number | NumberFailure {
  if (text[start] === '.') return fraction(text, start + 1);
  if (text[start] !== '0') return decimal(text, start);
  const radix = RADIX[text[start + 1]?.toLowerCase() ?? ''];
  return radix === undefined ? afterZero(text, start) : radixEnd(text, start + 2, radix.name, radix.digits);
}

function radixEnd(text: string, start: number, name: string, digits: RegExp): number | NumberFailure {
  let at = start;
  do {
    if (text[at] === '_') at += 1;
    if (!matches(digits, text[at])) return badDigit(text, at, name);
    while (matches(digits, text[at])) at += 1;
  } while (text[at] === '_');
  if (name !== 'hexadecimal' && isDigit(text[at])) return badDigit(text, at, name);
  return verifyEnd(text, at, name);
}

function badDigit(text: string, at: number, name: string): NumberFailure {
  if (isDigit(text[at])) return { message: `invalid digit '${text[at]}' in ${name} literal`, at: at + 1 };
  return { message: `invalid ${name} literal`, at };
}

/** A literal that starts with 0 and is not hexadecimal, octal or binary: zeros, or a float. */
function afterZero(text: string, start: number): number | NumberFailure {
  let at = start + 1;
  for (;;) {
    if (text[at] === '_') {
      at += 1;
      if (!isDigit(text[at])) return { message: 'invalid decimal literal', at };
    }
    if (text[at] !== '0') break;
    at += 1;
  }
  const zerosEnd = at + 1;
  let nonzero = false;
  if (isDigit(text[at])) {
    nonzero = true;
    const tail = digitsEnd(text, at);
    if (typeof tail !== 'number') return tail;
    at = tail;
  }
  const c = text[at];
  if (c === '.') return fraction(text, at + 1);
  if (c === 'e' || c === 'E') return exponent(text, at);
  if (c === 'j' || c === 'J') return verifyEnd(text, at + 1, 'imaginary');
  if (!nonzero) return verifyEnd(text, at, 'decimal');
  return {
    message:
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
    at,
    range: zerosEnd,
  };
}

function decimal(text: string, start: number): number | NumberFailure {
  const at = digitsEnd(text, start);
  if (typeof at !== 'number') return at;
  if (text[at] === '.') return fraction(text, at + 1);
  return exponent(text, at);
}

function fraction(text: string, start: number): number | NumberFailure {
  const at = isDigit(text[start]) ? digitsEnd(text, start) : start;
  return typeof at === 'number' ? exponent(text, at) : at;
}

/** From a possible `e`: exponent, then a possible `j`. */
function exponent(text: string, start: number): number | NumberFailure {
  let at = start;
  if (text[at] === 'e' || text[at] === 'E') {
    let digits = at + 1;
    if (text[digits] === '+' || text[digits] === '-') {
      digits += 1;
      if (!isDigit(text[digits])) return { message: 'invalid decimal literal', at: digits };
    } else if (!isDigit(text[digits])) return verifyEnd(text, at, 'decimal');
    const tail = digitsEnd(text, digits);
    if (typeof tail !== 'number') return tail;
    at = tail;
  }
  if (text[at] === 'j' || text[at] === 'J') return verifyEnd(text, at + 1, 'imaginary');
  return verifyEnd(text, at, 'decimal');
}

function digitsEnd(text: string, start: number): number | NumberFailure {
  let at = start;
  for (;;) {
    while (isDigit(text[at])) at += 1;
    if (text[at] !== '_') return at;
    at += 1;
    if (!isDigit(text[at])) return { message: 'invalid decimal literal', at };
  }
}

function verifyEnd(text: string, at: number, name: string): number | NumberFailure {
  const c = text[at];
  if (c === undefined || !/[A-Za-z0-9_]/.test(c)) return at;
  if (KEYWORD_AFTER.test(text.slice(at, at + 5))) return at;
  return { message: `invalid ${name} literal`, at };
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= '0' && c <= '9';
}

function matches(pattern: RegExp, c: string | undefined): boolean {
  return c !== undefined && pattern.test(c);
}
