/**
 * What one run is asked to do and what it answers. Both sides are plain data: they cross from one isolate to another.
 */
import type { CollectorFactory } from '../contract/index.ts';
import type { Observations } from '../python/observe/observations.ts';
import { TIERS, type Tier } from '../python/tier/tiers.ts';
import type { SqlEngine } from '../python/world/sql-engine.ts';
import type { RunMetrics } from './metrics.ts';

/** One program on one platform. A run is a pure function of this request. */
export interface RunRequest {
  readonly source: string;
  /** The name that tracebacks print. */
  readonly filename: string;
  /** `sys.argv[1:]`. */
  readonly argv: readonly string[];
  /** A platform's full name, such as `cpython-3.11`. */
  readonly platform: string;
  /** A registered collector's name, or a file URL that the isolate loads; the platform's own by default. */
  readonly collector?: string;
  readonly heapBytes: number;
  readonly seed: number;
  /** Verify the heap before and after every collection. */
  readonly verify: boolean;
  /** Collect (and move everything that can move) at every safepoint. */
  readonly stress: boolean;
  readonly maxSteps?: number;
  /** Bytes that the program and its children can write to the standard streams. */
  readonly maxOutput?: number;
  /** How the bytecode is executed; `auto` by default. It makes no difference to anything but time. */
  readonly tier?: Tier;
  /** Descriptors that the program can have open at the same time; 1024 by default. */
  readonly descriptorLimit?: number;
  /** Keep the exact-liveness oracle, which dates every object's death. */
  readonly observe: boolean;
  /** Watch the lives of objects and what the program asks about them, for a diagnosis. */
  readonly probe?: boolean;
  /** Tell the event log, and sign it with this version of midden. */
  readonly trace?: { readonly midden: string };
  /** Give the heap as it is when the program's own code has ended. */
  readonly snapshot?: SnapshotFormat;
}

/** V8's heap snapshots; a graph for Graphviz. */
export type SnapshotFormat = 'heapsnapshot' | 'dot';

/**
 * - `ok`: the program ended by itself, with exit code 0 or the one that it chose.
 * - `failed`: an uncaught exception.
 * - `limit`: `maxSteps`, `maxOutput` or the host's memory ran out.
 * - `syntax-error`: it was never started.
 * - `internal-error`: midden is wrong; `stderr` ends with what was found.
 */
export type Outcome = 'ok' | 'failed' | 'limit' | 'syntax-error' | 'internal-error';

export { TIERS, type Tier };

export interface RunReport {
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Bytecode instructions executed. */
  readonly steps: number;
  readonly platform: string;
  readonly collector: string;
  /** Absent when the program was never started. */
  readonly metrics?: RunMetrics;
  /** What a probe saw, where one was asked for. */
  readonly observations?: Observations;
  /** What happened, in one sentence, for the outcomes other than `ok` and `failed`. */
  readonly message?: string;
}

/** What the runtime itself answers; its output has gone to a RunOutput by then. */
export type ExecutionResult = Omit<RunReport, 'stdout' | 'stderr'>;

/** Where a run's output goes while it is being written. */
export interface RunOutput {
  onStdout(text: string): void;
  onStderr(text: string): void;
}

/** Where an isolate's output goes: a promise holds the program up until it is kept. */
export interface OutputSink {
  onStdout(text: string): void | Promise<void>;
  onStderr(text: string): void | Promise<void>;
  /** Lines of the event log. */
  onTrace?(lines: string): void | Promise<void>;
  /** Pieces of the heap snapshot. */
  onSnapshot?(text: string): void | Promise<void>;
}

/** A module that the program imports from beside itself. */
export interface ModuleText {
  readonly filename: string;
  readonly source: string;
}

/** What an isolate gives to a run besides its request. */
export interface Surroundings extends RunOutput {
  /** In place of the platform's own collector: the isolate has resolved the request's name or path. */
  readonly collector?: CollectorFactory;
  /** Takes lines of the event log, where the request asks for it. */
  onTrace?(lines: string): void;
  /** Takes pieces of the heap snapshot, where the request asks for one. */
  onSnapshot?(text: string): void;
  /** Whether the run is to end now, as by a limit; a sentence that says why, or null. */
  stopRequested?(): string | null;
  /** SQLite, for a program that imports sqlite3. */
  readonly sqlite?: SqlEngine;
  /** The module of this dotted name, or null if there is none beside the program. */
  readModule(name: string): ModuleText | null;
}

/** Runs a program to its end where it is, without an isolate of its own. */
export type Execute = (request: RunRequest, surroundings: Surroundings) => ExecutionResult;

/** Options that only an isolate can keep. */
export interface IsolateOptions {
  readonly timeoutMilliseconds?: number;
  /** After that, for a run that is traced, to tell its end. */
  readonly graceMilliseconds?: number;
  /** Leave the report's `stdout` and `stderr` empty: the sink has them, and there may be no end to them. */
  readonly dropOutput?: boolean;
}

/** Runs a program in an isolate of its own; tests put a fake in its place. */
export type RunIsolated = (
  request: RunRequest,
  sink: OutputSink,
  options?: IsolateOptions,
) => Promise<RunReport>;
