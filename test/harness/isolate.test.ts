/** Isolates, with a fake runtime inside: output, limits, failures. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { IsolateOptions, RunRequest } from '../../src/harness/execution.ts';
import { isolateWith } from '../../src/harness/node/isolate.ts';
import { collectorUrl } from '../../src/harness/node/load-collector.ts';

const runFake = isolateWith(new URL('./fake-worker.mjs', import.meta.url));

function request(source: string, more: Partial<RunRequest> = {}): RunRequest {
  return {
    source,
    filename: 'p.py',
    argv: [],
    platform: 'cpython-3.11',
    heapBytes: 2 ** 26,
    seed: 0,
    verify: false,
    stress: false,
    observe: false,
    ...more,
  };
}

async function run(source: string, more: Partial<RunRequest> = {}, options: IsolateOptions = {}) {
  const heard: string[] = [];
  const sink = {
    onStdout: (text: string) => void heard.push(`out ${text}`),
    onStderr: (text: string) => void heard.push(`err ${text}`),
  };
  return { report: await runFake(request(source, more), sink, options), heard };
}

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

describe('an isolate', () => {
  it('keeps the order of the two streams', async () => {
    const { report, heard } = await run('print a\nprint b\nerror c\nprint d\nexit 7');
    expect(heard).toEqual(['out a\nb\n', 'err c\n', 'out d\n']);
    expect(report).toMatchObject({
      outcome: 'failed',
      exitCode: 7,
      stdout: 'a\nb\nd\n',
      stderr: 'c\n',
      steps: 5,
    });
  });

  it('delivers more than may be on the way at once', async () => {
    const { report } = await run('flood 50000');
    expect(report.stdout.length).toBe(5_000_000);
  });

  it('keeps no output that nobody wants', async () => {
    const { report, heard } = await run('print a', {}, { dropOutput: true });
    expect([report.stdout, heard]).toEqual(['', ['out a\n']]);
  });

  it('holds a program up while its reader is busy', async () => {
    let taken = 0;
    let most = 0;
    const slow = {
      onStdout: async (text: string) => {
        taken += text.length;
        most = Math.max(most, taken);
        await new Promise((resolve) => setTimeout(resolve, 1));
        taken -= text.length;
      },
      onStderr: () => undefined,
    };
    await runFake(request('flood 50000'), slow, { dropOutput: true });
    expect(most).toBeLessThan(1.2 * 2 ** 20);
  });

  it('is ended by the time limit', async () => {
    const { report } = await run('print before\nspin', {}, { timeoutMilliseconds: 1500 });
    expect(report).toMatchObject({ outcome: 'limit', exitCode: 3 });
    expect(report.message).toContain('stopped after 1.5 s (--timeout)');
  });

  it('reports the bug of a broken runtime', async () => {
    await expect(run('break')).rejects.toThrow('the fake runtime broke on break');
    await expect(run('break')).rejects.toHaveProperty('name', 'InternalError');
  });

  it.each(['counting.ts', 'counting.js'])('loads a collector from outside: %s', async (name) => {
    const { report } = await run('', { collector: collectorUrl(fixture(name)) });
    expect(report.collector).toBe('from-outside');
  });

  it.each([
    ['empty.js', 'exports no collector'],
    ['broken.js', 'cannot load'],
  ])('refuses a module that is no collector: %s', async (name, message) => {
    const refused = run('', { collector: collectorUrl(fixture(name)) });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toHaveProperty('name', 'UsageError');
  });
});
