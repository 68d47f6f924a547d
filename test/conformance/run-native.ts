import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const NATIVE = fileURLToPath(new URL('native.ts', import.meta.url));

export interface Outcome {
  /** null if it was stopped for taking too long. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a TypeScript file in a process of its own. */
export function runScript(script: string, args: readonly string[], timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', TSX, script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}

/** @throws Error with what `native.ts` reported */
export async function runNative(args: readonly string[], timeoutMs: number): Promise<void> {
  const { code, stdout, stderr } = await runScript(NATIVE, args, timeoutMs);
  if (code === 0) return;
  const why = code === null ? `not done after ${timeoutMs} ms` : `exit code ${code}`;
  throw new Error(`${args.join(' ')}: ${why}\n${stdout}${stderr}`);
}
