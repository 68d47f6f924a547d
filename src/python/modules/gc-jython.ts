import type { Ref } from '../../heap/layout.ts';
import type { VM } from '../vm/vm.ts';
import { getReferents } from './gc-cpython.ts';
import { type Monitor, monitorOf } from './gc-monitor.ts';
import { gcState, type NativeFunctions } from './gc-support.ts';
import { isContainer } from './referents.ts';
import { addFunctions, addInts } from './support.ts';

/** Jython's gc module (org.python.modules.gc): java.lang.System.gc(), and counting for objects that are monitored. */

const DEBUG_FLAGS = {
  DEBUG_STATS: 1,
  DEBUG_COLLECTABLE: 2,
  DEBUG_UNCOLLECTABLE: 4,
  DEBUG_INSTANCES: 8,
  DEBUG_OBJECTS: 16,
  DEBUG_SAVEALL: 32,
  DEBUG_LEAK: 62,
};

/** Of these MONITOR_GLOBAL has an effect here; the others are stored. */
const JYTHON_FLAGS = {
  MONITOR_GLOBAL: 1 << 0,
  DONT_FINALIZE_CYCLIC_GARBAGE: 1 << 1,
  PRESERVE_WEAKREFS_ON_RESURRECTION: 1 << 2,
  DONT_FINALIZE_RESURRECTED_OBJECTS: 1 << 3,
  FORCE_DELAYED_FINALIZATION: 1 << 4,
  FORCE_DELAYED_WEAKREF_CALLBACKS: 1 << 5,
  DONT_TRAVERSE_BY_REFLECTION: 1 << 6,
  SUPPRESS_TRAVERSE_BY_REFLECTION_WARNING: 1 << 7,
  INSTANCE_TRAVERSE_BY_REFLECTION_WARNING: 1 << 8,
  USE_PY_WRITE_DEBUG: 1 << 9,
  VERBOSE_COLLECT: 1 << 10,
  VERBOSE_WEAKREF: 1 << 11,
  VERBOSE_DELAYED: 1 << 12,
  VERBOSE_FINALIZE: 1 << 13,
  VERBOSE: (1 << 10) | (1 << 11) | (1 << 12) | (1 << 13),
};

const UNKNOWN_COUNT = -2;

const NOT_MONITORING = 'not applicable in Jython if gc module is not monitoring PyObjects';

/** Nothing monitored: System.gc(), which says nothing. Otherwise the finalizers are waited for, and cyclic trash is counted. */
function collect(vm: VM): Ref {
  const monitor = monitorOf(vm);
  const { isMonitoring } = monitor;
  const counted = isMonitoring ? monitor.countCyclicTrash() : UNKNOWN_COUNT;
  vm.runtime.collect({ kind: 'full', cause: 'explicit' });
  if (isMonitoring) vm.finalization.runPending();
  monitor.forgetDead();
  return vm.newInt(counted);
}

function refusing(message: string) {
  return (vm: VM): Ref => {
    throw vm.error('NotImplementedError', message);
  };
}

function requireMonitoring(vm: VM): Monitor {
  const monitor = monitorOf(vm);
  if (!monitor.isMonitoring) throw vm.error('NotImplementedError', NOT_MONITORING);
  return monitor;
}

function getObjects(vm: VM): Ref {
  return requireMonitoring(vm).newList(() => true);
}

function getReferrers(vm: VM, args: number, count: number): Ref {
  return requireMonitoring(vm).referrersOf(args, count);
}

function isTracked(vm: VM, args: number): Ref {
  return vm.newBool(isContainer(vm, vm.at(args)) && monitorOf(vm).isMonitored(vm.at(args)));
}

function setDebug(vm: VM, args: number): Ref {
  gcState(vm).debug = vm.index(vm.at(args));
  return vm.newNone();
}

// ---- Monitoring

function flagging(change: (flags: number, given: number) => number) {
  return (vm: VM, args: number): Ref => {
    const monitor = monitorOf(vm);
    monitor.flags = change(monitor.flags, vm.index(vm.at(args)));
    return vm.newNone();
  };
}

function setMonitorGlobal(vm: VM, args: number): Ref {
  const monitor = monitorOf(vm);
  const on = vm.truthy(vm.at(args));
  monitor.flags = on
    ? monitor.flags | JYTHON_FLAGS.MONITOR_GLOBAL
    : monitor.flags & ~JYTHON_FLAGS.MONITOR_GLOBAL;
  return vm.newNone();
}

function stopMonitoring(vm: VM): Ref {
  const monitor = monitorOf(vm);
  monitor.flags &= ~JYTHON_FLAGS.MONITOR_GLOBAL;
  monitor.clear();
  return vm.newNone();
}

const functions: NativeFunctions = {
  collect: ['generation=, /', collect],
  enable: ['', (vm) => vm.newNone()],
  disable: ['', refusing("can't disable Java GC")],
  isenabled: ['', (vm) => vm.newBool(true)],
  get_threshold: ['', refusing('not applicable to Java GC')],
  set_threshold: ['*args', refusing('not applicable to Java GC')],
  get_count: ['', refusing('not applicable to Java GC')],
  get_debug: ['', (vm) => vm.newInt(gcState(vm).debug)],
  set_debug: ['flags, /', setDebug],
  get_objects: ['', getObjects],
  get_referrers: ['*objs', getReferrers],
  get_referents: ['*objs', getReferents],
  is_tracked: ['object, /', isTracked],
  monitorObject: ['object, /', (vm, args) => monitorOf(vm).add(vm.at(args))],
  unmonitorObject: ['object, /', (vm, args) => vm.newBool(monitorOf(vm).remove(vm.at(args)))],
  isMonitored: ['object, /', (vm, args) => vm.newBool(monitorOf(vm).isMonitored(vm.at(args)))],
  isMonitoring: ['', (vm) => vm.newBool(monitorOf(vm).isMonitoring)],
  unmonitorAll: ['', (vm) => monitorOf(vm).clear()],
  stopMonitoring: ['', stopMonitoring],
  getMonitorGlobal: ['', (vm) => vm.newBool(monitorOf(vm).isGlobal)],
  setMonitorGlobal: ['flag, /', setMonitorGlobal],
  getJythonGCFlags: ['', (vm) => vm.newInt(monitorOf(vm).flags)],
  setJythonGCFlags: ['flags, /', flagging((_, given) => given)],
  addJythonGCFlags: ['flags, /', flagging((flags, given) => flags | given)],
  removeJythonGCFlags: ['flags, /', flagging((flags, given) => flags & ~given)],
};

export function initJythonGc(vm: VM, at: number): void {
  addFunctions(vm, at, functions);
  addInts(vm, at, { ...DEBUG_FLAGS, ...JYTHON_FLAGS, UNKNOWN_COUNT });
  vm.modules.set(at, 'garbage', vm.newList());
}
