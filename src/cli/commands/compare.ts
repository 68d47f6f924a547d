/** `midden compare`: one program on every platform, as a table, and where the outputs part. */
import { availableParallelism } from 'node:os';
import { buildCommand, type FlagParametersForType } from '@stricli/core';
import { type Comparison, compare } from '../../harness/compare.ts';
import { InternalError, ProgramSyntaxError } from '../../harness/errors.ts';
import { readProgram } from '../../harness/node/source-file.ts';
import { RunCollector } from '../../harness/report/collect.ts';
import { compareDocumentSchema, REPORT_VERSION } from '../../harness/report-schema.ts';
import { comparisonText } from '../comparison-text.ts';
import type { CliContext } from '../context.ts';
import { EXIT_FOUND, EXIT_OK } from '../exit-codes.ts';
import { checkJsonTarget, writeJson, writeText } from '../json-file.ts';
import {
  isolateOptions,
  platformsFlag,
  type RunFlags,
  reportOptions,
  requestFor,
  runFlags,
} from '../options.ts';
import { progressOn } from '../progress.ts';
import { reportText } from '../report-file.ts';
import { paintFor } from '../style.ts';
import { withTraces } from '../traces.ts';
import { VERSION } from '../version.ts';

interface CompareFlags extends RunFlags {
  readonly platforms?: readonly string[];
  readonly exitCode: boolean;
  readonly output?: string;
}

async function compareFiles(this: CliContext, flags: CompareFlags, ...files: string[]): Promise<void> {
  const { stdout, stderr } = this.process;
  checkJsonTarget(flags.json);
  checkJsonTarget(flags.output, '--output');
  const programs = files.map(readProgram);
  const platforms = flags.platforms ?? this.catalogue.systems().map(({ name }) => name);
  const traced = withTraces(this.runIsolated, flags.trace, programs);
  const collector = new RunCollector(VERSION);
  const runIsolated = flags.output === undefined ? traced : collector.collecting(traced);
  const reported: Parameters<typeof reportText>[0][number][] = [];
  const progress = progressOn(stderr, programs.length * platforms.length);
  const comparisons: Comparison[] = [];
  try {
    for (const program of programs) {
      const requests = platforms.map((platform) => requestFor(program, [], platform, flags, true));
      comparisons.push(
        await compare({ program: program.filename, requests }, runIsolated, {
          ...isolateOptions(flags),
          parallel: availableParallelism(),
          onRunEnd: ({ platform }) => progress.step(`${program.filename} on ${platform}`),
        }),
      );
      const { filename, source } = program;
      reported.push({ program: filename, source, runs: collector.runs(requests), findings: null });
    }
  } finally {
    progress.end();
  }
  comparisons.forEach(refuseUncomparable);
  if (flags.json !== undefined) {
    const document = { midden: VERSION, format: REPORT_VERSION, options: reportOptions(flags), comparisons };
    writeJson(flags.json, compareDocumentSchema.parse(document), stdout);
  }
  if (flags.output !== undefined) writeText(flags.output, reportText(reported), stdout, '--output');
  if (flags.json !== '-' && flags.output !== '-') {
    const looks = {
      ruled: stdout.isTTY === true,
      work: flags.stats,
      paint: paintFor(stdout, this.process.env),
    };
    stdout.write(comparisons.map((each) => comparisonText(each, looks)).join('\n'));
  }
  const differ = comparisons.some(({ differences }) => differences.length > 0);
  this.process.exitCode = flags.exitCode && differ ? EXIT_FOUND : EXIT_OK;
}

/** @throws ProgramSyntaxError for a program that never started, InternalError for a run that midden broke */
function refuseUncomparable({ program, runs }: Comparison): void {
  for (const run of runs) {
    if (run.outcome === 'internal-error') {
      throw new InternalError(`${program} on ${run.platform}: ${run.message ?? 'the run broke off'}`);
    }
    if (run.outcome === 'syntax-error') throw new ProgramSyntaxError(run.stderr);
  }
}

const compareFlags: FlagParametersForType<CompareFlags, CliContext> = {
  platforms: { ...platformsFlag, optional: true },
  exitCode: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Exit with 1 where output or exit codes differ',
  },
  output: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Write a report with source, timelines and the lives of objects to this HTML file',
    placeholder: 'file',
  },
  ...runFlags,
};

export const compareCommand = buildCommand<CompareFlags, string[], CliContext>({
  func: compareFiles,
  parameters: {
    flags: compareFlags,
    aliases: { o: 'output' },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: { brief: 'Python programs, or - for standard input', parse: String, placeholder: 'file' },
    },
  },
  docs: {
    brief: 'Run programs on every platform and show what differs',
    fullDescription:
      'Runs each program on every platform, each in an isolate of its own, and prints what was counted\n' +
      'and the first lines of output that differ. With -o it writes a page to look at as well: one HTML file\n' +
      'that needs nothing besides itself. Exits with 0 when the comparison could be made.',
    customUsage: ['[OPTIONS] FILE...'],
  },
});
