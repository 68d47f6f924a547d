/** What the bundle `command` gives to the entry points: the command line in this process, and the main job. */
import type { Worker } from 'node:worker_threads';
import { catalogue } from '../harness/composition.ts';
import { runIsolated, runIsolatedIn } from '../harness/node/isolate.ts';
import { errorMessage, runCommandLine } from './application.ts';
import { leaveQuietlyWhenUnread } from './broken-pipe.ts';
import { EXIT_INTERNAL, EXIT_OK } from './exit-codes.ts';

/** @param first a worker that has been started already. @returns the exit code */
export function commandLine(first?: Worker): Promise<number> {
  leaveQuietlyWhenUnread(process.stdout);
  leaveQuietlyWhenUnread(process.stderr);
  const { stdout, stderr, env } = process;
  return runCommandLine(process.argv.slice(2), {
    process: { stdout, stderr, env },
    catalogue,
    runIsolated: first === undefined ? runIsolated : runIsolatedIn(first),
    measure: async (...request) =>
      (await import('../harness/node/measure-in-process.ts')).measureInProcess(...request),
  });
}

/** @returns the exit code */
export async function mainJob(): Promise<number> {
  const { stdout, stderr, env } = process;
  leaveQuietlyWhenUnread(stdout);
  try {
    const { tellMainJob } = await import('./tell.ts');
    await tellMainJob({ process: { stdout, stderr, env }, catalogue, runIsolated });
    return EXIT_OK;
  } catch (error) {
    stderr.write(`${errorMessage(error)}\n`);
    return EXIT_INTERNAL;
  }
}
