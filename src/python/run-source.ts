import { HeapExhausted, UsageError } from '../heap/errors.ts';
import type { Ref } from '../heap/layout.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { installBuiltins } from './builtins/install.ts';
import type { Code } from './compiler/code.ts';
import { type Ending, endWithException } from './errors/uncaught.ts';
import { moduleInWorld, processFor, spawner } from './launch.ts';
import { callUnraisableHook } from './modules/hooks.ts';
import { MODULE_DICT } from './objects/shapes.ts';
import { PythonSyntaxError } from './syntax/index.ts';
import type { Tier } from './tier/tiers.ts';
import { startFinalizerThread } from './vm/finalizer-thread.ts';
import { LimitReached, OutputLimit } from './vm/limits.ts';
import { teardown } from './vm/teardown.ts';
import { Deadlock } from './vm/threads.ts';
import { ProcessExit, REG_MODULES, VM } from './vm/vm.ts';
import type { Process } from './world/processes.ts';
import type { SqlEngine } from './world/sql-engine.ts';
import type { World } from './world/world.ts';

export interface ProgramOptions {
  readonly runtime: Runtime;
  readonly platform: Platform;
  readonly source: string;
  readonly filename: string;
  readonly argv?: readonly string[];
  readonly seed?: number;
  readonly maxSteps?: number;
  /** Bytes that it and its children can write to the standard streams. */
  readonly maxOutput?: number;
  readonly write: (stream: 'stdout' | 'stderr', text: string) => void;
  readonly readModule?: (name: string) => { readonly source: string; readonly filename: string } | null;
  /** Files and whatever else is outside of the program; a new world by default. */
  readonly world?: World;
  /** Descriptors that it can have open at the same time; 1024 by default. */
  readonly descriptorLimit?: number;
  /** For a program that another one starts in its world: in place of the two above. */
  readonly process?: Process;
  /** SQLite, for the sqlite3 module. */
  readonly sqlite?: SqlEngine;
  /** `sys.argv[0]` where it is not the file's name. */
  readonly argv0?: string;
  /** How the program is executed: see Tier. `auto` by default. What it does is the same. */
  readonly tier?: Tier;
  /** Called when the machine is ready and the program about to start. */
  readonly onStart?: (vm: VM) => void;
}

export interface ProgramResult {
  readonly outcome: 'ok' | 'failed' | 'limit' | 'syntax-error';
  readonly exitCode: number;
  readonly steps: number;
  /** For 'limit' and 'syntax-error': what happened. */
  readonly message?: string;
  /** For 'limit': it is one of the whole run, which ends the program that started this one too. */
  readonly endsParents?: boolean;
}

/** A VM with its built-in classes and modules, before any program. */
export function bootVM(options: Omit<ProgramOptions, 'source'>, source = ''): VM {
  if (!options.runtime.memory.byteAddressable) {
    const bytes = options.runtime.memory.buffer.byteLength;
    throw new UsageError('heap', `heap size: found ${bytes} bytes; a Python program can have 4 GiB at most`);
  }
  const own = processFor(options, source);
  const vm: VM = new VM({
    runtime: options.runtime,
    platform: options.platform,
    seed: options.seed ?? 0,
    argv: [options.argv0 ?? options.filename, ...(options.argv ?? [])],
    maxSteps: options.maxSteps ?? Number.POSITIVE_INFINITY,
    write: (stream, text) => own.print(stream, text),
    readModule: (name) => moduleInWorld(vm, options.filename, name) ?? options.readModule?.(name) ?? null,
    process: own,
    tier: options.tier ?? 'auto',
    spawn: spawner(options, () => vm, runSource),
    ...(options.sqlite !== undefined && { sqlite: options.sqlite }),
  });
  own.world.files.now = () => BigInt(Math.round(vm.clock.wallSeconds() * 1e6)) * 1000n;
  installBuiltins(vm);
  vm.runtime.release(vm.modules.load('sys'));
  if (vm.platform.finalizers.thread === 'finalizer') startFinalizerThread(vm);
  loadWhatStarts(vm, source);
  settle(vm);
  return vm;
}

/** Modules that a real interpreter has in memory when a program begins, by how the program would name them. */
const STARTED: readonly (readonly [mention: RegExp, module: string])[] = [
  [/\b(?:open|io|tempfile|subprocess|socket)\b/, '_io'],
  [/\bio\b/, 'io'],
  [/\b(?:os|tempfile|subprocess|shutil|pathlib)\b/, 'os'],
];

/** Loads those that the program speaks of before it begins: what they are made of is no garbage of its own. */
function loadWhatStarts(vm: VM, source: string): void {
  if (vm.platform.version[0] === 2 && /\bopen\b/.test(source)) vm.runtime.release(vm.modules.load('_file'));
  for (const [mention, module] of STARTED) {
    if (mention.test(source)) vm.runtime.release(vm.modules.load(module));
  }
}

