/** A workload in TypeScript, without Python: a queue that forgets. Any collector will do. */

import { Mutator, Runtime, recordShape } from 'midden';
import { collectors } from 'midden/collectors';

const [QUEUE, NODE, NEXT] = [0, 1, 0]; // two locals, and the field of a node

for (const collector of collectors()) {
  const runtime = new Runtime({ heapBytes: 64 << 20, collector });
  const m = new Mutator(runtime);
  const node = m.shape(recordShape('Node', 1, 1)); // one reference, one raw word

  m.pushFrame(2);
  m.allocate(QUEUE, node);
  for (let i = 0; i < 100_000; i++) {
    m.allocate(NODE, node);
    m.setRaw(NODE, 0, i);
    m.load(QUEUE, QUEUE, NEXT); // drops the head: null or the node before
    if (m.isNull(QUEUE)) m.copy(QUEUE, NODE);
    m.store(QUEUE, NEXT, NODE);
    m.poll(); // collections happen here
  }
  m.popFrame();
  runtime.collect({ kind: 'full', cause: 'explicit' });

  let left = 0;
  runtime.collector.forEachObject(() => left++);
  console.log(`${collector.name}: ${runtime.allocatedObjects} allocated, ${left} left`);
}
