/** `midden check`: what would break elsewhere, as findings with their places, causes and fixes. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { buildCommand, type FlagParametersForType } from '@stricli/core';
import { type CheckResult, check, checkRequests } from '../../harness/check/check.ts';
import { checkDocument } from '../../harness/check/document.ts';
import { githubText } from '../../harness/check/formats/github.ts';
import { junitText } from '../../harness/check/formats/junit.ts';
import { markdownText } from '../../harness/check/formats/markdown.ts';
import { sarifText } from '../../harness/check/formats/sarif.ts';
import { KIND_NAMES } from '../../harness/check/kinds.ts';
import { InternalError, messageOf, ProgramSyntaxError, UsageError } from '../../harness/errors.ts';
import type { RunIsolated, RunRequest } from '../../harness/execution.ts';
import { type ProgramText, readProgram } from '../../harness/node/source-file.ts';
import { parseCount, parseDuration, parseHeapSize } from '../../harness/quantities.ts';
import { RunCollector } from '../../harness/report/collect.ts';
import type { ReportedRun } from '../../harness/report/model.ts';
import { unknownName } from '../../harness/suggest.ts';
import { readConfig, withoutAllowed } from '../check-config.ts';
import type { CliContext } from '../context.ts';
import { EXIT_FOUND, EXIT_LIMIT, EXIT_OK } from '../exit-codes.ts';
import { type CheckedText, findingsText } from '../findings-text.ts';
import { onInterruption } from '../interruption.ts';
import { KeptResults, resultKey } from '../kept-results.ts';
import { HEAP_DEFAULT, platformsFlag, traceFlag } from '../options.ts';
import { progressOn } from '../progress.ts';
import { pythonFiles } from '../python-files.ts';
import { reportText } from '../report-file.ts';
import { type Paint, paintFor, plain } from '../style.ts';
import { withTraces } from '../traces.ts';
import { VERSION } from '../version.ts';

const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'markdown', 'html'] as const;
type Format = (typeof FORMATS)[number];

interface CheckFlags {
  readonly platforms?: readonly string[];
  readonly seeds: number;
  readonly format: Format;
  readonly failOn?: readonly string[];
  readonly output?: string;
  readonly config?: string;
  readonly resume?: string;
  readonly heap: number;
  readonly maxSteps: number;
  readonly fdLimit?: number;
  readonly timeout?: number;
  readonly trace?: string;
}

interface Checked extends CheckedText {
  /** For a report; none of a result that was there already. */
  readonly runs: readonly ReportedRun[];
}

async function checkFiles(this: CliContext, flags: CheckFlags, ...paths: string[]): Promise<void> {
  const { stdout, stderr, env } = this.process;
  const config = readConfig(flags.config);
  const kept = flags.resume === undefined ? null : new KeptResults(flags.resume);
  const programs = pythonFiles(paths).map(readProgram);
  if (programs.length === 0) throw new UsageError('FILE', 'there is no .py file in what was given.');
  const platforms = flags.platforms ?? this.catalogue.systems().map(({ name }) => name);
  const traced = withTraces(this.runIsolated, flags.trace, programs);
  const collector = new RunCollector(VERSION);
  const runIsolated = flags.format === 'html' ? collector.collecting(traced) : traced;
  const progress = progressOn(stderr, programs.length);
  const checked: Checked[] = [];
  const stopListening = onInterruption(stderr, () => {
    const done = `${checked.length} of ${programs.length} programs were checked`;
    return flags.resume === undefined
      ? `${done}. With --resume FILE, results are kept as they come.`
      : `${done}, and their results are in ${flags.resume}: the same command goes on from there.`;
  });
  try {
    for (const program of programs) {
      const requests = requestsFor(program, platforms, flags);
      const key = resultKey(VERSION, program.source, JSON.stringify(requests));
      const known = kept?.get(key);
      const result =
        known ?? (await checkProgram(runIsolated, program, requests, flags, programs.length > 1));
      if (known === undefined) kept?.put(key, result);
      const runs = collector.runs(requests);
      checked.push({ result: withoutAllowed(result, config), source: program.source, runs });
      progress.step(program.filename);
    }
  } finally {
    progress.end();
    stopListening();
  }
  const results = checked.map(({ result }) => result);
  const paint = flags.output === undefined ? paintFor(stdout, env) : plain;
  deliver(formatted(flags.format, checked, paint), flags.output, stdout);
  this.process.exitCode = exitCodeFor(results, flags);
}

function requestsFor(program: ProgramText, platforms: readonly string[], flags: CheckFlags): RunRequest[] {
  return checkRequests(program, {
    platforms,
    seeds: flags.seeds,
    heapBytes: flags.heap,
    maxSteps: flags.maxSteps,
    ...(flags.fdLimit === undefined ? {} : { descriptorLimit: flags.fdLimit }),
  });
}

