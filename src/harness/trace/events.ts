/**
 * The event log of one run: JSON Lines, the header first, then events as they become known. What can only be told
 * afterwards (when an object became unreachable) stands later in the file than its time: readers sort by `tick`.
 */
import { z } from 'zod';
import { placeSchema } from '../check/finding.ts';
import { TRACE_VERSION } from './version.ts';

export { TRACE_VERSION };

const count = z.number().int().nonnegative();

/** When: both clocks count what the program has allocated. They stand still while a collector works. */
const when = {
  at: count.describe('bytes allocated since the program began: the axis that platforms share'),
  tick: count.describe('objects allocated since the program began: what `N allocations late` counts'),
};

const ms = z
  .number()
  .nonnegative()
  .describe('milliseconds of the virtual clock: instructions, copies, the collector’s work');

const object = count.describe('the object’s number in this run');

export const headerSchema = z.object({
  type: z.literal('header'),
  trace: z.literal(TRACE_VERSION),
  midden: z.string().describe('the version of midden that wrote this'),
  program: z.string(),
  source: z.string(),
  argv: z.array(z.string()),
  platform: z.string(),
  collector: z.string(),
  seed: count,
  heapBytes: count.describe('the hard limit of the heap'),
  usedAtStart: count.describe('bytes in use in the heap before the program began, by built-in objects'),
  descriptorLimit: count.describe('descriptors that the program can have open at the same time'),
});

/** How things stand, now and then: more and more seldom, so that a long run has no more than some thousand of them. */
const tickSchema = z.object({
  type: z.literal('tick'),
  ...when,
  used: count.describe(
    'bytes in use in the heap, dead objects included, without what was there before the program',
  ),
  steps: count.describe('bytecode instructions executed'),
  ms,
  open: count.describe('watched objects made and not yet finalized'),
  descriptors: count.describe('descriptors open'),
});

const collectionSchema = z.object({
  type: z.literal('collection'),
  ...when,
  number: count.describe('from 0 in this run'),
  kind: z.string().describe('the collector’s own name for it: gen0, full'),
  generation: count.nullable().describe('the oldest generation that it collects; null where there are none'),
  full: z.boolean().describe('the whole heap is collected'),
  cause: z.enum(['allocation', 'explicit', 'headroom', 'limit', 'stress', 'shutdown']),
  reason: z.string().describe('in words'),
  ms,
  untilMs: ms.describe('the same when it had ended'),
  pause: count.describe('work units that the program waits: about one touched word each'),
  phases: z.array(z.object({ name: z.string(), work: count })),
  before: count.describe('bytes in use'),
  after: count,
  freedObjects: count,
  freedBytes: count,
  tracked: z
    .object({
      generations: z.array(count).describe('containers tracked when it began, youngest first'),
      permanent: count.describe('those set aside by gc.freeze()'),
      unreachable: count,
      uncollectable: count,
    })
    .nullable()
    .describe('what gc.DEBUG_STATS tells; null for collectors that are not CPython’s'),
});

const madeSchema = z.object({
  type: z.literal('made'),
  ...when,
  object,
  class: z.string().describe('of a generator the function'),
  suspendable: z.boolean().describe('a generator or coroutine: finalized by being closed'),
  place: placeSchema.nullable(),
  inside: z.boolean().describe('the library made it, on behalf of that line'),
});

/** Told once, when it is sure: with the object’s end, or the run’s. */
const lastUsedSchema = z.object({ type: z.literal('last-used'), ...when, object, place: placeSchema });

const unreachableSchema = z.object({ type: z.literal('unreachable'), ...when, object });

const resurrectedSchema = z.object({ type: z.literal('resurrected'), ...when, object });

const finalizerSchema = z.object({
  type: z.literal('finalizer'),
  ...when,
  object,
  until: z.object(when).nullable().describe('when it had returned; null if the run ended inside'),
  thread: z.enum(['program', 'finalizer']),
  exiting: z.boolean().describe('the program had ended'),
  error: z.string().nullable(),
});

const reclaimedSchema = z.object({
  type: z.literal('reclaimed'),
  ...when,
  object,
  collection: count.nullable().describe('by this collection; null if by its own count'),
});

/** What keeps an object whose last use is over: found when a collection begins, and when the program’s own code ends. */
const heldSchema = z.object({
  type: z.literal('held'),
  ...when,
  object,
  by: z.enum(['path', 'cycle']).describe('a root that leads to it; a cycle that counts alone keep'),
  path: z
    .array(z.string())
    .describe('each step holds the next one: `module __main__`, `cache: list`, `[3]: File`'),
});

const outputSchema = z.object({
  type: z.literal('output'),
  ...when,
  stream: z.enum(['stdout', 'stderr']),
  text: z.string().describe('one line, without its end'),
  ended: z.boolean().describe('false for a last line without newline'),
  place: placeSchema.nullable().describe('where the program was when it wrote the line’s first character'),
});

/** The program’s own code has ended; what follows is the end of the process. */
const exitingSchema = z.object({ type: z.literal('exiting'), ...when });

/** The last line. A log without it was cut short. */
const endSchema = z.object({
  type: z.literal('end'),
  ...when,
  outcome: z.enum(['ok', 'failed', 'limit', 'syntax-error', 'internal-error']),
  exitCode: z.number().int(),
  steps: count,
  message: z.string().nullable(),
  peakUsed: count.describe('bytes in use in the heap, at most, at the ticks and collections'),
  peakDescriptors: count,
  watched: count.describe('objects with events of their own'),
  unwatched: count.describe(
    'objects with a finalizer of which there is no event, because there were too many',
  ),
});

export const eventSchema = z.discriminatedUnion('type', [
  tickSchema,
  collectionSchema,
  madeSchema,
  lastUsedSchema,
  unreachableSchema,
  resurrectedSchema,
  finalizerSchema,
  reclaimedSchema,
  heldSchema,
  outputSchema,
  exitingSchema,
  endSchema,
]);

export type TraceHeader = z.infer<typeof headerSchema>;
export type TraceEvent = z.infer<typeof eventSchema>;
export type TraceEventType = TraceEvent['type'];
/** Events of one type: `EventOf<'collection'>`. */
export type EventOf<T extends TraceEventType> = Extract<TraceEvent, { type: T }>;
export type TracePlace = z.infer<typeof placeSchema>;

/** The JSON Schema of one line, for readers that are not written in TypeScript. */
export function traceJsonSchema(): unknown {
  return z.toJSONSchema(z.union([headerSchema, eventSchema]));
}
