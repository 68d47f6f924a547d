/** Checks a program right here, without isolates. */
import { type CheckResult, checkResult } from '../../src/harness/check/check.ts';
import { executeProgram } from '../../src/harness/execute-program.ts';
import type { RunReport } from '../../src/harness/execution.ts';
import { loadSqlite, wantsSqlite } from '../../src/harness/sqlite.ts';

export const PLATFORMS = ['cpython-3.11', 'jython-2.7', 'ironpython-3.4', 'pypy-3.9'];

export async function checkHere(
  filename: string,
  source: string,
  {
    platforms = PLATFORMS,
    seeds = [0, 1],
  }: { platforms?: readonly string[]; seeds?: readonly number[] } = {},
): Promise<CheckResult> {
  const sqlite = wantsSqlite(source, () => null) ? await loadSqlite() : undefined;
  const reports: { seed: number; report: RunReport }[] = [];
  for (const platform of platforms) {
    for (const seed of seeds) {
      const output = { stdout: '', stderr: '' };
      const request = {
        source,
        filename,
        argv: [],
        platform,
        heapBytes: 1 << 30,
        seed,
        maxSteps: 60_000_000,
      };
      const result = executeProgram(
        { ...request, verify: false, stress: false, observe: false, probe: true },
        {
          onStdout: (text) => {
            output.stdout += text;
          },
          onStderr: (text) => {
            output.stderr += text;
          },
          readModule: () => null,
          ...(sqlite === undefined ? {} : { sqlite }),
        },
      );
      reports.push({ seed, report: { ...result, ...output } });
    }
  }
  return checkResult(filename, source, reports);
}

export function kindsOf({ findings }: CheckResult): string[] {
  return [...new Set(findings.map(({ kind }) => kind))].sort();
}
