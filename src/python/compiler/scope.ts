/**
 * One block of the symbol table (module, class, function) and what is known of the names in it.
 * Flags and scopes are those of CPython's symtable.c.
 */

/** How a name is used in a block. */
export const SymbolFlag = {
  GLOBAL: 1,
  LOCAL: 2,
  PARAM: 4,
  NONLOCAL: 8,
  USE: 16,
  /** Free in a method of this class and also bound in the class itself. */
  FREE_CLASS: 64,
  IMPORT: 128,
  ANNOTATION: 256,
} as const;

/** Flags that make a name local to its block. */
export const BOUND = SymbolFlag.LOCAL | SymbolFlag.PARAM | SymbolFlag.IMPORT;

export type NameScope = 'local' | 'global explicit' | 'global implicit' | 'free' | 'cell';

export type BlockKind = 'module' | 'class' | 'function';

export class Scope {
  readonly kind: BlockKind;
  readonly name: string;
  readonly parent: Scope | null;
  /** Inside a function, directly or not. */
  readonly nested: boolean;
  readonly children: Scope[] = [];
  /** Flags by mangled name. */
  readonly symbols = new Map<string, number>();
  /** Filled by `analyse`. */
  readonly scopes = new Map<string, NameScope>();
  /** Parameters in frame order. */
  readonly parameters: string[] = [];
  isComprehension = false;
  isGenerator = false;
  isCoroutine = false;
  hasVarArgs = false;
  hasVarKeywords = false;
  needsClassClosure = false;

  constructor(kind: BlockKind, name: string, parent: Scope | null) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.nested = parent !== null && (parent.nested || parent.kind === 'function');
    parent?.children.push(this);
  }

  flags(name: string): number {
    return this.symbols.get(name) ?? 0;
  }

  add(name: string, flag: number): void {
    this.symbols.set(name, this.flags(name) | flag);
  }

  /** Names that closures made here capture, sorted by code point. */
  namesOf(scope: NameScope, flag: number): string[] {
    const names: string[] = [];
    for (const [name, flags] of this.symbols) {
      if (this.scopes.get(name) === scope || (flags & flag) !== 0) names.push(name);
    }
    return names.sort(compareCodePoints);
  }
}

function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
