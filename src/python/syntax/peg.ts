/**
 * A packrat interpreter for parsing expression grammars, after the parser that CPython generates from its grammar
 * (PEP 617; "pegen"). It exists for its failures: which token a parse stopped at, and which diagnostic alternative
 * matched first, decide the wording and the position of CPython's error.
 *
 * Notation of a rule: alternatives are strings of items.
 *   'if' "match" NAME rule   token, soft keyword, token kind, rule
 *   (a | b)  a?  a*  a+      group, optional, repetitions
 *   a % ','                  one or more, separated
 *   &a  !a  ~  &&':'         lookahead, negative lookahead, cut, forced token
 *   x:a                      label for the action
 *   => Kind                  the node's kind; => .x passes the labelled node on
 *   => Kind?                 the first item alone when the others matched nothing, else a node of that kind
 */
import type { SourceText } from './source.ts';
import { type Token, Tokenizer, TokenizerFailure } from './tokenizer.ts';

/** A parse result: a token, or a rule's match over tokens `start` to `end` (exclusive). */
export interface PegNode {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly items: readonly PegNode[];
}

export type Labels = Readonly<Record<string, PegNode>>;

/** Runs when an alternative has matched; may throw the diagnostic, or return null to make the rule fail. */
export type Action = (parser: PegParser, labels: Labels, node: PegNode) => PegNode | null;

export type Alternative = string | readonly [pattern: string, action: Action];

/** A rule's alternatives, and how it runs. */
export interface Rule {
  readonly alternatives: readonly Alternative[];
  /** Remember results by position, and so run diagnostics below it once. */
  readonly memo?: boolean;
  /** Only tried on the second pass, which looks for a better message than "invalid syntax". */
  readonly diagnostic?: boolean;
  /** Diagnostics below this rule are off. */
  readonly plain?: boolean;
  /** Left-associative operators, weakest first, over `alternatives[0]` as the operand; nodes are of kind BinOp. */
  readonly operators?: readonly (readonly string[])[];
}

export type Grammar = Readonly<Record<string, Rule>>;

type Matcher = (parser: PegParser, labels: Record<string, PegNode>) => PegNode | null;

/** A forced token is missing. The parser's owner turns it into CPython's error. */
export type ForcedFailure = (parser: PegParser, expected: string) => never;

interface MemoEntry {
  readonly node: PegNode | null;
  readonly mark: number;
}

const NOTHING: readonly PegNode[] = [];

/** The token kinds that something can start with; `nullable` when it can also match nothing. */
interface First {
  readonly kinds: ReadonlySet<string>;
  readonly nullable: boolean;
}

/** A compiled piece of a pattern. */
interface Part {
  readonly match: Matcher;
  /** Lazy, because rules refer to each other. */
  readonly first: () => First;
}

const NO_TOKEN: First = { kinds: new Set(), nullable: true };

/** The state of one parse. */
export class PegParser {
  /** Tokens read so far: the last one is where CPython says a plain syntax error is. */
  readonly tokens: Token[] = [];
  mark = 0;
  diagnosing = false;
  /** A cut was passed and its alternative then failed: the rule tries no other. */
  cut = false;
  private memo: Map<CompiledRule, MemoEntry>[] = [];
  private readonly leaves: PegNode[] = [];
  readonly source: SourceText;
  readonly input: Tokenizer;
  readonly forced: ForcedFailure;

  constructor(source: SourceText, forced: ForcedFailure) {
    this.source = source;
    this.input = new Tokenizer(source);
    this.forced = forced;
  }

  /** Starts the second pass, over the same tokens. */
  restartDiagnosing(): void {
    this.mark = 0;
    this.memo = [];
    this.diagnosing = true;
  }

  /** The token at an index, read from the input when it is the next one. */
  token(index: number): Token {
    while (this.tokens.length <= index) this.tokens.push(this.input.next());
    return this.tokens[index]!;
  }

  tokenText(index: number): string {
    const token = this.token(index);
    return token.start < 0 ? '' : this.source.text.slice(token.start, token.end);
  }

  /** Passes the token at the mark. */
  take(): PegNode {
    const at = this.mark;
    this.mark += 1;
    let leaf = this.leaves[at];
    if (leaf === undefined) {
      leaf = { kind: this.token(at).kind, start: at, end: at + 1, items: NOTHING };
      this.leaves[at] = leaf;
    }
    return leaf;
  }

