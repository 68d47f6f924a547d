/** Reports from the command line, over the real machine but without isolates. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/application.ts';
import { catalogue } from '../../src/harness/composition.ts';
import { executeProgram } from '../../src/harness/execute-program.ts';
import type { RunIsolated } from '../../src/harness/execution.ts';
import { Recorder } from '../cli/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'midden-report-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const runHere: RunIsolated = async (request, sink) => {
  const output = { stdout: '', stderr: '', trace: '' };
  const result = executeProgram(request, {
    onStdout: (text) => {
      output.stdout += text;
    },
    onStderr: (text) => {
      output.stderr += text;
    },
    onTrace: (text) => {
      output.trace += text;
    },
    readModule: () => null,
  });
  await sink.onTrace?.(output.trace);
  return { ...result, stdout: output.stdout, stderr: output.stderr };
};

async function midden(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const measure = () => Promise.reject(new Error('nothing is measured here'));
  const context = { process: { stdout, stderr }, catalogue, runIsolated: runHere, measure };
  return { code: await runCommandLine(argv, context), stdout: stdout.text, stderr: stderr.text };
}

const PLATFORMS = ['--platforms', 'cpython,jython'];
const program = join(folder, 'late.py');
writeFileSync(
  program,
  'class C(object):\n  def __del__(self):\n    print("bye")\nc = C()\nc = None\nprint([1])\nprint([2])\n',
);

describe('reports', () => {
  it('are written by compare, beside its table', async () => {
    const report = join(folder, 'compare.html');
    const { code, stdout } = await midden('compare', program, ...PLATFORMS, '-o', report);
    expect([code, stdout.includes('collector')]).toEqual([0, true]);
    const text = readFileSync(report, 'utf8');
    expect(text).toContain('<h2>Over time</h2>');
    expect(text).not.toContain('finding warning');
  });

  it('are a format of check, also where results were there already', async () => {
    const kept = join(folder, 'kept.jsonl');
    const check = () =>
      midden('check', program, ...PLATFORMS, '--seeds', '1', '--format', 'html', '--resume', kept);
    const first = await check();
    expect(first.stdout).toMatch(/^<!doctype html>/);
    expect(first.stdout).toContain('finding warning');
    expect(first.stdout).toContain('<h2>Over time</h2>');
    const again = await check();
    expect(again.stdout).toContain('finding warning');
    expect(again.stdout).not.toContain('<h2>Over time</h2>');
  });

  it('have the recording of a pitfall, by its text', async () => {
    const pitfall = readFileSync('pitfalls/01_faq_resource_loop/program.py', 'utf8');
    const copy = join(folder, 'copy.py');
    writeFileSync(copy, pitfall);
    const { stdout } = await midden('compare', copy, ...PLATFORMS, '-o', '-');
    expect(stdout).toContain('cpython-3.11.7');
    expect(stdout).toContain('midden prints what the real ones printed');
  });

  it('are refused before the run where they cannot be written', async () => {
    const report = join(folder, 'nowhere', 'report.html');
    const { code, stderr } = await midden('compare', program, ...PLATFORMS, '-o', report);
    expect([code, existsSync(report)]).toEqual([2, false]);
    expect(stderr).toContain('there is no directory');
  });
});
