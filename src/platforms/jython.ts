import type { Platform } from './platform.ts';

/** Jython 2.7 on the JVM. */
export const jython27: Platform = {
  name: 'jython-2.7',
  aliases: ['jython', 'jython-2.7.3'],
  title: 'Jython 2.7',
  summary:
    'a tracing collector (the JVM); finalizers run later, on a thread of their own, in no promised order',
  implementation: 'jython',
  version: [2, 7, 3],
  collector: 'mark-sweep',
  collectorOptions: {},
  smallInts: { min: -100, max: 100 },
  identity: {
    id: 'serial',
    firstSerial: 1,
    addressDigits: { least: 1, capital: false },
    sharedStrings: false,
    internedAtStart: '',
    sharedEmptyTuple: false,
    wholeSliceIsSame: false,
  },
  finalizers: {
    decided: 'after-init',
    thread: 'finalizer',
    order: 'registration',
    errors: 'unraisable',
    ofGenerators: true,
  },
  weakReferences: { callbacks: 'after-finalizers', hasFinalize: false, hasWeakMethod: false },
  gcModule: 'jython',
  sysModule: {
    hasGetrefcount: false,
    sizes: null,
    platform: 'java17.0.15',
    maxsize: 2n ** 31n - 1n,
    maxunicode: 0x10ffff,
  },
  missingModules: ['asyncio', 'dataclasses', 'enum', 'typing'],
  exit: { clearsModules: false, runsAtexit: 'after-exception-or-exit', collects: false },
  collectsAt: 'allocation',
  listComprehensionLeaks: true,
  exceptionsHoldTracebacks: false,
  handledUntilReturn: true,
  hashTables: 'compact',
  instanceAttributes: 'inline',
  growsStringsInPlace: false,
};
