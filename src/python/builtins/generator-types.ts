import type { Ref } from '../../heap/layout.ts';
import {
  EXC_TRACEBACK,
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_INDEX,
  FRAME_PC,
  FUNCTION_CODE,
  GEN_CODE,
  GEN_FRAME,
  GEN_FUNCTION,
  GEN_NAME,
  GEN_PC,
  GEN_QUALNAME,
  GEN_SLOTS,
  GEN_STATE,
  ITEMS_DATA,
  Kind,
  RECORD_FIELDS,
  Shape,
} from '../objects/shapes.ts';
import { FRAME_OBJECT_SLOT } from '../vm/codes.ts';
import { GEN_CLOSED, GEN_CREATED, GEN_RUNNING } from '../vm/generators.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { type Attribute, atAddress, unlessNone } from './core-support.ts';

/** Generators and coroutines. */

/** What a resumed generator gave, for the caller of send or throw: yielded, or StopIteration with what it returned. */
export function yieldedOrStop(vm: VM, at: number, value: Ref): Ref {
  if (vm.i32[vm.at(at) + GEN_STATE] !== GEN_CLOSED) return value;
  vm.push(value);
  throw vm.exceptions.stopIteration(value === 0 ? vm.none : value);
}

function refuseReuse(vm: VM, at: number): void {
  if (vm.kindOf(vm.at(at)) !== Kind.COROUTINE || vm.i32[vm.at(at) + GEN_STATE] !== GEN_CLOSED) return;
  throw vm.error('RuntimeError', 'cannot reuse already awaited coroutine');
}

function sendTo(vm: VM, at: number, valueAt: number): Ref {
  refuseReuse(vm, at);
  return yieldedOrStop(vm, at, vm.generators.send(at, vm.runtime.retain(vm.at(valueAt))));
}

/** throw(type, value, traceback) at `first`: the exception they mean, a new reference. */
export function thrownException(vm: VM, first: number): Ref {
  const type = vm.at(first);
  const value = unlessNone(vm, vm.at(first + 1));
  const base = vm.classes.named('BaseException');
  const traceback = unlessNone(vm, vm.at(first + 2));
  if (traceback !== 0 && vm.kindOf(traceback) !== Kind.TRACEBACK) {
    throw vm.error('TypeError', 'throw() third argument must be a traceback object');
  }
  if (vm.kindOf(type) === Kind.EXCEPTION) {
    if (value !== 0) throw vm.error('TypeError', 'instance exception may not have a separate value');
    return withTraceback(vm, vm.runtime.retain(type), first + 2);
  }
  if (!vm.classes.isClass(type) || !vm.classes.isSubclass(type, base)) {
    const found = vm.typeName(type);
    throw vm.error(
      'TypeError',
      `exceptions must be classes or instances deriving from BaseException, not ${found}`,
    );
  }
  if (value !== 0 && vm.classes.isSubclass(vm.classOf(value), type)) {
    return withTraceback(vm, vm.runtime.retain(value), first + 2);
  }
  const parts: Ref[] = [];
  if (value !== 0 && vm.kindOf(value) === Kind.TUPLE) {
    for (let k = 0; k < vm.tupleLength(value); k++) parts.push(vm.tupleItem(value, k));
  } else if (value !== 0) parts.push(value);
  return withTraceback(vm, instantiated(vm, first, parts), first + 2);
}

/** The exception that calling its class gives, or the one that this raises: either is thrown into the generator. */
function instantiated(vm: VM, typeAt: number, parts: readonly Ref[]): Ref {
  const top = vm.roots.top;
  const depth = vm.frames.depth;
  try {
    const made = vm.push(vm.call(vm.at(typeAt), ...parts));
    if (vm.kindOf(vm.at(made)) === Kind.EXCEPTION) return vm.pop();
    const found = vm.typeName(vm.at(made));
    const should = `calling ${vm.repr(vm.at(typeAt))} should have returned an instance of BaseException`;
    throw vm.error('TypeError', `${should}, not ${found}`);
  } catch (error) {
    vm.guestError(error);
    if (vm.frames.depth !== depth) throw error;
    vm.dropTo(top);
    return vm.exceptions.take();
  }
}

function withTraceback(vm: VM, exception: Ref, at: number): Ref {
  const traceback = unlessNone(vm, vm.at(at));
  if (traceback !== 0) vm.runtime.store(exception, EXC_TRACEBACK, traceback);
  return exception;
}

function throwTo(vm: VM, at: number, first: number): Ref {
  const exception = thrownException(vm, first);
  if (vm.kindOf(vm.at(at)) === Kind.COROUTINE && vm.i32[vm.at(at) + GEN_STATE] === GEN_CLOSED) {
    vm.push(exception);
    refuseReuse(vm, at);
  }
  return yieldedOrStop(vm, at, vm.generators.throwInto(at, exception));
}

function closeGenerator(vm: VM, args: number): Ref {
  vm.generators.close(args);
  return vm.newNone();
}

export function generatorRepr(what: string): NativeCode {
  return (vm, args) => {
    const name = vm.text(vm.i32[vm.at(args) + GEN_QUALNAME]!);
    return vm.newStr(atAddress(vm, `${what} object ${name}`, vm.at(args)));
  };
}

// ---- Attributes

function nameAttribute(slot: number, name: string): Attribute {
  return {
    get: (vm, self) => vm.runtime.retain(vm.i32[self + slot]!),
    set: (vm, self, value) => {
      if (value === 0 || !vm.isStr(value))
        throw vm.error('TypeError', `${name} must be set to a string object`);
      vm.runtime.store(self, slot, value);
    },
  };
}

