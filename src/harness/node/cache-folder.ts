import { homedir } from 'node:os';
import { join } from 'node:path';

/** `$XDG_CACHE_HOME/midden`, or `~/.cache/midden`. */
export function cacheFolder(env: Readonly<Partial<Record<string, string>>>): string {
  const base = env.XDG_CACHE_HOME ?? '';
  return join(base === '' ? join(homedir(), '.cache') : base, 'midden');
}
