/**
 * One walk over a module's tree for the errors that CPython finds after parsing: in its future statements, its
 * symbol table and its code generator. The grammar itself is `diagnose.ts`.
 */
import type { ExprNode, Module, StmtNode } from 'py-ast';
import { checkKeywords, defaultsOf, parametersOf } from './arguments.ts';
import { CompileErrors } from './compile-error.ts';
import { ControlFlow } from './control-flow.ts';
import { ExpressionChecks } from './expressions.ts';
import { type FutureFeatures, futureFeatures, isFutureImport } from './future.ts';
import { PatternChecks } from './patterns.ts';
import { Scopes } from './scopes.ts';
import type { SourceText } from './source.ts';
import { refuseDebug } from './targets.ts';
import type { PatternNode, StatementOf } from './tree.ts';

/**
 * @throws PythonSyntaxError with CPython 3.11's wording, at the node that CPython names
 */
export function validate(module: Module, source: SourceText): void {
  new StatementChecks(source, futureFeatures(module, source)).module(module);
}

class StatementChecks {
  private readonly future: FutureFeatures;
  private readonly errors: CompileErrors;
  private readonly scopes: Scopes;
  private readonly flow: ControlFlow;
  private readonly expressions: ExpressionChecks;
  private readonly patterns: PatternChecks;

  constructor(source: SourceText, future: FutureFeatures) {
    this.future = future;
    this.errors = new CompileErrors(source);
    this.scopes = new Scopes(source);
    this.flow = new ControlFlow(this.errors);
    this.expressions = new ExpressionChecks(this.scopes, this.flow, this.errors);
    this.patterns = new PatternChecks(this.errors, source);
  }

  module(module: Module): void {
    this.body(module.body);
    this.scopes.resolve();
    this.errors.throwEarliest();
  }

  private body(statements: readonly StmtNode[]): void {
    for (const statement of statements) this.statement(statement);
  }

  private statement(node: StmtNode): void {
    const { expressions } = this;
    switch (node.nodeType) {
      case 'Expr':
        expressions.value(node.value);
        return;
      case 'Assign':
        expressions.value(node.value);
        for (const target of node.targets) expressions.target(target, 'store');
        return;
      case 'AugAssign':
        this.augmented(node);
        return;
      case 'AnnAssign':
        this.annotated(node);
        return;
      case 'Return':
        this.flow.return(node, node.value, this.scopes.current);
        expressions.optional(node.value);
        return;
      case 'If':
        expressions.value(node.test);
        this.body(node.body);
        this.body(node.orelse);
        return;
      case 'For':
      case 'AsyncFor':
        this.for(node);
        return;
      case 'While':
        expressions.value(node.test);
        this.flow.insideBlock('loop', node, () => this.body(node.body));
        this.body(node.orelse);
        return;
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.function(node);
        return;
      case 'ClassDef':
        this.class(node);
        return;
      default:
        this.rareStatement(node);
    }
  }

  private rareStatement(node: StmtNode): void {
    const { expressions } = this;
    switch (node.nodeType) {
      case 'Break':
        this.flow.leaveLoop(node, 'break');
        return;
      case 'Continue':
        this.flow.leaveLoop(node, 'continue');
        return;
      case 'Delete':
        for (const target of node.targets) expressions.target(target, 'delete');
        return;
      case 'Raise':
        expressions.optional(node.exc);
        expressions.optional(node.cause);
        return;
      case 'Assert':
        expressions.value(node.test);
        expressions.optional(node.msg);
        return;
      case 'Global':
        this.scopes.declare('global', node.names, node);
        return;
      case 'Nonlocal':
        this.scopes.declare('nonlocal', node.names, node);
        return;
      case 'Import':
      case 'ImportFrom':
        this.import(node);
        return;
      case 'With':
      case 'AsyncWith':
        this.with(node, 0);
        return;
      case 'Try':
      case 'TryStar':
        this.try(node);
        return;
      case 'Match':
        this.match(node);
        return;
      default:
        return;
    }
  }

  private augmented(node: StatementOf<'AugAssign'>): void {
    // A name here is bound, not used: CPython's symbol table sees only the store.
    this.expressions.target(node.target, 'store');
    this.expressions.value(node.value);
  }

  private annotated(node: StatementOf<'AnnAssign'>): void {
    const hasValue = node.value !== undefined && node.value !== null;
    if (node.target.nodeType === 'Name') {
      this.scopes.annotate(node.target.id, node.simple !== 0, hasValue, node);
      refuseDebug(node.target.id, 'store', node, this.errors);
    } else this.expressions.target(node.target, 'store');
    this.annotation(node.annotation);
    this.expressions.optional(node.value);
  }

  /** Under `from __future__ import annotations` an annotation is never evaluated, so it may not suspend or bind. */
  private annotation(node: ExprNode | null | undefined): void {
    if (node === undefined || node === null) return;
    const visit = (): void => {
      if (node.nodeType === 'Starred') this.expressions.elements([node]);
      else this.expressions.value(node);
    };
    if (this.future.annotations) this.scopes.inside('annotation', {}, visit);
    else visit();
  }

