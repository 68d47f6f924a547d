import type { Ref } from '../../heap/layout.ts';
import {
  CELL_CONTENT,
  GEN_EXTRA,
  GEN_STATE,
  Kind,
  RECORD_FIELDS,
  RECORD_RAW,
  Shape,
} from '../objects/shapes.ts';
import { GEN_CLOSED } from '../vm/generators.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { generatorAttributes, generatorRepr, thrownException } from './generator-types.ts';

/**
 * Asynchronous generators (PEP 525). What their code yields comes out of the frame in a cell, so that it can be told from
 * what an `await` inside passes through to the event loop. `__anext__`, asend, athrow and aclose give awaitables that drive it.
 */

const GENERATOR = RECORD_FIELDS;
const VALUE = RECORD_FIELDS + 1; // asend: what is sent
const THROWN = RECORD_FIELDS + 1; // athrow: type, value, traceback; all null for aclose
const STATE = RECORD_RAW;
const MODE = RECORD_RAW + 1;

const FRESH = 0;
const AWAITED = 1;
const DONE = 2;

const MODE_SEND = 0;
const MODE_THROW = 1;
const MODE_CLOSE = 2;

const modeNames = ['asend', 'athrow', 'aclose'];

function awaitable(vm: VM, generatorAt: number, mode: number): Ref {
  vm.asyncHooks.begin(generatorAt);
  const name = mode === MODE_SEND ? 'async_generator_asend' : 'async_generator_athrow';
  const ref = vm.classes.adopt(vm.runtime.allocate(Shape.RECORD), vm.classes.named(name));
  vm.runtime.initialise(ref, GENERATOR, vm.at(generatorAt));
  vm.i32[ref + MODE] = mode;
  return ref;
}

function asend(vm: VM, args: number): Ref {
  const ref = awaitable(vm, args, MODE_SEND);
  vm.runtime.initialise(ref, VALUE, vm.at(args + 1));
  return ref;
}

function athrow(vm: VM, args: number): Ref {
  const ref = awaitable(vm, args, MODE_THROW);
  for (let k = 0; k < 3; k++) vm.runtime.initialise(ref, THROWN + k, vm.at(args + 1 + k));
  return ref;
}

export const asyncGeneratorClass: BuiltinClass = {
  name: 'async_generator',
  kind: Kind.ASYNC_GENERATOR,
  shape: Shape.ASYNC_GENERATOR,
  subclassable: false,
  methods: {
    __aiter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __anext__: ['self, /', (vm, args) => awaitable(vm, args, MODE_SEND)],
    __repr__: ['self, /', generatorRepr('async_generator')],
    asend: ['self, value, /', asend],
    athrow: ['self, type, value=, traceback=, /', athrow],
    aclose: ['self, /', (vm, args) => awaitable(vm, args, MODE_CLOSE)],
  },
  getsets: {
    ...generatorAttributes('ag', 'ag_await'),
    ag_running: { get: (vm, self) => vm.newBool(isRunning(vm, self)) },
  },
};

// ---- The awaitables

/** An asend, athrow or aclose is under way: GEN_EXTRA holds True meanwhile. */
function isRunning(vm: VM, generator: Ref): boolean {
  return vm.i32[generator + GEN_EXTRA] === vm.true;
}

function setRunning(vm: VM, generator: Ref, running: boolean): void {
  vm.runtime.store(generator, GEN_EXTRA, running ? vm.true : 0);
}

function finish(vm: VM, selfAt: number, generatorAt: number): void {
  vm.i32[vm.at(selfAt) + STATE] = DONE;
  setRunning(vm, vm.at(generatorAt), false);
}

