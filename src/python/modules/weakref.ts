import type { Ref } from '../../heap/layout.ts';
import { makeProxy } from '../builtins/weakproxy-types.ts';
import { weakReferenceCount, weakReferences } from '../builtins/weakref-types.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';

/** The native half of the weakref module; the containers are in lib/weakref.ts. */

/** Removes a key whose weak reference is dead: CPython's _remove_dead_weakref(dict, key). */
function removeDead(vm: VM, args: number): Ref {
  const hash = vm.hash(vm.at(args + 1));
  const entry = vm.dicts.findRooted(args, args + 1, hash);
  if (entry < 0) return vm.newNone();
  const weak = vm.dicts.valueAt(vm.at(args), entry);
  if (vm.runtime.weakTarget(weak) === 0) vm.dicts.removeEntry(vm.at(args), entry);
  return vm.newNone();
}

export const weakrefModule: NativeModule = {
  name: '_weakref',
  functions: {
    proxy: ['object, callback=, /', makeProxy],
    getweakrefcount: ['object, /', weakReferenceCount],
    getweakrefs: ['object, /', weakReferences],
    _remove_dead_weakref: ['dct, key, /', removeDead],
  },
  classes: {
    ref: 'ReferenceType',
    ReferenceType: 'ReferenceType',
    ProxyType: 'ProxyType',
    CallableProxyType: 'CallableProxyType',
  },
  init(vm, at) {
    vm.modules.set(at, '_has_finalize', vm.newBool(vm.platform.weakReferences.hasFinalize));
    vm.modules.set(at, '_iterates_dead_values', vm.newBool(vm.platform.version[0] === 2));
    vm.modules.set(at, '_has_weak_method', vm.newBool(vm.platform.weakReferences.hasWeakMethod));
  },
};
