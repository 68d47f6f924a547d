/** Every command but `run`, in the order of the help. */
import { benchCommand } from './bench.ts';
import { checkCommand } from './check.ts';
import { compareCommand } from './compare.ts';
import { completionCommand } from './completion.ts';
import { disCommand } from './dis.ts';
import { explainCommand } from './explain.ts';
import { listCommand } from './list.ts';
import { pitfallsCommand } from './pitfalls.ts';
import { traceCommand } from './trace.ts';

export const commandsBesidesRun = {
  compare: compareCommand,
  bench: benchCommand,
  check: checkCommand,
  explain: explainCommand,
  pitfalls: pitfallsCommand,
  trace: traceCommand,
  list: listCommand,
  dis: disCommand,
  completion: completionCommand,
};
