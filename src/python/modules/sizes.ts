import { SHAPE_CONTAINER } from '../../contract/shapes.ts';
import { LENGTH, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import type { SizedObject, SizeRules } from '../../platforms/platform.ts';
import {
  BYTEARRAY_DATA,
  DICT_SLOTS,
  GEN_CODE,
  INSTANCE_CLASS,
  Kind,
  LIST_ITEMS,
  NATIVE_ID,
  NATIVE_SELF,
  SET_MASK,
  Shape,
} from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

/**
 * sys.getsizeof: bytes that CPython (64-bit) takes for an object, by its layout there: 16 bytes of header, 16 more in
 * front of what the cycle collector tracks, and each type's own fields. Checked against recorded sizes in test/python/modules.
 */

const HEADER = 16;
const GC = 16;
const WORD = 8;

/** Kinds whose size is the same for every object, without what subclasses add. */
const FIXED: Readonly<Record<number, number>> = {
  [Kind.NONE]: 16,
  [Kind.NOT_IMPLEMENTED]: 16,
  [Kind.ELLIPSIS]: 16,
  [Kind.FLOAT]: 24,
  [Kind.COMPLEX]: 32,
  [Kind.RANGE]: 48,
  [Kind.SLICE]: 56,
  [Kind.CELL]: 40,
  [Kind.METHOD]: 64,
  [Kind.NATIVE]: 72,
  [Kind.METHOD_DESCRIPTOR]: 72,
  [Kind.GETSET]: 64,
  [Kind.MEMBER]: 64,
  [Kind.STATICMETHOD]: 48,
  [Kind.CLASSMETHOD]: 48,
  [Kind.MODULE]: 72,
  [Kind.TRACEBACK]: 64,
  [Kind.SUPER]: 56,
  [Kind.ITERATOR]: 48,
  [Kind.DICT_VIEW]: 40,
  [Kind.MAPPING_PROXY]: 40,
  [Kind.RECORD]: 64,
};

/** Those that are different in different versions. */
const VERSIONED: Readonly<Record<number, SizedObject>> = {
  [Kind.CODE]: 'code',
  [Kind.FUNCTION]: 'function',
  [Kind.PROPERTY]: 'property',
  [Kind.EXCEPTION]: 'exception',
  [Kind.FRAME]: 'frame',
  [Kind.GENERATOR]: 'generator',
  [Kind.COROUTINE]: 'coroutine',
  [Kind.ASYNC_GENERATOR]: 'asyncGenerator',
  [Kind.WEAKREF]: 'weakReference',
  [Kind.PROXY]: 'weakReference',
};

function rulesOf(vm: VM): SizeRules {
  return vm.platform.sysModule.sizes!;
}

export function sizeOf(vm: VM, ref: Ref): number {
  const info = vm.classes.infoOf(vm.classOf(ref));
  if (vm.kindOf(ref) === Kind.INSTANCE) return instanceSize(vm, ref);
  const size = builtinSize(vm, ref);
  return info.isHeapType ? size + subclassBytes(vm, ref) : size;
}

function builtinSize(vm: VM, ref: Ref): number {
  const { i32 } = vm;
  const kind = vm.kindOf(ref);
  switch (kind) {
    case Kind.BOOL:
    case Kind.INT:
    case Kind.WIDE:
    case Kind.BIG:
      return intSize(vm.bigIntOf(ref), rulesOf(vm).zero);
    case Kind.STR:
      return strSize(vm, ref);
    case Kind.BYTES:
      return 33 + i32[ref + LENGTH]!;
    case Kind.BYTEARRAY: {
      const data = i32[ref + BYTEARRAY_DATA]!;
      return data === 0 ? 56 : 57 + i32[data + LENGTH]!;
    }
    case Kind.TUPLE:
      return 40 + WORD * i32[ref + LENGTH]!;
    case Kind.LIST: {
      const items = i32[ref + LIST_ITEMS]!;
      return 56 + WORD * (items === 0 ? 0 : i32[items + LENGTH]!);
    }
    case Kind.DICT:
      return dictSize(vm, ref);
    case Kind.SET:
    case Kind.FROZENSET: {
      const slots = i32[ref + SET_MASK]! + 1;
      return 216 + (slots <= 8 ? 0 : slots * 16);
    }
    case Kind.CLASS:
      return classSize(vm, ref);
    case Kind.GENERATOR:
    case Kind.COROUTINE:
    case Kind.ASYNC_GENERATOR:
      return rulesOf(vm).objects[VERSIONED[kind]!] + frameBytes(vm, ref);
    case Kind.NATIVE:
      return i32[ref + NATIVE_SELF] !== 0 && isWrapper(vm, ref) ? 48 : 72;
    default: {
      const versioned = VERSIONED[kind];
      return versioned === undefined ? (FIXED[kind] ?? HEADER) : rulesOf(vm).objects[versioned];
    }
  }
}

/** Since 3.11 a generator contains its frame: variables and operands. The figure in the table is that of one word. */
function frameBytes(vm: VM, generator: Ref): number {
  const [major, minor] = vm.platform.version;
  if (major === 2 || minor < 11) return 0;
  const { slots, code } = vm.codes.infos[vm.i32[generator + GEN_CODE]!]!;
  return WORD * (slots + code.stackSize - 1);
}

/** A bound special method of a built-in type is a method-wrapper in CPython, other ones are built-in methods. */
function isWrapper(vm: VM, ref: Ref): boolean {
  return vm.classes.natives[vm.i32[ref + NATIVE_ID]!]!.name.startsWith('__');
}

/** 24 bytes and 30-bit digits of 4 bytes; in newer versions 0 has room for one, as every small int. */
function intSize(value: bigint, zero: number): number {
  if (value === 0n) return zero;
  const bits = (value < 0n ? -value : value).toString(2).length;
  return 24 + 4 * Math.ceil(bits / 30);
}

function strSize(vm: VM, ref: Ref): number {
  const length = vm.strings.length(ref);
  const width = vm.strings.width(ref);
  const { ascii, other } = rulesOf(vm).strings;
  if (width > 1) return other + width * (length + 1);
  for (let k = 0; k < length; k++) if (vm.strings.at(ref, k) > 127) return other + 1 + length;
  return ascii + 1 + length;
}

/** Object, key table's header, index, entries: with the hash 24 bytes each, less in newer versions while all keys are str. */
function dictSize(vm: VM, dict: Ref): number {
  const slots = vm.i32[dict + DICT_SLOTS]!;
  if (slots === 0) return 64;
  const size = Math.max(8, slots);
  const indexBytes = size < 256 ? 1 : size < 65_536 ? 2 : 4;
  const { header, textEntry } = rulesOf(vm).dictKeys;
  let entryBytes = textEntry;
  for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
    const key = vm.dicts.keyAt(dict, entry);
    if (key !== 0 && vm.shapeOf(key) !== Shape.STR) entryBytes = 24;
  }
  return 64 + header + size * indexBytes + Math.floor((size * 2) / 3) * entryBytes;
}

