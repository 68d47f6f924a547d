/** A benchmark as comma-separated values: one line for each process that was measured. */
import type { Series } from './document.ts';

/** @returns the text, with a line of names first */
export function benchCsv(series: readonly Series[]): string {
  const work = [...new Set(series.flatMap(({ counts }) => Object.keys(counts?.work ?? {})))].sort();
  const head = [
    ...['workload', 'collector', 'heap_bytes', 'run', 'wall_ms', 'cpu_ms', 'resident_bytes'],
    ...['pauses', 'pause_total_ms', 'pause_p50_ms', 'pause_p90_ms', 'pause_p99_ms', 'pause_max_ms'],
    ...['allocated_objects', 'allocated_bytes', 'peak_heap_bytes', 'floating_bytes'],
    ...work.map((name) => `work_${name}`),
  ];
  const lines = series.flatMap((each) => each.samples.map((sample, run) => line(each, sample, run, work)));
  return `${[head, ...lines].map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
}

function line(
  { workload, collector, heapBytes, counts }: Series,
  { wall, cpu, residentBytes, pauses }: Series['samples'][number],
  run: number,
  work: readonly string[],
): (string | number)[] {
  return [
    ...[workload, collector, heapBytes, run + 1, wall, cpu, residentBytes],
    ...[pauses.count, pauses.total, pauses.p50, pauses.p90, pauses.p99, pauses.max],
    ...[counts?.allocations.objects ?? 0, counts?.allocations.bytes ?? 0],
    ...[counts?.heap.peakBytes ?? 0, counts?.heap.floatingBytes ?? 0],
    ...work.map((name) => counts?.work[name] ?? 0),
  ];
}

function quoted(cell: string | number): string {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