  /** The remaining input's first error that CPython lets override a parser's error. */
  remainingFailure(): TokenizerFailure | undefined {
    try {
      while (this.input.next().kind !== 'ENDMARKER');
    } catch (failure) {
      if (failure instanceof TokenizerFailure) return failure;
      throw failure;
    }
    return undefined;
  }

  memoAt(mark: number): Map<CompiledRule, MemoEntry> {
    let entries = this.memo[mark];
    if (entries === undefined) {
      entries = new Map();
      this.memo[mark] = entries;
    }
    return entries;
  }
}

/** A grammar ready to run. Patterns are compiled when their rule first runs. */
export class CompiledGrammar {
  private readonly rules = new Map<string, CompiledRule>();

  constructor(grammar: Grammar) {
    for (const [name, rule] of Object.entries(grammar)) this.rules.set(name, new CompiledRule(this, rule));
  }

  rule(name: string): CompiledRule {
    const rule = this.rules.get(name);
    if (rule === undefined)
      throw new Error(`the grammar has no rule ${name}: define it or correct the reference`);
    return rule;
  }

  run(name: string, parser: PegParser): PegNode | null {
    return this.rule(name).match(parser);
  }
}

interface CompiledAlternative {
  readonly part: Part;
  readonly action: Action | undefined;
}

class CompiledRule {
  private readonly grammar: CompiledGrammar;
  private readonly rule: Rule;
  private readonly compiled: CompiledAlternative[] = [];
  /** The alternatives worth trying, by the kind of the next token. */
  private readonly byKind = new Map<string, CompiledAlternative[]>();
  private readonly precedence = new Map<string, number>();
  private starts: First | 'computing' | undefined;

  constructor(grammar: CompiledGrammar, rule: Rule) {
    this.grammar = grammar;
    this.rule = rule;
    for (const [level, operators] of (rule.operators ?? []).entries()) {
      for (const operator of operators) this.precedence.set(operator, level);
    }
  }

  match(parser: PegParser): PegNode | null {
    if (this.rule.diagnostic === true && !parser.diagnosing) return null;
    const kind = parser.token(parser.mark).kind;
    const candidates = this.byKind.get(kind) ?? this.candidatesFor(kind);
    if (candidates.length === 0) return null;
    if (this.rule.memo === true) return this.remembered(parser, candidates);
    return this.rule.plain === true ? this.plainly(parser, candidates) : this.choose(parser, candidates);
  }

  private remembered(parser: PegParser, candidates: readonly CompiledAlternative[]): PegNode | null {
    const entries = parser.memoAt(parser.mark);
    const known = entries.get(this);
    if (known !== undefined) {
      parser.mark = known.mark;
      return known.node;
    }
    const node =
      this.rule.operators === undefined ? this.choose(parser, candidates) : this.climb(parser, candidates, 0);
    entries.set(this, { node, mark: parser.mark });
    return node;
  }

  private plainly(parser: PegParser, candidates: readonly CompiledAlternative[]): PegNode | null {
    const { diagnosing } = parser;
    parser.diagnosing = false;
    const node = this.choose(parser, candidates);
    parser.diagnosing = diagnosing;
    return node;
  }

  private choose(parser: PegParser, candidates: readonly CompiledAlternative[]): PegNode | null {
    const start = parser.mark;
    for (let i = 0; i < candidates.length; i += 1) {
      const { part, action } = candidates[i]!;
      const labels: Record<string, PegNode> = {};
      let node = part.match(parser, labels);
      if (node !== null) {
        // A matched alternative whose action declines ends the rule: the ones after it are not tried.
        if (action !== undefined) node = action(parser, labels, node);
        if (node === null) parser.mark = start;
        return node;
      }
      parser.mark = start;
      if (parser.cut) {
        parser.cut = false;
        return null;
      }
    }
    return null;
  }

  /** Precedence climbing: one function for a tower of left-recursive rules. */
  private climb(parser: PegParser, operand: readonly CompiledAlternative[], least: number): PegNode | null {
    const start = parser.mark;
    let left = this.choose(parser, operand);
    if (left === null) return null;
    for (;;) {
      const at = parser.mark;
      const level = this.precedence.get(parser.token(at).kind);
      if (level === undefined || level < least) return left;
      parser.mark = at + 1;
      const kind = parser.token(at + 1).kind;
      const candidates = this.byKind.get(kind) ?? this.candidatesFor(kind);
      const right = candidates.length === 0 ? null : this.climb(parser, candidates, level + 1);
      if (right === null) {
        parser.mark = at;
        return left;
      }
      left = { kind: 'BinOp', start, end: parser.mark, items: [left, right] };
    }
  }

