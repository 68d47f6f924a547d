/**
 * The language rules that go with a collector on a real system, as data. What is not here is the same everywhere.
 * Sources for each value: the recorded programs in test/python/programs, and docs/PLATFORMS.md.
 */
export interface Platform {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly title: string;
  /** Which real system, in one line, for people. */
  readonly summary: string;
  readonly implementation: 'cpython' | 'jython' | 'ironpython' | 'pypy';
  /** sys.version_info[:3] */
  readonly version: readonly [number, number, number];
  /** Name of its collector, and options that differ from that collector's defaults. */
  readonly collector: string;
  readonly collectorOptions: Readonly<Record<string, number>>;
  /** Range of shared integers. */
  readonly smallInts: { readonly min: number; readonly max: number };
  readonly identity: IdentityRules;
  readonly finalizers: FinalizerRules;
  readonly weakReferences: {
    /** Callbacks run where the target dies, or later on another thread. */
    readonly callbacks: 'at-death' | 'finalizer-thread';
    readonly hasFinalize: boolean;
    readonly hasWeakMethod: boolean;
  };
  readonly gcModule: GcRules;
  readonly sysModule: {
    readonly hasGetrefcount: boolean;
    readonly hasGetsizeof: boolean;
  };
  readonly exit: ExitRules;
  /** Where CPython collects: at the end of the allocating instruction, or at the next check of the eval breaker. */
  readonly collectsAt: 'allocation' | 'eval-breaker';
  /** `[x for x in …]` leaks its variable (Python 2). */
  readonly listComprehensionLeaks: boolean;
  /** An exception object carries its traceback (Python 3). */
  readonly exceptionsHoldTracebacks: boolean;
  /** `s += t` grows a string in place when nobody else holds it. */
  readonly growsStringsInPlace: boolean;
}

export interface IdentityRules {
  /** id(): the object's address, or a serial number given at the first call. */
  readonly id: 'address' | 'serial';
  /** The empty string and one-character strings are shared. */
  readonly sharedStrings: boolean;
  /**
   * Characters whose one-character string was interned while the interpreter started (names in its frozen modules), before
   * the shared one was made: a constant is then another object than a character taken out of a string.
   */
  readonly internedAtStart: string;
  readonly sharedEmptyTuple: boolean;
  /** s[:] and tuple(t) of an exact str or tuple give the same object. */
  readonly wholeSliceIsSame: boolean;
}

export interface FinalizerRules {
  /** When it is decided that an object has a finalizer: when it dies, when it is made, or once `__init__` has returned. */
  readonly decided: 'at-death' | 'at-creation' | 'after-init';
  /** On the thread that dropped the object, or on a thread of its own, later. */
  readonly thread: 'current' | 'finalizer';
  readonly order: 'collector' | 'registration' | 'reverse';
  /** What becomes of an exception in a finalizer. */
  readonly errors: 'unraisable' | 'swallowed';
}

export interface GcRules {
  /** What gc.collect() returns: objects found, nothing known (Jython: -2), bytes freed (IronPython). */
  readonly collectReturns: 'objects' | 'unknown' | 'bytes';
  /** collect() waits until the finalizers have run (IronPython: twice). */
  readonly collectWaitsForFinalizers: boolean;
  /** enable, disable, thresholds. */
  readonly control: 'full' | 'not-implemented' | 'warns';
  /** get_objects, get_referrers, get_referents, set_debug. */
  readonly introspection: 'full' | 'not-implemented';
}

export interface ExitRules {
  /** Module globals are cleared, so that what they held is finalized; or the process just ends. */
  readonly clearsModules: boolean;
  /** Whether atexit handlers run at a normal end. */
  readonly runsAtexit: 'always' | 'after-exception-or-exit';
  /** Collections at shutdown. */
  readonly collects: boolean;
}
