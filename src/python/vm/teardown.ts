import { WEAK_SHORT } from '../../contract/host.ts';
import { MARK_WORD, type Ref, WEAK_TARGET } from '../../heap/layout.ts';
import { nativeStandIns } from '../lib/world.ts';
import { runExitFunctions } from '../modules/atexit.ts';
import { flushOpenFiles } from '../modules/open-files.ts';
import { closeTextStream, flushStandardStreams } from '../modules/text-stream.ts';
import { Kind, MODULE_DICT, Shape } from '../objects/shapes.ts';
import { REG_BUILTINS, REG_MODULES, type VM } from './vm.ts';

/** Names in sys that become None before any module goes. */
const SYS_DROPPED = ['path', 'argv', 'ps1', 'ps2', 'last_type', 'last_value', 'last_traceback'];

/** Names that site and io add to builtins after its first copy was made: gone once that copy is restored. */
const ADDED_TO_BUILTINS = ['open', 'exit', 'quit', 'copyright', 'credits', 'license', 'help'];

/**
 * The end of the process. Where the platform clears modules (CPython), in the order of `Py_FinalizeEx` and `finalize_modules`:
 * exit functions, a collection unless gc.disable() was called, modules dropped, builtins restored, a full collection,
 * surviving modules cleared in reverse, sys and builtins cleared, another collection.
 *
 * @returns whether sys.stdout and sys.stderr could be flushed
 */
export function teardown(vm: VM, abnormal: boolean): boolean {
  const { exit } = vm.platform;
  if (exit.runsAtexit === 'always' || abnormal) runExitFunctions(vm);
  vm.threads.frozen = true;
  const flushed = vm.platform.implementation !== 'cpython' || flushStandardStreams(vm);
  if (exit.flushesFiles === true) flushOpenFiles(vm);
  if (exit.clearsModules) {
    if (vm.runtime.collector.control?.enabled !== false) collect(vm);
    dropSpecials(vm);
    vm.finalization.modulesGone = true;
    if (exit.clearsMainFirst === true) clearModules(vm);
    else dropAndClear(vm);
  }
  vm.finalization.ended = true;
  return flushed;
}

/** Since CPython 3.4: modules are dropped, and only what outlives that is cleared. */
function dropAndClear(vm: VM): void {
  const first = vm.roots.top;
  dropModules(vm);
  restoreBuiltins(vm);
  collect(vm);
  for (let at = vm.roots.top - 1; at >= first; at--) clearSurvivor(vm, at);
  vm.dropTo(first);
  clearSysAndBuiltins(vm);
  collect(vm);
}

/**
 * The two modules that everything else may need go last. What is garbage now includes the standard streams, which are older than any
 * object of the program: their finalizers close them before its finalizers run.
 */
function clearSysAndBuiltins(vm: VM): void {
  const sys = vm.modules.loaded('sys');
  const first = vm.roots.top;
  for (const name of ['__stdout__', '__stderr__']) {
    const stream = sys === 0 ? 0 : vm.modules.peek(sys, name);
    if (stream !== 0) vm.pushBorrowed(stream);
  }
  const streamsEnd = vm.roots.top;
  if (sys !== 0) clearNames(vm, vm.i32[sys + MODULE_DICT]!);
  clearNames(vm, vm.registers.at(REG_BUILTINS));
  for (let at = first; at < streamsEnd; at++) closeTextStream(vm, vm.at(at));
  vm.dropTo(first);
}

/**
 * CPython 2.7's PyImport_Cleanup: `__main__` is cleared first, then the modules that nobody else holds, again and again until there
 * are no more, then the others. What is garbage after that stays.
 */
function clearModules(vm: VM): void {
  const names = vm.push(vm.protocols.toTuple(vm.registers.at(REG_MODULES)));
  const count = vm.tupleLength(vm.at(names));
  const rest: number[] = [];
  for (let k = 0; k < count; k++) {
    const name = vm.text(vm.tupleItem(vm.at(names), k));
    if (name === '__main__') clearModule(vm, vm.tupleItem(vm.at(names), k));
    else if (name !== 'sys' && name !== 'builtins' && !nativeStandIns.has(name)) rest.push(k);
  }
  for (let before = -1; before !== rest.length; ) {
    before = rest.length;
    for (const k of [...rest]) {
      const key = vm.tupleItem(vm.at(names), k);
      if (vm.i32[vm.dicts.getName(vm.registers.at(REG_MODULES), key) + MARK_WORD]! > 1) continue;
      clearModule(vm, key);
      rest.splice(rest.indexOf(k), 1);
    }
  }
  for (const k of rest) clearModule(vm, vm.tupleItem(vm.at(names), k));
  vm.dropTo(names);
  clearSysAndBuiltins(vm);
}

