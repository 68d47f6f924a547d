/** `midden check`, `explain` and `pitfalls` as commands, over the real machine but without isolates. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/application.ts';
import { catalogue } from '../../src/harness/composition.ts';
import { executeProgram } from '../../src/harness/execute-program.ts';
import type { RunIsolated } from '../../src/harness/execution.ts';
import { Recorder } from '../cli/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'midden-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

let runs = 0;
beforeEach(() => {
  runs = 0;
});

const runHere: RunIsolated = async (request) => {
  runs++;
  const output = { stdout: '', stderr: '' };
  const result = executeProgram(request, {
    onStdout: (text) => {
      output.stdout += text;
    },
    onStderr: (text) => {
      output.stderr += text;
    },
    readModule: () => null,
  });
  return { ...result, ...output };
};

const measure = () => Promise.reject(new Error('nothing is measured here'));

async function midden(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const code = await runCommandLine(argv, {
    process: { stdout, stderr },
    catalogue,
    runIsolated: runHere,
    measure,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const LATE =
  'import weakref\nclass C(object): pass\nc = C()\nr = weakref.ref(c)\nc = None\nprint(r() is None)\n';
const QUICK = ['--platforms', 'cpython,jython', '--seeds', '1'];

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('midden check', () => {
  it('tells findings and exits with 0, or with 1 where --fail-on asks for it', async () => {
    const file = write('late.py', LATE);
    const once = [...QUICK, '--resume', join(folder, 'once.jsonl')];
    const { code, stdout } = await midden('check', ...once, file);
    expect(code).toBe(0);
    expect(stdout).toContain('warning: weakref-timing, line 6');
    expect(stdout).toContain('1 finding in 1 of 1 program, from 2 runs');
    expect((await midden('check', ...once, '--fail-on', 'weakref-timing', file)).code).toBe(1);
    expect((await midden('check', ...once, '--fail-on', 'any', file)).code).toBe(1);
    expect((await midden('check', ...once, '--fail-on', 'late-release', file)).code).toBe(0);
  });

  it('goes through folders, and goes on where it was interrupted without losing a result', async () => {
    const tree = join(folder, 'tree');
    write('tree/a.py', 'print(1)\n');
    write('tree/deep/b.py', LATE);
    write('tree/.hidden/c.py', 'print(2)\n');
    write('tree/notes.txt', 'no program');
    const kept = join(folder, 'kept.jsonl');
    const first = await midden('check', ...QUICK, '--resume', kept, '--format', 'json', tree);
    expect(runs).toBe(4);
    const programs = JSON.parse(first.stdout).programs.map(({ program }: { program: string }) => program);
    expect(programs).toEqual([join(tree, 'a.py'), join(tree, 'deep', 'b.py')]);
    // As if it had been killed while it wrote the last line.
    writeFileSync(kept, readFileSync(kept, 'utf8').trimEnd().slice(0, -20));
    const second = await midden('check', ...QUICK, '--resume', kept, '--format', 'json', tree);
    expect(runs).toBe(6);
    expect(second.stdout).toBe(first.stdout);
    await midden('check', ...QUICK, '--resume', kept, tree);
    expect(runs).toBe(6);
  });

  it('leaves out what the config file allows', async () => {
    const file = write('demo_late.py', LATE);
    const allows = async (config: unknown) => {
      const path = write('config.json', JSON.stringify(config));
      const kept = join(folder, 'allowed.jsonl');
      const { stdout } = await midden('check', ...QUICK, '--resume', kept, '--config', path, file);
      return stdout.includes('no findings');
    };
    expect(await allows({ allow: ['weakref-timing'] })).toBe(true);
    expect(await allows({ files: { 'demo_*.py': ['weakref-timing'] } })).toBe(true);
    expect(await allows({ allow: ['late-release'], files: { 'other.py': ['weakref-timing'] } })).toBe(false);
  });

  it.each([
    [['--fail-on', 'late'], 'unknown kind of finding'],
    [['--config', 'missing.json'], 'cannot read missing.json'],
    [['--seeds', '0'], '--seeds'],
    [['--format', 'pdf'], 'pdf'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await midden('check', ...args, write('fine.py', 'print(1)\n'));
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('writes to a file, and says where there is no program', async () => {
    const output = join(folder, 'findings.sarif');
    const file = write('late.py', LATE);
    const { stdout } = await midden('check', ...QUICK, '--format', 'sarif', '-o', output, file);
    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(output, 'utf8')).runs[0].results).toHaveLength(1);
    mkdirSync(join(folder, 'empty'));
    expect(await midden('check', join(folder, 'empty'))).toMatchObject({ code: 2 });
    expect(await midden('check', ...QUICK, write('broken.py', 'def\n'))).toMatchObject({ code: 2 });
  });
});

describe('midden explain', () => {
  it('lists the kinds, and explains one with its program', async () => {
    expect((await midden('explain')).stdout).toContain('late-release');
    const { stdout } = await midden('explain', 'weakref-timing');
    expect(stdout).toContain('For example 38_weakref_immediate');
    expect(stdout).toContain('right after drop, is None:');
    expect((await midden('explain', 'weakref')).code).toBe(2);
  });
});

describe('midden pitfalls', () => {
  it('lists them by category, and shows one with its fix and recordings', async () => {
    expect((await midden('pitfalls')).stdout).toContain('70 pitfalls');
    const { stdout } = await midden('pitfalls', '38');
    for (const part of ['Findings: weakref-timing', 'Fixed', 'jython-2.7.3, pypy-3.9-7.3.11'])
      expect(stdout).toContain(part);
    expect((await midden('pitfalls', '99')).code).toBe(2);
  });

  it('--run compares with the recordings', async () => {
    const { code, stdout } = await midden('pitfalls', '--run', '52');
    expect(code).toBe(0);
    // IronPython was not recorded; what it prints here is shown.
    expect(stdout).toMatch(/52_is_on_strings(?: +agrees){6} +- +agrees/);
    expect(stdout).toMatch(/prints what the real one printed(?: +1\/1){6} +0\/0 +1\/1/);
    expect(stdout).toMatch(/What midden’s platforms print for 52_is_on_strings\n\n {2}cpython-2\.7/);
    expect(stdout).toMatch(/^ {2}.*ironpython-3\.4/m);
  });
});
