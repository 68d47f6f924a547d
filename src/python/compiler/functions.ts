/** Code for functions, lambdas and classes: decorators, defaults, annotations, the body, the closure. */
import type { Arg, Arguments, ExprNode } from 'py-ast';
import { annotationText } from './annotation-text.ts';
import { docstringOf, type Expr, type FunctionNode, locationOf, type Stmt } from './ast.ts';
import { NO_LOCATION } from './blocks.ts';
import { emitArguments } from './calls.ts';
import { NONE, str, tuple } from './constants.ts';
import { visit, visitAll } from './expressions.ts';
import type { CodeGenerator } from './generator.ts';
import { MakeFunction, Op } from './opcodes.ts';
import { visitBody, visitStatements } from './statements.ts';
import { allArguments } from './symtable.ts';
import type { Unit } from './unit.ts';

export function visitFunction(g: CodeGenerator, node: FunctionNode): void {
  const { unit } = g;
  visitAll(g, node.decorator_list);
  const firstLine = node.decorator_list[0]?.lineno ?? node.lineno;
  let flags = emitDefaults(g, node.args);
  if (emitAnnotations(g, node.args, node.returns)) flags |= MakeFunction.ANNOTATIONS;
  const inner = g.enter(
    node.nodeType === 'FunctionDef' ? 'function' : 'async function',
    node.name,
    node,
    firstLine,
  );
  const docstring = docstringOf(node.body);
  inner.constants.add((docstring && g.constantOf(docstring)) ?? NONE);
  setArgumentCounts(inner, node.args);
  visitStatements(g, docstring === undefined ? node.body : node.body.slice(1));
  g.makeClosure(g.leave(true), flags);
  applyDecorators(g, node.decorator_list);
  unit.variable(node.name, 'Store');
}

export function visitLambda(g: CodeGenerator, node: Expr<'Lambda'>): void {
  const flags = emitDefaults(g, node.args);
  const inner = g.enter('lambda', '<lambda>', node, node.lineno);
  // None comes first, so that no string can be taken for a docstring.
  inner.constants.add(NONE);
  setArgumentCounts(inner, node.args);
  visit(g, node.body);
  if (!inner.scope.isGenerator) inner.emit(Op.RETURN_VALUE);
  g.makeClosure(g.leave(!inner.scope.isGenerator), flags);
}

export function visitClass(g: CodeGenerator, node: Stmt<'ClassDef'>): void {
  const { unit } = g;
  visitAll(g, node.decorator_list);
  const firstLine = node.decorator_list[0]?.lineno ?? node.lineno;
  emitClassBody(g, node, firstLine);
  const code = g.leave(true);
  unit.emit(Op.PUSH_NULL);
  unit.emit(Op.LOAD_BUILD_CLASS);
  g.makeClosure(code, 0);
  unit.loadConstant(str(node.name));
  emitArguments(g, 2, node.bases, node.keywords);
  applyDecorators(g, node.decorator_list);
  unit.variable(node.name, 'Store');
}

function emitClassBody(g: CodeGenerator, node: Stmt<'ClassDef'>, firstLine: number): void {
  const inner = g.enter('class', node.name, node, firstLine);
  inner.variable('__name__', 'Load');
  inner.variable('__module__', 'Store');
  inner.loadConstant(str(inner.qualname));
  inner.variable('__qualname__', 'Store');
  visitBody(g, node.body);
  inner.location = NO_LOCATION;
  if (inner.scope.needsClassClosure) {
    inner.emit(Op.LOAD_CLOSURE, inner.closureIndex('__class__'));
    inner.emit(Op.COPY, 1);
    inner.variable('__classcell__', 'Store');
  } else inner.loadNone();
  inner.emit(Op.RETURN_VALUE);
}

function setArgumentCounts(unit: Unit, args: Arguments): void {
  unit.argCount = args.args.length;
  unit.posOnlyArgCount = args.posonlyargs.length;
  unit.kwOnlyArgCount = args.kwonlyargs.length;
}

function applyDecorators(g: CodeGenerator, decorators: readonly ExprNode[]): void {
  const { unit } = g;
  g.keepingLocation(() => {
    for (const decorator of decorators.toReversed()) {
      unit.location = locationOf(decorator);
      unit.emit(Op.CALL, 0);
    }
  });
}

/** Pushes the tuple of defaults and the dict of keyword-only defaults; returns their flags. */
function emitDefaults(g: CodeGenerator, args: Arguments): number {
  const { unit } = g;
  let flags = 0;
  if (args.defaults.length > 0) {
    visitAll(g, args.defaults);
    unit.emit(Op.BUILD_TUPLE, args.defaults.length);
    flags |= MakeFunction.DEFAULTS;
  }
  const names: string[] = [];
  args.kwonlyargs.forEach(({ arg }, i) => {
    const value = args.kw_defaults[i];
    if (value === null || value === undefined) return;
    names.push(unit.mangle(arg));
    visit(g, value);
  });
  if (names.length === 0) return flags;
  unit.loadConstant(tuple(names.map(str)));
  unit.emit(Op.BUILD_CONST_KEY_MAP, names.length);
  return flags | MakeFunction.KW_DEFAULTS;
}

/** Pushes the tuple (name, annotation, …) if there is any annotation. */
function emitAnnotations(g: CodeGenerator, args: Arguments, returns: ExprNode | null | undefined): boolean {
  const annotated: Pick<Arg, 'arg' | 'annotation'>[] = allArguments(args);
  if (returns !== undefined && returns !== null) annotated.push({ arg: 'return', annotation: returns });
  let count = 0;
  for (const { arg, annotation } of annotated) {
    if (annotation === undefined || annotation === null) continue;
    g.unit.loadConstant(str(g.unit.mangle(arg)));
    emitArgumentAnnotation(g, annotation);
    count += 2;
  }
  if (count > 0) g.unit.emit(Op.BUILD_TUPLE, count);
  return count > 0;
}

function emitArgumentAnnotation(g: CodeGenerator, annotation: ExprNode): void {
  if (!g.futureAnnotations && annotation.nodeType === 'Starred') {
    visit(g, annotation.value);
    g.unit.emit(Op.UNPACK_SEQUENCE, 1);
  } else emitAnnotation(g, annotation);
}

/** An annotation's value, or its text under `from __future__ import annotations`. */
export function emitAnnotation(g: CodeGenerator, annotation: ExprNode): void {
  if (g.futureAnnotations) g.unit.loadConstant(str(annotationText(annotation, g.source)));
  else visit(g, annotation);
}
