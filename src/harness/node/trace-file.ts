/** Event logs on disk: lines are written as they come, so that what has happened is there whatever ends the run. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { messageOf, UsageError } from '../errors.ts';
import type { OutputSink, RunIsolated, RunRequest } from '../execution.ts';
import { readTrace, type Trace } from '../trace/read-trace.ts';

class PieceFile {
  private readonly path: string;
  private readonly option: string;
  private readonly descriptor: number;

  /** @throws UsageError if it cannot be written */
  constructor(path: string, option: string) {
    this.path = path;
    this.option = option;
    if (path === '-') throw new UsageError(option, 'this goes to a file: give its name, not -.');
    this.descriptor = attempt(path, option, () => openSync(path, 'w'));
  }

  write(lines: string): void {
    attempt(this.path, this.option, () => {
      const bytes = Buffer.from(lines);
      for (let from = 0; from < bytes.length; ) from += writeSync(this.descriptor, bytes, from);
    });
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function attempt<T>(path: string, option: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError(option, `cannot write ${path}: ${messageOf(error)}.`);
  }
}

/** For several runs: `log.jsonl` is `log.jython-2.7.jsonl` for one of them. */
export function traceName(path: string, ...parts: readonly string[]): string {
  const extension = extname(path);
  const stem = basename(path, extension);
  return join(path.slice(0, path.length - basename(path).length), [stem, ...parts].join('.') + extension);
}

/** Runs with an event log each, at the path that `pathOf` gives. @throws UsageError if it cannot be written */
export function writingTraces(
  runIsolated: RunIsolated,
  midden: string,
  pathOf: (request: RunRequest) => string,
): RunIsolated {
  return async (request, sink, options) => {
    const file = new PieceFile(pathOf(request), '--trace');
    const traced = { ...forwarding(sink), onTrace: (lines: string) => file.write(lines) };
    try {
      return await runIsolated({ ...request, trace: { midden } }, traced, options);
    } finally {
      file.close();
    }
  };
}

/** Runs that leave their heap at `path`: a graph where its name ends with .dot, V8's format elsewhere. */
export function writingSnapshot(runIsolated: RunIsolated, path: string): RunIsolated {
  return async (request, sink, options) => {
    const file = new PieceFile(path, '--heap-snapshot');
    const taking = { ...forwarding(sink), onSnapshot: (text: string) => file.write(text) };
    const snapshot = path.endsWith('.dot') ? 'dot' : 'heapsnapshot';
    try {
      return await runIsolated({ ...request, snapshot }, taking, options);
    } finally {
      file.close();
    }
  };
}

function forwarding(sink: OutputSink): OutputSink {
  return {
    onStdout: (text) => sink.onStdout(text),
    onStderr: (text) => sink.onStderr(text),
    onTrace: (lines) => sink.onTrace?.(lines),
    onSnapshot: (text) => sink.onSnapshot?.(text),
  };
}

/** @throws UsageError for a file that cannot be read, or is no event log */
export function readTraceFile(path: string): Trace {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError('FILE', `cannot read ${path}: ${messageOf(error)}.`);
  }
  return readTrace(text, path);
}
