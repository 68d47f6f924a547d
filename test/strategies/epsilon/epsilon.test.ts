import { describe, expect, it } from 'vitest';
import type { CollectorEvent } from '../../../src/contract/events.ts';
import { HeapExhausted } from '../../../src/heap/errors.ts';
import { arrayShape, Mutator, recordShape } from '../../../src/runtime/mutator.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { epsilon } from '../../../strategies/epsilon/epsilon.ts';

function world(heapBytes = 1 << 18) {
  const runtime = new Runtime({ heapBytes, collector: epsilon, verify: true, eventLevel: 1 });
  const events: CollectorEvent[] = [];
  runtime.onEvent = (event) => events.push(event);
  const mutator = new Mutator(runtime);
  mutator.pushFrame(2);
  return {
    runtime,
    mutator,
    events,
    pair: mutator.shape(recordShape('pair', 2)),
    array: mutator.shape(arrayShape('array')),
  };
}

describe('epsilon', () => {
  it('never reclaims, and says so', () => {
    const { runtime, mutator, events, pair } = world();
    for (let k = 0; k < 100; k++) mutator.allocate(0, pair);
    expect(runtime.collect({ kind: 'full', cause: 'explicit' })).toEqual({
      found: 0,
      freedObjects: 0,
      freedWords: 0,
    });
    expect(events).toEqual([
      { type: 'decision', what: 'no-collection', reason: 'epsilon never collects (asked for: explicit)' },
    ]);
    expect(runtime.collector.spaces()[0]).toMatchObject({ usedWords: 400, objects: 100 });
    expect(runtime.collector.metadataWords()).toBe(0);
  });

  it('allocates up to the limit, to the word', () => {
    const { runtime, mutator, pair, array } = world();
    const words = runtime.memory.words - runtime.memory.firstWord;
    expect([runtime.reserve(words), runtime.reserve(words + 2)]).toEqual([true, false]);
    mutator.allocate(0, array, words - 3 - 4);
    mutator.allocate(1, pair);
    expect(() => mutator.allocate(1, pair)).toThrow(HeapExhausted);
    expect(runtime.pollRaised).toBe(false);
  });

  it('resolves interior addresses and grows the last object', () => {
    const { runtime, mutator, pair, array } = world();
    const { collector } = runtime;
    mutator.allocate(0, pair);
    mutator.allocate(1, array, 5);
    const [first, last] = [mutator.peek(0), mutator.peek(1)];
    expect([first, first + 3, last, last + 7, last + 8].map((at) => collector.resolve(at))).toEqual([
      first,
      first,
      last,
      last,
      0,
    ]);
    expect([collector.tryGrow(first, 6), collector.tryGrow(last, 40)]).toEqual([false, true]);
    runtime.i32[last + 2] = 37;
    collector.verify();
    mutator.allocate(0, pair);
    expect(mutator.peek(0)).toBe(last + 40);
  });

  it('reports a heap that cannot be walked', () => {
    const { runtime, mutator, pair } = world();
    mutator.allocate(0, pair);
    runtime.i32[mutator.peek(0)] = 0;
    expect(() => runtime.collector.verify()).toThrow('invariant dense:');
  });
});
