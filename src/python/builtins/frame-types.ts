import type { Ref } from '../../heap/layout.ts';
import {
  CODE_ID,
  FRAME_BACK,
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_INDEX,
  FRAME_LOCALS,
  FRAME_PC,
  FUNCTION_BUILTINS,
  FUNCTION_CODE,
  FUNCTION_GLOBALS,
  GEN_PC,
  Kind,
  Shape,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_PC,
} from '../objects/shapes.ts';
import { F_PC } from '../vm/frames.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import { GuestThread } from '../vm/thread.ts';
import type { VM } from '../vm/vm.ts';
import {
  type Attribute,
  atAddress,
  listOfNames,
  readOnlyMember,
  slotAttribute,
  tupleOfNames,
} from './core-support.ts';
import { frameLocals, suspendedOwner } from './frame-locals.ts';

/** Code objects, frames and tracebacks. */

// ---- code

function codeOf(vm: VM, self: Ref) {
  return vm.codes.infos[vm.i32[self + CODE_ID]!]!;
}

function numberOf(read: (info: ReturnType<typeof codeOf>) => number): Attribute {
  return readOnlyMember((vm, self) => vm.newInt(read(codeOf(vm, self))));
}

function textOf(read: (info: ReturnType<typeof codeOf>) => string): Attribute {
  return readOnlyMember((vm, self) => vm.newStr(read(codeOf(vm, self))));
}

function namesOf(read: (info: ReturnType<typeof codeOf>) => readonly string[]): Attribute {
  return { get: (vm, self) => tupleOfNames(vm, read(codeOf(vm, self))) };
}

function constantsOf(vm: VM, self: Ref): Ref {
  const info = codeOf(vm, self);
  const count = info.code.constants.length;
  for (let k = 0; k < count; k++) vm.pushBorrowed(vm.codes.constantAt(info, k));
  return vm.tupleOfTop(count);
}

function codeRepr(vm: VM, args: number): Ref {
  const { code } = codeOf(vm, vm.at(args));
  const at = atAddress(vm, `code object ${code.name}`, vm.at(args)).slice(0, -1);
  return vm.newStr(`${at}, file "${code.filename}", line ${code.firstLine}>`);
}

export const codeClass: BuiltinClass = {
  name: 'code',
  kind: Kind.CODE,
  shape: Shape.CODE,
  subclassable: false,
  methods: {
    __repr__: ['self, /', codeRepr],
    __eq__: [
      'self, value, /',
      (vm, args) => {
        if (vm.kindOf(vm.at(args + 1)) !== Kind.CODE) return vm.newNotImplemented();
        return vm.newBool(vm.i32[vm.at(args) + CODE_ID] === vm.i32[vm.at(args + 1) + CODE_ID]);
      },
    ],
    __hash__: ['self, /', (vm, args) => vm.newInt(vm.i32[vm.at(args) + CODE_ID]! + 1)],
  },
  getsets: {
    co_name: textOf((info) => info.code.name),
    co_qualname: textOf((info) => info.code.qualname),
    co_filename: textOf((info) => info.code.filename),
    co_firstlineno: numberOf((info) => info.code.firstLine),
    co_argcount: numberOf((info) => info.code.argCount),
    co_posonlyargcount: numberOf((info) => info.code.posOnlyArgCount),
    co_kwonlyargcount: numberOf((info) => info.code.kwOnlyArgCount),
    co_nlocals: numberOf((info) => info.code.varNames.length),
    co_stacksize: numberOf((info) => info.code.stackSize),
    co_flags: numberOf((info) => info.code.flags),
    co_varnames: namesOf((info) => info.code.varNames),
    co_names: namesOf((info) => info.code.names),
    co_cellvars: namesOf((info) => info.code.cellNames),
    co_freevars: namesOf((info) => info.code.freeNames),
    co_consts: { get: constantsOf },
  },
};

// ---- frame

/** Word offset of the frame's present instruction. */
function pcOf(vm: VM, frame: Ref): number {
  const index = vm.i32[frame + FRAME_INDEX]!;
  if (index > 0) return vm.frames.field(index - 1, F_PC);
  if (index < 0) return vm.threads.parkedOwner(index).pcOf(GuestThread.frameOf(index));
  const generator = suspendedOwner(vm, frame);
  return generator !== 0 ? Math.max(0, vm.i32[generator + GEN_PC]! - 4) : vm.i32[frame + FRAME_PC]!;
}

/** CPython's instructions take two bytes, ours four words. */
function lastInstruction(pc: number): number {
  return (pc / 4) * 2;
}

function lineOfFrame(vm: VM, frame: Ref): number {
  return vm.codes.lineOf(vm.i32[frame + FRAME_CODE]!, pcOf(vm, frame));
}

/** The caller's frame; a suspended generator has none. */
function backOf(vm: VM, frame: Ref): Ref {
  const index = vm.i32[frame + FRAME_INDEX]!;
  let back = 0;
  if (index === 0) back = vm.i32[frame + FRAME_BACK]!;
  else if (index < 0) back = vm.threads.parkedOwner(index).objectOf(vm, GuestThread.frameOf(index) - 1);
  else if (index - 1 > vm.frames.base) back = vm.frames.objectOf(index - 2);
  return vm.runtime.retain(back === 0 ? vm.none : back);
}

