/**
 * What conservatism costs: lists die, while integers stand in roots (random ones in the range of the heap's addresses). What
 * stays of the lists is false retention, measured against what is reachable.
 *
 *     npx tsx bench/false-retention.ts      prints the table of strategies/boehm/README.md
 */
import { Mutator, recordShape } from '../src/runtime/mutator.ts';
import { falseRetention } from '../src/runtime/retention.ts';
import { Runtime } from '../src/runtime/runtime.ts';
import { Random } from '../src/workloads/index.ts';
import { type Boehm, boehm } from '../strategies/boehm/boehm.ts';

const HEAP_BYTES = 16 << 20;
const LISTS = 40;
const NODES = 1000;
const ROUNDS = 10;
const HELD = 0;
const NEW = 1;

/** @returns objects that are kept and not reachable, at the end of each round; integers stand before the first, or come during all */
function retained(integers: number, blackListing: number, changing: boolean): number[] {
  const collectorOptions = { blackListing };
  const runtime = new Runtime({ heapBytes: HEAP_BYTES, collector: boehm, collectorOptions });
  const collector = runtime.collector as Boehm;
  const m = new Mutator(runtime);
  const node = m.shape(recordShape('node', 2, 2));
  const random = new Random(7);
  const words = new Int32Array(integers);
  const scatter = () => {
    for (let k = 0; k < integers; k++) words[k] = random.below(HEAP_BYTES / 4);
  };
  scatter();
  collector.addRoots('integers', words);
  m.pushFrame(2);
  const collect = () => runtime.collect({ kind: 'full', cause: 'explicit' });
  collect();
  const kept: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let list = 0; list < LISTS; list++) {
      m.clear(HELD);
      for (let k = 0; k < NODES; k++) {
        m.allocate(NEW, node);
        m.store(NEW, 0, HELD);
        m.copy(HELD, NEW);
      }
    }
    m.clear(HELD);
    m.clear(NEW);
    if (changing) scatter();
    collect();
    kept.push(falseRetention(runtime).falseObjects);
  }
  return kept;
}

const mean = (values: readonly number[]) =>
  Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

console.log('| integers | they | kept of 40,000 dead nodes, without black-listing | with |');
console.log('|---|---|---|---|');
for (const changing of [false, true]) {
  for (const integers of [10, 100, 1000]) {
    const [without, kept] = [0, 1].map((blackListing) => mean(retained(integers, blackListing, changing)));
    const row = [integers, changing ? 'change' : 'stay', without, kept];
    console.log(`| ${row.map((cell) => cell!.toLocaleString('en-US')).join(' | ')} |`);
  }
}
