// One workload under one collector of midden, for bench:baselines: node midden.mjs COLLECTOR WORKLOAD PARAMS [REPS] [HEAP]
// PARAMS is JSON. Prints one line like the programs for other runtimes: nanoseconds per object, of whole iterations.
// COLLECTOR may be several with + between them: all of them have run in this process before the first is measured.
import { Mutator, Random, Runtime } from '../../dist/src/index.js';
import { workloads } from '../../dist/src/workloads/index.js';
import { collectorNamed } from '../../dist/strategies/index.js';

const [names, workloadName, paramText = '{}', repsText = '5', heapText = String(2 ** 31)] =
  process.argv.slice(2);
const [name, ...others] = names.split('+');
const workload = workloads.find((each) => each.name === workloadName);
const params = { ...workload.params, ...JSON.parse(paramText) };
const WARMUP = 2;

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

function iterations(collector, count) {
  const runtime = new Runtime({
    heapBytes: Number(heapText),
    collector: collectorNamed(collector),
    stackWords: 1 << 16,
  });
  const prepared = workload.prepare(new Mutator(runtime), params, new Random(12345));
  const walls = [];
  const cpus = [];
  let nodes = 0;
  for (let k = 0; k < WARMUP + count; k++) {
    prepared.arrange?.();
    const [c0, t0] = [cpu(), performance.now()];
    prepared.run();
    const wall = performance.now() - t0;
    if (k >= WARMUP) {
      walls.push(wall * 1e6);
      cpus.push((cpu() - c0) * 1e3);
    }
    nodes = prepared.check().nodes;
  }
  walls.sort((a, b) => a - b);
  cpus.sort((a, b) => a - b);
  return { walls, cpus, nodes };
}

for (const other of others) iterations(other, 1);
const { walls, cpus, nodes } = iterations(name, Number(repsText));
const middle = walls.length >> 1;
console.log(
  JSON.stringify({ n: nodes, ns: walls[middle] / nodes, min: walls[0] / nodes, cpu: cpus[middle] / nodes }),
);
