import { describe, expect, it } from 'vitest';
import { knownDifferences } from './known-differences.ts';
import {
  compareWithRecording,
  programNames,
  recordedAs,
  recordingOf,
  runProgram,
  shownErrors,
} from './programs.ts';

describe.each(Object.keys(recordedAs))('recorded programs on %s', (platform) => {
  const known = knownDifferences[platform] ?? {};
  const expected = programNames.filter((program) => known[program] === undefined);

  it.each(expected)('%s prints what the real interpreter printed', (program) => {
    const recording = recordingOf(program, platform);
    const run = runProgram(program, platform);
    if (compareWithRecording(run, recording) === 'not deterministic') return;
    expect({ exit: run.exitCode, stdout: run.stdout }).toEqual({
      exit: recording.exit,
      stdout: recording.stdout,
    });
    if (platform === 'cpython-3.11') expect(shownErrors(run.stderr)).toBe(shownErrors(recording.stderr));
  });

  it.each(Object.keys(known))('%s still differs, as listed', (program) => {
    const recording = recordingOf(program, platform);
    expect(compareWithRecording(runProgram(program, platform), recording)).toBe('differs');
  });
});
