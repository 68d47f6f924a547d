import type { Ref } from '../../heap/layout.ts';
import { EXC_ARGS, EXC_EXTRA } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { orNone, refuseKeywords, tupleOfArguments, writableSlot } from './core-support.ts';
import { exceptionStr } from './exception-base.ts';
import { allocateOf, requestedClass } from './native-arguments.ts';

/** OSError: errno, strerror and file names; its constructor picks the subclass for the errno (PEP 3151). */

const ERRNO = EXC_EXTRA;
const STRERROR = EXC_EXTRA + 1;
const FILENAME = EXC_EXTRA + 2;
const FILENAME2 = EXC_EXTRA + 3;

/** Linux error numbers and the classes they select. */
const subclassOfErrno: Readonly<Record<number, string>> = {
  1: 'PermissionError', // EPERM
  2: 'FileNotFoundError', // ENOENT
  3: 'ProcessLookupError', // ESRCH
  4: 'InterruptedError', // EINTR
  10: 'ChildProcessError', // ECHILD
  11: 'BlockingIOError', // EAGAIN
  13: 'PermissionError', // EACCES
  17: 'FileExistsError', // EEXIST
  20: 'NotADirectoryError', // ENOTDIR
  21: 'IsADirectoryError', // EISDIR
  32: 'BrokenPipeError', // EPIPE
  103: 'ConnectionAbortedError', // ECONNABORTED
  104: 'ConnectionResetError', // ECONNRESET
  108: 'BrokenPipeError', // ESHUTDOWN
  110: 'TimeoutError', // ETIMEDOUT
  111: 'ConnectionRefusedError', // ECONNREFUSED
  114: 'BlockingIOError', // EALREADY
  115: 'BlockingIOError', // EINPROGRESS
};

/** Whether `__init__` takes the arguments in: a subclass that has one of its own but no `__new__` passes them there. */
function fillsInInit(vm: VM, cls: Ref): boolean {
  const base = vm.classes.named('OSError');
  const own = (name: string) =>
    vm.classes.lookup(cls, vm.name(name)) !== vm.classes.lookup(base, vm.name(name));
  return own('__init__') && !own('__new__');
}

/** [cls, *args, kwargs] */
function osErrorNew(vm: VM, args: number, count: number): Ref {
  let cls = requestedClass(vm, args, 'OSError');
  const deferred = fillsInInit(vm, cls);
  const given = count - 2;
  if (!deferred) refuseKeywords(vm, vm.at(args + count - 1), vm.classes.nameOf(cls));
  if (cls === vm.classes.named('OSError') && given >= 2 && given <= 5) {
    const errno = vm.at(args + 1);
    const name = vm.isInt(errno) ? subclassOfErrno[Number(vm.bigIntOf(errno))] : undefined;
    if (name !== undefined) cls = vm.classes.named(name);
  }
  const at = vm.push(allocateOf(vm, cls));
  if (deferred) vm.runtime.initialiseOwned(vm.at(at), EXC_ARGS, vm.tupleOfTop(0));
  else fill(vm, vm.at(at), args + 1, given);
  return vm.pop();
}

/** [self, *args, kwargs] */
function osErrorInit(vm: VM, args: number, count: number): Ref {
  const self = vm.at(args);
  if (!fillsInInit(vm, vm.classOf(self))) return vm.newNone();
  refuseKeywords(vm, vm.at(args + count - 1), vm.typeName(self));
  fill(vm, self, args + 1, count - 2);
  return vm.newNone();
}

function fill(vm: VM, self: Ref, first: number, given: number): void {
  const { runtime } = vm;
  let kept = given;
  if (given >= 2 && given <= 5) {
    runtime.store(self, ERRNO, vm.at(first));
    runtime.store(self, STRERROR, vm.at(first + 1));
    if (given >= 3 && vm.at(first + 2) !== vm.none) {
      runtime.store(self, FILENAME, vm.at(first + 2));
      kept = 2;
    }
    if (given === 5 && vm.at(first + 4) !== vm.none) runtime.store(self, FILENAME2, vm.at(first + 4));
  }
  runtime.storeOwned(self, EXC_ARGS, tupleOfArguments(vm, first, first + kept));
}

function osErrorStr(vm: VM, args: number): Ref {
  const field = (slot: number) => vm.i32[vm.at(args) + slot]!;
  if (field(ERRNO) === 0 && field(STRERROR) === 0) return exceptionStr(vm, args);
  const errno = vm.str(orNone(vm, field(ERRNO)));
  const text = vm.str(orNone(vm, field(STRERROR)));
  let where = '';
  if (field(FILENAME) !== 0) {
    where = `: ${vm.repr(field(FILENAME))}`;
    if (field(FILENAME2) !== 0) where += ` -> ${vm.repr(field(FILENAME2))}`;
  }
  return vm.newStr(`[Errno ${errno}] ${text}${where}`);
}

export const osErrorMembers: Pick<BuiltinClass, 'methods' | 'staticMethods' | 'getsets'> = {
  staticMethods: { __new__: ['cls, *args, **kwargs', osErrorNew] },
  methods: { __init__: ['self, *args, **kwargs', osErrorInit], __str__: ['self, /', osErrorStr] },
  getsets: {
    errno: writableSlot(ERRNO),
    strerror: writableSlot(STRERROR),
    filename: writableSlot(FILENAME),
    filename2: writableSlot(FILENAME2),
  },
};
