/** Operations of the Python machine, as loops in Python: a chunk is a whole program on a heap of its own. */

import { Runtime } from 'midden';
import { collectorNamed } from 'midden/collectors';
import { EVENTS_NONE } from 'midden/contract';
import { platformNamed } from '../src/platforms/index.ts';
import { runSource } from '../src/python/run-source.ts';

export interface PythonOperation {
  readonly name: string;
  readonly operations: number;
  readonly source: string;
}

const OPERATIONS = 100_000;

/** A loop in a function: names are local, as in most programs. */
function loop(name: string, before: string, body: string): PythonOperation {
  const source = `${before}\ndef run():\n    x = fresh()\n    for i in range(${OPERATIONS}):\n        ${body}\nrun()\n`;
  return { name, operations: OPERATIONS, source };
}

const CLASS =
  'class C(object):\n    def __init__(self):\n        self.a = 1\n    def m(self, i):\n        return i\n';

export const PYTHON_OPERATIONS: readonly PythonOperation[] = [
  loop('python: loop', 'fresh = int', 'pass'),
  loop('python: attribute', `${CLASS}fresh = C`, 'x.a = x.a'),
  loop('python: dict', 'def fresh():\n    return {"k": 1}', 'x["k"] = x["k"]'),
  loop('python: list', 'def fresh():\n    return [1, 2]', 'x[0] = x[1]'),
  loop('python: call', 'def f(i):\n    return i\nfresh = int', 'f(i)'),
  loop('python: method', `${CLASS}fresh = C`, 'x.m(i)'),
  loop('python: instance', `${CLASS}fresh = C`, 'C()'),
];

const HEAP_BYTES = 1 << 28;

/** Runs the program, on CPython 3.11's rules. */
export function pythonTask({ name, source }: PythonOperation, collector: string): () => void {
  const platform = platformNamed('cpython-3.11');
  return () => {
    const runtime = new Runtime({
      heapBytes: HEAP_BYTES,
      collector: collectorNamed(collector),
      collectorOptions: collector === platform.collector ? platform.collectorOptions : {},
      eventLevel: EVENTS_NONE,
    });
    const { outcome, message } = runSource({
      runtime,
      platform,
      source,
      filename: name,
      write: () => undefined,
    });
    if (outcome !== 'ok') throw new Error(`${name}: ${message ?? outcome}`);
  };
}
