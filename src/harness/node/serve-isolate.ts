/** The isolate's side of the conversation. */
import type { MessagePort } from 'node:worker_threads';
import type { CollectorFactory } from '../../contract/index.ts';
import { catalogue } from '../composition.ts';
import { messageOf, UsageError } from '../errors.ts';
import type { Execute } from '../execution.ts';
import { loadSqlite, wantsSqlite } from '../sqlite.ts';
import { isCollectorPath, loadCollector } from './load-collector.ts';
import { type IsolateInput, type IsolateMessage, timeoutMessage, UNREAD_MAX } from './messages.ts';
import { ownerPort, receiveInput } from './receive-input.ts';
import { readModuleBeside } from './source-file.ts';

/** Small writes travel together. */
const CHUNK_CHARACTERS = 8192;

interface Serving {
  /** The request, where it has been received already. */
  readonly input?: IsolateInput;
  /** Called when the program is over, before the owner hears of it and ends the worker. */
  readonly beforeResult?: () => void;
}

/** Runs one request to its end. */
export async function serveIsolate(execute: Execute, serving: Serving = {}): Promise<void> {
  const { request, unread } = serving.input ?? (await receiveInput());
  const port = ownerPort();
  const words = new Int32Array(unread);
  const output = new IsolateOutput(port, words);
  try {
    const collector = await resolveCollector(request.collector);
    const readModule = (name: string) => readModuleBeside(request.filename, name);
    const sqlite = wantsSqlite(request.source, readModule) ? await loadSqlite() : undefined;
    const result = execute(request, {
      onStdout: (text) => output.write('stdout', text),
      onStderr: (text) => output.write('stderr', text),
      onTrace: (lines) => output.write('trace', lines),
      onSnapshot: (text) => output.write('snapshot', text),
      stopRequested: () => stopReason(Atomics.load(words, 1)),
      readModule,
      ...(sqlite === undefined ? {} : { sqlite }),
      ...(collector === undefined ? {} : { collector }),
    });
    output.flush();
    serving.beforeResult?.();
    port.postMessage({ type: 'result', result } satisfies IsolateMessage);
  } catch (error) {
    output.flush();
    port.postMessage(failureMessage(error));
  }
}

/** What a run that took too long says. */
function stopReason(milliseconds: number): string | null {
  return milliseconds === 0 ? null : timeoutMessage(milliseconds);
}

async function resolveCollector(name: string | undefined): Promise<CollectorFactory | undefined> {
  if (name === undefined) return undefined;
  return isCollectorPath(name) ? loadCollector(name) : catalogue.collector(name);
}

function failureMessage(error: unknown): IsolateMessage {
  if (error instanceof UsageError) {
    return { type: 'usage-error', argument: error.argument, message: error.message };
  }
  return { type: 'internal-error', message: messageOf(error) };
}

type Stream = 'stdout' | 'stderr' | 'trace' | 'snapshot';

/** Sends output in pieces, in the order written, and waits while the owner has not taken enough of it. */
class IsolateOutput {
  private readonly port: MessagePort;
  private readonly unread: Int32Array;
  private stream: Stream = 'stdout';
  private pending = '';

  constructor(port: MessagePort, unread: Int32Array) {
    this.port = port;
    this.unread = unread;
  }

  flush(): void {
    if (this.pending === '') return;
    const text = this.pending;
    this.pending = '';
    const before = Atomics.add(this.unread, 0, text.length);
    this.port.postMessage({ type: this.stream, text } satisfies IsolateMessage);
    let now = before + text.length;
    while (now > UNREAD_MAX) {
      Atomics.wait(this.unread, 0, now);
      now = Atomics.load(this.unread, 0);
    }
  }

  write(stream: Stream, text: string): void {
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    this.pending += text;
    // Lines of an event log come in batches.
    if (this.pending.length >= CHUNK_CHARACTERS || stream === 'trace') this.flush();
  }
}
