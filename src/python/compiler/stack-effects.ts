/** How each instruction changes the depth of the operand stack, as CPython 3.11's compile.c counts it. */
import { Op, opName, Pseudo } from './opcodes.ts';

/** Effects that depend neither on the argument nor on whether a jump is taken. */
const fixed: Readonly<Record<number, number>> = {
  [Op.NOP]: 0,
  [Pseudo.RESUME]: 0,
  [Op.POP_TOP]: -1,
  [Op.SWAP]: 0,
  [Op.UNARY_POSITIVE]: 0,
  [Op.UNARY_NEGATIVE]: 0,
  [Op.UNARY_NOT]: 0,
  [Op.UNARY_INVERT]: 0,
  [Op.SET_ADD]: -1,
  [Op.LIST_APPEND]: -1,
  [Op.MAP_ADD]: -2,
  [Op.BINARY_SUBSCR]: -1,
  [Op.STORE_SUBSCR]: -3,
  [Op.DELETE_SUBSCR]: -2,
  [Op.GET_ITER]: 0,
  [Op.PRINT_EXPR]: -1,
  [Op.LOAD_BUILD_CLASS]: 1,
  [Op.RETURN_VALUE]: -1,
  [Op.IMPORT_STAR]: -1,
  [Op.SETUP_ANNOTATIONS]: 0,
  [Op.ASYNC_GEN_WRAP]: 0,
  [Op.YIELD_VALUE]: 0,
  [Pseudo.POP_BLOCK]: 0,
  [Op.POP_EXCEPT]: -1,
  [Op.STORE_NAME]: -1,
  [Op.DELETE_NAME]: 0,
  [Op.STORE_ATTR]: -2,
  [Op.DELETE_ATTR]: -1,
  [Op.STORE_GLOBAL]: -1,
  [Op.DELETE_GLOBAL]: 0,
  [Op.LOAD_CONST]: 1,
  [Op.LOAD_NAME]: 1,
  [Op.LOAD_ATTR]: 0,
  [Op.COMPARE_OP]: -1,
  [Op.IS_OP]: -1,
  [Op.CONTAINS_OP]: -1,
  [Op.CHECK_EXC_MATCH]: 0,
  [Op.CHECK_EG_MATCH]: 0,
  [Op.IMPORT_NAME]: -1,
  [Op.IMPORT_FROM]: 1,
  [Op.JUMP]: 0,
  [Op.JUMP_BACKWARD_NO_INTERRUPT]: 0,
  [Op.POP_JUMP_IF_NONE]: -1,
  [Op.POP_JUMP_IF_NOT_NONE]: -1,
  [Op.POP_JUMP_IF_FALSE]: -1,
  [Op.POP_JUMP_IF_TRUE]: -1,
  [Op.PREP_RERAISE_STAR]: -1,
  [Op.RERAISE]: -1,
  [Op.PUSH_EXC_INFO]: 1,
  [Op.WITH_EXCEPT_START]: 1,
  [Op.LOAD_FAST]: 1,
  [Op.STORE_FAST]: -1,
  [Op.DELETE_FAST]: 0,
  [Op.RETURN_GENERATOR]: 0,
  [Op.KW_NAMES]: 0,
  [Op.MAKE_CELL]: 0,
  [Op.COPY_FREE_VARS]: 0,
  [Op.LOAD_CLOSURE]: 1,
  [Op.LOAD_DEREF]: 1,
  [Op.LOAD_CLASSDEREF]: 1,
  [Op.STORE_DEREF]: -1,
  [Op.DELETE_DEREF]: 0,
  [Op.GET_AWAITABLE]: 0,
  [Op.BEFORE_ASYNC_WITH]: 1,
  [Op.BEFORE_WITH]: 1,
  [Op.GET_AITER]: 0,
  [Op.GET_ANEXT]: 1,
  [Op.GET_YIELD_FROM_ITER]: 0,
  [Op.END_ASYNC_FOR]: -2,
  [Op.LOAD_METHOD]: 1,
  [Op.LOAD_ASSERTION_ERROR]: 1,
  [Op.LIST_TO_TUPLE]: 0,
  [Op.LIST_EXTEND]: -1,
  [Op.SET_UPDATE]: -1,
  [Op.DICT_MERGE]: -1,
  [Op.DICT_UPDATE]: -1,
  [Op.MATCH_CLASS]: -2,
  [Op.GET_LEN]: 1,
  [Op.MATCH_MAPPING]: 1,
  [Op.MATCH_SEQUENCE]: 1,
  [Op.MATCH_KEYS]: 1,
  [Op.COPY]: 1,
  [Op.PUSH_NULL]: 1,
  [Op.BINARY_OP]: -1,
};

function bitCount(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * The change of stack depth by one instruction.
 *
 * @param jump whether the instruction jumps (for SETUP_*: whether its handler is entered)
 */
export function stackEffect(op: number, arg: number, jump: boolean): number {
  switch (op) {
    case Op.UNPACK_SEQUENCE:
      return arg - 1;
    case Op.UNPACK_EX:
      return (arg & 0xff) + (arg >> 8);
    case Op.FOR_ITER:
      return jump ? -1 : 1;
    case Op.SEND:
      return jump ? -1 : 0;
    case Op.BUILD_TUPLE:
    case Op.BUILD_LIST:
    case Op.BUILD_SET:
    case Op.BUILD_STRING:
      return 1 - arg;
    case Op.BUILD_MAP:
      return 1 - 2 * arg;
    case Op.BUILD_CONST_KEY_MAP:
      return -arg;
    case Op.JUMP_IF_TRUE_OR_POP:
    case Op.JUMP_IF_FALSE_OR_POP:
      return jump ? 0 : -1;
    case Op.LOAD_GLOBAL:
      return (arg & 1) + 1;
    case Pseudo.SETUP_FINALLY:
    case Pseudo.SETUP_WITH:
      return jump ? 1 : 0;
    case Pseudo.SETUP_CLEANUP:
      return jump ? 2 : 0;
    case Op.RAISE_VARARGS:
      return -arg;
    case Op.CALL:
      return -1 - arg;
    case Op.CALL_FUNCTION_EX:
      return -2 - (arg & 1);
    case Op.MAKE_FUNCTION:
      return -bitCount(arg & 0xf);
    case Op.BUILD_SLICE:
      return arg === 3 ? -2 : -1;
    case Op.FORMAT_VALUE:
      return (arg & 4) !== 0 ? -1 : 0;
    default: {
      const effect = fixed[op];
      if (effect === undefined)
        throw new Error(`No stack effect is known for ${opName(op)}; add it to stack-effects.ts.`);
      return effect;
    }
  }
}
