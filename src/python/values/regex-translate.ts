/**
 * Python's regular expressions, translated into the host's (with its flags `d` and `v`). Sources: Python's documentation of re, and
 * ECMA-262's of RegExp.
 *
 * Known differences: a group inside of a repetition is unset when an iteration skips it (Python keeps the last match), and a back
 * reference to a group that took no part matches the empty text. Conditional groups and `(?i:…)` are refused.
 */

export const RegexFlag = {
  IGNORECASE: 2,
  LOCALE: 4,
  MULTILINE: 8,
  DOTALL: 16,
  UNICODE: 32,
  VERBOSE: 64,
  ASCII: 256,
} as const;

/** A pattern that is not one: Python's message, without the position, and the position in it. */
export class RegexError extends Error {
  override readonly name = 'RegexError';
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

export interface TranslatedRegex {
  readonly source: string;
  /** With what the pattern itself sets. */
  readonly flags: number;
  readonly groups: number;
  readonly groupNames: ReadonlyMap<string, number>;
  /** Number of the host's group for each of Python's; entry 0 is the whole match. */
  readonly hostGroups: readonly number[];
}

const END = '(?![\\s\\S])';
const START = '(?<![\\s\\S])';
const CATEGORIES: Readonly<Record<string, readonly [unicode: string, ascii: string]>> = {
  d: ['\\p{Nd}', '0-9'],
  s: [
    '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
    '\\t-\\r\\x20',
  ],
  w: ['\\p{L}\\p{N}_', 'A-Za-z0-9_'],
};
const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
const INLINE: Readonly<Record<string, number>> = {
  a: RegexFlag.ASCII,
  i: RegexFlag.IGNORECASE,
  L: RegexFlag.LOCALE,
  m: RegexFlag.MULTILINE,
  s: RegexFlag.DOTALL,
  u: RegexFlag.UNICODE,
  x: RegexFlag.VERBOSE,
};

export function translateRegex(pattern: string, flags: number, isBytes: boolean): TranslatedRegex {
  return new Translator(pattern, flags, isBytes).run();
}

class Translator {
  private readonly text: readonly string[];
  private readonly isBytes: boolean;
  private at = 0;
  private flags: number;
  private groups = 0;
  private hostGroups = 0;
  private readonly map: number[] = [0];
  private readonly names = new Map<string, number>();
  /** Numbers of the groups that are not closed yet. */
  private readonly open = new Set<number>();

  constructor(pattern: string, flags: number, isBytes: boolean) {
    this.text = Array.from(pattern);
    this.isBytes = isBytes;
    this.flags = isBytes || (flags & RegexFlag.ASCII) !== 0 ? flags : flags | RegexFlag.UNICODE;
  }

  run(): TranslatedRegex {
    const source = this.alternatives();
    if (this.at < this.text.length) throw new RegexError('unbalanced parenthesis', this.at);
    return {
      source,
      flags: this.flags,
      groups: this.groups,
      groupNames: this.names,
      hostGroups: this.map,
    };
  }

  private has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  private get ascii(): boolean {
    return this.isBytes || this.has(RegexFlag.ASCII);
  }

  private peek(text: string): boolean {
    for (let k = 0; k < text.length; k++) if (this.text[this.at + k] !== text[k]) return false;
    return true;
  }

  private take(text: string): boolean {
    if (!this.peek(text)) return false;
    this.at += text.length;
    return true;
  }

  private alternatives(): string {
    let result = this.sequence();
    while (this.take('|')) result += `|${this.sequence()}`;
    return result;
  }

  private sequence(): string {
    let result = '';
    for (;;) {
      this.skipBlanks();
      const start = this.at;
      if (start >= this.text.length || this.peek('|') || this.peek(')')) return result;
      const atom = this.atom();
      result += this.repeated(atom, start);
    }
  }

  private skipBlanks(): void {
    if (!this.has(RegexFlag.VERBOSE)) return;
    for (;;) {
      const next = this.text[this.at];
      if (next !== undefined && ' \t\n\r\f\v'.includes(next)) this.at++;
      else if (next === '#') while (this.at < this.text.length && this.text[this.at] !== '\n') this.at++;
      else return;
    }
  }

  // ---- Repetition

  private repeated(atom: string | null, start: number): string {
    this.skipBlanks();
    const quantifierAt = this.at;
    const quantifier = this.quantifier();
    if (quantifier === '') return atom ?? '';
    if (atom === null) throw new RegexError('nothing to repeat', quantifierAt);
    if (atom === '' || this.text[start] === '^') throw new RegexError('nothing to repeat', quantifierAt);
    if (this.take('?')) return this.checkSingle(`(?:${atom})${quantifier}?`);
    if (this.take('+')) return this.checkSingle(this.atomic(`(?:${atom})${quantifier}`));
    return this.checkSingle(`(?:${atom})${quantifier}`);
  }

  private checkSingle(result: string): string {
    this.skipBlanks();
    const at = this.at;
    if (this.quantifier() !== '') throw new RegexError('multiple repeat', at);
    return result;
  }

