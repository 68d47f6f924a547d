/** The seam between the harness and the Python machine: one program, one runtime, one report. */
import { collectorNamed } from '../../strategies/index.ts';
import { type CollectorFactory, EVENTS_NONE, EVENTS_OBJECTS } from '../contract/index.ts';
import { type Platform, platformNamed } from '../platforms/index.ts';
import { heapGraph } from '../python/observe/heap-graph.ts';
import { instrument } from '../python/observe/instrument.ts';
import type { Probe } from '../python/observe/probe.ts';
import { runSource } from '../python/run-source.ts';
import type { VM } from '../python/vm/vm.ts';
import type { ObjectLife } from '../runtime/liveness-oracle.ts';
import { Runtime } from '../runtime/runtime.ts';
import type { Execute, ExecutionResult, RunRequest, SnapshotFormat, Surroundings } from './execution.ts';
import { RunRecorder } from './run-recorder.ts';
import { heapDot } from './trace/exports/heap-dot.ts';
import { heapSnapshot } from './trace/exports/heap-snapshot.ts';
import { Tracing } from './trace/tracing.ts';

/** @throws UsageError for a platform, a collector or a heap that cannot be had */
export const executeProgram: Execute = (request, surroundings) => {
  const platform = platformNamed(request.platform);
  const collector = surroundings.collector ?? collectorNamed(request.collector ?? platform.collector);
  const runtime = runtimeFor(request, platform, collector);
  const names = { platform: platform.name, collector: collector.name };
  let recorder: RunRecorder | undefined;
  let probe: Probe | undefined;
  const tracing = request.trace === undefined ? null : new Tracing(request, surroundings, runtime, names);
  const run = runSource({
    runtime,
    platform,
    source: request.source,
    filename: request.filename,
    argv: request.argv,
    seed: request.seed,
    ...(request.tier !== undefined && { tier: request.tier }),
    maxSteps: request.maxSteps ?? Number.POSITIVE_INFINITY,
    ...(request.maxOutput !== undefined && { maxOutput: request.maxOutput }),
    ...(request.descriptorLimit !== undefined && { descriptorLimit: request.descriptorLimit }),
    write: (stream, text) => {
      tracing?.output(stream, text);
      if (stream === 'stdout') surroundings.onStdout(text);
      else surroundings.onStderr(text);
    },
    readModule: surroundings.readModule,
    ...(surroundings.sqlite !== undefined && { sqlite: surroundings.sqlite }),
    onStart: (vm) => {
      if (request.probe === true || tracing !== null) probe = instrument(vm);
      else if (request.observe) recorder = RunRecorder.attach(runtime, { isResource });
      if (request.snapshot !== undefined) snapshotAtEnd(vm, request.snapshot, surroundings);
      if (tracing !== null && probe !== undefined) recorder = tracing.begin(probe, isResource);
    },
  });
  const { outcome, exitCode, steps, message } = run;
  const result: ExecutionResult = {
    outcome,
    exitCode,
    steps,
    ...names,
    ...(message === undefined ? {} : { message }),
  };
  const observations = probe?.finish();
  tracing?.end({ outcome, exitCode, steps, message: message ?? null });
  return {
    ...result,
    ...(request.probe === true && observations !== undefined ? { observations } : {}),
    ...(request.observe && recorder !== undefined ? { metrics: recorder.metrics() } : {}),
  };
};

/** The program's own code has ended, and nothing of it was taken down yet: a safepoint. */
function snapshotAtEnd(vm: VM, format: SnapshotFormat, surroundings: Surroundings): void {
  const stop = vm.headroom.stop.bind(vm.headroom);
  vm.headroom.stop = () => {
    const graph = heapGraph(vm);
    const pieces = format === 'dot' ? [heapDot(graph)] : heapSnapshot(graph);
    for (const piece of pieces) surroundings.onSnapshot?.(piece);
    stop();
  };
}

function runtimeFor(request: RunRequest, platform: Platform, collector: CollectorFactory): Runtime {
  const own = collector.name === platform.collector;
  const isWatched = request.observe || request.probe === true || request.trace !== undefined;
  return new Runtime({
    heapBytes: request.heapBytes,
    collector,
    collectorOptions: own ? platform.collectorOptions : {},
    verify: request.verify,
    poison: request.verify || request.stress,
    stress: request.stress,
    eventLevel: isWatched ? EVENTS_OBJECTS : EVENTS_NONE,
  });
}

/** What the machine itself finalizes to run a suspended `finally`: no resource in the program's sense. */
const SUSPENDED = new Set(['generator', 'coroutine', 'async_generator']);

function isResource({ shape }: ObjectLife): boolean {
  return !SUSPENDED.has(shape);
}