  private for(node: StatementOf<'For' | 'AsyncFor'>): void {
    if (node.nodeType === 'AsyncFor') this.flow.asyncStatement(node, 'for', this.scopes.current);
    this.expressions.target(node.target, 'store');
    this.expressions.value(node.iter);
    this.flow.insideBlock('loop', node, () => this.body(node.body));
    this.body(node.orelse);
  }

  private function(node: StatementOf<'FunctionDef' | 'AsyncFunctionDef'>): void {
    refuseDebug(node.name, 'store', node, this.errors);
    this.scopes.bind(node.name, node);
    this.expressions.values(node.decorator_list);
    this.expressions.values(defaultsOf(node.args));
    const parameters = parametersOf(node.args);
    for (const { annotation } of parameters) this.annotation(annotation);
    this.annotation(node.returns);
    const isAsync = node.nodeType === 'AsyncFunctionDef';
    this.flow.insideScope(() =>
      this.scopes.inside('function', { isAsync }, () => {
        for (const one of parameters) {
          this.scopes.parameter(one.arg, one);
          refuseDebug(one.arg, 'store', node, this.errors);
        }
        this.body(node.body);
      }),
    );
  }

  private class(node: StatementOf<'ClassDef'>): void {
    refuseDebug(node.name, 'store', node, this.errors);
    this.scopes.bind(node.name, node);
    this.expressions.values(node.decorator_list);
    this.expressions.elements(node.bases);
    for (const { value } of node.keywords) this.expressions.value(value);
    this.flow.insideScope(() =>
      this.scopes.inside('class', { className: node.name }, () => this.body(node.body)),
    );
    checkKeywords(node, node.keywords, this.errors);
  }

  private import(node: StatementOf<'Import' | 'ImportFrom'>): void {
    if (isFutureImport(node) && node.lineno > this.future.lastLine) {
      this.errors.report(node, 'from __future__ imports must occur at the beginning of the file');
    }
    for (const alias of node.names) {
      if (alias.name === '*') this.scopes.importAll(alias);
      else {
        const name = alias.asname ?? (node.nodeType === 'Import' ? alias.name.split('.')[0]! : alias.name);
        refuseDebug(name, 'store', node, this.errors);
        this.scopes.bind(name, alias);
      }
    }
  }

  private with(node: StatementOf<'With' | 'AsyncWith'>, index: number): void {
    const item = node.items[index];
    if (item === undefined) {
      this.body(node.body);
      return;
    }
    if (node.nodeType === 'AsyncWith') this.flow.asyncStatement(node, 'with', this.scopes.current);
    this.expressions.value(item.context_expr);
    this.flow.insideBlock('with', node, () => {
      if (item.optional_vars) this.expressions.target(item.optional_vars, 'store');
      this.with(node, index + 1);
    });
  }

  private try(node: StatementOf<'Try' | 'TryStar'>): void {
    if (node.finalbody.length === 0) {
      this.handlers(node);
      return;
    }
    this.flow.insideBlock('try', node, () => {
      if (node.handlers.length > 0) this.handlers(node);
      else this.body(node.body);
    });
    this.body(node.finalbody);
  }

  private handlers(node: StatementOf<'Try' | 'TryStar'>): void {
    this.flow.insideBlock('try', node, () => this.body(node.body));
    const block = node.nodeType === 'TryStar' ? 'group handler' : 'handler';
    for (const [index, handler] of node.handlers.entries()) {
      const bare = handler.type === undefined || handler.type === null;
      if (bare && index < node.handlers.length - 1)
        this.errors.report(handler, "default 'except:' must be last");
      this.expressions.optional(handler.type);
      if (handler.name) {
        refuseDebug(handler.name, 'store', handler, this.errors);
        this.scopes.bind(handler.name, handler);
      }
      this.flow.insideBlock(block, handler, () => this.body(handler.body));
    }
    this.body(node.orelse);
  }

  private match(node: StatementOf<'Match'>): void {
    this.expressions.value(node.subject);
    for (const [index, one] of node.cases.entries()) {
      this.patterns.case(one, index === node.cases.length - 1);
      this.bindPattern(one.pattern);
      this.expressions.optional(one.guard);
      this.body(one.body);
    }
  }

  /** The names that a pattern binds, and the expressions that it evaluates. */
  private bindPattern(pattern: PatternNode): void {
    switch (pattern.nodeType) {
      case 'MatchValue':
        this.expressions.value(pattern.value);
        return;
      case 'MatchSequence':
      case 'MatchOr':
        for (const one of pattern.patterns) this.bindPattern(one);
        return;
      case 'MatchMapping':
        this.expressions.values(pattern.keys);
        for (const one of pattern.patterns) this.bindPattern(one);
        if (pattern.rest) this.scopes.bind(pattern.rest, pattern);
        return;
      case 'MatchClass':
        this.expressions.value(pattern.cls);
        for (const one of [...pattern.patterns, ...pattern.kwd_patterns]) this.bindPattern(one);
        return;
      case 'MatchStar':
        if (pattern.name) this.scopes.bind(pattern.name, pattern);
        return;
      case 'MatchAs':
        if (pattern.pattern) this.bindPattern(pattern.pattern);
        if (pattern.name) this.scopes.bind(pattern.name, pattern);
        return;
      default:
        return;
    }
  }
}