  private quantifier(): string {
    for (const sign of ['*', '+', '?']) if (this.take(sign)) return sign;
    if (!this.peek('{')) return '';
    const bounds = /^\{(\d*)(,?)(\d*)\}/.exec(this.text.slice(this.at, this.at + 40).join(''));
    if (bounds === null || (bounds[1] === '' && bounds[2] === '')) return '';
    const [all, low, comma, high] = bounds as unknown as [string, string, string, string];
    if (high !== '' && Number(high) < Number(low)) {
      throw new RegexError('min repeat greater than max repeat', this.at + 1);
    }
    this.at += all.length;
    return comma === '' ? `{${low}}` : `{${low === '' ? '0' : low},${high}}`;
  }

  /** Matches once and for all: a lookahead is never tried again. */
  private atomic(body: string): string {
    const name = `atomic${++this.hostGroups}`;
    // The group opens before those in the body: it cannot be numbered without a second pass, so it is only for bodies without.
    if (/\((?!\?)/.test(body)) throw new RegexError('possessive repeat of groups is not supported', this.at);
    return `(?=(?<${name}>${body}))\\k<${name}>`;
  }

  // ---- Atoms

  /** null: what cannot be repeated. */
  private atom(): string | null {
    const start = this.at;
    const next = this.text[this.at++]!;
    switch (next) {
      case '.':
        return this.has(RegexFlag.DOTALL) ? '[\\s\\S]' : '[^\\n]';
      case '^':
        return this.has(RegexFlag.MULTILINE) ? '(?<![^\\n])' : START;
      case '$':
        return this.has(RegexFlag.MULTILINE) ? '(?![^\\n])' : `(?=\\n?${END})`;
      case '(':
        return this.group(start);
      case '[':
        return this.set(start);
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw new RegexError('nothing to repeat', start);
      default:
        return literal(next.codePointAt(0)!);
    }
  }

  private category(letter: string): string {
    const entry = CATEGORIES[letter.toLowerCase()]!;
    const members = entry[this.ascii ? 1 : 0];
    return letter === letter.toLowerCase() ? `[${members}]` : `[^${members}]`;
  }

  private escape(): string {
    const start = this.at - 1;
    const letter = this.text[this.at];
    if (letter === undefined) throw new RegexError('bad escape (end of pattern)', start);
    if (letter >= '1' && letter <= '9') return this.backReference(start);
    this.at++;
    const word = this.category('w');
    switch (letter) {
      case 'A':
        return START;
      case 'Z':
        return END;
      case 'b':
        return `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
      case 'B':
        return `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
      default:
        return this.classOrCharacter(letter, start);
    }
  }

  private classOrCharacter(letter: string, start: number): string {
    if ('dDsSwW'.includes(letter)) return this.category(letter);
    return literal(this.character(letter, start));
  }

  private backReference(start: number): string {
    const digits = /^\d{1,2}/.exec(this.text.slice(this.at, this.at + 2).join(''))![0];
    const octal = /^[0-3][0-7]{2}/.exec(this.text.slice(this.at, this.at + 3).join(''));
    if (octal !== null) {
      this.at += 3;
      return literal(Number.parseInt(octal[0], 8));
    }
    this.at += digits.length;
    return this.reference(Number(digits), start + 1);
  }

  private reference(group: number, position: number): string {
    if (group > this.groups) throw new RegexError(`invalid group reference ${group}`, position);
    if (this.open.has(group)) throw new RegexError('cannot refer to an open group', position - 1);
    return `(?:\\${this.map[group]!})`;
  }

  /** The code point that an escape, whose letter is read already, stands for. */
  private character(letter: string, start: number): number {
    const control = CONTROLS[letter];
    if (control !== undefined) return control;
    if (letter === '0') return this.octal();
    const width = letter === 'x' ? 2 : this.isBytes ? 0 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
    if (width > 0) {
      const digits = this.text.slice(this.at, this.at + width).join('');
      if (!new RegExp(`^[0-9a-fA-F]{${width}}$`).test(digits)) {
        throw new RegexError(`incomplete escape \\${letter}${digits.replace(/[^0-9a-fA-F].*/, '')}`, start);
      }
      this.at += width;
      return Number.parseInt(digits, 16);
    }
    if (/[A-Za-z]/.test(letter)) throw new RegexError(`bad escape \\${letter}`, start);
    return letter.codePointAt(0)!;
  }

  private octal(): number {
    const digits = /^[0-7]{0,2}/.exec(this.text.slice(this.at, this.at + 2).join(''))![0];
    this.at += digits.length;
    return Number.parseInt(`0${digits}`, 8);
  }

  // ---- Sets

  private set(start: number): string {
    const negated = this.take('^');
    let members = '';
    let first = true;
    for (;;) {
      const at = this.at;
      const next = this.text[this.at++];
      if (next === undefined) throw new RegexError('unterminated character set', start);
      if (next === ']' && !first) break;
      first = false;
      members += this.member(next, at, start);
    }
    return `[${negated ? '^' : ''}${members}]`;
  }

  private member(next: string, at: number, setStart: number): string {
    const low = this.setItem(next, at);
    if (this.text[this.at] !== '-' || this.text[this.at + 1] === ']') {
      return typeof low === 'string' ? low : literal(low);
    }
    this.at++;
    const highAt = this.at;
    const last = this.text[this.at++];
    if (last === undefined) throw new RegexError('unterminated character set', setStart);
    const high = this.setItem(last, highAt);
    if (typeof low === 'string' || typeof high === 'string' || high < low) {
      const shown = this.text.slice(at, this.at).join('');
      throw new RegexError(`bad character range ${shown}`, at);
    }
    return `${literal(low)}-${literal(high)}`;
  }

  /** A code point, or a class of them. */
  private setItem(next: string, start: number): number | string {
    if (next !== '\\') return next.codePointAt(0)!;
    const letter = this.text[this.at++];
    if (letter === undefined) throw new RegexError('bad escape (end of pattern)', start);
    if ('dDsSwW'.includes(letter)) return this.category(letter);
    if (letter === 'b') return 8;
    if (letter >= '0' && letter <= '7') {
      this.at--;
      const digits = /^[0-7]{1,3}/.exec(this.text.slice(this.at, this.at + 3).join(''))![0];
      this.at += digits.length;
      return Number.parseInt(digits, 8);
    }
    return this.character(letter, start);
  }

  // ---- Groups

  private group(start: number): string | null {
    if (!this.take('?')) return this.capture(start, null);
    if (this.take('P<')) return this.capture(start, this.groupName('>'));
    if (this.take('P=')) {
      const nameAt = this.at;
      const name = this.groupName(')');
      const group = this.names.get(name);
      if (group === undefined) throw new RegexError(`unknown group name '${name}'`, nameAt);
      return this.reference(group, nameAt);
    }
    if (this.take('#')) {
      while (this.at < this.text.length && this.text[this.at] !== ')') this.at++;
      if (!this.take(')')) throw new RegexError('missing ), unterminated comment', start);
      return null;
    }
    for (const kind of [':', '=', '!', '<=', '<!']) {
      if (this.take(kind)) return this.closed(start, `(?${kind}`, this.flags);
    }
    if (this.take('>')) return this.atomic(this.closed(start, '(?:', this.flags));
    if (this.peek('(')) throw new RegexError('conditional groups are not supported', start);
    return this.inlineFlags(start);
  }

  private groupName(end: string): string {
    const start = this.at;
    while (this.at < this.text.length && this.text[this.at] !== end) this.at++;
    const name = this.text.slice(start, this.at).join('');
    if (!this.take(end)) throw new RegexError(`missing ${end}, unterminated name`, start);
    if (name === '') throw new RegexError('missing group name', start);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) {
      throw new RegexError(`bad character in group name '${name}'`, start);
    }
    return name;
  }

