/** Runs Python programs on small heaps that are poisoned, and verified at the end or around every collection. */
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { verifyHeap } from '../../../src/runtime/heap-verifier.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';

export interface LimitedRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LimitOptions {
  readonly collector: string;
  readonly heapMiB: number;
  readonly platform?: string;
  /** Verify around every collection. */
  readonly verify?: boolean;
  readonly maxSteps?: number;
  readonly maxOutput?: number;
}

/** What a program printed on a heap of `heapMiB`; the heap it leaves behind is sound, with exact counts under counting. */
export function runLimited(source: string, options: LimitOptions): LimitedRun {
  const platform = platformNamed(options.platform ?? 'cpython-3.11');
  const runtime = new Runtime({
    heapBytes: options.heapMiB * 2 ** 20,
    collector: collectorNamed(options.collector),
    collectorOptions: options.collector === platform.collector ? platform.collectorOptions : {},
    verify: options.verify ?? false,
    poison: true,
  });
  const text = { stdout: '', stderr: '' };
  const { exitCode } = runSource({
    runtime,
    platform,
    source,
    filename: 'limit.py',
    maxSteps: options.maxSteps ?? 200_000_000,
    ...(options.maxOutput !== undefined && { maxOutput: options.maxOutput }),
    write: (stream, part) => {
      text[stream] += part;
    },
  });
  verifyHeap(runtime);
  return { exitCode, ...text };
}
