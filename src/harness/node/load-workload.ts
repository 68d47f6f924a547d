/** Loads a workload from outside the package: a module, .js or .ts, that exports a Workload as `workload`. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Workload } from '../../workloads/index.ts';
import { messageOf, UsageError } from '../errors.ts';
import { acceptTypeScript } from './load-collector.ts';

const MODULE = /\.[cm]?[jt]s$/;

/** Names are bare words; whatever has a slash or the extension of a module or a Python program is a path. */
export function isWorkloadPath(text: string): boolean {
  return /[\\/]/.test(text) || MODULE.test(text) || text.endsWith('.py');
}

/** @returns the file URL by which another process can load it. @throws UsageError if there is no such file */
export function workloadUrl(path: string): string {
  const file = resolve(path);
  if (!existsSync(file)) {
    throw new UsageError(
      'workload',
      `no such workload file: ${path}. Give the path of a .ts, .js or .py file.`,
    );
  }
  if (!MODULE.test(file)) {
    throw new UsageError(
      'workload',
      `${path} is no workload: expected a module (.ts, .js, .mts, .mjs) or a Python program (.py).`,
    );
  }
  return pathToFileURL(file).href;
}

/** @throws UsageError if the module cannot be loaded or exports no workload */
export async function loadWorkload(url: string): Promise<Workload> {
  const file = fileURLToPath(url);
  acceptTypeScript(file);
  let loaded: { workload?: unknown; default?: unknown };
  try {
    loaded = await import(url);
  } catch (error) {
    throw new UsageError('workload', `cannot load ${file}: ${messageOf(error)}`);
  }
  const workload = loaded.workload ?? loaded.default;
  if (!isWorkload(workload)) {
    throw new UsageError(
      'workload',
      `${file} exports no workload: expected \`export const workload: Workload = { name, summary, params, prepare }\`.`,
    );
  }
  return workload;
}

function isWorkload(value: unknown): value is Workload {
  if (typeof value !== 'object' || value === null) return false;
  const { name, params, prepare } = value as Partial<Workload>;
  return typeof name === 'string' && typeof params === 'object' && typeof prepare === 'function';
}
