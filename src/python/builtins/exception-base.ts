import type { Ref } from '../../heap/layout.ts';
import {
  EXC_ARGS,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_SUPPRESS,
  EXC_TRACEBACK,
  Kind,
  Shape,
} from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { type Attribute, orNone, refuseKeywords, tupleOfArguments } from './core-support.ts';
import { appendOwned } from './list-type.ts';
import { allocateOf, requestedClass } from './native-arguments.ts';

/** `BaseException`: arguments, traceback, cause and context, notes. */

/** A new exception of the class at `args` with the arguments behind it: [cls, *args, kwargs]. */
export function exceptionNew(vm: VM, args: number, count: number): Ref {
  const cls = requestedClass(vm, args, 'BaseException');
  vm.push(argumentTuple(vm, args + 1, args + count - 1));
  const exception = allocateOf(vm, cls);
  vm.runtime.initialiseOwned(exception, EXC_ARGS, vm.pop());
  return exception;
}

/** The arguments at [from, to) as a tuple: the very one that the caller unpacked, if it did. A new reference. */
function argumentTuple(vm: VM, from: number, to: number): Ref {
  const { unpackedAt } = vm.calls;
  if (unpackedAt >= 0 && holdsExactly(vm, vm.at(unpackedAt), from, to))
    return vm.runtime.retain(vm.at(unpackedAt));
  return tupleOfArguments(vm, from, to);
}

function holdsExactly(vm: VM, tuple: Ref, from: number, to: number): boolean {
  if (vm.tupleLength(tuple) !== to - from) return false;
  for (let at = from; at < to; at++) if (vm.tupleItem(tuple, at - from) !== vm.at(at)) return false;
  return true;
}

/** [self, *args, kwargs] */
export function exceptionInit(vm: VM, args: number, count: number): Ref {
  refuseKeywords(vm, vm.at(args + count - 1), vm.typeName(vm.at(args)));
  setArguments(vm, args, count);
  return vm.newNone();
}

export function setArguments(vm: VM, args: number, count: number): void {
  // __init__ gets the tuple that __new__ got.
  const known = vm.i32[vm.at(args) + EXC_ARGS]!;
  if (known !== 0 && holdsExactly(vm, known, args + 1, args + count - 1)) return;
  vm.runtime.storeOwned(vm.at(args), EXC_ARGS, argumentTuple(vm, args + 1, args + count - 1));
}

export function exceptionStr(vm: VM, args: number): Ref {
  const tuple = vm.i32[vm.at(args) + EXC_ARGS]!;
  switch (tuple === 0 ? 0 : vm.tupleLength(tuple)) {
    case 0:
      return vm.newStr('');
    case 1:
      return vm.protocols.strObject(vm.tupleItem(tuple, 0));
    default:
      return vm.newStr(vm.str(tuple));
  }
}

function exceptionRepr(vm: VM, args: number): Ref {
  const name = vm.classes.nameOf(vm.classOf(vm.at(args)));
  const tuple = vm.i32[vm.at(args) + EXC_ARGS]!;
  if (tuple !== 0 && vm.tupleLength(tuple) === 1) {
    const text = vm.repr(vm.tupleItem(tuple, 0));
    return vm.newStr(vm.platform.version[0] === 2 ? `${name}(${text},)` : `${name}(${text})`);
  }
  return vm.newStr(name + (tuple === 0 ? '()' : vm.repr(tuple)));
}

function withTraceback(vm: VM, args: number): Ref {
  setTraceback(vm, vm.at(args), vm.at(args + 1));
  return vm.runtime.retain(vm.at(args));
}

function addNote(vm: VM, args: number): Ref {
  const note = vm.at(args + 1);
  if (!vm.isStr(note)) throw vm.error('TypeError', `note must be a str, not '${vm.typeName(note)}'`);
  const dict = vm.instanceDicts.of(vm.at(args));
  const name = vm.strings.nameRef(vm.name('__notes__'));
  let notes = vm.dicts.getName(dict, name);
  if (notes === 0) {
    notes = vm.newList();
    vm.dicts.setName(dict, name, notes);
    vm.runtime.release(notes);
  }
  if (vm.kindOf(notes) !== Kind.LIST) throw vm.error('TypeError', 'Cannot add note: __notes__ is not a list');
  appendOwned(vm, notes, vm.runtime.retain(note));
  return vm.newNone();
}

function exceptionReduce(vm: VM, args: number): Ref {
  const self = vm.at(args);
  vm.pushBorrowed(vm.classOf(self));
  vm.pushBorrowed(argumentsOf(vm, self));
  const dict = vm.i32[self + vm.info.dictSlot[vm.shapeOf(self)]!]!;
  if (dict === 0) return vm.tupleOfTop(2);
  vm.pushBorrowed(dict);
  return vm.tupleOfTop(3);
}

