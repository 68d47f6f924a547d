/**
 * The language rules that go with a collector on a real system, as data. What is not here is the same everywhere.
 * Sources for each value: the recorded programs in test/python/programs, and docs/PLATFORMS.md.
 */
export interface Platform {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Another version of this platform: comparisons leave it out unless it is asked for. */
  readonly versionOf?: string;
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
  readonly weakReferences: WeakReferenceRules;
  /** Whose gc module a program finds: its names, return values and refusals (src/python/modules/gc-*.ts). */
  readonly gcModule: 'cpython' | 'jython' | 'ironpython' | 'pypy';
  readonly sysModule: SysRules;
  /** Library modules that the real system does not have. */
  readonly missingModules: readonly string[];
  readonly exit: ExitRules;
  /** Where CPython collects: at the end of the allocating instruction, or at the next check of the eval breaker. */
  readonly collectsAt: 'allocation' | 'eval-breaker';
  /** `[x for x in …]` leaks its variable (Python 2). */
  readonly listComprehensionLeaks: boolean;
  /** An exception object carries its traceback and its context (Python 3). */
  readonly exceptionsHoldTracebacks: boolean;
  /** What native code raises becomes an object at once, or when a handler gets it (CPython 3 before 3.12). */
  readonly makesNativeExceptions: 'when-raised' | 'when-caught';
  /** What `except` caught stays sys.exc_info(), with its traceback, until the function returns or handles another (Python 2). */
  readonly handledUntilReturn: boolean;
  /**
   * Who holds a call's arguments while it runs: the caller's stack (CPython before 3.11), the called function alone, or that except for
   * those unpacked with `*` and `**` (3.11).
   */
  readonly argumentsHeldBy: 'caller' | 'function' | 'function-unless-unpacked';
  /** List, set and dict comprehensions have no frame of their own (PEP 709). */
  readonly inlinesComprehensions: boolean;
  /** Equal constants are one object within a code object, or within all that was compiled together. */
  readonly constantsSharedBy: 'code' | 'compilation';
  /** Dicts keep the order of insertion, or that of CPython 2.7's tables; sets have tables of their own, or the same. */
  readonly hashTables: 'compact' | 'python2';
  /** Attributes of an instance are in the instance, or in a dict of its own from the first one on (before CPython 3.11). */
  readonly instanceAttributes: 'inline' | 'dict';
  /**
   * close() of a generator that has not begun raises in it like in any other, which makes a frame object of its frame (CPython before
   * 3.12); marks it, what it holds stays until it dies; or lets go of what it holds.
   */
  readonly closesUnstarted: 'by-raising' | 'by-marking' | 'at-once';
  /** `s += t` grows a string in place when nobody else holds it. */
  readonly growsStringsInPlace: boolean;
  /**
   * What sys.getrecursionlimit() limits: frames alone, or with them the native functions that a program calls: all, or those that an
   * adapted CALL of CPython 3.11 counts. There, comparisons and the making of texts count too.
   */
  readonly recursionCounts: 'frames' | 'frames-and-some-natives' | 'frames-and-natives';
  /** What the library takes a full descriptor table for when it opens a file; EMFILE by default. */
  readonly fullTableError?: 'ENOENT';
  /** What sys.unraisablehook finds as err_msg, by what raised the error; None by default. */
  readonly unraisableMessages?: {
    readonly finalizer: string;
    readonly callback: string;
    readonly generator: string;
  };
}

export interface IdentityRules {
  /**
   * id(): the object's address, a serial number given at the first call, or an address reserved at the first call (a young object's
   * shadow: ascending in the order of the calls).
   */
  readonly id: 'address' | 'serial' | 'reserved-address';
  /** `is` and id() of numbers, of strings and bytes of length 0 and 1, of the empty tuple and frozenset go by value. */
  readonly byValue: boolean;
  /** The first serial number. */
  readonly firstSerial: number;
  /** How a default repr writes an identity: `0x7f12…` in 12 small digits, `0x2` unpadded, or 16 capital digits. */
  readonly addressDigits: { readonly least: number; readonly capital: boolean };
  /** The empty string and one-character strings are shared. */
  readonly sharedStrings: boolean;
  /**
   * Characters whose one-character string was interned while the interpreter started (names in its frozen modules), before
   * the shared one was made: a constant is then another object than a character taken out of a string.
   */
  readonly internedAtStart: string;
  readonly sharedEmptyTuple: boolean;
  /** `frozenset()` always gives the same object (CPython before 3.10). */
  readonly sharedEmptyFrozenset: boolean;
  /** s[:] and tuple(t) of an exact str or tuple give the same object. */
  readonly wholeSliceIsSame: boolean;
  /** `'%s' % s`, `'{}'.format(s)` and format(s) of an exact str give the same object. */
  readonly wholeFormatIsSame: boolean;
}

