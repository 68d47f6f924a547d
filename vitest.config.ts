import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    // Examples import the package by its name; in tests that is the source.
    alias: [
      { find: /^midden$/, replacement: source('./src/index.ts') },
      { find: /^midden\/collectors$/, replacement: source('./strategies/index.ts') },
      { find: /^midden\/contract$/, replacement: source('./src/contract/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: a heap of its own per worker, so no more workers than cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**', 'strategies/**'] },
  },
});
