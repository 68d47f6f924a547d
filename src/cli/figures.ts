/** The figures of a report as rows of text: one list for `run --stats` and `compare`. */
import type { RunReport } from '../harness/execution.ts';
import { collectionsTotal, type RunMetrics } from '../harness/metrics.ts';
import { formatBytes, formatCount } from '../harness/quantities.ts';

interface Figure {
  readonly label: string;
  text(metrics: RunMetrics): string;
}

const FIGURES: readonly Figure[] = [
  {
    label: 'finalizers prompt / late / never',
    text: ({ finalizers: { prompt, late, never } }) => [prompt, late, never].map(formatCount).join(' / '),
  },
  {
    label: 'release delay, median (allocations)',
    text: ({ finalizers }) => (ranAny(finalizers) ? formatCount(finalizers.delayMedianAllocations) : '-'),
  },
  {
    label: 'release delay, max (allocations)',
    text: ({ finalizers }) => (ranAny(finalizers) ? formatCount(finalizers.delayMaxAllocations) : '-'),
  },
  { label: 'most resources open', text: ({ resources }) => formatCount(resources.openMax) },
  { label: 'collections', text: (metrics) => formatCount(collectionsTotal(metrics)) },
  { label: 'collections, by cause', text: causesText },
  { label: 'pause work, total', text: ({ pauseWork }) => formatCount(pauseWork.total) },
  { label: 'pause work, longest', text: ({ pauseWork }) => formatCount(pauseWork.max) },
  { label: 'objects allocated', text: ({ allocations }) => formatCount(allocations.objects) },
  { label: 'bytes allocated', text: ({ allocations }) => formatBytes(allocations.bytes) },
  { label: 'peak heap', text: ({ heap }) => formatBytes(heap.peakBytes) },
  { label: 'side tables', text: ({ headers }) => formatBytes(headers.sideTableBytes) },
  {
    label: 'header overhead',
    text: ({ headers }) => `${formatBytes(headers.bytes)} (${headers.percent.toFixed(1)} %)`,
  },
];

function ranAny({ prompt, late }: RunMetrics['finalizers']): boolean {
  return prompt + late > 0;
}

function causesText({ collections }: RunMetrics): string {
  const byCause = new Map<string, number>();
  for (const { cause, count } of collections) byCause.set(cause, (byCause.get(cause) ?? 0) + count);
  return [...byCause].map(([cause, count]) => `${formatCount(count)} ${cause}`).join(', ') || '-';
}

/** One row per figure: its name, then its value for each report, `-` where a run never started. */
export function figureRows(runs: readonly RunReport[]): string[][] {
  return FIGURES.map(({ label, text }) => [
    label,
    ...runs.map(({ metrics }) => (metrics ? text(metrics) : '-')),
  ]);
}

/** The work vectors: every count that is not 0 somewhere. */
export function workRows(runs: readonly RunReport[]): string[][] {
  const names = new Set(runs.flatMap(({ metrics }) => Object.keys(metrics?.work ?? {})));
  return [...names]
    .filter((name) => runs.some(({ metrics }) => (metrics?.work[name] ?? 0) !== 0))
    .map((name) => [
      `work: ${words(name)}`,
      ...runs.map(({ metrics }) => (metrics ? formatCount(metrics.work[name] ?? 0) : '-')),
    ]);
}

/** `objectsMarked` → `objects marked`. */
export function words(camel: string): string {
  return camel.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** `ok`, `failed (exit 1)`, `limit`: how the run ended. */
export function outcomeText({ outcome, exitCode }: RunReport): string {
  return exitCode === 0 || outcome === 'limit' ? outcome : `${outcome} (exit ${exitCode})`;
}