  private candidatesFor(kind: string): CompiledAlternative[] {
    this.compile();
    const candidates = this.compiled.filter(({ part }) => {
      const { kinds, nullable } = part.first();
      return nullable || kinds.has(kind);
    });
    this.byKind.set(kind, candidates);
    return candidates;
  }

  private compile(): void {
    if (this.compiled.length > 0) return;
    for (const alternative of this.rule.alternatives) {
      const [pattern, action] = typeof alternative === 'string' ? [alternative, undefined] : alternative;
      this.compiled.push({ part: new PatternReader(this.grammar, pattern).alternative(), action });
    }
  }

  first(): First {
    if (this.starts === 'computing')
      throw new Error('a rule of the grammar is left-recursive: write it as repetition');
    if (this.starts === undefined) {
      this.starts = 'computing';
      this.compile();
      this.starts = anyOf(this.compiled.map(({ part }) => part.first()));
    }
    return this.starts;
  }
}

function anyOf(options: readonly First[]): First {
  const kinds = new Set<string>();
  for (const option of options) {
    for (const kind of option.kinds) kinds.add(kind);
  }
  return { kinds, nullable: options.some(({ nullable }) => nullable) };
}

function inSequence(items: readonly Part[]): First {
  const kinds = new Set<string>();
  for (const item of items) {
    const first = item.first();
    for (const kind of first.kinds) kinds.add(kind);
    if (!first.nullable) return { kinds, nullable: false };
  }
  return { kinds, nullable: true };
}

const PATTERN_TOKEN = /\s*(=>|&&|'[^']*'|"[^"]*"|[A-Za-z_]\w*:(?!=)|[A-Za-z_.]\w*|[()|?*+%&!~])/y;

/** Reads the notation into matchers. */
class PatternReader {
  private readonly grammar: CompiledGrammar;
  private readonly words: string[] = [];
  private at = 0;

  constructor(grammar: CompiledGrammar, pattern: string) {
    this.grammar = grammar;
    PATTERN_TOKEN.lastIndex = 0;
    for (let found = PATTERN_TOKEN.exec(pattern); found !== null; found = PATTERN_TOKEN.exec(pattern)) {
      this.words.push(found[1]!);
    }
  }

  alternative(): Part {
    const sequence = this.sequence();
    if (this.words[this.at] !== '=>') return sequence;
    const result = this.words[this.at + 1]!;
    const { match, first } = sequence;
    if (this.words[this.at + 2] === '?') return { match: namedIfMore(match, result), first };
    if (!result.startsWith('.')) return { match: named(match, result), first };
    const label = result.slice(1);
    return { match: (parser, labels) => (match(parser, labels) === null ? null : labels[label]!), first };
  }

  private choice(): Part {
    const options = [this.sequence()];
    while (this.words[this.at] === '|') {
      this.at += 1;
      options.push(this.sequence());
    }
    return options.length === 1 ? options[0]! : choiceOf(options);
  }

  private sequence(): Part {
    const items: Part[] = [];
    let cut = -1;
    for (;;) {
      const word = this.words[this.at];
      if (word === undefined || word === '|' || word === ')' || word === '=>') break;
      if (word === '~') {
        cut = items.length;
        this.at += 1;
      } else items.push(this.labelled());
    }
    return items.length === 1 ? items[0]! : sequenceOf(items, cut);
  }

  private labelled(): Part {
    const word = this.words[this.at]!;
    if (!word.endsWith(':') || word.length < 2 || word.startsWith("'")) return this.separated();
    this.at += 1;
    const label = word.slice(0, -1);
    const { match, first } = this.separated();
    const labelling: Matcher = (parser, labels) => {
      const node = match(parser, labels);
      if (node !== null) labels[label] = node;
      return node;
    };
    return { match: labelling, first };
  }

  private separated(): Part {
    const item = this.repeated();
    if (this.words[this.at] !== '%') return item;
    this.at += 1;
    return separatedBy(item, this.atom());
  }

  private repeated(): Part {
    const item = this.prefixed();
    const suffix = this.words[this.at];
    if (suffix !== '?' && suffix !== '*' && suffix !== '+') return item;
    this.at += 1;
    if (suffix === '?') return optional(item);
    return repeat(item, suffix === '+' ? 1 : 0);
  }

  private prefixed(): Part {
    const word = this.words[this.at];
    if (word === '&&') {
      this.at += 1;
      return forcedToken(unquote(this.words[this.at++]!));
    }
    if (word !== '&' && word !== '!') return this.atom();
    this.at += 1;
    return lookahead(this.atom(), word === '&');
  }

