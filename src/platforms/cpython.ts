import type { Platform, SizeRules } from './platform.ts';

const sizes311: SizeRules = {
  instanceDictAndWeak: 24,
  classes: { builtin: 1072, dict: 1688, slots: 920 },
  strings: { ascii: 48, other: 72 },
  zero: 28,
  dictKeys: { header: 32, textEntry: 16 },
  objects: {
    code: 208,
    function: 152,
    property: 80,
    exception: 88,
    frame: 224,
    generator: 176,
    coroutine: 176,
    asyncGenerator: 184,
    weakReference: 80,
  },
};

/** CPython 3.11, the base of every other version. */
export const cpython311: Platform = {
  name: 'cpython-3.11',
  aliases: ['cpython', 'cpython-3.11.7'],
  title: 'CPython 3.11',
  summary:
    'reference counting with a cycle detector; finalizers run at once, on the thread that dropped the object',
  implementation: 'cpython',
  version: [3, 11, 7],
  collector: 'refcount-cycle',
  collectorOptions: {},
  smallInts: { min: -5, max: 256 },
  identity: {
    id: 'address',
    byValue: false,
    firstSerial: 1,
    addressDigits: { least: 12, capital: false },
    sharedStrings: true,
    internedAtStart: 'abcdefhijklmnopqrstvwxyBCLST_',
    sharedEmptyTuple: true,
    sharedEmptyFrozenset: false,
    wholeSliceIsSame: true,
    wholeFormatIsSame: true,
  },
  finalizers: {
    decided: 'at-death',
    thread: 'current',
    after: 'any-collection',
    order: 'registration',
    nests: false,
    errors: 'unraisable',
    ofGenerators: true,
  },
  weakReferences: {
    callbacks: 'before-finalizers',
    targets: 'cpython',
    hasFinalize: true,
    hasWeakMethod: true,
  },
  gcModule: 'cpython',
  sysModule: {
    hasGetrefcount: true,
    immortal: 'values',
    sizes: sizes311,
    limitsIntDigits: true,
    platform: 'linux',
    maxsize: 2n ** 63n - 1n,
    maxunicode: 0x10ffff,
  },
  missingModules: [],
  exit: { clearsModules: true, runsAtexit: 'always', collects: true },
  collectsAt: 'allocation',
  listComprehensionLeaks: false,
  exceptionsHoldTracebacks: true,
  handledUntilReturn: false,
  argumentsHeldBy: 'function-unless-unpacked',
  inlinesComprehensions: false,
  constantsSharedBy: 'compilation',
  hashTables: 'compact',
  instanceAttributes: 'inline',
  closesUnstarted: 'by-raising',
  makesNativeExceptions: 'when-caught',
  growsStringsInPlace: true,
  recursionCounts: 'frames-and-some-natives',
};

/** Before instances had their attributes inline; pymalloc with small arenas. */
export const cpython38: Platform = {
  ...cpython311,
  name: 'cpython-3.8',
  versionOf: 'cpython-3.11',
  aliases: ['cpython-3.8.18'],
  title: 'CPython 3.8',
  version: [3, 8, 18],
  collectorOptions: { poolBytes: 4096, arenaBytes: 262_144 },
  identity: { ...cpython311.identity, internedAtStart: '', sharedEmptyFrozenset: true },
  sysModule: {
    ...cpython311.sysModule,
    immortal: 'none',
    sizes: {
      ...sizes311,
      instanceDictAndWeak: 16,
      classes: { builtin: 1064, dict: 1064, slots: 896 },
      zero: 24,
      dictKeys: { header: 40, textEntry: 24 },
      objects: {
        code: 176,
        function: 136,
        property: 72,
        exception: 80,
        frame: 392,
        generator: 112,
        coroutine: 120,
        asyncGenerator: 136,
        weakReference: 72,
      },
    },
  },
  argumentsHeldBy: 'caller',
  instanceAttributes: 'dict',
  recursionCounts: 'frames-and-natives',
};

/** Python 2: finalizers keep cycles alive, exceptions know no traceback, nothing of a module outlives it. */
export const cpython27: Platform = {
  ...cpython38,
  name: 'cpython-2.7',
  aliases: ['cpython-2.7.18'],
  title: 'CPython 2.7',
  summary:
    'reference counting with a cycle detector that leaves cycles with finalizers alone; gc.garbage shows them',
  version: [2, 7, 18],
  collectorOptions: { poolBytes: 4096, arenaBytes: 262_144, legacyFinalizers: 1 },
  identity: { ...cpython38.identity, wholeFormatIsSame: false },
  weakReferences: {
    callbacks: 'before-finalizers',
    targets: 'python2',
    hasFinalize: false,
    hasWeakMethod: false,
  },
  sysModule: { ...cpython38.sysModule, limitsIntDigits: false, platform: 'linux2' },
  missingModules: ['asyncio', 'dataclasses', 'enum', 'pathlib', 'typing', 'tracemalloc'],
  exit: { ...cpython38.exit, clearsMainFirst: true },
  listComprehensionLeaks: true,
  exceptionsHoldTracebacks: false,
  handledUntilReturn: true,
  makesNativeExceptions: 'when-raised',
  constantsSharedBy: 'code',
  hashTables: 'python2',
};

const sizes312: SizeRules = {
  ...sizes311,
  instanceDictAndWeak: 16,
  classes: { builtin: 1072, dict: 1704, slots: 936 },
  strings: { ascii: 40, other: 56 },
  objects: { ...sizes311.objects, function: 160, frame: 152, asyncGenerator: 176 },
};

export const cpython312: Platform = {
  ...cpython311,
  name: 'cpython-3.12',
  versionOf: 'cpython-3.11',
  aliases: ['cpython-3.12.1'],
  title: 'CPython 3.12',
  version: [3, 12, 1],
  identity: { ...cpython311.identity, internedAtStart: 'abcdenprsx_' },
  collectorOptions: { triggerTakesPart: 1 },
  sysModule: { ...cpython311.sysModule, immortal: 'values-and-names', sizes: sizes312 },
  collectsAt: 'eval-breaker',
  closesUnstarted: 'by-marking',
  makesNativeExceptions: 'when-raised',
  argumentsHeldBy: 'function',
  inlinesComprehensions: true,
  recursionCounts: 'frames',
};

export const cpython313: Platform = {
  ...cpython312,
  name: 'cpython-3.13',
  aliases: ['cpython-3.13.0'],
  title: 'CPython 3.13',
  version: [3, 13, 0],
  collectorOptions: { threshold0: 2000, triggerTakesPart: 1 },
  identity: { ...cpython311.identity, internedAtStart: '' },
  sysModule: {
    ...cpython311.sysModule,
    immortal: 'values-and-own-names',
    sizes: {
      ...sizes312,
      classes: { builtin: 1072, dict: 1712, slots: 944 },
      objects: { ...sizes312.objects, frame: 168 },
    },
  },
};

/** What Python's FAQ imagines and declines: CPython's rules where garbage is found by Boehm's collector. No such system exists. */
export const cpythonBoehm: Platform = {
  ...cpython311,
  name: 'cpython-boehm',
  versionOf: 'cpython-3.11',
  aliases: ['boehm'],
  title: 'CPython 3.11 over Boehm',
  summary:
    "imaginary: CPython's rules over a conservative collector; finalizers run after a collection, what looks like an address keeps",
  collector: 'boehm',
  collectorOptions: { ambiguousBodies: 1 },
};
