/** `midden run`: the program's own output and exit code, and nothing else unless asked. */
import { buildCommand, type FlagParametersForType } from '@stricli/core';
import { InternalError } from '../../harness/errors.ts';
import type { RunIsolated, RunReport } from '../../harness/execution.ts';
import { readProgram } from '../../harness/node/source-file.ts';
import type { CliContext, CliStream } from '../context.ts';
import { EXIT_LIMIT, EXIT_USAGE } from '../exit-codes.ts';
import { checkJsonTarget, writeJson } from '../json-file.ts';
import {
  isolateOptions,
  type PlatformFlag,
  platformFlag,
  type RunFlags,
  requestFor,
  runFlags,
} from '../options.ts';
import { VERSION } from '../version.ts';

interface Flags extends RunFlags, PlatformFlag {
  readonly heapSnapshot?: string;
}

const ownFlags: FlagParametersForType<Pick<Flags, 'heapSnapshot'>, CliContext> = {
  heapSnapshot: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief:
      'Write the heap at the end of the program to a file: for DevTools and memlab, or a graph if its name ends with .dot',
    placeholder: 'file',
  },
};

async function run(this: CliContext, flags: Flags, file: string, ...argv: string[]): Promise<void> {
  const { stdout, stderr } = this.process;
  checkJsonTarget(flags.json);
  const program = readProgram(file);
  const observe = flags.stats || flags.json !== undefined;
  const report = await (await writing(this.runIsolated, flags))(
    requestFor(program, argv, flags.platform, flags, observe),
    {
      onStdout: (text) => (flags.json === '-' ? undefined : written(stdout, text)),
      onStderr: (text) => written(stderr, text),
    },
    { ...isolateOptions(flags), dropOutput: flags.json === undefined },
  );
  // A syntax error has been printed by then, in the program's own name.
  if (report.message !== undefined && report.outcome !== 'syntax-error')
    stderr.write(`midden: ${report.message}\n`);
  if (observe) {
    const { runDocument, statsTable } = await import('../run-report.ts');
    if (flags.json !== undefined) writeJson(flags.json, runDocument(program, argv, flags, report), stdout);
    if (flags.stats) stderr.write(statsTable(report, stderr.isTTY === true));
  }
  this.process.exitCode = exitCodeOf(report);
}

async function writing(runIsolated: RunIsolated, { trace, heapSnapshot }: Flags): Promise<RunIsolated> {
  if (trace === undefined && heapSnapshot === undefined) return runIsolated;
  const { writingSnapshot, writingTraces } = await import('../../harness/node/trace-file.ts');
  const traced = trace === undefined ? runIsolated : writingTraces(runIsolated, VERSION, () => trace);
  return heapSnapshot === undefined ? traced : writingSnapshot(traced, heapSnapshot);
}

/** Holds the program up until its text has left, so that a slow reader does not make it pile up. */
function written(stream: CliStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, resolve);
  });
}

/** @throws InternalError for a run that midden itself broke */
function exitCodeOf(report: RunReport): number {
  switch (report.outcome) {
    case 'ok':
    case 'failed':
      return report.exitCode;
    case 'limit':
      return EXIT_LIMIT;
    case 'syntax-error':
      return EXIT_USAGE;
    case 'internal-error':
      throw new InternalError(report.message ?? 'the run broke off');
  }
}

export const runCommand = buildCommand({
  func: run,
  parameters: {
    flags: { ...platformFlag, ...runFlags, ...ownFlags },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        brief: 'The program, or - for standard input; then its own arguments',
        parse: String,
        placeholder: 'file-and-args',
      },
    },
  },
  docs: {
    brief: 'Run a Python program on one platform',
    fullDescription:
      "Runs a Python program on one platform. Standard output, standard error and the exit code are the program's own.\n" +
      'Options may stand before or after the file; what the program shall see of them goes behind --.\n' +
      'Exit codes of midden itself: 2 for a wrong command line or a syntax error, 3 for a limit, 70 for a bug of midden.',
    customUsage: ['[OPTIONS] FILE [ARGS...]', '[OPTIONS] FILE -- [ARGS...]', '[OPTIONS] -'],
  },
});