function classSize(vm: VM, cls: Ref): number {
  const info = vm.classes.infoOf(cls);
  if (!info.isHeapType) return 408;
  const { builtin, dict, slots } = rulesOf(vm).classes;
  if (info.slotCount > 0 && !info.hasDict) return slots;
  return info.kind === Kind.INSTANCE ? dict : builtin;
}

/** Header, collector's header, the slots, what dict and weak references take. */
function instanceSize(vm: VM, ref: Ref): number {
  const info = vm.classes.infoOf(vm.classOf(ref));
  if (!info.isHeapType) return HEADER;
  const tracked = (vm.runtime.shapes.traits[vm.i32[ref]! & SHAPE_MASK]! & SHAPE_CONTAINER) !== 0;
  const slots = info.slotCount * WORD;
  const collected = tracked && vm.i32[ref + INSTANCE_CLASS] !== 0 ? GC : 0;
  return HEADER + collected + slots + (info.hasDict ? rulesOf(vm).instanceDictAndWeak : 0);
}

/** What an instance of a subclass takes beyond the built-in's size, as measured: dict, weak list, collector's header. */
function subclassBytes(vm: VM, ref: Ref): number {
  const info = vm.classes.infoOf(vm.classOf(ref));
  const slots = info.slotCount * WORD;
  const kind = vm.kindOf(ref);
  switch (kind) {
    case Kind.EXCEPTION:
      return slots + WORD;
    case Kind.STR:
      // Not compact any more: its characters are in a block of their own.
      return slots + (info.hasDict ? 64 : 40);
    case Kind.TUPLE:
      return slots + (info.hasDict ? WORD : 0);
    case Kind.INT:
    case Kind.WIDE:
    case Kind.BIG:
    case Kind.BYTES:
      return slots + (info.hasDict ? 2 * WORD : 0);
    default:
      return slots + (kind <= Kind.BYTEARRAY ? GC : 0) + (info.hasDict ? rulesOf(vm).instanceDictAndWeak : 0);
  }
}
