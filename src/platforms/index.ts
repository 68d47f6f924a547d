import { UsageError } from '../heap/errors.ts';
import { cpython27, cpython38, cpython311, cpython312, cpython313, cpythonBoehm } from './cpython.ts';
import { ironpython34 } from './ironpython.ts';
import { jython27 } from './jython.ts';
import type { Platform } from './platform.ts';
import { pypy39 } from './pypy.ts';

export type { Platform } from './platform.ts';

export const platforms: readonly Platform[] = [
  cpython27,
  cpython38,
  cpython311,
  cpython312,
  cpython313,
  cpythonBoehm,
  jython27,
  ironpython34,
  pypy39,
];

/** By name or alias. @throws UsageError */
export function platformNamed(name: string): Platform {
  const found = platforms.find((platform) => platform.name === name || platform.aliases.includes(name));
  if (found === undefined) {
    throw new UsageError(
      'platform',
      `platform: found ${JSON.stringify(name)}, expected one of ${platforms.map((platform) => platform.name).join(', ')}`,
    );
  }
  return found;
}
