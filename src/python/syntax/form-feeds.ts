/** Form feeds, which CPython reads as blanks and py-ast refuses. */
import type { SourceText } from './source.ts';
import { Tokenizer } from './tokenizer.ts';

/**
 * The text with every form feed outside a token made harmless. Within a line it becomes a space. In the indentation
 * of a line it restarts the indentation, so everything up to it goes: the columns of that line's nodes then count
 * from there.
 */
export function blankFormFeeds(source: SourceText): string {
  const { text } = source;
  if (!text.includes('\f')) return text;
  const tokenizer = new Tokenizer(source);
  let result = '';
  let at = /^[ \t\f]*\f/.exec(text)?.[0].length ?? 0;
  for (;;) {
    const token = tokenizer.next();
    if (token.kind === 'ENDMARKER') return result + blank(text.slice(at));
    if (token.start < 0) continue;
    result += blank(text.slice(at, token.start)) + text.slice(token.start, token.end);
    at = token.end;
  }
}

function blank(gap: string): string {
  return gap.replace(/\n[ \t\f]*\f/g, '\n').replaceAll('\f', ' ');
}
