import { type MessagePort, parentPort } from 'node:worker_threads';
import type { IsolateInput } from './messages.ts';

/** The worker's way to its owner. */
export function ownerPort(): MessagePort {
  if (parentPort === null)
    throw new Error('this module is the entry point of a worker thread, and was loaded elsewhere');
  return parentPort;
}

/** What this worker was started for. */
export function receiveInput(): Promise<IsolateInput> {
  return new Promise((resolve) => ownerPort().once('message', resolve));
}
