/** A benchmark as text: a table for each workload, then what to think of the figures. */
import { type Change, type Comparison, SAMPLES_MIN } from '../harness/bench/changes.ts';
import type { BenchDocument, Series } from '../harness/bench/document.ts';
import { noiseWarnings } from '../harness/bench/noise.ts';
import { median, ratioOfMeans } from '../harness/bench/statistics.ts';
import { formatBytes, formatCount } from '../harness/quantities.ts';
import { words } from './figures.ts';
import type { Paint } from './style.ts';
import { renderTable } from './table.ts';

export interface BenchLooks {
  readonly ruled: boolean;
  readonly paint: Paint;
}

type Samples = Series['samples'];

interface Row {
  readonly label: string;
  text(series: Series, first: Series): string;
}

const ROWS: readonly Row[] = [
  { label: 'heap', text: ({ heapBytes }) => formatBytes(heapBytes) },
  {
    label: 'smallest heap',
    text: ({ minimumHeapBytes }) => (minimumHeapBytes === null ? '-' : formatBytes(minimumHeapBytes)),
  },
  { label: 'time, median (ms)', text: ({ samples }) => ms(of(samples, ({ wall }) => wall)) },
  { label: '  ratio to the first', text: ratioText },
  { label: 'CPU time, median (ms)', text: ({ samples }) => ms(of(samples, ({ cpu }) => cpu)) },
  { label: 'pauses', text: (series) => formatCount(series.samples[0]!.pauses.count) },
  { label: '  total (ms)', text: ({ samples }) => ms(of(samples, ({ pauses }) => pauses.total)) },
  {
    label: '  p50 / p90 / p99 / max (ms)',
    text: ({ samples }) =>
      [
        of(samples, ({ pauses }) => pauses.p50),
        of(samples, ({ pauses }) => pauses.p90),
        of(samples, ({ pauses }) => pauses.p99),
        of(samples, ({ pauses }) => pauses.max),
      ]
        .map(ms)
        .join(' / '),
  },
  { label: 'mutator’s least share of 10 / 100 ms', text: utilisationText },
  { label: 'objects allocated', text: ({ counts }) => formatCount(counts!.allocations.objects) },
  { label: 'bytes allocated', text: ({ counts }) => formatBytes(counts!.allocations.bytes) },
  { label: 'collections, by kind', text: collectionsText },
  { label: 'survived, by kind', text: survivalText },
  { label: 'peak heap', text: ({ counts }) => formatBytes(counts!.heap.peakBytes) },
  { label: 'garbage left at the end', text: ({ counts }) => formatBytes(counts!.heap.floatingBytes) },
  {
    label: 'fragmentation, committed / free',
    text: ({ counts }) =>
      `${percent(counts!.fragmentation.committed)} / ${percent(counts!.fragmentation.free)}`,
  },
  { label: 'headers and side tables, of the live heap', text: headersText },
  { label: 'resident memory', text: ({ samples }) => formatBytes(of(samples, (each) => each.residentBytes)) },
  { label: 'pause work, total / longest', text: pauseWorkText },
];

function of(samples: Samples, figure: (sample: Samples[number]) => number): number {
  return median(samples.map(figure));
}

