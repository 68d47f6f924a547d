import {
  SHAPE_CONTAINER,
  SHAPE_FINALIZER,
  SHAPE_IDENTITY,
  SHAPE_PART,
  SHAPE_TRASHCAN,
  SHAPE_UNTRACKABLE,
  SHAPE_WEAK,
  type ShapeSpec,
  VAR_BYTES,
  VAR_REFS,
  VAR_WORDS,
} from '../../contract/shapes.ts';

/**
 * The built-in Python objects in the heap: their kinds, shapes and the offsets of their fields, in words from the Ref.
 *
 * A *kind* says how an object is laid out and behaves natively; subclasses of a built-in class share its kind but have
 * a shape of their own, with a class slot and usually a dict slot behind the built-in fields.
 */
export const Kind = {
  PART: 0, // items, entries, raw words: never seen by Python
  NONE: 1,
  NOT_IMPLEMENTED: 2,
  ELLIPSIS: 3,
  BOOL: 4,
  INT: 5, // 32-bit value
  WIDE: 6, // up to 2^53 in magnitude, as a double
  BIG: 7, // 32-bit limbs
  FLOAT: 8,
  COMPLEX: 9,
  STR: 10,
  BYTES: 11,
  BYTEARRAY: 12,
  TUPLE: 13,
  LIST: 14,
  DICT: 15,
  SET: 16,
  FROZENSET: 17,
  RANGE: 18,
  SLICE: 19,
  CELL: 20,
  CODE: 21,
  FUNCTION: 22,
  METHOD: 23,
  NATIVE: 24, // built-in function or bound built-in method
  METHOD_DESCRIPTOR: 25, // unbound built-in method in a class dict
  GETSET: 26,
  MEMBER: 27, // descriptor of a __slots__ slot
  PROPERTY: 28,
  STATICMETHOD: 29,
  CLASSMETHOD: 30,
  MODULE: 31,
  CLASS: 32,
  INSTANCE: 33, // of a class without built-in base other than object
  EXCEPTION: 34,
  TRACEBACK: 35,
  FRAME: 36,
  GENERATOR: 37,
  COROUTINE: 38,
  ASYNC_GENERATOR: 39,
  WEAKREF: 40,
  PROXY: 41,
  SUPER: 42,
  ITERATOR: 43, // of list, tuple, str, bytes, range, dict, set: see ITER_*
  DICT_VIEW: 44,
  MAPPING_PROXY: 45,
  RECORD: 46, // a class of a built-in module: RECORD_RAW raw words, RECORD_FIELDS fields
} as const;

export const NUMBER_VALUE = 2; // BOOL, INT: word; WIDE, FLOAT: double at (ref + 2) / 2; COMPLEX: two doubles
export const BIG_SIGN = 3;
export const BIG_LIMBS = 4;

export const STR_CHARS = 3; // length in code points (LENGTH is in bytes)
export const STR_HASH = 4; // 0: not computed
export const STR_FLAGS = 5; // STR_WIDTH_MASK | name id << STR_NAME_SHIFT
export const STR_DATA = 6;
export const STR_WIDTH_MASK = 7; // bytes per code point: 1, 2 or 4
export const STR_NAME_SHIFT = 3; // 0: not interned

export const BYTES_HASH = 3;
export const BYTES_DATA = 4;

export const ITEMS_DATA = 3; // of every VAR_REFS and VAR_WORDS shape below: LENGTH, then the elements
export const TUPLE_DATA = 3;

export const LIST_LENGTH = 2;
export const LIST_ITEMS = 3;

export const BYTEARRAY_LENGTH = 2;
export const BYTEARRAY_EXPORTS = 3; // memoryviews that need its length to stay
export const BYTEARRAY_DATA = 4; // a BYTES part

export const DICT_USED = 2;
export const DICT_FILLED = 3; // entries in use, deleted ones included
export const DICT_SLOTS = 4; // size of the index, a power of two; 0 for the empty dict
export const DICT_VERSION = 5; // changes when another table takes the place of the present one
export const DICT_ENTRIES = 6; // key, value, key, value, … ; a deleted entry has key 0
export const DICT_INDEX = 7; // raw words: index (entry number + 2, 0 free, 1 deleted), then the entries' hashes

