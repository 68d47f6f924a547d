/** Timelines: one pair of charts per platform on an axis that all share, each with its table. */
import { formatBytes, formatCount } from '../quantities.ts';
import { type Html, html, jsonForScript } from './html.ts';
import { eventsIn, openSteps, type PlatformView } from './model.ts';
import { clustered, type Point, steps, thinned } from './series.ts';

const POINTS_MAX = 480;
const MOMENTS_MAX = 400;
const TABLE_ROWS_MAX = 24;
/** A limit far above everything would flatten what there is to see. */
const LIMIT_IN_SIGHT = 3;

type Pairs = readonly [xs: readonly number[], ys: readonly number[]];

/** What the page's script draws. */
export interface ChartData {
  readonly name: string;
  readonly heap: Pairs;
  /** Bytes allocated, pause work, kind and cause. */
  readonly collections: readonly (readonly [at: number, work: number, what: string])[];
  readonly open: Pairs;
  readonly descriptors: Pairs | null;
  /** Where finalizers ran, and how many. */
  readonly finalizers: readonly Point[];
  readonly limit: number;
}

export interface TimelineData {
  readonly width: number;
  readonly heapMax: number;
  readonly openMax: number;
  readonly workMax: number;
  readonly platforms: readonly ChartData[];
}

function pairs(points: readonly Point[]): Pairs {
  return [points.map(([x]) => x), points.map(([, y]) => y)];
}

export function timelineData(platforms: readonly PlatformView[]): TimelineData {
  const width = Math.max(1, ...platforms.map(({ bytes }) => bytes));
  const charts = platforms.map((view) => chartData(view, width));
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  return {
    width,
    heapMax: most(charts.map(({ heap }) => most(heap[1]))),
    openMax: most(
      charts.map(({ open, descriptors }) => Math.max(most(open[1]), most(descriptors?.[1] ?? []))),
    ),
    workMax: most(charts.flatMap(({ collections }) => collections.map(([, work]) => work))),
    platforms: charts,
  };
}

function chartData(view: PlatformView, width: number): ChartData {
  const ticks = eventsIn(view, 'tick');
  const collections = eventsIn(view, 'collection');
  const start = view.trace?.header.usedAtStart ?? 0;
  const own = (used: number) => Math.max(0, used - start);
  const heap: { at: number; order: number; y: number }[] = [
    ...ticks.map(({ at, used }) => ({ at, order: 0, y: own(used) })),
    ...collections.flatMap(({ at, before, after, number }) => [
      { at, order: 2 * number + 1, y: own(before) },
      { at, order: 2 * number + 2, y: own(after) },
    ]),
  ].sort((a, b) => a.at - b.at || a.order - b.order);
  const open: Point[] = [[0, 0], ...openSteps(view.lives)];
  const last = open.at(-1)!;
  if (last[0] < view.bytes) open.push([view.bytes, last[1]]);
  const descriptors = ticks.map(({ at, descriptors: count }): Point => [at, count]);
  const few = descriptors.every(([, count]) => count <= (descriptors[0]?.[1] ?? 0) + 1);
  return {
    name: view.name,
    heap: pairs(
      thinned(
        heap.map(({ at, y }): Point => [at, y]),
        POINTS_MAX,
      ),
    ),
    collections: largest(collections, ({ pause }) => pause, MOMENTS_MAX).map(
      ({ at, pause, kind, cause }) => [at, pause, `${kind}, ${cause}`] as const,
    ),
    open: pairs(steps(open, POINTS_MAX)),
    descriptors: few ? null : pairs(thinned(descriptors, POINTS_MAX)),
    finalizers: clustered(
      view.lives.flatMap(({ finalizer }) => (finalizer === null ? [] : [finalizer.at])),
      width,
      MOMENTS_MAX,
    ),
    limit: view.trace?.header.descriptorLimit ?? 0,
  };
}

/** In their order. */
function largest<T>(all: readonly T[], size: (each: T) => number, most: number): readonly T[] {
  if (all.length <= most) return all;
  const kept = new Set([...all].sort((a, b) => size(b) - size(a)).slice(0, most));
  return all.filter((each) => kept.has(each));
}

