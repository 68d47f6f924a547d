/**
 * From the syntax tree's literals to values. py-ast gives a JavaScript number for `1` and `1.0` alike and a
 * string for str, bytes and `...`, so the source segment and the quote style decide.
 */
import type { Constant as ConstantNode } from 'py-ast';
import type { SourceText } from '../syntax/source.ts';
import type { Constant } from './code.ts';
import { CompileError } from './compile-error.ts';

export const NONE: Constant = { kind: 'none' };
export const ELLIPSIS: Constant = { kind: 'ellipsis' };

export function str(value: string): Constant {
  return { kind: 'str', value };
}

export function int(value: number | bigint): Constant {
  return { kind: 'int', value: BigInt(value) };
}

export function bool(value: boolean): Constant {
  return { kind: 'bool', value };
}

export function float(value: number): Constant {
  return { kind: 'float', value };
}

export function complex(real: number, imag: number): Constant {
  return { kind: 'complex', real, imag };
}

export function tuple(items: readonly Constant[]): Constant {
  return { kind: 'tuple', items };
}

/** A frozenset of `items`; of equal items the first one stays. */
export function frozenset(items: readonly Constant[]): Constant {
  const kept: Constant[] = [];
  for (const item of items) if (!kept.some((other) => equalConstants(other, item))) kept.push(item);
  return { kind: 'frozenset', items: kept };
}

/** Python's `bool(constant)`. */
export function isTruthy(constant: Constant): boolean {
  switch (constant.kind) {
    case 'none':
      return false;
    case 'bool':
      return constant.value;
    case 'int':
      return constant.value !== 0n;
    case 'float':
      return constant.value !== 0;
    case 'complex':
      return constant.real !== 0 || constant.imag !== 0;
    case 'str':
    case 'bytes':
      return constant.value.length > 0;
    case 'tuple':
    case 'frozenset':
      return constant.items.length > 0;
    default:
      return true;
  }
}

/** The real and imaginary part of a number, or undefined for other constants and for inexact integers. */
function numberParts(constant: Constant): readonly [number | bigint, number] | undefined {
  switch (constant.kind) {
    case 'bool':
      return [constant.value ? 1n : 0n, 0];
    case 'int':
    case 'float':
      return [constant.value, 0];
    case 'complex':
      return [constant.real, constant.imag];
    default:
      return undefined;
  }
}

/** Python's `a == b`. */
export function equalConstants(a: Constant, b: Constant): boolean {
  const left = numberParts(a);
  const right = numberParts(b);
  // JavaScript compares a bigint with a number by exact value, as Python does.
  // biome-ignore lint/suspicious/noDoubleEquals: mixed bigint and number comparison is meant
  if (left !== undefined && right !== undefined) return left[0] == right[0] && left[1] === right[1];
  if (a.kind === 'str' && b.kind === 'str') return a.value === b.value;
  if (a.kind === 'bytes' && b.kind === 'bytes') return a.value.join() === b.value.join();
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, i) => equalConstants(item, b.items[i] as Constant))
    );
  }
  if (a.kind === 'frozenset' && b.kind === 'frozenset') {
    return (
      a.items.length === b.items.length &&
      a.items.every((item) => b.items.some((o) => equalConstants(item, o)))
    );
  }
  return a.kind === b.kind && (a.kind === 'none' || a.kind === 'ellipsis');
}

/** The value of a literal in the syntax tree. */
export function decodeConstant(node: ConstantNode, source: SourceText): Constant {
  const value: unknown = node.value;
  switch (typeof value) {
    case 'string':
      return decodeText(node, value, source);
    case 'number':
      return decodeNumber(value, source.segment(node));
    case 'bigint':
      return { kind: 'int', value };
    case 'boolean':
      return bool(value);
    case 'object':
      if (value === null) return NONE;
      if ('real' in value && 'imag' in value)
        return decodeComplex(value.real, value.imag, source.segment(node));
  }
  throw new CompileError(
    `A literal holds a value of type ${typeof value}; expected a number, a string or None.`,
    node,
  );
}

function decodeText(node: ConstantNode, value: string, source: SourceText): Constant {
  // In patterns py-ast leaves the quote style out.
  const quote = node.quote_style ?? /^[a-z]*['"]/i.exec(source.segment(node))?.[0];
  if (quote === undefined) return value === '...' ? ELLIPSIS : str(value);
  if (/^[a-z]*b/i.test(quote))
    return { kind: 'bytes', value: Uint8Array.from(value, (c) => c.charCodeAt(0)) };
  if (value.includes('\\N{')) refuseNamedCharacter(node, source);
  return str(value);
}

/** py-ast leaves `\N{name}` undecoded; without a table of Unicode names it is an honest error. */
function refuseNamedCharacter(node: ConstantNode, source: SourceText): void {
  const segment = source.segment(node);
  const named = /(?<!\\)(?:\\\\)*\\N\{([^}]*)\}/.exec(segment);
  if (named === null || /^[a-z]*r[a-z]*['"]/i.test(segment)) return;
  throw new CompileError(
    `The character name in '\\N{${named[1]}}' is not known to midden; write the character itself or \\u....`,
    node,
  );
}

const decimalInteger = /^[0-9][0-9_]*$/;
const prefixedInteger = /^0[xob][0-9a-f_]+$/i;

function decodeNumber(value: number, segment: string): Constant {
  if (decimalInteger.test(segment))
    return { kind: 'int', value: BigInt(segment.replaceAll('_', '').replace(/^0+(?=.)/, '')) };
  if (prefixedInteger.test(segment))
    return { kind: 'int', value: BigInt(segment.replaceAll('_', '').toLowerCase()) };
  if (/[.e]/i.test(segment)) return float(Number(segment.replaceAll('_', '')));
  return Number.isInteger(value) ? int(value) : float(value);
}

function decodeComplex(real: unknown, imag: unknown, segment: string): Constant {
  if (/^[0-9_.e+-]+j$/i.test(segment)) return complex(0, Number(segment.slice(0, -1).replaceAll('_', '')));
  return complex(Number(real), Number(imag));
}