  private capture(start: number, name: string | null): string {
    const group = ++this.groups;
    this.map[group] = ++this.hostGroups;
    if (name !== null) {
      const known = this.names.get(name);
      if (known !== undefined) {
        const again = `redefinition of group name '${name}' as group ${group}; was group ${known}`;
        throw new RegexError(again, start + 4);
      }
      this.names.set(name, group);
    }
    this.open.add(group);
    const result = this.closed(start, '(', this.flags);
    this.open.delete(group);
    return result;
  }

  /** The rest of a group, up to its bracket, under these flags. */
  private closed(start: number, opening: string, flags: number): string {
    const before = this.flags;
    this.flags = flags;
    const body = this.alternatives();
    this.flags = before;
    if (!this.take(')')) throw new RegexError('missing ), unterminated subpattern', start);
    return `${opening}${body})`;
  }

  private inlineFlags(start: number): string | null {
    let on = 0;
    let off = 0;
    let negative = false;
    for (;;) {
      const letter = this.text[this.at];
      if (letter === undefined) throw new RegexError('missing -, : or )', this.at);
      if (letter === ')' || letter === ':') break;
      const flag = INLINE[letter];
      if (letter === '-') negative = true;
      else if (flag === undefined) {
        const first = on === 0 && !negative;
        throw new RegexError(
          first ? `unknown extension ?${letter}` : 'unknown flag',
          first ? start + 1 : this.at,
        );
      } else if (negative) off |= flag;
      else on |= flag;
      this.at++;
    }
    if (this.take(':')) {
      if (((on | off) & RegexFlag.IGNORECASE) !== 0 && this.has(RegexFlag.IGNORECASE) !== (on & 2) > 0) {
        throw new RegexError('a part that ignores case is not supported', start);
      }
      return this.closed(start, '(?:', (this.flags | on) & ~off);
    }
    this.at++;
    if (start > 0) throw new RegexError('global flags not at the start of the expression', start);
    this.flags |= on;
    return null;
  }
}

/** A code point as the host writes it in any place. */
function literal(code: number): string {
  const character = String.fromCodePoint(code);
  return /[A-Za-z0-9_]/.test(character) ? character : `\\u{${code.toString(16)}}`;
}
