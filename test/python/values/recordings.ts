import { readFileSync } from 'node:fs';
import {
  latin1Bytes,
  latin1Text,
  UnicodeDecodeFailure,
  UnicodeEncodeFailure,
} from '../../../src/python/values/codecs.ts';
import { bitsToFloat, floatToBits } from '../../../src/python/values/float-bits.ts';
import { ValueFunctionError } from '../../../src/python/values/value-function-error.ts';

/** A host value as the value functions take and give them. */
export type Value = null | boolean | number | bigint | string | Uint8Array | readonly Value[];

interface RecordedError {
  readonly error: string;
  readonly message: string;
  readonly fields?: readonly unknown[];
}

/** Tagged text, see record.py. */
type Encoded = null | boolean | string | readonly Encoded[] | RecordedError;

export type RecordedCase = readonly [arguments: readonly Encoded[], result: Encoded];

export interface Recording {
  readonly python: string;
  readonly areas: Readonly<Record<string, readonly RecordedCase[]>>;
}

export function loadRecording(name: string): Recording {
  const file = new URL(`recorded/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Recording;
}

function decodeValue(encoded: Encoded): Value {
  if (encoded === null || typeof encoded === 'boolean') return encoded;
  if (typeof encoded !== 'string') {
    if ('error' in encoded) throw new Error('an error cannot be an argument');
    return encoded.map(decodeValue);
  }
  const body = encoded.slice(2);
  switch (encoded.charAt(0)) {
    case 'f':
      return body === 'nan' ? Number.NaN : bitsToFloat(BigInt(`0x${body}`));
    case 'i':
      return BigInt(body);
    case 'x':
      return body.startsWith('-') ? -BigInt(`0x${body.slice(1)}`) : BigInt(`0x${body}`);
    case 's':
      return body;
    default:
      return latin1Bytes(body);
  }
}

function encodeValue(value: Value): Encoded {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    return Number.isNaN(value) ? 'f:nan' : `f:${floatToBits(value).toString(16).padStart(16, '0')}`;
  }
  if (typeof value === 'bigint') return encodeInteger(value);
  if (typeof value === 'string') return `s:${value}`;
  if (value instanceof Uint8Array) return `b:${latin1Text(value)}`;
  return value.map(encodeValue);
}

const MOST_DECIMAL = 10n ** 4000n;

function encodeInteger(value: bigint): string {
  return value < MOST_DECIMAL && value > -MOST_DECIMAL ? `i:${value}` : `x:${value.toString(16)}`;
}

function encodeError(error: unknown): RecordedError {
  if (!(error instanceof ValueFunctionError)) throw error;
  const recorded = { error: error.pythonType, message: error.message };
  if (!(error instanceof UnicodeDecodeFailure || error instanceof UnicodeEncodeFailure)) return recorded;
  return { ...recorded, fields: [error.encoding, error.start, error.end, error.reason] };
}

export type ValueFunction = (...args: never[]) => Value;

/** What `fn` answers for the recorded arguments, in the recording's encoding. */
function answer(fn: ValueFunction, args: readonly Encoded[]): Encoded {
  try {
    return encodeValue((fn as (...values: Value[]) => Value)(...args.map(decodeValue)));
  } catch (error) {
    return encodeError(error);
  }
}

/** How far apart two floats may be: `ulps` units in the last place. */
function near(actual: Encoded, expected: Encoded, ulps: bigint): boolean {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return (
      actual.length === expected.length && actual.every((item, i) => near(item, expected[i] ?? null, ulps))
    );
  }
  if (typeof actual !== 'string' || typeof expected !== 'string' || actual === expected) {
    return JSON.stringify(actual) === JSON.stringify(expected);
  }
  if (!/^f:[0-9a-f]{16}$/.test(actual) || !/^f:[0-9a-f]{16}$/.test(expected)) return false;
  const distance = BigInt(`0x${actual.slice(2)}`) - BigInt(`0x${expected.slice(2)}`);
  return distance <= ulps && distance >= -ulps;
}

/** The recorded cases that come out differently, as readable lines (the first few). */
export function differences(cases: readonly RecordedCase[], fn: ValueFunction, ulps = 0n): string[] {
  const lines: string[] = [];
  for (const [args, expected] of cases) {
    const actual = answer(fn, args);
    if (near(actual, expected, ulps)) continue;
    lines.push(
      `${JSON.stringify(args)}: recorded ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`,
    );
  }
  return lines.length > 12 ? [...lines.slice(0, 12), `… ${lines.length} of ${cases.length} differ`] : lines;
}
