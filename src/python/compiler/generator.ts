/** The state of code generation for one module: the unit being filled and what every visitor needs. */
import type { ExprNode } from 'py-ast';
import type { SourceMode } from '../syntax/index.ts';
import type { SourceText } from '../syntax/source.ts';
import { assemble } from './assembler.ts';
import type { Expr } from './ast.ts';
import { type Location, NO_LOCATION } from './blocks.ts';
import { type Code, CodeFlag, type Constant } from './code.ts';
import type { FoldedTree } from './folded-tree.ts';
import { MakeFunction, Op } from './opcodes.ts';
import type { CompilerOptions } from './options.ts';
import type { Scope } from './scope.ts';
import type { SymbolTable } from './symtable.ts';
import { Unit, type UnitKind } from './unit.ts';

/** Above this depth CPython builds collections and calls piece by piece. */
export const STACK_USE_GUIDELINE = 30;

export interface GeneratorInput {
  readonly source: SourceText;
  readonly filename: string;
  readonly tree: FoldedTree;
  readonly symbols: SymbolTable;
  readonly futureAnnotations: boolean;
  readonly options: CompilerOptions;
  readonly mode: SourceMode;
}

export class CodeGenerator {
  readonly source: SourceText;
  readonly filename: string;
  readonly tree: FoldedTree;
  readonly symbols: SymbolTable;
  readonly futureAnnotations: boolean;
  readonly options: CompilerOptions;
  readonly mode: SourceMode;
  private active: Unit | null = null;

  constructor(input: GeneratorInput) {
    this.source = input.source;
    this.filename = input.filename;
    this.tree = input.tree;
    this.symbols = input.symbols;
    this.futureAnnotations = input.futureAnnotations;
    this.options = input.options;
    this.mode = input.mode;
  }

  /** The code object being generated. */
  get unit(): Unit {
    if (this.active === null) throw new Error('No code object is being generated; enter a scope first.');
    return this.active;
  }

  /** Starts the code object of the block that `node` opens. */
  enter(kind: UnitKind, name: string, node: object, firstLine: number): Unit {
    const scope = this.symbols.scopes.get(node);
    if (scope === undefined) throw new Error(`The symbol table has no block for ${name}, line ${firstLine}.`);
    const parent = this.active;
    const className = kind === 'class' ? name : (parent?.className ?? null);
    this.active = new Unit({ kind, name, scope, firstLine, parent, className });
    return this.active;
  }

  /** Finishes the current code object and goes back to the enclosing one. */
  leave(addNone: boolean): Code {
    const unit = this.unit;
    if (!unit.current.hasReturn) {
      unit.location = NO_LOCATION;
      if (addNone) unit.loadNone();
      unit.emit(Op.RETURN_VALUE);
    }
    const code = assemble(unit, this.flagsOf(unit.scope), this.filename);
    this.active = unit.parent;
    return code;
  }

  private flagsOf(scope: Scope): number {
    let flags = this.futureAnnotations ? CodeFlag.FUTURE_ANNOTATIONS : 0;
    if (scope.kind !== 'function') return flags;
    flags |= CodeFlag.NEWLOCALS | CodeFlag.OPTIMIZED;
    if (scope.nested) flags |= CodeFlag.NESTED;
    if (scope.isGenerator) flags |= scope.isCoroutine ? CodeFlag.ASYNC_GENERATOR : CodeFlag.GENERATOR;
    else if (scope.isCoroutine) flags |= CodeFlag.COROUTINE;
    if (scope.hasVarArgs) flags |= CodeFlag.VARARGS;
    if (scope.hasVarKeywords) flags |= CodeFlag.VARKEYWORDS;
    return flags;
  }

  /** Pushes a function made of `code`, with the tuple of cells it captures. */
  makeClosure(code: Code, flags: number): void {
    const unit = this.unit;
    let all = flags;
    if (code.freeNames.length > 0) {
      for (const name of code.freeNames) unit.emit(Op.LOAD_CLOSURE, unit.closureIndex(name));
      unit.emit(Op.BUILD_TUPLE, code.freeNames.length);
      all |= MakeFunction.CLOSURE;
    }
    unit.loadConstant({ kind: 'code', code });
    unit.emit(Op.MAKE_FUNCTION, all);
  }

  constantOf(node: ExprNode): Constant | undefined {
    return this.tree.constantOf(node);
  }

  /** The values of `nodes` if all are constants. */
  constantsOf(nodes: readonly (ExprNode | null)[]): Constant[] | undefined {
    const constants: Constant[] = [];
    for (const node of nodes) {
      const constant = node === null ? undefined : this.tree.constantOf(node);
      if (constant === undefined) return undefined;
      constants.push(constant);
    }
    return constants;
  }

  /** Runs `visit` and restores the location. */
  keepingLocation(visit: () => void): void {
    const unit = this.unit;
    const saved = unit.location;
    visit();
    unit.location = saved;
  }

  /** An attribute on another line than its object is reported at its own name. */
  moveToAttribute(node: Expr<'Attribute'>): void {
    const unit = this.unit;
    const { line, endLine, endCol } = unit.location;
    const nameLine = node.end_lineno ?? node.lineno;
    if (line === nameLine) return;
    const nameEnd = node.end_col_offset ?? -1;
    const length = [...node.attr].length;
    const fits = length <= nameEnd;
    const moved: Location = {
      line: nameLine,
      endLine: Math.max(nameLine, endLine),
      col: fits ? nameEnd - length : -1,
      endCol: fits ? endCol : -1,
    };
    unit.location =
      moved.line === moved.endLine ? { ...moved, endCol: Math.max(moved.col, moved.endCol) } : moved;
  }
}
