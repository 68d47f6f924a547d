import { it } from 'vitest';
import { runSeeds } from './random-mutators.ts';
import { collector } from './reference-collector.ts';
import { conformanceTests } from './suite.ts';

conformanceTests(collector);

it('keeps to the model under random mutators: reference', () => {
  runSeeds(collector, 0, 200);
});
