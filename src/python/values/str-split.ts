import { PYTHON_SPACE } from './unicode-digits.ts';
import { valueError } from './value-function-error.ts';

/** split, rsplit, splitlines and the strip family of str. */

const SPACE_RUN = new RegExp(`[${PYTHON_SPACE}]+`, 'g');
const LEADING_SPACE = new RegExp(`^[${PYTHON_SPACE}]+`);
const SPACE = new RegExp(`^[${PYTHON_SPACE}]$`);
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

export function isSpaceUnit(unit: number): boolean {
  if (unit < 128) return unit === 32 || (unit >= 9 && unit <= 13) || (unit >= 28 && unit <= 31);
  return SPACE.test(String.fromCharCode(unit));
}

/** str.split(sep, maxsplit): sep null splits on runs of whitespace; maxsplit < 0 means no limit. */
export function split(text: string, separator: string | null = null, maxSplit = -1): string[] {
  if (separator === null) return splitSpace(text, maxSplit);
  if (separator === '') throw valueError('empty separator');
  if (maxSplit < 0) return text.split(separator);
  const parts: string[] = [];
  let from = 0;
  while (parts.length < maxSplit) {
    const at = text.indexOf(separator, from);
    if (at < 0) break;
    parts.push(text.slice(from, at));
    from = at + separator.length;
  }
  parts.push(text.slice(from));
  return parts;
}

function splitSpace(text: string, maxSplit: number): string[] {
  const parts: string[] = [];
  let rest = text.replace(LEADING_SPACE, '');
  if (maxSplit < 0) {
    for (const part of rest.split(SPACE_RUN)) if (part !== '') parts.push(part);
    return parts;
  }
  while (rest !== '' && parts.length < maxSplit) {
    let end = 0;
    while (end < rest.length && !isSpaceUnit(rest.charCodeAt(end))) end += 1;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).replace(LEADING_SPACE, '');
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

/** str.rsplit(sep, maxsplit): as split, counted from the right. */
export function rsplit(text: string, separator: string | null = null, maxSplit = -1): string[] {
  if (maxSplit < 0) return split(text, separator, maxSplit);
  if (separator === null) return rsplitSpace(text, maxSplit);
  if (separator === '') throw valueError('empty separator');
  const parts: string[] = [];
  let to = text.length;
  while (parts.length < maxSplit) {
    const at = to < separator.length ? -1 : text.lastIndexOf(separator, to - separator.length);
    if (at < 0) break;
    parts.push(text.slice(at + separator.length, to));
    to = at;
  }
  parts.push(text.slice(0, to));
  return parts.reverse();
}

function rsplitSpace(text: string, maxSplit: number): string[] {
  const parts: string[] = [];
  let to = rstrip(text).length;
  while (to > 0 && parts.length < maxSplit) {
    let from = to;
    while (from > 0 && !isSpaceUnit(text.charCodeAt(from - 1))) from -= 1;
    parts.push(text.slice(from, to));
    to = rstrip(text.slice(0, from)).length;
  }
  if (to > 0) parts.push(text.slice(0, to));
  return parts.reverse();
}

/** str.splitlines. */
export function splitLines(text: string, keepEnds = false): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const match of text.matchAll(LINE_END)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(from, keepEnds ? end : match.index));
    from = end;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

/** str.strip(chars): chars null strips whitespace, else any of the characters. */
export function strip(text: string, chars: string | null = null): string {
  return rstrip(lstrip(text, chars), chars);
}

export function lstrip(text: string, chars: string | null = null): string {
  let from = 0;
  if (chars === null) {
    while (from < text.length && isSpaceUnit(text.charCodeAt(from))) from += 1;
    return text.slice(from);
  }
  const set = new Set(chars);
  for (const char of text) {
    if (!set.has(char)) break;
    from += char.length;
  }
  return text.slice(from);
}

export function rstrip(text: string, chars: string | null = null): string {
  let to = text.length;
  if (chars === null) {
    while (to > 0 && isSpaceUnit(text.charCodeAt(to - 1))) to -= 1;
    return text.slice(0, to);
  }
  const set = new Set(chars);
  while (to > 0) {
    const last = lastCharacter(text, to);
    if (!set.has(last)) break;
    to -= last.length;
  }
  return text.slice(0, to);
}

function lastCharacter(text: string, end: number): string {
  const pair = end >= 2 ? text.slice(end - 2, end) : '';
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : text.charAt(end - 1);
}
