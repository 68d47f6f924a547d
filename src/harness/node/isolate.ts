/** Runs a program in a worker thread of its own: its own JavaScript heap, its own optimised code, its own stack. */
import type { Worker } from 'node:worker_threads';
import { InternalError, UsageError } from '../errors.ts';
import type {
  ExecutionResult,
  IsolateOptions,
  OutputSink,
  RunIsolated,
  RunReport,
  RunRequest,
} from '../execution.ts';
import { type IsolateInput, type IsolateMessage, timeoutMessage } from './messages.ts';
import { startWorker } from './start-worker.ts';

const GRACE_MILLISECONDS = 2000;

/** Isolates that run another module than midden's own: tests give them a fake runtime. */
export function isolateWith(module: URL): RunIsolated {
  return (request, sink, options = {}) => new Isolate(startWorker(module), request, sink, options).run();
}

/** @throws UsageError if the collector cannot be loaded, InternalError if midden fails */
export const runIsolated: RunIsolated = (request, sink, options = {}) =>
  new Isolate(startWorker(), request, sink, options).run();

/** The same, with a worker for the first run that has been started before. */
export function runIsolatedIn(first: Worker): RunIsolated {
  let started: Worker | undefined = first;
  return (request, sink, options = {}) => {
    const worker = started ?? startWorker();
    started = undefined;
    worker.ref();
    return new Isolate(worker, request, sink, options).run();
  };
}

class Isolate {
  private readonly request: RunRequest;
  private readonly sink: OutputSink;
  private readonly options: IsolateOptions;
  private readonly worker: Worker;
  private readonly unread: Int32Array;
  private readonly kept = { stdout: '', stderr: '' };

  constructor(worker: Worker, request: RunRequest, sink: OutputSink, options: IsolateOptions) {
    this.request = request;
    this.sink = sink;
    this.options = options;
    const unread = new SharedArrayBuffer(8);
    this.unread = new Int32Array(unread);
    this.worker = worker;
    worker.postMessage({ request, unread } satisfies IsolateInput);
  }

  async run(): Promise<RunReport> {
    const { timeoutMilliseconds, graceMilliseconds = GRACE_MILLISECONDS } = this.options;
    let timer: NodeJS.Timeout | undefined;
    try {
      const result = await new Promise<ExecutionResult>((resolve, reject) => {
        if (timeoutMilliseconds !== undefined) {
          const stop = () => resolve(timedOut(this.request, timeoutMilliseconds));
          timer = setTimeout(() => {
            if (this.request.trace === undefined) return stop();
            // The event log is to have its end: the program is asked first.
            Atomics.store(this.unread, 1, Math.ceil(timeoutMilliseconds));
            timer = setTimeout(stop, graceMilliseconds);
          }, timeoutMilliseconds);
        }
        this.listen(resolve, reject);
      });
      return { ...result, ...this.kept };
    } finally {
      clearTimeout(timer);
      await this.worker.terminate();
    }
  }

  private listen(resolve: (result: ExecutionResult) => void, reject: (error: Error) => void): void {
    this.worker.on('message', (message: IsolateMessage) => {
      switch (message.type) {
        case 'stdout':
        case 'stderr':
        case 'trace':
        case 'snapshot':
          this.take(message.type, message.text).catch(reject);
          break;
        case 'result':
          resolve(message.result);
          break;
        case 'usage-error':
          reject(new UsageError(message.argument, message.message));
          break;
        case 'internal-error':
          reject(new InternalError(message.message));
          break;
      }
    });
    this.worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(outOfHostMemory(this.request));
      else reject(new InternalError(error.message));
    });
    this.worker.on('exit', () => reject(new InternalError('the isolate ended without a report')));
  }

  private async take(stream: 'stdout' | 'stderr' | 'trace' | 'snapshot', text: string): Promise<void> {
    if (stream === 'trace') await this.sink.onTrace?.(text);
    else if (stream === 'snapshot') await this.sink.onSnapshot?.(text);
    else {
      if (this.options.dropOutput !== true) this.kept[stream] += text;
      await (stream === 'stdout' ? this.sink.onStdout(text) : this.sink.onStderr(text));
    }
    Atomics.sub(this.unread, 0, text.length);
    Atomics.notify(this.unread, 0);
  }
}

function timedOut(request: RunRequest, milliseconds: number): ExecutionResult {
  return stopped(request, timeoutMessage(milliseconds));
}

function outOfHostMemory(request: RunRequest): ExecutionResult {
  return stopped(request, 'stopped: the host has no memory left for this run; give it a smaller --heap.');
}

function stopped({ platform, collector = '' }: RunRequest, message: string): ExecutionResult {
  return { outcome: 'limit', exitCode: 3, steps: 0, platform, collector, message };
}
