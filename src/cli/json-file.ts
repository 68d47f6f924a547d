/** Where `--json` goes. */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { messageOf, UsageError } from '../harness/errors.ts';
import type { CliStream } from './context.ts';

/** Finds out before the run what would only fail after it. @throws UsageError */
export function checkJsonTarget(file: string | undefined, option = '--json'): void {
  if (file === undefined || file === '-') return;
  const directory = dirname(resolve(file));
  if (!existsSync(directory)) {
    throw new UsageError(option, `cannot write ${file}: there is no directory ${directory}.`);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(option, `cannot write ${file}: it is a directory; give the name of a file.`);
  }
}

/** @throws UsageError if the file cannot be written */
export function writeJson(file: string, document: unknown, stdout: CliStream, option = '--json'): void {
  writeText(file, `${JSON.stringify(document, null, 2)}\n`, stdout, option);
}

/** @throws UsageError if the file cannot be written */
export function writeText(file: string, text: string, stdout: CliStream, option: string): void {
  if (file === '-') {
    stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(option, `cannot write ${file}: ${messageOf(error)}.`);
  }
}
