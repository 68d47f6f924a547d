/** `match` patterns that CPython's code generator refuses. */
import type { ExprNode } from 'py-ast';
import type { CompileErrors } from './compile-error.ts';
import type { SourceText } from './source.ts';
import type { MatchCase, PatternNode } from './tree.ts';

const ATTRIBUTE_KEYS_ONLY = 'mapping pattern keys may only match literals and attribute lookups';

/** Checks the patterns of one `match` statement, in the order of code generation. */
export class PatternChecks {
  private readonly errors: CompileErrors;
  private readonly source: SourceText;
  /** The pattern visited last: where CPython stands when it compares alternatives. */
  private latest: PatternNode | undefined;

  constructor(errors: CompileErrors, source: SourceText) {
    this.errors = errors;
    this.source = source;
  }

  /** Only the last case, or a guarded one, may match everything. */
  case(one: MatchCase, isLast: boolean): void {
    const irrefutable = isLast || one.guard !== undefined;
    this.visit(one.pattern, new Set(), irrefutable);
  }

  private visit(pattern: PatternNode, names: Set<string>, irrefutable: boolean): void {
    this.latest = pattern;
    switch (pattern.nodeType) {
      case 'MatchValue':
        this.constant(pattern);
        break;
      case 'MatchSequence':
        this.sequence(pattern, names);
        break;
      case 'MatchMapping':
        this.mapping(pattern, names);
        break;
      case 'MatchClass':
        this.class(pattern, names);
        break;
      case 'MatchStar':
        this.capture(pattern, pattern.name, names);
        break;
      case 'MatchAs':
        this.as(pattern, names, irrefutable);
        break;
      case 'MatchOr':
        this.alternatives(pattern, names, irrefutable);
        break;
      default:
        break;
    }
  }

  private constant(pattern: Extract<PatternNode, { nodeType: 'MatchValue' }>): void {
    if (!/^[rR]?[fF]['"]/.test(this.source.segment(pattern))) return;
    this.errors.report(pattern, 'patterns may only match literals and attribute lookups');
  }

  private capture(pattern: PatternNode, name: string | undefined, names: Set<string>): void {
    if (name === undefined || name === '_') return;
    if (name === '__debug__') this.errors.report(pattern, 'cannot assign to __debug__');
    if (names.has(name))
      this.errors.report(this.latest ?? pattern, `multiple assignments to name '${name}' in pattern`);
    names.add(name);
  }

  private as(
    pattern: Extract<PatternNode, { nodeType: 'MatchAs' }>,
    names: Set<string>,
    irrefutable: boolean,
  ): void {
    if (pattern.pattern !== undefined && pattern.pattern !== null) {
      this.visit(pattern.pattern, names, irrefutable);
    } else if (!irrefutable) {
      const capture = pattern.name === undefined || pattern.name === null || pattern.name === '_';
      const what = capture ? 'wildcard' : `name capture '${pattern.name}'`;
      this.errors.report(pattern, `${what} makes remaining patterns unreachable`);
    }
    this.capture(pattern, pattern.name ?? undefined, names);
  }

  private sequence(pattern: Extract<PatternNode, { nodeType: 'MatchSequence' }>, names: Set<string>): void {
    if (pattern.patterns.filter(({ nodeType }) => nodeType === 'MatchStar').length > 1) {
      this.errors.report(pattern, 'multiple starred names in sequence pattern');
    }
    for (const one of pattern.patterns) this.visit(one, names, true);
  }

  private mapping(pattern: Extract<PatternNode, { nodeType: 'MatchMapping' }>, names: Set<string>): void {
    const seen = new Set<unknown>();
    for (const key of pattern.keys) {
      const literal = literalKey(key, this.source);
      if (literal === undefined) {
        if (key.nodeType !== 'Attribute') this.errors.report(pattern, ATTRIBUTE_KEYS_ONLY);
        continue;
      }
      if (seen.has(literal.value))
        this.errors.report(pattern, `mapping pattern checks duplicate key (${literal.shown})`);
      seen.add(literal.value);
    }
    for (const one of pattern.patterns) this.visit(one, names, true);
    this.capture(pattern, pattern.rest ?? undefined, names);
  }

  private class(pattern: Extract<PatternNode, { nodeType: 'MatchClass' }>, names: Set<string>): void {
    for (const [index, attribute] of pattern.kwd_attrs.entries()) {
      if (attribute === '__debug__') this.errors.report(pattern, 'cannot assign to __debug__');
      const again = pattern.kwd_attrs.indexOf(attribute, index + 1);
      if (again < 0) continue;
      this.errors.report(
        pattern.kwd_patterns[again]!,
        `attribute name repeated in class pattern: ${attribute}`,
      );
    }
    for (const one of [...pattern.patterns, ...pattern.kwd_patterns]) this.visit(one, names, true);
  }

  /** Every alternative binds the same names; only the last may match everything. */
  private alternatives(
    pattern: Extract<PatternNode, { nodeType: 'MatchOr' }>,
    names: Set<string>,
    irrefutable: boolean,
  ): void {
    let expected: Set<string> | undefined;
    for (const [index, one] of pattern.patterns.entries()) {
      const bound = new Set<string>();
      this.visit(one, bound, irrefutable && index === pattern.patterns.length - 1);
      expected ??= bound;
      if (!sameNames(bound, expected)) {
        this.errors.report(this.latest ?? pattern, 'alternative patterns bind different names');
      }
    }
    for (const name of expected ?? []) this.capture(pattern, name, names);
  }
}

function sameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const name of a) {
    if (!b.has(name)) return false;
  }
  return true;
}

/** A literal key: what it is equal to (`0`, `0.0` and `False` are one key) and its `repr`. */
function literalKey(key: ExprNode, source: SourceText): { value: unknown; shown: string } | undefined {
  const segment = source.segment(key);
  if (key.nodeType === 'UnaryOp' || key.nodeType === 'BinOp') {
    const value = Number(segment.replaceAll(/[\s_]/g, ''));
    if (Number.isNaN(value)) return { value: segment, shown: segment };
    return { value: value === 0 ? 0 : value, shown: value === 0 && !segment.includes('.') ? '0' : segment };
  }
  if (key.nodeType !== 'Constant') return undefined;
  if (typeof key.value !== 'string' || key.quote_style === undefined) {
    const value = /^0*(?:\.0*)?[jJ]$/.test(segment) ? 0 : key.value;
    return { value: typeof value === 'boolean' ? Number(value) : value, shown: segment };
  }
  const quote = key.value.includes("'") && !key.value.includes('"') ? '"' : "'";
  const prefix = /^[bB]/.test(segment) ? 'b' : '';
  return { value: `${prefix}${quote}${key.value}`, shown: `${prefix}${quote}${key.value}${quote}` };
}
