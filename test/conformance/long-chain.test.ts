import { describe, it } from 'vitest';
import { collectors } from '../../strategies/index.ts';
import { runNative } from './run-native.ts';

const TIMEOUT_MS = 180_000;

describe('ten million objects in a chain', () => {
  // A heap of a GiB each: one after the other.
  it.each(collectors().map(({ name }) => name))('%s', { timeout: TIMEOUT_MS }, async (name) => {
    await runNative([name, 'slow'], TIMEOUT_MS);
  });
});
