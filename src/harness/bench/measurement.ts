/** What one measurement asks for and what it answers: plain data, from one process to another, and the published form. */
import { z } from 'zod';

const count = z.number().int().nonnegative();
const milliseconds = z.number().nonnegative();

/** One workload, one collector, one heap; measured in a process of its own. */
export interface MeasureRequest {
  /** A workload's name, the file URL of a module that exports one, or the path of a Python program. */
  readonly workload: WorkloadSource;
  readonly params: Readonly<Record<string, number>>;
  /** A registered collector's name, or a file URL. */
  readonly collector: string;
  readonly heapBytes: number;
  readonly seed: number;
  /** Iterations before the one that is measured. */
  readonly warmup: number;
}

export type WorkloadSource =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'module'; readonly url: string }
  | {
      readonly kind: 'python';
      readonly path: string;
      readonly argv: readonly string[];
      readonly platform: string;
      /** A folder of modules that the program finds after those beside it. */
      readonly modules?: string;
    };

export const pausesSchema = z.object({
  count,
  total: milliseconds,
  p50: milliseconds,
  p90: milliseconds,
  p99: milliseconds,
  max: milliseconds,
});

const survivalSchema = z.object({
  kind: z.string().describe('the collector’s own name for it'),
  collections: count,
  freedBytes: count,
  survivedBytes: count.describe(
    'full collections: what they left alive; others: growth of the heap since the collection before, less what was freed',
  ),
});

/** What was counted: bit-identical from run to run. */
export const countsSchema = z.object({
  results: z.record(z.string(), z.number()).describe('what the workload itself answers, after checking it'),
  work: z.record(z.string(), z.number()).describe('the work vector of the measured iteration'),
  allocations: z.object({ objects: count, bytes: count }),
  collections: z.array(z.object({ kind: z.string(), cause: z.string(), count })),
  pauseWork: z.object({ total: count, max: count }).describe('work units, of collections'),
  survival: z.array(survivalSchema),
  heap: z.object({
    limitBytes: count,
    peakBytes: count,
    committedBytes: count,
    usedBytes: count,
    floatingBytes: count.describe('garbage that a full collection finds at the end of the iteration'),
  }),
  fragmentation: z
    .object({
      committed: z.number().describe('1 − used / committed, at the end of the iteration'),
      free: z.number().describe('1 − largest free / free'),
    })
    .describe('shares, from 0 to 1'),
  headers: z
    .object({
      objects: count,
      bytes: count.describe('headers and prefix words of the objects in the heap at the end'),
      payloadBytes: count,
      sideTableBytes: count,
    })
    .describe('what the program cannot use'),
  pythonSteps: count.optional().describe('bytecode instructions of a Python program'),
});

/** What was timed. */
export const timesSchema = z.object({
  wall: milliseconds,
  cpu: milliseconds.describe('user and system time of the process meanwhile, host’s threads included'),
  pauses: pausesSchema,
  mutatorUtilisation: z.array(
    z.object({ window: milliseconds, least: z.number().nullable().describe('MMU, from 0 to 1') }),
  ),
  residentBytes: count.describe('the most that the process had in memory'),
});

export type Counts = z.infer<typeof countsSchema>;
export type Times = z.infer<typeof timesSchema>;

/** The windows, in milliseconds, for which the least mutator utilisation is reported. */
export const MMU_WINDOWS = [1, 10, 100, 1000];

export interface Measurement {
  readonly counts: Counts;
  readonly times: Times;
}

/**
 * - `exhausted`: it does not run in this heap.
 * - `failed`: its own result is wrong, or it ended with an error.
 */
export type MeasureAnswer =
  | { readonly type: 'measured'; readonly measurement: Measurement }
  | { readonly type: 'exhausted' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'usage-error'; readonly argument: string; readonly message: string };

/** Measures in a process of its own; tests put a fake in its place. */
export type Measure = (request: MeasureRequest, profile?: ProfileTarget) => Promise<MeasureAnswer>;

/** Where the CPU profile goes. */
export interface ProfileTarget {
  readonly directory: string;
  readonly name: string;
}
