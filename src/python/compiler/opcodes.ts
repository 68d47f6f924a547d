/**
 * The instruction set: CPython 3.11's, without CACHE, EXTENDED_ARG, PRECALL and the specialised forms.
 * Numbers are dense and the hot ones come first, so that the interpreter's `switch` becomes a jump table.
 *
 * Jumps carry an absolute word offset into `Code.instructions` (instruction index * INSTRUCTION_WORDS).
 * Direction is part of the opcode only where it means something: the *_BACKWARD forms are safepoints,
 * JUMP_BACKWARD_NO_INTERRUPT (the inner loop of `await` / `yield from`) is not.
 */
export const Op = {
  NOP: 0,
  LOAD_FAST: 1,
  STORE_FAST: 2,
  LOAD_CONST: 3,
  POP_JUMP_IF_FALSE: 4,
  POP_JUMP_IF_TRUE: 5,
  COMPARE_OP: 6,
  BINARY_OP: 7,
  LOAD_ATTR: 8,
  LOAD_METHOD: 9,
  /**
   * arg = n. The stack holds two slots below the n arguments: [NULL, callable] or [callable, first argument].
   * The second form comes from LOAD_METHOD, but also from decorators, comprehensions, `__exit__` calls and
   * assertion messages, which have no NULL and count one argument less (CALL 0 after [function, iterator]).
   */
  CALL: 10,
  POP_TOP: 11,
  RETURN_VALUE: 12,
  /** arg = name index << 1 | (1: push NULL first). */
  LOAD_GLOBAL: 13,
  STORE_ATTR: 14,
  BINARY_SUBSCR: 15,
  STORE_SUBSCR: 16,
  FOR_ITER: 17,
  JUMP_BACKWARD: 18,
  JUMP: 19,
  LOAD_DEREF: 20,
  STORE_DEREF: 21,
  LOAD_NAME: 22,
  STORE_NAME: 23,
  IS_OP: 24,
  CONTAINS_OP: 25,
  GET_ITER: 26,
  UNPACK_SEQUENCE: 27,
  BUILD_TUPLE: 28,
  BUILD_LIST: 29,
  BUILD_MAP: 30,
  LIST_APPEND: 31,
  PUSH_NULL: 32,
  SWAP: 33,
  COPY: 34,
  POP_JUMP_IF_NONE: 35,
  POP_JUMP_IF_NOT_NONE: 36,
  JUMP_IF_FALSE_OR_POP: 37,
  JUMP_IF_TRUE_OR_POP: 38,
  POP_JUMP_IF_FALSE_BACKWARD: 39,
  POP_JUMP_IF_TRUE_BACKWARD: 40,
  POP_JUMP_IF_NONE_BACKWARD: 41,
  POP_JUMP_IF_NOT_NONE_BACKWARD: 42,
  UNARY_NOT: 43,
  UNARY_NEGATIVE: 44,
  UNARY_POSITIVE: 45,
  UNARY_INVERT: 46,
  /** arg = index of the constant tuple that names the keyword arguments of the next CALL. */
  KW_NAMES: 47,
  YIELD_VALUE: 48,
  SEND: 49,
  LOAD_CLOSURE: 50,
  MAKE_FUNCTION: 51,
  CALL_FUNCTION_EX: 52,
  /** arg = conversion (0 none, 1 str, 2 repr, 3 ascii) | 4 (a format specification is on the stack). */
  FORMAT_VALUE: 53,
  BUILD_STRING: 54,
  BUILD_SLICE: 55,
  BUILD_SET: 56,
  BUILD_CONST_KEY_MAP: 57,
  SET_ADD: 58,
  MAP_ADD: 59,
  LIST_EXTEND: 60,
  SET_UPDATE: 61,
  DICT_UPDATE: 62,
  DICT_MERGE: 63,
  LIST_TO_TUPLE: 64,
  UNPACK_EX: 65,
  STORE_GLOBAL: 66,
  LOAD_CLASSDEREF: 67,
  DELETE_FAST: 68,
  DELETE_NAME: 69,
  DELETE_GLOBAL: 70,
  DELETE_ATTR: 71,
  DELETE_SUBSCR: 72,
  DELETE_DEREF: 73,
  MAKE_CELL: 74,
  COPY_FREE_VARS: 75,
  RETURN_GENERATOR: 76,
  GET_YIELD_FROM_ITER: 77,
  GET_AWAITABLE: 78,
  GET_AITER: 79,
  GET_ANEXT: 80,
  END_ASYNC_FOR: 81,
  ASYNC_GEN_WRAP: 82,
  BEFORE_WITH: 83,
  BEFORE_ASYNC_WITH: 84,
  WITH_EXCEPT_START: 85,
  PUSH_EXC_INFO: 86,
  POP_EXCEPT: 87,
  CHECK_EXC_MATCH: 88,
  CHECK_EG_MATCH: 89,
  PREP_RERAISE_STAR: 90,
  RAISE_VARARGS: 91,
  RERAISE: 92,
  IMPORT_NAME: 93,
  IMPORT_FROM: 94,
  IMPORT_STAR: 95,
  LOAD_BUILD_CLASS: 96,
  LOAD_ASSERTION_ERROR: 97,
  SETUP_ANNOTATIONS: 98,
  GET_LEN: 99,
  MATCH_MAPPING: 100,
  MATCH_SEQUENCE: 101,
  MATCH_KEYS: 102,
  MATCH_CLASS: 103,
  PRINT_EXPR: 104,
  JUMP_BACKWARD_NO_INTERRUPT: 105,
} as const;

