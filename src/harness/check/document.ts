/** The published form of `midden check --format json`. */
import { z } from 'zod';
import type { CheckResult } from './check.ts';
import { findingSchema } from './finding.ts';

/** Raised whenever a field changes its name or its meaning. */
export const CHECK_VERSION = 1;

export const checkedProgramSchema = z.object({
  program: z.string(),
  platforms: z.array(z.string()),
  runs: z.number().int().nonnegative(),
  skipped: z.array(
    z.object({ platform: z.string(), seed: z.number().int(), outcome: z.string(), reason: z.string() }),
  ),
  findings: z.number().int().nonnegative(),
});

export const checkDocumentSchema = z.object({
  midden: z.string().describe('the version of midden that wrote this'),
  format: z.literal(CHECK_VERSION),
  findings: z.array(findingSchema),
  programs: z.array(checkedProgramSchema),
});

export type CheckDocument = z.infer<typeof checkDocumentSchema>;

export function checkDocument(results: readonly CheckResult[], version: string): CheckDocument {
  return checkDocumentSchema.parse({
    midden: version,
    format: CHECK_VERSION,
    findings: results.flatMap(({ findings }) => findings),
    programs: results.map(({ program, platforms, runs, skipped, findings }) => ({
      program,
      platforms,
      runs,
      skipped,
      findings: findings.length,
    })),
  });
}

/** The JSON Schema of the document, for readers that are not written in TypeScript. */
export function checkJsonSchema(): unknown {
  return z.toJSONSchema(checkDocumentSchema);
}