/** The awaitable in slot `self` goes on with the value at `valueAt`. Its generator is pushed. */
function resume(vm: VM, self: number, valueAt: number): Ref {
  const mode = vm.i32[vm.at(self) + MODE]!;
  const at = vm.pushBorrowed(vm.i32[vm.at(self) + GENERATOR]!);
  const state = vm.i32[vm.at(self) + STATE]!;
  if (state === DONE) {
    const what = mode === MODE_SEND ? '__anext__()/asend()' : 'aclose()/athrow()';
    throw vm.error('RuntimeError', `cannot reuse already awaited ${what}`);
  }
  if (state === AWAITED)
    return drive(vm, self, at, () => vm.generators.send(at, vm.runtime.retain(vm.at(valueAt))));
  if (isRunning(vm, vm.at(at))) {
    const what = mode === MODE_SEND ? 'anext' : modeNames[mode];
    throw vm.error('RuntimeError', `${what}(): asynchronous generator is already running`);
  }
  if (mode !== MODE_SEND && vm.i32[vm.at(at) + GEN_STATE] === GEN_CLOSED) {
    vm.i32[vm.at(self) + STATE] = DONE;
    if (mode === MODE_CLOSE) throw vm.exceptions.stopIteration(vm.none);
    throw vm.exceptions.raise(vm.exceptions.instance('StopAsyncIteration', []));
  }
  vm.i32[vm.at(self) + STATE] = AWAITED;
  setRunning(vm, vm.at(at), true);
  return drive(vm, self, at, () => start(vm, self, at, valueAt, mode));
}

function start(vm: VM, self: number, at: number, valueAt: number, mode: number): Ref {
  if (mode === MODE_SEND) {
    const own = vm.i32[vm.at(self) + VALUE]!;
    const given = vm.at(valueAt);
    const sent = given !== vm.none || own === 0 ? given : own;
    return vm.generators.send(at, vm.runtime.retain(sent));
  }
  if (mode === MODE_CLOSE) return vm.generators.throwInto(at, vm.exceptions.instance('GeneratorExit', []));
  const first = vm.pushBorrowed(vm.i32[vm.at(self) + THROWN]!);
  vm.pushBorrowed(vm.i32[vm.at(self) + THROWN + 1]!);
  vm.pushBorrowed(vm.i32[vm.at(self) + THROWN + 2]!);
  const exception = thrownException(vm, first);
  vm.push(exception);
  const thrown = vm.pop();
  vm.dropTo(first);
  return vm.generators.throwInto(at, thrown);
}

/** Steps the generator: passes on what it awaits, ends with StopIteration(value) when it yields. */
function drive(vm: VM, self: number, at: number, step: () => Ref): Ref {
  const top = vm.roots.top;
  let value = 0;
  try {
    value = step();
  } catch (error) {
    vm.guestError(error);
    vm.dropTo(top);
    finish(vm, self, at);
    if (vm.i32[vm.at(self) + MODE] === MODE_CLOSE) throw closedBy(vm, error);
    throw error;
  }
  const valueAt = vm.push(value);
  if (vm.i32[vm.at(at) + GEN_STATE] === GEN_CLOSED) {
    finish(vm, self, at);
    if (vm.i32[vm.at(self) + MODE] === MODE_CLOSE) throw vm.exceptions.stopIteration(vm.none);
    throw vm.exceptions.raise(vm.exceptions.instance('StopAsyncIteration', []));
  }
  if (vm.kindOf(vm.at(valueAt)) !== Kind.CELL) return vm.pop();
  finish(vm, self, at);
  if (vm.i32[vm.at(self) + MODE] === MODE_CLOSE) {
    throw vm.error('RuntimeError', 'async generator ignored GeneratorExit');
  }
  throw vm.exceptions.stopIteration(vm.i32[vm.at(valueAt) + CELL_CONTENT]!);
}

/** aclose() succeeds when the generator ends by GeneratorExit or StopAsyncIteration. */
function closedBy(vm: VM, error: unknown): unknown {
  const { current } = vm.exceptions;
  if (!vm.exceptions.is(current, 'GeneratorExit') && !vm.exceptions.is(current, 'StopAsyncIteration'))
    return error;
  vm.exceptions.discard();
  return vm.exceptions.stopIteration(vm.none);
}

function nextOf(vm: VM, args: number): Ref {
  return resume(vm, args, vm.pushBorrowed(vm.none));
}

/** [self, type, value, traceback]: an exception comes in where the generator awaits. */
function throwInto(vm: VM, args: number): Ref {
  const at = vm.pushBorrowed(vm.i32[vm.at(args) + GENERATOR]!);
  if (vm.i32[vm.at(args) + STATE] === DONE) {
    throw vm.error('RuntimeError', 'cannot reuse already awaited __anext__()/asend()');
  }
  if (vm.i32[vm.at(args) + STATE] === FRESH) {
    vm.i32[vm.at(args) + STATE] = AWAITED;
    setRunning(vm, vm.at(at), true);
  }
  return drive(vm, args, at, () => vm.generators.throwInto(at, thrownException(vm, args + 1)));
}

