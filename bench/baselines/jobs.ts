/** One thing to be measured: a command that prints nanoseconds per object, or per run, as its last line. */
import { spawn } from 'node:child_process';
import { z } from 'zod';

export interface Job {
  readonly id: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const answerSchema = z.object({
  n: z.number(),
  ns: z.number(),
  min: z.number(),
  cpu: z.number(),
  result: z.unknown().optional(),
});

/** Nanoseconds per object: the best by the clock, the median of CPU time, which helper threads add to. */
export type Sample = z.infer<typeof answerSchema>;

/** Where output is not what it should be: the last words. */
export type Outcome = Sample | { readonly failed: string };

const LIMIT_MILLISECONDS = 600_000;

export function runJob({ command, env }: Job): Promise<Outcome> {
  return new Promise((resolve) => {
    const [program, ...args] = command;
    const child = spawn(program!, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MILLISECONDS);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += String(text);
    });
    child.stderr.on('data', (text) => {
      stderr += String(text);
    });
    child.on('error', (error) => resolve({ failed: error.message }));
    child.on('close', () => {
      clearTimeout(timer);
      resolve(parse(stdout) ?? { failed: lastLine(stderr) || lastLine(stdout) || 'it was stopped' });
    });
  });
}

/** The last line that is a figure; heapmark and bench-malloc print one for each way: the best of those with prefetching. */
function parse(stdout: string): Sample | null {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  const prefetching = lines.filter((line) => /_pf"|prefetch"/.test(line));
  const samples = (prefetching.length > 0 ? prefetching : lines.slice(-1)).flatMap((line) => {
    const parsed = answerSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  });
  return samples.sort((a, b) => a.min - b.min)[0] ?? null;
}

/** What went wrong, in a line: the last that speaks of an error, else the last of all. */
function lastLine(text: string): string {
  const lines = text.trimEnd().split('\n');
  return (lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? '').trim();
}
