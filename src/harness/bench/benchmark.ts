/** A whole benchmark: heaps are found, then every measurement is made in a process of its own, in random order. */
import { Random } from '../../workloads/index.ts';
import { UsageError } from '../errors.ts';
import type { Series } from './document.ts';
import type {
  Counts,
  Measure,
  MeasureAnswer,
  Measurement,
  MeasureRequest,
  WorkloadSource,
} from './measurement.ts';
import { findMinimumHeap, type MinimumHeap } from './minimum-heap.ts';

export interface PlannedWorkload {
  /** With its parameters, where they are not the defaults. */
  readonly label: string;
  readonly source: WorkloadSource;
  readonly params: Readonly<Record<string, number>>;
}

export interface PlannedCollector {
  readonly label: string;
  /** A registered name, or a file URL. */
  readonly source: string;
  readonly reclaims: boolean;
}

export type HeapWish =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'factor'; readonly factor: number };

export interface BenchmarkPlan {
  readonly workloads: readonly PlannedWorkload[];
  readonly collectors: readonly PlannedCollector[];
  readonly heap: HeapWish;
  readonly runs: number;
  readonly warmup: number;
  readonly seed: number;
}

/** What was found by search stays known from one call of the command to the next. */
export interface HeapCache {
  get(workload: string, collector: string): number | undefined;
  set(workload: string, collector: string, bytes: number): void;
}

export interface BenchmarkHooks {
  readonly measure: Measure;
  readonly cache: HeapCache;
  /** One step of `stepsOf(plan)` is done. */
  readonly onStep: (what: string) => void;
  readonly profileDirectory?: string;
}

interface Cell {
  readonly workload: PlannedWorkload;
  readonly collector: PlannedCollector;
  minimum: MinimumHeap | null;
  heapBytes: number;
  message: string | undefined;
  outcome: Series['outcome'];
  readonly measurements: Measurement[];
}

/** The heap where nothing is searched, and for a run under a collector that gets no heap from the others. */
const HEAP_LARGEST = 2 ** 32;

export function stepsOf(plan: BenchmarkPlan): number {
  const cells = plan.workloads.length * plan.collectors.length;
  return cells * (plan.runs + (plan.heap.kind === 'factor' ? 1 : 0));
}

export async function runBenchmark(plan: BenchmarkPlan, hooks: BenchmarkHooks): Promise<Series[]> {
  const cells = plan.workloads.flatMap((workload) =>
    plan.collectors.map(
      (collector): Cell => ({
        workload,
        collector,
        minimum: null,
        heapBytes: plan.heap.kind === 'bytes' ? plan.heap.bytes : HEAP_LARGEST,
        message: undefined,
        outcome: 'measured',
        measurements: [],
      }),
    ),
  );
  if (plan.heap.kind === 'factor') await findHeaps(plan, plan.heap.factor, cells, hooks);
  await measureAll(plan, cells, hooks);
  return cells.map(seriesOf);
}

// ---- Heaps

async function findHeaps(
  plan: BenchmarkPlan,
  factor: number,
  cells: readonly Cell[],
  hooks: BenchmarkHooks,
): Promise<void> {
  for (const cell of cells) {
    cell.minimum = await minimumOf(plan, cell, hooks);
    if (cell.minimum.type === 'none') cell.outcome = 'exhausted';
    if (cell.minimum.type === 'failed') fail(cell, cell.minimum.message);
    hooks.onStep(`${cell.workload.label}, ${cell.collector.label}: smallest heap`);
  }
  for (const workload of plan.workloads)
    giveHeaps(
      cells.filter((cell) => cell.workload === workload),
      factor,
    );
}

/**
 * All collectors get the same heap, that multiple of the least in which every one of them runs; one that reclaims
 * nothing gets what it needs by itself.
 */
