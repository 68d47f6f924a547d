/** What `midden bench` can measure: the names that come with midden, and whatever is given by path. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Workload, workloads } from '../../workloads/index.ts';
import type { PlannedWorkload } from '../bench/benchmark.ts';
import { checkParams } from '../bench/workload-params.ts';
import { UsageError } from '../errors.ts';
import { unknownName } from '../suggest.ts';
import { planCheckout } from './checkouts.ts';
import { isWorkloadPath, workloadUrl } from './load-workload.ts';
import { readProgram } from './source-file.ts';

export interface WorkloadCatalogue {
  readonly workloads: readonly Workload[];
  /** The folder of modules that stand for packages which programs of others import. */
  readonly support: string;
  /** Shipped Python programs, by name. */
  readonly programs: ReadonlyMap<string, string>;
}

/** @param folder of the Python programs that come with midden */
export function workloadCatalogue(folder: string): WorkloadCatalogue {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.py')) : [];
  const programs = files.sort().map((file) => [`py-${file.slice(0, -3)}`, join(folder, file)] as const);
  return { workloads, support: join(folder, 'support'), programs: new Map(programs) };
}

export function workloadNames({ workloads, programs }: WorkloadCatalogue): string[] {
  return [...workloads.map(({ name }) => name), ...programs.keys()];
}

/**
 * `gcbench`, `gcbench:depth=18`, `./mine.ts:size=3`, `program.py:argument,argument`; a checkout of are-we-fast-yet or
 * pyperformance stands for all its programs, `checkout:name,name` for some.
 *
 * @throws UsageError for a name, a parameter or a file that there is not
 */
export function planWorkloads(
  text: string,
  catalogue: WorkloadCatalogue,
  platform: string,
): PlannedWorkload[] {
  const { name, settings } = split(text);
  if (/[\\/]/.test(name) && statSync(name, { throwIfNoEntry: false })?.isDirectory()) {
    return planCheckout(name, settings, platform, catalogue.support);
  }
  return [planOne(text, name, settings, catalogue, platform)];
}

function planOne(
  text: string,
  name: string,
  settings: string,
  catalogue: WorkloadCatalogue,
  platform: string,
): PlannedWorkload {
  const program = name.endsWith('.py') ? name : catalogue.programs.get(name);
  if (program !== undefined) {
    readProgram(program); // complains about what cannot be read
    const argv = settings === '' ? [] : settings.split(',');
    const source = { kind: 'python', path: resolve(program), argv, platform } as const;
    return { label: text, source, params: {} };
  }
  const params = parseParams(settings);
  if (isWorkloadPath(name)) {
    return { label: text, source: { kind: 'module', url: workloadUrl(name) }, params };
  }
  const found = catalogue.workloads.find((workload) => workload.name === name);
  if (found === undefined) {
    throw new UsageError('workload', unknownName('workload', name, workloadNames(catalogue)));
  }
  checkParams(found, params);
  return { label: text, source: { kind: 'named', name }, params };
}

/** At the last colon, unless that is a drive's. */
function split(text: string): { name: string; settings: string } {
  const at = text.lastIndexOf(':');
  if (at < 2 || statSync(text, { throwIfNoEntry: false })?.isFile()) return { name: text, settings: '' };
  return { name: text.slice(0, at), settings: text.slice(at + 1) };
}

function parseParams(settings: string): Record<string, number> {
  if (settings === '') return {};
  return Object.fromEntries(
    settings.split(',').map((setting) => {
      const [, name, value] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(setting.trim()) ?? [];
      if (name === undefined) {
        throw new UsageError(
          'workload',
          `unreadable parameter "${setting}": expected name=number, such as gcbench:depth=18.`,
        );
      }
      return [name, Number(value)];
    }),
  );
}
