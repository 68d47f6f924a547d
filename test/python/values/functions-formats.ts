import { latin1Bytes, latin1Text } from '../../../src/python/values/codecs.ts';
import { floatRepr } from '../../../src/python/values/float-text.ts';
import { formatStr } from '../../../src/python/values/format-spec.ts';
import { intToFloat } from '../../../src/python/values/int-math.ts';
import {
  formatBool,
  formatComplex,
  formatFloat,
  formatInt,
} from '../../../src/python/values/number-format.ts';
import { type PercentHost, percentFormat } from '../../../src/python/values/percent-format.ts';
import { formatTemplate, type TemplateHost } from '../../../src/python/values/str-format.ts';
import { asciiEscape, bytesRepr, strRepr } from '../../../src/python/values/str-repr.ts';
import { typeError, ValueFunctionError } from '../../../src/python/values/value-function-error.ts';
import type { Value, ValueFunction } from './recordings.ts';

function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  if (value instanceof Uint8Array) return 'bytes';
  const names: Record<string, string> = { boolean: 'bool', bigint: 'int', number: 'float', string: 'str' };
  return names[typeof value] ?? 'list';
}

function str(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return floatRepr(value);
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? bytesRepr(value) : `[${value.map(repr).join(', ')}]`;
}

function repr(value: Value): string {
  return typeof value === 'string' ? strRepr(value) : str(value);
}

function integer(value: Value): bigint | null {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' ? value : null;
}

function text(value: Value, conversion: 's' | 'r' | 'a'): string {
  if (conversion === 's') return str(value);
  return conversion === 'r' ? repr(value) : asciiEscape(repr(value));
}

const host: PercentHost<Value> = {
  typeName,
  lookup: () => {
    throw new Error('no mapping here');
  },
  number: (value) => integer(value) ?? (typeof value === 'number' ? value : null),
  integer,
  float: (value) => {
    const whole = integer(value);
    return whole === null ? (typeof value === 'number' ? value : null) : intToFloat(whole);
  },
  text,
  character: (value) => (typeof value === 'string' ? value : integer(value)),
  maxDigits: 4300,
};

const bytesHost: PercentHost<Value> = {
  ...host,
  text: (value, conversion) => {
    if (conversion !== 's') return asciiEscape(repr(value));
    if (value instanceof Uint8Array) return latin1Text(value);
    const wanted = '%b requires a bytes-like object, or an object that implements __bytes__';
    throw typeError(`${wanted}, not '${typeName(value)}'`);
  },
  character: (value) => (value instanceof Uint8Array ? latin1Text(value) : integer(value)),
};

const MAPPING: Readonly<Record<string, Value>> = { a: 1n, b: 'x', '': 'empty', 'a(b)c': 2.5 };

const mappingHost: PercentHost<Value> = {
  ...host,
  lookup: (key) => {
    const value = MAPPING[key];
    if (value === undefined) throw new ValueFunctionError('KeyError', key);
    return value;
  },
  text: (value, conversion) =>
    value === null ? "{'a': 1, 'b': 'x', '': 'empty', 'a(b)c': 2.5}" : text(value, conversion),
  typeName: (value) => (value === null ? 'dict' : typeName(value)),
};

/** The recorded template's keyword `b`. */
const TABLE = new Map<string | bigint, Value>([
  ['k', 'v'],
  [1n, 'one'],
  ['-1', 'minus'],
  ['b}', 'odd'],
]);

type TemplateValue = Value | typeof TABLE;

const templateHost: TemplateHost<TemplateValue> = {
  argument: (key) => {
    if (key === 0n) return 12345n;
    if (key === 1n) return 'text';
    if (key === 'a') return 7n;
    if (key === 'b') return TABLE;
    if (typeof key === 'string') throw new ValueFunctionError('KeyError', key);
    throw new ValueFunctionError(
      'IndexError',
      `Replacement index ${key} out of range for positional args tuple`,
    );
  },
  attribute: (value, name) => {
    if (typeof value === 'bigint' && name === 'real') return value;
    if (typeof value === 'bigint' && name === 'imag') return 0n;
    throw new Error(`no attribute ${name}`);
  },
  item: (value, key) => {
    if (typeof value === 'string' && typeof key === 'bigint') return value.charAt(Number(key));
    const found = value instanceof Map ? value.get(key) : undefined;
    if (found !== undefined) return found;
    if (value instanceof Map) throw new ValueFunctionError('KeyError', String(key));
    throw typeError(`'${typeName(value)}' object is not subscriptable`);
  },
  convert: (value, conversion) => text(plain(value), conversion),
  format: (value, spec) => {
    const simple = plain(value);
    if (typeof simple === 'bigint') return formatInt(simple, spec);
    return formatStr(String(simple), spec);
  },
};

function plain(value: TemplateValue): Value {
  return value instanceof Map ? "{'k': 'v', 1: 'one', '-1': 'minus', 'b}': 'odd'}" : value;
}

/** Area of recorded/formats.json → the function under test, on the recorded arguments. */
export const formatFunctions: Readonly<Record<string, ValueFunction>> = {
  formatStr: (value: string, spec: string) => formatStr(value, spec),
  formatInt: (value: bigint, spec: string) => formatInt(value, spec),
  formatFloat: (value: number, spec: string) => formatFloat(value, spec),
  formatBool,
  formatComplex: (real: number, imaginary: number, spec: string) => formatComplex(real, imaginary, spec),
  percentStr: (format: string, values: Value[]) => percentFormat(format, { values, isMapping: false }, host),
  percentMapping: (format: string) => percentFormat(format, { values: [null], isMapping: true }, mappingHost),
  percentBytes: (format: string, values: Value[]) =>
    latin1Bytes(percentFormat(format, { values, isMapping: false }, bytesHost, 'bytes')),
  template: (template: string) => formatTemplate(template, templateHost),
};
