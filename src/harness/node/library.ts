/** What the commands do, as functions: programs in, typed data out. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Catalogue } from '../catalogue.ts';
import { type CheckResult, check as checkPlan, checkRequests } from '../check/check.ts';
import { type Comparison, compare as comparePlan } from '../compare.ts';
import { catalogue as composed } from '../composition.ts';
import { InternalError, ProgramSyntaxError, UsageError } from '../errors.ts';
import type { RunIsolated, RunRequest } from '../execution.ts';
import { runIsolated } from './isolate.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import { type Pitfall, readPitfalls } from './pitfalls.ts';
import { readProgram } from './source-file.ts';

/** Python source; a file; or source under the name that tracebacks and findings are to give. */
export type Program =
  | string
  | { readonly file: string }
  | { readonly source: string; readonly filename: string };

export interface ProgramOptions {
  /** One of each system by default. The first is what the others are held against. */
  readonly platforms?: readonly string[];
  /** 1 GiB by default: the host commits pages on first touch. */
  readonly heapBytes?: number;
  /** Bytecode instructions, after which a run is stopped. */
  readonly maxSteps?: number;
  /** Descriptors that the program can have open at the same time; 1024 by default. */
  readonly descriptorLimit?: number;
  readonly timeoutMilliseconds?: number;
  /** In place of a worker thread for each run. */
  readonly run?: RunIsolated;
}

export interface CompareProgramOptions extends ProgramOptions {
  /** `sys.argv[1:]`. */
  readonly argv?: readonly string[];
  readonly seed?: number;
}

export interface CheckProgramOptions extends ProgramOptions {
  /** How many seeds to run each platform with; 2 by default. */
  readonly seeds?: number;
}

const HEAP_BYTES = 1 << 30;
const CHECK_STEPS = 100_000_000;
const CHECK_SEEDS = 2;

/**
 * `midden compare`: the program on every platform, with what was counted, and where outputs differ.
 *
 * @throws UsageError for a platform or a file that there is not, ProgramSyntaxError for a program that does not start
 */
export async function compare(program: Program, options: CompareProgramOptions = {}): Promise<Comparison> {
  const { seed = 0, argv = [], heapBytes = HEAP_BYTES } = options;
  const text = textOf(program);
  const requests = platformNames(options).map(
    (platform): RunRequest => ({
      ...text,
      ...limitsOf(options),
      argv,
      platform,
      heapBytes,
      seed,
      verify: false,
      stress: false,
      observe: true,
    }),
  );
  const { run = runIsolated } = options;
  const comparison = await comparePlan({ program: text.filename, requests }, run, isolateOptions(options));
  for (const { outcome, message, stderr, platform } of comparison.runs) {
    if (outcome === 'syntax-error') throw new ProgramSyntaxError(stderr);
    if (outcome === 'internal-error')
      throw new InternalError(`${text.filename} on ${platform}: ${message ?? 'the run broke off'}`);
  }
  return comparison;
}

/**
 * `midden check`: what depends on when objects are released, as findings.
 *
 * @throws UsageError for a platform or a file that there is not, ProgramSyntaxError for a program that starts nowhere
 */
export async function check(program: Program, options: CheckProgramOptions = {}): Promise<CheckResult> {
  const { heapBytes = HEAP_BYTES, seeds = CHECK_SEEDS, maxSteps = CHECK_STEPS } = options;
  const text = textOf(program);
  const platforms = platformNames(options);
  const requests = checkRequests(text, { ...limitsOf(options), platforms, seeds, heapBytes, maxSteps });
  const { run = runIsolated } = options;
  const plan = { program: text.filename, source: text.source, requests };
  const result = await checkPlan(plan, run, isolateOptions(options));
  const broken = result.skipped.find(({ outcome }) => outcome === 'internal-error');
  if (broken !== undefined)
    throw new InternalError(`${text.filename} on ${broken.platform}: ${broken.reason}`);
  const unstarted = result.skipped.filter(({ outcome }) => outcome === 'syntax-error');
  if (unstarted.length === requests.length) throw new ProgramSyntaxError(unstarted[0]!.reason);
  return result;
}

/** `midden list` and `midden pitfalls`: platforms, collectors, and the programs that depend on when objects are released. */
class LibraryCatalogue extends Catalogue {
  private known: readonly Pitfall[] | null = null;

  get pitfalls(): readonly Pitfall[] {
    this.known ??= readPitfalls(join(PACKAGE_ROOT, 'pitfalls'));
    return this.known;
  }

  /** By its whole name or its number. @throws UsageError */
  pitfall(id: string): Pitfall {
    const found = this.pitfalls.find((each) => each.id === id || each.id.startsWith(`${id}_`));
    if (found === undefined)
      throw new UsageError('ID', `there is no pitfall ${id}; midden pitfalls lists them.`);
    return found;
  }
}

export const catalogue: LibraryCatalogue = new LibraryCatalogue(composed.platforms, composed.collectors);

function textOf(program: Program): { readonly filename: string; readonly source: string } {
  if (typeof program === 'string') return { filename: '<string>', source: program };
  return 'file' in program ? readProgram(program.file) : program;
}

function platformNames({ platforms }: ProgramOptions): string[] {
  const names = platforms ?? catalogue.systems().map(({ name }) => name);
  return [...new Set(names.map((name) => catalogue.platform(name, 'platforms').name))];
}

function limitsOf({ maxSteps, descriptorLimit }: ProgramOptions) {
  return {
    ...(maxSteps === undefined ? {} : { maxSteps }),
    ...(descriptorLimit === undefined ? {} : { descriptorLimit }),
  };
}

function isolateOptions({ timeoutMilliseconds }: ProgramOptions) {
  const parallel = availableParallelism();
  return timeoutMilliseconds === undefined ? { parallel } : { parallel, timeoutMilliseconds };
}
