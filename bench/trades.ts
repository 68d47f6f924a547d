/**
 * What each collector trades, in counts that are the same on every machine: work, pauses, space, garbage that waits.
 *
 *     npx tsx bench/trades.ts      prints the table of docs/TRADES.md
 */
import type { CollectorFactory } from '../src/contract/collector.ts';
import { EVENTS_COLLECTIONS } from '../src/contract/events.ts';
import { Mutator } from '../src/runtime/mutator.ts';
import { Runtime } from '../src/runtime/runtime.ts';
import { Random, workloads } from '../src/workloads/index.ts';
import { collectorNamed } from '../strategies/index.ts';

const HEAP_BYTES = 24 << 20;
const RUNS: readonly (readonly [name: string, params: Readonly<Record<string, number>>])[] = [
  ['gcbench', { depth: 16 }],
  ['queue', { operations: 1_000_000, live: 50_000 }],
  ['decay', { operations: 1_000_000, live: 50_000 }],
];
const NURSERY = 1 << 20;
const COLLECTORS: readonly (readonly [name: string, options: Readonly<Record<string, number>>])[] = [
  ['refcount-cycle', {}],
  ['mark-sweep', {}],
  ['generational-compacting', { gen0Bytes: NURSERY, youngMaxBytes: NURSERY }],
  ['semispace', {}],
  ['immix', {}],
  ['immix', { sticky: 1, nurseryBytes: NURSERY }],
  ['boehm', {}],
];

interface Trade {
  readonly unitsPerWord: number;
  readonly longestPause: number;
  readonly collections: number;
  /** Committed words and side tables at most, and used ones, against the most that lived after a collection. */
  readonly committed: number;
  readonly used: number;
}

function measure(
  workload: string,
  params: Readonly<Record<string, number>>,
  collector: CollectorFactory,
  collectorOptions: Readonly<Record<string, number>>,
): Trade {
  const runtime = new Runtime({
    heapBytes: HEAP_BYTES,
    collector,
    collectorOptions,
    eventLevel: EVENTS_COLLECTIONS,
  });
  let longestPause = 0;
  let collections = 0;
  let committed = 0;
  const sample = () => {
    let words = runtime.collector.metadataWords();
    for (const space of runtime.collector.spaces()) words += space.committedWords;
    committed = Math.max(committed, words);
    runtime.notePeak();
  };
  runtime.onEvent = (event) => {
    if (event.type === 'collection-start') sample();
    if (event.type !== 'collection-end') return;
    collections++;
    longestPause = Math.max(longestPause, event.pauseWork);
  };
  const found = workloads.find(({ name }) => name === workload)!;
  const prepared = found.prepare(new Mutator(runtime), { ...found.params, ...params }, new Random(12345));
  prepared.arrange?.();
  prepared.run();
  sample();
  prepared.check();
  return {
    unitsPerWord: runtime.collector.work.units / runtime.allocatedWords,
    longestPause,
    collections,
    committed: committed * 4,
    used: runtime.peakUsedWords * 4,
  };
}

const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

console.log(
  '| workload | collector | work, units per word allocated | longest pause, units | collections | most committed, MiB | most used, MiB |',
);
console.log('|---|---|---|---|---|---|---|');
for (const [workload, params] of RUNS) {
  for (const [name, options] of COLLECTORS) {
    const trade = measure(workload, params, collectorNamed(name), options);
    const title = options.sticky === 1 ? `${name}, sticky` : name;
    const cells = [
      trade.unitsPerWord.toFixed(3),
      trade.longestPause.toLocaleString('en-US'),
      trade.collections,
      mib(trade.committed),
      mib(trade.used),
    ];
    console.log(`| ${workload} | ${title} | ${cells.join(' | ')} |`);
  }
}
