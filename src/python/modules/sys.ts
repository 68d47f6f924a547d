import type { Ref } from '../../heap/layout.ts';
import { MARK_WORD } from '../../heap/layout.ts';
import { intern } from '../builtins/text-functions.ts';
import { EXC_TRACEBACK, Kind } from '../objects/shapes.ts';
import { DEFAULT_MAX_STR_DIGITS, LEAST_MAX_STR_DIGITS } from '../values/int-text.ts';
import type { NativeModule } from '../vm/modules.ts';
import { REG_MODULES, type VM } from '../vm/vm.ts';
import { INTERPRETER } from '../world/world.ts';
import { displayHook, exceptHook, unraisableHook } from './hooks.ts';
import { shownCount } from './immortality.ts';
import { mallocStatsText } from './malloc-stats.ts';
import { sizeOf } from './sizes.ts';
import { addFunctions, addInts, floatArgument, newStruct } from './support.ts';
import * as info from './sys-info.ts';
import { addPyPyNames } from './sys-pypy.ts';
import { newTextStream } from './text-stream.ts';

/** The sys module. What midden does not have is absent or refused. */

function excInfo(vm: VM): Ref {
  const exception = vm.exceptions.topmostHandled();
  if (exception === 0) return vm.newTuple(vm.newNone(), vm.newNone(), vm.newNone());
  const { runtime } = vm;
  const traceback = vm.i32[exception + EXC_TRACEBACK]!;
  return vm.newTuple(
    runtime.retain(vm.classOf(exception)),
    runtime.retain(exception),
    runtime.retain(traceback === 0 ? vm.none : traceback),
  );
}

function exception(vm: VM): Ref {
  const handled = vm.exceptions.topmostHandled();
  return vm.runtime.retain(handled === 0 ? vm.none : handled);
}

function excClear(vm: VM): Ref {
  vm.exceptions.clear();
  return vm.newNone();
}

function exit(vm: VM, args: number): Ref {
  const cls = vm.classes.named('SystemExit');
  const status = vm.at(args);
  throw vm.exceptions.raise(status === 0 ? vm.call(cls) : vm.call(cls, status));
}

/** The argument slot holds one count of its own, as in CPython. */
function getRefcount(vm: VM, args: number): Ref {
  const count = vm.i32[vm.at(args) + MARK_WORD]!;
  return vm.newInt(shownCount(vm, vm.at(args), count));
}

/** What a program's own `__sizeof__` says, and what CPython puts in front: the collector's header, a dict and values. */
function getSizeOf(vm: VM, args: number): Ref {
  const method = vm.classes.special(vm.at(args), '__sizeof__');
  if (method === 0 || vm.kindOf(method) === Kind.METHOD_DESCRIPTOR) return vm.newInt(sizeOf(vm, vm.at(args)));
  const at = vm.push(vm.calls.callSpecial(method, vm.at(args), []));
  const size = vm.index(vm.at(at));
  vm.dropTo(at);
  if (size < 0) throw vm.error('ValueError', '__sizeof__() should return >= 0');
  return vm.newInt(size + (vm.classes.infoOf(vm.classOf(vm.at(args))).hasDict ? 32 : 16));
}

function setRecursionLimit(vm: VM, args: number): Ref {
  const limit = vm.index(vm.at(args));
  if (limit < 1) throw vm.error('ValueError', 'recursion limit must be greater or equal than 1');
  if (vm.frames.depth >= limit) {
    const at = `cannot set the recursion limit to ${limit} at the recursion depth ${vm.frames.depth}`;
    throw vm.error('RecursionError', `${at}: the limit is too low`);
  }
  vm.frames.recursionLimit = limit;
  return vm.newNone();
}

const HOOKS = ['firstiter', 'finalizer'] as const;

function getAsyncHooks(vm: VM): Ref {
  const hook = (which: (typeof HOOKS)[number]) => vm.runtime.retain(vm.asyncHooks.get(which) || vm.none);
  return newStruct(vm, 'asyncgen_hooks', { firstiter: hook('firstiter'), finalizer: hook('finalizer') });
}

