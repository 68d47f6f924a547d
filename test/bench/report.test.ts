/** docs/PERFORMANCE.md from samples that are made up: ratios, verdicts, and what could not be measured. */
import { describe, expect, it } from 'vitest';
import type { Job, Sample } from '../../bench/baselines/jobs.ts';
import { plot } from '../../bench/baselines/plot.ts';
import { performanceText, type Results } from '../../bench/baselines/report.ts';

const job = (id: string): Job => ({ id, command: ['none'] });
const sample = (min: number, cpu: number): Sample => ({ n: 10, ns: min * 1.1, min, cpu });

const RESULTS: Results = {
  begun: new Date(0),
  rounds: 2,
  machine: 'a machine',
  load: [0.1, 1],
  versions: ['midden 1'],
  missing: ['Mono: no `mono` on this machine'],
  rows: [
    {
      title: 'a full collection',
      midden: job('midden'),
      against: [
        { label: 'Slow', job: job('slow'), goal: 0.6 },
        { label: 'Quick', job: job('quick'), goal: 0.6 },
        { label: 'Parallel', job: job('parallel'), goal: 0.6 },
        { label: 'Broken', job: job('broken'), goal: 0.6 },
      ],
    },
  ],
  programs: [
    {
      program: 'p.py',
      midden: { 'cpython-3.11': job('p'), 'jython-2.7': job('pj'), 'ironpython-3.4': job('pi') },
      cpython: job('cp'),
      others: [{ label: 'skulpt', job: job('sk') }],
    },
  ],
  samples: new Map([
    ['midden', [sample(50, 50), sample(52, 50)]],
    ['slow', [sample(100, 100), sample(104, 100)]],
    ['quick', [sample(40, 40), sample(40, 40)]],
    ['parallel', [sample(60, 200), sample(60, 200)]], // two threads: much CPU, little time
    ['p', [sample(2e9, 2e9)]],
    ['pj', [sample(1e9, 1e9)]],
    ['cp', [sample(1e9, 1e9)]],
    ['sk', [sample(4e9, 4e9)]],
  ]),
  failures: new Map([
    ['broken', 'Error: no such thing'],
    ['pi', 'ImportError: no module'],
  ]),
  start: { midden: 150, node: 40 },
  memory: [{ workload: 'w', collector: 'c', residentBytes: 2 ** 28, peakBytes: 2 ** 27, ratio: 1.12 }],
  growth: {
    full: [
      {
        label: 'mark-sweep',
        points: [
          [1e4, 0.5],
          [1e5, 5],
        ],
      },
    ],
    minor: [
      {
        label: 'g',
        points: [
          [1e5, 0.2],
          [1e6, 0.2],
        ],
      },
    ],
    destroy: [
      {
        label: 'r',
        points: [
          [1e3, 0.1],
          [1e4, 1],
        ],
      },
    ],
  },
};

describe('the document', () => {
  const files = new Map(performanceText(RESULTS));
  const text = files.get('PERFORMANCE.md')!;

  it('has a row for each opponent, met only where clock and CPU time both say so', () => {
    expect(text).toMatch(
      /\| a full collection \| 50\.0 \| Slow \| 100 \| 0\.50 \[.*\] \| 0\.50 \| ≤ 0\.6 \| met \|/,
    );
    expect(text).toMatch(/\| Quick \| 40\.0 \| 1\.25 \[.*\] \| 1\.25 \| ≤ 0\.6 \| short \|/);
    expect(text).toMatch(/\| Parallel \| 60\.0 \| 0\.83 \[.*\] \| 0\.25 \| ≤ 0\.6 \| short \|/);
    expect(text).toContain('| Broken | - | | | ≤ 0.6 | not measured: Error: no such thing |');
  });

  it('has geometric means, the slowest program, and what has no figure', () => {
    expect(text).toContain('| p.py | 2.00 | 1.00 | - | 1.00 | - |');
    expect(text).toMatch(/\*\*geometric mean\*\* .* \| \*\*2\.00\*\* short \| \*\*1\.00\*\* met \|/);
    expect(text).toContain('- pi: ImportError: no module');
    expect(text).toContain('| p.py | 0.50 met |');
  });

  it('has start, memory and what is missing on this machine', () => {
    expect(text).toContain('**3.75** (150 ms over 40 ms; goal ≤ 3: short)');
    expect(text).toContain('| w | c | 128 | 256 | 1.12 | met |');
    expect(text).toContain('- Mono: no `mono` on this machine');
    expect(text).not.toContain('was busy');
    const busy = performanceText({ ...RESULTS, load: [5, 5] });
    expect(busy[0]![1]).toContain('**The machine was busy');
  });

  it('shows the plots that it comes with', () => {
    for (const name of ['full', 'minor', 'destroy']) {
      expect(text).toContain(`(performance/${name}.svg)`);
      expect(files.get(`performance/${name}.svg`)).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    }
  });
});

it('places powers of ten evenly on a plot', () => {
  const svg = plot('t', 'x', 'y', [
    {
      label: 'a',
      points: [
        [1, 1],
        [10, 10],
        [100, 100],
      ],
    },
  ]);
  const [, points] = /<polyline points="([^"]*)"/.exec(svg)!;
  const at = points!.split(' ').map((pair) => pair.split(',').map(Number));
  expect(at[1]![0]! - at[0]![0]!).toBeCloseTo(at[2]![0]! - at[1]![0]!, 0);
  expect(at[0]![1]! - at[1]![1]!).toBeCloseTo(at[1]![1]! - at[2]![1]!, 0);
});
