/**
 * The symbol table's first pass: which names each block binds, uses and declares (CPython's symtable.c,
 * `symtable_visit_*`). It runs on the folded tree, as CPython's does.
 */
import type { Arg, Arguments, Comprehension, ExprNode, Module, StmtNode } from 'py-ast';
import type { ComprehensionNode, ExceptHandlerNode, PatternNode } from './ast.ts';
import { isComprehensionNode } from './ast.ts';
import type { FoldedTree } from './folded-tree.ts';
import { mangle } from './mangle.ts';
import type { CompilerOptions } from './options.ts';
import { Scope, SymbolFlag } from './scope.ts';
import { analyse } from './scope-analysis.ts';

/** The blocks of a module, by the syntax node that opens them. */
export interface SymbolTable {
  readonly module: Scope;
  readonly scopes: ReadonlyMap<object, Scope>;
}

export function buildSymbolTable(
  module: Module,
  tree: FoldedTree,
  futureAnnotations: boolean,
  comprehensionScope: CompilerOptions['comprehensionScope'],
): SymbolTable {
  const builder = new SymbolTableBuilder(
    module,
    tree,
    futureAnnotations,
    comprehensionScope === 'inline-leaking',
  );
  builder.statements(module.body);
  analyse(builder.module);
  return builder;
}

class SymbolTableBuilder implements SymbolTable {
  readonly module: Scope;
  readonly scopes = new Map<object, Scope>();
  private readonly tree: FoldedTree;
  private readonly futureAnnotations: boolean;
  private readonly inlineLists: boolean;
  private current: Scope;
  private className: string | null = null;

  constructor(module: Module, tree: FoldedTree, futureAnnotations: boolean, inlineLists: boolean) {
    this.tree = tree;
    this.futureAnnotations = futureAnnotations;
    this.inlineLists = inlineLists;
    this.module = new Scope('module', 'top', null);
    this.current = this.module;
    this.scopes.set(module, this.module);
  }

  statements(body: readonly StmtNode[]): void {
    for (const statement of body) this.statement(statement);
  }

  private inScope(node: object, scope: Scope, visit: () => void): void {
    this.scopes.set(node, scope);
    const outer = this.current;
    this.current = scope;
    visit();
    this.current = outer;
  }

  private define(name: string, flag: number, scope: Scope = this.current): void {
    const mangled = mangle(this.className, name);
    scope.add(mangled, flag);
    if ((flag & SymbolFlag.PARAM) !== 0) scope.parameters.push(mangled);
    // A `global` declaration anywhere makes the name explicitly global in the module's own code too.
    else if ((flag & SymbolFlag.GLOBAL) !== 0) this.module.add(mangled, flag);
  }

