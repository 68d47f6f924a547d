import { Runtime } from '../runtime/runtime.ts';
import { moduleValue } from './modules/support.ts';
import { Kind } from './objects/shapes.ts';
import type { ProgramOptions, ProgramResult } from './run-source.ts';
import type { Spawn, SpawnRequest } from './vm/children.ts';
import { LimitReached } from './vm/limits.ts';
import type { VM } from './vm/vm.ts';
import { WorldError } from './world/errno.ts';
import { readFrom } from './world/inodes.ts';
import { Process } from './world/processes.ts';
import { World } from './world/world.ts';

/** What surrounds a program: its process in the world, modules that it finds there, children that it starts. */

type ModuleText = { readonly source: string; readonly filename: string };

/** The process that a run was given, or the first one of a new world, which holds the program's text. */
export function processFor(options: Omit<ProgramOptions, 'source'>, source: string): Process {
  if (options.process !== undefined) return options.process;
  const own = new Process(options.world ?? new World(), {
    output: options.write,
    ...(options.descriptorLimit !== undefined && { descriptorLimit: options.descriptorLimit }),
  });
  if (!options.filename.startsWith('<')) plant(own, options.filename, source);
  return own;
}

/** A host's path may be one that the world has no room for: then it is not there. */
function plant(own: Process, filename: string, source: string): void {
  try {
    own.world.files.plant(own.absolute(filename), source);
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
  }
}

/** A text file of the world, or null. */
function textOf(own: Process, path: string): string | null {
  try {
    const inode = own.world.files.find(path, own.cwd);
    if (inode.kind !== 'file') return null;
    return new TextDecoder().decode(readFrom(inode, 0, inode.size));
  } catch (error) {
    if (error instanceof WorldError) return null;
    throw error;
  }
}

/** The module of a dotted name in the folders of sys.path; '' there is the program's own. */
export function moduleInWorld(vm: VM, program: string, name: string): ModuleText | null {
  const { process: own } = vm;
  const beside = program.startsWith('<') ? '' : program.slice(0, program.lastIndexOf('/') + 1);
  for (const folder of searchPath(vm)) {
    const base = `${folder === '' ? beside : `${folder}/`}${name.replaceAll('.', '/')}`;
    for (const filename of [`${base}.py`, `${base}/__init__.py`]) {
      const source = textOf(own, filename);
      if (source !== null) return { source, filename: own.absolute(filename) };
    }
  }
  return null;
}

function searchPath(vm: VM): readonly string[] {
  const list = moduleValue(vm, 'sys', 'path');
  if (list === 0 || vm.kindOf(list) !== Kind.LIST) return [''];
  const items = Array.from({ length: vm.listLength(list) }, (_, k) => vm.listItem(list, k));
  return items.filter((item) => vm.isStr(item)).map((item) => vm.text(item));
}

// ---- Children

/** Processes inside of processes: each has a machine of its own on the host's stack. */
const DEPTH_MAX = 6;
const CHILD_HEAP_BYTES = 1 << 28;

/** The options of the interpreter that stand alone, and those that take the next argument. */
const PLAIN_FLAG = /^-[bBdEiIOPqsSuvVx]+$/;
const FLAG_WITH_VALUE = /^-[WX]$/;

interface Program {
  readonly source: string;
  readonly filename: string;
  readonly argv0: string;
  readonly argv: readonly string[];
}

/** How a run starts others on its own platform, with its own collector. */
export function spawner(
  options: Omit<ProgramOptions, 'source'>,
  parent: () => VM,
  run: (options: ProgramOptions) => ProgramResult,
): Spawn {
  return (request) => {
    if (parent().process.depth >= DEPTH_MAX) throw new WorldError('EAGAIN');
    const own = childProcess(options, parent().process, request);
    return { process: own, run: () => runChild(options, parent(), own, request, run) };
  };
}

function childProcess(
  options: Omit<ProgramOptions, 'source'>,
  parent: Process,
  request: SpawnRequest,
): Process {
  const streams = [0, 1, 2].map(
    (number) => request.streams[number] ?? (parent.has(number) ? parent.at(number) : undefined),
  );
  const own = new Process(parent.world, { parent, streams, output: options.write });
  if (request.cwd !== null) own.chdir(request.cwd);
  if (request.environment !== null) {
    own.environment.clear();
    for (const [name, value] of request.environment) own.environment.set(name, value);
  }
  return own;
}

function runChild(
  options: Omit<ProgramOptions, 'source'>,
  parent: VM,
  own: Process,
  request: SpawnRequest,
  run: (options: ProgramOptions) => ProgramResult,
): number {
  const program = programOf(own, request.argv);
  if (typeof program === 'string') {
    own.print('stderr', `${program}\n`);
    own.closeAll();
    return 2;
  }
  const { files } = own.world;
  const { now } = files;
  const began = parent.clock.nanoseconds();
  const kept = options.runtime.options;
  let child: VM | undefined;
  const result = run({
    ...options,
    ...program,
    runtime: new Runtime({ ...kept, heapBytes: Math.min(kept.heapBytes, CHILD_HEAP_BYTES) }),
    process: own,
    maxSteps: Math.max(1, (options.maxSteps ?? Number.POSITIVE_INFINITY) - parent.clock.steps),
    onStart: (vm) => {
      child = vm;
      readFromStart(vm);
      // A real interpreter has no text of what it was given on its command line.
      vm.codes.sources.delete('<string>');
      vm.clock.sleep(began / 1e9);
    },
  });
  files.now = now;
  if (child !== undefined) parent.clock.sleep((child.clock.nanoseconds() - began) / 1e9);
  if (result.endsParents === true) throw new LimitReached(result.message ?? 'a limit was reached');
  return result.exitCode;
}

/** Gives a program sys.stdin that reads from its descriptor 0. */
function readFromStart(vm: VM): void {
  const top = vm.push(vm.modules.load('_io'));
  vm.push(vm.getAttr(vm.at(top), '_standard_input'));
  vm.push(vm.call(vm.at(top + 1)));
  vm.pushBorrowed(vm.modules.loaded('sys'));
  for (const name of ['stdin', '__stdin__']) {
    vm.modules.set(top + 3, name, vm.runtime.retain(vm.at(top + 2)));
  }
  vm.dropTo(top);
}

/** What a command line of the interpreter runs, or what it says about one that it cannot. */
function programOf(own: Process, argv: readonly string[]): Program | string {
  let at = 0;
  while (at < argv.length) {
    if (PLAIN_FLAG.test(argv[at]!)) at += 1;
    else if (FLAG_WITH_VALUE.test(argv[at]!)) at += 2;
    else break;
  }
  const first = argv[at];
  const rest = argv.slice(at + 1);
  if (first === '-c') {
    return { source: rest[0] ?? '', filename: '<string>', argv0: '-c', argv: rest.slice(1) };
  }
  if (first === undefined || first === '-') {
    const bytes = own.at(0).canRead() ? own.at(0).read(SOURCE_MAX) : new Uint8Array(0);
    return { source: new TextDecoder().decode(bytes), filename: '<stdin>', argv0: first ?? '', argv: rest };
  }
  const source = textOf(own, first);
  if (source !== null) return { source, filename: first, argv0: first, argv: rest };
  const path = own.absolute(first);
  return `python3: can't open file '${path}': [Errno 2] No such file or directory`;
}

const SOURCE_MAX = 1 << 24;
