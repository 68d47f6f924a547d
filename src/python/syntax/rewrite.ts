/**
 * Python that py-ast 1.16.0 cannot read, rewritten into Python that it can, and its tree put right afterwards.
 *
 *   form feeds                            become spaces; in an indentation they restart it
 *   `del x,`                              loses its comma
 *   `match a,:` and `case a, *b:`          get parentheses around an open sequence
 *   `case "a" "b":`                       becomes one literal where prefix and quotes agree
 *   `1if x else y`                        gets a space after the number
 *   `{x async for x in y}`                loses its `async`; the tree gets it back
 *
 * INVARIANT same-lines: a rewrite never adds or removes a line, so only columns have to be mapped back.
 */
import { type Module, parse, walk } from 'py-ast';
import type { SourceText } from './source.ts';
import { type Token, Tokenizer } from './tokenizer.ts';

/** Characters `start` to `end` of the text become `text`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const KEYWORD_AFTER_NUMBER = new Set(['if', 'else', 'for', 'in', 'is', 'and', 'or', 'not']);

/** Parse with py-ast, around its gaps. Throws py-ast's error for what is left of them. */
export function buildTree(source: SourceText): Module {
  if (!source.text.includes('\f')) {
    try {
      return parse(source.text, { filename: source.filename });
    } catch (failure) {
      const rewrite = new Rewrite(source);
      if (rewrite.isEmpty || failure instanceof RangeError) throw failure;
      return rewrite.parse();
    }
  }
  return new Rewrite(source).parse();
}

class Rewrite {
  private readonly source: SourceText;
  private readonly tokens: readonly Token[];
  private readonly edits: Edit[] = [];
  /** Offsets of the targets of comprehensions whose `async` was taken away. */
  private readonly asyncTargets: number[] = [];

