import { describe, it } from 'vitest';
import { collectors } from '../../strategies/index.ts';
import { runSeeds, SEEDS } from './random-mutators.ts';

describe.each(collectors())('random mutators against the model: $name', (factory) => {
  it(`${SEEDS} seeds`, { timeout: 600_000 }, () => {
    runSeeds(factory, 0, SEEDS);
  });
});
