/** The package as its users get it: packed, and unpacked in an empty project beside its dependencies. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/harness/node/package-root.ts';

let project: string;

function run(command: string, args: readonly string[], cwd = project): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'midden-project-'));
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], PACKAGE_ROOT),
  );
  run('tar', ['xzf', packed.filename]);
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  run('mv', ['package', join('node_modules', 'midden')]);
  const manifest = JSON.parse(readFileSync(join(modules, 'midden', 'package.json'), 'utf8'));
  for (const name of [...Object.keys(manifest.dependencies), 'vitest']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(PACKAGE_ROOT, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(project, 'package.json'), '{"type": "module", "private": true}');
}, 60_000);
afterAll(() => rmSync(project, { recursive: true }));

it('runs the documented example', () => {
  const example = readFileSync(join(PACKAGE_ROOT, 'examples', 'library', 'port.ts'), 'utf8');
  writeFileSync(join(project, 'port.mjs'), example.replaceAll('!.', '.'));
  const lines = run(process.execPath, ['port.mjs']).trimEnd().split('\n');
  expect(lines[0]).toBe('cpython-3.11: still open: 0, at most 2 at a time');
  expect(lines[1]).toBe('jython-2.7: still open: 100, at most 100 at a time');
});

it('has a command that knows its catalogue', () => {
  const command = join('node_modules', 'midden', 'dist', 'src', 'cli', 'main.js');
  expect(run(process.execPath, [command, 'pitfalls', '01'])).toContain('01_faq_resource_loop');
});

it('has matchers for vitest', () => {
  const lines = [
    "import { expect, test } from 'vitest';",
    "import 'midden/vitest';",
    "test('it', () => expect('print(1)').toBehaveTheSameOn('cpython', 'jython'));",
  ];
  writeFileSync(join(project, 'own.test.ts'), lines.join('\n'));
  const vitest = join(PACKAGE_ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const told = run(process.execPath, [
    vitest,
    'run',
    '--root',
    project,
    '--maxWorkers',
    '1',
    '--reporter',
    'json',
    '--testTimeout',
    '60000',
  ]);
  expect(JSON.parse(told)).toMatchObject({ numPassedTests: 1, numFailedTests: 0 });
});
