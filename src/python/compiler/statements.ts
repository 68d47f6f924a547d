/** Code for simple statements, `if`, and the dispatch over all statements. */
import type { ExprNode, StmtNode } from 'py-ast';
import { docstringOf, locationOf, type Stmt } from './ast.ts';
import { NO_LOCATION } from './blocks.ts';
import { int, str, tuple } from './constants.ts';
import { binaryOpNumbers, jumpIf, visit, visitAll } from './expressions.ts';
import { emitAnnotation, visitClass, visitFunction } from './functions.ts';
import type { CodeGenerator } from './generator.ts';
import { visitAsyncFor, visitBreak, visitContinue, visitFor, visitReturn, visitWhile } from './loops.ts';
import { Op } from './opcodes.ts';
import { visitMatch } from './patterns.ts';
import { visitTry } from './try-statements.ts';
import { visitWith } from './with-statements.ts';

export function visitStatements(g: CodeGenerator, statements: readonly StmtNode[]): void {
  for (const statement of statements) visitStatement(g, statement);
}

/** The body of a module or class: annotations and docstring go into its namespace. */
export function visitBody(g: CodeGenerator, body: readonly StmtNode[]): void {
  const { unit } = g;
  const [first] = body;
  if (unit.kind === 'module' && first !== undefined) unit.location = locationOf(first);
  if (hasAnnotations(body)) unit.emit(Op.SETUP_ANNOTATIONS);
  const docstring = docstringOf(body);
  if (docstring === undefined || (unit.kind === 'module' && g.mode === 'single')) {
    visitStatements(g, body);
    return;
  }
  visit(g, docstring);
  unit.location = NO_LOCATION;
  unit.variable('__doc__', 'Store');
  visitStatements(g, body.slice(1));
}

function hasAnnotations(body: readonly StmtNode[]): boolean {
  return body.some((node) => {
    switch (node.nodeType) {
      case 'AnnAssign':
        return true;
      case 'For':
      case 'AsyncFor':
      case 'While':
      case 'If':
        return hasAnnotations(node.body) || hasAnnotations(node.orelse);
      case 'With':
      case 'AsyncWith':
        return hasAnnotations(node.body);
      case 'Try':
      case 'TryStar':
        return [node.body, node.orelse, node.finalbody, ...node.handlers.map((h) => h.body)].some(
          hasAnnotations,
        );
      case 'Match':
        return node.cases.some((item) => hasAnnotations(item.body));
      default:
        return false;
    }
  });
}

function visitStatement(g: CodeGenerator, node: StmtNode): void {
  const { unit } = g;
  unit.location = locationOf(node);
  switch (node.nodeType) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      visitFunction(g, node);
      break;
    case 'ClassDef':
      visitClass(g, node);
      break;
    case 'Return':
      visitReturn(g, node);
      break;
    case 'Delete':
      visitAll(g, node.targets);
      break;
    case 'Assign':
      visit(g, node.value);
      node.targets.forEach((target, i) => {
        if (i < node.targets.length - 1) unit.emit(Op.COPY, 1);
        visit(g, target);
      });
      break;
    case 'AugAssign':
      visitAugmentedAssignment(g, node);
      break;
    case 'AnnAssign':
      visitAnnotatedAssignment(g, node);
      break;
    case 'For':
      visitFor(g, node);
      break;
    case 'AsyncFor':
      visitAsyncFor(g, node);
      break;
    case 'While':
      visitWhile(g, node);
      break;
    case 'If':
      visitIf(g, node);
      break;
    case 'Match':
      visitMatch(g, node);
      break;
    case 'Raise':
      visitRaise(g, node);
      break;
    case 'Try':
    case 'TryStar':
      visitTry(g, node);
      break;
    case 'Assert':
      visitAssert(g, node);
      break;
    case 'Import':
      visitImport(g, node);
      break;
    case 'ImportFrom':
      visitImportFrom(g, node);
      break;
    case 'Expr':
      visitExpressionStatement(g, node.value);
      break;
    case 'Pass':
      unit.emit(Op.NOP);
      break;
    case 'Break':
      visitBreak(g);
      break;
    case 'Continue':
      visitContinue(g);
      break;
    case 'With':
    case 'AsyncWith':
      visitWith(g, node, 0);
      break;
    case 'Global':
    case 'Nonlocal':
    case 'Comment':
      break;
    case 'TypeAlias':
      throw new Error(`A type alias (line ${node.lineno}) is not Python 3.11; validation should refuse it.`);
  }
}

function visitIf(g: CodeGenerator, node: Stmt<'If'>): void {
  const { unit } = g;
  const end = unit.newBlock();
  const hasElse = node.orelse.length > 0;
  const next = hasElse ? unit.newBlock() : end;
  jumpIf(g, node.test, next, false);
  visitStatements(g, node.body);
  if (hasElse) {
    unit.jumpArtificial(Op.JUMP, end);
    unit.use(next);
    visitStatements(g, node.orelse);
  }
  unit.use(end);
}

function visitRaise(g: CodeGenerator, node: Stmt<'Raise'>): void {
  let count = 0;
  for (const value of [node.exc, node.cause]) {
    if (value === undefined || value === null) break;
    visit(g, value);
    count += 1;
  }
  g.unit.emit(Op.RAISE_VARARGS, count);
}

function visitAssert(g: CodeGenerator, node: Stmt<'Assert'>): void {
  const { unit } = g;
  const end = unit.newBlock();
  jumpIf(g, node.test, end, true);
  unit.emit(Op.LOAD_ASSERTION_ERROR);
  if (node.msg !== undefined && node.msg !== null) {
    visit(g, node.msg);
    unit.emit(Op.CALL, 0);
  }
  unit.emit(Op.RAISE_VARARGS, 1);
  unit.use(end);
}

