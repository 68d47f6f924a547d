/** `--trace FILE` where there are several runs: each has a file of its own, whose name says which run it is. */
import { basename } from 'node:path';
import type { RunIsolated } from '../harness/execution.ts';
import type { ProgramText } from '../harness/node/source-file.ts';
import { traceName, writingTraces } from '../harness/node/trace-file.ts';
import { VERSION } from './version.ts';

/** `log.jsonl` becomes `log.jython-2.7.jsonl`; with the program's name in it where there are several, and the seed from 1 on. */
export function withTraces(
  runIsolated: RunIsolated,
  path: string | undefined,
  programs: readonly ProgramText[],
): RunIsolated {
  if (path === undefined) return runIsolated;
  return writingTraces(runIsolated, VERSION, ({ filename, platform, seed }) => {
    const index = programs.findIndex((each) => each.filename === filename);
    const names = programs.length === 1 ? [] : [`${index + 1}-${basename(filename, '.py')}`];
    return traceName(path, ...names, platform, ...(seed === 0 ? [] : [`seed${seed}`]));
  });
}
