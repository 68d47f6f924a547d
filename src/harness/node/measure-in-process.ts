/** A process for each measurement: its own heap, its own optimised code, nothing left from the one before. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measure, MeasureAnswer, MeasureRequest, ProfileTarget } from '../bench/measurement.ts';
import { InternalError } from '../errors.ts';

/** Compiled, always: Node 20 starts no process from TypeScript. */
const CHILD = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? '../../../dist/src/harness/node/bench-child.js' : './bench-child.js',
    import.meta.url,
  ),
);

/** Deeply nested Python source is parsed by recursion, and trees are grown by it. */
const STACK_KILOBYTES = 3900;

export const measureInProcess: Measure = (request, profile) =>
  new Promise((resolve, reject) => {
    const child = fork(CHILD, [], {
      execArgv: [`--stack-size=${STACK_KILOBYTES}`, ...profileFlags(profile)],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let stderr = '';
    let answer: MeasureAnswer | undefined;
    child.stderr?.on('data', (text) => {
      stderr += String(text);
    });
    child.on('message', (message: MeasureAnswer) => {
      answer = message;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (answer === undefined) reject(endedEarly(request, code ?? signal, stderr));
      else resolve(answer);
    });
    child.send(request);
  });

function profileFlags(profile: ProfileTarget | undefined): string[] {
  if (profile === undefined) return [];
  return ['--cpu-prof', `--cpu-prof-dir=${profile.directory}`, `--cpu-prof-name=${profile.name}`];
}

function endedEarly(request: MeasureRequest, how: number | string | null, stderr: string): InternalError {
  const last = stderr.trimEnd().split('\n').slice(-3).join(' | ');
  return new InternalError(
    `the measuring process ended without an answer (${how}), under ${request.collector}: ${last}`,
  );
}