/** Number of real opcodes; the compiler's pseudo-instructions are numbered from here. */
export const OPCODE_COUNT = 106;

/** [opcode, arg, inline cache, inline cache]. */
export const INSTRUCTION_WORDS = 4;

/**
 * Instructions that exist only between code generation and assembly. SETUP_* mark the start of a
 * protected range and become exception-table entries, POP_BLOCK marks its end.
 */
export const Pseudo = {
  SETUP_FINALLY: OPCODE_COUNT,
  SETUP_CLEANUP: OPCODE_COUNT + 1,
  SETUP_WITH: OPCODE_COUNT + 2,
  POP_BLOCK: OPCODE_COUNT + 3,
  /** Marks CPython's RESUME: it carries a line while lines are propagated and is then dropped. */
  RESUME: OPCODE_COUNT + 4,
} as const;

const names: readonly string[] = [...Object.keys(Op), ...Object.keys(Pseudo)];

/** The name of an opcode, for people. */
export function opName(op: number): string {
  return names[op] ?? `<opcode ${op}>`;
}

/** Arguments of BINARY_OP, numbered as in CPython 3.11; the in-place forms are 13 higher. */
export const BinaryOp = {
  ADD: 0,
  AND: 1,
  FLOOR_DIVIDE: 2,
  LSHIFT: 3,
  MATRIX_MULTIPLY: 4,
  MULTIPLY: 5,
  REMAINDER: 6,
  OR: 7,
  POWER: 8,
  RSHIFT: 9,
  SUBTRACT: 10,
  TRUE_DIVIDE: 11,
  XOR: 12,
  INPLACE_ADD: 13,
  INPLACE_AND: 14,
  INPLACE_FLOOR_DIVIDE: 15,
  INPLACE_LSHIFT: 16,
  INPLACE_MATRIX_MULTIPLY: 17,
  INPLACE_MULTIPLY: 18,
  INPLACE_REMAINDER: 19,
  INPLACE_OR: 20,
  INPLACE_POWER: 21,
  INPLACE_RSHIFT: 22,
  INPLACE_SUBTRACT: 23,
  INPLACE_TRUE_DIVIDE: 24,
  INPLACE_XOR: 25,
} as const;
export const INPLACE_OFFSET = 13;

/** How each BINARY_OP argument is written. */
export const binaryOpSymbols: readonly string[] = [
  '+',
  '&',
  '//',
  '<<',
  '@',
  '*',
  '%',
  '|',
  '**',
  '>>',
  '-',
  '/',
  '^',
  '+=',
  '&=',
  '//=',
  '<<=',
  '@=',
  '*=',
  '%=',
  '|=',
  '**=',
  '>>=',
  '-=',
  '/=',
  '^=',
];

/** Arguments of COMPARE_OP. */
export const CompareOp = { LT: 0, LE: 1, EQ: 2, NE: 3, GT: 4, GE: 5 } as const;
export const compareOpSymbols: readonly string[] = ['<', '<=', '==', '!=', '>', '>='];

/** Flags in the argument of MAKE_FUNCTION: which tuples lie below the code object, lowest bit deepest. */
export const MakeFunction = { DEFAULTS: 1, KW_DEFAULTS: 2, ANNOTATIONS: 4, CLOSURE: 8 } as const;

const jumpOps: readonly number[] = [
  Op.JUMP,
  Op.JUMP_BACKWARD,
  Op.JUMP_BACKWARD_NO_INTERRUPT,
  Op.POP_JUMP_IF_FALSE,
  Op.POP_JUMP_IF_TRUE,
  Op.POP_JUMP_IF_NONE,
  Op.POP_JUMP_IF_NOT_NONE,
  Op.POP_JUMP_IF_FALSE_BACKWARD,
  Op.POP_JUMP_IF_TRUE_BACKWARD,
  Op.POP_JUMP_IF_NONE_BACKWARD,
  Op.POP_JUMP_IF_NOT_NONE_BACKWARD,
  Op.JUMP_IF_FALSE_OR_POP,
  Op.JUMP_IF_TRUE_OR_POP,
  Op.FOR_ITER,
  Op.SEND,
];
const jumpTable = new Uint8Array(OPCODE_COUNT + 8);
for (const op of jumpOps) jumpTable[op] = 1;

/** Whether the argument of `op` is a jump target. */
export function isJump(op: number): boolean {
  return jumpTable[op] === 1;
}
