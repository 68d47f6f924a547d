/**
 * The code object under construction: its blocks, name tables, frame-block stack and current location,
 * and the primitives that append instructions (CPython's `compiler_unit` and `ADDOP_*`).
 */
import { Block, endsBlock, Instruction, type Location, NO_LOCATION } from './blocks.ts';
import type { Constant } from './code.ts';
import { ConstantTable } from './constant-table.ts';
import type { FrameBlock } from './frame-blocks.ts';
import { mangle, normaliseIdentifier } from './mangle.ts';
import { INPLACE_OFFSET, Op, Pseudo } from './opcodes.ts';
import { type Scope, SymbolFlag } from './scope.ts';

export type UnitKind = 'module' | 'class' | 'function' | 'async function' | 'lambda' | 'comprehension';
export type NameContext = 'Load' | 'Store' | 'Del';

/** Indexes by name, in order of first use. */
export type NameTable = Map<string, number>;

export interface UnitStart {
  readonly kind: UnitKind;
  readonly name: string;
  readonly scope: Scope;
  readonly firstLine: number;
  readonly parent: Unit | null;
  /** The class whose private names are mangled here. */
  readonly className: string | null;
}

function numbered(names: readonly string[], offset = 0): NameTable {
  return new Map(names.map((name, i) => [name, i + offset]));
}

function indexIn(table: NameTable, name: string): number {
  const known = table.get(name);
  if (known !== undefined) return known;
  table.set(name, table.size);
  return table.size - 1;
}

const nameOps = {
  deref: { Load: Op.LOAD_DEREF, Store: Op.STORE_DEREF, Del: Op.DELETE_DEREF },
  fast: { Load: Op.LOAD_FAST, Store: Op.STORE_FAST, Del: Op.DELETE_FAST },
  global: { Load: Op.LOAD_GLOBAL, Store: Op.STORE_GLOBAL, Del: Op.DELETE_GLOBAL },
  name: { Load: Op.LOAD_NAME, Store: Op.STORE_NAME, Del: Op.DELETE_NAME },
} as const;

export class Unit {
  readonly kind: UnitKind;
  readonly name: string;
  readonly qualname: string;
  readonly scope: Scope;
  readonly parent: Unit | null;
  readonly className: string | null;
  readonly firstLine: number;
  readonly constants = new ConstantTable();
  readonly names: NameTable = new Map();
  readonly varNames: NameTable;
  readonly cellNames: NameTable;
  readonly freeNames: NameTable;
  argCount = 0;
  posOnlyArgCount = 0;
  kwOnlyArgCount = 0;
  /** Every block in order of allocation. */
  readonly blocks: Block[] = [];
  readonly entry: Block;
  current: Block;
  readonly frameBlocks: FrameBlock[] = [];
  location: Location;
  private needsNewBlock = false;

  constructor(start: UnitStart) {
    this.kind = start.kind;
    this.name = normaliseIdentifier(start.name);
    this.scope = start.scope;
    this.parent = start.parent;
    this.className = start.className;
    this.firstLine = start.firstLine;
    this.qualname = qualifiedName(start);
    this.varNames = numbered(start.scope.parameters);
    const cells = start.scope.namesOf('cell', 0);
    // A class whose methods use `super()` or `__class__` keeps itself in an implicit cell.
    this.cellNames = numbered(start.scope.needsClassClosure ? ['__class__'] : cells);
    this.freeNames = numbered(start.scope.namesOf('free', SymbolFlag.FREE_CLASS), this.cellNames.size);
    this.entry = this.newBlock();
    this.current = this.entry;
    const line = start.kind === 'module' ? 0 : start.firstLine;
    this.location = { line, endLine: start.firstLine, col: 0, endCol: 0 };
    this.emitResume();
    if (start.kind === 'module') this.location = { ...this.location, line: 1 };
  }

  get isFunctionScope(): boolean {
    return this.scope.kind === 'function';
  }

  newBlock(): Block {
    const block = new Block();
    this.blocks.push(block);
    return block;
  }

