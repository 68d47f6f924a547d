/** The work of `midden bench`. */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchmarkPlan, runBenchmark, stepsOf } from '../harness/bench/benchmark.ts';
import { compareBenchmarks, hasRegression } from '../harness/bench/changes.ts';
import { benchCsv } from '../harness/bench/csv.ts';
import {
  BENCH_VERSION,
  type BenchDocument,
  benchDocumentSchema,
  type Machine,
} from '../harness/bench/document.ts';
import { messageOf, UsageError } from '../harness/errors.ts';
import { planWorkloads, workloadCatalogue } from '../harness/node/bench-workloads.ts';
import { cacheFolder } from '../harness/node/cache-folder.ts';
import { fileHeapCache } from '../harness/node/heap-cache.ts';
import { PACKAGE_ROOT } from '../harness/node/package-root.ts';
import { type BenchFlags, collectorsByDefault } from './bench-options.ts';
import { benchText, comparisonText } from './bench-text.ts';
import type { CliContext } from './context.ts';
import { EXIT_FOUND, EXIT_OK } from './exit-codes.ts';
import { checkJsonTarget, writeJson, writeText } from './json-file.ts';
import { progressOn } from './progress.ts';
import { paintFor } from './style.ts';
import { renderTable } from './table.ts';
import { VERSION } from './version.ts';

const WORKLOAD_DEFAULT = 'gcbench';
const PROGRAMS = join(PACKAGE_ROOT, 'src', 'workloads', 'python');

export async function runBench(this: CliContext, flags: BenchFlags, ...names: string[]): Promise<void> {
  const { stdout, env } = this.process;
  const looks = { ruled: stdout.isTTY === true, paint: paintFor(stdout, env) };
  if (flags.list) {
    stdout.write(listText(looks.ruled));
    return;
  }
  checkTargets(flags);
  const old = earlier(flags);
  const document = flags.from === undefined ? await measure(this, flags, names) : read('--from', flags.from);
  const quiet = flags.json === '-' || flags.csv === '-';
  if (!quiet) stdout.write(benchText(document, looks));
  if (flags.json !== undefined) writeJson(flags.json, document, stdout);
  if (flags.csv !== undefined) writeText(flags.csv, benchCsv(document.series), stdout, '--csv');
  this.process.exitCode = document.series.some(({ outcome }) => outcome === 'failed') ? EXIT_FOUND : EXIT_OK;
  if (old === undefined) {
    if (flags.baseline !== undefined) writeJson(flags.baseline, document, stdout, '--baseline');
    return;
  }
  const comparison = compareBenchmarks(old, document);
  if (!quiet) stdout.write(`\n${comparisonText(comparison, looks)}`);
  if (hasRegression(comparison)) this.process.exitCode = EXIT_FOUND;
}

// ---- Files

function checkTargets({ json, csv, baseline, compare, profile }: BenchFlags): void {
  checkJsonTarget(json);
  checkJsonTarget(csv, '--csv');
  checkJsonTarget(baseline, '--baseline');
  if (baseline !== undefined && compare !== undefined) {
    throw new UsageError('--baseline', '--baseline and --compare exclude each other: give one of them.');
  }
  if (profile !== undefined) makeFolder(profile);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError('--profile', `cannot write into ${folder}: ${messageOf(error)}.`);
  }
}

/** The results to compare with, if there are any. */
function earlier({ compare, baseline }: BenchFlags): BenchDocument | undefined {
  if (compare !== undefined) return read('--compare', compare);
  return baseline !== undefined && existsSync(baseline) ? read('--baseline', baseline) : undefined;
}

/** @throws UsageError for a file that is not what `--json` wrote */
function read(option: string, file: string): BenchDocument {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(option, `${option}: cannot read ${file}: ${messageOf(error)}.`);
  }
  const parsed = benchDocumentSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the whole';
  throw new UsageError(
    option,
    `${option}: ${file} is not what midden bench --json writes (format ${BENCH_VERSION}): ${where}: ${issue?.message}.`,
  );
}

// ---- Measuring

async function measure(
  context: CliContext,
  flags: BenchFlags,
  names: readonly string[],
): Promise<BenchDocument> {
  const plan = planOf(context, flags, names);
  const { stderr, env } = context.process;
  const machine = machineNow();
  const cacheFile = join(cacheFolder(env ?? {}), 'smallest-heaps.json');
  const progress = progressOn(stderr, stepsOf(plan));
  try {
    const series = await runBenchmark(plan, {
      measure: context.measure,
      cache: fileHeapCache(cacheFile, buildName()),
      onStep: (what) => progress.step(what),
      ...(flags.profile === undefined ? {} : { profileDirectory: flags.profile }),
    });
    return benchDocumentSchema.parse({
      midden: VERSION,
      format: BENCH_VERSION,
      when: new Date().toISOString(),
      machine,
      options: { heap: flags.heap.text, runs: plan.runs, warmup: plan.warmup, seed: plan.seed },
      series,
    });
  } finally {
    progress.end();
  }
}

function planOf(context: CliContext, flags: BenchFlags, names: readonly string[]): BenchmarkPlan {
  const catalogue = workloadCatalogue(PROGRAMS);
  const wanted = names.length === 0 ? [WORKLOAD_DEFAULT] : names;
  return {
    workloads: wanted.flatMap((name) => planWorkloads(name, catalogue, flags.platform)),
    collectors: flags.collectors ?? collectorsByDefault(context),
    heap: flags.heap.wish,
    runs: flags.runs,
    warmup: flags.warmup,
    seed: flags.seed,
  };
}

/** When it was compiled tells one build from another. */
function buildName(): string {
  const built = statSync(fileURLToPath(import.meta.url)).mtime;
  return `${VERSION} ${built.toISOString()}`;
}

function machineNow(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    loadBefore: loadavg()[0]!,
  };
}

function listText(ruled: boolean): string {
  const { workloads, programs } = workloadCatalogue(PROGRAMS);
  const rows = [
    ...workloads.map(({ name, params, summary }) => [
      name,
      Object.entries(params)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
      summary,
    ]),
    ...[...programs].map(([name, file]) => [name, '', firstLine(file)]),
  ];
  return renderTable({ head: ['workload', 'parameters', 'what it does'], rows, ruled });
}

/** Of the program's docstring. */
function firstLine(file: string): string {
  return /^"""(.*?)(?:"""|$)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
}
