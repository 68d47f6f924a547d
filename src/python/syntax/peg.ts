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
/** Thrown inside a rule by a cut whose alternative then failed: no other alternative is tried. */
const CUT = Symbol('cut');

/** The state of one parse. */
export class PegParser {
  /** Tokens read so far: the last one is where CPython says a plain syntax error is. */
  readonly tokens: Token[] = [];
  mark = 0;
  diagnosing = false;
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
      while (this.input.next().kind !== 'ENDMARKER') continue;
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
    if (rule === undefined) throw new Error(`the grammar has no rule ${name}: define it or correct the reference`);
    return rule;
  }

  run(name: string, parser: PegParser): PegNode | null {
    return this.rule(name).match(parser);
  }
}

interface CompiledAlternative {
  readonly match: Matcher;
  readonly action: Action | undefined;
}

class CompiledRule {
  private readonly grammar: CompiledGrammar;
  private readonly rule: Rule;
  private compiled: CompiledAlternative[] | undefined;

  constructor(grammar: CompiledGrammar, rule: Rule) {
    this.grammar = grammar;
    this.rule = rule;
  }

  match(parser: PegParser): PegNode | null {
    if (this.rule.diagnostic === true && !parser.diagnosing) return null;
    if (this.rule.memo !== true) return this.run(parser);
    const entries = parser.memoAt(parser.mark);
    const known = entries.get(this);
    if (known !== undefined) {
      parser.mark = known.mark;
      return known.node;
    }
    const node = this.run(parser);
    entries.set(this, { node, mark: parser.mark });
    return node;
  }

  private run(parser: PegParser): PegNode | null {
    if (this.rule.plain !== true) return this.choose(parser);
    const diagnosing = parser.diagnosing;
    parser.diagnosing = false;
    const node = this.choose(parser);
    parser.diagnosing = diagnosing;
    return node;
  }

  private choose(parser: PegParser): PegNode | null {
    this.compiled ??= this.rule.alternatives.map((alternative) => compile(this.grammar, alternative));
    const start = parser.mark;
    try {
      for (const { match, action } of this.compiled) {
        const labels: Record<string, PegNode> = {};
        const node = match(parser, labels);
        // A matched alternative whose action declines ends the rule: the ones after it are not tried.
        if (node !== null) return action === undefined ? node : this.act(parser, start, action(parser, labels, node));
        parser.mark = start;
      }
    } catch (thrown) {
      if (thrown !== CUT) throw thrown;
      parser.mark = start;
    }
    return null;
  }

  private act(parser: PegParser, start: number, node: PegNode | null): PegNode | null {
    if (node === null) parser.mark = start;
    return node;
  }
}

