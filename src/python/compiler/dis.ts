/** Disassembly in the style of CPython's `dis`. */
import type { Code } from './code.ts';
import { constantRepr } from './constant-repr.ts';
import {
  binaryOpSymbols,
  compareOpSymbols,
  INSTRUCTION_WORDS,
  isJump,
  MakeFunction,
  Op,
  opName,
} from './opcodes.ts';

export interface DisassembleOptions {
  /** Also the code objects among the constants. */
  readonly recursive?: boolean;
}

/** A listing: source line, jump-target mark, word offset, instruction, argument and what it means. */
export function disassemble(code: Code, { recursive = false }: DisassembleOptions = {}): string {
  const parts = [`Disassembly of ${code.qualname} (${code.filename}:${code.firstLine})`, ...listing(code)];
  if (code.exceptionTable.length > 0) parts.push('ExceptionTable:', ...exceptionLines(code));
  let text = `${parts.join('\n')}\n`;
  if (!recursive) return text;
  for (const constant of code.constants) {
    if (constant.kind === 'code') text += `\n${disassemble(constant.code, { recursive })}`;
  }
  return text;
}

function listing(code: Code): string[] {
  const { instructions } = code;
  const targets = jumpTargets(code);
  const lines: string[] = [];
  let shown = -1;
  for (let pc = 0; pc < instructions.length; pc += INSTRUCTION_WORDS) {
    const line = code.lineOf(pc);
    const isNew = line >= 0 && line !== shown;
    if (isNew && shown >= 0) lines.push('');
    if (isNew) shown = line;
    const op = instructions[pc] as number;
    const arg = instructions[pc + 1] as number;
    const meaning = explain(code, op, arg);
    const columns = [
      (isNew ? String(line) : '').padStart(5),
      targets.has(pc) ? '>>' : '  ',
      String(pc).padStart(5),
      opName(op).padEnd(30),
      hasArgument(op) ? String(arg).padStart(5) : '',
      meaning === '' ? '' : `(${meaning})`,
    ];
    lines.push(columns.join(' ').trimEnd());
  }
  return lines;
}

function jumpTargets(code: Code): Set<number> {
  const targets = new Set<number>();
  for (let pc = 0; pc < code.instructions.length; pc += INSTRUCTION_WORDS) {
    if (isJump(code.instructions[pc] as number)) targets.add(code.instructions[pc + 1] as number);
  }
  for (const { target } of code.exceptionTable) targets.add(target);
  return targets;
}

function exceptionLines(code: Code): string[] {
  return code.exceptionTable.map(({ start, end, target, depth, lasti }) => {
    return `  ${start} to ${end - INSTRUCTION_WORDS} -> ${target} [${depth}]${lasti ? ' lasti' : ''}`;
  });
}

const withoutArgument: ReadonlySet<number> = new Set([
  Op.NOP,
  Op.POP_TOP,
  Op.RETURN_VALUE,
  Op.BINARY_SUBSCR,
  Op.STORE_SUBSCR,
  Op.DELETE_SUBSCR,
  Op.GET_ITER,
  Op.PUSH_NULL,
  Op.UNARY_NOT,
  Op.UNARY_NEGATIVE,
  Op.UNARY_POSITIVE,
  Op.UNARY_INVERT,
  Op.YIELD_VALUE,
  Op.LIST_TO_TUPLE,
  Op.RETURN_GENERATOR,
  Op.GET_YIELD_FROM_ITER,
  Op.GET_AITER,
  Op.GET_ANEXT,
  Op.END_ASYNC_FOR,
  Op.ASYNC_GEN_WRAP,
  Op.BEFORE_WITH,
  Op.BEFORE_ASYNC_WITH,
  Op.WITH_EXCEPT_START,
  Op.PUSH_EXC_INFO,
  Op.POP_EXCEPT,
  Op.CHECK_EXC_MATCH,
  Op.CHECK_EG_MATCH,
  Op.PREP_RERAISE_STAR,
  Op.IMPORT_STAR,
  Op.LOAD_BUILD_CLASS,
  Op.LOAD_ASSERTION_ERROR,
  Op.SETUP_ANNOTATIONS,
  Op.GET_LEN,
  Op.MATCH_MAPPING,
  Op.MATCH_SEQUENCE,
  Op.MATCH_KEYS,
  Op.PRINT_EXPR,
]);

/** Whether the argument of `op` means anything. */
export function hasArgument(op: number): boolean {
  return !withoutArgument.has(op);
}

function explain(code: Code, op: number, arg: number): string {
  if (isJump(op)) return `to ${arg}`;
  switch (op) {
    case Op.LOAD_CONST:
    case Op.KW_NAMES: {
      const constant = code.constants[arg];
      return constant === undefined ? '' : constantRepr(constant);
    }
    case Op.LOAD_FAST:
    case Op.STORE_FAST:
    case Op.DELETE_FAST:
    case Op.LOAD_DEREF:
    case Op.STORE_DEREF:
    case Op.DELETE_DEREF:
    case Op.LOAD_CLASSDEREF:
    case Op.LOAD_CLOSURE:
    case Op.MAKE_CELL:
      return code.localsPlusNames[arg] ?? '';
    case Op.LOAD_GLOBAL:
      return `${(arg & 1) !== 0 ? 'NULL + ' : ''}${code.names[arg >> 1] ?? ''}`;
    case Op.LOAD_NAME:
    case Op.STORE_NAME:
    case Op.DELETE_NAME:
    case Op.STORE_GLOBAL:
    case Op.DELETE_GLOBAL:
    case Op.LOAD_ATTR:
    case Op.STORE_ATTR:
    case Op.DELETE_ATTR:
    case Op.LOAD_METHOD:
    case Op.IMPORT_NAME:
    case Op.IMPORT_FROM:
      return code.names[arg] ?? '';
    case Op.BINARY_OP:
      return binaryOpSymbols[arg] ?? '';
    case Op.COMPARE_OP:
      return compareOpSymbols[arg] ?? '';
    case Op.FORMAT_VALUE:
      return [['', 'str', 'repr', 'ascii'][arg & 3], (arg & 4) !== 0 ? 'with format' : '']
        .filter(Boolean)
        .join(', ');
    case Op.MAKE_FUNCTION:
      return functionParts.filter((_, bit) => (arg & (1 << bit)) !== 0).join(', ');
    default:
      return '';
  }
}

const functionParts = (Object.keys(MakeFunction) as (keyof typeof MakeFunction)[]).map((name) =>
  name.toLowerCase().replace('_', '-'),
);
