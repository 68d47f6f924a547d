/** A module loader for Node before 22.18: blanks out the types of .ts files, as later versions do by themselves. */
import { readFile } from 'node:fs/promises';
import type { LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/wasm-typescript';

export const load: LoadHook = async (url, context, nextLoad) => {
  if (!/\.m?ts$/.test(new URL(url).pathname)) return nextLoad(url, context);
  const source = await readFile(fileURLToPath(url), 'utf8');
  const { code } = transformSync(source, { mode: 'strip-only' });
  return { format: 'module', shortCircuit: true, source: code };
};
