import { describe, it } from 'vitest';
import { collectors } from '../../strategies/index.ts';
import { SEEDS } from './random-mutators.ts';
import { runNative } from './run-native.ts';

const TIMEOUT_MS = Math.max(240_000, SEEDS * 60);

describe('random mutators against the model', () => {
  // One after the other: other test files run beside this one.
  it.each(collectors().map(({ name }) => name))(
    `${SEEDS} seeds: %s`,
    { timeout: TIMEOUT_MS },
    async (name) => {
      await runNative([name, 'seeds', '0', String(SEEDS)], TIMEOUT_MS);
    },
  );
});
