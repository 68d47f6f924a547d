/** The event log, read back: lines to events, and events to the lives of objects. */
import { UsageError } from '../errors.ts';
import { type EventOf, eventSchema, headerSchema, type TraceEvent, type TraceHeader } from './events.ts';

export interface Trace {
  readonly header: TraceHeader;
  /** By time; what happens at one tick, as it happened. */
  readonly events: readonly TraceEvent[];
  /** The log has its last line. */
  readonly complete: boolean;
}

const KNOWN: ReadonlySet<string> = new Set(eventSchema.options.map((each) => each.shape.type.value));

/**
 * A last line that was cut short is passed over; so are types of events that a later version of midden has added.
 *
 * @throws UsageError for what is no event log
 */
export function readTrace(text: string, name = 'trace'): Trace {
  const lines = text.split('\n').filter((line) => line !== '');
  const values = lines.map((line, index) => {
    const value = parsed(line);
    if (value === undefined && index < lines.length - 1)
      throw new UsageError('trace', `${name}, line ${index + 1}: found no JSON, expected one event a line.`);
    return value;
  });
  const header = headerSchema.safeParse(values[0]);
  if (!header.success)
    throw new UsageError(
      'trace',
      `${name}, line 1: found no header of an event log of this version; midden run --trace writes one.`,
    );
  const events = values.slice(1).flatMap((value, index) => eventOf(value, `${name}, line ${index + 2}`));
  events.sort((a, b) => a.tick - b.tick || a.at - b.at);
  return { header: header.data, events, complete: events.some(({ type }) => type === 'end') };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function eventOf(value: unknown, where: string): TraceEvent[] {
  if (value === undefined) return [];
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (typeof type === 'string' && !KNOWN.has(type)) return [];
  const event = eventSchema.safeParse(value);
  if (event.success) return [event.data];
  throw new UsageError('trace', `${where}: found no event, ${event.error.issues[0]?.message}.`);
}

export function eventsOf<T extends TraceEvent['type']>(
  { events }: { readonly events: readonly TraceEvent[] },
  type: T,
): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type);
}

/** What became of one watched object; null for what did not happen, or was not seen. */
export interface WatchedLife {
  readonly object: number;
  readonly made: EventOf<'made'>;
  readonly lastUsed: EventOf<'last-used'> | null;
  /** The last time that it died. */
  readonly unreachable: EventOf<'unreachable'> | null;
  readonly finalizer: EventOf<'finalizer'> | null;
  readonly reclaimed: EventOf<'reclaimed'> | null;
  readonly held: EventOf<'held'> | null;
}

/** By birth. */
export function watchedLives(trace: { readonly events: readonly TraceEvent[] }): WatchedLife[] {
  const lives = new Map<number, { -readonly [K in keyof WatchedLife]: WatchedLife[K] }>();
  for (const made of eventsOf(trace, 'made')) {
    const nothing = { lastUsed: null, unreachable: null, finalizer: null, reclaimed: null, held: null };
    lives.set(made.object, { object: made.object, made, ...nothing });
  }
  for (const event of trace.events) {
    const life = 'object' in event ? lives.get(event.object) : undefined;
    if (life === undefined) continue;
    if (event.type === 'last-used') life.lastUsed = event;
    else if (event.type === 'unreachable') life.unreachable = event;
    else if (event.type === 'finalizer') life.finalizer ??= event;
    else if (event.type === 'reclaimed') life.reclaimed = event;
    else if (event.type === 'held') life.held = event;
  }
  return [...lives.values()];
}
