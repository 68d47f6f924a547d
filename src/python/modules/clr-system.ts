import { WEAK_LONG, WEAK_SHORT } from '../../contract/host.ts';
import { type Ref, WEAK_TARGET } from '../../heap/layout.ts';
import { CLASS_DICT, RECORD_FIELDS, RECORD_RAW, Shape } from '../objects/shapes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { collectGeneration, totalMemory } from './gc-ironpython.ts';
import { addClasses, newRecord, RECORD_CLASS_SPEC } from './support.ts';

/**
 * The namespace System of .NET, as far as lifetimes go: GC and WeakReference, which IronPython programs import as a module.
 *
 * GC.SuppressFinalize and GC.ReRegisterForFinalize are not here: IronPython runs `__del__` from the finalizer of another object, a
 * weak reference's tracker (WeakRef.cs), which these cannot reach.
 */

// ---- GC

const MAX_GENERATION = 2;

/** A collection is considered after so many calls, once the pressure has passed the budget: as the CLR's GCInterface does. */
const PRESSURE_CALLS = 4;
const PRESSURE_BYTES = 4 * 1024 * 1024;

/** Bytes reported by AddMemoryPressure since the last collection that they caused, and in how many calls. */
interface Pressure {
  bytes: number;
  calls: number;
}

const pressures = new WeakMap<VM, Pressure>();

function generationArgument(vm: VM, at: number): number {
  const generation = vm.index(vm.at(at));
  if (generation < 0 || generation > MAX_GENERATION) {
    throw vm.error('ValueError', `generation is ${generation}, expected 0 to ${MAX_GENERATION}`);
  }
  return generation;
}

function collect(vm: VM, args: number): Ref {
  collectGeneration(vm, vm.at(args) === 0 ? MAX_GENERATION : generationArgument(vm, args));
  return vm.newNone();
}

function waitForFinalizers(vm: VM): Ref {
  vm.finalization.runPending();
  return vm.newNone();
}

/** Where the collector has no generations every object is in the oldest one. */
function getGeneration(vm: VM, args: number): Ref {
  return vm.newInt(vm.runtime.collector.control?.generationOf?.(vm.at(args)) ?? MAX_GENERATION);
}

function collectionCount(vm: VM, args: number): Ref {
  const generation = generationArgument(vm, args);
  return vm.newInt(vm.runtime.collector.control?.stats()[generation]?.collections ?? 0);
}

function addPressure(vm: VM, args: number): Ref {
  const bytes = vm.index(vm.at(args));
  if (bytes <= 0) throw vm.error('ValueError', `bytesAllocated is ${bytes}, expected more than 0`);
  const pressure = pressures.get(vm) ?? { bytes: 0, calls: 0 };
  pressures.set(vm, pressure);
  pressure.bytes += bytes;
  pressure.calls++;
  if (pressure.calls >= PRESSURE_CALLS && pressure.bytes > PRESSURE_BYTES) {
    pressures.delete(vm);
    collectGeneration(vm, 1);
  }
  return vm.newNone();
}

function removePressure(vm: VM, args: number): Ref {
  const bytes = vm.index(vm.at(args));
  if (bytes <= 0) throw vm.error('ValueError', `bytesAllocated is ${bytes}, expected more than 0`);
  const pressure = pressures.get(vm);
  if (pressure !== undefined) pressure.bytes = Math.max(0, pressure.bytes - bytes);
  return vm.newNone();
}

function getTotalMemory(vm: VM, args: number): Ref {
  if (vm.truthy(vm.at(args))) collectGeneration(vm, MAX_GENERATION);
  return vm.newInt(totalMemory(vm));
}

const gcClass: BuiltinClass = {
  name: 'GC',
  ...RECORD_CLASS_SPEC,
  module: 'System',
  subclassable: false,
  staticMethods: {
    Collect: ['generation=, /', collect],
    WaitForPendingFinalizers: ['', waitForFinalizers],
    GetGeneration: ['obj, /', getGeneration],
    CollectionCount: ['generation, /', collectionCount],
    GetTotalMemory: ['forceFullCollection, /', getTotalMemory],
    AddMemoryPressure: ['bytesAllocated, /', addPressure],
    RemoveMemoryPressure: ['bytesAllocated, /', removePressure],
    KeepAlive: ['obj, /', (vm) => vm.newNone()],
  },
};

// ---- WeakReference

const HANDLE = RECORD_FIELDS;
const TRACKS_RESURRECTION = RECORD_RAW;

function newWeakReference(vm: VM, args: number): Ref {
  const tracks = vm.at(args + 2) !== 0 && vm.truthy(vm.at(args + 2));
  const at = vm.push(newRecord(vm, vm.at(args)));
  vm.i32[vm.at(at) + TRACKS_RESURRECTION] = tracks ? 1 : 0;
  aim(vm, vm.at(at), vm.at(args + 1));
  return vm.pop();
}

/** Points the reference at `target`, null for None. No safepoint. */
function aim(vm: VM, self: Ref, target: Ref): void {
  const strength = vm.i32[self + TRACKS_RESURRECTION] === 1 ? WEAK_LONG : WEAK_SHORT;
  if (target === vm.none) vm.runtime.store(self, HANDLE, 0);
  else vm.runtime.storeOwned(self, HANDLE, vm.runtime.allocateWeak(Shape.WEAKREF, target, strength));
}

/** Borrowed; 0 once it is cleared. */
function targetOf(vm: VM, self: Ref): Ref {
  const handle = vm.i32[self + HANDLE]!;
  return handle === 0 ? 0 : vm.i32[handle + WEAK_TARGET]!;
}

const weakReferenceClass: BuiltinClass = {
  name: 'WeakReference',
  ...RECORD_CLASS_SPEC,
  module: 'System',
  staticMethods: { __new__: ['cls, target, trackResurrection=', newWeakReference] },
  getsets: {
    IsAlive: { get: (vm, self) => vm.newBool(targetOf(vm, self) !== 0) },
    TrackResurrection: { get: (vm, self) => vm.newBool(vm.i32[self + TRACKS_RESURRECTION] === 1) },
    Target: {
      get: (vm, self) => vm.runtime.retain(targetOf(vm, self) || vm.none),
      set: (vm, self, value) => aim(vm, self, value === 0 ? vm.none : value),
    },
  },
};

export const systemModule: NativeModule = {
  name: 'System',
  available: (vm) => vm.platform.implementation === 'ironpython',
  init(vm, at) {
    addClasses(vm, at, [gcClass, weakReferenceClass]);
    const dict = vm.i32[vm.classes.named('GC') + CLASS_DICT]!;
    const maximum = vm.push(vm.newInt(MAX_GENERATION));
    vm.dicts.setName(dict, vm.strings.nameRef(vm.name('MaxGeneration')), vm.at(maximum));
    vm.dropTo(maximum);
  },
};
