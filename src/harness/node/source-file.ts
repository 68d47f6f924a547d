/** Reads a Python program: from a file, or from standard input for `-`. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf, UsageError } from '../errors.ts';

export interface ProgramText {
  /** As tracebacks name it. */
  readonly filename: string;
  readonly source: string;
}

const STANDARD_INPUT = 0;

/** @throws UsageError for a missing file, a directory, an unreadable file, or bytes that are not UTF-8 */
export function readProgram(path: string): ProgramText {
  if (path === '-')
    return { filename: '<stdin>', source: decode('standard input', readBytes(STANDARD_INPUT, path)) };
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new UsageError(
      'FILE',
      `no such file: ${path}. Give the path of a Python program, or - for standard input.`,
    );
  }
  if (stats.isDirectory()) {
    throw new UsageError('FILE', `${path} is a directory. Give the path of a Python program inside it.`);
  }
  return { filename: path, source: decode(path, readBytes(path, path)) };
}

const DOTTED_NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u;

/** The module `a.b` is a/b.py or a/b/__init__.py in the program's folder; null if there is neither. */
export function readModuleBeside(program: string, name: string): ProgramText | null {
  if (!DOTTED_NAME.test(name)) return null;
  const base = join(dirname(program), ...name.split('.')); // of <stdin>: the current folder
  const found = [`${base}.py`, join(base, '__init__.py')].find((path) =>
    statSync(path, { throwIfNoEntry: false })?.isFile(),
  );
  return found === undefined ? null : readProgram(found);
}

function readBytes(from: string | number, name: string): Buffer {
  try {
    return readFileSync(from);
  } catch (error) {
    throw new UsageError('FILE', `cannot read ${name}: ${messageOf(error)}.`);
  }
}

function decode(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const { line, column, byte } = firstInvalidByte(bytes);
    throw new UsageError(
      'FILE',
      `${name} is not UTF-8: byte 0x${byte.toString(16).padStart(2, '0')} at line ${line}, byte ${column} of the line. ` +
        'Save it as UTF-8.',
    );
  }
}

/** The longest prefix of whole characters ends right before the offending byte. */
function firstInvalidByte(bytes: Buffer): { line: number; column: number; byte: number } {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodes(bytes.subarray(0, middle), 'so far')) low = middle;
    else high = middle - 1;
  }
  let offset = low; // may be inside a character that was begun and not ended
  while (!decodes(bytes.subarray(0, offset), 'whole')) offset--;
  const lineStart = bytes.lastIndexOf(0x0a, Math.max(0, offset - 1)) + 1;
  let line = 1;
  for (let i = 0; i < lineStart; i++) if (bytes[i] === 0x0a) line++;
  return { line, column: offset - lineStart + 1, byte: bytes[offset]! };
}

function decodes(bytes: Buffer, extent: 'so far' | 'whole'): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: extent === 'so far' });
    return true;
  } catch {
    return false;
  }
}