export interface FinalizerRules {
  /**
   * When it is decided that an object has a finalizer: when it dies, when it is made (by what its class has then, or by what the
   * class had when that was made), or once `__init__` has returned.
   */
  readonly decided: 'at-death' | 'at-creation' | 'at-class-creation' | 'after-init';
  /** On the thread that dropped the object, or on a thread of its own, later. */
  readonly thread: 'current' | 'finalizer';
  /** Whether a generational collector queues what a collection of the young alone found dead, or leaves it for a full one. */
  readonly after: 'any-collection' | 'full-collection';
  /**
   * What a tracing collector found dead together: in the order in which it was registered, the youngest first, or topologically: what
   * another dead object with a finalizer can reach waits for a later collection, and one of a strongly connected component goes first.
   */
  readonly order: 'registration' | 'reverse' | 'topological';
  /**
   * Whether finalizers interrupt a finalizer: those of what is found dead while it runs, and, after gc.collect(), the rest of the queue
   * as the first one written in Python begins.
   */
  readonly nests: boolean;
  /** What becomes of an exception in a finalizer or a weak reference's callback: reported, or lost in the first or in both. */
  readonly errors: 'unraisable' | 'swallowed-in-finalizers' | 'swallowed';
  /** A generator that dies suspended is closed: its `finally` runs. */
  readonly ofGenerators: boolean;
}

/** Under counting a callback runs where its target dies; these say what a tracing collector's dead bring about. */
export interface WeakReferenceRules {
  /**
   * The callbacks of a collection run before its finalizers, after them, or are finalizers of their own: among the others in the order of
   * registration, a collection later than the `__del__` of the same target. In the last case references die with the memory
   * of their target, or as its own finalizer begins.
   */
  readonly callbacks: 'before-finalizers' | 'after-finalizers' | 'as-finalizers';
  /**
   * What can be referenced: what has room for it on CPython 3 or on 2.7, every object but those of built-in value types, or everything.
   */
  readonly targets: 'cpython' | 'python2' | 'all-but-values' | 'anything';
  readonly hasFinalize: boolean;
  readonly hasWeakMethod: boolean;
}

export interface SysRules {
  readonly hasGetrefcount: boolean;
  /**
   * What sys.getrefcount says of objects that never die: nothing special, a count from 10^9 on for small values (3.11), or 2^32 - 1 for
   * singletons, small values, static types (3.12) and names: all interned ones, or those of the interpreter (3.13).
   */
  readonly immortal: 'none' | 'values' | 'values-and-names' | 'values-and-own-names';
  /** What sys.getsizeof says; null where there is none. */
  readonly sizes: SizeRules | null;
  /** Texts of ints have a limit of digits: sys.set_int_max_str_digits. */
  readonly limitsIntDigits: boolean;
  /** sys.platform */
  readonly platform: string;
  readonly maxsize: bigint;
  readonly maxunicode: number;
}

/** Sizes in bytes that changed between versions of CPython, 64-bit. */
export interface SizeRules {
  /** What a `__dict__` and a `__weakref__` add to an instance. */
  readonly instanceDictAndWeak: number;
  /** A class made by the program: derived from a built-in with a layout, with a dict, with `__slots__`. */
  readonly classes: { readonly builtin: number; readonly dict: number; readonly slots: number };
  /** Header of a string: of ASCII characters, of others. */
  readonly strings: { readonly ascii: number; readonly other: number };
  readonly zero: number;
  /** Header of a dict's keys, and an entry while all keys are strings. */
  readonly dictKeys: { readonly header: number; readonly textEntry: number };
  readonly objects: Readonly<Record<SizedObject, number>>;
}

export type SizedObject =
  | 'code'
  | 'function'
  | 'property'
  | 'exception'
  | 'frame'
  | 'generator'
  | 'coroutine'
  | 'asyncGenerator'
  | 'weakReference';

export interface ExitRules {
  /** Module globals are cleared, so that what they held is finalized; or the process just ends. */
  readonly clearsModules: boolean;
  /** Each module is cleared, `__main__` first, and nothing is collected afterwards (Python 2); else only those that survive being dropped. */
  readonly clearsMainFirst?: boolean;
  /** Whether atexit handlers run at a normal end. */
  readonly runsAtexit: 'always' | 'after-exception-or-exit';
  /** Collections at shutdown. */
  readonly collects: boolean;
  /** Files that are still open are flushed, where no finalizer does it: the library keeps a list of them. */
  readonly flushesFiles?: true;
}
