/** The figures of a run, over a collector from outside and a workload without Python. */
import { describe, expect, it } from 'vitest';
import { collector } from '../../examples/collectors/first-fit.ts';
import { EVENTS_OBJECTS, SHAPE_FINALIZER } from '../../src/contract/index.ts';
import { metricsSchema } from '../../src/harness/metrics.ts';
import { RunRecorder } from '../../src/harness/run-recorder.ts';
import { Mutator, recordShape } from '../../src/runtime/mutator.ts';
import { type Guest, Runtime } from '../../src/runtime/runtime.ts';
import { refcountCycle } from '../../strategies/index.ts';

/** Runs finalizers at the safepoint, as a finalizer thread would. */
function finalizingGuest(runtime: Runtime): Guest {
  return {
    finalize: () => undefined,
    weakCallback: () => undefined,
    pendingWork: () => {
      while (runtime.finalizers.runNextQueued());
    },
    virtualTimeMs: () => 0,
  };
}

function bench(factory = collector) {
  const runtime = new Runtime({ heapBytes: 1 << 20, collector: factory, eventLevel: EVENTS_OBJECTS });
  runtime.guest = finalizingGuest(runtime);
  const recorder = RunRecorder.attach(runtime);
  const m = new Mutator(runtime);
  const resource = m.shape(recordShape('Resource', 1, 1, SHAPE_FINALIZER));
  m.pushFrame(2);
  return { runtime, recorder, m, resource };
}

describe('the figures of a run', () => {
  it('are those of the schema, when nothing happened', () => {
    const metrics = bench().recorder.metrics();
    expect(metricsSchema.parse(metrics)).toEqual(metrics);
    expect(metrics).toMatchObject({
      finalizers: { prompt: 0, late: 0, never: 0 },
      resources: { openMax: 0, constructed: 0 },
      collections: [],
      allocations: { objects: 0, bytes: 0 },
      headers: { bytes: 0, percent: 0 },
    });
  });

  it('date each release and count what is open', () => {
    const { runtime, recorder, m, resource } = bench();
    for (let i = 0; i < 10; i++) m.allocate(0, resource); // each drops the one before
    runtime.collect({ kind: 'full', cause: 'explicit' });
    m.poll();
    m.allocate(1, resource);
    const { finalizers, resources, collections } = recorder.metrics();
    // Nine died, at allocations 2 to 10, and were released at 10; two are still open.
    expect(finalizers).toEqual({
      prompt: 1,
      late: 8,
      never: 2,
      delayMedianAllocations: 4,
      delayMaxAllocations: 8,
    });
    expect(resources).toEqual({ openMax: 10, constructed: 11 });
    expect(collections).toEqual([{ kind: 'full', cause: 'explicit', count: 1 }]);
  });

  it('include an object whose kind got its finalizer after it was made', () => {
    const { runtime, recorder, m } = bench(refcountCycle);
    const late = m.shape(recordShape('Late', 1, 1));
    m.allocate(0, late);
    runtime.shapes.traits[late]! |= SHAPE_FINALIZER;
    m.clear(0);
    expect(recorder.metrics()).toMatchObject({
      finalizers: { prompt: 1, late: 0, never: 0 },
      resources: { constructed: 1 },
    });
  });

  it('are the same whichever object wakes the oracle', () => {
    const { recorder, m, resource } = bench(refcountCycle);
    for (let i = 0; i < 5; i++) m.allocate(0, resource);
    expect(recorder.metrics()).toMatchObject({
      finalizers: { prompt: 4, late: 0, never: 1 },
      resources: { openMax: 2, constructed: 5 },
    });
  });

  it('weigh headers and work', () => {
    const { runtime, recorder, m, resource } = bench();
    for (let i = 0; i < 10; i++) m.allocate(0, resource);
    runtime.collect({ kind: 'full', cause: 'explicit' });
    const metrics = recorder.metrics();
    // Two header words, one raw word and one reference: 16 bytes, half of them header.
    expect(metrics.allocations).toEqual({ objects: 10, bytes: 160 });
    expect(metrics.headers).toMatchObject({ bytes: 80, percent: 50 });
    expect(metrics.heap).toEqual({ limitBytes: 1 << 20, peakBytes: 160 });
    expect(metrics.pauseWork.total).toBe(metrics.work.pauseUnits);
    expect(metrics.work.objectsMarked).toBeGreaterThan(0);
  });
});
