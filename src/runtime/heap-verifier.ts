import type { Runtime } from './runtime.ts';

export function verifyHeap(runtime: Runtime): void {
  runtime.collector.verify();
}
