import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifyHeap } from '../../../src/runtime/heap-verifier.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { refcountCycle } from '../../../strategies/refcount-cycle/refcount-cycle.ts';
import { type Graph, GraphRun, GraphShapes, type Outcome } from './graphs.ts';

const url = new URL('./recorded/graphs.json', import.meta.url);
const recording = JSON.parse(readFileSync(url, 'utf8')) as { recorded: string; graphs: (Graph & Outcome)[] };

function runtimeFor(options: Record<string, number> = {}, verify = false): Runtime {
  return new Runtime({
    heapBytes: 8 * 2 ** 20,
    collector: refcountCycle,
    collectorOptions: { threshold0: 0, ...options },
    verify,
    poison: verify,
  });
}

describe(`order of destruction, as recorded from ${recording.recorded}`, () => {
  it('finalizers, callbacks and counts of random graphs come out equal', () => {
    const runtime = runtimeFor();
    const shapes = new GraphShapes(runtime);
    for (const [index, graph] of recording.graphs.entries()) {
      const outcome = new GraphRun(runtime, shapes, graph).run();
      expect({ index, ...outcome }).toEqual({ index, log: graph.log, collected: graph.collected });
      const left: string[] = [];
      runtime.collector.forEachObject((ref) => left.push(runtime.describe(ref)));
      expect(left).toEqual([]);
    }
  });

  it('the heap is sound at every finalizer, callback and drop', () => {
    for (const graph of recording.graphs.filter((_, k) => k % 3 === 0)) {
      const runtime = runtimeFor({}, true);
      const run = new GraphRun(runtime, new GraphShapes(runtime), graph);
      run.onStep = () => verifyHeap(runtime);
      expect(run.run().log).toEqual(graph.log);
    }
  });

  it('debug mode changes nothing', () => {
    const runtime = runtimeFor({ debug: 1 });
    const shapes = new GraphShapes(runtime);
    for (const graph of recording.graphs) {
      expect(new GraphRun(runtime, shapes, graph).run().log).toEqual(graph.log);
      runtime.collector.verify();
    }
  });
});
