/** Escape sequences of string and bytes literals: the first one that CPython refuses, in its words. */

/** Hexadecimal digits that follow each escape letter. */
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const CODE_POINT_MAX = 0x10ffff;

/**
 * The problem with a literal's body, or undefined. Positions are counted as CPython's decoder counts them: over the
 * body in which every character beyond ASCII has become a ten-character `\U` escape.
 */
export function escapeProblem(body: string, bytes: boolean): string | undefined {
  let position = 0;
  for (let at = 0; at < body.length; ) {
    const code = body.codePointAt(at)!;
    if (code !== 0x5c) {
      at += code > 0xffff ? 2 : 1;
      position += code < 0x80 ? 1 : 10;
      continue;
    }
    const letter = body[at + 1] ?? '';
    const wanted = DIGITS[letter];
    const digits = wanted === undefined ? '' : hexDigits(body, at + 2, wanted);
    if (bytes) {
      if (letter === 'x' && digits.length < 2)
        return `(value error) invalid \\x escape at position ${position}`;
    } else if (wanted !== undefined) {
      const shape = `\\${letter}${'X'.repeat(wanted)}`;
      if (digits.length < wanted)
        return unicodeError(position, position + 1 + digits.length, `truncated ${shape} escape`);
      if (Number.parseInt(digits, 16) > CODE_POINT_MAX) {
        return unicodeError(position, position + 1 + wanted, 'illegal Unicode character');
      }
    } else if (letter === 'N') {
      const named = namedEscape(body, at);
      if (named.problem !== undefined)
        return unicodeError(position, position + named.length - 1, named.problem);
    }
    const next = body.codePointAt(at + 1) ?? 0;
    at += next > 0xffff ? 3 : 2;
    position += next < 0x80 ? 2 : 11;
  }
  return undefined;
}

function unicodeError(start: number, end: number, reason: string): string {
  return `(unicode error) 'unicodeescape' codec can't decode bytes in position ${start}-${end}: ${reason}`;
}

function hexDigits(body: string, start: number, most: number): string {
  return /^[0-9a-fA-F]*/.exec(body.slice(start, start + most))![0];
}

/** `\N{NAME}`: only its form is checked here; the name itself is looked up when the literal is decoded. */
function namedEscape(body: string, at: number): { length: number; problem?: string } {
  if (body[at + 2] !== '{') return { length: 2, problem: 'malformed \\N character escape' };
  const end = body.indexOf('}', at + 3);
  if (end < 0) return { length: body.length - at, problem: 'malformed \\N character escape' };
  if (end === at + 3) return { length: 3, problem: 'malformed \\N character escape' };
  return { length: end + 1 - at };
}
