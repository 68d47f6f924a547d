/** The story that `npm start` tells: every figure in it comes from the runs. */
import { describe, expect, it } from 'vitest';
import { tellMainJob } from '../../src/cli/tell.ts';
import type { RunIsolated, RunReport, RunRequest } from '../../src/harness/execution.ts';
import type { RunMetrics } from '../../src/harness/metrics.ts';
import { catalogue, Recorder } from './command-line.ts';

/** What a system might answer; figures are odd on purpose, to be found again in the text. */
function answer({ filename, argv, platform, heapBytes }: RunRequest): RunReport {
  const prompt = platform.startsWith('cpython');
  const closed = filename.endsWith('faq_loop_closed.py');
  const fails = !prompt && !closed && argv[0] === '64';
  const most = closed ? 1 : prompt ? 2 : 173;
  const metrics: RunMetrics = {
    finalizers: {
      prompt: prompt ? 173 : 0,
      late: prompt ? 0 : 31,
      never: prompt ? 0 : 142,
      delayMedianAllocations: 0,
      delayMaxAllocations: 0,
    },
    resources: { openMax: most, constructed: 173 },
    collections: [
      { kind: 'full', cause: 'allocation', count: 3 },
      { kind: 'full', cause: 'shutdown', count: 1 },
    ],
    pauseWork: { total: 0, max: 0 },
    allocations: { objects: 0, bytes: 3 << 10 },
    heap: { limitBytes: heapBytes, peakBytes: 0 },
    headers: { bytes: 0, percent: 0, sideTableBytes: 0 },
    work: {},
  };
  return {
    outcome: fails ? 'failed' : 'ok',
    exitCode: fails ? 1 : 0,
    stdout: fails ? '' : `open at most: ${most}\nopen after the loop: ${prompt ? 1 : most}\n`,
    stderr: fails ? 'Traceback (most recent call last):\nOSError: file064: all 64 handles are in use\n' : '',
    steps: 1,
    platform,
    collector: prompt ? 'refcount-cycle' : 'mark-sweep',
    metrics,
  };
}

async function story(runIsolated: RunIsolated): Promise<string> {
  const stdout = new Recorder();
  const prompt = {
    ...catalogue.collectors[0]!,
    traits: { ...catalogue.collectors[0]!.traits, prompt: true },
  };
  const context = {
    process: { stdout, stderr: stdout },
    catalogue: Object.assign(Object.create(catalogue), {
      collector: (name: string) => (name === 'refcount-cycle' ? prompt : catalogue.collectors[1]),
    }),
    runIsolated,
  };
  await tellMainJob(context);
  return stdout.text.replaceAll(/\s+/g, ' ');
}

describe('the story', () => {
  it('says how many were open, when they were released, which platform fails, and why', async () => {
    const told = await story(async (request) => answer(request));
    expect(told).toContain('open at once, at most 2 173 173');
    expect(told).toContain('released at once 173 0 0');
    expect(told).toContain('released later 0 31 31');
    expect(told).toContain('never released 0 142 142');
    expect(told).toMatch(/Jython 2\.7 FAILS OSError: file064: all 64 handles are in use/);
    expect(told).toMatch(/CPython 3\.11 works open after the loop: 1/);
    expect(told).toContain('173 of 173 were released before anything else was allocated');
    expect(told).toContain(
      'allocates 3 KiB and the heap may grow to 1 GiB, so while the program ran it looked 3 times',
    );
    expect(told).toContain(
      'the loop breaks on Jython 2.7 and IronPython 3.4; with close() in a "with" it works everywhere.',
    );
  });

  it('tells no story over a run that broke off', async () => {
    const broken = story(async (request) => ({ ...answer(request), outcome: 'limit', message: 'stopped.' }));
    await expect(broken).rejects.toThrow('the example broke off on cpython-3.11 (limit): stopped.');
  });

  it('tells no story over an example that printed something else', async () => {
    const silent = story(async (request) => ({ ...answer(request), stdout: 'nothing\n' }));
    await expect(silent).rejects.toThrow('the example printed no "open at most" on cpython-3.11');
  });
});
