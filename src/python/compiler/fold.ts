/**
 * Constant folding on the syntax tree, as CPython 3.11's ast_opt.c: children first, then the node itself.
 * What is folded decides which instructions exist, so the list of foldings is exactly CPython's.
 */
import type { Arguments, Constant as ConstantNode, ExprNode, Module, StmtNode } from 'py-ast';
import type { SourceText } from '../syntax/source.ts';
import { docstringOf, type Expr, type PatternNode } from './ast.ts';
import type { Constant } from './code.ts';
import { bool, decodeConstant, frozenset, str, tuple } from './constants.ts';
import { foldBinary, foldSubscript, foldUnary } from './fold-operations.ts';
import { FoldedTree } from './folded-tree.ts';
import { formatStringParts } from './format-fold.ts';
import { formattedPieces, spanOf } from './fstring.ts';

/** Folds a module. Annotations are left alone where they are never evaluated. */
export function foldModule(module: Module, source: SourceText, futureAnnotations: boolean): FoldedTree {
  const folder = new Folder(source, futureAnnotations);
  folder.body(module.body);
  return folder.tree;
}

const invertedComparisons: Readonly<Record<string, 'Is' | 'IsNot' | 'In' | 'NotIn'>> = {
  Is: 'IsNot',
  IsNot: 'Is',
  In: 'NotIn',
  NotIn: 'In',
};

class Folder {
  readonly tree = new FoldedTree();
  private readonly source: SourceText;
  private readonly futureAnnotations: boolean;

  constructor(source: SourceText, futureAnnotations: boolean) {
    this.source = source;
    this.futureAnnotations = futureAnnotations;
  }

  /** A module, class or function body: a string that folding produced must not become the docstring. */
  body(statements: readonly StmtNode[]): void {
    this.statements(statements);
    const first = statements[0];
    if (first?.nodeType !== 'Expr' || docstringOf(statements) !== undefined) return;
    const value = this.tree.constantOf(first.value);
    if (value?.kind !== 'str') return;
    const text = this.literal(value, first.value);
    this.tree.replace(first.value, { ...first.value, nodeType: 'JoinedStr', values: [text] });
  }

  /** A new literal node at the place of `at`, or without a place. */
  private literal(constant: Constant, at: ExprNode | null): ConstantNode {
    const span = at === null ? { lineno: -1, col_offset: -1 } : spanOf(at);
    const node: ConstantNode = { nodeType: 'Constant', value: null, ...span };
    this.tree.setConstant(node, constant);
    return node;
  }

  private statements(statements: readonly StmtNode[]): void {
    for (const statement of statements) this.statement(statement);
  }

