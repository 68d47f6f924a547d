import { FLAG_FINALIZED, type Ref } from '../../heap/layout.ts';
import type { VM } from '../vm/vm.ts';
import {
  CollectionReport,
  DEBUG_COLLECTABLE,
  DEBUG_SAVEALL,
  DEBUG_STATS,
  DEBUG_UNCOLLECTABLE,
} from './gc-report.ts';
import { callCallbacks, gcState, type NativeFunctions, thresholdsFrom, tupleOfInts } from './gc-support.ts';
import { eachReferent, isContainer, trackedContainers } from './referents.ts';
import { addFunctions, addInts, setKey } from './support.ts';

/**
 * CPython's gc module, on a collector that can be driven (CollectorControl). One that tells about its collections
 * (CollectionMonitor) calls gc.callbacks around all of them; on others they are called around gc.collect().
 */

const DEBUG_FLAGS = {
  DEBUG_STATS,
  DEBUG_COLLECTABLE,
  DEBUG_UNCOLLECTABLE,
  DEBUG_SAVEALL,
  DEBUG_LEAK: DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL,
};

// ---- Collecting

function collect(vm: VM, args: number): Ref {
  const generations = vm.runtime.collector.control?.generations ?? 3;
  const oldest = Math.max(2, generations - 1);
  const generation = vm.at(args) === 0 ? oldest : vm.index(vm.at(args));
  if (generation < 0 || generation > oldest) throw vm.error('ValueError', 'invalid generation');
  const monitored = vm.runtime.collector.control?.monitor !== undefined;
  if (!monitored) callCallbacks(vm, 'start', generation, 0, 0);
  const { found } = vm.runtime.collect({
    kind: generation === oldest ? 'full' : 'minor',
    generation,
    cause: 'explicit',
  });
  // A tracing collector under CPython's rules: collect() returns when the finalizers have run.
  vm.finalization.runPending();
  if (!monitored) callCallbacks(vm, 'stop', generation, found, 0);
  return vm.newInt(found);
}

// ---- Control

function setEnabled(vm: VM, on: boolean): Ref {
  gcState(vm).enabled = on;
  const { control } = vm.runtime.collector;
  if (control !== null) control.enabled = on;
  return vm.newNone();
}

function isEnabled(vm: VM): Ref {
  return vm.newBool(vm.runtime.collector.control?.enabled ?? gcState(vm).enabled);
}

function getThreshold(vm: VM): Ref {
  return tupleOfInts(vm, vm.runtime.collector.control?.thresholds() ?? gcState(vm).thresholds);
}

function setThreshold(vm: VM, args: number, count: number): Ref {
  const { control } = vm.runtime.collector;
  const values = thresholdsFrom(vm, args, count, control?.thresholds() ?? gcState(vm).thresholds);
  gcState(vm).thresholds = values;
  control?.setThresholds(values);
  return vm.newNone();
}

function getCount(vm: VM): Ref {
  return tupleOfInts(vm, vm.runtime.collector.control?.counts() ?? [0, 0, 0]);
}

function getStats(vm: VM): Ref {
  const stats = vm.runtime.collector.control?.stats() ?? [];
  const top = vm.roots.top;
  for (const entry of stats) {
    const at = vm.push(vm.newDict());
    setKey(vm, at, 'collections', vm.newInt(entry.collections));
    setKey(vm, at, 'collected', vm.newInt(entry.collected));
    setKey(vm, at, 'uncollectable', vm.newInt(entry.uncollectable));
  }
  return vm.listOfTop(vm.roots.top - top);
}

function setDebug(vm: VM, args: number): Ref {
  gcState(vm).debug = vm.index(vm.at(args));
  return vm.newNone();
}

function freeze(vm: VM): Ref {
  vm.runtime.collector.control?.freeze();
  return vm.newNone();
}

function unfreeze(vm: VM): Ref {
  vm.runtime.collector.control?.unfreeze();
  return vm.newNone();
}

// ---- Looking

