import type { Ref } from '../../heap/layout.ts';
import { Op } from '../compiler/opcodes.ts';
import { Kind, RECORD_RAW } from '../objects/shapes.ts';
import { F_PC } from '../vm/frames.ts';
import type { Native, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { lookUp } from './module-names.ts';
import type { Probe } from './probe.ts';
import { shortValue } from './values.ts';

/** Methods of built-in classes that change their object, by class. */
const MUTATORS: Readonly<Record<string, ReadonlySet<string>>> = {
  list: new Set(['append', 'extend', 'insert', 'clear', 'sort', 'reverse']),
  dict: new Set(['update', 'setdefault']),
  set: new Set(['add', 'update']),
  deque: new Set(['append', 'appendleft', 'extend', 'extendleft', 'insert', 'rotate']),
  bytearray: new Set(['append', 'extend', 'insert']),
};
const REMOVERS: Readonly<Record<string, ReadonlySet<string>>> = {
  list: new Set(['pop', 'remove']),
  dict: new Set(['pop', 'popitem', 'clear']),
  set: new Set(['discard', 'remove', 'pop', 'clear']),
  deque: new Set(['pop', 'popleft', 'remove', 'clear']),
  bytearray: new Set(['pop', 'remove', 'clear']),
};
/** Functions of the modules under os, socket, sqlite3 and subprocess with an effect outside of the program. */
const SYSTEM: ReadonlySet<string> = new Set([
  'close',
  'closerange',
  'write',
  'unlink',
  'remove',
  'rmdir',
  'mkdir',
  'send',
  'sendto',
  'shutdown',
  'commit',
  'transaction',
  'free',
  'ftruncate',
]);
const OPENERS: ReadonlySet<string> = new Set(['open', 'create', 'pair', 'accept', 'dup', 'dup2', 'pipe']);
const SYSTEM_MODULES: ReadonlySet<string> = new Set([
  'posix',
  '_posix',
  'nt',
  '_socket',
  '_sqlite3',
  '_sqlite',
  '_os',
]);
const GC_CONTROL: ReadonlySet<string> = new Set(['disable', 'freeze', 'set_threshold']);
const SORTERS: ReadonlySet<string> = new Set(['sorted', 'sort', 'min', 'max']);
const SYS_TELLING: ReadonlySet<string> = new Set(['getrefcount', 'getsizeof', 'getallocatedblocks']);
const IDENTITY: ReadonlySet<string> = new Set(['get_ident', 'get_native_id', '_is_finalizer_thread']);
const INSTRUCTION_WORDS = 4;

type Wrap = (vm: VM, probe: Probe, code: NativeCode, native: Native, module: string) => NativeCode | null;

/** Puts watchers in front of native functions: those that are there, and those of modules that are imported later. */
export function watchNatives(vm: VM, probe: Probe): void {
  const { natives } = vm.classes;
  for (let id = 0; id < natives.length; id++) natives[id] = watched(vm, probe, natives[id]!, '');
  const modules: string[] = [];
  const load = vm.modules.load.bind(vm.modules);
  vm.modules.load = (name) => {
    modules.push(name);
    try {
      return load(name);
    } finally {
      modules.pop();
    }
  };
  const native = vm.classes.native.bind(vm.classes);
  vm.classes.native = (name, signature, code, owner = '') => {
    const id = native(name, signature, code, owner);
    natives[id] = watched(vm, probe, natives[id]!, modules.at(-1) ?? '');
    return id;
  };
}

function watched(vm: VM, probe: Probe, native: Native, module: string): Native {
  for (const wrap of WRAPS) {
    const code = wrap(vm, probe, native.code, native, module);
    if (code !== null) return { ...native, code };
  }
  return native;
}

const WRAPS: readonly Wrap[] = [
  mutator,
  remover,
  lock,
  system,
  ofGc,
  ofSys,
  attributeOf,
  identity,
  sorter,
  exit,
];

function mutator(_vm: VM, probe: Probe, code: NativeCode, { owner, name }: Native): NativeCode | null {
  if (MUTATORS[owner]?.has(name) !== true) return null;
  return (vm, args, count) => {
    if (probe.current !== undefined)
      probe.did('write', `${owner}.${name}`, lastOf(vm, args, count), vm.at(args));
    return code(vm, args, count);
  };
}

function lastOf(vm: VM, args: number, count: number): Ref | string {
  for (let k = count - 1; k > 0; k--) if (vm.at(args + k) !== 0) return vm.at(args + k);
  return '';
}

function remover(_vm: VM, probe: Probe, code: NativeCode, { owner, name }: Native): NativeCode | null {
  if (REMOVERS[owner]?.has(name) !== true) return null;
  return (vm, args, count) => {
    if (probe.current === undefined) return code(vm, args, count);
    const key = count > 1 && vm.at(args + 1) !== 0 ? shortValue(vm, vm.at(args + 1)) : '';
    const size = sizeOf(vm, vm.at(args));
    const result = code(vm, args, count);
    if (sizeOf(vm, vm.at(args)) !== size)
      probe.did('remove', `${owner}.${name}(${key})`, shortValue(vm, result), vm.at(args));
    return result;
  };
}

function sizeOf(vm: VM, container: Ref): number {
  const kind = vm.kindOf(container);
  if (kind === Kind.LIST) return vm.listLength(container);
  if (kind === Kind.DICT) return vm.dicts.size(container);
  if (kind === Kind.SET) return vm.sets.size(container);
  return Number.NaN; // never equal: told each time
}

/** A lock: finalizers that take one, and whether it was free. */
function lock(_vm: VM, probe: Probe, code: NativeCode, { owner, name }: Native): NativeCode | null {
  if (owner !== 'lock' && owner !== 'RLock') return null;
  if (name === 'release' || name === '__exit__') {
    return (vm, args, count) => {
      if (probe.current !== undefined) probe.did('system', 'lock.release', '');
      return code(vm, args, count);
    };
  }
  if (name !== 'acquire' && name !== '__enter__') return null;
  return (vm, args, count) => {
    const direct = probe.places.direct;
    const free = vm.i32[vm.at(args) + RECORD_RAW] === 0;
    if (direct && probe.current !== undefined) probe.did('lock', 'lock.acquire', free ? 'free' : 'taken');
    return code(vm, args, count);
  };
}

function system(_vm: VM, probe: Probe, code: NativeCode, native: Native, module: string): NativeCode | null {
  const { name, owner } = native;
  if (owner !== '' || (module !== '' && !SYSTEM_MODULES.has(module))) return null;
  if (OPENERS.has(name)) {
    return (vm, args, count) => {
      const result = code(vm, args, count);
      probe.peakDescriptors = Math.max(probe.peakDescriptors, vm.process.openCount);
      return result;
    };
  }
  if (!SYSTEM.has(name)) return null;
  return (vm, args, count) => {
    if (probe.current !== undefined) probe.did('system', name, count > 0 ? vm.at(args) : '');
    return code(vm, args, count);
  };
}

function ofGc(
  _vm: VM,
  probe: Probe,
  code: NativeCode,
  { owner, name }: Native,
  module: string,
): NativeCode | null {
  if (module !== 'gc' || owner !== '' || name.startsWith('__')) return null;
  return (vm, args, count) => {
    const place = probe.places.direct ? probe.places.here() : -1;
    const kept = place >= 0 && keepsResult(vm, probe);
    let answer = 'refused';
    try {
      const result = code(vm, args, count);
      answer =
        name === 'collect'
          ? shortValue(vm, result)
          : vm.kindOf(result) === Kind.BOOL
            ? shortValue(vm, result)
            : 'done';
      return result;
    } finally {
      if (GC_CONTROL.has(name)) probe.answers.note('control', place, `gc.${name}()`, answer);
      else if (name !== 'collect') probe.answers.note('introspection', place, `gc.${name}()`, answer);
      else if (kept) probe.answers.note('collect', place, 'gc.collect()', answer);
    }
  };
}

/** What is called next after the present instruction of the program's frame does more than drop the result. */
function keepsResult(vm: VM, probe: Probe): boolean {
  const index = probe.places.frame();
  const { instructions } = vm.frames.info(index);
  return instructions[vm.frames.field(index, F_PC) + INSTRUCTION_WORDS] !== Op.POP_TOP;
}

function ofSys(_vm: VM, probe: Probe, code: NativeCode, { owner, name }: Native): NativeCode | null {
  if (owner !== '' || !SYS_TELLING.has(name)) return null;
  return (vm, args, count) => {
    const place = probe.places.direct ? probe.places.here() : -1;
    let answer = 'refused';
    try {
      const result = code(vm, args, count);
      answer = 'a number';
      return result;
    } finally {
      probe.answers.note('introspection', place, `sys.${name}()`, answer);
    }
  };
}

/** getattr(sys, 'getrefcount', None), hasattr(weakref, 'finalize') */
function attributeOf(_vm: VM, probe: Probe, code: NativeCode, { owner, name }: Native): NativeCode | null {
  if (owner !== '' || (name !== 'getattr' && name !== 'hasattr')) return null;
  return (vm, args, count) => {
    const [object, key] = [vm.at(args), vm.at(args + 1)];
    if (count > 1 && vm.kindOf(object) === Kind.MODULE && vm.isStr(key))
      lookUp(vm, probe, object, vm.text(key));
    return code(vm, args, count);
  };
}

function sorter(_vm: VM, probe: Probe, code: NativeCode, { owner, name }: Native): NativeCode | null {
  if (!SORTERS.has(name) || (owner !== '' && owner !== 'list')) return null;
  return (vm, args, count) => {
    if (!probe.places.direct) return code(vm, args, count);
    probe.sorting++;
    try {
      return code(vm, args, count);
    } finally {
      probe.sorting--;
    }
  };
}

function identity(_vm: VM, probe: Probe, code: NativeCode, { owner, name }: Native): NativeCode | null {
  if (owner !== '') return null;
  if (IDENTITY.has(name)) {
    return (vm, args, count) => {
      if (probe.current !== undefined) probe.did('thread', name, '');
      return code(vm, args, count);
    };
  }
  if (name !== 'id') return null;
  return (vm, args, count) => {
    const result = code(vm, args, count);
    if (!probe.places.direct) return result;
    const place = probe.places.here();
    const number = String(vm.bigIntOf(result));
    probe.identified(vm.at(args), number, place);
    if (probe.sorting > 0) probe.answers.note('id-order', place, 'id()', 'as a sort key');
    return result;
  };
}

function exit(
  _vm: VM,
  probe: Probe,
  code: NativeCode,
  { owner, name }: Native,
  module: string,
): NativeCode | null {
  if (owner !== '' || name !== 'register' || module !== 'atexit') return null;
  return (vm, args, count) => {
    const called = shortValue(vm, vm.at(args));
    if (probe.places.direct) probe.exits.push({ place: probe.places.here(), name: called });
    return code(vm, args, count);
  };
}
