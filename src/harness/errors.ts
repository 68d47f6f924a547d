export { UsageError } from '../heap/errors.ts';

/** midden itself is wrong. Shown as one line and a place to report it, never as a stack trace. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
