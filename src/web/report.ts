/**
 * The script of a report: draws the timelines, shows one object's life at a time, changes the theme. Plain, with the
 * chart library as a global; without it the page still has everything as text and tables.
 */
import type uPlot from 'uplot';
import type { ChartData, TimelineData } from '../harness/report/charts.ts';

type Plot = uPlot;
type Options = uPlot.Options;

declare global {
  interface Window {
    readonly uPlot: typeof uPlot;
  }
}

const HEAP_HEIGHT = 150;
const OPEN_HEIGHT = 132;
/** From this width on the words of a chart's key stand beside one another. */
const WIDE = 620;
const KEY_LINE = 16;
/** Both charts of a platform have their axes of this width, so that one moment is one vertical line. */
const AXIS_WIDTH = 58;
const WORK_SHARE = 0.45;

// ---- Numbers in words

const UNITS = ['B', 'KiB', 'MiB', 'GiB'];

function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size.toFixed(size >= 100 || unit === 0 ? 0 : 1).replace(/\.0$/, '')} ${UNITS[unit]}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

// ---- Colours of the page

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function faded(name: string, percent: number): string {
  return `color-mix(in srgb, ${colour(name)} ${percent}%, transparent)`;
}

// ---- Timelines

interface Drawn {
  readonly plot: Plot;
  readonly element: HTMLElement;
  readonly data: TimelineData;
  readonly group: string;
}

const drawn: Drawn[] = [];

function valueAt([xs, ys]: readonly [readonly number[], readonly number[]], x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : ys[low - 1]!;
}

/** Steps of an axis that counts bytes. */
const BINARY = Array.from({ length: 34 }, (_, power) => 2 ** power);

const WHOLE = Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

function axes(format: (value: number) => string, hasWords: boolean): uPlot.Axis[] {
  const common = {
    stroke: colour('muted'),
    font: '12px system-ui, "DejaVu Sans", sans-serif',
    grid: { stroke: faded('line', 70), width: 1 },
    ticks: { stroke: colour('line'), width: 1, size: 4 },
  };
  return [
    {
      ...common,
      incrs: BINARY,
      values: (_plot, splits) => splits.map(bytes),
      size: hasWords ? 26 : 8,
      space: 70,
      show: true,
      ...(hasWords ? {} : { values: () => [] }),
    },
    {
      ...common,
      incrs: format === bytes ? BINARY : WHOLE,
      values: (_plot, splits) => splits.map(format),
      size: AXIS_WIDTH,
      space: 34,
    },
  ];
}

function base(
  width: number,
  height: number,
  data: TimelineData,
  yMax: number,
  keys: number,
): Omit<Options, 'series' | 'axes'> {
  return {
    width,
    height: height + (width < WIDE ? KEY_LINE * (keys - 1) : 0),
    padding: [10 + KEY_LINE * (width < WIDE ? keys : 1), 14, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: [0, data.width] },
      y: { range: [0, Math.max(1, yMax * 1.08)] },
    },
  };
}

function heapOptions(width: number, data: TimelineData, chart: ChartData): Options {
  return {
    ...base(width, HEAP_HEIGHT, data, data.heapMax, 2),
    axes: axes(bytes, false),
    series: [
      {},
      { stroke: colour('accent'), fill: faded('accent', 16), width: 1.6, points: { show: false } },
    ],
    hooks: { draw: [(plot) => drawHeap(plot, data, chart)] },
  };
}

/** Collections: a line where each was, as high as the work that the program waited for; the greatest is named. */
function drawHeap(plot: Plot, data: TimelineData, chart: ChartData): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = Math.max(1, 1.6 * ratio);
  const bottom = bbox.top + bbox.height;
  for (const [at, work] of chart.collections) {
    const x = Math.round(plot.valToPos(at, 'x', true));
    const height = Math.max(4 * ratio, (bbox.height * WORK_SHARE * work) / Math.max(1, data.workMax));
    ctx.strokeStyle = faded('late', 85);
    ctx.beginPath();
    ctx.moveTo(x, bottom);
    ctx.lineTo(x, bottom - height);
    ctx.stroke();
    ctx.fillStyle = colour('late');
    ctx.beginPath();
    ctx.arc(x, bottom - height, 2.6 * ratio, 0, 7);
    ctx.fill();
  }
  const most = chart.collections.reduce((a, [, work]) => Math.max(a, work), 0);
  key(plot, [
    ['heap in use by the program', 'accent'],
    [most === 0 ? 'no collection' : `collections, up to ${count(most)} units of pause`, 'late'],
  ]);
  ctx.restore();
}

