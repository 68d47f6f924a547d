/** The parameters in an SQL text. */

export interface SqlParameter {
  /** Without its mark; null for a plain `?`. */
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
}

/** Strings, quoted names and comments, in which nothing is a parameter; then parameters; then words, which may hold digits. */
const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(\?\d*|[:@$][A-Za-z_]\w*)|\w+/g;

export function parametersOf(sql: string): readonly SqlParameter[] {
  const found: SqlParameter[] = [];
  for (const match of sql.matchAll(TOKEN)) {
    const mark = match[1];
    if (mark === undefined) continue;
    const name = mark === '?' ? null : mark.slice(1);
    found.push({ name, start: match.index, end: match.index + mark.length });
  }
  return found;
}

/** Puts texts in the place of some parameters, by position. */
export function withLiterals(sql: string, literals: readonly (string | null)[]): string {
  let text = '';
  let from = 0;
  parametersOf(sql).forEach(({ start, end }, index) => {
    // All parameters become plain ones: values are given in the order of the text.
    text += sql.slice(from, start) + (literals[index] ?? '?');
    from = end;
  });
  return text + sql.slice(from);
}
