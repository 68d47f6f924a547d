/** What the bundle `isolate` gives to a worker. */
import { executeProgram } from '../execute-program.ts';
import { isCollectorPath } from './load-collector.ts';
import type { IsolateInput } from './messages.ts';
import { serveIsolate } from './serve-isolate.ts';

/** Runs one request to its end, with the modules that this one belongs to. */
export function serve(input: IsolateInput, beforeResult?: () => void): Promise<void> {
  return serveIsolate(executeProgram, { input, ...(beforeResult !== undefined && { beforeResult }) });
}

/**
 * The same from the bundle. A collector from outside imports midden by its name and gets the modules of dist: its run is made of
 * those too, so that a class is the same on both sides.
 */
export async function serveFromBundle(received: Promise<IsolateInput>, keepCode: () => void): Promise<void> {
  const input = await received;
  const { collector } = input.request;
  if (collector === undefined || !isCollectorPath(collector)) return serve(input, keepCode);
  const modules: typeof import('./isolate-modules.ts') = await import(import.meta.url);
  return modules.serve(input);
}