  private statement(node: StmtNode): void {
    switch (node.nodeType) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.argumentDefaults(node.args);
        this.body(node.body);
        this.all(node.decorator_list);
        if (!this.futureAnnotations) this.optional(node.returns);
        break;
      case 'ClassDef':
        this.all(node.bases);
        for (const keyword of node.keywords) this.expression(keyword.value);
        this.body(node.body);
        this.all(node.decorator_list);
        break;
      case 'Delete':
        this.all(node.targets);
        break;
      case 'Return':
      case 'Expr':
        this.optional(node.value);
        break;
      case 'Assign':
        this.all(node.targets);
        this.expression(node.value);
        break;
      case 'AugAssign':
        this.expression(node.target);
        this.expression(node.value);
        break;
      case 'AnnAssign':
        this.expression(node.target);
        if (!this.futureAnnotations) this.expression(node.annotation);
        this.optional(node.value);
        break;
      case 'For':
      case 'AsyncFor':
        this.expression(node.target);
        this.expression(node.iter);
        this.statements(node.body);
        this.statements(node.orelse);
        if (node.nodeType === 'For') this.foldIterable(node.iter);
        break;
      case 'While':
      case 'If':
        this.expression(node.test);
        this.statements(node.body);
        this.statements(node.orelse);
        break;
      case 'With':
      case 'AsyncWith':
        for (const item of node.items) {
          this.expression(item.context_expr);
          this.optional(item.optional_vars);
        }
        this.statements(node.body);
        break;
      case 'Raise':
        this.optional(node.exc);
        this.optional(node.cause);
        break;
      case 'Try':
      case 'TryStar':
        this.statements(node.body);
        for (const handler of node.handlers) {
          this.optional(handler.type);
          this.statements(handler.body);
        }
        this.statements(node.orelse);
        this.statements(node.finalbody);
        break;
      case 'Assert':
        this.expression(node.test);
        this.optional(node.msg);
        break;
      case 'Match':
        this.expression(node.subject);
        for (const item of node.cases) {
          this.pattern(item.pattern);
          this.optional(item.guard);
          this.statements(item.body);
        }
        break;
    }
  }

  private argumentDefaults(args: Arguments): void {
    if (!this.futureAnnotations) {
      const rest = [args.vararg, args.kwarg].filter((arg) => arg !== undefined);
      for (const arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs, ...rest])
        this.optional(arg.annotation);
    }
    this.all(args.defaults);
    this.all(args.kw_defaults);
  }

  private pattern(node: PatternNode): void {
    switch (node.nodeType) {
      case 'MatchValue':
        this.expression(node.value);
        break;
      case 'MatchSequence':
      case 'MatchOr':
        for (const item of node.patterns) this.pattern(item);
        break;
      case 'MatchMapping':
        this.all(node.keys);
        for (const item of node.patterns) this.pattern(item);
        break;
      case 'MatchClass':
        this.expression(node.cls);
        for (const item of [...node.patterns, ...node.kwd_patterns]) this.pattern(item);
        break;
      case 'MatchAs':
        if (node.pattern !== undefined) this.pattern(node.pattern);
        break;
    }
  }

  private optional(node: ExprNode | null | undefined): void {
    if (node !== undefined && node !== null) this.expression(node);
  }

  private all(nodes: readonly (ExprNode | null)[]): void {
    for (const node of nodes) this.optional(node);
  }

  private expression(node: ExprNode): void {
    switch (node.nodeType) {
      case 'Constant':
        this.tree.setConstant(node, decodeConstant(node, this.source));
        break;
      case 'Name':
        if (node.id === '__debug__' && node.ctx.nodeType === 'Load') this.tree.setConstant(node, bool(true));
        break;
      case 'BoolOp':
        this.all(node.values);
        break;
      case 'BinOp':
        this.expression(node.left);
        this.expression(node.right);
        this.foldBinaryOperation(node);
        break;
      case 'UnaryOp':
        this.expression(node.operand);
        this.foldUnaryOperation(node);
        break;
      case 'Lambda':
        this.argumentDefaults(node.args);
        this.expression(node.body);
        break;
      case 'IfExp':
        this.all([node.test, node.body, node.orelse]);
        break;
      case 'Dict':
        this.all(node.keys);
        this.all(node.values);
        break;
      case 'Set':
      case 'List':
        this.all(node.elts);
        break;
      case 'Tuple':
        this.all(node.elts);
        if (node.ctx.nodeType === 'Load') this.setIfKnown(node, this.constantTuple(node.elts));
        break;
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        this.expression(node.elt);
        this.generators(node);
        break;
      case 'DictComp':
        this.expression(node.key);
        this.expression(node.value);
        this.generators(node);
        break;
      case 'NamedExpr':
      case 'Await':
      case 'Yield':
      case 'YieldFrom':
      case 'Attribute':
      case 'Starred':
        this.optional(node.value);
        break;
      case 'Compare': {
        this.expression(node.left);
        this.all(node.comparators);
        const op = node.ops[node.ops.length - 1]?.nodeType;
        const last = node.comparators[node.comparators.length - 1];
        if (last !== undefined && (op === 'In' || op === 'NotIn')) this.foldIterable(last);
        break;
      }
      case 'Call':
        this.expression(node.func);
        this.all(node.args);
        for (const keyword of node.keywords) this.expression(keyword.value);
        break;
      case 'JoinedStr':
        this.joinedString(node);
        break;
      case 'FormattedValue':
        this.expression(node.value);
        this.optional(node.format_spec);
        break;
      case 'Subscript':
        this.expression(node.value);
        this.expression(node.slice);
        // `x[*y]` indexes with a tuple.
        if (node.slice.nodeType === 'Starred') {
          const elts = [{ ...node.slice }];
          this.tree.replace(node.slice, {
            ...node.slice,
            nodeType: 'Tuple',
            elts,
            ctx: { nodeType: 'Load' },
          });
        }
        if (node.ctx.nodeType === 'Load') this.foldSubscription(node);
        break;
      case 'Slice':
        this.optional(node.lower);
        this.optional(node.upper);
        this.optional(node.step);
        break;
    }
  }

  private generators(node: Expr<'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp'>): void {
    for (const generator of node.generators) {
      this.expression(generator.target);
      this.expression(generator.iter);
      this.all(generator.ifs);
      this.foldIterable(generator.iter);
    }
  }

  private joinedString(node: Expr<'JoinedStr'>): void {
    const values = formattedPieces(node, this.source);
    this.tree.replace(node, { ...node, values });
    this.all(values);
  }

  private setIfKnown(node: ExprNode, constant: Constant | undefined): void {
    if (constant !== undefined) this.tree.setConstant(node, constant);
  }

  private constantTuple(elements: readonly ExprNode[]): Constant | undefined {
    const items: Constant[] = [];
    for (const element of elements) {
      const item = this.tree.constantOf(element);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return tuple(items);
  }

  private foldUnaryOperation(node: Expr<'UnaryOp'>): void {
    const operand = this.tree.constantOf(node.operand);
    if (operand !== undefined) {
      this.setIfKnown(node, foldUnary(node.op.nodeType, operand));
      return;
    }
    const compare = this.tree.resolve(node.operand);
    if (node.op.nodeType !== 'Not' || compare.nodeType !== 'Compare' || compare.ops.length !== 1) return;
    const inverted = invertedComparisons[compare.ops[0]?.nodeType ?? ''];
    if (inverted !== undefined) this.tree.replace(node, { ...compare, ops: [{ nodeType: inverted }] });
  }

  private foldBinaryOperation(node: Expr<'BinOp'>): void {
    const left = this.tree.constantOf(node.left);
    if (left === undefined) return;
    const right = this.tree.constantOf(node.right);
    if (right !== undefined) {
      const isFormat = node.op.nodeType === 'Mod' && (left.kind === 'str' || left.kind === 'bytes');
      if (!isFormat) this.setIfKnown(node, foldBinary(node.op.nodeType, left, right));
      return;
    }
    const values = this.tree.resolve(node.right);
    if (node.op.nodeType !== 'Mod' || left.kind !== 'str' || values.nodeType !== 'Tuple') return;
    if (values.elts.some((element) => element.nodeType === 'Starred')) return;
    const parts = formatStringParts(left.value, values.elts, (text, at) => this.literal(str(text), at));
    if (parts === undefined) return;
    this.tree.replace(node, { ...node, nodeType: 'JoinedStr', values: parts });
  }

  private foldSubscription(node: Expr<'Subscript'>): void {
    const value = this.tree.constantOf(node.value);
    const index = this.tree.constantOf(node.slice);
    if (value !== undefined && index !== undefined) this.setIfKnown(node, foldSubscript(value, index));
  }

  /** A list or set display that is only iterated or searched becomes a tuple or a constant. */
  private foldIterable(node: ExprNode): void {
    if (node.nodeType === 'Set') {
      const items = this.constantTuple(node.elts);
      if (items?.kind === 'tuple') this.tree.setConstant(node, frozenset(items.items));
    } else if (node.nodeType === 'List') {
      if (node.elts.some((element) => element.nodeType === 'Starred')) return;
      const items = this.constantTuple(node.elts);
      if (items !== undefined) this.tree.setConstant(node, items);
      else this.tree.replace(node, { ...node, nodeType: 'Tuple' });
    }
  }
}
