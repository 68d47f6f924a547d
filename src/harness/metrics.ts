/**
 * What is counted in a run. Counts are deterministic: the same request gives the same figures, bit for bit.
 */
import { z } from 'zod';

const count = z.number().int().nonnegative();

/** How long after an object became unreachable its finalizer ran. */
export const finalizersSchema = z.object({
  prompt: count.describe('ran before the next allocation after the object became unreachable'),
  late: count.describe('ran, but later than that'),
  never: count.describe('had not run when the process was gone'),
  delayMedianAllocations: z.number().nonnegative().describe('over those that ran, in objects allocated'),
  delayMaxAllocations: count,
});

export const collectionsSchema = z.object({
  kind: z.string().describe('the collector’s own name for it: generation 0, full, …'),
  cause: z.string().describe('why it ran: threshold, explicit, limit, exit, …'),
  count,
});

export const metricsSchema = z.object({
  finalizers: finalizersSchema,
  resources: z.object({
    openMax: count.describe('objects with a finalizer constructed and not yet finalized, at most'),
    constructed: count,
  }),
  collections: z.array(collectionsSchema),
  pauseWork: z.object({
    total: count.describe('work units spent in collections'),
    max: count.describe('work units of the longest collection'),
  }),
  allocations: z
    .object({ objects: count, bytes: count })
    .describe('by the program: the built-in objects that were there before it are not counted'),
  heap: z.object({ limitBytes: count, peakBytes: count }),
  headers: z.object({
    bytes: count.describe('header words of the objects allocated, in bytes'),
    percent: z.number().nonnegative().describe('of all bytes allocated, headers included'),
    sideTableBytes: count.describe('mark bitmaps, card tables, free-list heads and the like, at the end'),
  }),
  work: z
    .record(z.string(), z.number())
    .describe('the work vector: objects marked, words copied, decrements, …'),
});

export type RunMetrics = z.infer<typeof metricsSchema>;

/** The number of collections of every kind together. */
export function collectionsTotal(metrics: RunMetrics): number {
  return metrics.collections.reduce((sum, { count: times }) => sum + times, 0);
}
