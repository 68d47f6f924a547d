/**
 * Records what CPython 3.11 prints for the first random programs: `npx tsx test/python/fuzz/record.ts [python3]` writes
 * recorded/programs.json.gz, which holds the version, the programs and their output.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { programOf, RealPython } from './programs.ts';

const PROGRAMS = 500;

const real = new RealPython(process.argv[2] ?? 'python3');
const programs: unknown[] = [];
for (let seed = 1; seed <= PROGRAMS; seed++) {
  const source = programOf(seed);
  const output = await real.run(source);
  if (output === null)
    throw new Error(`seed ${seed}: found no end within ten seconds, expected one; change the generator`);
  programs.push({ seed, source, exitCode: output.exitCode, stdout: output.stdout });
}
real.close();
mkdirSync(new URL('recorded/', import.meta.url), { recursive: true });
const text = JSON.stringify({ version: real.version, programs });
writeFileSync(new URL('recorded/programs.json.gz', import.meta.url), gzipSync(text, { level: 9 }));
