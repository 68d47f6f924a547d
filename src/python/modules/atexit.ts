import type { Ref } from '../../heap/layout.ts';
import { appendTop } from '../builtins/list-storage.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import { callUnraisableHook } from './hooks.ts';

/** The atexit module: functions that run, last registered first, when the process ends. */

/** Index of the static root that lists the handlers as (function, args, kwargs or None). */
const handlerLists = new WeakMap<VM, number>();

/** The list of handlers: borrowed, 0 if nothing was ever registered. */
function handlers(vm: VM): Ref {
  const index = handlerLists.get(vm);
  return index === undefined ? 0 : vm.roots.statics.words[index]!;
}

function handlersMade(vm: VM): Ref {
  if (!handlerLists.has(vm)) {
    const list = vm.newList();
    // The interpreter's own: not the program's object, so not on the cycle collector's lists.
    vm.runtime.collector.control?.untrack(list);
    handlerLists.set(vm, vm.roots.addStatic(list));
  }
  return handlers(vm);
}

function register(vm: VM, args: number, count: number): Ref {
  if (count < 2) throw vm.error('TypeError', 'register() takes at least 1 argument (0 given)');
  const callable = vm.at(args);
  if (!isCallable(vm, callable)) throw vm.error('TypeError', 'the first argument must be callable');
  const first = vm.roots.top;
  for (let k = 1; k < count - 1; k++) vm.pushBorrowed(vm.at(args + k));
  const positional = vm.push(vm.tupleOfTop(vm.roots.top - first));
  const kwargs = vm.at(args + count - 1);
  const entry = vm.newTuple(
    vm.runtime.retain(vm.at(args)),
    vm.runtime.retain(vm.at(positional)),
    vm.runtime.retain(kwargs === 0 || vm.dicts.size(kwargs) === 0 ? vm.none : kwargs),
  );
  const listAt = vm.pushBorrowed(handlersMade(vm));
  vm.push(entry);
  appendTop(vm, listAt);
  vm.dropTo(first);
  return vm.runtime.retain(vm.at(args));
}

function isCallable(vm: VM, ref: Ref): boolean {
  return vm.classes.special(ref, '__call__') !== 0 || vm.classes.isClass(ref);
}

function unregister(vm: VM, args: number): Ref {
  const list = handlers(vm);
  if (list === 0) return vm.newNone();
  const top = vm.roots.top;
  vm.iteration.pushAll(list);
  const end = vm.roots.top;
  const kept: number[] = [];
  for (let at = top; at < end; at++) {
    if (!vm.equal(vm.tupleItem(vm.at(at), 0), vm.at(args))) kept.push(at);
  }
  for (const at of kept) vm.pushBorrowed(vm.at(at));
  replaceHandlers(vm, vm.listOfTop(kept.length));
  vm.dropTo(top);
  return vm.newNone();
}

/** Takes the list over. */
function replaceHandlers(vm: VM, list: Ref): void {
  const index = handlerLists.get(vm);
  if (index === undefined) return;
  vm.runtime.collector.control?.untrack(list);
  const old = vm.roots.statics.words[index]!;
  vm.roots.statics.words[index] = list;
  vm.runtime.release(old);
}

/** Runs the exit functions, last registered first; what one raises is reported, and the next one runs. */
export function runExitFunctions(vm: VM): void {
  const list = handlers(vm);
  if (list === 0) return;
  const top = vm.roots.top;
  vm.iteration.pushAll(list);
  for (let at = vm.roots.top - 1; at >= top; at--) runOne(vm, at);
  replaceHandlers(vm, vm.newList());
  vm.dropTo(top);
}

function runOne(vm: VM, at: number): void {
  const level = vm.roots.top;
  try {
    const entry = vm.at(at);
    const positional = vm.tupleItem(entry, 1);
    const args = Array.from({ length: vm.tupleLength(positional) }, (_, k) => vm.tupleItem(positional, k));
    const kwargs = vm.tupleItem(entry, 2);
    vm.runtime.release(vm.calls.callWith(vm.tupleItem(entry, 0), args, kwargs === vm.none ? 0 : kwargs));
  } catch (error) {
    vm.guestError(error);
    vm.dropTo(level);
    const originAt = vm.pushBorrowed(vm.tupleItem(vm.at(at), 0));
    callUnraisableHook(vm, originAt, 'Exception ignored in atexit callback');
    vm.dropTo(level);
  }
}

export const atexitModule: NativeModule = {
  name: 'atexit',
  functions: {
    register: ['*args, **kwargs', register],
    unregister: ['func, /', unregister],
    _run_exitfuncs: [
      '',
      (vm) => {
        runExitFunctions(vm);
        return vm.newNone();
      },
    ],
    _clear: [
      '',
      (vm) => {
        replaceHandlers(vm, vm.newList());
        return vm.newNone();
      },
    ],
    _ncallbacks: ['', (vm) => vm.newInt(handlers(vm) === 0 ? 0 : vm.listLength(handlers(vm)))],
  },
};