/** What is what, above the chart: beside one another where there is room. */
function key(plot: Plot, entries: readonly (readonly [text: string, colour: string])[]): void {
  const { bbox, ctx } = plot;
  const ratio = devicePixelRatio;
  let x = bbox.left + 8 * ratio;
  let y = 5 * ratio;
  for (const [text, name] of entries) {
    label(plot, text, x, y, 'left', name);
    if (plot.width < WIDE) y += KEY_LINE * ratio;
    else x += ctx.measureText(text).width + 22 * ratio;
  }
}

/** Text that can be read on top of what is drawn. */
function label(
  { ctx }: Plot,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
  name: string,
): void {
  const ratio = devicePixelRatio;
  ctx.font = `600 ${12 * ratio}px system-ui, "DejaVu Sans", sans-serif`;
  ctx.textAlign = align;
  ctx.textBaseline = 'top';
  ctx.lineWidth = 4 * ratio;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = colour('surface');
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour(name);
  ctx.fillText(text, x, y);
}

function openOptions(width: number, data: TimelineData, chart: ChartData): Options {
  const { uPlot } = window;
  const stepped = uPlot.paths.stepped!({ align: 1 });
  const inSight = chart.limit > 0 && chart.limit <= data.openMax * 3;
  return {
    ...base(
      width,
      OPEN_HEIGHT,
      data,
      Math.max(data.openMax, inSight ? chart.limit : 0),
      chart.descriptors === null ? 2 : 3,
    ),
    axes: axes(count, true),
    series: [
      {},
      {
        stroke: colour('never'),
        fill: faded('never', 14),
        width: 1.8,
        paths: stepped,
        points: { show: false },
      },
      ...(chart.descriptors === null
        ? []
        : [
            {
              stroke: colour('kept'),
              width: 1.4,
              dash: [5, 3],
              paths: stepped,
              points: { show: false },
              spanGaps: true,
            },
          ]),
    ],
    hooks: { draw: [(plot) => drawOpen(plot, chart, inSight)] },
  };
}

