import type { Ref } from '../../heap/layout.ts';
import { EXC_ARGS, EXC_EXTRA, EXC_EXTRAS, Kind } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { type Attribute, orNone, refuseKeywords, tupleOfArguments, writableSlot } from './core-support.ts';
import { exceptionStr, setArguments } from './exception-base.ts';

/** The exceptions that keep more than their arguments: in the EXC_EXTRA slots, or in a tuple in the first of them. */

type Members = Pick<BuiltinClass, 'methods' | 'getsets'>;

function setExtra(vm: VM, self: Ref, index: number, value: Ref): void {
  vm.runtime.store(self, EXC_EXTRA + index, value);
}

// ---- StopIteration.value, SystemExit.code

function stopInit(vm: VM, args: number, count: number): Ref {
  refuseKeywords(vm, vm.at(args + count - 1), vm.typeName(vm.at(args)));
  setArguments(vm, args, count);
  setExtra(vm, vm.at(args), 0, count > 2 ? vm.at(args + 1) : vm.none);
  return vm.newNone();
}

export const stopIterationMembers: Members = {
  methods: { __init__: ['self, *args, **kwargs', stopInit] },
  getsets: { value: writableSlot(EXC_EXTRA) },
};

function exitInit(vm: VM, args: number, count: number): Ref {
  refuseKeywords(vm, vm.at(args + count - 1), vm.typeName(vm.at(args)));
  setArguments(vm, args, count);
  const given = count - 2;
  const self = vm.at(args);
  if (given === 1) setExtra(vm, self, 0, vm.at(args + 1));
  else if (given > 1) setExtra(vm, self, 0, vm.i32[self + EXC_ARGS]!);
  return vm.newNone();
}

export const systemExitMembers: Members = {
  methods: { __init__: ['self, *args, **kwargs', exitInit] },
  getsets: { code: writableSlot(EXC_EXTRA) },
};

// ---- KeyError

function keyErrorStr(vm: VM, args: number): Ref {
  const tuple = vm.i32[vm.at(args) + EXC_ARGS]!;
  if (tuple === 0 || vm.tupleLength(tuple) !== 1) return exceptionStr(vm, args);
  return vm.newStr(vm.repr(vm.tupleItem(tuple, 0)));
}

export const keyErrorMembers: Members = { methods: { __str__: ['self, /', keyErrorStr] } };

// ---- Keyword-only fields: ImportError, NameError, AttributeError

/** [self, *args, name=, …, kwargs]: `names` are the fields in the extra slots from `first` on. */
function keywordInit(first: number, names: readonly string[]): NativeCode {
  return (vm, args, count) => {
    const kwargs = vm.at(args + count - 1);
    const self = vm.at(args);
    for (let entry = 0; entry < vm.dicts.filled(kwargs); entry++) {
      const key = vm.dicts.keyAt(kwargs, entry);
      const index = names.indexOf(vm.text(key));
      if (index < 0) {
        throw vm.error(
          'TypeError',
          `'${vm.text(key)}' is an invalid keyword argument for ${vm.typeName(self)}()`,
        );
      }
      setExtra(vm, self, first + index, vm.dicts.valueAt(kwargs, entry));
    }
    setArguments(vm, args, count);
    if (first === 1 && count === 3) setExtra(vm, vm.at(args), 0, vm.at(args + 1));
    return vm.newNone();
  };
}

export const importErrorMembers: Members = {
  methods: {
    __init__: ['self, *args, **kwargs', keywordInit(1, ['name', 'path'])],
    __str__: [
      'self, /',
      (vm, args) => {
        const message = vm.i32[vm.at(args) + EXC_EXTRA]!;
        return message !== 0 && vm.isStr(message) ? vm.runtime.retain(message) : exceptionStr(vm, args);
      },
    ],
  },
  getsets: {
    msg: writableSlot(EXC_EXTRA),
    name: writableSlot(EXC_EXTRA + 1),
    path: writableSlot(EXC_EXTRA + 2),
  },
};

