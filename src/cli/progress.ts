/** Progress on a terminal; silence in a pipe. */
import { progress } from '@clack/prompts';
import type { CliStream } from './context.ts';

export interface Progress {
  step(done: string): void;
  end(): void;
}

const SILENT: Progress = { step: () => undefined, end: () => undefined };

/** @param steps how many times `step` will be called */
export function progressOn(stream: CliStream, steps: number): Progress {
  if (stream !== process.stderr || !process.stderr.isTTY) return SILENT;
  const bar = progress({ max: steps, output: process.stderr });
  bar.start('running');
  return { step: (done) => bar.advance(1, done), end: () => bar.clear() };
}