function functionSlot(slot: number): Attribute {
  return { get: (vm, self) => vm.runtime.retain(vm.i32[vm.i32[self + FRAME_FUNCTION]! + slot]!) };
}

function clearFrame(vm: VM, args: number): Ref {
  const frame = vm.at(args);
  const index = vm.i32[frame + FRAME_INDEX]!;
  if (index !== 0) throw vm.error('RuntimeError', 'cannot clear an executing frame');
  const generator = suspendedOwner(vm, frame);
  if (generator !== 0) vm.generators.close(vm.pushBorrowed(generator));
  else vm.runtime.store(frame, FRAME_LOCALS, 0);
  return vm.newNone();
}

function frameRepr(vm: VM, args: number): Ref {
  const { code } = vm.codes.infos[vm.i32[vm.at(args) + FRAME_CODE]!]!;
  const at = atAddress(vm, 'frame', vm.at(args)).slice(0, -1);
  return vm.newStr(
    `${at}, file '${code.filename}', line ${lineOfFrame(vm, vm.at(args))}, code ${code.name}>`,
  );
}

export const frameClass: BuiltinClass = {
  name: 'frame',
  kind: Kind.FRAME,
  shape: Shape.FRAME,
  subclassable: false,
  methods: {
    __repr__: ['self, /', frameRepr],
    clear: ['self, /', clearFrame],
  },
  getsets: {
    f_back: { get: backOf },
    f_locals: { get: frameLocals },
    f_globals: functionSlot(FUNCTION_GLOBALS),
    f_builtins: functionSlot(FUNCTION_BUILTINS),
    f_code: functionSlot(FUNCTION_CODE),
    f_lineno: { get: (vm, self) => vm.newInt(lineOfFrame(vm, self)) },
    f_lasti: { get: (vm, self) => vm.newInt(lastInstruction(pcOf(vm, self))) },
    f_trace: { get: (vm) => vm.newNone() },
  },
};

// ---- traceback

/** [cls, tb_next, tb_frame, tb_lasti, tb_lineno] */
function tracebackNew(vm: VM, args: number): Ref {
  const next = vm.at(args + 1);
  if (next !== vm.none && vm.kindOf(next) !== Kind.TRACEBACK) {
    throw vm.error('TypeError', `expected traceback object or None, got '${vm.typeName(next)}'`);
  }
  if (vm.kindOf(vm.at(args + 2)) !== Kind.FRAME) {
    throw vm.error(
      'TypeError',
      `traceback() argument 'tb_frame' must be frame, not ${vm.typeName(vm.at(args + 2))}`,
    );
  }
  const lasti = vm.index(vm.at(args + 3));
  const line = vm.index(vm.at(args + 4));
  const traceback = vm.runtime.allocate(Shape.TRACEBACK);
  vm.i32[traceback + TRACEBACK_PC] = lasti * 2;
  vm.i32[traceback + TRACEBACK_LINE] = line;
  vm.runtime.initialise(traceback, TRACEBACK_NEXT, vm.at(args + 1) === vm.none ? 0 : vm.at(args + 1));
  vm.runtime.initialise(traceback, TRACEBACK_FRAME, vm.at(args + 2));
  return traceback;
}

function setNext(vm: VM, self: Ref, value: Ref): void {
  if (value === 0) throw vm.error('TypeError', "can't delete tb_next attribute");
  if (value !== vm.none && vm.kindOf(value) !== Kind.TRACEBACK) {
    throw vm.error('TypeError', `expected traceback object, got '${vm.typeName(value)}'`);
  }
  for (let link = value === vm.none ? 0 : value; link !== 0; link = vm.i32[link + TRACEBACK_NEXT]!) {
    if (link === self) throw vm.error('ValueError', 'traceback loop detected');
  }
  vm.runtime.store(self, TRACEBACK_NEXT, value === vm.none ? 0 : value);
}

/** Its own attributes alone, since Python 3. */
function tracebackDir(vm: VM): Ref {
  return listOfNames(vm, ['tb_frame', 'tb_next', 'tb_lasti', 'tb_lineno']);
}

export const tracebackClass: BuiltinClass = {
  name: 'traceback',
  kind: Kind.TRACEBACK,
  shape: Shape.TRACEBACK,
  subclassable: false,
  staticMethods: { __new__: ['cls, tb_next, tb_frame, tb_lasti, tb_lineno', tracebackNew] },
  methods: { __dir__: ['self, /', tracebackDir] },
  getsets: {
    tb_frame: slotAttribute(TRACEBACK_FRAME),
    tb_next: { ...slotAttribute(TRACEBACK_NEXT), set: setNext },
    tb_lineno: { get: (vm, self) => vm.newInt(vm.i32[self + TRACEBACK_LINE]!) },
    tb_lasti: { get: (vm, self) => vm.newInt(lastInstruction(vm.i32[self + TRACEBACK_PC]!)) },
  },
};
