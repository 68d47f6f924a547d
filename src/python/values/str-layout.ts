import { lengthOf } from './code-points.ts';

/** center, ljust, rjust, zfill and expandtabs of str; widths count code points. */

export function ljust(text: string, width: number, fill = ' '): string {
  return text + fill.repeat(Math.max(width - lengthOf(text), 0));
}

export function rjust(text: string, width: number, fill = ' '): string {
  return fill.repeat(Math.max(width - lengthOf(text), 0)) + text;
}

/** An odd space goes left only if the width is odd too: CPython's rule. */
export function center(text: string, width: number, fill = ' '): string {
  const padding = width - lengthOf(text);
  if (padding <= 0) return text;
  const left = (padding >> 1) + (padding & width & 1);
  return fill.repeat(left) + text + fill.repeat(padding - left);
}

export function zfill(text: string, width: number): string {
  const padding = width - lengthOf(text);
  if (padding <= 0) return text;
  const sign = text.startsWith('+') || text.startsWith('-') ? text.charAt(0) : '';
  return sign + '0'.repeat(padding) + text.slice(sign.length);
}

/** Tabs to the next multiple of `size` columns; 0 or less removes them. Line ends reset the column. */
export function expandTabs(text: string, size = 8): string {
  let out = '';
  let column = 0;
  for (const char of text) {
    if (char === '\t') {
      const spaces = size > 0 ? size - (column % size) : 0;
      out += ' '.repeat(spaces);
      column += spaces;
    } else {
      out += char;
      column = char === '\n' || char === '\r' ? 0 : column + 1;
    }
  }
  return out;
}
