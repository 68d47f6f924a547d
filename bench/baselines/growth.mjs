// One point of a growth plot, for bench:baselines: node growth.mjs minor|destroy N
// CPU time, of one thread.
// minor: the median pause of minor collections beside N old objects. destroy: how long a tree of N objects takes to die.
import { Mutator, Runtime } from '../../dist/src/index.js';
import { growBottomUp, LEFT, NODE, treeSize } from '../../dist/src/workloads/shapes.js';
import { collectorNamed } from '../../dist/strategies/index.js';

const [kind, count] = [process.argv[2], Number(process.argv[3])];
const HEAP_BYTES = 2 ** 31;
const EVENTS_COLLECTIONS = 1;
const [ROOT, NEW] = [0, 1];
const depth = Math.round(Math.log2(count + 1)) - 1;

function start(collector) {
  const runtime = new Runtime({
    heapBytes: HEAP_BYTES,
    collector: collectorNamed(collector),
    eventLevel: EVENTS_COLLECTIONS,
    stackWords: 1 << 16,
  });
  const m = new Mutator(runtime);
  m.pushFrame(depth + 4);
  const node = m.shape(NODE);
  return { runtime, m, node };
}

function plant(m, node) {
  growBottomUp(m, node, depth + 2, depth);
  m.copy(ROOT, depth + 2);
  m.clear(depth + 2);
}

/** CPU time in milliseconds: what a busy machine disturbs least. */
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Objects that die young, of which one in a thousand is kept for a while, and one old object is written to. */
function minor() {
  const { runtime, m, node } = start('generational-compacting');
  plant(m, node);
  const holder = depth + 3;
  m.allocate(holder, node);
  for (let k = 0; k < 3; k++) runtime.collect({ kind: 'full', cause: 'explicit' });
  const pauses = [];
  let begin = 0;
  runtime.onEvent = (event) => {
    if (event.type === 'collection-start') begin = cpu();
    else if (event.type === 'collection-end' && event.kind === 'gen0') pauses.push(cpu() - begin);
  };
  for (let k = 0; k < 4_000_000; k++) {
    m.allocate(NEW, node);
    if (k % 1000 === 0) m.store(holder, LEFT, NEW);
    m.poll();
  }
  return { pauses: pauses.length, ns: middle(pauses.slice(pauses.length >> 1)) * 1e6 };
}

function destroy() {
  const { runtime, m, node } = start('refcount-cycle');
  runtime.collector.control.enabled = false;
  const times = [];
  for (let k = 0; k < 5; k++) {
    plant(m, node);
    const begin = cpu();
    m.clear(ROOT);
    times.push((cpu() - begin) * 1e6);
  }
  return { ns: Math.min(...times) };
}

const answer = kind === 'minor' ? minor() : destroy();
console.log(JSON.stringify({ n: treeSize(depth), ...answer, min: answer.ns, cpu: answer.ns }));
