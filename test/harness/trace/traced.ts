/** Runs a program right here and reads its event log back. */
import { executeProgram } from '../../../src/harness/execute-program.ts';
import type { ExecutionResult, RunRequest } from '../../../src/harness/execution.ts';
import { readTrace, type Trace } from '../../../src/harness/trace/read-trace.ts';

export interface Traced {
  readonly trace: Trace;
  readonly text: string;
  readonly result: ExecutionResult;
}

export function traced(source: string, platform = 'cpython-3.11', more: Partial<RunRequest> = {}): Traced {
  let text = '';
  const request: RunRequest = {
    source,
    filename: 'p.py',
    argv: [],
    platform,
    heapBytes: 1 << 28,
    seed: 0,
    verify: false,
    stress: false,
    observe: false,
    trace: { midden: '0.0.0' },
    ...more,
  };
  const result = executeProgram(request, {
    onStdout: () => undefined,
    onStderr: () => undefined,
    onTrace: (lines) => {
      text += lines;
    },
    readModule: () => null,
  });
  return { trace: readTrace(text), text, result };
}
