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
  smallInts: { min: -100, max: 1000 },
  identity: {
    id: 'serial',
    sharedStrings: false,
    internedAtStart: '',
    sharedEmptyTuple: true,
    wholeSliceIsSame: false,
  },
  finalizers: { decided: 'at-creation', thread: 'finalizer', order: 'reverse', errors: 'swallowed' },
  weakReferences: { callbacks: 'finalizer-thread', hasFinalize: true, hasWeakMethod: true },
  gcModule: {
    collectReturns: 'bytes',
    collectWaitsForFinalizers: true,
    control: 'warns',
    introspection: 'not-implemented',
  },
  sysModule: { hasGetrefcount: false, hasGetsizeof: false },
  exit: { clearsModules: false, runsAtexit: 'always', collects: false },
  collectsAt: 'allocation',
  listComprehensionLeaks: false,
  exceptionsHoldTracebacks: true,
  growsStringsInPlace: false,
};
