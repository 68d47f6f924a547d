/** Random programs against a shadow graph, with poison, verification and an exact count of what is left. */
import { describe, expect, it } from 'vitest';
import { RandomMutator } from './random-mutator.ts';
import { makeWorld, type WorldOptions } from './world.ts';

const CONFIGURATIONS: readonly (readonly [string, WorldOptions])[] = [
  ['defaults in a small heap', { heapBytes: 1 << 20 }],
  ['slideStress', { heapBytes: 1 << 20, collector: { slideStress: 1 } }],
  [
    'small contexts, small large objects',
    { heapBytes: 1 << 20, collector: { allocationQuantumBytes: 128, largeObjectBytes: 400 } },
  ],
  ['every event', { heapBytes: 1 << 20, eventLevel: 2, collector: { largeObjectBytes: 2000 } }],
];

describe.each(CONFIGURATIONS)('random mutator: %s', (_name, options) => {
  it.each(Array.from({ length: 40 }, (_, seed) => [seed]))('seed %i', (seed) => {
    const mutator = new RandomMutator(makeWorld(options), seed);
    mutator.run(400);
    mutator.finish();
    expect(mutator.failures).toEqual([]);
  });
});
