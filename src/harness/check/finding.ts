/** What a check finds: plain data, in the form that `--format json` publishes. */
import { z } from 'zod';
import { KIND_NAMES } from './kinds.ts';

const count = z.number().int().nonnegative();

export const placeSchema = z.object({
  file: z.string(),
  line: count,
  function: z.string().describe('empty at the top level of a module'),
});

export const keptSchema = z.object({
  by: z
    .enum(['path', 'cycle', 'nobody-looked'])
    .describe(
      'path: a root reached it along these steps; cycle: it was part of this cycle, or hung on one; ' +
        'nobody-looked: nothing held it, and no collection had looked yet',
    ),
  steps: z.array(z.string()),
});

export const platformFindingSchema = z.object({
  platform: z.string(),
  did: z.string().describe('what happened there, in words'),
  prompt: count.optional().describe('released where the last reference went'),
  late: count.optional(),
  never: count.optional(),
  delayMax: count.optional().describe('in objects allocated between death and release'),
  peakOpen: count.optional(),
  kept: keptSchema.optional().describe('what kept it alive there, of the object that was released last'),
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
  path: z
    .array(z.string())
    .optional()
    .describe('what kept it alive, where something did: the first such path or cycle'),
  fix: fixSchema,
});

export type PlatformFinding = z.infer<typeof platformFindingSchema>;
export type Kept = z.infer<typeof keptSchema>;
export type Fix = z.infer<typeof fixSchema>;
export type Finding = Omit<z.infer<typeof findingSchema>, 'kind'> & {
  readonly kind: (typeof KIND_NAMES)[number];
};
