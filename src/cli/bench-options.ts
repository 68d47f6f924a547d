/** What `midden bench` takes on its command line. */
import { resolve } from 'node:path';
import type { FlagParametersForType } from '@stricli/core';
import type { HeapWish, PlannedCollector } from '../harness/bench/benchmark.ts';
import { UsageError } from '../harness/errors.ts';
import { collectorUrl, isCollectorPath } from '../harness/node/load-collector.ts';
import { parseCount, parseHeapSize } from '../harness/quantities.ts';
import type { CliContext } from './context.ts';
import { platformFlag } from './options.ts';

export interface BenchFlags {
  readonly collectors?: readonly PlannedCollector[];
  readonly platform: string;
  readonly heap: { readonly text: string; readonly wish: HeapWish };
  readonly runs: number;
  readonly warmup: number;
  readonly seed: number;
  readonly list: boolean;
  readonly json?: string;
  readonly csv?: string;
  readonly baseline?: string;
  readonly compare?: string;
  readonly from?: string;
  readonly profile?: string;
}

const RUNS_MAX = 1000;
const FACTOR_MAX = 100;

export const benchFlags: FlagParametersForType<BenchFlags, CliContext> = {
  collectors: {
    kind: 'parsed',
    parse(this: CliContext, list: string) {
      const planned = list.split(',').flatMap((name) => plannedCollectors(this, name.trim()));
      return planned.filter((each, k) => planned.findIndex(({ source }) => source === each.source) === k);
    },
    proposeCompletions(this: CliContext, partial: string) {
      const cut = partial.lastIndexOf(',') + 1;
      const names = ['all', ...this.catalogue.collectors.map(({ name }) => name)];
      return names
        .filter((name) => name.startsWith(partial.slice(cut)))
        .map((name) => partial.slice(0, cut) + name);
    },
    optional: true,
    brief: 'Names or paths of modules, with commas between them; or all [default = those that reclaim]',
    placeholder: 'a,b',
  },
  platform: { ...platformFlag.platform, brief: 'What Python programs run on' },
  heap: {
    kind: 'parsed',
    parse: parseHeapWish,
    default: '2x',
    brief: 'The heap: a size, or a multiple of the smallest heap in which the workload runs',
    placeholder: 'size|2x',
  },
  runs: {
    kind: 'parsed',
    parse: (text: string) => parseCount(text, 1, RUNS_MAX),
    default: '5',
    brief: 'Measurements of each workload under each collector, every one in a process of its own',
    placeholder: 'number',
  },
  warmup: {
    kind: 'parsed',
    parse: (text: string) => parseCount(text, 0, RUNS_MAX),
    default: '2',
    brief: 'Iterations in the same process before the one that is measured',
    placeholder: 'number',
  },
  seed: {
    kind: 'parsed',
    parse: (text: string) => parseCount(text, 0),
    default: '12345',
    brief: 'Seed of the workloads and of the order of measurements',
    placeholder: 'number',
  },
  list: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'List the workloads and their parameters',
  },
  json: outputFlag(
    'Write everything that was measured as JSON; - is standard output, which then gets nothing else',
  ),
  csv: outputFlag('Write one line for each measurement, comma-separated'),
  baseline: outputFlag('Compare with the results in this file; where there is none, write them there'),
  compare: outputFlag(
    'Compare with the results of an earlier --json, and exit with 1 if anything became slower',
  ),
  from: outputFlag('Measure nothing: show the results of an earlier --json (with --compare: both of them)'),
  profile: {
    kind: 'parsed',
    parse: (text: string) => resolve(text),
    optional: true,
    brief: 'Write a CPU profile of each measurement into this folder, for speedscope or DevTools',
    placeholder: 'folder',
  },
};

function outputFlag(brief: string) {
  return { kind: 'parsed', parse: String, optional: true, brief, placeholder: 'file' } as const;
}

function plannedCollectors({ catalogue }: CliContext, name: string): PlannedCollector[] {
  if (name === 'all') return catalogue.collectors.map((factory) => planned(factory));
  // What a module exports is only known where it is loaded; most collectors reclaim.
  if (isCollectorPath(name)) return [{ label: name, source: collectorUrl(name), reclaims: true }];
  return [planned(catalogue.collector(name, '--collectors'))];
}

/** Every built-in collector that reclaims anything. */
export function collectorsByDefault({ catalogue }: CliContext): PlannedCollector[] {
  return catalogue.collectors.filter(({ traits }) => traits.reclaims).map(planned);
}

function planned({ name, traits }: CliContext['catalogue']['collectors'][number]): PlannedCollector {
  return { label: name, source: name, reclaims: traits.reclaims };
}

/** `64M` or `2x`. */
function parseHeapWish(text: string): BenchFlags['heap'] {
  const factor = /^(\d+(?:\.\d+)?)x$/i.exec(text.trim())?.[1];
  if (factor === undefined) return { text, wish: { kind: 'bytes', bytes: parseHeapSize(text) } };
  const value = Number(factor);
  if (value < 1 || value > FACTOR_MAX) {
    throw new UsageError(
      'heap',
      `a heap of ${text} is out of range: expected a multiple from 1x to ${FACTOR_MAX}x.`,
    );
  }
  return { text, wish: { kind: 'factor', factor: value } };
}