  /** Continues code generation in `block`, which follows the current one. */
  use(block: Block): void {
    this.current.next = block;
    this.current = block;
    this.needsNewBlock = false;
  }

  private append(op: number, arg: number, target: Block | null, location: Location): void {
    if (this.needsNewBlock) this.use(this.newBlock());
    this.current.instructions.push(new Instruction(op, arg, target, location));
    if (op === Op.RETURN_VALUE) this.current.hasReturn = true;
    if (endsBlock(op)) this.needsNewBlock = true;
  }

  emit(op: number, arg = 0): void {
    this.append(op, arg, null, this.location);
  }

  /** Marks a point where a generator continues. */
  emitResume(): void {
    this.emit(Pseudo.RESUME);
  }

  emitArtificial(op: number, arg = 0): void {
    this.append(op, arg, null, NO_LOCATION);
  }

  jump(op: number, target: Block): void {
    this.append(op, 0, target, this.location);
  }

  jumpArtificial(op: number, target: Block): void {
    this.append(op, 0, target, NO_LOCATION);
  }

  loadConstant(constant: Constant): void {
    this.emit(Op.LOAD_CONST, this.constants.add(constant));
  }

  loadNone(): void {
    this.loadConstant({ kind: 'none' });
  }

  mangle(name: string): string {
    return mangle(this.className, name);
  }

  /** An instruction whose argument is an attribute or global name. */
  emitName(op: number, name: string): void {
    this.emit(op, indexIn(this.names, this.mangle(name)));
  }

  /** As `emitName`, but a private name stays as it is. */
  emitPlainName(op: number, name: string): void {
    this.emit(op, indexIn(this.names, name));
  }

  binary(op: number, inplace = false): void {
    this.emit(Op.BINARY_OP, inplace ? op + INPLACE_OFFSET : op);
  }

  /** Loads, stores or deletes a variable in the way that its scope demands. */
  variable(name: string, context: NameContext): void {
    const mangled = this.mangle(name);
    switch (this.scope.scopes.get(mangled)) {
      case 'free':
        this.emit(this.derefOp(context), indexIn(this.freeNames, mangled));
        return;
      case 'cell':
        this.emit(this.derefOp(context), indexIn(this.cellNames, mangled));
        return;
      case 'local':
        if (!this.isFunctionScope) break;
        this.emit(nameOps.fast[context], indexIn(this.varNames, mangled));
        return;
      case 'global implicit':
        if (!this.isFunctionScope) break;
        this.global(mangled, context);
        return;
      case 'global explicit':
        this.global(mangled, context);
        return;
    }
    this.emit(nameOps.name[context], indexIn(this.names, mangled));
  }

  private derefOp(context: NameContext): number {
    return context === 'Load' && this.scope.kind === 'class' ? Op.LOAD_CLASSDEREF : nameOps.deref[context];
  }

  private global(mangled: string, context: NameContext): void {
    const index = indexIn(this.names, mangled);
    this.emit(nameOps.global[context], context === 'Load' ? index << 1 : index);
  }

  /** The cell or free variable that a nested function takes from here. */
  closureIndex(name: string): number {
    const isOwnClass = this.kind === 'class' && name === '__class__';
    const table = isOwnClass || this.scope.scopes.get(name) === 'cell' ? this.cellNames : this.freeNames;
    const index = table.get(name);
    if (index === undefined)
      throw new Error(`No cell for '${name}' in ${this.qualname}: the symbol table missed it.`);
    return index;
  }
}

function qualifiedName({ kind, name: written, parent }: UnitStart): string {
  const name = normaliseIdentifier(written);
  if (parent === null || parent.parent === null) return name;
  if (kind === 'function' || kind === 'async function' || kind === 'class') {
    if (parent.scope.scopes.get(parent.mangle(name)) === 'global explicit') return name;
  }
  const inFunction =
    parent.kind === 'function' || parent.kind === 'async function' || parent.kind === 'lambda';
  return `${parent.qualname}${inFunction ? '.<locals>' : ''}.${name}`;
}
