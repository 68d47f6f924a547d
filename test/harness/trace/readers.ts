/** What other people's readers are given: exports of one recorded event log, and of a heap that is written down here. */
import { readFileSync } from 'node:fs';
import { debugStats } from '../../../src/harness/trace/exports/debug-stats.ts';
import { holdersGraph } from '../../../src/harness/trace/exports/dot.ts';
import { gcLog } from '../../../src/harness/trace/exports/gc-log.ts';
import { heapDot } from '../../../src/harness/trace/exports/heap-dot.ts';
import { heapSnapshot } from '../../../src/harness/trace/exports/heap-snapshot.ts';
import { chromeTrace } from '../../../src/harness/trace/exports/perfetto.ts';
import { readTrace, type Trace } from '../../../src/harness/trace/read-trace.ts';
import type { HeapGraph, HeapNode } from '../../../src/python/observe/heap-graph.ts';

const node = (kind: HeapNode['kind'], name: string, bytes: number, edges: HeapNode['edges']): HeapNode => ({
  kind,
  name,
  bytes,
  edges,
});

/** A module with a list of two resources, one of which refers to the other weakly; one piece of garbage. */
export const HEAP: HeapGraph = {
  nodes: [
    node('synthetic', '', 0, [
      { kind: 'element', name: 0, to: 1 },
      { kind: 'attribute', name: '__main__', to: 3 },
      { kind: 'element', name: 1, to: 8 },
    ]),
    node('synthetic', '(GC roots)', 0, [{ kind: 'element', name: 0, to: 2 }]),
    node('synthetic', '(Stack)', 0, [{ kind: 'element', name: 0, to: 4 }]),
    node('object', 'module', 24, [{ kind: 'attribute', name: 'kept', to: 4 }]),
    node('array', 'list', 40, [
      { kind: 'element', name: 0, to: 5 },
      { kind: 'element', name: 1, to: 6 },
    ]),
    node('object', 'Resource "<script>"', 32, [
      { kind: 'weak', name: 'referent', to: 6 },
      { kind: 'attribute', name: 'title', to: 7 },
    ]),
    node('object', 'Resource', 32, [{ kind: 'inside', name: 'slot', to: 7 }]),
    node('string', 'a "title"\n', 48, []),
    node('synthetic', '(Garbage that was not reclaimed yet)', 0, [{ kind: 'weak', name: 0, to: 9 }]),
    node('object', 'Lost', 16, []),
  ],
};

export function recordedTrace(name: 'ironpython' | 'cpython'): Trace {
  const text = readFileSync(new URL(`./recorded/${name}.jsonl`, import.meta.url), 'utf8');
  return readTrace(text, name);
}

/** By file name. */
export function exportsForReaders(): Record<string, string> {
  const ironpython = recordedTrace('ironpython');
  const cpython = recordedTrace('cpython');
  return {
    'ironpython.gclog': gcLog(ironpython),
    'cpython.gclog': gcLog(cpython),
    'cpython.stats': debugStats(cpython),
    'ironpython.json': JSON.stringify(chromeTrace(ironpython)),
    'cpython.json': JSON.stringify(chromeTrace(cpython)),
    'ironpython.dot': holdersGraph(ironpython),
    'heap.dot': heapDot(HEAP),
    'heap.heapsnapshot': [...heapSnapshot(HEAP)].join(''),
  };
}
