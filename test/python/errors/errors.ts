/** Programs that fail, with what CPython printed, and how to run one on a platform of ours. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';

const here = new URL('.', import.meta.url);

export interface Output {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const programs: readonly string[] = readdirSync(new URL('sources', here))
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.slice(0, -3))
  .sort();

export function recorded(program: string): Output {
  const text = readFileSync(new URL(`recorded/${program}.json`, here), 'utf8');
  const { exit, stdout, stderr } = JSON.parse(text) as Output;
  return { exit, stdout, stderr };
}

/** Addresses are not the program's output. */
function normalise(text: string): string {
  return text.replace(/0x[0-9a-f]{6,}/g, '0xADDR');
}

/** A module of the folder modules/, or null. */
function readModule(name: string): { source: string; filename: string } | null {
  const file = new URL(`modules/${name}.py`, here);
  return existsSync(file) ? { source: readFileSync(file, 'utf8'), filename: `${name}.py` } : null;
}

/** Runs a program under CPython's rules on the given collector; `stress` collects at every safepoint and verifies the heap. */
export function run(program: string, collector: string, stress = false): Output {
  const platform = platformNamed('cpython-3.11');
  const text = { stdout: '', stderr: '' };
  const { exitCode } = runSource({
    runtime: new Runtime({
      heapBytes: 1 << 27,
      collector: collectorNamed(collector),
      stress,
      verify: stress,
      poison: stress,
    }),
    platform,
    source: readFileSync(new URL(`sources/${program}.py`, here), 'utf8'),
    filename: `${program}.py`,
    readModule,
    write: (stream, part) => {
      text[stream] += part;
    },
  });
  return { exit: exitCode, stdout: normalise(text.stdout), stderr: normalise(text.stderr) };
}