function setState(vm: VM, args: number): Ref {
  const state = vm.at(args + 1);
  if (state === vm.none) return vm.newNone();
  if (vm.kindOf(state) !== Kind.DICT) throw vm.error('TypeError', 'state is not a dictionary');
  for (let entry = 0; entry < vm.dicts.filled(vm.at(args + 1)); entry++) {
    const key = vm.dicts.keyAt(vm.at(args + 1), entry);
    if (key === 0) continue;
    vm.attributes.set(vm.at(args), vm.strings.nameIdOf(key), vm.dicts.valueAt(vm.at(args + 1), entry));
  }
  return vm.newNone();
}

/** Borrowed. */
export function argumentsOf(vm: VM, self: Ref): Ref {
  const tuple = vm.i32[self + EXC_ARGS]!;
  if (tuple !== 0) return tuple;
  vm.runtime.initialiseOwned(self, EXC_ARGS, vm.tupleOfTop(0));
  return vm.i32[self + EXC_ARGS]!;
}

function setTraceback(vm: VM, self: Ref, value: Ref): void {
  if (value === 0) throw vm.error('TypeError', '__traceback__ may not be deleted');
  if (value !== vm.none && vm.kindOf(value) !== Kind.TRACEBACK) {
    throw vm.error('TypeError', '__traceback__ must be a traceback or None');
  }
  vm.runtime.store(self, EXC_TRACEBACK, value === vm.none ? 0 : value);
}

/** `__cause__` or `__context__`. */
function linkAttribute(slot: number, name: string, complaint: string): Attribute {
  return {
    get: (vm, self) => vm.runtime.retain(orNone(vm, vm.i32[self + slot]!)),
    set: (vm, self, value) => {
      if (value === 0) throw vm.error('TypeError', `${name} may not be deleted`);
      if (value !== vm.none && vm.kindOf(value) !== Kind.EXCEPTION) throw vm.error('TypeError', complaint);
      if (slot === EXC_CAUSE) vm.i32[self + EXC_SUPPRESS] = 1;
      vm.runtime.store(self, slot, value === vm.none ? 0 : value);
    },
  };
}

const argsAttribute: Attribute = {
  get: (vm, self) => vm.runtime.retain(argumentsOf(vm, self)),
  set: (vm, self, value) => {
    if (value === 0) throw vm.error('TypeError', 'args may not be deleted');
    const selfAt = vm.pushBorrowed(self);
    const valueAt = vm.pushBorrowed(value);
    const tuple = vm.protocols.toTuple(vm.at(valueAt));
    vm.runtime.storeOwned(vm.at(selfAt), EXC_ARGS, tuple);
    vm.dropTo(selfAt);
  },
};

const suppressAttribute: Attribute = {
  get: (vm, self) => vm.newBool(vm.i32[self + EXC_SUPPRESS] === 1),
  set: (vm, self, value) => {
    if (value === 0) throw vm.error('TypeError', "can't delete numeric/char attribute");
    if (vm.kindOf(value) !== Kind.BOOL) throw vm.error('TypeError', 'attribute value type must be bool');
    vm.i32[self + EXC_SUPPRESS] = value === vm.true ? 1 : 0;
  },
};

export const dictAttribute: Attribute = {
  get: (vm, self) => vm.runtime.retain(vm.instanceDicts.of(self)),
  set: (vm, self, value) => vm.instanceDicts.replace(self, value),
};

export const baseExceptionClass: BuiltinClass = {
  name: 'BaseException',
  kind: Kind.EXCEPTION,
  shape: Shape.EXCEPTION,
  doc: 'Common base class for all exceptions',
  staticMethods: { __new__: ['cls, *args, **kwargs', exceptionNew] },
  methods: {
    __init__: ['self, *args, **kwargs', exceptionInit],
    __repr__: ['self, /', exceptionRepr],
    __str__: ['self, /', exceptionStr],
    __reduce__: ['self, /', exceptionReduce],
    __setstate__: ['self, state, /', setState],
    with_traceback: ['self, tb, /', withTraceback],
    add_note: ['self, note, /', addNote],
  },
  getsets: {
    args: argsAttribute,
    __traceback__: {
      get: (vm, self) => vm.runtime.retain(orNone(vm, vm.i32[self + EXC_TRACEBACK]!)),
      set: setTraceback,
    },
    __context__: linkAttribute(
      EXC_CONTEXT,
      '__context__',
      'exception context must be None or derive from BaseException',
    ),
    __cause__: linkAttribute(
      EXC_CAUSE,
      '__cause__',
      'exception cause must be None or derive from BaseException',
    ),
    __suppress_context__: suppressAttribute,
    __dict__: dictAttribute,
  },
};
