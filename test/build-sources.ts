import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Before any test: what the tests run is dist (see vitest.config.ts). */
export default function buildSources(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../build.mjs', import.meta.url)), '--if-stale'], {
    stdio: 'inherit',
  });
}
