/** How the elements of an array.array lie in its bytes: one entry for each type code, little-endian, sizes of 64-bit Linux. */
import { overflowError } from './value-function-error.ts';

export type Element = number | bigint | string;

export interface ElementType {
  readonly code: string;
  readonly size: number;
  readonly holds: 'int' | 'float' | 'text';
  readonly get: (view: DataView, at: number) => Element;
  /** The value has passed `checkElement`. */
  readonly set: (view: DataView, at: number, value: Element) => void;
  readonly limits: IntegerLimits | null;
}

interface IntegerLimits {
  readonly low: bigint;
  readonly high: bigint;
  /** Found out before the narrower bounds are looked at: what C's integer cannot hold. */
  readonly machine: {
    readonly low: bigint;
    readonly high: bigint;
    readonly below: string;
    readonly above: string;
  };
  readonly below: string;
  readonly above: string;
}

const TO_LONG = 'Python int too large to convert to C long';
const TO_UNSIGNED_LONG = 'Python int too large to convert to C unsigned long';
const NEGATIVE = "can't convert negative value to unsigned int";
const TOO_BIG = 'int too big to convert';
const LONG = { low: -(2n ** 63n), high: 2n ** 63n - 1n, below: TO_LONG, above: TO_LONG };
const UNSIGNED = { low: 0n, high: 2n ** 64n - 1n, below: NEGATIVE, above: TO_UNSIGNED_LONG };

/** `name` as the errors call it. */
function narrow(bits: number, signed: boolean, name: string): IntegerLimits {
  const low = signed ? -(2n ** BigInt(bits - 1)) : 0n;
  const high = 2n ** BigInt(signed ? bits - 1 : bits) - 1n;
  return {
    low,
    high,
    machine: LONG,
    below: `${name} is less than minimum`,
    above: `${name} is greater than maximum`,
  };
}

/** Limits that are those of the machine's own integer. */
function wide(machine: IntegerLimits['machine']): IntegerLimits {
  return { low: machine.low, high: machine.high, machine, below: machine.below, above: machine.above };
}

function integer(
  code: string,
  size: number,
  limits: IntegerLimits,
  get: (view: DataView, at: number) => number | bigint,
  set: (view: DataView, at: number, value: number | bigint) => void,
): ElementType {
  return {
    code,
    size,
    holds: 'int',
    limits,
    get,
    set: (view, at, value) => set(view, at, value as number | bigint),
  };
}

const signed64 = (code: string, machine: IntegerLimits['machine']) =>
  integer(
    code,
    8,
    wide(machine),
    (view, at) => view.getBigInt64(at, true),
    (view, at, value) => view.setBigInt64(at, BigInt(value), true),
  );
const unsigned64 = (code: string, machine: IntegerLimits['machine']) =>
  integer(
    code,
    8,
    wide(machine),
    (view, at) => view.getBigUint64(at, true),
    (view, at, value) => view.setBigUint64(at, BigInt(value), true),
  );

const types: readonly ElementType[] = [
  integer(
    'b',
    1,
    narrow(8, true, 'signed char'),
    (view, at) => view.getInt8(at),
    (view, at, value) => view.setInt8(at, Number(value)),
  ),
  integer(
    'B',
    1,
    narrow(8, false, 'unsigned byte integer'),
    (view, at) => view.getUint8(at),
    (view, at, value) => view.setUint8(at, Number(value)),
  ),
  {
    code: 'u',
    size: 4,
    holds: 'text',
    limits: null,
    get: (view, at) => String.fromCodePoint(view.getUint32(at, true)),
    set: (view, at, value) => view.setUint32(at, (value as string).codePointAt(0)!, true),
  },
  integer(
    'h',
    2,
    narrow(16, true, 'signed short integer'),
    (view, at) => view.getInt16(at, true),
    (view, at, value) => view.setInt16(at, Number(value), true),
  ),
  integer(
    'H',
    2,
    narrow(16, false, 'unsigned short'),
    (view, at) => view.getUint16(at, true),
    (view, at, value) => view.setUint16(at, Number(value), true),
  ),
  integer(
    'i',
    4,
    narrow(32, true, 'signed integer'),
    (view, at) => view.getInt32(at, true),
    (view, at, value) => view.setInt32(at, Number(value), true),
  ),
  integer(
    'I',
    4,
    { ...narrow(32, false, 'unsigned int'), machine: UNSIGNED },
    (view, at) => view.getUint32(at, true),
    (view, at, value) => view.setUint32(at, Number(value), true),
  ),
  signed64('l', LONG),
  unsigned64('L', UNSIGNED),
  signed64('q', { ...LONG, below: TOO_BIG, above: TOO_BIG }),
  unsigned64('Q', { ...UNSIGNED, below: "can't convert negative int to unsigned", above: TOO_BIG }),
  {
    code: 'f',
    size: 4,
    holds: 'float',
    limits: null,
    get: (view, at) => view.getFloat32(at, true),
    set: (view, at, value) => view.setFloat32(at, value as number, true),
  },
  {
    code: 'd',
    size: 8,
    holds: 'float',
    limits: null,
    get: (view, at) => view.getFloat64(at, true),
    set: (view, at, value) => view.setFloat64(at, value as number, true),
  },
];

const byCode = new Map(types.map((type) => [type.code, type]));

/** All type codes, as array.typecodes has them. */
export const typeCodes = types.map((type) => type.code).join('');

export function elementType(code: string): ElementType | undefined {
  return byCode.get(code);
}

/** @throws ValueFunctionError (OverflowError) for an integer outside the type */
export function checkLimits(type: ElementType, value: bigint): void {
  const limits = type.limits!;
  if (value < limits.machine.low) throw overflowError(limits.machine.below);
  if (value > limits.machine.high) throw overflowError(limits.machine.above);
  if (value < limits.low) throw overflowError(limits.below);
  if (value > limits.high) throw overflowError(limits.above);
}
