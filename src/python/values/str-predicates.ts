import { isPrintable } from './str-repr.ts';
import { PYTHON_SPACE } from './unicode-digits.ts';
import { EXTRA_DIGITS, EXTRA_NUMERICS, inRanges } from './unicode-tables.ts';

/** The is… methods of str. All but isascii, isprintable are false on the empty string. */

const ALPHA = /^\p{L}+$/u;
const LETTER = /^\p{L}$/u;
const DECIMAL = /^\p{Nd}+$/u;
const DECIMAL_CHAR = /^\p{Nd}$/u;
const NUMBER_CHAR = /^\p{N}$/u;
const SPACES = new RegExp(`^[${PYTHON_SPACE}]+$`);
const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const UPPERCASE = /^\p{Uppercase}$/u;
const LOWERCASE = /^\p{Lowercase}$/u;
const TITLECASE = /^\p{Lt}$/u;
const ANY_UPPER = /\p{Uppercase}/u;
const ANY_LOWER = /\p{Lowercase}/u;
const NOT_UPPER = /[\p{Lowercase}\p{Lt}]/u;
const NOT_LOWER = /[\p{Uppercase}\p{Lt}]/u;

export function isAlpha(text: string): boolean {
  return ALPHA.test(text);
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Decimal digits and such as superscripts. */
export function isDigit(text: string): boolean {
  return everyCharacter(text, isDigitCharacter);
}

/** Everything with a numeric value: fractions, Roman and CJK numerals too. */
export function isNumeric(text: string): boolean {
  return everyCharacter(text, isNumericCharacter);
}

export function isAlnum(text: string): boolean {
  return everyCharacter(text, (char) => LETTER.test(char) || isNumericCharacter(char));
}

function isDigitCharacter(char: string): boolean {
  return DECIMAL_CHAR.test(char) || inRanges(EXTRA_DIGITS, char.codePointAt(0) ?? 0);
}

function isNumericCharacter(char: string): boolean {
  return NUMBER_CHAR.test(char) || inRanges(EXTRA_NUMERICS, char.codePointAt(0) ?? 0);
}

function everyCharacter(text: string, test: (char: string) => boolean): boolean {
  for (const char of text) if (!test(char)) return false;
  return text !== '';
}

export function isSpace(text: string): boolean {
  return SPACES.test(text);
}

export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

export function isUpper(text: string): boolean {
  return ANY_UPPER.test(text) && !NOT_UPPER.test(text);
}

export function isLower(text: string): boolean {
  return ANY_LOWER.test(text) && !NOT_LOWER.test(text);
}

export function isTitle(text: string): boolean {
  let anyCased = false;
  let afterCased = false;
  for (const char of text) {
    const starts = UPPERCASE.test(char) || TITLECASE.test(char);
    const continues = !starts && LOWERCASE.test(char);
    if ((starts && afterCased) || (continues && !afterCased)) return false;
    afterCased = starts || continues;
    anyCased ||= afterCased;
  }
  return anyCased;
}

export function isPrintableText(text: string): boolean {
  for (const char of text) if (!isPrintable(char.codePointAt(0) ?? 0)) return false;
  return true;
}

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
