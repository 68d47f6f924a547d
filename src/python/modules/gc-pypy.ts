import { type Ref, WORD_BYTES } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { getReferrers, listOf, settle } from './gc-cpython.ts';
import { gcState, type NativeFunctions } from './gc-support.ts';
import { eachReferent, isContainer, trackedContainers } from './referents.ts';
import { addFunctions, moduleClass, newRecord } from './support.ts';
import { namespaceClass } from './sys-info.ts';

/**
 * PyPy's gc module (pypy/module/gc). What looks into the interpreter itself (get_rpy_roots, dump_rpy_heap and their family) and the hooks
 * are left out: there is no RPython heap here.
 */

function integerArgument(vm: VM, at: number): void {
  if (vm.at(at) === 0 || vm.classes.special(vm.at(at), '__index__') !== 0) return;
  throw vm.error('TypeError', `expected integer, got ${vm.typeName(vm.at(at))} object`);
}

/** A full collection whatever the argument; its finalizers have run when it returns, even after disable(). Gives None. */
function collect(vm: VM, args: number): Ref {
  integerArgument(vm, args);
  vm.runtime.collect({ kind: 'full', cause: 'explicit' });
  // After disable() they run now; after disable_finalizers() they still wait.
  if (!gcState(vm).enabled || !vm.finalization.suspended) vm.finalization.runCollected();
  return vm.newNone();
}

// ---- Steps of the incremental collector

const STATES = ['SCANNING', 'MARKING', 'SWEEPING', 'FINALIZING', 'USERDEL'] as const;
/** The step at which what is dead is known. */
const MARKED = 1;

const steps = new WeakMap<VM, number>();

const stepStatsClass = { ...namespaceClass, name: 'GcCollectStepStats', module: 'builtins', methods: {} };

/** One state further; the whole collection happens at the end of marking, and finalizers wait for the next safepoint. */
function collectStep(vm: VM): Ref {
  const before = steps.get(vm) ?? 0;
  const after = (before + 1) % STATES.length;
  steps.set(vm, after);
  if (before === MARKED) vm.runtime.collect({ kind: 'full', cause: 'explicit' });
  const at = vm.push(newRecord(vm, moduleClass(vm, stepStatsClass)));
  setAll(vm, at, {
    count: vm.newInt(1),
    duration: vm.newFloat(0),
    duration_min: vm.newFloat(0),
    duration_max: vm.newFloat(0),
    oldstate: vm.newInt(before),
    newstate: vm.newInt(after),
    major_is_done: vm.newBool(after === 0),
    GC_STATES: vm.newTuple(...STATES.map((name) => vm.newStr(name))),
  });
  STATES.forEach((name, k) => {
    setAll(vm, at, { [`STATE_${name}`]: vm.newInt(k) });
  });
  return vm.pop();
}

function setAll(vm: VM, at: number, values: Readonly<Record<string, Ref>>): void {
  const first = vm.roots.top;
  for (const value of Object.values(values)) vm.push(value);
  Object.keys(values).forEach((name, k) => {
    vm.setAttr(vm.at(at), name, vm.at(first + k));
  });
  vm.dropTo(first);
}

// ---- Statistics

const statsClass = {
  ...namespaceClass,
  name: 'GcStats',
  module: 'gc',
  methods: { __repr__: ['self, /', statsRepr] },
} as const;

/** As get_stats() writes sizes: 523.0kB, 8.8MB, 1.2GB. */
function shownBytes(bytes: number): string {
  if (bytes >= 2 ** 30) return `${(bytes / 2 ** 30).toFixed(1)}GB`;
  return bytes >= 2 ** 20 ? `${(bytes / 2 ** 20).toFixed(1)}MB` : `${(bytes / 1024).toFixed(1)}kB`;
}

/** Arenas stand for all spaces of the collector; there is no nursery, no raw memory and no assembler here. */
function getStats(vm: VM): Ref {
  let used = 0;
  let held = 0;
  for (const space of vm.runtime.collector.spaces()) {
    used += space.usedWords * WORD_BYTES;
    held += space.committedWords * WORD_BYTES;
  }
  const peak = Math.max(used, vm.runtime.peakUsedWords * WORD_BYTES);
  const [none, now] = [shownBytes(0), shownBytes(used)];
  const texts = {
    total_memory_pressure: none,
    total_gc_memory: now,
    jit_backend_used: none,
    memory_used_sum: now,
    total_arena_memory: now,
    total_rawmalloced_memory: none,
    nursery_size: none,
    peak_arena_memory: shownBytes(peak),
    peak_rawmalloced_memory: none,
    peak_memory: shownBytes(peak),
    total_allocated_memory: shownBytes(held),
    jit_backend_allocated: none,
    memory_allocated_sum: shownBytes(held),
    peak_allocated_memory: shownBytes(Math.max(peak, held)),
  };
  const at = vm.push(newRecord(vm, moduleClass(vm, statsClass)));
  for (const [name, text] of Object.entries(texts)) setAll(vm, at, { [name]: vm.newStr(text) });
  setAll(vm, at, { total_gc_time: vm.newInt(0) });
  return vm.pop();
}