/** Empties a module's names and lets go of it. */
function clearModule(vm: VM, name: Ref): void {
  const modules = vm.registers.at(REG_MODULES);
  const module = vm.dicts.getName(modules, name);
  if (module !== 0 && vm.kindOf(module) === Kind.MODULE) clearNames(vm, vm.i32[module + MODULE_DICT]!);
  vm.dicts.setName(modules, name, vm.none);
}

/** Where sys keeps objects of the program: those go first, so that their finalizers still find their modules. */
function dropSpecials(vm: VM): void {
  const builtins = vm.modules.loaded('builtins');
  if (builtins !== 0) vm.modules.set(vm.pushBorrowed(builtins), '_', vm.newNone());
  const sys = vm.modules.loaded('sys');
  const sysAt = vm.pushBorrowed(sys);
  if (sys !== 0) {
    for (const name of SYS_DROPPED) vm.modules.set(sysAt, name, vm.newNone());
    for (const name of ['stdin', 'stdout', 'stderr']) {
      const original = vm.modules.peek(vm.at(sysAt), `__${name}__`);
      vm.modules.set(sysAt, name, vm.runtime.retain(original === 0 ? vm.none : original));
    }
  }
  vm.drop(builtins === 0 ? 1 : 2);
}

function collect(vm: VM): void {
  if (!vm.platform.exit.collects) return;
  vm.runtime.collect({ kind: 'full', cause: 'shutdown' });
  vm.finalization.runPending();
}

/** sys.modules is emptied in its order; what nobody else holds dies here. Pushes a weak reference to each module. */
function dropModules(vm: VM): void {
  const names = vm.push(vm.protocols.toTuple(vm.registers.at(REG_MODULES)));
  for (let k = 0; k < vm.tupleLength(vm.at(names)); k++) {
    const name = vm.text(vm.tupleItem(vm.at(names), k));
    if (name === 'sys' || name === 'builtins') continue;
    const module = vm.modules.loaded(name);
    if (module !== 0 && vm.kindOf(module) === Kind.MODULE && !nativeStandIns.has(name)) {
      vm.push(vm.runtime.allocateWeak(Shape.WEAKREF, module, WEAK_SHORT));
    }
    vm.dicts.deleteName(vm.registers.at(REG_MODULES), vm.tupleItem(vm.at(names), k));
  }
  vm.replace(names, 0);
}

function restoreBuiltins(vm: VM): void {
  const dict = vm.registers.at(REG_BUILTINS);
  for (const name of ADDED_TO_BUILTINS) vm.dicts.deleteName(dict, vm.strings.nameRef(vm.name(name)));
}

function clearSurvivor(vm: VM, weakAt: number): void {
  const module = vm.at(weakAt) === 0 ? 0 : vm.i32[vm.at(weakAt) + WEAK_TARGET]!;
  if (module !== 0) clearNames(vm, vm.i32[module + MODULE_DICT]!);
}

/** _PyModule_Clear: names with one underscore become None first, then all others but __builtins__. */
function clearNames(vm: VM, dict: Ref): void {
  const at = vm.pushBorrowed(dict);
  for (const private_ of [true, false]) {
    for (let entry = 0; entry < vm.dicts.filled(vm.at(at)); entry++) {
      const key = vm.dicts.keyAt(vm.at(at), entry);
      if (key === 0 || !vm.isStr(key)) continue;
      const name = vm.text(key);
      const isPrivate = name.startsWith('_') && !name.startsWith('__');
      if (isPrivate !== private_ || name === '__builtins__') continue;
      if (vm.dicts.valueAt(vm.at(at), entry) !== vm.none) vm.dicts.setValueAt(vm.at(at), entry, vm.none);
    }
  }
  vm.drop(1);
}
