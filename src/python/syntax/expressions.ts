/** The walk over expressions: names go to the scopes, misplaced expressions to the errors. */
import type { Comprehension, ExprNode } from 'py-ast';
import { checkKeywords, defaultsOf, parametersOf } from './arguments.ts';
import type { CompileErrors } from './compile-error.ts';
import type { ControlFlow } from './control-flow.ts';
import type { Scopes } from './scopes.ts';
import {
  checkUnpacking,
  refuseDebug,
  refuseStarred,
  refuseStarredTarget,
  type TargetUse,
} from './targets.ts';
import type { ExpressionOf } from './tree.ts';

type ComprehensionNode = ExpressionOf<'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp'>;

const COMPREHENSION_LABELS: Readonly<Record<ComprehensionNode['nodeType'], string>> = {
  ListComp: 'list comprehension',
  SetComp: 'set comprehension',
  DictComp: 'dict comprehension',
  GeneratorExp: 'generator expression',
};

export class ExpressionChecks {
  private readonly scopes: Scopes;
  private readonly flow: ControlFlow;
  private readonly errors: CompileErrors;

  constructor(scopes: Scopes, flow: ControlFlow, errors: CompileErrors) {
    this.scopes = scopes;
    this.flow = flow;
    this.errors = errors;
  }

  /** An expression whose value is used, where a `*x` is not unpacked. */
  value(node: ExprNode): void {
    refuseStarred(node, this.errors);
    this.visit(node);
  }

  optional(node: ExprNode | null | undefined): void {
    if (node !== undefined && node !== null) this.value(node);
  }

  values(nodes: readonly ExprNode[]): void {
    for (const node of nodes) this.value(node);
  }

  /** Elements of a display or a call, where `*x` is unpacked. */
  elements(nodes: readonly ExprNode[]): void {
    for (const node of nodes) this.visit(node);
  }

  private visit(node: ExprNode): void {
    switch (node.nodeType) {
      case 'Name':
        this.scopes.use(node.id);
        return;
      case 'Constant':
        return;
      case 'Attribute':
        this.value(node.value);
        return;
      case 'Call':
        this.call(node);
        return;
      case 'Subscript':
        this.subscripted(node);
        return;
      case 'Starred':
        this.value(node.value);
        return;
      case 'Tuple':
      case 'List':
      case 'Set':
        this.elements(node.elts);
        return;
      case 'BinOp':
        this.value(node.left);
        this.value(node.right);
        return;
      case 'UnaryOp':
        this.value(node.operand);
        return;
      case 'BoolOp':
        this.values(node.values);
        return;
      case 'Compare':
        this.value(node.left);
        this.values(node.comparators);
        return;
      default:
        this.visitRare(node);
    }
  }

  private visitRare(node: ExprNode): void {
    switch (node.nodeType) {
      case 'NamedExpr':
        this.namedExpression(node);
        return;
      case 'IfExp':
        this.values([node.test, node.body, node.orelse]);
        return;
      case 'Dict':
        for (const key of node.keys) this.optional(key);
        this.values(node.values);
        return;
      case 'Lambda':
        this.lambda(node);
        return;
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this.comprehension(node);
        return;
      case 'Await':
        this.await(node);
        return;
      case 'Yield':
      case 'YieldFrom':
        this.yield(node);
        return;
      case 'JoinedStr':
        this.values(node.values);
        return;
      case 'Slice':
        this.optional(node.lower);
        this.optional(node.upper);
        this.optional(node.step);
        return;
      case 'FormattedValue':
        this.value(node.value);
        this.optional(node.format_spec);
        return;
      default:
        return;
    }
  }

  private call(node: ExpressionOf<'Call'>): void {
    this.value(node.func);
    checkKeywords(node, node.keywords, this.errors);
    this.elements(node.args);
    for (const { value } of node.keywords) this.value(value);
  }