  private atom(): Part {
    const word = this.words[this.at++]!;
    if (word === '(') {
      const inner = this.choice();
      this.at += 1;
      return inner;
    }
    if (word.startsWith("'")) return tokenOf(unquote(word));
    if (word.startsWith('"')) return softKeyword(unquote(word));
    if (word === word.toUpperCase()) return tokenOf(word);
    const rule = this.grammar.rule(word);
    return { match: (parser) => rule.match(parser), first: () => rule.first() };
  }
}

function unquote(word: string): string {
  return word.slice(1, -1);
}

function named(match: Matcher, kind: string): Matcher {
  return (parser, labels) => {
    const start = parser.mark;
    const node = match(parser, labels);
    return node === null
      ? null
      : { kind, start, end: parser.mark, items: node.kind === 'Seq' ? node.items : [node] };
  };
}

function namedIfMore(match: Matcher, kind: string): Matcher {
  const always = named(match, kind);
  return (parser, labels) => {
    const node = always(parser, labels);
    if (node === null) return null;
    for (let i = 1; i < node.items.length; i += 1) {
      if (node.items[i]!.end > node.items[i]!.start) return node;
    }
    return node.items[0]!;
  };
}

function choiceOf(options: readonly Part[]): Part {
  const match: Matcher = (parser, labels) => {
    const start = parser.mark;
    for (const option of options) {
      const node = option.match(parser, labels);
      if (node !== null) return node;
      parser.mark = start;
    }
    return null;
  };
  return { match, first: () => anyOf(options.map((option) => option.first())) };
}

function sequenceOf(items: readonly Part[], cut: number): Part {
  const match: Matcher = (parser, labels) => {
    const start = parser.mark;
    const results: PegNode[] = [];
    for (let i = 0; i < items.length; i += 1) {
      const node = items[i]!.match(parser, labels);
      if (node === null) {
        if (cut >= 0 && i >= cut) parser.cut = true;
        return null;
      }
      results.push(node);
    }
    return { kind: 'Seq', start, end: parser.mark, items: results };
  };
  return { match, first: () => inSequence(items) };
}

/** `item` one or more times, with `separator` (when given) between them; a trailing separator is left. */
function repetition(item: Matcher, separator: Matcher | undefined, least: number): Matcher {
  return (parser, labels) => {
    const start = parser.mark;
    const results: PegNode[] = [];
    let end = start;
    for (;;) {
      const node = item(parser, labels);
      if (node === null) break;
      results.push(node);
      end = parser.mark;
      if (separator !== undefined && separator(parser, labels) === null) break;
    }
    parser.mark = end;
    return results.length < least ? null : { kind: 'Seq', start, end, items: results };
  };
}

function separatedBy(item: Part, separator: Part): Part {
  return { match: repetition(item.match, separator.match, 1), first: item.first };
}

function repeat(item: Part, least: number): Part {
  return {
    match: repetition(item.match, undefined, least),
    first: () => ({ kinds: item.first().kinds, nullable: least === 0 }),
  };
}

function optional(item: Part): Part {
  const match: Matcher = (parser, labels) => {
    const start = parser.mark;
    const node = item.match(parser, labels);
    if (node !== null) return node;
    parser.mark = start;
    return { kind: 'Seq', start, end: start, items: NOTHING };
  };
  return { match, first: () => ({ kinds: item.first().kinds, nullable: true }) };
}

function lookahead(item: Part, positive: boolean): Part {
  const match: Matcher = (parser, labels) => {
    const start = parser.mark;
    const node = item.match(parser, labels);
    parser.mark = start;
    return (node !== null) === positive ? { kind: 'Seq', start, end: start, items: NOTHING } : null;
  };
  return { match, first: () => NO_TOKEN };
}

function tokenOf(kind: string): Part {
  const first: First = { kinds: new Set([kind]), nullable: false };
  return {
    match: (parser) => (parser.token(parser.mark).kind === kind ? parser.take() : null),
    first: () => first,
  };
}

function softKeyword(word: string): Part {
  const first: First = { kinds: new Set(['NAME']), nullable: false };
  return {
    match: (parser) =>
      parser.token(parser.mark).kind === 'NAME' && parser.tokenText(parser.mark) === word
        ? parser.take()
        : null,
    first: () => first,
  };
}

/** A token that must be here: its absence is an error even on the first pass. */
function forcedToken(kind: string): Part {
  const match: Matcher = (parser) =>
    parser.token(parser.mark).kind === kind ? parser.take() : parser.forced(parser, kind);
  return { match, first: () => NO_TOKEN };
}
