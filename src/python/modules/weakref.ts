import type { Ref } from '../../heap/layout.ts';
import { WEAK_TARGET } from '../../heap/layout.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';

/** The native half of the weakref module; the containers are in lib/weakref.ts. */

function getCount(vm: VM, args: number): Ref {
  return vm.newInt(vm.runtime.weak.referencesTo(vm.at(args)).length);
}

/** The plain reference without callback comes first in CPython, then the newest. */
function getRefs(vm: VM, args: number): Ref {
  const refs = [...vm.runtime.weak.referencesTo(vm.at(args))];
  for (const ref of refs) vm.pushBorrowed(ref);
  return vm.listOfTop(refs.length);
}

function proxy(vm: VM, args: number): Ref {
  const object = vm.at(args);
  const callable = vm.classes.special(object, '__call__') !== 0 || vm.classes.isClass(object);
  const cls = vm.classes.named(callable ? 'weakcallableproxy' : 'weakproxy');
  const callback = vm.at(args + 1);
  return callback === 0 ? vm.call(cls, object) : vm.call(cls, object, callback);
}

/** Removes a key whose weak reference is dead: CPython's _remove_dead_weakref(dict, key). */
function removeDead(vm: VM, args: number): Ref {
  const hash = vm.hash(vm.at(args + 1));
  const entry = vm.dicts.findRooted(args, args + 1, hash);
  if (entry < 0) return vm.newNone();
  const weak = vm.dicts.valueAt(vm.at(args), entry);
  if (vm.i32[weak + WEAK_TARGET] === 0) vm.dicts.removeEntry(vm.at(args), entry);
  return vm.newNone();
}

export const weakrefModule: NativeModule = {
  name: '_weakref',
  functions: {
    proxy: ['object, callback=, /', proxy],
    getweakrefcount: ['object, /', getCount],
    getweakrefs: ['object, /', getRefs],
    _remove_dead_weakref: ['dct, key, /', removeDead],
  },
  classes: {
    ref: 'weakref',
    ReferenceType: 'weakref',
    ProxyType: 'weakproxy',
    CallableProxyType: 'weakcallableproxy',
  },
  init(vm, at) {
    vm.modules.set(at, '_has_finalize', vm.newBool(vm.platform.weakReferences.hasFinalize));
    vm.modules.set(at, '_has_weak_method', vm.newBool(vm.platform.weakReferences.hasWeakMethod));
  },
};
