import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: a heap of its own per worker, so no more workers than cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**', 'strategies/**'] },
  },
});