function ms(value: number): string {
  if (value === 0) return '0';
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function walls({ samples }: Series): number[] {
  return samples.map(({ wall }) => wall);
}

function ratioText(series: Series, first: Series): string {
  if (series === first) return '1';
  const { ratio, low, high } = ratioOfMeans(walls(series), walls(first));
  if (Math.min(series.samples.length, first.samples.length) < 2) return ratio.toFixed(2);
  return `${ratio.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

function utilisationText({ samples }: Series): string {
  return [10, 100]
    .map((wanted) => {
      const least = samples.flatMap(({ mutatorUtilisation }) =>
        mutatorUtilisation.filter(({ window }) => window === wanted).flatMap(({ least }) => least ?? []),
      );
      return least.length === 0 ? '-' : percent(median(least));
    })
    .join(' / ');
}

function collectionsText({ counts }: Series): string {
  return (
    counts!.survival.map(({ kind, collections }) => `${formatCount(collections)} ${kind}`).join('\n') || '-'
  );
}

function survivalText({ counts }: Series): string {
  const shares = counts!.survival.map(({ kind, freedBytes, survivedBytes }) => {
    const all = freedBytes + survivedBytes;
    return `${all === 0 ? '-' : percent(survivedBytes / all)} ${kind}`;
  });
  return shares.join('\n') || '-';
}

function headersText({ counts }: Series): string {
  const { bytes, sideTableBytes, payloadBytes } = counts!.headers;
  return payloadBytes === 0 ? '-' : percent((bytes + sideTableBytes) / (bytes + payloadBytes));
}

function pauseWorkText({ counts }: Series): string {
  return `${formatCount(counts!.pauseWork.total)} / ${formatCount(counts!.pauseWork.max)}`;
}

/** One table for each workload, a column for each collector. */
export function benchText(document: BenchDocument, looks: BenchLooks): string {
  const labels = [...new Set(document.series.map(({ workload }) => workload))];
  const tables = labels.map((label) =>
    workloadText(
      label,
      document.series.filter(({ workload }) => workload === label),
      looks,
    ),
  );
  return [...tables, notesText(document, looks)].filter((text) => text !== '').join('\n');
}

function workloadText(label: string, all: readonly Series[], looks: BenchLooks): string {
  const measured = all.filter(({ outcome }) => outcome === 'measured');
  const others = all.filter(({ outcome }) => outcome !== 'measured').map(notMeasured);
  const title = `${looks.paint('bold', label)}\n`;
  const first = measured[0];
  if (first === undefined) return `${title}${others.join('')}`;
  const table = renderTable({
    head: ['', ...measured.map(({ collector }) => collector)],
    rows: [
      ...ROWS.map(({ label: name, text }) => [name, ...measured.map((series) => text(series, first))]),
      ...workRows(measured),
    ],
    ruled: looks.ruled,
    figuresFrom: 1,
  });
  return `${title}${table}${others.join('')}`;
}

function notMeasured({ collector, outcome, heapBytes, message }: Series): string {
  const why =
    outcome === 'exhausted' ? `does not run in a heap of ${formatBytes(heapBytes)}` : (message ?? outcome);
  return `${collector}: ${why}\n`;
}

function workRows(all: readonly Series[]): string[][] {
  const names = [...new Set(all.flatMap(({ counts }) => Object.keys(counts!.work)))];
  return names
    .filter((name) => all.some(({ counts }) => counts!.work[name] !== 0))
    .map((name) => [
      `work: ${words(name)}`,
      ...all.map(({ counts }) => formatCount(counts!.work[name] ?? 0)),
    ]);
}

function notesText(document: BenchDocument, looks: BenchLooks): string {
  const { options, machine, series } = document;
  const runs = `${options.runs} ${options.runs === 1 ? 'process' : 'processes'} each, ${options.warmup} warm-up iterations, seed ${options.seed}`;
  const lines = [
    `${runs}; ratios with 95 % intervals; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}.`,
    ...series
      .filter(({ deterministic }) => !deterministic)
      .map(
        ({ workload, collector }) =>
          `${looks.paint('red', 'not deterministic')}: ${workload} under ${collector} did not count the same in every process`,
      ),
    ...noiseWarnings(document).map((warning) => `${looks.paint('yellow', 'noisy')}: ${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What changed since an earlier benchmark. */
export function comparisonText({ changes, unmatched }: Comparison, looks: BenchLooks): string {
  const table = renderTable({
    head: ['since then', 'under', 'time', '95 % interval', 'p', 'verdict'],
    rows: changes.map(changeRow),
    ruled: looks.ruled,
    figuresFrom: 2,
  });
  const notes = [
    ...changes.flatMap((change) =>
      [...change.remarks, ...workTexts(change)].map((text) => `${nameOf(change)}: ${text}`),
    ),
    ...unmatched.map((key) => `${key}: measured in one of the two only`),
    ...(changes.some(({ verdict }) => verdict === 'too few runs')
      ? [`to tell a change from noise takes ${SAMPLES_MIN} runs or more on both sides (--runs)`]
      : []),
  ];
  return `${table}${notes.map((note) => `${note}\n`).join('')}`;
}

function nameOf({ workload, collector }: Change): string {
  return `${workload} under ${collector}`;
}

function changeRow({ workload, collector, time, p, verdict }: Change): string[] {
  const interval = `[${time.low.toFixed(2)}, ${time.high.toFixed(2)}]`;
  return [workload, collector, `× ${time.ratio.toFixed(2)}`, interval, p.toFixed(3), verdict];
}

function workTexts({ work }: Change): string[] {
  return work.map(({ name, old, now }) => `${words(name)}: ${formatCount(old)} → ${formatCount(now)}`);
}
