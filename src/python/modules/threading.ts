import type { Ref } from '../../heap/layout.ts';
import { atAddress } from '../builtins/core-support.ts';
import { RECORD_RAW } from '../objects/shapes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { dequeLength } from './deque-storage.ts';
import { addClasses, floatArgument, newRecord, RECORD_CLASS_SPEC } from './support.ts';

/** The native half of _thread, threading and queue: locks, and starting, naming and awaiting threads. */

const TIMEOUT_MAX = 9223372036;

/** Seconds that acquire(blocking, timeout) with its arguments at `blockingAt` may wait: 0 for not at all, null for ever. */
function acquireSeconds(vm: VM, blockingAt: number): number | null {
  const blocking = vm.at(blockingAt) === 0 || vm.truthy(vm.at(blockingAt));
  const seconds = vm.at(blockingAt + 1) === 0 ? -1 : floatArgument(vm, blockingAt + 1);
  if (!blocking && seconds !== -1)
    throw vm.error('ValueError', "can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1)
    throw vm.error('ValueError', 'timeout value must be a non-negative number');
  if (seconds > TIMEOUT_MAX) throw vm.error('OverflowError', 'timeout value is too large');
  if (!blocking) return 0;
  return seconds === -1 ? null : seconds;
}

// ---- lock

const LOCKED = RECORD_RAW;

function acquireLock(vm: VM, args: number): Ref {
  const seconds = acquireSeconds(vm, args + 1);
  const free = (argument: (index: number) => Ref) => vm.i32[argument(0) + LOCKED] === 0;
  if (vm.i32[vm.at(args) + LOCKED] !== 0) {
    if (seconds === 0 || !vm.threads.wait(args, 'a lock', seconds, free)) return vm.newBool(false);
  }
  vm.i32[vm.at(args) + LOCKED] = 1;
  return vm.newBool(true);
}

function releaseLock(vm: VM, args: number): Ref {
  if (vm.i32[vm.at(args) + LOCKED] === 0) throw vm.error('RuntimeError', 'release unlocked lock');
  vm.i32[vm.at(args) + LOCKED] = 0;
  return vm.newNone();
}

function isLocked(vm: VM, args: number): Ref {
  return vm.newBool(vm.i32[vm.at(args) + LOCKED] !== 0);
}

function lockRepr(vm: VM, args: number): Ref {
  const state = vm.i32[vm.at(args) + LOCKED] === 0 ? 'unlocked' : 'locked';
  return vm.newStr(atAddress(vm, `${state} _thread.lock object`, vm.at(args)));
}

const lockClass: BuiltinClass = {
  name: 'lock',
  ...RECORD_CLASS_SPEC,
  module: '_thread',
  subclassable: false,
  methods: {
    acquire: ['self, blocking=, timeout=', acquireLock],
    acquire_lock: ['self, blocking=, timeout=', acquireLock],
    release: ['self, /', releaseLock],
    release_lock: ['self, /', releaseLock],
    locked: ['self, /', isLocked],
    locked_lock: ['self, /', isLocked],
    __enter__: ['self, /, blocking=, timeout=', acquireLock],
    __exit__: ['self, /, *args', releaseLock],
    __repr__: ['self, /', lockRepr],
  },
};

// ---- RLock

/** Number of the thread that owns it, plus 1; 0 for nobody. */
const OWNER = RECORD_RAW;
const COUNT = RECORD_RAW + 1;

function me(vm: VM): number {
  return vm.threads.current.number + 1;
}

function acquireOwned(vm: VM, args: number): Ref {
  const seconds = acquireSeconds(vm, args + 1);
  const { i32 } = vm;
  const free = (argument: (index: number) => Ref) => i32[argument(0) + OWNER] === 0;
  const owner = i32[vm.at(args) + OWNER]!;
  if (owner !== 0 && owner !== me(vm)) {
    if (seconds === 0 || !vm.threads.wait(args, 'an RLock', seconds, free)) return vm.newBool(false);
  }
  const lock = vm.at(args);
  i32[lock + OWNER] = me(vm);
  i32[lock + COUNT] = i32[lock + COUNT]! + 1;
  return vm.newBool(true);
}

function requireOwned(vm: VM, lock: Ref): void {
  if (vm.i32[lock + OWNER] === me(vm)) return;
  throw vm.error('RuntimeError', 'cannot release un-acquired lock');
}

function releaseOwned(vm: VM, args: number): Ref {
  const lock = vm.at(args);
  requireOwned(vm, lock);
  const count = vm.i32[lock + COUNT]! - 1;
  vm.i32[lock + COUNT] = count;
  if (count === 0) vm.i32[lock + OWNER] = 0;
  return vm.newNone();
}

/** For a Condition: lets go of it entirely. @returns how often it was taken */
function releaseSave(vm: VM, args: number): Ref {
  const lock = vm.at(args);
  requireOwned(vm, lock);
  const count = vm.i32[lock + COUNT]!;
  vm.i32[lock + COUNT] = 0;
  vm.i32[lock + OWNER] = 0;
  return vm.newInt(count);
}

function acquireRestore(vm: VM, args: number): Ref {
  const { i32 } = vm;
  vm.threads.wait(args, 'an RLock', null, (argument) => i32[argument(0) + OWNER] === 0);
  i32[vm.at(args) + OWNER] = me(vm);
  i32[vm.at(args) + COUNT] = vm.index(vm.at(args + 1));
  return vm.newNone();
}

function ownedRepr(vm: VM, args: number): Ref {
  const count = vm.i32[vm.at(args) + COUNT]!;
  const owner = count === 0 ? 0 : vm.threads.ident(vm.i32[vm.at(args) + OWNER]! - 1);
  const state = count === 0 ? 'unlocked' : 'locked';
  const what = `${state} ${vm.typeName(vm.at(args))} object owner=${owner} count=${count}`;
  return vm.newStr(atAddress(vm, what, vm.at(args)));
}

const ownedLockClass: BuiltinClass = {
  name: 'RLock',
  ...RECORD_CLASS_SPEC,
  module: '_thread',
  staticMethods: { __new__: ['cls, *args, **kwargs', (vm, args) => newRecord(vm, vm.at(args))] },
  methods: {
    acquire: ['self, blocking=, timeout=', acquireOwned],
    release: ['self, /', releaseOwned],
    __enter__: ['self, /, blocking=, timeout=', acquireOwned],
    __exit__: ['self, /, *args', releaseOwned],
    _is_owned: ['self, /', (vm, args) => vm.newBool(vm.i32[vm.at(args) + OWNER] === me(vm))],
    _release_save: ['self, /', releaseSave],
    _acquire_restore: ['self, count, /', acquireRestore],
    __repr__: ['self, /', ownedRepr],
  },
};

// ---- Threads

/** _start(name, function, *args): its ident. */
function start(vm: VM, args: number, count: number): Ref {
  const name = vm.text(vm.at(args));
  const base = vm.push(0);
  for (let k = 1; k < count; k++) vm.pushBorrowed(vm.at(args + k));
  return vm.newInt(vm.threads.start(base, count - 2, name).ident);
}

function identArgument(vm: VM, args: number) {
  return vm.threads.byIdent(vm.index(vm.at(args)));
}

/** _wait_ended(ident, seconds or None): whether the thread has ended. */
function waitEnded(vm: VM, args: number): Ref {
  const thread = identArgument(vm, args);
  if (thread === undefined) return vm.newBool(true);
  const seconds = vm.at(args + 1) === vm.none ? null : floatArgument(vm, args + 1);
  return vm.newBool(vm.threads.wait(args, `the end of ${thread.name}`, seconds, () => thread.ended));
}

/** _wait_filled(deque, seconds or None): whether it has an item. */
function waitFilled(vm: VM, args: number): Ref {
  const seconds = vm.at(args + 1) === vm.none ? null : floatArgument(vm, args + 1);
  const filled = (argument: (index: number) => Ref) => dequeLength(vm, argument(0)) > 0;
  return vm.newBool(vm.threads.wait(args, 'an item in a queue', seconds, filled));
}

function setName(vm: VM, args: number): Ref {
  const thread = identArgument(vm, args);
  if (thread !== undefined) thread.name = vm.text(vm.at(args + 1));
  return vm.newNone();
}

export const threadingModule: NativeModule = {
  name: '_threads',
  functions: {
    _start: ['*args', start],
    _wait_ended: ['ident, seconds, /', waitEnded],
    _has_ended: ['ident, /', (vm, args) => vm.newBool(identArgument(vm, args)?.ended !== false)],
    _wait_filled: ['deque, seconds, /', waitFilled],
    _set_name: ['ident, name, /', setName],
    _is_finalizer_thread: ['', (vm) => vm.newBool(vm.threads.current === vm.threads.finalizer)],
    allocate_lock: ['', (vm) => newRecord(vm, vm.classes.named('lock'))],
    get_ident: ['', (vm) => vm.newInt(vm.threads.current.ident)],
    get_native_id: ['', (vm) => vm.newInt(vm.threads.current.nativeId)],
    _count: ['', (vm) => vm.newInt(vm.threads.started)],
  },
  init(vm, at) {
    addClasses(vm, at, [lockClass, ownedLockClass]);
    vm.modules.set(at, 'LockType', vm.runtime.retain(vm.classes.named('lock')));
    vm.modules.set(at, 'TIMEOUT_MAX', vm.newFloat(TIMEOUT_MAX));
  },
};
