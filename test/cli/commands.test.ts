import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  compareDocumentSchema,
  reportJsonSchema,
  runDocumentSchema,
} from '../../src/harness/report-schema.ts';
import { midden } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'midden-'));
afterAll(() => rmSync(folder, { recursive: true }));

function program(source: string): string {
  const path = join(folder, `${source.replace(/\W+/g, '-').slice(0, 40)}.py`);
  writeFileSync(path, source);
  return path;
}

describe('midden run', () => {
  it("passes on the program's output and exit code, and nothing else", async () => {
    const file = program('print hello\nerror oh\nexit 7\n');
    expect(await midden('run', file)).toEqual({ code: 7, stdout: 'hello\n', stderr: 'oh\n' });
  });

  it.each(['jython', 'jython-2.7'])('runs on the platform %s', async (name) => {
    expect(await midden('run', program('print PLATFORM'), '--platform', name)).toMatchObject({
      stdout: 'jython-2.7\n',
    });
  });

  it('gives the program its arguments, those behind -- unread', async () => {
    const file = program('args');
    const { stdout } = await midden(
      'run',
      '--seed',
      '1',
      file,
      'a',
      '--',
      '--platform',
      'x',
      '-v',
      '--version',
    );
    expect(JSON.parse(stdout)).toEqual(['a', '--platform', 'x', '-v', '--version']);
  });

  it('says which limit was hit, exit 3', async () => {
    const { code, stderr } = await midden('run', '--max-steps', '2', program('print a\nprint b\nprint c\n'));
    expect([code, stderr]).toEqual([3, 'midden: stopped after 2 steps.\n']);
  });

  it('--stats prints a table on standard error', async () => {
    const { stdout, stderr } = await midden(
      'run',
      '--stats',
      '--platform',
      'jython',
      program('open 5\nprint a\n'),
    );
    expect(stdout).toBe('a\n');
    expect(stderr).toMatch(/^jython-2\.7, mark-sweep/);
    expect(stderr).toMatch(/finalizers prompt \/ late \/ never +0 \/ 0 \/ 5\n/);
    expect(stderr).toMatch(/collections, by cause +2 allocation, 1 shutdown\n/);
    expect(stderr).toMatch(/work: objects marked +7\n/);
    expect(stderr).not.toMatch(/increments/);
  });

  it('--json writes what the schema says', async () => {
    const file = join(folder, 'run.json');
    const source = program('open 2\nprint a\n');
    expect(await midden('run', '--json', file, '--heap', '2M', source, 'x')).toMatchObject({
      code: 0,
      stdout: 'a\n',
    });
    const document = runDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(document).toMatchObject({
      program: source,
      argv: ['x'],
      options: { heapBytes: 2 ** 21 },
      run: { stdout: 'a\n' },
    });
  });

  it('--json - keeps standard output for the report', async () => {
    const { stdout } = await midden('run', '--json', '-', program('print a\n'));
    expect(runDocumentSchema.parse(JSON.parse(stdout)).run.stdout).toBe('a\n');
  });
});

describe('midden compare', () => {
  const differing = program('open 5\nprint same\nprint on PLATFORM\n');

  it('prints a table and the lines that differ side by side', async () => {
    const { code, stdout, stderr } = await midden('compare', differing);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replaceAll(folder, '')).toMatchSnapshot();
  });

  it('is plain text in a pipe', async () => {
    const { stdout } = await midden('compare', differing);
    expect(stdout).not.toMatch(/[\x1b│─]/);
  });

  it.each([
    ['that differ', differing, 1],
    ['that agree', program('print same\n'), 0],
  ])('--exit-code tells platforms %s', async (_, file, code) => {
    expect(await midden('compare', file, '--exit-code')).toMatchObject({ code });
  });

  it('--platforms picks some, in that order, once each', async () => {
    const { stdout } = await midden('compare', '--platforms', 'jython,cpython,jython-2.7', differing);
    expect(stdout.split('\n')[1]).toMatch(/jython-2\.7 +cpython-3\.11$/);
  });

  it('takes several files', async () => {
    const { stdout } = await midden('compare', differing, program('print same\n'));
    expect(stdout.match(/^outcome/gm)).toHaveLength(2);
  });

  it('lets no program drive the terminal', async () => {
    const { stdout } = await midden('compare', program('print \x1b[2JPLATFORM\n'));
    expect(stdout).toContain('\\x1b[2Jcpython-3.11');
  });

  it('--json - prints what the schema says, and no table', async () => {
    const { stdout } = await midden('compare', '--json', '-', differing);
    const { comparisons } = compareDocumentSchema.parse(JSON.parse(stdout));
    expect(comparisons[0]?.runs).toHaveLength(3);
    expect(comparisons[0]?.differences[0]).toMatchObject({ stream: 'stdout', line: 2 });
  });

  it('has a schema for readers in other languages', () => {
    expect(reportJsonSchema()).toHaveProperty('anyOf');
  });
});

describe('midden list', () => {
  it('shows platforms, collectors and traits', async () => {
    const { code, stdout } = await midden('list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^jython-2\.7 +jython +Jython 2\.7 +mark-sweep$/m);
    expect(stdout).toMatch(/^mark-sweep +deferred, non-moving/m);
  });

  it('--json - for machines', async () => {
    const { stdout } = await midden('list', '--json', '-');
    expect(JSON.parse(stdout).platforms[0]).toMatchObject({ name: 'cpython-3.11', aliases: ['cpython'] });
  });
});

describe('help, version, completion', () => {
  it.each([[], ['run'], ['compare'], ['list'], ['dis'], ['completion']])(
    '--help and --version for %s',
    async (...path) => {
      const help = await midden(...path, '--help');
      expect(help).toMatchObject({ code: 0, stderr: '' });
      expect(help.stdout).toMatch(/^USAGE\n/);
      expect(await midden(...path, '--version')).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      });
    },
  );

  it.each(['bash', 'zsh', 'fish'])('prints a script for %s that asks midden', async (shell) => {
    expect(await midden('completion', shell)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('midden __complete'),
    });
  });

  it.each([
    [['co'], ['compare', 'completion']],
    [['run', ''], ['']],
    [['run', '--max-s'], ['--max-steps']],
    [
      ['run', '--platform', 'jy'],
      ['jython', 'jython-2.7'],
    ],
    [['run', '--collector', 'ma'], ['mark-sweep']],
    [
      ['compare', '--platforms', 'cpython,ir'],
      ['cpython,ironpython', 'cpython,ironpython-3.4'],
    ],
    [
      ['completion', ''],
      ['bash', 'fish', 'zsh'],
    ],
  ])('completes %j', async (words, proposals) => {
    const { stdout } = await midden('__complete', ...words);
    const names = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(names.toSorted()).toEqual(proposals);
  });
});
