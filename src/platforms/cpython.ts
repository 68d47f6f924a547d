import type { Platform } from './platform.ts';

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
    firstSerial: 1,
    addressDigits: { least: 12, capital: false },
    sharedStrings: true,
    internedAtStart: 'abcdefhijklmnopqrstvwxyBCLST_',
    sharedEmptyTuple: true,
    wholeSliceIsSame: true,
  },
  finalizers: {
    decided: 'at-death',
    thread: 'current',
    order: 'registration',
    errors: 'unraisable',
    ofGenerators: true,
  },
  weakReferences: { callbacks: 'before-finalizers', hasFinalize: true, hasWeakMethod: true },
  gcModule: 'cpython',
  sysModule: {
    hasGetrefcount: true,
    hasGetsizeof: true,
    platform: 'linux',
    maxsize: 2n ** 63n - 1n,
    maxunicode: 0x10ffff,
  },
  exit: { clearsModules: true, runsAtexit: 'always', collects: true },
  collectsAt: 'allocation',
  listComprehensionLeaks: false,
  exceptionsHoldTracebacks: true,
  growsStringsInPlace: true,
};
