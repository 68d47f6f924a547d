/** The published form of `midden bench --json`. */
import { z } from 'zod';
import { countsSchema, timesSchema } from './measurement.ts';

/** Raised whenever a field changes its name or its meaning. */
export const BENCH_VERSION = 1;

const machineSchema = z.object({
  cpu: z.string(),
  cores: z.number().int(),
  memoryBytes: z.number(),
  system: z.string(),
  node: z.string(),
  v8: z.string(),
  loadBefore: z.number().describe('processes that wanted to run, over the minute before'),
});

const seriesSchema = z.object({
  workload: z.string().describe('with its parameters, where they are not the defaults'),
  collector: z.string(),
  heapBytes: z.number().int(),
  minimumHeapBytes: z
    .number()
    .int()
    .nullable()
    .describe('the smallest in which it ran, where that was searched'),
  outcome: z.enum(['measured', 'exhausted', 'failed']),
  message: z.string().optional(),
  deterministic: z.boolean().describe('every process counted the same'),
  counts: countsSchema.nullable(),
  samples: z.array(timesSchema).describe('one per process, in the order in which they ran'),
});

/** What `midden bench --json FILE` writes. */
export const benchDocumentSchema = z.object({
  midden: z.string(),
  format: z.literal(BENCH_VERSION),
  when: z.string().describe('ISO 8601'),
  machine: machineSchema,
  options: z.object({
    heap: z.string().describe('as it was asked for: a size, or a multiple of the minimum'),
    runs: z.number().int(),
    warmup: z.number().int(),
    seed: z.number().int(),
  }),
  series: z.array(seriesSchema),
});

export type Machine = z.infer<typeof machineSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type BenchDocument = z.infer<typeof benchDocumentSchema>;
