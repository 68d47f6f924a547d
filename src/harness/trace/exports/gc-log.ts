/**
 * The log of the JVM's collectors (unified logging, JEP 158 and 271), with the decorations `[uptime][level][tags]` and the words of
 * Serial, which GCViewer reads. Times are those of the virtual clock.
 */
import type { EventOf } from '../events.ts';
import { eventsOf, type Trace } from '../read-trace.ts';

const CAUSES: Readonly<Record<EventOf<'collection'>['cause'], string>> = {
  allocation: 'Allocation Failure',
  explicit: 'System.gc()',
  headroom: 'Allocation Failure',
  limit: 'Allocation Failure',
  stress: 'Diagnostic Command',
  shutdown: 'System.gc()',
};

const KILO = 1024;

export function gcLog(trace: Trace): string {
  const total = kilobytes(trace.header.heapBytes);
  const lines = [`${decorated(0, 'gc')} Using Serial`];
  for (const event of eventsOf(trace, 'collection')) {
    const name = `GC(${event.number}) Pause ${event.full ? 'Full' : 'Young'} (${CAUSES[event.cause]})`;
    const heap = `${kilobytes(event.before)}->${kilobytes(event.after)}(${total})`;
    const pause = Math.max(0, event.untilMs - event.ms).toFixed(3);
    lines.push(
      `${decorated(event.ms, 'gc,start')} ${name}`,
      `${decorated(event.untilMs, 'gc')} ${name} ${heap} ${pause}ms`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function decorated(ms: number, tags: string): string {
  return `[${(ms / 1000).toFixed(3)}s][info][${tags}]`;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / KILO)}K`;
}