function giveHeaps(cells: readonly Cell[], factor: number): void {
  const needed = cells.filter(({ collector }) => collector.reclaims).map(minimumBytes);
  const common = Math.max(0, ...needed);
  for (const cell of cells) {
    const least = cell.collector.reclaims ? common : minimumBytes(cell);
    cell.heapBytes = Math.min(HEAP_LARGEST, Math.ceil((least * factor) / 8) * 8);
  }
}

function minimumBytes({ minimum }: Cell): number {
  return minimum?.type === 'found' ? minimum.bytes : 0;
}

async function minimumOf(
  plan: BenchmarkPlan,
  cell: Cell,
  { measure, cache }: BenchmarkHooks,
): Promise<MinimumHeap> {
  const { workload, collector } = cell;
  const known = cache.get(workload.label, collector.source);
  if (known !== undefined) return { type: 'found', bytes: known };
  // The second iteration is like every later one, but for a collector that reclaims nothing.
  const warmup = collector.reclaims ? Math.min(plan.warmup, 1) : plan.warmup;
  const found = await findMinimumHeap({ ...requestOf(plan, cell), warmup }, measure);
  if (found.type === 'found') cache.set(workload.label, collector.source, found.bytes);
  return found;
}

// ---- Measurements

async function measureAll(plan: BenchmarkPlan, cells: readonly Cell[], hooks: BenchmarkHooks): Promise<void> {
  const random = new Random(plan.seed);
  for (let run = 0; run < plan.runs; run++) {
    // A round measures everything once, so that a slow minute of the machine is nobody's in particular.
    for (const at of random.permutation(cells.length)) {
      const cell = cells[at]!;
      if (cell.outcome === 'measured') await measureOnce(plan, cell, run, hooks);
      hooks.onStep(`${cell.workload.label}, ${cell.collector.label}: run ${run + 1} of ${plan.runs}`);
    }
  }
}

async function measureOnce(
  plan: BenchmarkPlan,
  cell: Cell,
  run: number,
  hooks: BenchmarkHooks,
): Promise<void> {
  const request = { ...requestOf(plan, cell), heapBytes: cell.heapBytes };
  const answer = await (hooks.profileDirectory === undefined
    ? hooks.measure(request)
    : hooks.measure(request, {
        directory: hooks.profileDirectory,
        name: `${fileName(cell.workload.label)}.${fileName(cell.collector.label)}.${run + 1}.cpuprofile`,
      }));
  take(cell, answer);
}

function take(cell: Cell, answer: MeasureAnswer): void {
  switch (answer.type) {
    case 'measured':
      cell.measurements.push(answer.measurement);
      break;
    case 'exhausted':
      cell.outcome = 'exhausted';
      break;
    case 'failed':
      fail(cell, answer.message);
      break;
    case 'usage-error':
      throw new UsageError(answer.argument, answer.message);
  }
}

function fail(cell: Cell, message: string): void {
  cell.outcome = 'failed';
  cell.message = message;
}

function requestOf(plan: BenchmarkPlan, { workload, collector }: Cell): Omit<MeasureRequest, 'heapBytes'> {
  const { seed, warmup } = plan;
  return { workload: workload.source, params: workload.params, collector: collector.source, seed, warmup };
}

function fileName(label: string): string {
  return label.replace(/[^\w.=-]+/g, '_');
}

function seriesOf(cell: Cell): Series {
  const { workload, collector, heapBytes, minimum, outcome, message, measurements } = cell;
  const texts = new Set(measurements.map(({ counts }) => JSON.stringify(counts)));
  return {
    workload: workload.label,
    collector: collector.label,
    heapBytes,
    minimumHeapBytes: minimum?.type === 'found' ? minimum.bytes : null,
    outcome,
    ...(message === undefined ? {} : { message }),
    deterministic: texts.size <= 1,
    counts: firstCounts(measurements),
    samples: measurements.map(({ times }) => times),
  };
}

function firstCounts(measurements: readonly Measurement[]): Counts | null {
  return measurements[0]?.counts ?? null;
}
