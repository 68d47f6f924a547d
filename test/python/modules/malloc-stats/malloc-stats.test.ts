import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { platformNamed } from '../../../../src/platforms/index.ts';
import { runSource } from '../../../../src/python/run-source.ts';
import { Runtime } from '../../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../../strategies/index.ts';

function debugMallocStats(platformName: string): string {
  const platform = platformNamed(platformName);
  const runtime = new Runtime({
    heapBytes: 64 << 20,
    collector: collectorNamed(platform.collector),
    collectorOptions: platform.collectorOptions,
  });
  let stderr = '';
  const source = 'import sys\nkeep = [[k] for k in range(5000)]\nsys._debugmallocstats()\n';
  const { exitCode } = runSource({
    runtime,
    platform,
    source,
    filename: 'stats.py',
    write: (stream, text) => {
      if (stream === 'stderr') stderr += text;
    },
  });
  expect(exitCode).toBe(0);
  return stderr;
}

/** The text without its figures and without the rows of size classes, of which there are as many as are used. */
function form(text: string): string[] {
  return text
    .replace(/\s+$/, '')
    .split('\n')
    .filter((line) => !/^( +\d+){5}$/.test(line))
    .map((line) => line.replace(/\d[\d,]*/g, '#').replace(/ +/g, ' '));
}

/** Freed objects that CPython keeps; which kinds there are differs from version to version. */
const isFreeList = (line: string) => line.includes(' # free ');

it.each(['3.8', '3.11'])('prints what CPython %s prints, with the figures of this heap', (version) => {
  const file = { '3.8': 'cpython-3.8.18.txt', '3.11': 'cpython-3.11.7.txt' }[version]!;
  const recorded = form(readFileSync(new URL(file, import.meta.url), 'utf8'));
  const printed = form(debugMallocStats(`cpython-${version}`));
  expect(printed.filter((line) => !isFreeList(line))).toEqual(recorded.filter((line) => !isFreeList(line)));
});

it('accounts for every byte of the arenas', () => {
  const text = debugMallocStats('cpython-3.11');
  const figure = (label: RegExp) => Number(label.exec(text)![1]!.replaceAll(',', ''));
  const parts = [
    figure(/bytes in allocated blocks += +([\d,]+)/),
    figure(/bytes in available blocks += +([\d,]+)/),
    figure(/unused pools \* \d+ bytes += +([\d,]+)/),
    figure(/lost to pool headers += +([\d,]+)/),
    figure(/lost to quantization += +([\d,]+)/),
    figure(/lost to arena alignment += +([\d,]+)/),
  ];
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(figure(/\nTotal += +([\d,]+)/));
  expect(parts[0]).toBeGreaterThan(5000 * 32);
});
