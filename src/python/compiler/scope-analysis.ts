/**
 * Decides for every name of every block whether it is local, global, free or a cell: the second pass of
 * CPython's symtable.c (`analyze_block`). Going down, each block learns which names enclosing functions bind;
 * coming back up, names that inner blocks need become cells here or free names here too.
 */
import { BOUND, type NameScope, type Scope, SymbolFlag } from './scope.ts';

/** Analyses a whole module; fills `scopes` and `needsClassClosure` of every block. */
export function analyse(module: Scope): void {
  analyseBlock(module, null, new Set(), new Set());
}

function analyseBlock(scope: Scope, bound: Set<string> | null, free: Set<string>, global: Set<string>): void {
  const local = new Set<string>();
  const newGlobal = new Set<string>();
  const newBound = new Set<string>();
  const isClass = scope.kind === 'class';
  // A class passes on what it was given, not what it binds: methods do not see class variables.
  if (isClass) {
    addAll(newGlobal, global);
    if (bound !== null) addAll(newBound, bound);
  }
  for (const [name, flags] of scope.symbols) analyseName(scope, name, flags, { bound, local, free, global });
  if (isClass) {
    newBound.add('__class__');
  } else {
    if (scope.kind === 'function') addAll(newBound, local);
    if (bound !== null) addAll(newBound, bound);
    addAll(newGlobal, global);
  }
  const newFree = new Set<string>();
  for (const child of scope.children) {
    const childFree = new Set<string>();
    analyseBlock(child, new Set(newBound), childFree, new Set(newGlobal));
    addAll(newFree, childFree);
  }
  if (scope.kind === 'function') makeCells(scope.scopes, newFree);
  else if (isClass && newFree.delete('__class__')) scope.needsClassClosure = true;
  noteFreeNames(scope, bound, newFree);
  addAll(free, newFree);
}

interface NameSets {
  readonly bound: Set<string> | null;
  readonly local: Set<string>;
  readonly free: Set<string>;
  readonly global: Set<string>;
}

function analyseName(scope: Scope, name: string, flags: number, sets: NameSets): void {
  const { bound, local, free, global } = sets;
  if ((flags & SymbolFlag.GLOBAL) !== 0) {
    scope.scopes.set(name, 'global explicit');
    global.add(name);
    bound?.delete(name);
  } else if ((flags & SymbolFlag.NONLOCAL) !== 0) {
    scope.scopes.set(name, 'free');
    free.add(name);
  } else if ((flags & BOUND) !== 0) {
    scope.scopes.set(name, 'local');
    local.add(name);
    global.delete(name);
  } else if (bound?.has(name) === true) {
    scope.scopes.set(name, 'free');
    free.add(name);
  } else {
    scope.scopes.set(name, 'global implicit');
  }
}

function makeCells(scopes: Map<string, NameScope>, free: Set<string>): void {
  for (const [name, scope] of scopes) {
    if (scope === 'local' && free.delete(name)) scopes.set(name, 'cell');
  }
}

/** Names that pass through this block on their way to an inner one are free here as well. */
function noteFreeNames(scope: Scope, bound: Set<string> | null, free: Set<string>): void {
  for (const name of free) {
    const flags = scope.symbols.get(name);
    if (flags !== undefined) {
      if (scope.kind === 'class' && (flags & (BOUND | SymbolFlag.GLOBAL)) !== 0)
        scope.add(name, SymbolFlag.FREE_CLASS);
    } else if (bound === null || bound.has(name)) {
      scope.symbols.set(name, 0);
      scope.scopes.set(name, 'free');
    }
  }
}

function addAll(target: Set<string>, source: Iterable<string>): void {
  for (const name of source) target.add(name);
}
