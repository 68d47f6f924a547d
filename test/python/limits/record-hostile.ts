/**
 * Records what CPython does with the hostile programs: `npx tsx test/python/limits/record-hostile.ts [python3]` writes hostile.json,
 * which names the version.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { caughtProgram, hostile, sources, withoutAddresses } from './hostile.ts';
import { moreHostile } from './hostile-more.ts';

const command = process.argv[2] ?? 'python3';

function run(source: string): { exitCode: number | null; stdout: string; error: string } {
  const { status, stdout, stderr } = spawnSync(command, ['-s', '-'], {
    input: source,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 26,
    env: { ...process.env, PYTHONHASHSEED: '0' },
  });
  return { exitCode: status, stdout, error: stderr.trimEnd().split('\n').at(-1) ?? '' };
}

const version = spawnSync(command, ['-c', 'import platform; print(platform.python_version())'], {
  encoding: 'utf8',
}).stdout.trim();
const programs = Object.fromEntries(
  Object.entries({ ...hostile, ...moreHostile }).map(([name, body]) => [
    name,
    withoutAddresses(run(caughtProgram(body)).stdout),
  ]),
);
const texts = Object.fromEntries(Object.entries(sources).map(([name, make]) => [name, run(make())]));
writeFileSync(
  new URL('hostile.json', import.meta.url),
  `${JSON.stringify({ version, programs, sources: texts }, null, 1)}\n`,
);
