/**
 * What CPython writes to standard error under `gc.set_debug(gc.DEBUG_STATS)`, for every collection of a run.
 *
 * Source: CPython 3.11 and 2.7, Modules/gcmodule.c; the lines are compared with what a run prints that sets the flag itself.
 */
import { UsageError } from '../../errors.ts';
import type { EventOf } from '../events.ts';
import { eventsOf, type Trace } from '../read-trace.ts';

/** @throws UsageError for a run on a collector that has no such lists */
export function debugStats(trace: Trace): string {
  const { platform, collector } = trace.header;
  const isPython2 = platform.startsWith('cpython-2');
  const collections = eventsOf(trace, 'collection');
  if (!collector.startsWith('refcount'))
    throw new UsageError(
      'to',
      `gc.DEBUG_STATS tells of CPython’s collector: found ${collector} on ${platform}, expected an event log of --platform cpython.`,
    );
  return collections.map((event) => block(event, isPython2)).join('');
}

function block({ generation, tracked, ms, untilMs }: EventOf<'collection'>, isPython2: boolean): string {
  if (tracked === null) return '';
  const { generations, permanent, unreachable, uncollectable } = tracked;
  const elapsed = `${(Math.max(0, untilMs - ms) / 1000).toFixed(4)}s elapsed`;
  const lines = [
    `gc: collecting generation ${generation}...`,
    `gc: objects in each generation: ${generations.join(' ')}`,
    ...(isPython2 ? [] : [`gc: objects in permanent generation: ${permanent}`]),
    isPython2 && unreachable === 0
      ? `gc: done, ${elapsed}.`
      : `gc: done, ${unreachable} unreachable, ${uncollectable} uncollectable, ${elapsed}${isPython2 ? '.' : ''}`,
  ];
  return `${lines.join('\n')}\n`;
}
