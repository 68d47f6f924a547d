/**
 * Allocation and collection without Python: `npm run bench [collector…]`. Times are for comparison on one machine;
 * the figures that midden itself reports are counts.
 *
 * Every collector is measured in a process of its own: a call site that has seen several is slower for all of them.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Mutator, Runtime, recordShape } from 'midden';
import { collectorNamed, collectors } from 'midden/collectors';
import { Bench } from 'tinybench';

const MEASURE_ONE = '--measure';
const [HEAD, NODE] = [0, 1];
const OBJECTS = 100_000;

/** Allocates `OBJECTS` nodes and keeps every `keep`-th of them in a chain. */
function churn(m: Mutator, node: number, keep: number): void {
  m.pushFrame(2);
  for (let i = 1; i <= OBJECTS; i++) {
    m.allocate(NODE, node);
    if (i % keep === 0) {
      m.store(NODE, 0, HEAD);
      m.copy(HEAD, NODE);
    }
    m.poll();
  }
  m.popFrame();
}

async function measure(name: string): Promise<void> {
  const bench = new Bench({ name, time: 500 });
  for (const [label, keep] of [
    ['all garbage', OBJECTS + 1],
    ['one in ten survives', 10],
    ['all survive', 1],
  ] as const) {
    const runtime = new Runtime({ heapBytes: 1 << 28, collector: collectorNamed(name) });
    const m = new Mutator(runtime);
    const node = m.shape(recordShape('Node', 1, 1));
    if (!runtime.collector.traits.reclaims) continue; // it would only measure how soon the heap is full
    bench.add(label, () => churn(m, node, keep));
  }
  await bench.run();
  for (const { name: label, result } of bench.tasks) {
    if (result.state !== 'completed')
      throw new Error(`${name}, ${label}: the benchmark ended as ${result.state}`);
    const nanoseconds = (result.latency.mean * 1e6) / OBJECTS;
    console.log(`${name.padEnd(24)} ${label.padEnd(20)} ${nanoseconds.toFixed(1).padStart(8)} ns an object`);
  }
}

if (process.argv[2] === MEASURE_ONE) await measure(process.argv[3]!);
else {
  const asked = process.argv.slice(2);
  const names = asked.length > 0 ? asked : collectors().map(({ name }) => name);
  for (const name of names) {
    const child = [...process.execArgv, fileURLToPath(import.meta.url), MEASURE_ONE, name];
    spawnSync(process.execPath, child, { stdio: 'inherit' });
  }
}