export const SET_USED = 2;
export const SET_FILL = 3;
export const SET_MASK = 4;
export const SET_HASH = 5;
export const SET_KEYS = 6;
export const SET_HASHES = 7;

export const RANGE_START = 2;
export const RANGE_STOP = 3;
export const RANGE_STEP = 4;
export const RANGE_LENGTH = 5;

export const SLICE_START = 2;
export const SLICE_STOP = 3;
export const SLICE_STEP = 4;

export const CELL_CONTENT = 2;

export const CODE_ID = 2; // CODE and FUNCTION

// Released and visited in this order, as by CPython.
export const FUNCTION_GLOBALS = 3;
export const FUNCTION_BUILTINS = 4;
export const FUNCTION_MODULE = 5;
export const FUNCTION_DEFAULTS = 6;
export const FUNCTION_KWDEFAULTS = 7;
export const FUNCTION_DOC = 8;
export const FUNCTION_DICT = 9;
export const FUNCTION_CLOSURE = 10;
export const FUNCTION_ANNOTATIONS = 11;
export const FUNCTION_CODE = 12;
export const FUNCTION_NAME = 13;
export const FUNCTION_QUALNAME = 14;

export const METHOD_FUNCTION = 2;
export const METHOD_SELF = 3;

export const NATIVE_ID = 2; // NATIVE, METHOD_DESCRIPTOR, GETSET, MEMBER (slot offset)
export const NATIVE_SELF = 3; // NATIVE: bound self or null; descriptors: the class
export const NATIVE_NAME = 4; // MEMBER: the attribute's name

export const PROPERTY_GET = 2;
export const PROPERTY_SET = 3;
export const PROPERTY_DELETE = 4;
export const PROPERTY_DOC = 5;

export const WRAPPED_CALLABLE = 2; // STATICMETHOD, CLASSMETHOD
export const WRAPPED_DICT = 3;

export const MODULE_DICT = 2;

export const CLASS_ID = 2; // index of the host's record of the class
// Released in this order, as by CPython's type_dealloc.
export const CLASS_DICT = 3;
export const CLASS_BASES = 4;
export const CLASS_MRO = 5;
export const CLASS_NAME = 6;
export const CLASS_QUALNAME = 7;
export const CLASS_META = 8;

/** Every shape of an instance of a Python-defined class has its class and its dict right here. */
export const INSTANCE_CLASS = 2;
export const INSTANCE_DICT = 3;

export const EXC_SUPPRESS = 2; // __suppress_context__
export const EXC_CLASS = 3;
export const EXC_EXTRA = 4; // value, code, errno, …; four of them. CPython lets go of them first
export const EXC_EXTRAS = 4;
export const EXC_DICT = EXC_EXTRA + EXC_EXTRAS;
export const EXC_ARGS = EXC_DICT + 1;
export const EXC_TRACEBACK = EXC_DICT + 2;
export const EXC_CAUSE = EXC_DICT + 3;
export const EXC_CONTEXT = EXC_DICT + 4;

export const TRACEBACK_PC = 2;
export const TRACEBACK_LINE = 3;
export const TRACEBACK_NEXT = 4;
export const TRACEBACK_FRAME = 5;

export const FRAME_CODE = 2;
export const FRAME_PC = 3;
export const FRAME_INDEX = 4; // depth on the frame stack + 1 while active, 0 afterwards
// Released in this order, as CPython's frame_dealloc does.
export const FRAME_FUNCTION = 5;
export const FRAME_NAMESPACE = 6;
export const FRAME_LOCALS = 7; // items, once the frame has ended
export const FRAME_BACK = 8;

export const GEN_CODE = 2;
export const GEN_PC = 3;
export const GEN_STATE = 4;
export const GEN_DEPTH = 5; // saved stack slots
export const GEN_FUNCTION = 6; // its code object once the frame has ended
export const GEN_SLOTS = 7; // items: locals and operand stack
export const GEN_NAME = 8;
export const GEN_QUALNAME = 9;
export const GEN_FRAME = 10;
export const GEN_EXC = 11; // the exception being handled inside
export const GEN_EXTRA = 12; // what it awaits; async generators: True while one of their awaitables is under way
export const GEN_FINALIZER = 13; // async generators: their hook, None for none; null until they are first used

