import type { Platform } from './platform.ts';

/** IronPython 3.4 on the CLR. */
export const ironpython34: Platform = {
  name: 'ironpython-3.4',
  aliases: ['ironpython'],
  title: 'IronPython 3.4',
  summary:
    'a generational compacting collector (the CLR); finalizers run later, on a thread of their own, youngest first',
  implementation: 'ironpython',
  version: [3, 4, 2],
  collector: 'generational-compacting',
  collectorOptions: {},
  smallInts: { min: -100, max: 999 },
  identity: {
    id: 'serial',
    firstSerial: 43,
    addressDigits: { least: 16, capital: true },
    sharedStrings: false,
    internedAtStart: '',
    sharedEmptyTuple: true,
    wholeSliceIsSame: false,
  },
  finalizers: {
    decided: 'after-init',
    thread: 'finalizer',
    order: 'reverse',
    errors: 'swallowed',
    ofGenerators: false,
  },
  weakReferences: { callbacks: 'before-finalizers', hasFinalize: true, hasWeakMethod: true },
  gcModule: 'ironpython',
  sysModule: {
    hasGetrefcount: false,
    sizes: null,
    platform: 'linux',
    maxsize: 2n ** 31n - 1n,
    maxunicode: 0xffff,
  },
  missingModules: [],
  exit: { clearsModules: false, runsAtexit: 'always', collects: false },
  collectsAt: 'allocation',
  listComprehensionLeaks: false,
  exceptionsHoldTracebacks: true,
  handledUntilReturn: false,
  hashTables: 'compact',
  instanceAttributes: 'inline',
  growsStringsInPlace: false,
};