function statsRepr(vm: VM, args: number): Ref {
  const field = (name: string): string => {
    const at = vm.push(vm.getAttr(vm.at(args), name));
    const text = vm.str(vm.at(at));
    vm.dropTo(at);
    return text;
  };
  const lines = [
    'Total memory consumed:',
    `    GC used:            ${field('total_gc_memory')} (peak: ${field('peak_memory')})`,
    `       in arenas:            ${field('total_arena_memory')}`,
    `    Total:              ${field('memory_used_sum')}`,
    'Total memory allocated:',
    `    GC allocated:            ${field('total_allocated_memory')} (peak: ${field('peak_allocated_memory')})`,
    `    Total:                   ${field('memory_allocated_sum')}`,
  ];
  return vm.newStr(`${lines.join('\n')}\n`);
}

// ---- Switches

/** Each disable_finalizers() is undone by one enable_finalizers(). */
const locks = new WeakMap<VM, number>();

function lockFinalizers(vm: VM): Ref {
  locks.set(vm, (locks.get(vm) ?? 0) + 1);
  vm.finalization.suspended = true;
  return vm.newNone();
}

function unlockFinalizers(vm: VM): Ref {
  const count = locks.get(vm) ?? 0;
  if (count === 0) throw vm.error('ValueError', 'finalizers are already enabled');
  locks.set(vm, count - 1);
  if (count === 1) resume(vm);
  return vm.newNone();
}

function resume(vm: VM): void {
  vm.finalization.suspended = false;
  vm.finalization.runPending();
}

function enable(vm: VM): Ref {
  const state = gcState(vm);
  if (!state.enabled) {
    state.enabled = true;
    unlockFinalizers(vm);
  }
  return vm.newNone();
}

function disable(vm: VM): Ref {
  const state = gcState(vm);
  if (state.enabled) {
    state.enabled = false;
    lockFinalizers(vm);
  }
  return vm.newNone();
}

// ---- Looking

function getObjects(vm: VM, args: number): Ref {
  if (vm.at(args) !== 0 && vm.at(args) !== vm.none) {
    throw vm.error('NotImplementedError', 'get_objects(generation=None) accepts only None on PyPy');
  }
  settle(vm);
  return listOf(vm, trackedContainers(vm, null));
}

/** In the order of the items; a dict's keys as well. */
function getReferents(vm: VM, args: number, count: number): Ref {
  const found: Ref[] = [];
  for (let k = 0; k < count; k++) {
    const ref = vm.at(args + k);
    const own: Ref[] = [];
    const kind = vm.kindOf(ref);
    if (kind === Kind.DICT) eachItemOfDict(vm, ref, (target) => own.push(target));
    else if (isContainer(vm, ref)) eachReferent(vm, ref, (target) => own.push(target));
    if (kind === Kind.LIST || kind === Kind.TUPLE) own.reverse();
    found.push(...own);
  }
  return listOf(vm, found);
}

function eachItemOfDict(vm: VM, dict: Ref, visit: (target: Ref) => void): void {
  for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
    const key = vm.dicts.keyAt(dict, entry);
    if (key === 0) continue;
    visit(key);
    visit(vm.dicts.valueAt(dict, entry));
  }
}

const functions: NativeFunctions = {
  collect: ['generation=', collect],
  collect_step: ['', collectStep],
  enable: ['', enable],
  disable: ['', disable],
  isenabled: ['', (vm) => vm.newBool(gcState(vm).enabled)],
  enable_finalizers: ['', unlockFinalizers],
  disable_finalizers: ['', lockFinalizers],
  get_stats: ['memory_pressure=', getStats],
  get_objects: ['generation=', getObjects],
  get_referrers: ['*objs', getReferrers],
  get_referents: ['*objs', getReferents],
};

export function initPyPyGc(vm: VM, at: number): void {
  addFunctions(vm, at, functions);
  vm.modules.set(at, 'garbage', vm.newList());
}
