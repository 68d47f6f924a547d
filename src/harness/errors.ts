export { UsageError } from '../heap/errors.ts';

/** The program is not Python: its message is what CPython prints, and nothing was run. */
export class ProgramSyntaxError extends Error {
  override readonly name = 'ProgramSyntaxError';
}

/** midden itself is wrong. Shown as one line and a place to report it, never as a stack trace. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
