/**
 * A runtime for tests of everything around it. Its programs are lines: `print TEXT`, `error TEXT`, `exit N`,
 * `spin`, `flood N`, `break`, `syntax`, `args`, and `open N`, which opens N resources at once on tracing platforms.
 */
import type { CollectorFactory } from '../../src/contract/index.ts';
import type { Execute, ExecutionResult, RunOutput, RunRequest } from '../../src/harness/execution.ts';
import type { RunMetrics } from '../../src/harness/metrics.ts';

export const fakeExecute: Execute = (request, output) => {
  const result: Mutable<ExecutionResult> = {
    outcome: 'ok',
    exitCode: 0,
    steps: 0,
    platform: request.platform,
    collector: nameOf(request, output.collector),
  };
  let opened = 0;
  for (const line of request.source.split('\n').filter((each) => each !== '')) {
    result.steps++;
    if (request.maxSteps !== undefined && result.steps > request.maxSteps) {
      return {
        ...result,
        outcome: 'limit',
        exitCode: 3,
        message: `stopped after ${request.maxSteps} steps.`,
      };
    }
    const [verb, ...rest] = line.split(' ');
    if (verb === 'open') opened = Number(rest[0]);
    else Object.assign(result, act(verb!, rest.join(' '), request, output));
  }
  return { ...result, metrics: metricsFor(request, opened) };
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function nameOf(request: RunRequest, collector: CollectorFactory | undefined): string {
  return collector?.name ?? (request.platform.startsWith('cpython') ? 'refcount-cycle' : 'mark-sweep');
}

function act(verb: string, rest: string, request: RunRequest, output: RunOutput): Partial<ExecutionResult> {
  switch (verb) {
    case 'print':
      output.onStdout(`${rest.replace('PLATFORM', request.platform)}\n`);
      return {};
    case 'error':
      output.onStderr(`${rest}\n`);
      return {};
    case 'args':
      output.onStdout(`${JSON.stringify(request.argv)}\n`);
      return {};
    case 'exit':
      return { exitCode: Number(rest), outcome: rest === '0' ? 'ok' : 'failed' };
    case 'flood':
      for (let i = 0; i < Number(rest); i++) output.onStdout(`${'x'.repeat(99)}\n`);
      return {};
    case 'spin':
      for (;;) output.onStdout('');
    case 'syntax':
      output.onStderr('SyntaxError: invalid syntax\n');
      return { outcome: 'syntax-error', exitCode: 2 };
    default:
      throw new Error(`the fake runtime broke on ${verb}`);
  }
}

function metricsFor({ platform, heapBytes }: RunRequest, opened: number): RunMetrics {
  const prompt = platform.startsWith('cpython');
  return {
    finalizers: {
      prompt: prompt ? opened : 0,
      late: 0,
      never: prompt ? 0 : opened,
      delayMedianAllocations: 0,
      delayMaxAllocations: 0,
    },
    resources: { openMax: prompt ? Math.min(2, opened) : opened, constructed: opened },
    collections: prompt
      ? []
      : [
          { kind: 'full', cause: 'allocation', count: 2 },
          { kind: 'full', cause: 'shutdown', count: 1 },
        ],
    pauseWork: { total: 1234, max: 1000 },
    allocations: { objects: opened * 3, bytes: opened * 96 },
    heap: { limitBytes: heapBytes, peakBytes: opened * 96 },
    headers: { bytes: opened * 16, percent: 12.5, sideTableBytes: 64 },
    work: prompt ? { increments: 10, objectsMarked: 0 } : { increments: 0, objectsMarked: 7 },
  };
}
