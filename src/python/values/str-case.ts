import { CASEFOLD_MAP, TITLE_MAP } from './unicode-tables.ts';

/** Case mappings of str: full Unicode mappings, with title case and case folding from tables. */

const CASED = /^\p{Cased}$/u;
const UPPERCASE = /^\p{Uppercase}$/u;
const LOWERCASE = /^\p{Lowercase}$/u;
const CASED_BEFORE = /\p{Cased}\p{Case_Ignorable}*$/u;
const CASED_AFTER = /^\p{Case_Ignorable}*\p{Cased}/u;
const CAPITAL_SIGMA = '\u03a3';

export function upper(text: string): string {
  return text.toUpperCase();
}

export function lower(text: string): string {
  return text.toLowerCase();
}

export function casefold(text: string): string {
  return text.replace(/[^\0-\x7f]|[A-Z]/gu, (char) => CASEFOLD_MAP.get(char) ?? char.toLowerCase());
}

function titleCharacter(char: string): string {
  return TITLE_MAP.get(char) ?? char.toUpperCase();
}

/** Lower case of one character within `text`: only a capital sigma looks at its neighbours. */
function lowerCharacter(char: string, text: string, offset: number): string {
  if (char !== CAPITAL_SIGMA) return char.toLowerCase();
  const final = CASED_BEFORE.test(text.slice(0, offset)) && !CASED_AFTER.test(text.slice(offset + 1));
  return final ? '\u03c2' : '\u03c3';
}

export function title(text: string): string {
  let out = '';
  let offset = 0;
  let afterCased = false;
  for (const char of text) {
    out += afterCased ? lowerCharacter(char, text, offset) : titleCharacter(char);
    afterCased = CASED.test(char);
    offset += char.length;
  }
  return out;
}

export function capitalize(text: string): string {
  let out = '';
  let offset = 0;
  for (const char of text) {
    out += offset === 0 ? titleCharacter(char) : lowerCharacter(char, text, offset);
    offset += char.length;
  }
  return out;
}

export function swapcase(text: string): string {
  let out = '';
  let offset = 0;
  for (const char of text) {
    if (UPPERCASE.test(char)) out += lowerCharacter(char, text, offset);
    else if (LOWERCASE.test(char)) out += char.toUpperCase();
    else out += char;
    offset += char.length;
  }
  return out;
}
