/** Character classes of Python's lexical grammar, from the host's Unicode tables. */

const START = /^[\p{XID_Start}_]$/u;
const CONTINUE = /^\p{XID_Continue}$/u;
const NOT_PRINTABLE = /^[\p{C}\p{Z}]$/u;

/** May a (non-ASCII) character start an identifier? Decided, as in CPython, on the character itself (PEP 3131). */
export function isIdentifierStart(character: string): boolean {
  return START.test(character);
}

/** May a character continue an identifier? */
export function isIdentifierContinue(character: string): boolean {
  return CONTINUE.test(character);
}

/** `str.isprintable` of one character. */
export function isPrintable(character: string): boolean {
  return character === ' ' || !NOT_PRINTABLE.test(character);
}
