/** Starts worker threads; loads nothing else, so that one can start before anything else is loaded. */
import { Worker } from 'node:worker_threads';

/** Deeply nested source is parsed and compiled by recursion; the guest's own frames are in its heap. */
const STACK_MEGABYTES = 64;
/** Built, always: Node 20 starts no worker from TypeScript. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/bundle/worker.cjs' : '../../../bundle/worker.cjs',
  import.meta.url,
);

/** A worker that waits for its request. @param module another than midden's own: tests give a fake runtime */
export function startWorker(module: URL = WORKER): Worker {
  return new Worker(module, { resourceLimits: { stackSizeMb: STACK_MEGABYTES } });
}