function setAsyncHooks(vm: VM, args: number): Ref {
  HOOKS.forEach((which, k) => {
    const given = vm.at(args + k);
    if (given === 0 || given === vm.none || vm.classes.special(given, '__call__') !== 0) return;
    throw vm.error('TypeError', `callable ${which} expected, got ${vm.typeName(given)}`);
  });
  HOOKS.forEach((which, k) => {
    const given = vm.at(args + k);
    if (given !== 0) vm.asyncHooks.set(which, given === vm.none ? 0 : vm.runtime.retain(given));
  });
  return vm.newNone();
}

function setMaxDigits(vm: VM, args: number): Ref {
  const digits = vm.index(vm.at(args));
  if (digits !== 0 && digits < LEAST_MAX_STR_DIGITS)
    throw vm.error('ValueError', `maxdigits must be 0 or larger than ${LEAST_MAX_STR_DIGITS}`);
  if (digits > 0x7fffffff) throw vm.error('OverflowError', 'Python int too large to convert to C int');
  vm.numbers.maxStrDigits = digits;
  return vm.newNone();
}

function setSwitchInterval(vm: VM, args: number): Ref {
  const seconds = floatArgument(vm, args);
  if (!(seconds > 0)) throw vm.error('ValueError', 'switch interval must be strictly positive');
  vm.threads.turns.interval = seconds;
  return vm.newNone();
}

function getFrame(vm: VM, args: number): Ref {
  const depth = vm.at(args) === 0 ? 0 : Math.max(0, vm.index(vm.at(args)));
  const index = vm.frames.depth - 1 - depth;
  if (index < vm.frames.base) throw vm.error('ValueError', 'call stack is not deep enough');
  return vm.runtime.retain(vm.frames.objectOf(index));
}

/** Nothing is traced; saying so again is no error. */
function refuseTracing(vm: VM, args: number, name: string): Ref {
  if (vm.at(args) === vm.none) return vm.newNone();
  throw vm.error(
    'NotImplementedError',
    `sys.${name}(): found a function, expected None: midden does not trace`,
  );
}

/** On C's stderr, whatever sys.stderr is. */
function debugMallocStats(vm: VM): Ref {
  const stats = vm.runtime.collector.control?.poolStatistics?.();
  if (stats !== undefined) vm.options.write('stderr', mallocStatsText(stats));
  return vm.newNone();
}

function getAllocatedBlocks(vm: VM): Ref {
  let blocks = 0;
  vm.runtime.collector.forEachObject(() => {
    blocks++;
  });
  return vm.newInt(blocks);
}

function strings(vm: VM, texts: readonly string[]): Ref {
  for (const text of texts) vm.push(vm.newStr(text));
  return vm.listOfTop(texts.length);
}

function init(vm: VM, at: number): void {
  const put = (name: string, value: Ref) => vm.modules.set(at, name, value);
  const { platform } = vm;
  put('modules', vm.runtime.retain(vm.registers.at(REG_MODULES)));
  put('argv', strings(vm, vm.options.argv));
  put('orig_argv', strings(vm, vm.options.argv));
  put('path', strings(vm, ['']));
  put('warnoptions', vm.newList());
  (['stdin', 'stdout', 'stderr'] as const).forEach((name, index) => {
    put(name, newTextStream(vm, index as 0 | 1 | 2));
    put(`__${name}__`, vm.runtime.retain(vm.modules.peek(vm.at(at), name)));
  });
  put('version', vm.newStr(info.versionText(vm)));
  put('version_info', info.versionInfo(vm));
  put('float_info', info.floatInfo(vm));
  put('int_info', info.intInfo(vm));
  put('hash_info', info.hashInfo(vm));
  put('flags', info.flags(vm));
  put('platform', vm.newStr(platform.sysModule.platform));
  put('byteorder', vm.newStr('little'));
  put(
    'copyright',
    vm.newStr(
      'midden contributors; the language and its library are those of the Python Software Foundation.',
    ),
  );
  put('executable', vm.newStr(INTERPRETER));
  for (const name of ['prefix', 'exec_prefix', 'base_prefix', 'base_exec_prefix']) put(name, vm.newStr(''));
  put('float_repr_style', vm.newStr('short'));
  put('dont_write_bytecode', vm.newBool(true));
  put('maxsize', vm.newBigInt(platform.sysModule.maxsize));
  addInts(vm, at, {
    hexversion: info.hexVersion(vm),
    api_version: 1013,
    maxunicode: platform.sysModule.maxunicode,
  });
  for (const name of ['excepthook', 'displayhook', 'unraisablehook']) {
    put(`__${name}__`, vm.runtime.retain(vm.modules.peek(vm.at(at), name)));
  }
  addPlatformFunctions(vm, at, platform.version[0]);
}

