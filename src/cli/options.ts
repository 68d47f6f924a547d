/** The options that commands share, and the requests that they stand for. */
import type { FlagParametersForType } from '@stricli/core';
import type { IsolateOptions, RunRequest } from '../harness/execution.ts';
import { TIERS, type Tier } from '../harness/execution.ts';
import { collectorUrl, isCollectorPath } from '../harness/node/load-collector.ts';
import type { ProgramText } from '../harness/node/source-file.ts';
import { parseCount, parseDuration, parseHeapSize, parseSize } from '../harness/quantities.ts';
import type { CliContext } from './context.ts';

/** How to run, whatever the platform. */
export interface RunFlags {
  readonly collector?: string;
  readonly heap: number;
  readonly seed: number;
  readonly stats: boolean;
  readonly json?: string;
  readonly verify: boolean;
  readonly stress: boolean;
  readonly tier: Tier;
  readonly maxSteps?: number;
  readonly maxOutput: number;
  readonly fdLimit?: number;
  readonly timeout?: number;
  readonly trace?: string;
}

export interface PlatformFlag {
  readonly platform: string;
}

const PLATFORM_DEFAULT = 'cpython-3.11';

/** Reserved, not used: the host commits pages on first touch. */
export const HEAP_DEFAULT = '1G';

/** What no reader takes in, and every host has room for. */
export const OUTPUT_DEFAULT = '64M';

export const platformFlag: FlagParametersForType<PlatformFlag, CliContext> = {
  platform: {
    kind: 'parsed',
    parse(this: CliContext, name: string) {
      return this.catalogue.platform(name).name;
    },
    proposeCompletions(this: CliContext, partial: string) {
      return this.catalogue.platformNames().filter((name) => name.startsWith(partial));
    },
    default: PLATFORM_DEFAULT,
    brief: 'Which real system to stand for; midden list shows them',
    placeholder: 'name',
  },
};

export const platformsFlag = {
  kind: 'parsed' as const,
  parse(this: CliContext, list: string) {
    const names = list.split(',').map((name) => this.catalogue.platform(name.trim(), '--platforms').name);
    return [...new Set(names)];
  },
  proposeCompletions(this: CliContext, partial: string) {
    const cut = partial.lastIndexOf(',') + 1;
    const names = this.catalogue.platformNames().filter((name) => name.startsWith(partial.slice(cut)));
    return names.map((name) => partial.slice(0, cut) + name);
  },
  brief: 'Only these platforms, with commas between them [default = one of each system]',
  placeholder: 'a,b',
};

export const traceFlag = {
  kind: 'parsed' as const,
  parse: String,
  optional: true as const,
  brief: 'Write the event log of each run to a file, as JSON Lines; midden trace converts it',
  placeholder: 'file',
};

export const runFlags: FlagParametersForType<RunFlags, CliContext> = {
  collector: {
    kind: 'parsed',
    parse(this: CliContext, name: string) {
      return isCollectorPath(name) ? collectorUrl(name) : this.catalogue.collector(name).name;
    },
    proposeCompletions(this: CliContext, partial: string) {
      return this.catalogue.collectors.map(({ name }) => name).filter((name) => name.startsWith(partial));
    },
    optional: true,
    brief: "Another collector than the platform's own: a name, or the path of a .ts or .js module",
    placeholder: 'name|path',
  },
  heap: {
    kind: 'parsed',
    parse: parseHeapSize,
    default: HEAP_DEFAULT,
    brief: 'The hard limit of the heap, from 1M to 4G',
    placeholder: 'size',
  },
  seed: {
    kind: 'parsed',
    parse: (text: string) => parseCount(text, 0),
    default: '0',
    brief: 'Seed of everything that a real system leaves to chance',
    placeholder: 'number',
  },
  stats: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Print what was counted (run: on standard error; compare: the work vectors too)',
  },
  json: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Write the report as JSON to a file; - is standard output, which then gets nothing else',
    placeholder: 'file',
  },
  verify: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Verify the whole heap before and after every collection',
  },
  stress: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Collect, and move all that can move, at every safepoint',
  },
  tier: {
    kind: 'enum',
    values: TIERS,
    default: 'auto',
    brief: 'What executes the bytecode: the interpreter, JavaScript made from it, or whichever is faster',
  },
  maxSteps: {
    kind: 'parsed',
    parse: (text: string) => parseCount(text, 1),
    optional: true,
    brief: 'Stop after this many bytecode instructions',
    placeholder: 'number',
  },
  maxOutput: {
    kind: 'parsed',
    parse: parseSize,
    default: OUTPUT_DEFAULT,
    brief: 'Stop after this many bytes of output, standard error included',
    placeholder: 'size',
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

/** @param observe whether anybody will look at the figures that need the liveness oracle */
export function requestFor(
  program: ProgramText,
  argv: readonly string[],
  platform: string,
  flags: RunFlags,
  observe: boolean,
): RunRequest {
  return {
    ...program,
    argv,
    platform,
    heapBytes: flags.heap,
    seed: flags.seed,
    verify: flags.verify,
    stress: flags.stress,
    observe,
    maxOutput: flags.maxOutput,
    tier: flags.tier,
    ...(flags.collector === undefined ? {} : { collector: flags.collector }),
    ...(flags.maxSteps === undefined ? {} : { maxSteps: flags.maxSteps }),
    ...(flags.fdLimit === undefined ? {} : { descriptorLimit: flags.fdLimit }),
  };
}

/** The part of the flags that the isolate keeps. */
export function isolateOptions(flags: RunFlags): IsolateOptions {
  return flags.timeout === undefined ? {} : { timeoutMilliseconds: flags.timeout };
}

/** The part of the flags that a report repeats. */
export function reportOptions(flags: RunFlags) {
  return {
    heapBytes: flags.heap,
    seed: flags.seed,
    verify: flags.verify,
    stress: flags.stress,
    maxOutput: flags.maxOutput,
    ...(flags.maxSteps === undefined ? {} : { maxSteps: flags.maxSteps }),
    ...(flags.fdLimit === undefined ? {} : { descriptorLimit: flags.fdLimit }),
  };
}
