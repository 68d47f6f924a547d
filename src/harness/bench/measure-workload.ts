/** One measurement of a TypeScript workload, in whatever process this is: warm-up, then one iteration. */
import { type CollectorFactory, EVENTS_COLLECTIONS } from '../../contract/index.ts';
import { Mutator } from '../../runtime/mutator.ts';
import { Runtime } from '../../runtime/runtime.ts';
import { Random, type Workload } from '../../workloads/index.ts';
import type { Measurement } from './measurement.ts';
import { type Meter, Observation } from './observation.ts';
import { checkParams } from './workload-params.ts';

export interface MeasureOptions {
  readonly params: Readonly<Record<string, number>>;
  readonly collector: CollectorFactory;
  readonly heapBytes: number;
  readonly seed: number;
  readonly warmup: number;
}

/** Words of the stack: trees are grown by recursion, with one local per level. */
const STACK_WORDS = 1 << 16;

/** @throws HeapExhausted if the heap is too small, WorkloadFailure if the result is wrong, UsageError for wrong parameters */
export function measureWorkload(workload: Workload, options: MeasureOptions, meter: Meter): Measurement {
  checkParams(workload, options.params);
  const runtime = new Runtime({
    heapBytes: options.heapBytes,
    collector: options.collector,
    eventLevel: EVENTS_COLLECTIONS,
    stackWords: STACK_WORDS,
  });
  const params = { ...workload.params, ...options.params };
  const prepared = workload.prepare(new Mutator(runtime), params, new Random(options.seed));
  for (let k = 0; k < options.warmup; k++) {
    prepared.arrange?.();
    prepared.run();
    prepared.check();
  }
  prepared.arrange?.();
  const observation = new Observation(runtime, meter);
  observation.begin();
  prepared.run();
  const times = observation.end();
  return { times, counts: observation.counts(prepared.check()) };
}
