/**
 * The text of an annotation that is not evaluated (`from __future__ import annotations`), as CPython 3.11's
 * ast_unparse.c writes it: parentheses only where the precedence needs them, strings in repr's quotes.
 */
import type { Arg, Arguments, Comprehension, ExprNode } from 'py-ast';
import type { SourceText } from '../syntax/source.ts';
import { strRepr } from '../values/str-repr.ts';
import { type ComprehensionNode, type Expr, isComprehensionNode } from './ast.ts';
import { constantRepr } from './constant-repr.ts';
import { decodeConstant } from './constants.ts';

const Level = {
  TUPLE: 0,
  TEST: 1,
  OR: 2,
  AND: 3,
  NOT: 4,
  COMPARE: 5,
  EXPRESSION: 6,
  XOR: 7,
  AND_BITS: 8,
  SHIFT: 9,
  ARITHMETIC: 10,
  TERM: 11,
  FACTOR: 12,
  POWER: 13,
  AWAIT: 14,
  ATOM: 15,
} as const;

const binaryOps = {
  Add: ['+', Level.ARITHMETIC],
  Sub: ['-', Level.ARITHMETIC],
  Mult: ['*', Level.TERM],
  MatMult: ['@', Level.TERM],
  Div: ['/', Level.TERM],
  Mod: ['%', Level.TERM],
  FloorDiv: ['//', Level.TERM],
  LShift: ['<<', Level.SHIFT],
  RShift: ['>>', Level.SHIFT],
  BitOr: ['|', Level.EXPRESSION],
  BitXor: ['^', Level.XOR],
  BitAnd: ['&', Level.AND_BITS],
  Pow: ['**', Level.POWER],
} as const;

const unaryOps = {
  Invert: ['~', Level.FACTOR],
  Not: ['not ', Level.NOT],
  UAdd: ['+', Level.FACTOR],
  USub: ['-', Level.FACTOR],
} as const;

const comparisons = {
  Eq: '==',
  NotEq: '!=',
  Lt: '<',
  LtE: '<=',
  Gt: '>',
  GtE: '>=',
  Is: 'is',
  IsNot: 'is not',
  In: 'in',
  NotIn: 'not in',
} as const;

/** What `__annotations__` holds for `node`. */
export function annotationText(node: ExprNode, source: SourceText): string {
  return new Writer(source).write(node, Level.TEST);
}

function parenthesise(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}

class Writer {
  private readonly source: SourceText;

  constructor(source: SourceText) {
    this.source = source;
  }

  write(node: ExprNode, level: number): string {
    if (isComprehensionNode(node)) return this.comprehension(node);
    switch (node.nodeType) {
      case 'BoolOp': {
        const own = node.op.nodeType === 'And' ? Level.AND : Level.OR;
        const word = node.op.nodeType === 'And' ? ' and ' : ' or ';
        return parenthesise(this.list(node.values, own + 1, word), level > own);
      }
      case 'BinOp': {
        const [symbol, own] = binaryOps[node.op.nodeType];
        const rightFirst = node.op.nodeType === 'Pow' ? 1 : 0;
        const left = this.write(node.left, own + rightFirst);
        return parenthesise(`${left} ${symbol} ${this.write(node.right, own + 1 - rightFirst)}`, level > own);
      }
      case 'UnaryOp': {
        const [symbol, own] = unaryOps[node.op.nodeType];
        return parenthesise(symbol + this.write(node.operand, own), level > own);
      }
      case 'Lambda': {
        const args = this.arguments(node.args);
        const head = args === '' ? 'lambda' : `lambda ${args}`;
        return parenthesise(`${head}: ${this.write(node.body, Level.TEST)}`, level > Level.TEST);
      }
      case 'IfExp': {
        const body = this.write(node.body, Level.TEST + 1);
        const test = this.write(node.test, Level.TEST + 1);
        return parenthesise(
          `${body} if ${test} else ${this.write(node.orelse, Level.TEST)}`,
          level > Level.TEST,
        );
      }
      case 'Compare': {
        let text = this.write(node.left, Level.COMPARE + 1);
        node.comparators.forEach((value, i) => {
          const op = node.ops[i]?.nodeType;
          text += ` ${op === undefined ? '' : comparisons[op]} ${this.write(value, Level.COMPARE + 1)}`;
        });
        return parenthesise(text, level > Level.COMPARE);
      }
      case 'Await':
        return parenthesise(`await ${this.write(node.value, Level.ATOM)}`, level > Level.AWAIT);
      case 'NamedExpr': {
        const value = this.write(node.value, Level.ATOM);
        return parenthesise(`${this.write(node.target, Level.ATOM)} := ${value}`, level > Level.TUPLE);
      }
      case 'Tuple':
        if (node.elts.length === 0) return '()';
        return parenthesise(this.list(node.elts) + (node.elts.length === 1 ? ',' : ''), level > Level.TUPLE);
      default:
        return this.atom(node);
    }
  }

  private list(nodes: readonly ExprNode[], level: number = Level.TEST, separator = ', '): string {
    return nodes.map((node) => this.write(node, level)).join(separator);
  }

