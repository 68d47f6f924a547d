/** Checks a program right here, without isolates. */
import { type CheckResult, checkRequests, checkResult } from '../../src/harness/check/check.ts';
import { executeProgram } from '../../src/harness/execute-program.ts';
import type { RunReport } from '../../src/harness/execution.ts';
import { loadSqlite, wantsSqlite } from '../../src/harness/sqlite.ts';

const MAX_STEPS = 60_000_000;
const PLATFORMS = ['cpython-3.11', 'jython-2.7', 'ironpython-3.4', 'pypy-3.9'];

export async function checkHere(
  filename: string,
  source: string,
  { platforms = PLATFORMS, seeds = 2 }: { platforms?: readonly string[]; seeds?: number } = {},
): Promise<CheckResult> {
  const sqlite = wantsSqlite(source, () => null) ? await loadSqlite() : undefined;
  const reports: { seed: number; report: RunReport }[] = [];
  const settings = { platforms, seeds, heapBytes: 1 << 30, maxSteps: MAX_STEPS };
  for (const request of checkRequests({ filename, source }, settings)) {
    const output = { stdout: '', stderr: '' };
    const result = executeProgram(request, {
      onStdout: (text) => {
        output.stdout += text;
      },
      onStderr: (text) => {
        output.stderr += text;
      },
      readModule: () => null,
      ...(sqlite === undefined ? {} : { sqlite }),
    });
    reports.push({ seed: request.seed, report: { ...result, ...output } });
  }
  return checkResult(filename, source, reports);
}

export function kindsOf({ findings }: CheckResult): string[] {
  return [...new Set(findings.map(({ kind }) => kind))].sort();
}
