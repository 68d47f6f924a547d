/** Event logs on disk: lines are written as they come, so that what has happened is there whatever ends the run. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { messageOf, UsageError } from '../errors.ts';
import type { RunIsolated, RunRequest } from '../execution.ts';
import { readTrace, type Trace } from '../trace/read-trace.ts';

class TraceFile {
  private readonly path: string;
  private readonly descriptor: number;

  /** @throws UsageError if it cannot be written */
  constructor(path: string) {
    this.path = path;
    if (path === '-') throw new UsageError('--trace', 'the event log goes to a file: give its name, not -.');
    this.descriptor = attempt(path, () => openSync(path, 'w'));
  }

  write(lines: string): void {
    attempt(this.path, () => {
      const bytes = Buffer.from(lines);
      for (let from = 0; from < bytes.length; ) from += writeSync(this.descriptor, bytes, from);
    });
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError('--trace', `cannot write ${path}: ${messageOf(error)}.`);
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
    const file = new TraceFile(pathOf(request));
    const traced = {
      onStdout: (text: string) => sink.onStdout(text),
      onStderr: (text: string) => sink.onStderr(text),
      onTrace: (lines: string) => file.write(lines),
    };
    try {
      return await runIsolated({ ...request, trace: { midden } }, traced, options);
    } finally {
      file.close();
    }
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