export function timelineSection(platforms: readonly PlatformView[], id: string): Html {
  const told = platforms.filter(({ trace }) => trace !== null);
  const data = timelineData(told);
  return html`<p class="lead">Every chart runs from the program&rsquo;s first byte to the last that any platform allocated
(${formatBytes(data.width)}): what stands above one another happened at the same amount of work. Scales are the same on all
platforms. ${limitWords(data)}</p>
<p class="keys">Point at a chart, or focus one and press <kbd>&larr;</kbd> <kbd>&rarr;</kbd>, to read all of them at that moment.</p>
<p class="readout" aria-live="polite" data-readout="${id}"></p>
${told.map((view, index) => figure(view, data, index))}
<script type="application/json" class="timeline" data-for="${id}">${jsonForScript(data)}</script>`;
}

function limitWords({ openMax, platforms }: TimelineData): string {
  const limit = platforms[0]?.limit ?? 0;
  if (limit === 0) return '';
  if (limit <= openMax * LIMIT_IN_SIGHT)
    return `The dashed line is the limit of descriptors, ${formatCount(limit)}.`;
  return `The limit of descriptors, ${formatCount(limit)}, is far above what is shown.`;
}

function figure(view: PlatformView, data: TimelineData, index: number): Html {
  const chart = data.platforms[index]!;
  const peak = chart.heap[1].reduce((a, b) => Math.max(a, b), 0);
  const work = chart.collections.reduce((sum, [, each]) => sum + each, 0);
  const ran = view.lives.filter(({ finalizer }) => finalizer !== null).length;
  return html`<figure class="timeline">
<figcaption><h3>${view.name}</h3> <span class="sub">${view.report.collector}; the program&rsquo;s heap ${formatBytes(peak)} at most; ${counted(
    chart.collections.length,
    'collection',
  )}, ${formatCount(work)} units of work; ${counted(ran, 'finalizer')} ran; ${formatCount(view.openMax)} open at most</span></figcaption>
<div class="plots"><div class="plot" data-plot="heap" data-platform="${index}" tabindex="0" role="img" aria-label="${view.name}: heap in use and collections along the bytes allocated; the table below has the same."></div>
<div class="plot low" data-plot="open" data-platform="${index}" tabindex="0" role="img" aria-label="${view.name}: open resources and finalizers along the bytes allocated; the table below has the same."></div></div>
${table(view, chart)}
</figure>`;
}

function counted(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
}

interface Row {
  readonly at: number;
  readonly what: string;
}

function table(view: PlatformView, chart: ChartData): Html {
  const heapAt = valueAt(chart.heap);
  const openAt = valueAt(chart.open);
  const rows = tableRows(view, chart);
  return html`<details class="data"><summary>Table: ${view.name}</summary>
<div class="scroll"><table><caption>${view.name} along the bytes allocated${
    rows.length >= TABLE_ROWS_MAX && `: ${rows.length} moments of more`
  }</caption>
<thead><tr><th scope="col">allocated</th><th scope="col">heap in use</th><th scope="col">open</th><th scope="col">what happened</th></tr></thead>
<tbody>${rows.map(
    ({ at, what }) =>
      html`<tr><td>${formatBytes(at)}</td><td>${formatBytes(heapAt(at))}</td><td>${formatCount(openAt(at))}</td><td>${what}</td></tr>`,
  )}</tbody></table></div></details>`;
}

function tableRows({ bytes }: PlatformView, { collections, finalizers }: ChartData): Row[] {
  const even = Array.from({ length: 9 }, (_, k): Row => ({ at: Math.round((bytes * k) / 8), what: '' }));
  const events = [
    ...largest(collections, ([, work]) => work, TABLE_ROWS_MAX / 2).map(
      ([at, work, what]): Row => ({ at, what: `collection (${what}), ${formatCount(work)} units of work` }),
    ),
    ...largest(finalizers, ([, count]) => count, TABLE_ROWS_MAX / 2).map(
      ([at, count]): Row => ({ at, what: `${counted(count, 'finalizer')} ran` }),
    ),
  ];
  return [...even, ...events].sort((a, b) => a.at - b.at);
}

/** The value of the last point that is not behind `x`. */
function valueAt([xs, ys]: Pairs): (x: number) => number {
  return (x) => {
    let found = 0;
    for (let k = 0; k < xs.length && xs[k]! <= x; k++) found = ys[k]!;
    return found;
  };
}
