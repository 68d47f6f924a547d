import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSqlite } from '../../../src/harness/sqlite.ts';
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';

/** Programs about files, descriptors, sockets, child processes and databases, each with what CPython printed (record.py). */
const here = new URL('.', import.meta.url);
const recorded = JSON.parse(readFileSync(new URL('recorded.json', here), 'utf8')) as {
  readonly descriptorLimit: number;
  readonly stdout: Readonly<Record<string, string>>;
};
const sqlite = await loadSqlite();

function run(source: string, platformName: string, collector?: string) {
  const platform = platformNamed(platformName);
  const runtime = new Runtime({
    heapBytes: 1 << 28,
    collector: collectorNamed(collector ?? platform.collector),
    ...(collector === undefined && { collectorOptions: platform.collectorOptions }),
  });
  let stdout = '';
  const { outcome, message } = runSource({
    runtime,
    platform,
    source,
    filename: '<stdin>',
    descriptorLimit: recorded.descriptorLimit,
    sqlite,
    write: (stream, text) => {
      if (stream === 'stdout') stdout += text;
    },
  });
  return { outcome, message, stdout };
}

const sourceOf = (program: string) => readFileSync(new URL(`programs/${program}.py`, here), 'utf8');
const programs = Object.keys(recorded.stdout);

describe('the world', () => {
  it.each(programs)('%s prints what CPython printed', (program) => {
    const { stdout, outcome } = run(sourceOf(program), 'cpython-3.11');
    expect(stdout).toBe(recorded.stdout[program]);
    expect(outcome).toBe('ok');
  });

  /** What does not depend on when something dies. */
  const timeless = ['io_errors', 'trees', 'processes'];

  it.each(timeless)('%s does so under a collector that moves', (program) => {
    expect(run(sourceOf(program), 'cpython-3.11', 'generational-compacting').stdout).toBe(
      recorded.stdout[program],
    );
  });

  it('ends a wait that nothing can end', () => {
    const { outcome, message } = run(
      'import socket\na, b = socket.socketpair()\na.recv(1)\n',
      'cpython-3.11',
    );
    expect({ outcome, message }).toEqual({
      outcome: 'limit',
      message: expect.stringContaining('MainThread waits for socket.recv()'),
    });
  });

  it('does not nest processes without end', () => {
    const source =
      'import subprocess, sys\n' +
      'text = \'import subprocess, sys; print("in"); subprocess.call([sys.executable, "b.py"])\'\n' +
      'with open("b.py", "w") as f:\n    f.write(text)\n' +
      'print(subprocess.call([sys.executable, "b.py"]))';
    expect(run(source, 'cpython-3.11').stdout).toBe('in\nin\nin\nin\nin\nin\n0\n');
  });

  it('loses what nobody flushed, where the platform loses it', () => {
    const source =
      'import os, subprocess, sys\n' +
      "subprocess.call([sys.executable, \"-c\", \"f = open('x', 'w'); f.write('data')\"])\n" +
      'print(os.path.getsize("x"))';
    expect(run(source, 'cpython-3.11').stdout).toBe('4\n');
    expect(run(source, 'pypy-3.9').stdout).toBe('4\n');
    expect(run(source, 'ironpython-3.4').stdout).toBe('0\n');
  });
});
