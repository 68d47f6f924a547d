/** Whether the machine was quiet enough for its times to mean something. */
import type { BenchDocument, Series } from './document.ts';
import { spread } from './statistics.ts';

/** Load per core, before the benchmark adds its own. */
const LOAD_MAX = 0.3;
/** Interquartile range over median. */
const SPREAD_MAX = 0.1;
/** Wall-clock over CPU time beyond which a process has waited for others. */
const WAITING_MAX = 1.15;

/** Reasons to distrust the times, as sentences; none if there are none. */
export function noiseWarnings({ machine, series }: BenchDocument): string[] {
  const warnings: string[] = [];
  const load = machine.loadBefore / machine.cores;
  if (load > LOAD_MAX) {
    warnings.push(
      `the machine was busy before the first run: load ${machine.loadBefore.toFixed(1)} on ${machine.cores} cores`,
    );
  }
  const scattered = series.filter(({ samples }) => spread(samples.map(({ wall }) => wall)) > SPREAD_MAX);
  if (scattered.length > 0) {
    warnings.push(
      `times scatter by more than ${100 * SPREAD_MAX} % (interquartile range over median): ${names(scattered)}`,
    );
  }
  const waiting = series.filter(({ samples }) =>
    samples.some(({ wall, cpu }) => wall > WAITING_MAX * cpu + 1),
  );
  if (waiting.length > 0) warnings.push(`processes waited for a core: ${names(waiting)}`);
  return warnings;
}

const NAMES_MAX = 3;

function names(series: readonly Series[]): string {
  const shown = series.slice(0, NAMES_MAX).map(({ workload, collector }) => `${workload} under ${collector}`);
  const more = series.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
