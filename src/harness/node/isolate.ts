/** Runs a program in a worker thread of its own: its own JavaScript heap, its own optimised code, its own stack. */
import { Worker } from 'node:worker_threads';
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

/** Deeply nested source is parsed and compiled by recursion; the guest's own frames are in its heap. */
const STACK_MEGABYTES = 64;
/** For a run that is traced to tell its end, after its time is over. */
const STOP_GRACE_MILLISECONDS = 2000;
/** Compiled, always: Node 20 starts no worker from TypeScript. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/src/harness/node/worker.js' : './worker.js',
  import.meta.url,
);

/** Isolates that run another module than midden's own: tests give them a fake runtime. */
export function isolateWith(module: URL): RunIsolated {
  return (request, sink, options = {}) => new Isolate(module, request, sink, options).run();
}

/** @throws UsageError if the collector cannot be loaded, InternalError if midden fails */
export const runIsolated: RunIsolated = isolateWith(WORKER);

class Isolate {
  private readonly request: RunRequest;
  private readonly sink: OutputSink;
  private readonly options: IsolateOptions;
  private readonly worker: Worker;
  private readonly unread: Int32Array;
  private readonly kept = { stdout: '', stderr: '' };

  constructor(module: URL, request: RunRequest, sink: OutputSink, options: IsolateOptions) {
    this.request = request;
    this.sink = sink;
    this.options = options;
    const unread = new SharedArrayBuffer(8);
    this.unread = new Int32Array(unread);
    const workerData: IsolateInput = { request, unread };
    this.worker = new Worker(module, { workerData, resourceLimits: { stackSizeMb: STACK_MEGABYTES } });
  }

  async run(): Promise<RunReport> {
    const { timeoutMilliseconds } = this.options;
    let timer: NodeJS.Timeout | undefined;
    try {
      const result = await new Promise<ExecutionResult>((resolve, reject) => {
        if (timeoutMilliseconds !== undefined) {
          const stop = () => resolve(timedOut(this.request, timeoutMilliseconds));
          timer = setTimeout(() => {
            if (this.request.trace === undefined) return stop();
            // The event log is to have its end: the program is asked first.
            Atomics.store(this.unread, 1, Math.ceil(timeoutMilliseconds));
            timer = setTimeout(stop, STOP_GRACE_MILLISECONDS);
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

  private async take(stream: 'stdout' | 'stderr' | 'trace', text: string): Promise<void> {
    if (stream !== 'trace' && this.options.dropOutput !== true) this.kept[stream] += text;
    if (stream === 'trace') await this.sink.onTrace?.(text);
    else await (stream === 'stdout' ? this.sink.onStdout(text) : this.sink.onStderr(text));
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
