/** What an isolate and its owner say to each other. */
import type { ExecutionResult, RunRequest } from '../execution.ts';

export interface IsolateInput {
  readonly request: RunRequest;
  /** Two signed words: characters sent by the isolate and not yet taken by its owner; and its owner's wish to end, in milliseconds. */
  readonly unread: SharedArrayBuffer;
}

export type IsolateMessage =
  | { readonly type: 'stdout' | 'stderr' | 'trace' | 'snapshot'; readonly text: string }
  | { readonly type: 'result'; readonly result: ExecutionResult }
  | { readonly type: 'usage-error'; readonly argument: string; readonly message: string }
  | { readonly type: 'internal-error'; readonly message: string };

/** An isolate stops and waits when this many characters are on their way, so that output never piles up. */
export const UNREAD_MAX = 1 << 20;

export function timeoutMessage(milliseconds: number): string {
  return `stopped after ${milliseconds / 1000} s (--timeout): give it more time or less to do.`;
}
