/** The pitfall programs, with what real interpreters printed, and how to run one on a platform of ours. */
import { fileURLToPath } from 'node:url';
import { type Pitfall, type Recording, readPitfalls } from '../../../src/harness/node/pitfalls.ts';
import { loadSqlite } from '../../../src/harness/sqlite.ts';
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';

const pitfalls = readPitfalls(fileURLToPath(new URL('../../../pitfalls', import.meta.url)));

/** Our platforms, and the recorded interpreter that each must agree with. */
export const recordedAs: Readonly<Record<string, string>> = {
  'cpython-2.7': 'cpython-2.7.18',
  'cpython-3.8': 'cpython-3.8.18',
  'cpython-3.11': 'cpython-3.11.7',
  'cpython-3.12': 'cpython-3.12.1',
  'cpython-3.13': 'cpython-3.13.0',
  'jython-2.7': 'jython-2.7.3',
  'pypy-3.9': 'pypy-3.9-7.3.11',
};

export const programNames: readonly string[] = pitfalls.map(({ id }) => id);

function pitfallNamed(program: string): Pitfall {
  const found = pitfalls.find(({ id }) => id === program);
  if (found === undefined) throw new Error(`there is no program ${program}`);
  return found;
}

export function recordingOf(program: string, platform: string): Recording {
  const recording = pitfallNamed(program).recording[recordedAs[platform]!];
  if (recording === undefined) throw new Error(`${program} has no recording for ${platform}`);
  return recording;
}

export function sourceOf(program: string): string {
  return pitfallNamed(program).program;
}

export interface ProgramRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const sqlite = await loadSqlite();

/** The programs were recorded under `ulimit -n 256`. */
const RECORDED_DESCRIPTOR_LIMIT = 256;

/** Runs a program on a platform, its own collector or another. */
export function runProgram(program: string, platformName: string, collector?: string): ProgramRun {
  const platform = platformNamed(platformName);
  const runtime = new Runtime({
    heapBytes: 1 << 30,
    collector: collectorNamed(collector ?? platform.collector),
    collectorOptions: platform.collectorOptions,
  });
  const text = { stdout: '', stderr: '' };
  const result = runSource({
    runtime,
    platform,
    source: sourceOf(program),
    filename: `${program}.py`,
    descriptorLimit: RECORDED_DESCRIPTOR_LIMIT,
    sqlite,
    write: (stream, part) => {
      text[stream] += part;
    },
  });
  return { exitCode: result.exitCode, ...text };
}

/** Standard error without what differs from run to run: addresses, and folders with temporary names. */
export function shownErrors(stderr: string): string {
  return stderr.replace(/0x[0-9a-f]{6,}/g, '0xADDR').replace(/File "\/tmp\/tmp\w+\//g, 'File "');
}

export type Verdict = 'agrees' | 'differs' | 'not deterministic';

/** Whether a run did what the recording says. */
export function compareWithRecording(run: ProgramRun, recording: Recording): Verdict {
  const agrees = run.exitCode === recording.exit && run.stdout === recording.stdout;
  if (agrees) return 'agrees';
  return recording.deterministic ? 'differs' : 'not deterministic';
}
