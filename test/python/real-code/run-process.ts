/** Runs a program in a fresh process on dist, with a limit of time. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface WorkerTask {
  readonly program: string;
  readonly argv: readonly string[];
  readonly platform: string;
  /** Where its modules are looked for, in this order. */
  readonly folders: readonly string[];
  readonly heapBytes: number;
}

export interface WorkerResult {
  readonly outcome: 'ok' | 'failed' | 'limit' | 'syntax-error' | 'internal-error';
  readonly exitCode: number;
  readonly steps: number;
  readonly message?: string;
  readonly stdout: string;
  readonly stderr: string;
  /** User CPU. */
  readonly seconds: number;
}

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));

export function runInProcess(task: WorkerTask, limitSeconds: number): Promise<WorkerResult> {
  return new Promise((resolve) => {
    const child = fork(WORKER, { execArgv: [] });
    let result: WorkerResult | null = null;
    let stopped = false;
    const timer = setTimeout(() => {
      stopped = true;
      child.kill('SIGKILL');
    }, limitSeconds * 1000);
    child.once('message', (message) => {
      result = message as WorkerResult;
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(
        result ??
          broken(stopped ? `stopped after ${limitSeconds} s` : `the process ended: ${signal ?? code}`),
      );
    });
    child.send(task);
  });
}

function broken(message: string): WorkerResult {
  return { outcome: 'limit', exitCode: 3, steps: 0, message, stdout: '', stderr: '', seconds: 0 };
}
