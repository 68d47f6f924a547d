/** `midden bench`: how long, how much, and whether that changed. What it needs is only loaded when it is called. */
import { buildCommand } from '@stricli/core';
import { type BenchFlags, benchFlags } from '../bench-options.ts';
import type { CliContext } from '../context.ts';

export const benchCommand = buildCommand<BenchFlags, string[], CliContext>({
  loader: async () => (await import('../run-bench.ts')).runBench,
  parameters: {
    flags: benchFlags,
    positional: {
      kind: 'array',
      parameter: {
        brief:
          'Names (see --list), or paths of modules and Python programs, each with parameters behind a colon',
        parse: String,
        placeholder: 'workload',
      },
    },
  },
  docs: {
    brief: 'Measure workloads under collectors',
    fullDescription:
      'Measures workloads under collectors: each measurement in a process of its own, in random order, after a warm-up.\n' +
      'Reports times with pauses, and the counts, which are the same in every run.\n' +
      'Workloads: gcbench, gcbench:depth=18, ./mine.ts:size=3, program.py:argument, or a checkout of are-we-fast-yet or\n' +
      'pyperformance (./checkout, ./checkout:Bounce,Json). Without one: gcbench.\n' +
      'Exit codes: 1 if --compare or --baseline finds that something became slower, or a result was wrong; 2 for a wrong command line.',
    customUsage: ['[OPTIONS] [WORKLOAD...]'],
  },
});
