import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from '../conformance/run-native.ts';
import type { Mutant } from './mutants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = ['src/heap', 'src/contract', 'src/runtime', 'src/conformance', 'strategies', 'test/mutants'];
const COPIED_FILES = ['test/conformance/random-mutators.ts', 'test/conformance/settings.ts'];
const REGIME = fileURLToPath(new URL('regime.ts', import.meta.url));
const SEEDS = 300;
/** A mutant that is not done by now tells nothing: the machine may be slow. */
const TIMEOUT_MS = 240_000;

export const MODULES: Readonly<Record<Mutant['against'], readonly [path: string, name: string]>> = {
  'refcount-cycle': ['strategies/refcount-cycle/refcount-cycle.ts', 'refcountCycle'],
  'mark-sweep': ['strategies/mark-sweep/mark-sweep.ts', 'markSweep'],
  'generational-compacting': [
    'strategies/generational-compacting/generational-compacting.ts',
    'generationalCompacting',
  ],
  boehm: ['strategies/boehm/boehm.ts', 'boehm'],
  immix: ['strategies/immix/immix.ts', 'immix'],
  semispace: ['strategies/semispace/semispace.ts', 'semispace'],
};

/**
 * Runs the regime over a copy of the sources with `mutation` applied (null: as they are).
 * @returns what killed it; empty if it survived
 * @throws Error if the mutation does not apply, or the regime is not done in time
 */
export async function killersOf(against: Mutant['against'], mutation: Mutant | null): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'midden-mutant-'));
  try {
    for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    for (const path of COPIED_FILES) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(join(ROOT, path), join(folder, path));
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    if (mutation !== null) apply(folder, mutation);
    return await runRegime(folder, MODULES[against], mutation?.killer.source ?? '.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function apply(folder: string, { file, find, replace }: Mutant): void {
  const path = join(folder, file);
  const parts = readFileSync(path, 'utf8').split(find);
  if (parts.length !== 2) {
    throw new Error(
      `${file}: found ${parts.length - 1} times, expected once:\n${find}\nBring the table up to date.`,
    );
  }
  writeFileSync(path, parts.join(replace));
}

async function runRegime(
  folder: string,
  [path, name]: readonly [string, string],
  expected: string,
): Promise<string[]> {
  const script = join(folder, relative(ROOT, REGIME));
  const args = [join(folder, path), name, String(SEEDS), expected];
  const { code, stdout, stderr } = await runScript(script, args, TIMEOUT_MS);
  const killers = stdout.split('\n').filter((line) => line !== '');
  if (code === null)
    throw new Error(`the regime is not done after ${TIMEOUT_MS} ms; killers so far: ${stdout}`);
  if (code !== 0 && killers.length === 0) killers.push(`crash: ${stderr}`);
  return killers;
}