  private statement(node: StmtNode): void {
    switch (node.nodeType) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.functionDefinition(node);
        break;
      case 'ClassDef':
        this.classDefinition(node);
        break;
      case 'Return':
        this.optional(node.value);
        break;
      case 'Delete':
        this.expressions(node.targets);
        break;
      case 'Assign':
        this.expressions(node.targets);
        this.expression(node.value);
        break;
      case 'AnnAssign':
        this.annotatedAssignment(node);
        break;
      case 'AugAssign':
        this.expression(node.target);
        this.expression(node.value);
        break;
      case 'For':
      case 'AsyncFor':
        this.expression(node.target);
        this.expression(node.iter);
        this.statements(node.body);
        this.statements(node.orelse);
        break;
      case 'While':
      case 'If':
        this.expression(node.test);
        this.statements(node.body);
        this.statements(node.orelse);
        break;
      case 'Match':
        this.expression(node.subject);
        for (const item of node.cases) {
          this.pattern(item.pattern);
          this.optional(item.guard);
          this.statements(item.body);
        }
        break;
      case 'Raise':
        this.optional(node.exc);
        this.optional(node.cause);
        break;
      case 'Try':
      case 'TryStar':
        this.statements(node.body);
        this.statements(node.orelse);
        for (const handler of node.handlers) this.handler(handler);
        this.statements(node.finalbody);
        break;
      case 'Assert':
        this.expression(node.test);
        this.optional(node.msg);
        break;
      case 'Import':
      case 'ImportFrom':
        for (const { name, asname } of node.names) {
          const bound = asname ?? name;
          if (bound !== '*') this.define(bound.split('.')[0] as string, SymbolFlag.IMPORT);
        }
        break;
      case 'Global':
        for (const name of node.names) this.define(name, SymbolFlag.GLOBAL);
        break;
      case 'Nonlocal':
        for (const name of node.names) this.define(name, SymbolFlag.NONLOCAL);
        break;
      case 'Expr':
        this.expression(node.value);
        break;
      case 'With':
      case 'AsyncWith':
        for (const item of node.items) {
          this.expression(item.context_expr);
          this.optional(item.optional_vars);
        }
        this.statements(node.body);
        break;
    }
  }

  private functionDefinition(
    node: Extract<StmtNode, { nodeType: 'FunctionDef' | 'AsyncFunctionDef' }>,
  ): void {
    this.define(node.name, SymbolFlag.LOCAL);
    this.defaults(node.args);
    if (!this.futureAnnotations) {
      for (const arg of allArguments(node.args)) this.optional(arg.annotation);
      this.optional(node.returns);
    }
    this.expressions(node.decorator_list);
    const scope = new Scope('function', node.name, this.current);
    scope.isCoroutine = node.nodeType === 'AsyncFunctionDef';
    this.inScope(node, scope, () => {
      this.parameters(node.args);
      this.statements(node.body);
    });
  }

  private classDefinition(node: Extract<StmtNode, { nodeType: 'ClassDef' }>): void {
    this.define(node.name, SymbolFlag.LOCAL);
    this.expressions(node.bases);
    for (const keyword of node.keywords) this.expression(keyword.value);
    this.expressions(node.decorator_list);
    const outerClass = this.className;
    this.inScope(node, new Scope('class', node.name, this.current), () => {
      this.className = node.name;
      this.statements(node.body);
      this.className = outerClass;
    });
  }

  private annotatedAssignment(node: Extract<StmtNode, { nodeType: 'AnnAssign' }>): void {
    const { target } = node;
    if (target.nodeType === 'Name') {
      if (node.simple !== 0) this.define(target.id, SymbolFlag.ANNOTATION | SymbolFlag.LOCAL);
      else if (node.value !== undefined) this.define(target.id, SymbolFlag.LOCAL);
    } else this.expression(target);
    if (!this.futureAnnotations) this.expression(node.annotation);
    this.optional(node.value);
  }

  private handler(node: ExceptHandlerNode): void {
    this.optional(node.type);
    if (node.name !== undefined) this.define(node.name, SymbolFlag.LOCAL);
    this.statements(node.body);
  }

  private defaults(args: Arguments): void {
    this.expressions(args.defaults);
    for (const value of args.kw_defaults) if (value !== null) this.expression(value);
  }

  private parameters(args: Arguments): void {
    const scope = this.current;
    for (const { arg } of [...args.posonlyargs, ...args.args, ...args.kwonlyargs])
      this.define(arg, SymbolFlag.PARAM);
    if (args.vararg !== undefined) {
      this.define(args.vararg.arg, SymbolFlag.PARAM);
      scope.hasVarArgs = true;
    }
    if (args.kwarg !== undefined) {
      this.define(args.kwarg.arg, SymbolFlag.PARAM);
      scope.hasVarKeywords = true;
    }
  }

  private optional(node: ExprNode | null | undefined): void {
    if (node !== undefined && node !== null) this.expression(node);
  }

  private expressions(nodes: readonly (ExprNode | null)[]): void {
    for (const node of nodes) this.optional(node);
  }

  private expression(original: ExprNode): void {
    if (this.tree.constantOf(original) !== undefined) return;
    const node = this.tree.resolve(original);
    if (isComprehensionNode(node)) {
      if (node.nodeType === 'ListComp' && this.inlineLists) this.inlineComprehension(node);
      else this.comprehension(node);
      return;
    }
    switch (node.nodeType) {
      case 'NamedExpr':
        if (this.current.isComprehension && node.target.nodeType === 'Name')
          this.exportTarget(node.target.id);
        this.expression(node.value);
        this.expression(node.target);
        break;
      case 'BoolOp':
        this.expressions(node.values);
        break;
      case 'BinOp':
        this.expression(node.left);
        this.expression(node.right);
        break;
      case 'UnaryOp':
        this.expression(node.operand);
        break;
      case 'Lambda':
        this.defaults(node.args);
        this.inScope(node, new Scope('function', 'lambda', this.current), () => {
          this.parameters(node.args);
          this.expression(node.body);
        });
        break;
      case 'IfExp':
        this.expressions([node.test, node.body, node.orelse]);
        break;
      case 'Dict':
        this.expressions(node.keys);
        this.expressions(node.values);
        break;
      case 'Set':
      case 'List':
      case 'Tuple':
        this.expressions(node.elts);
        break;
      case 'Yield':
      case 'YieldFrom':
        this.optional(node.value);
        this.current.isGenerator = true;
        break;
      case 'Await':
        this.expression(node.value);
        this.current.isCoroutine = true;
        break;
      case 'Compare':
        this.expression(node.left);
        this.expressions(node.comparators);
        break;
      case 'Call':
        this.expression(node.func);
        this.expressions(node.args);
        for (const keyword of node.keywords) this.expression(keyword.value);
        break;
      case 'FormattedValue':
        this.expression(node.value);
        this.optional(node.format_spec);
        break;
      case 'JoinedStr':
        this.expressions(node.values);
        break;
      case 'Attribute':
      case 'Starred':
        this.expression(node.value);
        break;
      case 'Subscript':
        this.expression(node.value);
        this.expression(node.slice);
        break;
      case 'Slice':
        this.optional(node.lower);
        this.optional(node.upper);
        this.optional(node.step);
        break;
      case 'Name':
        this.define(node.id, node.ctx.nodeType === 'Load' ? SymbolFlag.USE : SymbolFlag.LOCAL);
        // `super` may be called without arguments: it then needs the class, as a free variable.
        if (node.ctx.nodeType === 'Load' && node.id === 'super' && this.current.kind === 'function') {
          this.define('__class__', SymbolFlag.USE);
        }
        break;
    }
  }

  /** A walrus in a comprehension binds in the nearest block that is not one. */
  private exportTarget(name: string): void {
    for (let scope: Scope | null = this.current; scope !== null; scope = scope.parent) {
      if (scope.isComprehension) continue;
      if (scope.kind === 'function') {
        const global = (scope.flags(mangle(this.className, name)) & SymbolFlag.GLOBAL) !== 0;
        this.define(name, global ? SymbolFlag.GLOBAL : SymbolFlag.NONLOCAL);
        this.define(name, SymbolFlag.LOCAL, scope);
      } else {
        this.define(name, SymbolFlag.GLOBAL);
        this.define(name, SymbolFlag.GLOBAL, scope);
      }
      return;
    }
  }

  private comprehension(node: ComprehensionNode): void {
    const [outermost, ...inner] = node.generators;
    if (outermost === undefined) return;
    this.expression(outermost.iter);
    const outer = this.current;
    const scope = new Scope('function', 'comprehension', outer);
    scope.isComprehension = true;
    scope.isCoroutine = outermost.is_async !== 0;
    const isGenerator = node.nodeType === 'GeneratorExp';
    this.inScope(node, scope, () => {
      this.define('.0', SymbolFlag.PARAM);
      this.expression(outermost.target);
      this.expressions(outermost.ifs);
      for (const generator of inner) this.generator(generator);
      this.elements(node);
      scope.isGenerator = isGenerator;
    });
    if (scope.isCoroutine && !isGenerator) outer.isCoroutine = true;
  }

  private inlineComprehension(node: ComprehensionNode): void {
    for (const generator of node.generators) this.generator(generator);
    this.elements(node);
  }

  private generator(generator: Comprehension): void {
    this.expression(generator.target);
    this.expression(generator.iter);
    this.expressions(generator.ifs);
    if (generator.is_async !== 0) this.current.isCoroutine = true;
  }

  private elements(node: ComprehensionNode): void {
    if (node.nodeType === 'DictComp') {
      this.expression(node.value);
      this.expression(node.key);
    } else this.expression(node.elt);
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
        this.expressions(node.keys);
        for (const item of node.patterns) this.pattern(item);
        if (node.rest !== undefined) this.define(node.rest, SymbolFlag.LOCAL);
        break;
      case 'MatchClass':
        this.expression(node.cls);
        for (const item of node.patterns) this.pattern(item);
        for (const item of node.kwd_patterns) this.pattern(item);
        break;
      case 'MatchStar':
        if (node.name !== undefined) this.define(node.name, SymbolFlag.LOCAL);
        break;
      case 'MatchAs':
        if (node.pattern !== undefined) this.pattern(node.pattern);
        if (node.name !== undefined) this.define(node.name, SymbolFlag.LOCAL);
        break;
    }
  }
}

/** Every parameter of a function, in the order in which its annotations are evaluated. */
export function allArguments(args: Arguments): Arg[] {
  const all = [...args.args, ...args.posonlyargs];
  if (args.vararg !== undefined) all.push(args.vararg);
  all.push(...args.kwonlyargs);
  if (args.kwarg !== undefined) all.push(args.kwarg);
  return all;
}
