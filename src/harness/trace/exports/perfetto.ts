/**
 * Trace Event JSON, which Perfetto and Chrome DevTools open: collections and finalizers as slices, heap, open resources and descriptors
 * as counters, the lives of watched objects as asynchronous slices. Times are those of the virtual clock.
 *
 * Source: "Trace Event Format" of the Chromium project; the JSON object format, phases M, X, C, b, n, e and i.
 */
import type { EventOf, TraceEvent } from '../events.ts';
import { eventsOf, type Trace, type WatchedLife, watchedLives } from '../read-trace.ts';
import { TimeLine } from './time-line.ts';

const PID = 1;
const PROGRAM = 1;
const COLLECTOR = 2;
const FINALIZERS = 3;
const OUTPUT = 4;

export interface ChromeEvent {
  readonly name: string;
  readonly ph: 'M' | 'X' | 'C' | 'b' | 'n' | 'e' | 'i';
  /** Microseconds. */
  readonly ts: number;
  readonly pid: number;
  readonly tid: number;
  readonly cat?: string;
  readonly dur?: number;
  readonly id?: string;
  readonly s?: 't' | 'p' | 'g';
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface ChromeTrace {
  readonly traceEvents: readonly ChromeEvent[];
  readonly displayTimeUnit: 'ms' | 'ns';
  readonly otherData: Readonly<Record<string, string>>;
}

export function chromeTrace(trace: Trace): ChromeTrace {
  const { header } = trace;
  const line = new TimeLine(trace);
  const lives = watchedLives(trace);
  const classes = new Map(lives.map(({ object, made }) => [object, made.class]));
  const usAt = (moment: { readonly at: number }) => round(line.msAt(moment) * 1000);
  const events = [
    ...eventsOf(trace, 'tick').flatMap((tick) => counters(tick)),
    ...eventsOf(trace, 'collection').flatMap(collectionEvents),
    ...eventsOf(trace, 'finalizer').map((event) => finalizerEvent(event, classes, usAt)),
    ...lives.flatMap((life) => lifeEvents(life, trace, usAt)),
    ...eventsOf(trace, 'output').map((event) => outputEvent(event, usAt)),
  ];
  events.sort((a, b) => a.ts - b.ts);
  return {
    traceEvents: [...names(header), ...events],
    displayTimeUnit: 'ms',
    otherData: {
      program: header.program,
      platform: header.platform,
      collector: header.collector,
      seed: String(header.seed),
      midden: header.midden,
    },
  };
}

function round(us: number): number {
  return Math.round(us * 1000) / 1000;
}

function names({ platform, collector, program }: Trace['header']): ChromeEvent[] {
  const meta = (name: string, tid: number, value: string): ChromeEvent => ({
    name,
    ph: 'M',
    ts: 0,
    pid: PID,
    tid,
    args: { name: value },
  });
  return [
    meta('process_name', PROGRAM, `${program} on ${platform}`),
    meta('thread_name', PROGRAM, 'program'),
    meta('thread_name', COLLECTOR, `collector ${collector}`),
    meta('thread_name', FINALIZERS, 'thread of finalizers'),
    meta('thread_name', OUTPUT, 'output'),
  ];
}

function counters({ ms, used, open, descriptors }: EventOf<'tick'>): ChromeEvent[] {
  const counter = (name: string, value: number): ChromeEvent => ({
    name,
    ph: 'C',
    ts: round(ms * 1000),
    pid: PID,
    tid: PROGRAM,
    args: { [name]: value },
  });
  return [
    counter('heap in use (bytes)', used),
    counter('open resources', open),
    counter('open descriptors', descriptors),
  ];
}

function collectionEvents(event: EventOf<'collection'>): ChromeEvent[] {
  const { kind, cause, reason, pause, before, after, freedObjects, freedBytes, number } = event;
  const start = round(event.ms * 1000);
  const until = round(event.untilMs * 1000);
  const heap = (ts: number, value: number): ChromeEvent => ({
    name: 'heap in use (bytes)',
    ph: 'C',
    ts,
    pid: PID,
    tid: PROGRAM,
    args: { 'heap in use (bytes)': value },
  });
  return [
    heap(start, before),
    {
      name: `${kind} (${cause})`,
      ph: 'X',
      cat: 'gc',
      ts: start,
      dur: round(until - start),
      pid: PID,
      tid: COLLECTOR,
      args: { number, reason, pause, before, after, freedObjects, freedBytes },
    },
    heap(until, after),
  ];
}

type Clock = (moment: { readonly at: number }) => number;

function finalizerEvent(
  event: EventOf<'finalizer'>,
  classes: ReadonlyMap<number, string>,
  usAt: Clock,
): ChromeEvent {
  const ts = usAt(event);
  return {
    name: `finalizer of ${classes.get(event.object) ?? 'an object'}`,
    ph: 'X',
    cat: 'finalizer',
    ts,
    dur: event.until === null ? 0 : round(usAt(event.until) - ts),
    pid: PID,
    tid: event.thread === 'finalizer' ? FINALIZERS : PROGRAM,
    args: { object: event.object, exiting: event.exiting, error: event.error },
  };
}

/** From made to reclaimed, or the end. */
function lifeEvents(life: WatchedLife, trace: Trace, usAt: Clock): ChromeEvent[] {
  const { made, lastUsed, unreachable, finalizer, reclaimed } = life;
  const base = { cat: 'object', id: `0x${life.object.toString(16)}`, pid: PID, tid: PROGRAM };
  const name = made.class;
  const moment = (event: TraceEvent | null, what: string): ChromeEvent[] =>
    event === null ? [] : [{ ...base, name: what, ph: 'n', ts: usAt(event), args: { tick: event.tick } }];
  const last = trace.events.at(-1) ?? made;
  return [
    { ...base, name, ph: 'b', ts: usAt(made), args: { object: life.object, made: placeText(made.place) } },
    ...moment(lastUsed, 'last used'),
    ...moment(unreachable, 'unreachable'),
    ...moment(finalizer, 'finalizer'),
    { ...base, name, ph: 'e', ts: Math.max(usAt(made), usAt(reclaimed ?? last)), args: {} },
  ];
}

function placeText(place: EventOf<'made'>['place']): string {
  if (place === null) return '';
  return `${place.file}:${place.line}${place.function === '' ? '' : ` in ${place.function}`}`;
}

function outputEvent(event: EventOf<'output'>, usAt: Clock): ChromeEvent {
  return {
    name: event.text === '' ? event.stream : event.text,
    ph: 'i',
    cat: event.stream,
    ts: usAt(event),
    pid: PID,
    tid: OUTPUT,
    s: 't',
    args: { stream: event.stream, line: placeText(event.place) },
  };
}
