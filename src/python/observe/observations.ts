/** What a probe saw in one run: plain data, which crosses from one isolate to another. Ticks count allocated objects. */

/** A line of the program's own code; what the library does is told of the line that called it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly function: string;
}

/** Something that a finalizer did to the world around its object, or asked of it. */
export interface Deed {
  readonly what: 'write' | 'remove' | 'read' | 'output' | 'system' | 'lock' | 'thread' | 'keeps-self';
  /** `Resource.open_now`, `list.append`, `close`. */
  readonly on: string;
  /** What was written, removed, read; the answer of a lock. */
  readonly value: string;
}

/** The life of one object that has a finalizer, or got one. */
export interface ObservedObject {
  readonly shape: string;
  readonly class: string;
  /** Made by the library on behalf of that line. */
  readonly inside: boolean;
  /** Where it was made, as an index into `places`; -1 where the probe was not looking yet. */
  readonly made: number;
  readonly lastUsed: number;
  readonly birth: number;
  readonly death: number | null;
  readonly finalized: number | null;
  /** When its finalizer had returned. */
  readonly finished: number | null;
  /** Rank among all finalizers of the run. */
  readonly order: number;
  readonly phase: 'running' | 'exit' | 'never';
  readonly otherThread: boolean;
  readonly deeds: readonly Deed[];
  readonly error: string | null;
  readonly resurrected: boolean;
  /** A generator that had a `finally` or `with` still to leave when it was dropped. */
  readonly suspended: boolean;
  /** Full collections asked for by the program between its death and its finalizer, or the end. */
  readonly collections: number;
  /** The same, until a collector queued its finalizer; -1 where none did. */
  readonly queuedAfter: number;
  /** Made while this finalizer ran, by its rank; -1 elsewhere. */
  readonly madeInFinalizer: number;
  /** The function whose frame a saved exception kept, and the object with it. */
  readonly pinnedBy: string | null;
  /** The program went on, to another line, after its death. */
  readonly outlived: boolean;
  /** What held it when somebody looked: only a few objects of each line are looked for. */
  readonly held: Held | null;
}

/**
 * - `path`: a root reached it along these steps, though the program did not use it any more.
 * - `cycle`: no root did; it is part of a cycle, or hangs on one, which counts alone do not free.
 */
export interface Held {
  readonly by: 'path' | 'cycle';
  readonly steps: readonly string[];
  readonly tick: number;
}

/** A question about lifetimes that the program asked, and how often it got which answer. */
export interface Question {
  readonly kind:
    | 'weakref'
    | 'weak-table'
    | 'identity'
    | 'id'
    | 'id-order'
    | 'introspection'
    | 'collect'
    | 'control'
    | 'module-name';
  readonly place: number;
  /** What was asked: `gc.collect`, `WeakSet.__len__`, `str`. */
  readonly what: string;
  /** Answers in order, repeated ones counted together; cut off at some length. */
  readonly answers: readonly (readonly [answer: string, times: number])[];
}

/** An exception at the line that raised it. */
export interface Raised {
  readonly place: number;
  readonly type: string;
  readonly message: string;
  readonly times: number;
  /** Dead objects whose finalizer had not run when it was first raised, by class. */
  readonly waiting: Readonly<Record<string, number>>;
}

/** `s += t` on strings, at one line. */
export interface Concatenation {
  readonly place: number;
  readonly times: number;
  readonly copiedBytes: number;
  readonly longest: number;
}

/** An exit function of the program, by name. */
export interface ExitFunction {
  readonly place: number;
  readonly name: string;
  readonly ran: boolean;
}

/** A write that overwrote what a finalizer on another thread had written since it was read, or the other way round. */
export interface LostUpdate {
  readonly place: number;
  readonly on: string;
  readonly times: number;
}

/** Entries of weak tables whose values keep their own keys alive, in the end. */
export interface SelfHeldEntry {
  /** A line that filled a weak table. */
  readonly place: number;
  readonly entries: number;
}

export interface Observations {
  readonly places: readonly Place[];
  readonly objects: readonly ObservedObject[];
  /** Objects of which there is no record, because there were too many. */
  readonly unrecorded: number;
  readonly questions: readonly Question[];
  readonly raised: readonly Raised[];
  readonly concatenations: readonly Concatenation[];
  readonly exitFunctions: readonly ExitFunction[];
  readonly lostUpdates: readonly LostUpdate[];
  readonly selfHeld: readonly SelfHeldEntry[];
  /** Descriptors open at the same time, at most. */
  readonly peakDescriptors: number;
  readonly ticks: number;
  /** Objects are freed by counts: what no root reaches and is still there has a cycle to thank for it. */
  readonly counting: boolean;
}