export const nameErrorMembers: Members = {
  methods: { __init__: ['self, *args, **kwargs', keywordInit(0, ['name'])] },
  getsets: { name: writableSlot(EXC_EXTRA) },
};

export const attributeErrorMembers: Members = {
  methods: { __init__: ['self, *args, **kwargs', keywordInit(0, ['name', 'obj'])] },
  getsets: { name: writableSlot(EXC_EXTRA), obj: writableSlot(EXC_EXTRA + 1) },
};

// ---- Fields in a tuple: SyntaxError and the Unicode errors have more of them than there are slots

const PACKED = EXC_EXTRA + EXC_EXTRAS - 1;

/** Field `index` of the tuple of `size` fields in the last extra slot. */
function packedAttribute(index: number, size: number): Attribute {
  return {
    get: (vm, self) => {
      const tuple = vm.i32[self + PACKED]!;
      return vm.runtime.retain(tuple === 0 ? vm.none : vm.tupleItem(tuple, index));
    },
    set: (vm, self, value) => {
      const tuple = vm.i32[self + PACKED]!;
      for (let k = 0; k < size; k++) {
        if (k === index) vm.pushBorrowed(orNone(vm, value));
        else vm.pushBorrowed(tuple === 0 ? vm.none : vm.tupleItem(tuple, k));
      }
      vm.runtime.storeOwned(self, PACKED, vm.tupleOfTop(size));
    },
  };
}

function packedAttributes(names: readonly string[]): Record<string, Attribute> {
  const attributes: Record<string, Attribute> = {};
  names.forEach((name, index) => {
    attributes[name] = packedAttribute(index, names.length);
  });
  return attributes;
}

/** Borrowed; None if it was never set. */
function packed(vm: VM, self: Ref, index: number): Ref {
  const tuple = vm.i32[self + PACKED]!;
  return tuple === 0 ? vm.none : vm.tupleItem(tuple, index);
}

const syntaxFields = [
  'filename',
  'lineno',
  'offset',
  'text',
  'end_lineno',
  'end_offset',
  'print_file_and_line',
];

function syntaxInit(vm: VM, args: number, count: number): Ref {
  refuseKeywords(vm, vm.at(args + count - 1), vm.typeName(vm.at(args)));
  setArguments(vm, args, count);
  const given = count - 2;
  if (given > 0) setExtra(vm, vm.at(args), 0, vm.at(args + 1));
  if (given !== 2) return vm.newNone();
  const detailsAt = vm.push(vm.protocols.toTuple(vm.at(args + 2)));
  const details = vm.at(detailsAt);
  const length = vm.tupleLength(details);
  if (length < 4) throw vm.error('TypeError', `function takes at least 4 arguments (${length} given)`);
  if (length > 6) throw vm.error('TypeError', `function takes at most 6 arguments (${length} given)`);
  if (length === 5) throw vm.error('TypeError', 'end_offset must be provided when end_lineno is provided');
  for (let k = 0; k < syntaxFields.length; k++)
    vm.pushBorrowed(k < length ? vm.tupleItem(details, k) : vm.none);
  vm.runtime.storeOwned(vm.at(args), PACKED, vm.tupleOfTop(syntaxFields.length));
  vm.dropTo(detailsAt);
  return vm.newNone();
}

function syntaxStr(vm: VM, args: number): Ref {
  const self = vm.at(args);
  const filename = packed(vm, self, 0);
  const line = packed(vm, self, 1);
  const named = vm.isStr(filename) ? vm.text(filename).split('/').pop()! : null;
  const at = vm.isInt(line) ? String(vm.bigIntOf(line)) : null;
  const message = vm.str(orNone(vm, vm.i32[self + EXC_EXTRA]!));
  const where =
    named !== null && at !== null
      ? ` (${named}, line ${at})`
      : named !== null
        ? ` (${named})`
        : at !== null
          ? ` (line ${at})`
          : '';
  return vm.newStr(message + where);
}

