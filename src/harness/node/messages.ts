/** What an isolate and its owner say to each other. */
import type { ExecutionResult, RunRequest } from '../execution.ts';

export interface IsolateInput {
  readonly request: RunRequest;
  /** One signed word: characters sent by the isolate and not yet taken by its owner. */
  readonly unread: SharedArrayBuffer;
}

export type IsolateMessage =
  | { readonly type: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'result'; readonly result: ExecutionResult }
  | { readonly type: 'usage-error'; readonly argument: string; readonly message: string }
  | { readonly type: 'internal-error'; readonly message: string };

/** An isolate stops and waits when this many characters are on their way, so that output never piles up. */
export const UNREAD_MAX = 1 << 20;
