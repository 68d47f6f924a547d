/** Ctrl-C in the middle of a check, in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/harness/node/package-root.ts';

const COMMAND = join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'main.js');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'midden-interrupted-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function start() {
  const args = [
    'check',
    folder,
    '--platforms',
    'cpython',
    '--seeds',
    '1',
    '--resume',
    join(folder, 'kept.jsonl'),
  ];
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    said.stdout += data;
  });
  child.stderr.on('data', (data) => {
    said.stderr += data;
  });
  return { child, said, closed: once(child, 'close') };
}

it('keeps every result, says so, and goes on from there', async () => {
  const kept = join(folder, 'kept.jsonl');
  writeFileSync(join(folder, 'a.py'), 'print(1)\n');
  writeFileSync(join(folder, 'b.py'), 'while True: pass\n');
  const first = start();
  while (!existsSync(kept)) await sleep(20);
  first.child.kill('SIGINT');
  const [code, signal] = await first.closed;
  expect([code, signal]).toEqual([130, null]);
  expect(first.said.stderr).toContain('interrupted; 1 of 2 programs were checked');
  const [line] = readFileSync(kept, 'utf8').trim().split('\n');
  expect(JSON.parse(line!).result.program).toBe(join(folder, 'a.py'));

  writeFileSync(join(folder, 'b.py'), 'print(2)\n');
  writeFileSync(join(folder, 'c.py'), 'if\n');
  const second = start();
  expect(await second.closed).toEqual([3, null]); // c.py starts nowhere, which does not keep the others from being told
  expect(second.said.stdout).toContain('no findings in 3 programs');
  const lines = readFileSync(kept, 'utf8')
    .split('\n')
    .filter((each) => each !== '');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe(line);
});
