/** Where the outputs of several runs of one program part. */
import type { RunReport } from './execution.ts';

/** What one platform printed at the place of a difference; null where its output had already ended. */
export interface SideText {
  readonly platform: string;
  readonly text: string | null;
}

export interface OutputDifference {
  readonly stream: 'stdout' | 'stderr' | 'exit code';
  /** From 1; absent for the exit code. */
  readonly line?: number;
  readonly texts: readonly SideText[];
}

/** The first differing line of stdout and of stderr, and the exit codes if they differ. */
export function outputDifferences(runs: readonly RunReport[]): OutputDifference[] {
  const differences: OutputDifference[] = [];
  for (const stream of ['stdout', 'stderr'] as const) {
    const found = firstDifferingLine(
      stream,
      runs.map((run) => ({ platform: run.platform, lines: linesOf(run[stream]) })),
    );
    if (found !== undefined) differences.push(found);
  }
  if (new Set(runs.map((run) => run.exitCode)).size > 1) {
    const texts = runs.map((run) => ({ platform: run.platform, text: String(run.exitCode) }));
    differences.push({ stream: 'exit code', texts });
  }
  return differences;
}

interface Side {
  readonly platform: string;
  readonly lines: readonly string[];
}

function firstDifferingLine(
  stream: 'stdout' | 'stderr',
  sides: readonly Side[],
): OutputDifference | undefined {
  const longest = Math.max(0, ...sides.map(({ lines }) => lines.length));
  for (let i = 0; i < longest; i++) {
    if (new Set(sides.map(({ lines }) => lines[i])).size > 1) {
      const texts = sides.map(({ platform, lines }) => ({ platform, text: lines[i] ?? null }));
      return { stream, line: i + 1, texts };
    }
  }
  return undefined;
}

/** A trailing newline ends the last line; its absence is told apart from its presence. */
function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines.push('(no newline at the end)');
  return lines;
}
