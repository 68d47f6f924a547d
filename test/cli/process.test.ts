/** The command as a process: the compiled files, real streams, real exit codes. `npm test` has built them. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/harness/node/package-root.ts';

const DIST = join(PACKAGE_ROOT, 'dist', 'src', 'cli');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(file: string, args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [join(DIST, file), ...args], { cwd: PACKAGE_ROOT });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...texts })));
}

const midden = (...args: string[]) => start('main.js', args);

beforeAll(() => {
  if (!existsSync(join(DIST, 'main.js'))) throw new Error('dist is missing: run npm run build, or npm test');
});

describe('midden as a process', () => {
  it('has the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8'));
    expect(await midden('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('exits with 2 and one line for a mistake', async () => {
    const { code, stderr } = await midden('run', 'none.py');
    expect([code, stderr.split('\n').length]).toEqual([2, 2]);
  });

  it('runs a program from standard input, on its own streams', async () => {
    const program = 'import sys\nprint("out", sys.argv[1:])\nprint("err", file=sys.stderr)\nsys.exit(5)\n';
    expect(await start('main.js', ['run', '-', 'a', 'b'], program)).toEqual({
      code: 5,
      stdout: "out ['a', 'b']\n",
      stderr: 'err\n',
    });
  });

  it('refuses a program with a syntax error in CPython’s words', async () => {
    const { code, stdout, stderr } = await start('main.js', ['run', '-'], 'x = = 1\n');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/File "<stdin>", line 1\n {4}x = = 1\n {8}\^\nSyntaxError: invalid syntax\n$/);
  });

  it('stops a program that does not end', async () => {
    const timeout = await start('main.js', ['run', '--timeout', '1s', '-'], 'while True:\n    pass\n');
    expect([timeout.code, timeout.stderr]).toEqual([3, expect.stringContaining('--timeout')]);
    const steps = await start('main.js', ['run', '--max-steps', '1000', '-'], 'while True:\n    pass\n');
    expect([steps.code, steps.stderr]).toEqual([3, expect.stringContaining('1000')]);
  });

  it('ends when nobody reads any more', async () => {
    const child = spawn(process.execPath, [join(DIST, 'main.js'), 'run', '-'], { cwd: PACKAGE_ROOT });
    child.stdin.end('while True:\n    print("x" * 100)\n');
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(141);
  });

  it('takes a collector in TypeScript by its path', async () => {
    const collector = 'examples/collectors/first-fit.ts';
    const args = ['run', '--platform', 'jython', '--collector', collector, '--stats', 'examples/faq_loop.py'];
    const { code, stdout, stderr } = await midden(...args);
    expect([code, stderr]).toEqual([0, expect.stringContaining('jython-2.7, first-fit')]);
    expect(stdout).toContain('open at most: 200');
  });

  it('compares the FAQ loop', async () => {
    const { code, stdout } = await midden('compare', '--exit-code', 'examples/faq_loop.py');
    expect(code).toBe(1);
    // CPython, then Jython, IronPython and PyPy.
    expect(stdout).toMatch(/^most resources open +2( +200){3}$/m);
    expect(stdout).toMatch(/stdout differs from line 2 on/);
  });

  it('finds no difference in the repaired loop', async () => {
    const { code, stdout } = await midden('compare', '--exit-code', 'examples/faq_loop_closed.py');
    expect([code, stdout]).toEqual([0, expect.stringContaining('the same on every platform')]);
  });
});

const recording = JSON.parse(
  readFileSync(join(PACKAGE_ROOT, 'test', 'cli', 'recorded', 'examples.json'), 'utf8'),
) as { interpreter: string; runs: (Omit<Ended, 'code'> & { args: string[]; exitCode: number })[] };

describe(`the examples on cpython-3.11, as ${recording.interpreter} ran them`, () => {
  it.each(recording.runs.map((run) => [run.args.join(' '), run] as const))('%s', async (_, run) => {
    const { args, exitCode: code, stdout, stderr } = run;
    expect(await midden('run', '--platform', 'cpython-3.11', ...args)).toEqual({ code, stdout, stderr });
  });
});

describe('npm start', () => {
  it('tells what README shows', async () => {
    const { code, stdout, stderr } = await start('main-job.js', []);
    expect([code, stderr]).toEqual([0, '']);
    const shown = /^```console\n\$ npm start\n([\s\S]*?)^```$/m.exec(
      readFileSync(join(PACKAGE_ROOT, 'README.md'), 'utf8'),
    );
    expect(stdout).toBe(shown?.[1]);
  });
});