  /** Expressions that never need parentheses. */
  private atom(node: ExprNode): string {
    switch (node.nodeType) {
      case 'Constant': {
        const constant = decodeConstant(node, this.source);
        if (constant.kind === 'ellipsis') return '...';
        const prefix = constant.kind === 'str' && /^u['"]/i.test(this.source.segment(node)) ? 'u' : '';
        return prefix + constantRepr(constant).replaceAll('inf', '1e309');
      }
      case 'Name':
        return node.id;
      case 'Attribute': {
        const isInt =
          node.value.nodeType === 'Constant' && decodeConstant(node.value, this.source).kind === 'int';
        return `${this.write(node.value, Level.ATOM)}${isInt ? ' .' : '.'}${node.attr}`;
      }
      case 'Subscript':
        return `${this.write(node.value, Level.ATOM)}[${this.subscript(node.slice)}]`;
      case 'Slice':
        return this.slice(node);
      case 'Starred':
        return `*${this.write(node.value, Level.EXPRESSION)}`;
      case 'Call':
        return this.call(node);
      case 'Dict':
        return `{${node.values.map((value, i) => this.dictItem(node.keys[i], value)).join(', ')}}`;
      case 'Set':
        return `{${this.list(node.elts)}}`;
      case 'List':
        return `[${this.list(node.elts)}]`;
      case 'Yield':
        return node.value === undefined ? '(yield)' : `(yield ${this.write(node.value, Level.TEST)})`;
      case 'YieldFrom':
        return `(yield from ${this.write(node.value, Level.TEST)})`;
      case 'JoinedStr':
      case 'FormattedValue':
        return `f${strRepr(this.formatted(node))}`;
      default:
        return this.source.segment(node);
    }
  }

  private subscript(node: ExprNode): string {
    return node.nodeType === 'Starred' ? `${this.write(node, Level.TUPLE)},` : this.write(node, Level.TUPLE);
  }

  private slice({ lower, upper, step }: Expr<'Slice'>): string {
    const bound = (node: ExprNode | null | undefined): string => (node ? this.write(node, Level.TEST) : '');
    return `${bound(lower)}:${bound(upper)}${step ? `:${bound(step)}` : ''}`;
  }

  private dictItem(key: ExprNode | null | undefined, value: ExprNode): string {
    if (key === null || key === undefined) return `**${this.write(value, Level.EXPRESSION)}`;
    return `${this.write(key, Level.TEST)}: ${this.write(value, Level.TEST)}`;
  }

  private call({ func, args, keywords }: Expr<'Call'>): string {
    const callee = this.write(func, Level.ATOM);
    const [only] = args;
    if (args.length === 1 && keywords.length === 0 && only?.nodeType === 'GeneratorExp') {
      return callee + this.write(only, Level.TEST);
    }
    const named = keywords.map(
      ({ arg, value }) => `${arg ? `${arg}=` : '**'}${this.write(value, Level.TEST)}`,
    );
    return `${callee}(${[...args.map((arg) => this.write(arg, Level.TEST)), ...named].join(', ')})`;
  }

  private comprehension(node: ComprehensionNode): string {
    const loops = node.generators.map((generator) => this.generator(generator)).join('');
    switch (node.nodeType) {
      case 'ListComp':
        return `[${this.write(node.elt, Level.TEST)}${loops}]`;
      case 'SetComp':
        return `{${this.write(node.elt, Level.TEST)}${loops}}`;
      case 'DictComp':
        return `{${this.write(node.key, Level.TEST)}: ${this.write(node.value, Level.TEST)}${loops}}`;
      case 'GeneratorExp':
        return `(${this.write(node.elt, Level.TEST)}${loops})`;
    }
  }

  private generator({ target, iter, ifs, is_async }: Comprehension): string {
    const word = is_async !== 0 ? ' async for ' : ' for ';
    const conditions = ifs.map((condition) => ` if ${this.write(condition, Level.TEST + 1)}`).join('');
    return `${word}${this.write(target, Level.TUPLE)} in ${this.write(iter, Level.TEST + 1)}${conditions}`;
  }

  /** The inside of an f-string. */
  private formatted(node: ExprNode): string {
    switch (node.nodeType) {
      case 'JoinedStr':
        return node.values.map((value) => this.formatted(value)).join('');
      case 'FormattedValue': {
        const text = this.write(node.value, Level.TEST + 1);
        const conversion = node.conversion > 0 ? `!${String.fromCharCode(node.conversion)}` : '';
        const spec = node.format_spec ? `:${this.formatted(node.format_spec)}` : '';
        return `{${text.startsWith('{') ? ' ' : ''}${text}${conversion}${spec}}`;
      }
      case 'Constant': {
        const value: unknown = node.value;
        return typeof value === 'string' ? value.replaceAll('{', '{{').replaceAll('}', '}}') : '';
      }
      default:
        return this.write(node, Level.TEST);
    }
  }

  private arguments(args: Arguments): string {
    const positional = [...args.posonlyargs, ...args.args];
    const firstDefault = positional.length - args.defaults.length;
    const parts: string[] = [];
    const withDefault = ({ arg }: Arg, value: ExprNode | null | undefined): string =>
      value ? `${arg}=${this.write(value, Level.TEST)}` : arg;
    positional.forEach((arg, i) => {
      parts.push(withDefault(arg, args.defaults[i - firstDefault]));
      if (i === args.posonlyargs.length - 1) parts.push('/');
    });
    if (args.vararg) parts.push(`*${args.vararg.arg}`);
    else if (args.kwonlyargs.length > 0) parts.push('*');
    args.kwonlyargs.forEach((arg, i) => {
      parts.push(withDefault(arg, args.kw_defaults[i]));
    });
    if (args.kwarg) parts.push(`**${args.kwarg.arg}`);
    return parts.join(', ');
  }
}
