/** The published form of `--json`: validated before it is written, so that what is read is what is described here. */
import { z } from 'zod';
import { metricsSchema } from './metrics.ts';

/** Raised whenever a field changes its name or its meaning. */
export const REPORT_VERSION = 1;

export const runReportSchema = z.object({
  outcome: z.enum(['ok', 'failed', 'limit', 'syntax-error', 'internal-error']),
  exitCode: z.number().int(),
  stdout: z.string(),
  stderr: z.string(),
  steps: z.number().int().nonnegative(),
  platform: z.string(),
  collector: z.string(),
  metrics: metricsSchema.optional(),
  message: z.string().optional(),
});

const optionsSchema = z.object({
  heapBytes: z.number().int(),
  seed: z.number().int(),
  verify: z.boolean(),
  stress: z.boolean(),
  maxSteps: z.number().int().optional(),
  maxOutput: z.number().int().optional(),
  descriptorLimit: z.number().int().optional(),
});

/** What `midden run --json FILE` writes. */
export const runDocumentSchema = z.object({
  midden: z.string().describe('the version of midden that wrote this'),
  format: z.literal(REPORT_VERSION),
  program: z.string(),
  argv: z.array(z.string()),
  options: optionsSchema,
  run: runReportSchema,
});

const differenceSchema = z.object({
  stream: z.enum(['stdout', 'stderr', 'exit code']),
  line: z.number().int().positive().optional(),
  texts: z.array(z.object({ platform: z.string(), text: z.string().nullable() })),
});

const comparisonSchema = z.object({
  program: z.string(),
  runs: z.array(runReportSchema),
  differences: z.array(differenceSchema),
});

/** What `midden compare --json FILE` writes. */
export const compareDocumentSchema = z.object({
  midden: z.string(),
  format: z.literal(REPORT_VERSION),
  options: optionsSchema,
  comparisons: z.array(comparisonSchema),
});

export type RunDocument = z.infer<typeof runDocumentSchema>;
export type CompareDocument = z.infer<typeof compareDocumentSchema>;

/** The JSON Schema of both documents, for readers that are not written in TypeScript. */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(z.union([runDocumentSchema, compareDocumentSchema]));
}
