import { clampBounds, hasPairs, lengthOf, pointIndex, sliceText } from './code-points.ts';
import { valueError } from './value-function-error.ts';

/** find, count, replace and the tests for prefixes, in code points. Bounds default to the whole. */

/** The searched part and the code-point index where it starts; null when start lies past the end. */
function searchedPart(text: string, start: number, stop: number): { part: string; offset: number } | null {
  const length = lengthOf(text);
  const bounds = clampBounds(length, start, stop);
  if (bounds.start > bounds.stop) return null;
  if (bounds.start === 0 && bounds.stop === length) return { part: text, offset: 0 };
  return { part: sliceText(text, bounds.start, bounds.stop), offset: bounds.start };
}

/** str.find: -1 when absent. */
export function find(text: string, wanted: string, start = 0, stop = Number.POSITIVE_INFINITY): number {
  const searched = searchedPart(text, start, stop);
  if (searched === null) return -1;
  const unit = searched.part.indexOf(wanted);
  return unit < 0 ? -1 : searched.offset + pointIndex(searched.part, unit);
}

/** str.rfind: -1 when absent. */
export function rfind(text: string, wanted: string, start = 0, stop = Number.POSITIVE_INFINITY): number {
  const searched = searchedPart(text, start, stop);
  if (searched === null) return -1;
  const unit = searched.part.lastIndexOf(wanted);
  return unit < 0 ? -1 : searched.offset + pointIndex(searched.part, unit);
}

/** str.index. */
export function indexOf(text: string, wanted: string, start = 0, stop = Number.POSITIVE_INFINITY): number {
  const at = find(text, wanted, start, stop);
  if (at < 0) throw valueError('substring not found');
  return at;
}

/** str.rindex. */
export function rindex(text: string, wanted: string, start = 0, stop = Number.POSITIVE_INFINITY): number {
  const at = rfind(text, wanted, start, stop);
  if (at < 0) throw valueError('substring not found');
  return at;
}

/** str.count: occurrences that do not overlap. */
export function count(text: string, wanted: string, start = 0, stop = Number.POSITIVE_INFINITY): number {
  const searched = searchedPart(text, start, stop);
  if (searched === null) return 0;
  if (wanted === '') return lengthOf(searched.part) + 1;
  let found = 0;
  for (
    let at = searched.part.indexOf(wanted);
    at >= 0;
    at = searched.part.indexOf(wanted, at + wanted.length)
  ) {
    found += 1;
  }
  return found;
}

/** str.replace; `limit` < 0 means all. */
export function replace(text: string, wanted: string, replacement: string, limit = -1): string {
  if (limit < 0 && (wanted !== '' || !hasPairs(text))) return text.replaceAll(wanted, () => replacement);
  if (limit === 0) return text;
  return wanted === '' ? interleave(text, replacement, limit) : replaceSome(text, wanted, replacement, limit);
}

function replaceSome(text: string, wanted: string, replacement: string, limit: number): string {
  let out = '';
  let from = 0;
  for (let done = 0; done < limit; done++) {
    const at = text.indexOf(wanted, from);
    if (at < 0) break;
    out += text.slice(from, at) + replacement;
    from = at + wanted.length;
  }
  return out + text.slice(from);
}

function interleave(text: string, replacement: string, limit: number): string {
  const most = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  let out = replacement;
  let done = 1;
  for (const char of text) {
    out += char;
    if (done < most) out += replacement;
    done += 1;
  }
  return out;
}

/** str.startswith for one prefix; tuples are the caller's loop. */
export function startsWith(
  text: string,
  prefix: string,
  start = 0,
  stop = Number.POSITIVE_INFINITY,
): boolean {
  return searchedPart(text, start, stop)?.part.startsWith(prefix) ?? false;
}

/** str.endswith for one suffix. */
export function endsWith(text: string, suffix: string, start = 0, stop = Number.POSITIVE_INFINITY): boolean {
  return searchedPart(text, start, stop)?.part.endsWith(suffix) ?? false;
}

export function removePrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

export function removeSuffix(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

/** str.partition: always three parts. */
export function partition(text: string, separator: string): readonly [string, string, string] {
  if (separator === '') throw valueError('empty separator');
  const at = text.indexOf(separator);
  return at < 0 ? [text, '', ''] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/** str.rpartition. */
export function rpartition(text: string, separator: string): readonly [string, string, string] {
  if (separator === '') throw valueError('empty separator');
  const at = text.lastIndexOf(separator);
  return at < 0 ? ['', '', text] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/**
 * str.translate: `lookup` gives a replacement text, null to delete, undefined to keep.
 */
export function translate(text: string, lookup: (codePoint: number) => string | null | undefined): string {
  let out = '';
  for (let unit = 0; unit < text.length; ) {
    const codePoint = text.codePointAt(unit) ?? 0;
    const char = String.fromCodePoint(codePoint);
    const mapped = lookup(codePoint);
    out += mapped === undefined ? char : (mapped ?? '');
    unit += char.length;
  }
  return out;
}