export const WEAKREF_CLASS = 5;
export const WEAKREF_DICT = 6;
export const WEAKREF_HASH = 7;

export const SUPER_TYPE = 2;
export const SUPER_SELF = 3;
export const SUPER_SELF_CLASS = 4;

export const ITER_KIND = 2;
export const ITER_INDEX = 3;
export const ITER_END = 4;
export const ITER_STEP = 5;
export const ITER_OVER = 6; // what is iterated over, or null when exhausted
export const ITER_EXTRA = 7;

export const IterKind = {
  LIST: 0,
  TUPLE: 1,
  STR: 2,
  BYTES: 3,
  BYTEARRAY: 4,
  RANGE: 5, // ITER_INDEX next value, ITER_END remaining count, ITER_STEP
  DICT_KEYS: 6,
  DICT_VALUES: 7,
  DICT_ITEMS: 8,
  SET: 9,
  SEQUENCE: 10, // __getitem__ from 0
  CALLABLE: 11, // iter(callable, sentinel)
  LIST_REVERSED: 12,
  SEQUENCE_REVERSED: 13,
  DICT_KEYS_REVERSED: 14,
  DICT_VALUES_REVERSED: 15,
  DICT_ITEMS_REVERSED: 16,
  LONG_RANGE: 17, // over a range object, ITER_EXTRA is the next value
} as const;

export const VIEW_KIND = 2; // 0 keys, 1 values, 2 items
export const VIEW_DICT = 3;

export const PROXY_MAPPING = 2;

export const RECORD_RAW = 2; // four raw words
export const RECORD_RAWS = 4;
export const RECORD_CLASS = 6;
export const RECORD_DICT = 7;
export const RECORD_FIELDS = 8; // six fields

/** Shape ids of the built-in objects, in this order from 1. */
export const Shape = {
  ITEMS: 1,
  LIST_ITEMS: 2,
  WORDS: 3,
  NONE: 4,
  NOT_IMPLEMENTED: 5,
  ELLIPSIS: 6,
  BOOL: 7,
  INT: 8,
  WIDE: 9,
  BIG: 10,
  FLOAT: 11,
  COMPLEX: 12,
  STR: 13,
  BYTES: 14,
  BYTEARRAY: 15,
  TUPLE: 16,
  LIST: 17,
  DICT: 18,
  SET: 19,
  FROZENSET: 20,
  RANGE: 21,
  SLICE: 22,
  CELL: 23,
  CODE: 24,
  FUNCTION: 25,
  METHOD: 26,
  NATIVE: 27,
  METHOD_DESCRIPTOR: 28,
  GETSET: 29,
  MEMBER: 30,
  PROPERTY: 31,
  STATICMETHOD: 32,
  CLASSMETHOD: 33,
  MODULE: 34,
  CLASS: 35,
  OBJECT: 36, // object() itself
  EXCEPTION: 37,
  TRACEBACK: 38,
  FRAME: 39,
  GENERATOR: 40,
  COROUTINE: 41,
  ASYNC_GENERATOR: 42,
  WEAKREF: 43,
  PROXY: 44,
  SUPER: 45,
  ITERATOR: 46,
  DICT_VIEW: 47,
  MAPPING_PROXY: 48,
  RECORD: 49,
  BYTES_PART: 50,
  DICT_VALUES: 51, // a view, as DICT_VIEW, which is that of keys
  DICT_ITEMS: 52,
  PAIRS: 53,
  RANGE_ITERATOR: 54, // refers to nothing: no part of cycles
  METHOD_WRAPPER: 55, // a slot of a type, bound, as NATIVE
  WRAPPER_DESCRIPTOR: 56, // and unbound, as METHOD_DESCRIPTOR
} as const;

const C = SHAPE_CONTAINER;
const T = SHAPE_CONTAINER | SHAPE_TRASHCAN;
const ID = SHAPE_IDENTITY;
/** Without tp_clear: something else in the cycle has to be emptied. */
const NONE: readonly number[] = [];

