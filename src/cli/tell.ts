/** The main job: the FAQ program and its repaired twin on three platforms, and what came of it. */
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { type Comparison, compare } from '../harness/compare.ts';
import { InternalError } from '../harness/errors.ts';
import { PACKAGE_ROOT } from '../harness/node/package-root.ts';
import { readProgram } from '../harness/node/source-file.ts';
import { parseHeapSize, parseSize } from '../harness/quantities.ts';
import type { CliContext } from './context.ts';
import { HEAP_DEFAULT, OUTPUT_DEFAULT, requestFor } from './options.ts';
import { type StoryPlatform, tellStory } from './story.ts';
import { paintFor } from './style.ts';

const PLATFORMS = ['cpython', 'jython', 'ironpython'];
const HANDLES = 64;
const FLAGS = {
  heap: parseHeapSize(HEAP_DEFAULT),
  maxOutput: parseSize(OUTPUT_DEFAULT),
  seed: 0,
  stats: false,
  verify: false,
  stress: false,
  tier: 'auto',
} as const;

/** @throws InternalError if a run broke off */
export async function tellMainJob(context: Omit<CliContext, 'measure'>): Promise<void> {
  const { stdout, env } = context.process;
  const entries = PLATFORMS.map((name) => context.catalogue.platform(name));
  const compareExample = async (name: string, argv: string[]): Promise<Comparison> => {
    const path = relative('.', join(PACKAGE_ROOT, 'examples', name));
    const program = readProgram(path);
    const requests = entries.map((entry) => requestFor(program, argv, entry.name, FLAGS, true));
    const comparison = await compare({ program: path, requests }, context.runIsolated, {
      parallel: availableParallelism(),
    });
    comparison.runs.forEach(refuseBroken);
    return comparison;
  };
  const runs = {
    handles: HANDLES,
    loop: await compareExample('faq_loop.py', []),
    loopFewHandles: await compareExample('faq_loop.py', [String(HANDLES)]),
    closed: await compareExample('faq_loop_closed.py', []),
    closedFewHandles: await compareExample('faq_loop_closed.py', [String(HANDLES)]),
  };
  const platforms: StoryPlatform[] = entries.map(({ name, title, collector }) => ({
    name,
    title,
    prompt: context.catalogue.collector(collector).traits.prompt,
  }));
  const looks = { ruled: stdout.isTTY === true, paint: paintFor(stdout, env) };
  stdout.write(tellStory(runs, platforms, looks));
}

function refuseBroken({ platform, outcome, message, stderr }: Comparison['runs'][number]): void {
  if (outcome === 'ok' || outcome === 'failed') return;
  throw new InternalError(`the example broke off on ${platform} (${outcome}): ${message ?? stderr.trim()}`);
}
