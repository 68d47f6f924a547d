/** Programs of are-we-fast-yet and pyperformance, in a checkout of the user's. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { PlannedWorkload } from '../bench/benchmark.ts';
import { UsageError } from '../errors.ts';
import { unknownName } from '../suggest.ts';

/** Inner iterations of are-we-fast-yet: some tenths of a second on CPython; Mandelbrot and NBody know few results. */
const AWFY: Readonly<Record<string, number>> = {
  Bounce: 50,
  CD: 10,
  DeltaBlue: 1000,
  Havlak: 1,
  Json: 10,
  List: 50,
  Mandelbrot: 500,
  NBody: 250_000,
  Permute: 20,
  Queens: 30,
  Richards: 2,
  Sieve: 60,
  Storage: 10,
  Towers: 10,
};

const AWFY_HARNESS = join('benchmarks', 'Python', 'harness.py');
const PYPERFORMANCE = join('pyperformance', 'data-files', 'benchmarks');

/**
 * @param wanted names of programs, or '' for all of them
 * @param support the folder of our own pyperf
 * @throws UsageError for a folder that is neither, or a program that is not there
 */
export function planCheckout(
  folder: string,
  wanted: string,
  platform: string,
  support: string,
): PlannedWorkload[] {
  const program = (path: string, argv: readonly string[], label: string): PlannedWorkload => ({
    label: `${basename(resolve(folder))}/${label}`,
    source: { kind: 'python', path: resolve(path), argv, platform, modules: support },
    params: {},
  });
  const harness = join(folder, AWFY_HARNESS);
  if (existsSync(harness)) {
    const names = chosen(Object.keys(AWFY), wanted);
    return names.map((name) => program(harness, [name, '1', String(AWFY[name])], name));
  }
  const inside = join(folder, PYPERFORMANCE);
  if (existsSync(inside)) {
    const runs = (name: string) => join(inside, `bm_${name}`, 'run_benchmark.py');
    const all = readdirSync(inside)
      .filter((name) => name.startsWith('bm_'))
      .map((name) => name.slice('bm_'.length))
      .filter((name) => existsSync(runs(name)));
    return chosen(all.sort(), wanted).map((name) => program(runs(name), [], name));
  }
  throw new UsageError(
    'workload',
    `${folder} is a folder, and no checkout of are-we-fast-yet (${AWFY_HARNESS}) or pyperformance (${PYPERFORMANCE}).`,
  );
}

function chosen(all: readonly string[], wanted: string): readonly string[] {
  if (wanted === '') return all;
  return wanted.split(',').map((name) => {
    if (!all.includes(name)) throw new UsageError('workload', unknownName('program', name, all));
    return name;
  });
}
