import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Examples import the package by its name; here that is the source.
    alias: {
      'midden/contract': fileURLToPath(new URL('./src/contract/index.ts', import.meta.url)),
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: a heap of its own per worker, so no more workers than cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**', 'strategies/**'] },
  },
});
