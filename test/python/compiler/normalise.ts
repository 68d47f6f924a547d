/** Brings midden's code objects into the shape that record-dis.py writes. */
import type { Code, Constant } from '../../../src/python/compiler/code.ts';
import { POSITION_WORDS } from '../../../src/python/compiler/code.ts';
import { complexRepr } from '../../../src/python/compiler/constant-repr.ts';
import { hasArgument } from '../../../src/python/compiler/dis.ts';
import { INSTRUCTION_WORDS, isJump, opName } from '../../../src/python/compiler/opcodes.ts';
import { floatRepr } from '../../../src/python/values/float-text.ts';

export interface RecordedCode {
  qualname: string;
  firstLine: number;
  flags: number;
  args: number[];
  varNames: string[];
  cellNames: string[];
  freeNames: string[];
  names: string[];
  constants: unknown[];
  stackSize: number;
  instructions: string[];
  exceptionTable: number[][];
  positions?: number[][];
}

export interface Recording {
  python: string;
  files: Record<string, RecordedCode[]>;
  /** The text of each file, where it is not beside the recording. */
  sources: Record<string, string>;
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function constant(value: Constant): unknown[] {
  switch (value.kind) {
    case 'none':
      return ['None'];
    case 'ellipsis':
      return ['Ellipsis'];
    case 'bool':
      return [value.value ? 'True' : 'False'];
    case 'int':
      return ['int', String(value.value)];
    case 'float':
      return ['float', floatRepr(value.value)];
    case 'complex':
      return ['complex', complexRepr(value.real, value.imag)];
    case 'str':
      return ['str', value.value];
    case 'bytes':
      return ['bytes', [...value.value]];
    case 'tuple':
      return ['tuple', value.items.map(constant)];
    case 'frozenset': {
      // Python's json puts a blank after each comma; sort by the same text.
      const key = (item: unknown[]): string => asciiJson(item).replaceAll('","', '", "');
      return ['frozenset', value.items.map(constant).sort((a, b) => (key(a) < key(b) ? -1 : 1))];
    }
    case 'code':
      return ['code', value.code.qualname];
  }
}

function normaliseOne(code: Code, withPositions: boolean): RecordedCode {
  const instructions: string[] = [];
  for (let pc = 0; pc < code.instructions.length; pc += INSTRUCTION_WORDS) {
    const op = code.instructions[pc] as number;
    const raw = hasArgument(op) ? (code.instructions[pc + 1] as number) : 0;
    instructions.push(`${opName(op)} ${isJump(op) ? raw / INSTRUCTION_WORDS : raw}`);
  }
  const result: RecordedCode = {
    qualname: code.qualname,
    firstLine: code.firstLine,
    flags: code.flags,
    args: [code.argCount, code.posOnlyArgCount, code.kwOnlyArgCount],
    varNames: [...code.varNames],
    cellNames: [...code.cellNames],
    freeNames: [...code.freeNames],
    names: [...code.names],
    constants: code.constants.map(constant),
    stackSize: code.stackSize,
    instructions,
    exceptionTable: code.exceptionTable.map(({ start, end, target, depth, lasti }) => [
      start / INSTRUCTION_WORDS,
      end / INSTRUCTION_WORDS,
      target / INSTRUCTION_WORDS,
      depth,
      lasti ? 1 : 0,
    ]),
  };
  if (withPositions) {
    result.positions = instructions.map((_, i) => [
      ...code.positions.subarray(i * POSITION_WORDS, (i + 1) * POSITION_WORDS),
    ]);
  }
  return result;
}

/** All code objects, each before the ones among its constants. */
export function normalise(code: Code, withPositions: boolean): RecordedCode[] {
  const inner = code.constants.flatMap((c) => (c.kind === 'code' ? normalise(c.code, withPositions) : []));
  return [normaliseOne(code, withPositions), ...inner];
}
