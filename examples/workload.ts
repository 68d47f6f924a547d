/** A workload in TypeScript, without Python: a chain that forgets its tail, over every collector. */
import { Mutator, Runtime, recordShape } from 'midden';
import { collectors } from 'midden/collectors';

const [HEAD, NODE] = [0, 1]; // two locals of a frame: what they hold stays alive, wherever it moves
const [NEXT] = [0]; // a field

for (const collector of collectors()) {
  const runtime = new Runtime({ heapBytes: 64 << 20, collector });
  const m = new Mutator(runtime);
  const node = m.shape(recordShape('Node', 1, 1)); // one reference, one raw word

  m.pushFrame(2);
  m.allocate(HEAD, node);
  for (let i = 1; i <= 100_000; i++) {
    m.allocate(NODE, node);
    m.setRaw(NODE, 0, i);
    if (i % 30_000 !== 0) m.store(NODE, NEXT, HEAD); // else the chain so far is garbage
    m.copy(HEAD, NODE);
    m.poll(); // a safepoint: collections happen here
  }
  m.clear(NODE);
  runtime.collect({ kind: 'full', cause: 'explicit' });

  let left = 0;
  runtime.collector.forEachObject(() => left++);
  const [made, live] = [runtime.allocatedObjects, left].map((count) => count.toLocaleString('en-US'));
  console.log(`${collector.name}: ${made} allocated, ${live} left`);
}
