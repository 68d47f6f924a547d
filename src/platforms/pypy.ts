import type { Platform } from './platform.ts';

/** PyPy 7.3.11, which speaks Python 3.9. */
export const pypy39: Platform = {
  name: 'pypy-3.9',
  aliases: ['pypy', 'pypy-3.9-7.3.11'],
  title: 'PyPy 3.9',
  summary:
    'a tracing collector; finalizers run after a full collection, on the main thread, outermost object first, one of a cycle at a time',
  implementation: 'pypy',
  version: [3, 9, 16],
  collector: 'generational-compacting',
  // As many objects as fit PyPy's nursery of 1 MiB (half of a cache of 2 MiB); its objects, and its frames, are larger.
  // The old generation is due when the interpreter's own 9 MB have grown by the factor of 1.82.
  collectorOptions: { gen0Bytes: 256 << 10, youngMaxBytes: 256 << 10, gen2MinBytes: 2 << 20 },
  smallInts: { min: -5, max: 256 },
  identity: {
    id: 'reserved-address',
    byValue: true,
    firstSerial: 1,
    addressDigits: { least: 16, capital: false },
    sharedStrings: true,
    internedAtStart: '',
    sharedEmptyTuple: true,
    sharedEmptyFrozenset: false,
    wholeSliceIsSame: true,
  },
  finalizers: {
    decided: 'at-class-creation',
    thread: 'current',
    after: 'full-collection',
    order: 'topological',
    nests: true,
    errors: 'unraisable',
    ofGenerators: true,
  },
  weakReferences: { callbacks: 'as-finalizers', hasFinalize: true, hasWeakMethod: true },
  gcModule: 'pypy',
  sysModule: {
    hasGetrefcount: false,
    immortal: 'none',
    sizes: null,
    platform: 'linux',
    maxsize: 2n ** 63n - 1n,
    maxunicode: 0x10ffff,
  },
  missingModules: [],
  exit: { clearsModules: false, runsAtexit: 'always', collects: false, flushesFiles: true },
  collectsAt: 'allocation',
  listComprehensionLeaks: false,
  exceptionsHoldTracebacks: true,
  argumentsHeldBy: 'caller',
  inlinesComprehensions: false,
  handledUntilReturn: false,
  hashTables: 'compact',
  instanceAttributes: 'inline',
  growsStringsInPlace: false,
  unraisableMessages: {
    finalizer: '',
    callback: 'Exception ignored in: weakref callback ',
    generator: 'Exception ignored in: finalizer of ',
  },
};