/** Finalizers as ticks along the bottom, the limit as a dashed line. */
function drawOpen(plot: Plot, chart: ChartData, inSight: boolean): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const bottom = bbox.top + bbox.height;
  ctx.save();
  ctx.setLineDash([]);
  ctx.strokeStyle = colour('prompt');
  ctx.lineWidth = Math.max(1, 1.2 * ratio);
  for (const [at, many] of chart.finalizers) {
    const x = Math.round(plot.valToPos(at, 'x', true));
    ctx.beginPath();
    ctx.moveTo(x, bottom);
    ctx.lineTo(x, bottom - (7 + 4 * Math.min(3, Math.log10(many))) * ratio);
    ctx.stroke();
  }
  if (inSight) {
    const y = Math.round(plot.valToPos(chart.limit, 'y', true));
    ctx.strokeStyle = colour('ink');
    ctx.setLineDash([8 * ratio, 5 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.setLineDash([]);
    label(
      plot,
      `limit ${count(chart.limit)}`,
      bbox.left + bbox.width - 8 * ratio,
      y - 15 * ratio,
      'right',
      'ink',
    );
  }
  key(plot, [
    ['open resources', 'never'],
    [chart.finalizers.length === 0 ? 'no finalizer ran' : 'finalizers (ticks below)', 'prompt'],
    ...(chart.descriptors === null ? [] : [['open descriptors (dashed)', 'kept'] as const]),
  ]);
  ctx.restore();
}

/** Both series on one axis of moments. */
function openData({ open, descriptors }: ChartData): uPlot.AlignedData {
  if (descriptors === null) return [[...open[0]], [...open[1]]];
  return window.uPlot.join([
    [[...open[0]], [...open[1]]],
    [[...descriptors[0]], [...descriptors[1]]],
  ]);
}

function draw(element: HTMLElement, data: TimelineData, group: string): void {
  const chart = data.platforms[Number(element.dataset.platform)];
  if (chart === undefined) return;
  const width = Math.max(200, element.clientWidth - 8);
  const isHeap = element.dataset.plot === 'heap';
  const options = isHeap ? heapOptions(width, data, chart) : openOptions(width, data, chart);
  const series: uPlot.AlignedData = isHeap ? [[...chart.heap[0]], [...chart.heap[1]]] : openData(chart);
  const plot = new window.uPlot(options, series, element);
  const known = { plot, element, data, group };
  drawn.push(known);
  element.addEventListener('pointermove', () => {
    const left = plot.cursor.left ?? -1;
    if (left >= 0) moveTo(plot.posToVal(left, 'x'), known);
  });
}

/** Every cursor of the group goes to the same moment, and the line above says what is there. */
function moveTo(moment: number, from: Drawn): void {
  const { data, group } = from;
  const x = Math.min(data.width, Math.max(0, moment));
  for (const each of drawn) {
    if (each.group !== group) continue;
    each.plot.setCursor({ left: each.plot.valToPos(x, 'x'), top: 10 }, false);
  }
  const line = document.querySelector(`[data-readout="${group}"]`);
  if (line === null) return;
  line.replaceChildren(
    span(`at ${bytes(x)}:`),
    ...data.platforms.map((chart) => {
      const text = span('', chart.name);
      text.append(` heap ${bytes(valueAt(chart.heap, x))}, ${count(valueAt(chart.open, x))} open`);
      return text;
    }),
  );
}

function span(text: string, strong = ''): HTMLSpanElement {
  const element = document.createElement('span');
  if (strong !== '') {
    const name = document.createElement('b');
    name.textContent = strong;
    element.append(name);
  }
  element.append(text);
  return element;
}

/** From one event to the next: what happened is where the cursor stops. */
function stepCursor(known: Drawn, direction: number): void {
  const chart = known.data.platforms[Number(known.element.dataset.platform)];
  if (chart === undefined) return;
  const moments = [
    0,
    ...chart.heap[0],
    ...chart.collections.map(([at]) => at),
    ...chart.finalizers.map(([at]) => at),
    known.data.width,
  ].sort((a, b) => a - b);
  const least = known.data.width / 160;
  const left = known.plot.cursor.left ?? -1;
  const now = left < 0 ? -least : known.plot.posToVal(left, 'x');
  const ahead = moments.filter((at) => (at - now) * direction > least);
  const next = direction > 0 ? ahead[0] : ahead.at(-1);
  moveTo(next ?? (direction > 0 ? known.data.width : 0), known);
}

function drawAll(): void {
  for (const { plot } of drawn.splice(0)) plot.destroy();
  for (const script of document.querySelectorAll<HTMLScriptElement>('script.timeline')) {
    const data = JSON.parse(script.textContent ?? '') as TimelineData;
    const section = script.parentElement;
    for (const element of section?.querySelectorAll<HTMLElement>('.plot') ?? [])
      draw(element, data, script.dataset.for ?? '');
  }
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const known = drawn.find(({ element }) => element === document.activeElement);
  if (known === undefined) return;
  event.preventDefault();
  stepCursor(known, event.key === 'ArrowRight' ? 1 : -1);
});

// ---- One object at a time

for (const select of document.querySelectorAll<HTMLSelectElement>('select.choose-life')) {
  const panels = [...(select.closest('section')?.querySelectorAll<HTMLElement>('.life') ?? [])];
  const show = () => {
    for (const panel of panels) panel.hidden = panel.id !== select.value;
  };
  select.addEventListener('change', show);
  show();
}

// ---- Theme

const THEMES = ['system', 'light', 'dark'] as const;
const button = document.querySelector<HTMLButtonElement>('button.theme');
let theme = 0;
if (button !== null) {
  button.hidden = false;
  button.addEventListener('click', () => {
    theme = (theme + 1) % THEMES.length;
    const name = THEMES[theme]!;
    if (name === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    button.textContent = `Theme: ${name}`;
    drawAll();
  });
}

// ---- When to draw

let width = 0;
new ResizeObserver(() => {
  if (document.body.clientWidth === width) return;
  width = document.body.clientWidth;
  drawAll();
}).observe(document.body);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
// Canvases keep their colours: on paper they are drawn anew, after the style sheet for paper holds.
matchMedia('print').addEventListener('change', drawAll);
window.addEventListener('beforeprint', drawAll);
window.addEventListener('afterprint', drawAll);
