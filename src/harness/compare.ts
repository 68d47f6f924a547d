/** One program on several platforms: every run in an isolate of its own, then what differs. */
import type { IsolateOptions, RunIsolated, RunReport, RunRequest } from './execution.ts';
import { type OutputDifference, outputDifferences } from './output-diff.ts';

export interface Comparison {
  readonly program: string;
  readonly runs: readonly RunReport[];
  readonly differences: readonly OutputDifference[];
}

export interface ComparePlan {
  readonly program: string;
  /** One request per platform, in the order of the table. */
  readonly requests: readonly RunRequest[];
}

export interface CompareOptions extends IsolateOptions {
  /** How many isolates at a time; figures are counts, so neighbours do not change them. */
  readonly parallel?: number;
  /** Called as each run ends, for progress. */
  readonly onRunEnd?: (report: RunReport) => void;
}

const SILENT = { onStdout: () => undefined, onStderr: () => undefined };

/** Runs every request of the plan; the reports keep the plan's order. */
export async function compare(
  plan: ComparePlan,
  runIsolated: RunIsolated,
  options: CompareOptions = {},
): Promise<Comparison> {
  const runs: RunReport[] = [];
  const waiting = plan.requests.map((request, index) => ({ request, index }));
  const takeTurns = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const report = await runIsolated(next.request, SILENT, options);
      runs[next.index] = report;
      options.onRunEnd?.(report);
    }
  };
  await Promise.all(Array.from({ length: options.parallel ?? 1 }, takeTurns));
  return { program: plan.program, runs, differences: outputDifferences(runs) };
}
