/** Event logs of real isolates, on disk. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compare } from '../../../src/harness/compare.ts';
import type { RunRequest } from '../../../src/harness/execution.ts';
import { runIsolated } from '../../../src/harness/node/isolate.ts';
import { readTraceFile, traceName, writingTraces } from '../../../src/harness/node/trace-file.ts';
import { eventsOf } from '../../../src/harness/trace/read-trace.ts';

const SILENT = { onStdout: () => undefined, onStderr: () => undefined };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'midden-trace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function request(source: string, platform = 'cpython-3.11'): RunRequest {
  return {
    source,
    filename: 'p.py',
    argv: [],
    platform,
    heapBytes: 1 << 28,
    seed: 0,
    verify: false,
    stress: false,
    observe: false,
  };
}

describe('an event log on disk', () => {
  it('has its end when the time is over', async () => {
    const path = join(folder, 'log.jsonl');
    const run = writingTraces(runIsolated, '1.2.3', () => path);
    // The time is over before the program begins: it is asked to end, and has all the time to do so.
    const report = await run(request('while True: pass'), SILENT, {
      timeoutMilliseconds: 1,
      graceMilliseconds: 60_000,
    });
    expect(report).toMatchObject({ outcome: 'limit', exitCode: 3 });
    const trace = readTraceFile(path);
    expect(trace.header.midden).toBe('1.2.3');
    expect(trace.complete).toBe(true);
    expect(eventsOf(trace, 'end')[0]).toMatchObject({ outcome: 'limit', message: report.message });
    expect(report.message).toContain('--timeout');
  });

  it('is one file for each run', async () => {
    const run = writingTraces(runIsolated, '1.2.3', ({ platform }) =>
      traceName(join(folder, 'log.jsonl'), platform),
    );
    const platforms = ['cpython-3.11', 'jython-2.7'];
    const requests = platforms.map((platform) => request('print(1)', platform));
    const { runs } = await compare({ program: 'p.py', requests }, run);
    expect(runs.map(({ stdout }) => stdout)).toEqual(['1\n', '1\n']);
    for (const platform of platforms) {
      expect(readTraceFile(join(folder, `log.${platform}.jsonl`)).header.platform).toBe(platform);
    }
  });

  it('complains about a file that cannot be written, or read, or is none', async () => {
    const run = writingTraces(runIsolated, '1.2.3', () => join(folder, 'nowhere', 'log.jsonl'));
    await expect(run(request('print(1)'), SILENT)).rejects.toThrow('cannot write');
    expect(() => readTraceFile(join(folder, 'nothing.jsonl'))).toThrow('cannot read');
    writeFileSync(join(folder, 'other.json'), '{}\n');
    expect(() => readTraceFile(join(folder, 'other.json'))).toThrow('line 1');
    expect(existsSync(join(folder, 'log.jsonl'))).toBe(false);
  });
});
