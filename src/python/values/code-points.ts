/**
 * Python counts code points, JavaScript UTF-16 units. Text without surrogate pairs, nearly all
 * of it, takes the direct path. Two lone surrogates that happen to form a pair count as one
 * character here, which Python would tell apart.
 */

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** True if some character takes two units, so offsets must be converted. */
export function hasPairs(text: string): boolean {
  return PAIR.test(text);
}

/** len(str). */
export function lengthOf(text: string): number {
  if (!hasPairs(text)) return text.length;
  let count = 0;
  for (let unit = 0; unit < text.length; unit += unitsAt(text, unit)) count += 1;
  return count;
}

function unitsAt(text: string, unit: number): 1 | 2 {
  return (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
}

/** The unit offset of code point `index` (0 ≤ index ≤ length). */
export function unitOffset(text: string, index: number): number {
  if (!hasPairs(text)) return Math.min(index, text.length);
  let unit = 0;
  for (let i = 0; i < index && unit < text.length; i++) unit += unitsAt(text, unit);
  return unit;
}

/** The code-point index of unit offset `unit`. */
export function pointIndex(text: string, unit: number): number {
  return lengthOf(text.slice(0, unit));
}

/** The characters, one string each; the fast way to index a text many times. */
export function characters(text: string): string[] {
  return hasPairs(text) ? Array.from(text) : text.split('');
}

/** text[start:stop], both already within 0..length. */
export function sliceText(text: string, start: number, stop: number): string {
  if (start >= stop) return '';
  if (!hasPairs(text)) return text.slice(start, stop);
  const from = unitOffset(text, start);
  const rest = text.slice(from);
  return rest.slice(0, unitOffset(rest, stop - start));
}

/** text[start::step] of `count` characters: what SliceIndices describes. */
export function strideText(text: string, start: number, step: number, count: number): string {
  if (step === 1) return sliceText(text, start, start + count);
  const chars = characters(text);
  let out = '';
  for (let i = 0, at = start; i < count; i++, at += step) out += chars[at] ?? '';
  return out;
}

/** find/startswith bounds as Python reads them: negative from the end, clamped. */
export interface Bounds {
  readonly start: number;
  readonly stop: number;
}

export function clampBounds(length: number, start: number, stop: number): Bounds {
  const from = start < 0 ? Math.max(start + length, 0) : start;
  const to = stop < 0 ? Math.max(stop + length, 0) : Math.min(stop, length);
  return { start: from, stop: to };
}
