/** Running a random program, here and on a real interpreter. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectorNamed, platformNamed, Runtime, runSource } from './compiled.ts';
import { ProgramGenerator } from './generator.ts';

export const prelude = readFileSync(new URL('prelude.py', import.meta.url), 'utf8');

export interface Output {
  readonly exitCode: number;
  readonly stdout: string;
  /** Addresses and the program's path are taken out. */
  readonly stderr: string;
}

export interface RunOptions {
  readonly platform?: string;
  readonly collector?: string;
  readonly verify?: boolean;
  readonly poison?: boolean;
}

export function programOf(seed: number): string {
  return `${prelude}\n\n${new ProgramGenerator(seed).program()}`;
}

function comparable(text: string): string {
  return text.replaceAll(/0x[0-9a-f]+/g, '0x').replaceAll(/[^" \n]*program\d*\.py(?=[":])/g, 'program.py');
}

/** Runs a program as CPython 3.11, or on another platform, on its collector or another. */
export function runHere(source: string, options: RunOptions = {}): Output {
  const platform = platformNamed(options.platform ?? 'cpython-3.11');
  const { collector = platform.collector, verify = false, poison = false } = options;
  const runtime = new Runtime({
    heapBytes: 1 << 25,
    collector: collectorNamed(collector),
    collectorOptions: collector === platform.collector ? platform.collectorOptions : {},
    verify,
    poison,
  });
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
  return { exitCode, stdout: comparable(text.stdout), stderr: comparable(text.stderr) };
}

/** A real interpreter that runs programs from a folder of its own. */
export class RealPython {
  readonly version: string;
  private readonly executable: string;
  private readonly folder: string;
  private serial = 0;

  /** @throws Error if `command` is no CPython 3.11 */
  constructor(command: string) {
    const ask =
      'import platform, sys; print(platform.python_implementation(), platform.python_version(), sys.executable)';
    const answer = spawnSync(command, ['-c', ask], { encoding: 'utf8' }).stdout ?? '';
    const [implementation, version = '', ...executable] = answer.trim().split(' ');
    if (implementation !== 'CPython' || !version.startsWith('3.11.')) {
      const found = answer === '' ? 'no interpreter' : `${implementation} ${version}`;
      throw new Error(
        `${command}: found ${found}, expected CPython 3.11; install it, or name one with --python COMMAND`,
      );
    }
    this.version = version;
    this.executable = executable.join(' ');
    this.folder = mkdtempSync(join(tmpdir(), 'midden-fuzz-'));
  }

  /** What the program does there; null if it took more than a minute. */
  run(source: string): Promise<Output | null> {
    const path = join(this.folder, `program${this.serial++}.py`);
    writeFileSync(path, source);
    const env = { ...process.env, PYTHONHASHSEED: '0' };
    return new Promise((resolve) => {
      const options = { encoding: 'utf8', timeout: 60_000, env, maxBuffer: 1 << 26 } as const;
      const child = execFile(this.executable, ['-s', '-S', path], options, (error, stdout, stderr) => {
        rmSync(path);
        const exitCode = error === null ? 0 : error.code;
        const output = { stdout: comparable(stdout), stderr: comparable(stderr) };
        // One that was told to stop may have ended by itself just before, unread.
        resolve(typeof exitCode === 'number' && !child.killed ? { exitCode, ...output } : null);
      });
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
