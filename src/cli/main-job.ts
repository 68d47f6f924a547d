/** `npm start`. */
import { catalogue } from '../harness/composition.ts';
import { runIsolated } from '../harness/node/isolate.ts';
import { errorMessage } from './application.ts';
import { leaveQuietlyWhenUnread } from './broken-pipe.ts';
import { EXIT_INTERNAL } from './exit-codes.ts';
import { tellMainJob } from './tell.ts';

const { stdout, stderr, env } = process;
leaveQuietlyWhenUnread(stdout);
try {
  await tellMainJob({ process: { stdout, stderr, env }, catalogue, runIsolated });
} catch (error) {
  stderr.write(`${errorMessage(error)}\n`);
  process.exitCode = EXIT_INTERNAL;
}
