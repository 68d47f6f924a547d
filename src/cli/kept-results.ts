/** Results of a check as they come, a line each in a file, so that an interrupted check goes on where it was. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { CheckResult } from '../harness/check/check.ts';
import { messageOf, UsageError } from '../harness/errors.ts';

interface Line {
  readonly key: string;
  readonly result: CheckResult;
}

export class KeptResults {
  private readonly file: string;
  private readonly known = new Map<string, CheckResult>();

  /** @throws UsageError if the file cannot be read */
  constructor(file: string) {
    this.file = file;
    if (!existsSync(file)) return;
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      throw new UsageError('--resume', `cannot read ${file}: ${messageOf(error)}.`);
    }
    for (const line of text.split('\n')) {
      const read = parseLine(line);
      if (read !== null) this.known.set(read.key, read.result);
    }
  }

  get(key: string): CheckResult | undefined {
    return this.known.get(key);
  }

  /** @throws UsageError if the file cannot be written */
  put(key: string, result: CheckResult): void {
    try {
      // A line that an interruption cut short is ended first.
      appendFileSync(this.file, `\n${JSON.stringify({ key, result } satisfies Line)}\n`);
    } catch (error) {
      throw new UsageError('--resume', `cannot write ${this.file}: ${messageOf(error)}.`);
    }
  }
}

/** Null for an empty line and for one that was cut short. */
function parseLine(line: string): Line | null {
  if (!line.startsWith('{') || !line.endsWith('}')) return null;
  try {
    return JSON.parse(line) as Line;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Changes with everything that a result depends on. */
export function resultKey(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