function visitExpressionStatement(g: CodeGenerator, value: ExprNode): void {
  const { unit } = g;
  if (g.mode === 'single' && unit.kind === 'module') {
    visit(g, value);
    unit.emit(Op.PRINT_EXPR);
    return;
  }
  if (g.constantOf(value) !== undefined) {
    unit.emit(Op.NOP);
    return;
  }
  visit(g, value);
  unit.location = NO_LOCATION;
  unit.emit(Op.POP_TOP);
}

function visitAugmentedAssignment(g: CodeGenerator, node: Stmt<'AugAssign'>): void {
  const { unit } = g;
  const { target } = node;
  g.keepingLocation(() => {
    unit.location = locationOf(target);
    switch (target.nodeType) {
      case 'Attribute':
        visit(g, target.value);
        unit.emit(Op.COPY, 1);
        g.moveToAttribute(target);
        unit.emitName(Op.LOAD_ATTR, target.attr);
        break;
      case 'Subscript':
        visit(g, target.value);
        visit(g, target.slice);
        unit.emit(Op.COPY, 2);
        unit.emit(Op.COPY, 2);
        unit.emit(Op.BINARY_SUBSCR);
        break;
      case 'Name':
        unit.variable(target.id, 'Load');
        break;
    }
  });
  visit(g, node.value);
  unit.binary(binaryOpNumbers[node.op.nodeType], true);
  unit.location = locationOf(target);
  switch (target.nodeType) {
    case 'Attribute':
      g.moveToAttribute(target);
      unit.emit(Op.SWAP, 2);
      unit.emitName(Op.STORE_ATTR, target.attr);
      break;
    case 'Subscript':
      unit.emit(Op.SWAP, 3);
      unit.emit(Op.SWAP, 2);
      unit.emit(Op.STORE_SUBSCR);
      break;
    case 'Name':
      unit.variable(target.id, 'Store');
      break;
  }
}

function evaluateAndDrop(g: CodeGenerator, node: ExprNode): void {
  visit(g, node);
  g.unit.emit(Op.POP_TOP);
}

/** `(x): int` is not simple: its annotation is evaluated but not stored. py-ast does not tell. */
function isSimple({ simple, target, lineno, col_offset }: Stmt<'AnnAssign'>): boolean {
  return simple !== 0 && target.lineno === lineno && target.col_offset === col_offset;
}

function visitAnnotatedAssignment(g: CodeGenerator, node: Stmt<'AnnAssign'>): void {
  const { unit } = g;
  const { target } = node;
  const hasValue = node.value !== undefined && node.value !== null;
  if (hasValue) {
    visit(g, node.value as ExprNode);
    visit(g, target);
  }
  const isNamespace = unit.kind === 'module' || unit.kind === 'class';
  const simple = isSimple(node);
  switch (target.nodeType) {
    case 'Name':
      if (!simple || !isNamespace) break;
      emitAnnotation(g, node.annotation);
      unit.emitName(Op.LOAD_NAME, '__annotations__');
      unit.loadConstant(str(unit.mangle(target.id)));
      unit.emit(Op.STORE_SUBSCR);
      break;
    case 'Attribute':
      if (!hasValue) evaluateAndDrop(g, target.value);
      break;
    case 'Subscript':
      if (hasValue) break;
      evaluateAndDrop(g, target.value);
      evaluateSubscript(g, target.slice);
      break;
  }
  if (!simple && isNamespace && !g.futureAnnotations) evaluateAndDrop(g, node.annotation);
}

function evaluateSubscript(g: CodeGenerator, node: ExprNode): void {
  if (node.nodeType === 'Slice') {
    for (const bound of [node.lower, node.upper, node.step]) {
      if (bound !== undefined && bound !== null) evaluateAndDrop(g, bound);
    }
  } else if (node.nodeType === 'Tuple' && g.constantOf(node) === undefined) {
    for (const element of node.elts) evaluateSubscript(g, element);
  } else evaluateAndDrop(g, node);
}

function visitImport(g: CodeGenerator, node: Stmt<'Import'>): void {
  const { unit } = g;
  for (const { name, asname } of node.names) {
    unit.loadConstant(int(0));
    unit.loadNone();
    unit.emitName(Op.IMPORT_NAME, name);
    const [first, ...rest] = name.split('.');
    if (asname === undefined || asname === null) unit.variable(first as string, 'Store');
    else bindSubmodule(g, rest, asname);
  }
}

/** `import a.b.c as d`: the last submodule is reached by way of the others. */
function bindSubmodule(g: CodeGenerator, path: readonly string[], name: string): void {
  const { unit } = g;
  path.forEach((part, i) => {
    if (i > 0) {
      unit.emit(Op.SWAP, 2);
      unit.emit(Op.POP_TOP);
    }
    unit.emitPlainName(Op.IMPORT_FROM, part);
  });
  unit.variable(name, 'Store');
  if (path.length > 0) unit.emit(Op.POP_TOP);
}

function visitImportFrom(g: CodeGenerator, node: Stmt<'ImportFrom'>): void {
  const { unit } = g;
  unit.loadConstant(int(node.level ?? 0));
  unit.loadConstant(tuple(node.names.map(({ name }) => str(name))));
  unit.emitName(Op.IMPORT_NAME, node.module ?? '');
  for (const { name, asname } of node.names) {
    if (name === '*') {
      unit.emit(Op.IMPORT_STAR);
      return;
    }
    unit.emitName(Op.IMPORT_FROM, name);
    unit.variable(asname ?? name, 'Store');
  }
  unit.emit(Op.POP_TOP);
}
