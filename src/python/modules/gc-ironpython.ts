import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { gcState, type NativeFunctions, thresholdsFrom, tupleOfInts, warnRuntime } from './gc-support.ts';
import { addFunctions, addInts } from './support.ts';

/** IronPython's gc module (IronPython.Modules/gc.cs): a few calls to System.GC, numbers that are only stored, refusals. */

const DEBUG_FLAGS = {
  DEBUG_STATS: 1,
  DEBUG_COLLECTABLE: 2,
  DEBUG_UNCOLLECTABLE: 4,
  DEBUG_SAVEALL: 32,
  DEBUG_LEAK: 38,
};
const INITIAL_THRESHOLDS = [65_536, 262_144, 1_048_576];
const WORD_BYTES = 4;
const MAX_GENERATION = 2;
const MAX_INT32 = 0x7fffffff;

/** GC.Collect(generation). */
export function collectGeneration(vm: VM, generation: number): void {
  const kind = generation >= MAX_GENERATION ? 'full' : 'minor';
  vm.runtime.collect({ kind, generation: Math.min(generation, MAX_GENERATION), cause: 'explicit' });
}

/** GC.GetTotalMemory(false), in bytes. */
export function totalMemory(vm: VM): number {
  return vm.runtime.collector.spaces().reduce((sum, space) => sum + space.usedWords, 0) * WORD_BYTES;
}

/** Collect, wait for the finalizers, and once more, so that what they let go of goes too. */
function collect(vm: VM, args: number): Ref {
  const generation = vm.at(args) === 0 ? MAX_GENERATION : vm.index(vm.at(args));
  if (generation < 0 || generation > MAX_GENERATION) {
    throw vm.error('ValueError', `invalid generation ${generation}`);
  }
  const before = totalMemory(vm);
  for (let round = 0; round < 2; round++) {
    collectGeneration(vm, generation);
    vm.finalization.runPending();
  }
  return vm.newInt(Math.max(before - totalMemory(vm), 0));
}

function disable(vm: VM): Ref {
  warnRuntime(vm, 'IronPython has no support for disabling the GC');
  return vm.newNone();
}

function setThreshold(vm: VM, args: number, count: number): Ref {
  const state = gcState(vm);
  for (let k = 0; k < Math.min(count, 3); k++) {
    const kind = vm.kindOf(vm.at(args + k));
    if (kind === Kind.FLOAT) throw vm.error('TypeError', 'integer argument expected, got float');
    const fits = kind === Kind.INT && Math.abs(vm.numbers.smallOf(vm.at(args + k))) <= MAX_INT32;
    if (!fits) throw vm.error('TypeError', 'an integer is required');
  }
  state.thresholds = thresholdsFrom(vm, args, count, state.thresholds);
  return vm.newNone();
}

function refusing(name: string) {
  return (vm: VM): Ref => {
    throw vm.error('NotImplementedError', `gc.${name} isn't implemented`);
  };
}

/** gc.garbage is a property: a new empty list each time. */
function moduleAttribute(vm: VM, args: number): Ref {
  const name = vm.text(vm.at(args));
  if (name === 'garbage') return vm.newList();
  throw vm.error('AttributeError', `module 'gc' has no attribute '${name}'`);
}

const functions: NativeFunctions = {
  collect: ['generation=', collect],
  enable: ['', (vm) => vm.newNone()],
  disable: ['', disable],
  isenabled: ['', (vm) => vm.newBool(true)],
  get_threshold: ['', (vm) => tupleOfInts(vm, gcState(vm).thresholds)],
  set_threshold: ['*args', setThreshold],
  get_debug: ['', (vm) => vm.newInt(0)],
  set_debug: ['o', refusing('set_debug')],
  get_objects: ['', refusing('get_objects')],
  get_referrers: ['*objs', refusing('get_referrers')],
  get_referents: ['*objs', refusing('get_referents')],
  __getattr__: ['name, /', moduleAttribute],
};

export function initIronPythonGc(vm: VM, at: number): void {
  gcState(vm).thresholds = INITIAL_THRESHOLDS;
  addFunctions(vm, at, functions);
  addInts(vm, at, DEBUG_FLAGS);
}