/** @throws ProgramSyntaxError for a program that starts nowhere, InternalError for a run that midden broke */
async function checkProgram(
  runIsolated: RunIsolated,
  program: ProgramText,
  requests: readonly RunRequest[],
  { timeout }: CheckFlags,
  isOneOfMany: boolean,
): Promise<CheckResult> {
  const plan = { program: program.filename, source: program.source, requests };
  const result = await check(plan, runIsolated, {
    parallel: availableParallelism(),
    ...(timeout === undefined ? {} : { timeoutMilliseconds: timeout }),
  });
  const broken = result.skipped.find(({ outcome }) => outcome === 'internal-error');
  if (broken !== undefined)
    throw new InternalError(`${program.filename} on ${broken.platform}: ${broken.reason}`);
  const [first] = result.skipped;
  const startsNowhere =
    result.skipped.filter(({ outcome }) => outcome === 'syntax-error').length === requests.length;
  // Among others it is told as a program whose runs were skipped.
  if (first !== undefined && startsNowhere && !isOneOfMany) throw new ProgramSyntaxError(first.reason);
  return result;
}

function formatted(format: Format, checked: readonly Checked[], paint: Paint): string {
  const results = checked.map(({ result }) => result);
  switch (format) {
    case 'text':
      return findingsText(checked, paint);
    case 'html':
      return reportText(
        checked.map(({ result: { program, findings }, source, runs }) => ({
          program,
          source,
          runs,
          findings,
        })),
      );
    case 'json':
      return `${JSON.stringify(checkDocument(results, VERSION), null, 2)}\n`;
    case 'sarif':
      return sarifText(results, VERSION);
    case 'junit':
      return junitText(results);
    case 'github':
      return githubText(results);
    case 'markdown':
      return markdownText(results);
  }
}

/** @throws UsageError if the file cannot be written */
function deliver(text: string, output: string | undefined, stdout: CliContext['process']['stdout']): void {
  if (output === undefined || output === '-') {
    stdout.write(text);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw new UsageError('--output', `cannot write ${output}: ${messageOf(error)}.`);
  }
}

function exitCodeFor(results: readonly CheckResult[], { failOn }: CheckFlags): number {
  const fails = results.some(({ findings }) => findings.some(({ kind }) => failOn?.includes(kind) === true));
  if (fails) return EXIT_FOUND;
  const toldNothing = results.some(({ skipped, runs }) => skipped.length === runs);
  return toldNothing ? EXIT_LIMIT : EXIT_OK;
}

const ALL_KINDS = 'any';

function parseKinds(list: string): string[] {
  return list.split(',').flatMap((text) => {
    const name = text.trim();
    if (name === ALL_KINDS) return [...KIND_NAMES];
    if (!KIND_NAMES.some((kind) => kind === name))
      throw new UsageError('fail-on', unknownName('kind of finding', name, [ALL_KINDS, ...KIND_NAMES]));
    return [name];
  });
}

const checkFlags: FlagParametersForType<CheckFlags, CliContext> = {
  platforms: { ...platformsFlag, optional: true },
  seeds: {
    kind: 'parsed',
    parse: (text: string) => parseCount(text, 1),
    default: '2',
    brief: 'How many seeds to run each platform with, so that what depends on timing shows',
    placeholder: 'number',
  },
  format: {
    kind: 'enum',
    values: FORMATS,
    default: 'text',
    brief: 'How to write the findings',
  },
  failOn: {
    kind: 'parsed',
    parse: parseKinds,
    proposeCompletions: (partial: string) =>
      [ALL_KINDS, ...KIND_NAMES].filter((name) => name.startsWith(partial)),
    optional: true,
    brief: 'Exit with 1 for findings of these kinds, with commas between them; any stands for all',
    placeholder: 'kinds',
  },
  output: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Write to this file instead of standard output',
    placeholder: 'file',
  },
  config: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Which kinds are allowed where [default = midden.json, if there is one]',
    placeholder: 'file',
  },
  resume: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Keep each result in this file as it comes, and do not run again what is there already',
    placeholder: 'file',
  },
  heap: {
    kind: 'parsed',
    parse: parseHeapSize,
    default: HEAP_DEFAULT,
    brief: 'The hard limit of the heap, from 1M to 4G',
    placeholder: 'size',
  },
  maxSteps: {
    kind: 'parsed',
    parse: (text: string) => parseCount(text, 1),
    default: '100000000',
    brief: 'Stop a run after this many bytecode instructions',
    placeholder: 'number',
  },
  fdLimit: {
    kind: 'parsed',
    parse: (text: string) => parseCount(text, 3),
    optional: true,
    brief: 'How many descriptors the program can have open at the same time; 1024 by default',
    placeholder: 'number',
  },
  timeout: {
    kind: 'parsed',
    parse: parseDuration,
    optional: true,
    brief: 'Stop a run after this time: 30s, 500ms, 2m',
    placeholder: 'time',
  },
  trace: traceFlag,
};

export const checkCommand = buildCommand<CheckFlags, string[], CliContext>({
  func: checkFiles,
  parameters: {
    flags: checkFlags,
    aliases: { o: 'output' },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        brief: 'Python programs, folders with such, or - for standard input',
        parse: String,
        placeholder: 'file',
      },
    },
  },
  docs: {
    brief: 'Find what would break on other platforms, why, and how to fix it',
    fullDescription:
      'Runs each program on every platform, with several seeds, watches the lives of its objects, and tells\n' +
      'what depends on when an object is released: the place, what each platform did, why, and a fix.\n' +
      'A line with "# midden: allow KIND" keeps a finding quiet. Exits with 0 unless --fail-on says otherwise.',
    customUsage: ['[OPTIONS] FILE|FOLDER...'],
  },
});