/**
 * What boot made is not the program's garbage: off the cycle collector's lists, and out of its counts. Only sys.modules and the names of
 * sys, where the last exception is kept, are searched, before everything of the program as in CPython: the order in which garbage is found depends on that.
 */
function settle(vm: VM): void {
  const { collector } = vm.runtime;
  collector.forEachObject((ref: Ref) => {
    if (collector.control?.isTracked(ref)) collector.control.untrack(ref);
  });
  collector.control?.freeze();
  collector.control?.track(vm.registers.at(REG_MODULES));
  const sys = vm.modules.loaded('sys');
  if (sys !== 0) collector.control?.track(vm.i32[sys + MODULE_DICT]!);
}

/** Runs one program from start to end of process. */
export function runSource(options: ProgramOptions): ProgramResult {
  return runLimited(options.process === undefined ? withOutputLimit(options) : options);
}

/** One limit for a program and its children, who write to the same streams. */
function withOutputLimit(options: ProgramOptions): ProgramOptions {
  if (options.maxOutput === undefined) return options;
  const limit = new OutputLimit(options.maxOutput);
  const write: ProgramOptions['write'] = (stream, text) => {
    limit.add(text);
    options.write(stream, text);
  };
  return { ...options, write };
}

function runLimited(options: ProgramOptions): ProgramResult {
  const vm = bootVM(options, options.source);
  try {
    return runIn(vm, options);
  } finally {
    vm.interpreter.tier?.close();
    vm.process.closeAll();
  }
}

function runIn(vm: VM, options: ProgramOptions): ProgramResult {
  let code: Code;
  try {
    code = vm.modules.compile(options.source, options.filename);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    vm.options.write('stderr', error.format());
    return { outcome: 'syntax-error', exitCode: 1, steps: 0, message: `${error.kind}: ${error.message}` };
  }
  options.onStart?.(vm);
  vm.headroom.start();
  try {
    const ending = runProcess(vm, code, options.filename);
    vm.children.runAll();
    return { ...ending, steps: vm.clock.steps };
  } catch (error) {
    if (error instanceof LimitReached || error instanceof Deadlock || error instanceof HeapExhausted) {
      const steps = Math.min(vm.clock.steps, vm.options.maxSteps);
      const endsParents = error instanceof LimitReached;
      return { outcome: 'limit', exitCode: 3, steps, message: error.message, endsParents };
    }
    throw error;
  }
}

function runProcess(vm: VM, code: Code, filename: string): { outcome: 'ok' | 'failed'; exitCode: number } {
  try {
    return runMain(vm, code, filename);
  } catch (error) {
    if (error instanceof ProcessExit) return { outcome: 'ok', exitCode: error.code };
    throw error;
  }
}

function runMain(vm: VM, code: Code, filename: string): { outcome: 'ok' | 'failed'; exitCode: number } {
  const moduleAt = vm.push(vm.modules.create('__main__'));
  vm.modules.set(moduleAt, '__builtins__', vm.runtime.retain(vm.modules.loaded('builtins')));
  vm.modules.set(moduleAt, '__file__', vm.newStr(filename));
  vm.modules.register('__main__', vm.at(moduleAt));
  const dictAt = vm.pushBorrowed(vm.i32[vm.at(moduleAt) + MODULE_DICT]!);
  vm.codes.loadMain(code);
  let ending = null as Ending | null;
  vm.threads.onMainOver = (failed) => {
    if (failed) ending = endWithException(vm);
  };
  vm.threads.outermost(() => {
    try {
      vm.modules.run(code, dictAt);
    } catch (error) {
      vm.guestError(error);
      vm.dropTo(dictAt + 1);
      ending = endWithException(vm);
    }
  });
  joinThreads(vm);
  vm.dropTo(moduleAt);
  vm.headroom.stop();
  const flushed = teardown(vm, ending !== null);
  const { outcome, exitCode } = ending ?? { outcome: 'ok', exitCode: 0 };
  return { outcome, exitCode: flushed ? exitCode : STREAM_FAILED };
}

/** threading._shutdown(), unless the main thread ended above others and has called it there. */
function joinThreads(vm: VM): void {
  const { threads } = vm;
  const shutdown = threads.shutdownFunction();
  if (threads.mainIsOver || shutdown === 0) return;
  threads.mainIsOver = true;
  const at = vm.pushBorrowed(shutdown);
  threads.outermost(() => {
    try {
      vm.runtime.release(vm.call(vm.at(at)));
    } catch (error) {
      vm.guestError(error);
      vm.dropTo(at + 1);
      callUnraisableHook(vm, at, 'Exception ignored on threading shutdown');
    }
  });
  vm.dropTo(at);
}

/** CPython's exit code when sys.stdout or sys.stderr cannot be flushed at the end. */
const STREAM_FAILED = 120;