  constructor(source: SourceText) {
    this.source = source;
    this.tokens = visibleTokens(source);
    this.collect();
    this.edits.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  get isEmpty(): boolean {
    return this.edits.length === 0;
  }

  parse(): Module {
    const module = parse(this.rewritten(), { filename: this.source.filename });
    const asyncTargets = new Set(this.asyncTargets);
    const targets: {
      target: { lineno?: number; col_offset?: number };
      comprehension: { is_async: number };
    }[] = [];
    for (const node of walk(module)) {
      if (node.nodeType === 'Comprehension') targets.push({ target: node.target, comprehension: node });
      if (node.lineno === undefined || node.col_offset === undefined) continue;
      node.col_offset = this.originalColumn(node.lineno, node.col_offset);
      if (node.end_lineno === undefined || node.end_col_offset === undefined) continue;
      node.end_col_offset = this.originalColumn(node.end_lineno, node.end_col_offset);
    }
    for (const { target, comprehension } of targets) {
      if (asyncTargets.has(this.source.offsetAt(target.lineno ?? 0, target.col_offset ?? 0)))
        comprehension.is_async = 1;
    }
    return module;
  }

  private collect(): void {
    let gapStart = 0;
    for (const [index, token] of this.tokens.entries()) {
      this.formFeeds(gapStart, token.start);
      gapStart = token.end;
      const next = this.tokens[index + 1];
      if (next === undefined) break;
      if (token.kind === 'NUMBER' && token.end === next.start && KEYWORD_AFTER_NUMBER.has(next.kind)) {
        this.edits.push({ start: token.end, end: token.end, text: ' ' });
      }
      if (token.kind === 'async' && next.kind === 'for') this.asyncComprehension(index);
      if (this.startsStatement(index)) {
        if (token.kind === 'del') this.deletion(index);
        else if (token.kind === 'NAME') this.matchOrCase(index);
      }
    }
  }

  private formFeeds(start: number, end: number): void {
    for (
      let at = this.source.text.indexOf('\f', start);
      at >= 0 && at < end;
      at = this.source.text.indexOf('\f', at + 1)
    ) {
      const lineStart = this.source.text.lastIndexOf('\n', at) + 1;
      const indents = /^[ \t\f]*$/.test(this.source.text.slice(lineStart, at));
      if (!indents) this.edits.push({ start: at, end: at + 1, text: ' ' });
      else {
        const previous = this.edits.at(-1);
        if (previous?.start === lineStart) this.edits.pop();
        this.edits.push({ start: lineStart, end: at + 1, text: '' });
      }
    }
  }

  private textOf(token: Token): string {
    return this.source.text.slice(token.start, token.end);
  }

  private startsStatement(index: number): boolean {
    const before = this.tokens[index - 1];
    return before === undefined || before.kind === 'NEWLINE' || before.kind === ';' || before.kind === ':';
  }

  /** `async` in a set or dict comprehension: a brace is the innermost open bracket. */
  private asyncComprehension(index: number): void {
    const token = this.tokens[index]!;
    let at = index - 1;
    while (at >= 0 && this.tokens[at]!.level >= token.level) at -= 1;
    // `at + 1` opened the bracket that is still open here.
    if (this.tokens[at + 1]?.kind !== '{') return;
    this.edits.push({ start: token.start, end: token.end, text: '     ' });
    this.asyncTargets.push(this.tokens[index + 2]!.start);
  }

  private deletion(index: number): void {
    let end = index;
    while (!['NEWLINE', ';'].includes(this.tokens[end]!.kind)) end += 1;
    const comma = this.tokens[end - 1]!;
    if (comma.kind === ',') this.edits.push({ start: comma.start, end: comma.end, text: ' ' });
  }

  /** A `match` or `case` line, if this is one: a colon ends its head. */
  private matchOrCase(index: number): void {
    const keyword = this.textOf(this.tokens[index]!);
    if (keyword !== 'match' && keyword !== 'case') return;
    const { level } = this.tokens[index]!;
    let open = false;
    let end = index + 1;
    for (; end < this.tokens.length; end += 1) {
      const token = this.tokens[end]!;
      if (token.kind === 'NEWLINE') return;
      if (token.level === level && (token.kind === ':' || (token.kind === 'if' && keyword === 'case'))) break;
      if (token.level === level && token.kind === ',') open = true;
    }
    const first = this.tokens[index + 1];
    if (first === undefined || end <= index + 1 || end >= this.tokens.length) return;
    if (keyword === 'case') {
      for (let at = index + 1; at + 1 < end; at += 1)
        this.adjacentStrings(this.tokens[at]!, this.tokens[at + 1]!);
    }
    if (!open) return;
    const final = this.tokens[end - 1]!;
    this.edits.push(
      { start: first.start, end: first.start, text: '(' },
      { start: final.end, end: final.end, text: ')' },
    );
  }

  private adjacentStrings(first: Token, second: Token): void {
    if (first.kind !== 'STRING' || second.kind !== 'STRING' || first.endLine !== second.line) return;
    const [a, b] = [this.textOf(first), this.textOf(second)];
    const quote = a.at(-1)!;
    const plain =
      a[0] === quote && b[0] === quote && !a.startsWith(quote.repeat(3)) && !b.startsWith(quote.repeat(3));
    if (plain) this.edits.push({ start: first.end - 1, end: second.start + 1, text: '' });
  }

  private rewritten(): string {
    let result = '';
    let at = 0;
    for (const { start, end, text } of this.edits) {
      result += this.source.text.slice(at, start) + text;
      at = end;
    }
    return result + this.source.text.slice(at);
  }

  /** The column in the original line of a column (in bytes) in the rewritten one. */
  private originalColumn(line: number, column: number): number {
    let result = column;
    for (const { start, end, text } of this.edits) {
      const position = this.source.positionAt(start);
      if (position.line !== line) continue;
      const editColumn = byteLength(this.source.text.slice(this.source.offsetAt(line, 0), start));
      if (editColumn >= result) continue;
      result += end - start - text.length;
    }
    return result;
  }
}

function visibleTokens(source: SourceText): Token[] {
  const tokenizer = new Tokenizer(source);
  const tokens: Token[] = [];
  for (;;) {
    const token = tokenizer.next();
    if (token.kind === 'ENDMARKER') return tokens;
    if (token.start >= 0) tokens.push(token);
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