/** The frame object of a generator, made now if need be; None once it has ended. */
function frameOf(vm: VM, self: Ref): Ref {
  const { i32, runtime } = vm;
  const state = i32[self + GEN_STATE]!;
  if (state === GEN_CLOSED) return vm.newNone();
  if (state === GEN_RUNNING) {
    for (let index = vm.frames.depth - 1; index >= 0; index--) {
      if (vm.generators.ownerOf(index) === self) return runtime.retain(vm.frames.objectOf(index));
    }
    return vm.newNone();
  }
  const known = i32[self + GEN_FRAME]!;
  if (known !== 0) return runtime.retain(known);
  const frame = runtime.allocate(Shape.FRAME);
  i32[frame + FRAME_CODE] = i32[self + GEN_CODE]!;
  i32[frame + FRAME_PC] = i32[self + GEN_PC]!;
  i32[frame + FRAME_INDEX] = 0;
  runtime.initialise(frame, FRAME_FUNCTION, i32[self + GEN_FUNCTION]!);
  const slot = vm.codes.infos[i32[self + GEN_CODE]!]!.slots + FRAME_OBJECT_SLOT;
  runtime.store(i32[self + GEN_SLOTS]!, ITEMS_DATA + slot, frame);
  runtime.store(self, GEN_FRAME, frame);
  return frame;
}

function delegateOf(vm: VM, self: Ref): Ref {
  const delegate = vm.generators.delegate(self);
  return vm.runtime.retain(delegate === 0 ? vm.none : delegate);
}

function codeOf(vm: VM, self: Ref): Ref {
  const held = vm.i32[self + GEN_FUNCTION]!;
  return vm.runtime.retain(vm.kindOf(held) === Kind.CODE ? held : vm.i32[held + FUNCTION_CODE]!);
}

/** The attributes with their prefix: gi_frame, cr_frame, ag_frame, … */
export function generatorAttributes(prefix: string, delegate: string): Record<string, Attribute> {
  return {
    __name__: nameAttribute(GEN_NAME, '__name__'),
    __qualname__: nameAttribute(GEN_QUALNAME, '__qualname__'),
    [`${prefix}_frame`]: { get: frameOf },
    [`${prefix}_code`]: { get: codeOf },
    [`${prefix}_running`]: { get: (vm, self) => vm.newBool(vm.i32[self + GEN_STATE] === GEN_RUNNING) },
    [`${prefix}_suspended`]: {
      get: (vm, self) => {
        const state = vm.i32[self + GEN_STATE]!;
        return vm.newBool(state !== GEN_CREATED && state !== GEN_RUNNING && state !== GEN_CLOSED);
      },
    },
    [delegate]: { get: delegateOf },
  };
}

export const generatorClass: BuiltinClass = {
  name: 'generator',
  kind: Kind.GENERATOR,
  shape: Shape.GENERATOR,
  subclassable: false,
  methods: {
    __iter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __next__: ['self, /', (vm, args) => yieldedOrStop(vm, args, vm.generators.send(args, 0))],
    __repr__: ['self, /', generatorRepr('generator')],
    send: ['self, value, /', (vm, args) => sendTo(vm, args, args + 1)],
    throw: ['self, type, value=, traceback=, /', (vm, args) => throwTo(vm, args, args + 1)],
    close: ['self, /', closeGenerator],
  },
  getsets: generatorAttributes('gi', 'gi_yieldfrom'),
};

// ---- Coroutines

const WRAPPED = RECORD_FIELDS;

/** coroutine.__await__(): an iterator over the coroutine. */
function awaitCoroutine(vm: VM, args: number): Ref {
  const wrapper = vm.classes.adopt(vm.runtime.allocate(Shape.RECORD), vm.classes.named('coroutine_wrapper'));
  vm.runtime.initialise(wrapper, WRAPPED, vm.at(args));
  return wrapper;
}

export const coroutineClass: BuiltinClass = {
  name: 'coroutine',
  kind: Kind.COROUTINE,
  shape: Shape.COROUTINE,
  subclassable: false,
  methods: {
    __await__: ['self, /', awaitCoroutine],
    __repr__: ['self, /', generatorRepr('coroutine')],
    send: ['self, value, /', (vm, args) => sendTo(vm, args, args + 1)],
    throw: ['self, type, value=, traceback=, /', (vm, args) => throwTo(vm, args, args + 1)],
    close: ['self, /', closeGenerator],
  },
  getsets: {
    ...generatorAttributes('cr', 'cr_await'),
    cr_origin: { get: (vm) => vm.newNone() },
  },
};

/** Runs `work` with the wrapped coroutine in a stack slot. */
function onWrapped(work: (vm: VM, coroutineAt: number, args: number) => Ref): NativeCode {
  return (vm, args) => work(vm, vm.pushBorrowed(vm.i32[vm.at(args) + WRAPPED]!), args);
}

export const coroutineWrapperClass: BuiltinClass = {
  name: 'coroutine_wrapper',
  kind: Kind.RECORD,
  shape: Shape.RECORD,
  subclassable: false,
  methods: {
    __iter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __next__: ['self, /', onWrapped((vm, at) => yieldedOrStop(vm, at, vm.generators.send(at, 0)))],
    send: ['self, value, /', onWrapped((vm, at, args) => sendTo(vm, at, args + 1))],
    throw: ['self, type, value=, traceback=, /', onWrapped((vm, at, args) => throwTo(vm, at, args + 1))],
    close: [
      'self, /',
      onWrapped((vm, at) => {
        vm.generators.close(at);
        return vm.newNone();
      }),
    ],
  },
};