/** The offsets from one up to another. */
export function offsets(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}

/** The specs behind `Shape`, in its order, each with its kind. */
export const builtinShapes: readonly (ShapeSpec & { readonly kind: number })[] = [
  { name: 'items', kind: Kind.PART, raw: 1, refs: 0, variable: VAR_REFS, traits: SHAPE_PART },
  {
    name: 'list items',
    kind: Kind.PART,
    raw: 1,
    refs: 0,
    variable: VAR_REFS,
    traits: SHAPE_PART,
    releaseReversed: true,
  },
  { name: 'words', kind: Kind.PART, raw: 1, refs: 0, variable: VAR_WORDS, traits: SHAPE_PART },
  { name: 'NoneType', kind: Kind.NONE, raw: 0, refs: 0 },
  { name: 'NotImplementedType', kind: Kind.NOT_IMPLEMENTED, raw: 0, refs: 0 },
  { name: 'ellipsis', kind: Kind.ELLIPSIS, raw: 0, refs: 0 },
  { name: 'bool', kind: Kind.BOOL, raw: 1, refs: 0 },
  { name: 'int', kind: Kind.INT, raw: 1, refs: 0 },
  { name: 'int (53 bits)', kind: Kind.WIDE, raw: 2, refs: 0 },
  { name: 'int (limbs)', kind: Kind.BIG, raw: 2, refs: 0, variable: VAR_WORDS },
  { name: 'float', kind: Kind.FLOAT, raw: 2, refs: 0 },
  { name: 'complex', kind: Kind.COMPLEX, raw: 4, refs: 0 },
  { name: 'str', kind: Kind.STR, raw: 4, refs: 0, variable: VAR_BYTES },
  { name: 'bytes', kind: Kind.BYTES, raw: 2, refs: 0, variable: VAR_BYTES },
  { name: 'bytearray', kind: Kind.BYTEARRAY, raw: 2, refs: 1 },
  {
    name: 'tuple',
    kind: Kind.TUPLE,
    raw: 1,
    refs: 0,
    variable: VAR_REFS,
    traits: T | SHAPE_UNTRACKABLE,
    releaseReversed: true,
    clears: NONE,
  },
  { name: 'list', kind: Kind.LIST, raw: 1, refs: 1, traits: T },
  { name: 'dict', kind: Kind.DICT, raw: 4, refs: 2, traits: T | SHAPE_UNTRACKABLE },
  { name: 'set', kind: Kind.SET, raw: 4, refs: 2, traits: T },
  { name: 'frozenset', kind: Kind.FROZENSET, raw: 4, refs: 2, traits: T },
  { name: 'range', kind: Kind.RANGE, raw: 0, refs: 4 },
  { name: 'slice', kind: Kind.SLICE, raw: 0, refs: 3, traits: C, clears: NONE },
  { name: 'cell', kind: Kind.CELL, raw: 0, refs: 1, traits: C },
  { name: 'code', kind: Kind.CODE, raw: 1, refs: 0, traits: 0 },
  {
    name: 'function',
    kind: Kind.FUNCTION,
    raw: 1,
    refs: 12,
    traits: C | ID,
    clears: offsets(FUNCTION_GLOBALS, FUNCTION_CODE),
  },
  { name: 'method', kind: Kind.METHOD, raw: 0, refs: 2, traits: C, clears: NONE },
  { name: 'builtin_function_or_method', kind: Kind.NATIVE, raw: 1, refs: 2, traits: C, clears: NONE },
  { name: 'method_descriptor', kind: Kind.METHOD_DESCRIPTOR, raw: 1, refs: 2, traits: C | ID, clears: NONE },
  { name: 'getset_descriptor', kind: Kind.GETSET, raw: 1, refs: 2, traits: C | ID, clears: NONE },
  { name: 'member_descriptor', kind: Kind.MEMBER, raw: 1, refs: 2, traits: C | ID, clears: NONE },
  { name: 'property', kind: Kind.PROPERTY, raw: 0, refs: 4, traits: C | ID },
  { name: 'staticmethod', kind: Kind.STATICMETHOD, raw: 0, refs: 2, traits: C | ID },
  { name: 'classmethod', kind: Kind.CLASSMETHOD, raw: 0, refs: 2, traits: C | ID },
  { name: 'module', kind: Kind.MODULE, raw: 0, refs: 2, traits: C | ID },
  {
    name: 'type',
    kind: Kind.CLASS,
    raw: 1,
    refs: 6,
    traits: C | ID,
    visits: [CLASS_DICT, CLASS_MRO, CLASS_BASES, CLASS_META],
    clears: [CLASS_DICT, CLASS_MRO],
    atomUntracked: true,
  },
  { name: 'object', kind: Kind.INSTANCE, raw: 0, refs: 0, traits: ID },
  {
    name: 'exception',
    kind: Kind.EXCEPTION,
    raw: 1,
    refs: 6 + EXC_EXTRAS,
    traits: C | ID,
    clears: offsets(EXC_EXTRA, EXC_CONTEXT + 1),
  },
  { name: 'traceback', kind: Kind.TRACEBACK, raw: 2, refs: 2, traits: T | ID },
  {
    name: 'frame',
    kind: Kind.FRAME,
    raw: 3,
    refs: 4,
    traits: T | ID,
    visits: [FRAME_BACK, FRAME_NAMESPACE, FRAME_FUNCTION, FRAME_LOCALS],
    clears: [FRAME_LOCALS],
  },
  {
    name: 'generator',
    kind: Kind.GENERATOR,
    raw: 4,
    refs: 7,
    traits: C | ID | SHAPE_FINALIZER,
    clears: NONE,
  },
  {
    name: 'coroutine',
    kind: Kind.COROUTINE,
    raw: 4,
    refs: 7,
    traits: C | ID | SHAPE_FINALIZER,
    clears: NONE,
  },
  {
    name: 'async_generator',
    kind: Kind.ASYNC_GENERATOR,
    raw: 4,
    refs: 8,
    traits: C | ID | SHAPE_FINALIZER,
    clears: NONE,
  },
  { name: 'weakref', kind: Kind.WEAKREF, raw: 2, refs: 4, traits: C | SHAPE_WEAK },
  { name: 'weakproxy', kind: Kind.PROXY, raw: 2, refs: 4, traits: C | SHAPE_WEAK },
  {
    name: 'super',
    kind: Kind.SUPER,
    raw: 0,
    refs: 3,
    traits: C | ID,
    visits: [SUPER_SELF, SUPER_TYPE, SUPER_SELF_CLASS],
    clears: NONE,
  },
  { name: 'iterator', kind: Kind.ITERATOR, raw: 4, refs: 2, traits: C | ID, clears: NONE },
  { name: 'dict view', kind: Kind.DICT_VIEW, raw: 1, refs: 1, traits: C | ID, clears: NONE },
  { name: 'mappingproxy', kind: Kind.MAPPING_PROXY, raw: 0, refs: 1, traits: C, clears: NONE },
  { name: 'record', kind: Kind.RECORD, raw: RECORD_RAWS, refs: 8, traits: C | ID },
  { name: 'bytes part', kind: Kind.PART, raw: 2, refs: 0, variable: VAR_BYTES, traits: SHAPE_PART },
  { name: 'dict values', kind: Kind.DICT_VIEW, raw: 1, refs: 1, traits: C | ID, clears: NONE },
  { name: 'dict items', kind: Kind.DICT_VIEW, raw: 1, refs: 1, traits: C | ID, clears: NONE },
  {
    name: 'pairs',
    kind: Kind.PART,
    raw: 1,
    refs: 0,
    variable: VAR_REFS,
    traits: SHAPE_PART,
    visitedInPairs: true,
  },
  { name: 'range iterator', kind: Kind.ITERATOR, raw: 4, refs: 2, traits: ID, clears: NONE },
  { name: 'method-wrapper', kind: Kind.NATIVE, raw: 1, refs: 2, traits: C, clears: NONE },
  { name: 'wrapper_descriptor', kind: Kind.METHOD_DESCRIPTOR, raw: 1, refs: 2, traits: C | ID, clears: NONE },
];
