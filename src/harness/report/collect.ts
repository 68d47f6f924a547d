/** Runs whose event logs are kept for a report. */
import type { RunIsolated, RunRequest } from '../execution.ts';
import { readTrace } from '../trace/read-trace.ts';
import type { ReportedRun } from './model.ts';

export class RunCollector {
  private readonly midden: string;
  private readonly kept = new Map<string, ReportedRun>();

  /** @param midden the version that signs the logs */
  constructor(midden: string) {
    this.midden = midden;
  }

  /** Runs with the first seed are kept; others go on as they are. */
  collecting(runIsolated: RunIsolated): RunIsolated {
    return async (request, sink, options) => {
      if (request.seed !== 0) return runIsolated(request, sink, options);
      let lines = '';
      const listening = {
        onStdout: (text: string) => sink.onStdout(text),
        onStderr: (text: string) => sink.onStderr(text),
        onTrace: async (text: string) => {
          lines += text;
          await sink.onTrace?.(text);
        },
      };
      const traced = { ...request, probe: true, trace: { midden: this.midden } };
      const report = await runIsolated(traced, listening, options);
      this.kept.set(keyOf(request), { report, trace: lines === '' ? null : readTrace(lines) });
      return report;
    };
  }

  /** In the order of the requests; a run that was not made this time is left out. */
  runs(requests: readonly RunRequest[]): ReportedRun[] {
    return requests.flatMap((request) => (request.seed === 0 ? (this.kept.get(keyOf(request)) ?? []) : []));
  }
}

function keyOf({ filename, platform }: RunRequest): string {
  return `${platform} ${filename}`;
}
