import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const root = source('.');

/**
 * Tests import the sources; what runs is dist, as Node's own modules. Transformed for vitest, every imported
 * constant would be a property read on the hot path, and the tests would take three to six times as long.
 */
const compiled: Plugin = {
  name: 'midden-compiled',
  enforce: 'pre',
  resolveId(id, importer) {
    if (importer === undefined || !id.startsWith('.') || !id.endsWith('.ts')) return null;
    const path = relative(root, resolve(dirname(importer), id));
    if (!/^(src|strategies)\//.test(path)) return null;
    return { id: join(root, 'dist', path.replace(/\.ts$/, '.js')), external: true };
  },
};

export default defineConfig({
  plugins: [compiled],
  resolve: {
    // Examples import the package by its name; in tests that is the source.
    alias: [
      { find: /^midden$/, replacement: source('./dist/src/library.js') },
      { find: /^midden\/vitest$/, replacement: source('./dist/src/vitest.js') },
      { find: /^midden\/collectors$/, replacement: source('./dist/strategies/index.js') },
      { find: /^midden\/contract$/, replacement: source('./dist/src/contract/index.js') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-sources.ts'],
    server: { deps: { external: [/\/dist\//] } },
    // Two cores: a heap of its own per worker, so no more workers than cores.
    maxWorkers: 2,
    testTimeout: 240_000,
  },
});
