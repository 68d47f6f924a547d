/** `npm run conformance`: how many of the recorded programs agree with the real interpreters, and which do not. */

import { knownDifferences } from './known-differences.ts';
import {
  compareWithRecording,
  programNames,
  recordedAs,
  recordingOf,
  runProgram,
  type Verdict,
} from './programs.ts';

function verdictOf(program: string, platform: string): Verdict | string {
  try {
    return compareWithRecording(runProgram(program, platform), recordingOf(program, platform));
  } catch (error) {
    return error instanceof Error ? `midden failed: ${error.message}` : String(error);
  }
}

for (const [platform, interpreter] of Object.entries(recordedAs)) {
  const verdicts = programNames.map((program) => [program, verdictOf(program, platform)] as const);
  const agreeing = verdicts.filter(([, verdict]) => verdict === 'agrees').length;
  const deterministic = programNames.filter((program) => recordingOf(program, platform).deterministic).length;
  console.log(
    `${platform}: ${agreeing} of ${programNames.length} programs print what ${interpreter} printed (${deterministic} recordings are deterministic)`,
  );
  for (const [program, verdict] of verdicts) {
    if (verdict === 'agrees') continue;
    const reason = knownDifferences[platform]?.[program];
    console.log(`  ${program}: ${verdict}${reason === undefined ? '' : ` — ${reason}`}`);
  }
}
