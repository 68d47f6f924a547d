/** The real programs, how each is started, and how its result is judged. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkerResult, WorkerTask } from './run-process.ts';

export interface Checkouts {
  readonly awfy: string | null;
  readonly pyperformance: string | null;
}

export interface Check {
  readonly name: string;
  readonly suite: 'are-we-fast-yet' | 'pyperformance' | 'known figures';
  readonly task: Omit<WorkerTask, 'platform'>;
  /** Null where the result is right; else what is wrong with it. */
  readonly judge: (result: WorkerResult, platform: string) => string | null;
  /** Whether the platform has what this asks for; all of them by default. */
  readonly suits?: (platform: string) => boolean;
}

interface Benchmarks {
  readonly awfy: Readonly<Record<string, readonly string[]>>;
  readonly awfyFull: Readonly<Record<string, readonly string[]>>;
  readonly pyperformance: readonly string[];
  readonly figures: Readonly<Record<string, readonly [program: string, ...argv: string[]]>>;
}

interface Recording {
  readonly version: string;
  readonly pyperformance: Readonly<Record<string, string | null>>;
  readonly figures: Readonly<Record<string, string | null>>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const HEAP_BYTES = 1 << 30;

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(here, path), 'utf8'));
const benchmarks = readJson('benchmarks.json') as Benchmarks;

const recordingAt = (version: string) => readJson(`recorded/${version}.json`) as Recording;
const base = recordingAt('cpython-3.11');

/** What a real interpreter printed: the platform's own, or CPython 3.11 where the text cannot differ. */
function recorded(platform: string, table: 'pyperformance' | 'figures', name: string): string | null {
  const own = existsSync(join(here, `recorded/${platform}.json`)) ? recordingAt(platform) : base;
  return own[table][name] ?? base[table][name] ?? null;
}

/** @throws Error that names the folder for a path that is no checkout */
export function checksFor(checkouts: Checkouts, full: boolean): readonly Check[] {
  const { awfy, pyperformance } = checkouts;
  return [
    ...(awfy === null ? [] : awfyChecks(folderOf(awfy, 'benchmarks/Python', 'harness.py'), full)),
    ...(pyperformance === null
      ? []
      : pyperformanceChecks(
          folderOf(pyperformance, 'pyperformance/data-files/benchmarks', 'bm_richards/run_benchmark.py'),
        )),
    ...figureChecks(awfy === null ? null : join(awfy, 'benchmarks/Python')),
  ];
}

function folderOf(checkout: string, inside: string, file: string): string {
  const folder = join(checkout, inside);
  if (existsSync(join(folder, file))) return folder;
  throw new Error(
    `found no ${join(inside, file)} in ${checkout}, expected a checkout of the whole repository`,
  );
}

// ---- are-we-fast-yet: its harness raises an exception if a result is wrong

function awfyChecks(folder: string, full: boolean): Check[] {
  const inner = full ? { ...benchmarks.awfy, ...benchmarks.awfyFull } : benchmarks.awfy;
  return Object.entries(inner).map(([name, argv]) => ({
    name,
    suite: 'are-we-fast-yet',
    task: {
      program: join(folder, 'harness.py'),
      argv: [name, ...argv],
      folders: [folder],
      heapBytes: HEAP_BYTES,
    },
    judge: (result) =>
      failureOf(result) ?? (/^Total Runtime: \d+us$/m.test(result.stdout) ? null : 'no total'),
  }));
}

// ---- pyperformance: prints what it computed, by pyperf.py beside this file

/**
 * Their assertions on what gc.collect() gives back hold only where that is a number of objects: Jython gives -2 (unknown),
 * IronPython a number of bytes. The real ones fail in the same way.
 */
const FAILS_ASSERTION: Readonly<Record<string, readonly string[]>> = {
  gc_collect: ['jython-2.7'],
  gc_traversal: ['jython-2.7', 'ironpython-3.4'],
};

/** Where a benchmark cannot run, and why. */
const CANNOT_RUN: Readonly<Record<string, readonly string[]>> = {
  // Its dataclass needs class annotations in their order: there are none in Python 2, whose dicts keep no order.
  comprehensions: ['cpython-2.7'],
};

function pyperformanceChecks(folder: string): Check[] {
  return benchmarks.pyperformance.map((name) => ({
    name,
    suite: 'pyperformance',
    task: {
      program: join(folder, `bm_${name}`, 'run_benchmark.py'),
      argv: [],
      folders: [here, join(folder, `bm_${name}`)],
      heapBytes: HEAP_BYTES,
    },
    judge: (result, platform) =>
      FAILS_ASSERTION[name]?.includes(platform)
        ? assertionFailed(result)
        : (failureOf(result) ?? differenceOf(result.stdout, recorded(platform, 'pyperformance', name))),
    suits: (platform) => !CANNOT_RUN[name]?.includes(platform),
  }));
}

function assertionFailed(result: WorkerResult): string | null {
  if (result.exitCode === 1 && /^AssertionError$/m.test(result.stderr)) return null;
  return `expected an AssertionError, found exit code ${result.exitCode}: ${lastLine(result.stderr)}`;
}

// ---- Figures measured on real interpreters

const isCounting = (platform: string) => platform.startsWith('cpython-3');

/**
 * CPython 3.8 collects more often, [6611, 600, 55] times, where we have [5732, 521, 48]: frames are objects there, and those
 * of a recursion deeper than the 200 that are kept for reuse count as allocated. Generators' frames do, too.
 */
const NOT_REPRODUCED: Readonly<Record<string, readonly string[]>> = {
  'collections in Havlak': ['cpython-3.8'],
};

function figureChecks(awfyFolder: string | null): Check[] {
  const needsBenchmarks = (program: string) => program === 'garbage' || program === 'collections_made';
  return Object.entries(benchmarks.figures)
    .filter(([, [program]]) => awfyFolder !== null || !needsBenchmarks(program))
    .map(([name, [program, ...argv]]) => ({
      name,
      suite: 'known figures',
      task: {
        program: join(here, 'programs', `${program}.py`),
        argv,
        folders: awfyFolder === null ? [] : [awfyFolder],
        heapBytes: HEAP_BYTES,
      },
      judge: (result, platform) =>
        failureOf(result) ?? differenceOf(result.stdout, recorded(platform, 'figures', name)),
      suits: (platform) => isCounting(platform) && !NOT_REPRODUCED[name]?.includes(platform),
    }));
}

// ---- Judging

function failureOf(result: WorkerResult): string | null {
  if (result.outcome === 'ok' && result.exitCode === 0) return null;
  const what = result.message?.split('\n')[0] ?? lastLine(result.stderr);
  return `${result.outcome}, exit code ${result.exitCode}: ${what}`;
}

function differenceOf(found: string, expected: string | null): string | null {
  if (expected === null) return 'nothing is recorded for it: run record.py';
  if (found === expected) return null;
  const [here, there] = [found.split('\n'), expected.split('\n')];
  const at = there.findIndex((line, k) => line !== here[k]);
  const line = at < 0 ? there.length : at;
  return `line ${line + 1}: found ${JSON.stringify(here[line] ?? null)}, expected ${JSON.stringify(there[line] ?? null)}`;
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