export const syntaxErrorMembers: Members = {
  methods: { __init__: ['self, *args, **kwargs', syntaxInit], __str__: ['self, /', syntaxStr] },
  getsets: { msg: writableSlot(EXC_EXTRA), ...packedAttributes(syntaxFields) },
};

const translateFields = ['object', 'start', 'end', 'reason'];
const codecFields = ['encoding', ...translateFields];

function unicodeInit(fields: readonly string[], objectKind: number): NativeCode {
  return (vm, args, count) => {
    refuseKeywords(vm, vm.at(args + count - 1), vm.typeName(vm.at(args)));
    const given = count - 2;
    if (given !== fields.length) {
      throw vm.error('TypeError', `function takes exactly ${fields.length} arguments (${given} given)`);
    }
    fields.forEach((field, k) => {
      const value = vm.at(args + 1 + k);
      const expected =
        field === 'object' ? objectKind : field === 'start' || field === 'end' ? Kind.INT : Kind.STR;
      const fits = expected === Kind.INT ? vm.isInt(value) : vm.kindOf(value) === expected;
      if (fits) return;
      const found = vm.typeName(value);
      if (expected === Kind.BYTES)
        throw vm.error('TypeError', `a bytes-like object is required, not '${found}'`);
      const name = expected === Kind.STR ? 'str' : 'int';
      throw vm.error('TypeError', `argument ${k + 1} must be ${name}, not ${found}`);
    });
    setArguments(vm, args, count);
    vm.runtime.storeOwned(vm.at(args), PACKED, tupleOfArguments(vm, args + 1, args + count - 1));
    return vm.newNone();
  };
}

/** `'utf-8' codec can't decode byte 0xff in position 0: invalid start byte` */
function unicodeStr(verb: 'decode' | 'encode' | 'translate'): NativeCode {
  return (vm, args) => {
    const self = vm.at(args);
    if (vm.i32[self + PACKED] === 0) return exceptionStr(vm, args);
    const first = verb === 'translate' ? 0 : 1;
    const prefix =
      verb === 'translate' ? "can't translate" : `'${vm.str(packed(vm, self, 0))}' codec can't ${verb}`;
    const object = packed(vm, vm.at(args), first);
    const start = vm.index(packed(vm, vm.at(args), first + 1));
    const end = vm.index(packed(vm, vm.at(args), first + 2));
    const reason = vm.str(packed(vm, vm.at(args), first + 3));
    const what = verb === 'decode' ? 'byte' : 'character';
    if (end !== start + 1) return vm.newStr(`${prefix} ${what}s in position ${start}-${end - 1}: ${reason}`);
    const one =
      verb === 'decode'
        ? byteText(vm.strings.bytesView(object)[start]!)
        : charText(vm.strings.at(object, start));
    return vm.newStr(`${prefix} ${what} ${one} in position ${start}: ${reason}`);
  };
}

function byteText(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}

function charText(codePoint: number): string {
  const hex = codePoint.toString(16);
  if (codePoint <= 0xff) return `'\\x${hex.padStart(2, '0')}'`;
  if (codePoint <= 0xffff) return `'\\u${hex.padStart(4, '0')}'`;
  return `'\\U${hex.padStart(8, '0')}'`;
}

export const unicodeDecodeMembers: Members = {
  methods: {
    __init__: ['self, *args, **kwargs', unicodeInit(codecFields, Kind.BYTES)],
    __str__: ['self, /', unicodeStr('decode')],
  },
  getsets: packedAttributes(codecFields),
};

export const unicodeEncodeMembers: Members = {
  methods: {
    __init__: ['self, *args, **kwargs', unicodeInit(codecFields, Kind.STR)],
    __str__: ['self, /', unicodeStr('encode')],
  },
  getsets: packedAttributes(codecFields),
};

export const unicodeTranslateMembers: Members = {
  methods: {
    __init__: ['self, *args, **kwargs', unicodeInit(translateFields, Kind.STR)],
    __str__: ['self, /', unicodeStr('translate')],
  },
  getsets: packedAttributes(translateFields),
};
