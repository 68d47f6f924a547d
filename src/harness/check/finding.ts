/** What a check finds: plain data, in the form that `--format json` publishes. */
import { z } from 'zod';
import { KIND_NAMES } from './kinds.ts';

const count = z.number().int().nonnegative();

export const placeSchema = z.object({
  file: z.string(),
  line: count,
  function: z.string().describe('empty at the top level of a module'),
});

export const platformFindingSchema = z.object({
  platform: z.string(),
  did: z.string().describe('what happened there, in words'),
  prompt: count.optional().describe('released where the last reference went'),
  late: count.optional(),
  never: count.optional(),
  delayMax: count.optional().describe('in objects allocated between death and release'),
  peakOpen: count.optional(),
});

export const fixSchema = z.object({
  text: z.string(),
  edits: z
    .array(z.object({ line: count, before: z.string(), after: z.string() }))
    .describe('lines of the program as they are and as they could be'),
});

export const findingSchema = z.object({
  kind: z.enum(KIND_NAMES as [string, ...string[]]),
  severity: z.enum(['error', 'warning', 'note']),
  file: z.string(),
  line: count,
  function: z.string(),
  class: z.string().optional(),
  lastUsed: placeSchema.optional(),
  platforms: z.array(platformFindingSchema),
  message: z.string(),
  why: z.string(),
  path: z.array(z.string()).optional().describe('what kept it alive, from a root'),
  fix: fixSchema,
});

export type PlatformFinding = z.infer<typeof platformFindingSchema>;
export type Fix = z.infer<typeof fixSchema>;
export type Finding = Omit<z.infer<typeof findingSchema>, 'kind'> & {
  readonly kind: (typeof KIND_NAMES)[number];
};