function compile(grammar: CompiledGrammar, alternative: Alternative): CompiledAlternative {
  const [pattern, action] = typeof alternative === 'string' ? [alternative, undefined] : alternative;
  const reader = new PatternReader(grammar, pattern);
  return { match: reader.alternative(), action };
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

  alternative(): Matcher {
    const sequence = this.sequence();
    if (this.words[this.at] !== '=>') return sequence;
    const result = this.words[this.at + 1]!;
    if (this.words[this.at + 2] === '?') return namedIfMore(sequence, result);
    if (!result.startsWith('.')) return named(sequence, result);
    const label = result.slice(1);
    return (parser, labels) => (sequence(parser, labels) === null ? null : labels[label]!);
  }

  private choice(): Matcher {
    const options = [this.sequence()];
    while (this.words[this.at] === '|') {
      this.at += 1;
      options.push(this.sequence());
    }
    if (options.length === 1) return options[0]!;
    return (parser, labels) => {
      const start = parser.mark;
      for (const option of options) {
        const node = option(parser, labels);
        if (node !== null) return node;
        parser.mark = start;
      }
      return null;
    };
  }

  private sequence(): Matcher {
    const items: Matcher[] = [];
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

  private labelled(): Matcher {
    const word = this.words[this.at]!;
    if (!word.endsWith(':') || word.length < 2 || word.startsWith("'")) return this.separated();
    this.at += 1;
    const label = word.slice(0, -1);
    const item = this.separated();
    return (parser, labels) => {
      const node = item(parser, labels);
      if (node !== null) labels[label] = node;
      return node;
    };
  }

  private separated(): Matcher {
    const item = this.repeated();
    if (this.words[this.at] !== '%') return item;
    this.at += 1;
    return separatedBy(item, this.atom());
  }

  private repeated(): Matcher {
    const item = this.prefixed();
    const suffix = this.words[this.at];
    if (suffix !== '?' && suffix !== '*' && suffix !== '+') return item;
    this.at += 1;
    if (suffix === '?') return optional(item);
    return repeat(item, suffix === '+' ? 1 : 0);
  }

  private prefixed(): Matcher {
    const word = this.words[this.at];
    if (word === '&&') {
      this.at += 1;
      return forcedToken(unquote(this.words[this.at++]!));
    }
    if (word !== '&' && word !== '!') return this.atom();
    this.at += 1;
    return lookahead(this.atom(), word === '&');
  }

  private atom(): Matcher {
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
    return (parser) => rule.match(parser);
  }
}

function unquote(word: string): string {
  return word.slice(1, -1);
}

function named(match: Matcher, kind: string): Matcher {
  return (parser, labels) => {
    const start = parser.mark;
    const node = match(parser, labels);
    return node === null ? null : { kind, start, end: parser.mark, items: node.kind === 'Seq' ? node.items : [node] };
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

function sequenceOf(items: readonly Matcher[], cut: number): Matcher {
  return (parser, labels) => {
    const start = parser.mark;
    const results: PegNode[] = [];
    for (let i = 0; i < items.length; i += 1) {
      const node = items[i]!(parser, labels);
      if (node === null) {
        if (cut >= 0 && i >= cut) throw CUT;
        return null;
      }
      results.push(node);
    }
    return { kind: 'Seq', start, end: parser.mark, items: results };
  };
}

function separatedBy(item: Matcher, separator: Matcher): Matcher {
  return (parser, labels) => {
    const start = parser.mark;
    const results: PegNode[] = [];
    let end = start;
    for (;;) {
      const node = item(parser, labels);
      if (node === null) break;
      results.push(node);
      end = parser.mark;
      if (separator(parser, labels) === null) break;
    }
    parser.mark = end;
    return results.length === 0 ? null : { kind: 'Seq', start, end, items: results };
  };
}

function repeat(item: Matcher, least: number): Matcher {
  return (parser, labels) => {
    const start = parser.mark;
    const results: PegNode[] = [];
    let end = start;
    for (;;) {
      const node = item(parser, labels);
      if (node === null) break;
      results.push(node);
      end = parser.mark;
    }
    parser.mark = end;
    return results.length < least ? null : { kind: 'Seq', start, end, items: results };
  };
}

function optional(item: Matcher): Matcher {
  return (parser, labels) => {
    const start = parser.mark;
    const node = item(parser, labels);
    if (node !== null) return node;
    parser.mark = start;
    return { kind: 'Seq', start, end: start, items: NOTHING };
  };
}

function lookahead(item: Matcher, positive: boolean): Matcher {
  return (parser, labels) => {
    const start = parser.mark;
    const node = item(parser, labels);
    parser.mark = start;
    return (node !== null) === positive ? { kind: 'Seq', start, end: start, items: NOTHING } : null;
  };
}

function tokenOf(kind: string): Matcher {
  return (parser) => (parser.token(parser.mark).kind === kind ? parser.take() : null);
}

function softKeyword(word: string): Matcher {
  return (parser) =>
    parser.token(parser.mark).kind === 'NAME' && parser.tokenText(parser.mark) === word ? parser.take() : null;
}

function forcedToken(kind: string): Matcher {
  return (parser) => {
    if (parser.token(parser.mark).kind === kind) return parser.take();
    return parser.forced(parser, kind);
  };
}