function closeAwaitable(vm: VM, args: number): Ref {
  vm.i32[vm.at(args) + STATE] = DONE;
  return vm.newNone();
}

function awaitableClass(name: string): BuiltinClass {
  const itself = (vm: VM, args: number) => vm.runtime.retain(vm.at(args));
  return {
    name,
    kind: Kind.RECORD,
    shape: Shape.RECORD,
    subclassable: false,
    methods: {
      __await__: ['self, /', itself],
      __iter__: ['self, /', itself],
      __next__: ['self, /', nextOf],
      send: ['self, value, /', (vm, args) => resume(vm, args, args + 1)],
      throw: ['self, type, value=, traceback=, /', throwInto],
      close: ['self, /', closeAwaitable],
    },
  };
}

export const asendClass = awaitableClass('async_generator_asend');
export const athrowClass = awaitableClass('async_generator_athrow');

// ---- anext(iterator, default)

const INNER = RECORD_FIELDS;
const DEFAULT = RECORD_FIELDS + 1;

/** An awaitable like `inner` (taken over) that gives `value` (borrowed) at the end of the iteration. */
export function anextDefault(vm: VM, inner: Ref, value: Ref): Ref {
  const ref = vm.classes.adopt(vm.runtime.allocate(Shape.RECORD), vm.classes.named('anext_awaitable'));
  vm.runtime.initialiseOwned(ref, INNER, inner);
  vm.runtime.initialise(ref, DEFAULT, value);
  return ref;
}

/** Runs a step of the inner awaitable; StopAsyncIteration becomes a StopIteration with the default. */
function orDefault(vm: VM, args: number, step: (innerAt: number) => Ref): Ref {
  const innerAt = vm.push(innerIterator(vm, args));
  let value = 0;
  const ended = vm.exceptions.caught('StopAsyncIteration', () => {
    value = step(innerAt);
  });
  if (ended) throw vm.exceptions.stopIteration(vm.i32[vm.at(args) + DEFAULT]!);
  return value;
}

function innerIterator(vm: VM, args: number): Ref {
  const inner = vm.i32[vm.at(args) + INNER]!;
  if (vm.kindOf(inner) === Kind.COROUTINE || vm.classes.special(inner, '__next__') !== 0)
    return vm.runtime.retain(inner);
  const method = vm.classes.special(inner, '__await__');
  if (method === 0)
    throw vm.error('TypeError', `object ${vm.typeName(inner)} can't be used in 'await' expression`);
  const iterator = vm.calls.callSpecial(method, inner, []);
  vm.runtime.store(vm.at(args), INNER, iterator);
  return iterator;
}

function stepInner(vm: VM, innerAt: number, valueAt: number): Ref {
  if (valueAt >= 0 && vm.at(valueAt) !== vm.none)
    return vm.callMethod(vm.at(innerAt), 'send', vm.at(valueAt));
  if (vm.kindOf(vm.at(innerAt)) === Kind.COROUTINE) return vm.callMethod(vm.at(innerAt), 'send', vm.none);
  return vm.callMethod(vm.at(innerAt), '__next__');
}

export const anextAwaitableClass: BuiltinClass = {
  name: 'anext_awaitable',
  kind: Kind.RECORD,
  shape: Shape.RECORD,
  subclassable: false,
  methods: {
    __await__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __iter__: ['self, /', (vm, args) => vm.runtime.retain(vm.at(args))],
    __next__: ['self, /', (vm, args) => orDefault(vm, args, (innerAt) => stepInner(vm, innerAt, -1))],
    send: [
      'self, value, /',
      (vm, args) => orDefault(vm, args, (innerAt) => stepInner(vm, innerAt, args + 1)),
    ],
    throw: [
      'self, type, value=, traceback=, /',
      (vm, args) =>
        orDefault(vm, args, (innerAt) => {
          const exception = vm.push(thrownException(vm, args + 1));
          return vm.callMethod(vm.at(innerAt), 'throw', vm.at(exception));
        }),
    ],
    close: [
      'self, /',
      (vm, args) => orDefault(vm, args, (innerAt) => vm.callMethod(vm.at(innerAt), 'close')),
    ],
  },
};
