import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/harness/node/package-root.ts';

/** Prints `started`. */
export const PROGRAM = join(import.meta.dirname, 'program.py');

export interface Started {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as users start it. */
export function midden(args: readonly string[], env: Record<string, string>): Started {
  const main = join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'main.js');
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], options);
  return { code: status, stdout, stderr };
}