/** Python 2's name of the implementation; branch and revision are empty, as in a release of Jython. */
function subversion(vm: VM): Ref {
  const names = { cpython: 'CPython', jython: 'Jython', ironpython: 'IronPython', pypy: 'PyPy' } as const;
  return vm.newTuple(vm.newStr(names[vm.platform.implementation]), vm.newStr(''), vm.newStr(''));
}

function addPlatformFunctions(vm: VM, at: number, major: number): void {
  const { sysModule } = vm.platform;
  // A count can be told only where there is one: a tracing collector under CPython's rules has none.
  if (sysModule.hasGetrefcount && vm.runtime.counting)
    addFunctions(vm, at, { getrefcount: ['object, /', getRefcount] });
  if (sysModule.limitsIntDigits) {
    vm.numbers.maxStrDigits = DEFAULT_MAX_STR_DIGITS;
    addFunctions(vm, at, {
      get_int_max_str_digits: ['', (machine) => machine.newInt(machine.numbers.maxStrDigits)],
      set_int_max_str_digits: ['maxdigits', setMaxDigits],
    });
  }
  if (sysModule.sizes !== null) addFunctions(vm, at, { getsizeof: ['object, default=', getSizeOf] });
  if (vm.platform.implementation === 'pypy') addPyPyNames(vm, at);
  if (vm.platform.implementation === 'cpython') {
    addFunctions(vm, at, { getallocatedblocks: ['', getAllocatedBlocks] });
    // Only that allocator has something to tell.
    if (major > 2 && vm.runtime.collector.control?.poolStatistics !== undefined)
      addFunctions(vm, at, { _debugmallocstats: ['', debugMallocStats] });
  }
  if (major === 2) {
    addFunctions(vm, at, { exc_clear: ['', excClear] });
    vm.modules.set(at, 'maxint', vm.newBigInt(sysModule.maxsize));
    vm.modules.set(at, 'subversion', subversion(vm));
  } else {
    vm.modules.set(at, 'implementation', info.implementation(vm));
    if (vm.platform.version[1] >= 11) addFunctions(vm, at, { exception: ['', exception] });
  }
}

export const sysModule: NativeModule = {
  name: 'sys',
  functions: {
    exc_info: ['', excInfo],
    exit: ['status=, /', exit],
    intern: ['string, /', intern],
    getrecursionlimit: ['', (vm) => vm.newInt(vm.frames.recursionLimit)],
    setrecursionlimit: ['limit, /', setRecursionLimit],
    excepthook: ['exctype, value, traceback, /', exceptHook],
    displayhook: ['object, /', displayHook],
    unraisablehook: ['unraisable, /', unraisableHook],
    _getframe: ['depth=, /', getFrame],
    getdefaultencoding: ['', (vm) => vm.newStr('utf-8')],
    getfilesystemencoding: ['', (vm) => vm.newStr('utf-8')],
    getswitchinterval: ['', (vm) => vm.newFloat(vm.threads.turns.interval)],
    get_asyncgen_hooks: ['', getAsyncHooks],
    set_asyncgen_hooks: ['firstiter=, finalizer=', setAsyncHooks],
    setswitchinterval: ['interval, /', setSwitchInterval],
    is_finalizing: ['', (vm) => vm.newBool(vm.finalization.ended)],
    settrace: ['function, /', (vm, args) => refuseTracing(vm, args, 'settrace')],
    setprofile: ['function, /', (vm, args) => refuseTracing(vm, args, 'setprofile')],
    gettrace: ['', (vm) => vm.newNone()],
    getprofile: ['', (vm) => vm.newNone()],
  },
  init,
};
