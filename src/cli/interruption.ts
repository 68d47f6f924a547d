/** Ctrl-C during work that can be taken up again. */
import type { CliStream } from './context.ts';
import { EXIT_INTERRUPTED } from './exit-codes.ts';

/** Says what to do, and ends the process. @returns what to call when the work is done */
export function onInterruption(stderr: CliStream, advice: () => string): () => void {
  const interrupted = () => {
    stderr.write(`\r\u001b[2Kmidden: interrupted; ${advice()}\n`, () => process.exit(EXIT_INTERRUPTED));
  };
  process.once('SIGINT', interrupted);
  return () => process.off('SIGINT', interrupted);
}
