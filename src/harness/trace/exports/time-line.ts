/** The virtual clock at any moment of a run: known at ticks and collections, drawn through between them. */

import { eventsOf, type Trace } from '../read-trace.ts';
import type { Moment } from '../trace-log.ts';

interface Point {
  readonly at: number;
  readonly ms: number;
}

export class TimeLine {
  private readonly points: readonly Point[];

  constructor(trace: Trace) {
    const points: Point[] = [{ at: 0, ms: 0 }];
    for (const { at, ms } of eventsOf(trace, 'tick')) points.push({ at, ms });
    for (const { at, ms, untilMs } of eventsOf(trace, 'collection'))
      points.push({ at, ms }, { at, ms: untilMs });
    this.points = points.sort((a, b) => a.at - b.at || a.ms - b.ms);
  }

  /** Milliseconds; where the clock of allocation stood still, the latest. */
  msAt({ at }: Pick<Moment, 'at'>): number {
    const { points } = this;
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (points[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    const before = points[low - 1]!;
    const after = points[low];
    if (after === undefined || before.at === at) return before.ms;
    return before.ms + ((after.ms - before.ms) * (at - before.at)) / (after.at - before.at);
  }
}
