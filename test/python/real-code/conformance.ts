/**
 * `npm run conformance:real -- --awfy DIR --pyperformance DIR [--platforms a,b] [--only names] [--full]`: real programs,
 * unmodified, each in a fresh process on dist, on every platform. Exit code 1 if one fails, 2 for a wrong command line.
 */
import { parseArgs } from 'node:util';
import { platforms } from '../../../src/platforms/index.ts';
import { type Check, checksFor } from './checks.ts';
import { figuresText } from './figures.ts';
import { runInProcess, type WorkerResult } from './run-process.ts';

const LIMIT_SECONDS = 600;

interface Row {
  readonly check: Check;
  readonly verdict: 'ok' | 'wrong' | 'error';
  readonly reason: string | null;
  readonly result: WorkerResult;
}

function fail(message: string): never {
  console.error(`conformance:real: ${message}`);
  process.exit(2);
}

function commandLine() {
  const { values } = parseArgs({
    options: {
      awfy: { type: 'string' },
      pyperformance: { type: 'string' },
      platforms: { type: 'string' },
      only: { type: 'string' },
      full: { type: 'boolean', default: false },
    },
  });
  if (values.awfy === undefined && values.pyperformance === undefined) {
    throw new Error(
      'expected --awfy DIR or --pyperformance DIR, checkouts of github.com/smarr/are-we-fast-yet and github.com/python/pyperformance',
    );
  }
  const checks = checksFor(
    { awfy: values.awfy ?? null, pyperformance: values.pyperformance ?? null },
    values.full,
  );
  return {
    checks: selected(checks, values.only, (check) => check.name, '--only'),
    platforms: selected(platforms, values.platforms, (platform) => platform.name, '--platforms'),
  };
}

/** @throws Error for a name that is not there */
function selected<T>(
  all: readonly T[],
  names: string | undefined,
  nameOf: (item: T) => string,
  flag: string,
): T[] {
  if (names === undefined) return [...all];
  const wanted = names.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !all.some((item) => nameOf(item) === name));
  if (unknown !== undefined) {
    throw new Error(
      `${flag}: found ${JSON.stringify(unknown)}, expected some of ${all.map(nameOf).join(', ')}`,
    );
  }
  return all.filter((item) => wanted.includes(nameOf(item)));
}

async function runCheck(check: Check, platform: string): Promise<Row> {
  const result = await runInProcess({ ...check.task, platform }, LIMIT_SECONDS);
  const reason = check.judge(result, platform);
  const verdict = reason === null ? 'ok' : result.outcome === 'ok' ? 'wrong' : 'error';
  return { check, verdict, reason, result };
}

function table(platform: string, rows: readonly Row[]): string {
  const lines = rows.map(({ check, verdict, reason, result }) => {
    const name = `${check.suite}: ${check.name}`.padEnd(44);
    const seconds = `${result.seconds.toFixed(1)} s`.padStart(9);
    return `  ${name}${verdict.padEnd(6)}${seconds}${reason === null ? '' : `  ${reason}`}`;
  });
  const ok = rows.filter((row) => row.verdict === 'ok').length;
  return [`${platform}: ${ok} of ${rows.length} right`, ...lines, ''].join('\n');
}

let options: ReturnType<typeof commandLine>;
try {
  options = commandLine();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

let failed = 0;
for (const platform of options.platforms) {
  const rows: Row[] = [];
  const checks = options.checks.filter((check) => check.suits?.(platform.name) ?? true);
  for (const [k, check] of checks.entries()) {
    if (process.stderr.isTTY)
      process.stderr.write(`\r\x1b[K${platform.name} ${k + 1}/${checks.length} ${check.name}`);
    rows.push(await runCheck(check, platform.name));
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  failed += rows.filter((row) => row.verdict !== 'ok').length;
  console.log(table(platform.name, rows));
}
console.log(figuresText);
process.exitCode = failed === 0 ? 0 : 1;
