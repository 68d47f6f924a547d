import { describe, expect, it } from 'vitest';
import { compare } from '../../src/harness/compare.ts';
import type { RunIsolated, RunReport, RunRequest } from '../../src/harness/execution.ts';
import { outputDifferences } from '../../src/harness/output-diff.ts';

function report(platform: string, stdout: string, exitCode = 0, stderr = ''): RunReport {
  return { outcome: 'ok', exitCode, stdout, stderr, steps: 0, platform, collector: 'c' };
}

describe('where outputs part', () => {
  it('is nowhere when they agree', () => {
    expect(outputDifferences([report('a', 'x\n'), report('b', 'x\n')])).toEqual([]);
    expect(outputDifferences([report('a', 'x\n')])).toEqual([]);
  });

  it('is the first line that differs', () => {
    expect(outputDifferences([report('a', '1\n2\n3\n'), report('b', '1\n9\n8\n')])).toEqual([
      {
        stream: 'stdout',
        line: 2,
        texts: [
          { platform: 'a', text: '2' },
          { platform: 'b', text: '9' },
        ],
      },
    ]);
  });

  it.each([
    ['a missing line', '1\n', '1\n2\n', [null, '2']],
    ['an empty line', '1\n', '1\n\n', [null, '']],
    ['a missing newline at the end', '1', '1\n', ['(no newline at the end)', null]],
    ['no output at all', '', '1\n', [null, '1']],
  ])('is %s too', (_, a, b, texts) => {
    const [difference] = outputDifferences([report('a', a), report('b', b)]);
    expect(difference?.texts.map(({ text }) => text)).toEqual(texts);
  });

  it('is found in standard error and the exit code', () => {
    const differences = outputDifferences([report('a', '', 0, 'x\n'), report('b', '', 1, 'y\n')]);
    expect(differences.map(({ stream }) => stream)).toEqual(['stderr', 'exit code']);
  });
});

describe('compare', () => {
  const request = (platform: string): RunRequest => ({
    source: '',
    filename: 'p.py',
    argv: [],
    platform,
    heapBytes: 0,
    seed: 0,
    verify: false,
    stress: false,
    observe: true,
  });

  it.each([1, 2, 8])('keeps the order of the plan, %d at a time', async (parallel) => {
    let running = 0;
    let most = 0;
    const runIsolated: RunIsolated = async ({ platform }) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, platform === 'a' ? 20 : 1));
      running--;
      return report(platform, `${platform}\n`);
    };
    const ended: string[] = [];
    const { runs } = await compare(
      { program: 'p.py', requests: ['a', 'b', 'c', 'd'].map(request) },
      runIsolated,
      { parallel, onRunEnd: ({ platform }) => ended.push(platform) },
    );
    expect(runs.map(({ platform }) => platform)).toEqual(['a', 'b', 'c', 'd']);
    expect(ended.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(most).toBe(Math.min(parallel, 4));
  });
});