/** Objects as a list. Tracing collectors first reclaim what is dead: it must not be shown. */
function getObjects(vm: VM, args: number): Ref {
  const given = vm.at(args);
  const generation = given === 0 || given === vm.none ? null : vm.index(given);
  if (generation !== null && generation < 0)
    throw vm.error('ValueError', 'generation parameter cannot be negative');
  if (generation !== null && generation > 2) {
    throw vm.error(
      'ValueError',
      `generation parameter must be less than the number of available generations (3)`,
    );
  }
  settle(vm);
  return listOf(vm, trackedContainers(vm, generation));
}

export function settle(vm: VM): void {
  if (!vm.runtime.counting) vm.runtime.collect({ kind: 'full', cause: 'explicit' });
}

/** No allocation may come between finding the objects and counting them. */
export function listOf(vm: VM, refs: readonly Ref[]): Ref {
  if (vm.roots.top + refs.length + 64 > vm.roots.stack.length) throw vm.exceptions.memoryError();
  for (const ref of refs) vm.pushBorrowed(ref);
  vm.reserve(refs.length + 16);
  return vm.listOfTop(refs.length);
}

export function getReferrers(vm: VM, args: number, count: number): Ref {
  settle(vm);
  const wanted = new Set<Ref>();
  for (let k = 0; k < count; k++) wanted.add(vm.at(args + k));
  const found = trackedContainers(vm, null).filter((ref) => {
    let refers = false;
    eachReferent(vm, ref, (target) => {
      if (wanted.has(target)) refers = true;
    });
    return refers;
  });
  return listOf(vm, found);
}

/** Jython has this one as well: it traverses. */
export function getReferents(vm: VM, args: number, count: number): Ref {
  const found: Ref[] = [];
  for (let k = 0; k < count; k++) {
    if (isContainer(vm, vm.at(args + k))) eachReferent(vm, vm.at(args + k), (target) => found.push(target));
  }
  return listOf(vm, found);
}

function isTracked(vm: VM, args: number): Ref {
  const ref = vm.at(args);
  const { control } = vm.runtime.collector;
  return vm.newBool(isContainer(vm, ref) && (control === null || control.isTracked(ref)));
}

function isFinalized(vm: VM, args: number): Ref {
  return vm.newBool((vm.i32[vm.at(args)]! & FLAG_FINALIZED) !== 0);
}

const functions: NativeFunctions = {
  collect: ['generation=', collect],
  enable: ['', (vm) => setEnabled(vm, true)],
  disable: ['', (vm) => setEnabled(vm, false)],
  isenabled: ['', isEnabled],
  get_threshold: ['', getThreshold],
  set_threshold: ['*args', setThreshold],
  get_count: ['', getCount],
  get_debug: ['', (vm) => vm.newInt(gcState(vm).debug)],
  set_debug: ['flags, /', setDebug],
  get_objects: ['generation=', getObjects],
  get_referrers: ['*objs', getReferrers],
  get_referents: ['*objs', getReferents],
  is_tracked: ['object, /', isTracked],
};

/** By the version that brought them. */
const addedIn: readonly (readonly [minor: number, NativeFunctions])[] = [
  [4, { get_stats: ['', getStats] }],
  [
    7,
    {
      freeze: ['', freeze],
      unfreeze: ['', unfreeze],
      get_freeze_count: ['', (vm) => vm.newInt(vm.runtime.collector.control?.freezeCount() ?? 0)],
    },
  ],
  [9, { is_finalized: ['object, /', isFinalized] }],
];

export function initCPythonGc(vm: VM, at: number): void {
  addFunctions(vm, at, functions);
  const [major, minor] = vm.platform.version;
  for (const [first, added] of addedIn) if (major === 3 && minor >= first) addFunctions(vm, at, added);
  addInts(vm, at, DEBUG_FLAGS);
  vm.modules.set(at, 'garbage', vm.newList());
  if (vm.platform.version[0] > 2) vm.modules.set(at, 'callbacks', vm.newList());
  const { control } = vm.runtime.collector;
  if (control?.monitor !== undefined) control.monitor = new CollectionReport(vm);
}
