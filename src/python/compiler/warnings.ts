/** What CPython 3.11's compiler warns of (SyntaxWarning): comparisons by identity with literals, assertions that cannot fail, missing commas. */
import type { ExprNode, Module, StmtNode } from 'py-ast';
import type { Constant } from './code.ts';
import type { FoldedTree } from './folded-tree.ts';

/** Gets a warning and the line that it is about. */
export type WarningSink = (line: number, message: string) => void;

type Node = StmtNode | ExprNode;

const COMMA = 'perhaps you missed a comma?';

/** Reports everything in a folded module, in the compiler's order. */
export function reportWarnings(module: Module, tree: FoldedTree, warn: WarningSink): void {
  new Reporter(tree, warn).visit(module);
}

const typeNames: Readonly<Record<Constant['kind'], string>> = {
  none: 'NoneType',
  ellipsis: 'ellipsis',
  bool: 'bool',
  int: 'int',
  float: 'float',
  complex: 'complex',
  str: 'str',
  bytes: 'bytes',
  tuple: 'tuple',
  frozenset: 'frozenset',
  code: 'code',
};

/** Types of expressions that are no constants; those without one could be anything. */
const displayTypes: Readonly<Partial<Record<ExprNode['nodeType'], string>>> = {
  Tuple: 'tuple',
  List: 'list',
  ListComp: 'list',
  Dict: 'dict',
  DictComp: 'dict',
  Set: 'set',
  SetComp: 'set',
  GeneratorExp: 'generator',
  Lambda: 'function',
  JoinedStr: 'str',
  FormattedValue: 'str',
};

const CALLABLE = new Set(['function']);
const INDEXED = new Set(['str', 'bytes', 'tuple', 'list']);
const INTEGERS = new Set(['int', 'bool']);
const WITHOUT_ITEMS = new Set([
  'NoneType',
  'ellipsis',
  'int',
  'bool',
  'float',
  'complex',
  'frozenset',
  'set',
  'generator',
  'function',
]);

class Reporter {
  private readonly tree: FoldedTree;
  private readonly warn: WarningSink;

  constructor(tree: FoldedTree, warn: WarningSink) {
    this.tree = tree;
    this.warn = warn;
  }

  visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item);
    } else if (isNode(value)) this.node(value);
  }

  private node(original: Node): void {
    const node = isExpression(original) ? this.tree.resolve(original) : original;
    if (isExpression(node) && this.tree.constantOf(node) !== undefined) return;
    this.check(node);
    const fields = Object.entries(node);
    // Decorators and defaults are compiled before the body that they stand around or belong to.
    for (const [, child] of fields.filter(([name]) => FIRST.has(name))) this.visit(child);
    for (const [, child] of fields.filter(([name]) => !FIRST.has(name))) this.visit(child);
    // A finally block is compiled for the way out with an exception and for the way without.
    if (node.nodeType === 'Try') this.visit(node.finalbody);
  }

  private check(node: Node): void {
    switch (node.nodeType) {
      case 'Compare':
        this.comparison(node);
        break;
      case 'Assert':
        this.assertion(node);
        break;
      case 'Call':
        this.call(node);
        break;
      case 'Subscript':
        if (node.ctx.nodeType === 'Load') this.subscript(node);
        break;
      default:
    }
  }

  private comparison(node: Extract<ExprNode, { nodeType: 'Compare' }>): void {
    const operands = [node.left, ...node.comparators];
    const at = node.ops.findIndex(
      ({ nodeType }, k) =>
        (nodeType === 'Is' || nodeType === 'IsNot') &&
        (this.isLiteral(operands[k]!) || this.isLiteral(operands[k + 1]!)),
    );
    if (at < 0) return;
    const [operator, better] = node.ops[at]!.nodeType === 'Is' ? ['is', '=='] : ['is not', '!='];
    this.warn(lineOf(node), `"${operator}" with a literal. Did you mean "${better}"?`);
  }

  /** A constant that is no single object. */
  private isLiteral(node: ExprNode): boolean {
    const kind = this.tree.constantOf(node)?.kind;
    return kind !== undefined && kind !== 'none' && kind !== 'bool' && kind !== 'ellipsis';
  }

  private assertion(node: Extract<StmtNode, { nodeType: 'Assert' }>): void {
    const test = this.tree.resolve(node.test);
    const constant = this.tree.constantOf(test);
    const length =
      constant?.kind === 'tuple' ? constant.items.length : test.nodeType === 'Tuple' ? test.elts.length : 0;
    if (length > 0) this.warn(lineOf(node), 'assertion is always true, perhaps remove parentheses?');
  }

  private call(node: Extract<ExprNode, { nodeType: 'Call' }>): void {
    const type = this.typeOf(node.func);
    if (type !== undefined && !CALLABLE.has(type)) {
      this.warn(lineOf(node), `'${type}' object is not callable; ${COMMA}`);
    }
  }

  private subscript(node: Extract<ExprNode, { nodeType: 'Subscript' }>): void {
    const type = this.typeOf(node.value);
    if (type === undefined) return;
    if (WITHOUT_ITEMS.has(type)) this.warn(lineOf(node), `'${type}' object is not subscriptable; ${COMMA}`);
    const index = this.typeOf(node.slice);
    if (!INDEXED.has(type) || index === undefined || INTEGERS.has(index)) return;
    this.warn(lineOf(node), `${type} indices must be integers or slices, not ${index}; ${COMMA}`);
  }

  private typeOf(node: ExprNode): string | undefined {
    const constant = this.tree.constantOf(node);
    return constant === undefined ? displayTypes[this.tree.resolve(node).nodeType] : typeNames[constant.kind];
  }
}

const FIRST = new Set(['decorator_list', 'args']);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}

function isExpression(node: Node): node is ExprNode {
  return 'lineno' in node && !('body' in node && Array.isArray(node.body));
}

function lineOf(node: Node): number {
  return node.lineno ?? 1;
}
