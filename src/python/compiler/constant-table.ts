/**
 * The constants of one code object. Equal constants share a slot by CPython's rule: equal type and equal
 * value, where the sign of zero counts and 1, 1.0 and True stay apart; code objects compare by content.
 */
import type { Code, Constant } from './code.ts';

export class ConstantTable {
  private readonly items: Constant[] = [];
  private readonly indexes = new Map<string, number>();

  get size(): number {
    return this.items.length;
  }

  at(index: number): Constant {
    const constant = this.items[index];
    if (constant === undefined) throw new Error(`No constant ${index}: the table has ${this.items.length}.`);
    return constant;
  }

  /** The slot of `constant`, a new one if no equal constant is there yet. */
  add(constant: Constant): number {
    if (constant.kind === 'code') return this.addCode(constant);
    const key = constantKey(constant);
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = this.items.push(constant) - 1;
      this.indexes.set(key, index);
    }
    return index;
  }

  /** The first `count` constants. */
  slice(count: number): Constant[] {
    return this.items.slice(0, count);
  }

  private addCode(constant: Extract<Constant, { kind: 'code' }>): number {
    const found = this.items.findIndex((item) => item.kind === 'code' && sameCode(item.code, constant.code));
    return found >= 0 ? found : this.items.push(constant) - 1;
  }
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A string that is equal for constants that CPython merges. */
export function constantKey(constant: Constant): string {
  switch (constant.kind) {
    case 'none':
    case 'ellipsis':
      return constant.kind;
    case 'bool':
      return constant.value ? 'true' : 'false';
    case 'int':
      return `i${constant.value}`;
    case 'float':
      return `f${floatKey(constant.value)}`;
    case 'complex':
      return `c${floatKey(constant.real)},${floatKey(constant.imag)}`;
    case 'str':
      return `s${constant.value.length}:${constant.value}`;
    case 'bytes':
      return `y${constant.value.join()}`;
    case 'tuple':
      return `(${constant.items.map(constantKey).join(';')})`;
    case 'frozenset':
      return `{${constant.items.map(constantKey).sort().join(';')}}`;
    case 'code':
      return `code ${constant.code.qualname}:${constant.code.firstLine}`;
  }
}

function sameArray(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

function sameConstants(a: readonly Constant[], b: readonly Constant[]): boolean {
  return (
    a.length === b.length &&
    a.every((item, i) => {
      const other = b[i] as Constant;
      if (item.kind === 'code') return other.kind === 'code' && sameCode(item.code, other.code);
      return other.kind !== 'code' && constantKey(item) === constantKey(other);
    })
  );
}

/** Whether two code objects would do the same at the same place (`code_richcompare`). */
export function sameCode(a: Code, b: Code): boolean {
  return (
    a.name === b.name &&
    a.firstLine === b.firstLine &&
    a.flags === b.flags &&
    a.argCount === b.argCount &&
    a.posOnlyArgCount === b.posOnlyArgCount &&
    a.kwOnlyArgCount === b.kwOnlyArgCount &&
    sameArray(a.instructions, b.instructions) &&
    sameArray(a.positions, b.positions) &&
    sameArray(a.names, b.names) &&
    sameArray(a.localsPlusNames, b.localsPlusNames) &&
    sameConstants(a.constants, b.constants)
  );
}
