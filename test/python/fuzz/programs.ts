/** Running a random program, here and on a real interpreter. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';
import { ProgramGenerator } from './generator.ts';

const prelude = readFileSync(new URL('prelude.py', import.meta.url), 'utf8');

export interface Output {
  readonly exitCode: number;
  readonly stdout: string;
}

export interface RunOptions {
  readonly collector?: string;
  readonly verify?: boolean;
  readonly poison?: boolean;
  readonly stress?: boolean;
}

export function programOf(seed: number): string {
  return `${prelude}\n\n${new ProgramGenerator(seed).program()}`;
}

/** Runs a program as CPython 3.11, on its collector or another. */
export function runHere(source: string, options: RunOptions = {}): Output & { readonly stderr: string } {
  const platform = platformNamed('cpython-3.11');
  const { collector = platform.collector, ...checks } = options;
  const runtime = new Runtime({ heapBytes: 1 << 26, collector: collectorNamed(collector), ...checks });
  const text = { stdout: '', stderr: '' };
  const write = (stream: 'stdout' | 'stderr', part: string) => {
    text[stream] += part;
  };
  const { exitCode } = runSource({
    runtime,
    platform,
    source,
    filename: 'program.py',
    maxSteps: 10_000_000,
    write,
  });
  return { exitCode, ...text };
}

/** Runs a program on the interpreter `command`; null if it took more than ten seconds. */
export function runReal(source: string, command: string): Output | null {
  const env = { ...process.env, PYTHONHASHSEED: '0' };
  const run = spawnSync(command, ['-'], { input: source, encoding: 'utf8', timeout: 10_000, env });
  return run.status === null ? null : { exitCode: run.status, stdout: run.stdout };
}