  private subscripted(node: ExpressionOf<'Subscript'>): void {
    this.value(node.value);
    const { slice } = node;
    if (slice.nodeType === 'Starred') {
      // In CPython `a[*b]` holds a tuple; py-ast leaves it out.
      node.slice = { ...slice, nodeType: 'Tuple', elts: [slice], ctx: { nodeType: 'Load' } };
    }
    this.value(node.slice);
  }

  private namedExpression(node: ExpressionOf<'NamedExpr'>): void {
    this.scopes.forbidInAnnotation('named expression', node);
    if (node.target.nodeType === 'Name') {
      this.scopes.assignmentExpression(node.target.id, node.target, node);
    }
    this.value(node.value);
    this.target(node.target, 'store');
  }

  private await(node: ExpressionOf<'Await'>): void {
    this.scopes.forbidInAnnotation('await expression', node);
    this.flow.await(node, this.scopes.current);
    this.value(node.value);
    this.scopes.current.coroutine = true;
  }

  private yield(node: ExpressionOf<'Yield' | 'YieldFrom'>): void {
    this.scopes.forbidInAnnotation('yield expression', node);
    this.flow.yield(node, node.nodeType === 'YieldFrom', this.scopes.current);
    this.optional(node.value);
    this.scopes.yields(node);
  }

  private lambda(node: ExpressionOf<'Lambda'>): void {
    this.values(defaultsOf(node.args));
    this.flow.insideScope(() =>
      this.scopes.inside('function', {}, () => {
        for (const one of parametersOf(node.args)) {
          this.scopes.parameter(one.arg, one);
          refuseDebug(one.arg, 'store', node, this.errors);
        }
        this.value(node.body);
      }),
    );
  }

  private comprehension(node: ComprehensionNode): void {
    const [first, ...others] = node.generators as [Comprehension, ...Comprehension[]];
    this.scopes.current.iterableDepth += 1;
    this.value(first.iter);
    this.scopes.current.iterableDepth -= 1;
    const outer = this.scopes.current;
    const order = this.errors.mark();
    const inner = this.scopes.inside('comprehension', { label: COMPREHENSION_LABELS[node.nodeType] }, () => {
      if (first.is_async) this.scopes.current.coroutine = true;
      this.iteration(first);
      for (const one of others) {
        if (one.is_async) this.scopes.current.coroutine = true;
        this.scopes.current.iterableDepth += 1;
        this.value(one.iter);
        this.scopes.current.iterableDepth -= 1;
        this.iteration(one);
      }
      if (node.nodeType === 'DictComp') {
        this.value(node.value);
        this.value(node.key);
      } else this.value(node.elt);
    });
    if (!inner.coroutine || node.nodeType === 'GeneratorExp') return;
    if (!outer.isAsync && outer.kind !== 'comprehension') {
      this.errors.report(node, 'asynchronous comprehension outside of an asynchronous function', order);
    }
    outer.coroutine = true;
  }

  /** The target and the conditions of one `for` of a comprehension. */
  private iteration(one: Comprehension): void {
    this.scopes.current.inIterationTarget = true;
    this.target(one.target, 'store');
    this.scopes.current.inIterationTarget = false;
    this.values(one.ifs);
  }

  /** A target of an assignment, a `for`, a `with` or a `del`. */
  target(node: ExprNode, use: TargetUse): void {
    refuseStarredTarget(node, this.errors);
    this.targetPart(node, use);
  }

  private targetPart(node: ExprNode, use: TargetUse): void {
    switch (node.nodeType) {
      case 'Name':
        refuseDebug(node.id, use, node, this.errors);
        this.scopes.bind(node.id, node);
        return;
      case 'Attribute':
        this.value(node.value);
        refuseDebug(node.attr, use, node, this.errors);
        return;
      case 'Subscript':
        this.subscripted(node);
        return;
      case 'Starred':
        this.target(node.value, use);
        return;
      case 'Tuple':
      case 'List':
        checkUnpacking(node, node.elts, this.errors);
        for (const element of node.elts) this.targetPart(element, use);
        return;
      default:
        this.value(node);
    }
  }
}
