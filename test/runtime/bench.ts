/** A runtime for the tests in this folder: small, verified, poisoned, and moving whatever can be moved. */
import { SHAPE_MASK } from '../../src/heap/layout.ts';
import { Mutator, recordShape } from '../../src/runtime/mutator.ts';
import { Runtime } from '../../src/runtime/runtime.ts';
import { collectorNamed, collectors } from '../../strategies/index.ts';

export const collectorNames: readonly string[] = collectors().map((collector) => collector.name);

/** `record` has one raw word, a number that names it, and one reference. */
export function bench(collector: string) {
  const runtime = new Runtime({
    heapBytes: 4 << 20,
    collector: collectorNamed(collector),
    verify: true,
    poison: true,
  });
  const m = new Mutator(runtime);
  return { runtime, m, record: m.shape(recordShape('Record', 1, 1)) };
}

export function settle(runtime: Runtime): void {
  for (let turn = 0; turn < 3; turn++) runtime.collect({ kind: 'full', cause: 'explicit', compact: true });
}

/** The numbers of the records that are in the heap, in order. */
export function liveRecords(runtime: Runtime, record: number): number[] {
  const found: number[] = [];
  runtime.collector.forEachObject((ref) => {
    if ((runtime.i32[ref]! & SHAPE_MASK) === record) found.push(runtime.i32[ref + 2]!);
  });
  return found.sort((a, b) => a - b);
}
