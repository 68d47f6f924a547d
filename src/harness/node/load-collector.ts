/** Loads a collector from outside the package: a module, .js or .ts, that exports a CollectorFactory as `collector`. */
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CollectorFactory } from '../../contract/index.ts';
import { messageOf, UsageError } from '../errors.ts';

const TYPESCRIPT = /\.[cm]?ts$/;
const MODULE = /\.[cm]?[jt]s$/;

/** Names are bare words; whatever has a slash or a module's extension is a path. */
export function isCollectorPath(text: string): boolean {
  return /[\\/]/.test(text) || MODULE.test(text) || text.startsWith('file:');
}

/** @returns the file URL by which an isolate can load it. @throws UsageError if there is no such file */
export function collectorUrl(path: string): string {
  const file = path.startsWith('file:') ? fileURLToPath(path) : resolve(path);
  if (!existsSync(file)) {
    throw new UsageError(
      '--collector',
      `no such collector file: ${path}. Give the path of a .ts or .js module.`,
    );
  }
  if (!MODULE.test(file)) {
    throw new UsageError(
      '--collector',
      `${path} is no module: expected a file that ends in .ts, .js, .mts or .mjs.`,
    );
  }
  return pathToFileURL(file).href;
}

/** @throws UsageError if the module cannot be loaded or exports no collector */
export async function loadCollector(url: string): Promise<CollectorFactory> {
  const file = fileURLToPath(url);
  acceptTypeScript(file);
  let loaded: { collector?: unknown; default?: unknown };
  try {
    loaded = await import(url);
  } catch (error) {
    throw new UsageError('--collector', `cannot load ${file}: ${messageOf(error)}`);
  }
  const factory = loaded.collector ?? loaded.default;
  if (!isFactory(factory)) {
    throw new UsageError(
      '--collector',
      `${file} exports no collector: expected \`export const collector: CollectorFactory = { name, traits, options, create }\`.`,
    );
  }
  return factory;
}

function isFactory(value: unknown): value is CollectorFactory {
  if (typeof value !== 'object' || value === null) return false;
  const { name, traits, create } = value as Partial<CollectorFactory>;
  return typeof name === 'string' && typeof traits === 'object' && typeof create === 'function';
}

let registered = false;

/**
 * Before a module is imported that may be TypeScript: Node strips types by itself from 22.18 on; older ones get a loader that
 * does the same with the same library.
 */
export function acceptTypeScript(file: string): void {
  if (!TYPESCRIPT.test(file)) return;
  const { typescript } = process.features as { typescript?: string | false };
  const runFromSource = import.meta.url.endsWith('.ts'); // then whoever loads this file loads those too
  if (registered || runFromSource || typescript) return;
  register('./strip-types-hook.js', import.meta.url);
  registered = true;
}
