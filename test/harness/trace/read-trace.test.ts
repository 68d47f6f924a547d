import { describe, expect, it } from 'vitest';
import { eventsOf, readTrace, watchedLives } from '../../../src/harness/trace/read-trace.ts';

const HEADER = {
  type: 'header',
  trace: 1,
  midden: '0.1.0',
  program: 'p.py',
  source: 'x = 1\n',
  argv: [],
  platform: 'jython-2.7',
  collector: 'mark-sweep',
  seed: 0,
  heapBytes: 1 << 20,
  usedAtStart: 0,
  descriptorLimit: 1024,
};
const PLACE = { file: 'p.py', line: 3, function: 'f' };
const made = { type: 'made', at: 64, tick: 2, object: 1, class: 'R', suspendable: false, place: PLACE };
const EVENTS = [
  { ...made, inside: false },
  { type: 'reclaimed', at: 999, tick: 40, object: 1, collection: 0 },
  { type: 'unreachable', at: 100, tick: 4, object: 1 },
  { type: 'last-used', at: 90, tick: 3, object: 1, place: PLACE },
];
const logOf = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('an event log, read back', () => {
  it('is sorted by time, and told as lives of objects', () => {
    const trace = readTrace(logOf(HEADER, ...EVENTS));
    expect(trace.header.platform).toBe('jython-2.7');
    expect(trace.events.map(({ type }) => type)).toEqual(['made', 'last-used', 'unreachable', 'reclaimed']);
    expect(eventsOf(trace, 'reclaimed').map(({ at }) => at)).toEqual([999]);
    const [life] = watchedLives(trace);
    expect(life).toMatchObject({ object: 1, unreachable: { tick: 4 }, reclaimed: { tick: 40 } });
    expect(life!.finalizer).toBeNull();
  });

  it('says whether it has its end, and copes with a last line that was cut short', () => {
    const end = {
      type: 'end',
      at: 1000,
      tick: 50,
      outcome: 'limit',
      exitCode: 3,
      steps: 7,
      message: null,
      peakUsed: 1,
      peakDescriptors: 3,
      watched: 1,
      unwatched: 0,
    };
    expect(readTrace(logOf(HEADER, ...EVENTS, end)).complete).toBe(true);
    const cut = readTrace(logOf(HEADER, ...EVENTS, end).slice(0, -9));
    expect(cut.complete).toBe(false);
    expect(cut.events).toHaveLength(EVENTS.length);
  });

  it('passes over events of types that it does not know', () => {
    expect(readTrace(logOf(HEADER, { type: 'weather', at: 1, tick: 1 })).events).toEqual([]);
  });

  it.each([
    ['', 'line 1'],
    ['hello\n', 'line 1'],
    [logOf({ ...HEADER, trace: 2 }), 'line 1'],
    [`${logOf(HEADER)}hello\n${logOf(EVENTS[1])}`, 'line 2'],
    [logOf(HEADER, { type: 'unreachable', at: -1, tick: 0, object: 1 }), 'line 2'],
  ])('complains about what is none: %j', (text, where) => {
    expect(() => readTrace(text, 'x.jsonl')).toThrow(`x.jsonl, ${where}`);
  });
});
