/** Who may import whom, as docs/ARCHITECTURE.md says. */
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, type SourceFile, sourceFiles } from './sources.ts';

const PRODUCT = sourceFiles('src', 'strategies');

/** A layer → the layers that it may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  heap: [],
  contract: ['heap'],
  strategy: ['heap', 'contract'],
  registry: ['heap', 'contract', 'strategy'],
  runtime: ['heap', 'contract'],
  conformance: ['heap', 'contract', 'runtime'],
  workloads: ['heap', 'contract', 'runtime'],
  platforms: ['heap', 'contract', 'runtime'],
  python: ['heap', 'contract', 'runtime', 'platforms'],
  harness: ['heap', 'contract', 'runtime', 'workloads', 'platforms', 'python', 'registry'],
  cli: ['harness', 'contract'],
  web: ['harness', 'contract'],
  library: ['heap', 'contract', 'runtime', 'workloads', 'platforms', 'python', 'harness', 'registry'],
};

/** Packages that a layer may import. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  registry: ['inversify'],
  python: ['py-ast'],
  harness: ['zod', '@swc/wasm-typescript', 'sql.js', 'simple-statistics'],
  cli: ['@stricli/core', 'cli-table3'],
  web: ['uplot'],
  library: ['vitest'],
};

/** Below the harness everything runs in a browser; of the harness, all but its Node part. */
function mayUseNode(path: string): boolean {
  return path.startsWith('src/harness/node/') || path.startsWith('src/cli/');
}

function layerOf(path: string): string {
  if (['src/index.ts', 'src/library.ts', 'src/vitest.ts'].includes(path)) return 'library';
  if (path.startsWith('strategies/')) return path.split('/').length === 2 ? 'registry' : 'strategy';
  return path.split('/')[1]!;
}

/** `mark-sweep` for strategies/mark-sweep/heap.ts. */
function islandOf(path: string): string | undefined {
  return layerOf(path) === 'strategy' ? path.split('/')[1] : undefined;
}

function complaint(file: SourceFile, { specifier, target }: Import): string | undefined {
  const from = layerOf(file.path);
  if (target === undefined) {
    if (specifier.startsWith('node:')) {
      return mayUseNode(file.path) ? undefined : `${file.path} uses Node (${specifier})`;
    }
    return PACKAGES[from]?.includes(specifier) ? undefined : `${file.path} (${from}) imports ${specifier}`;
  }
  const to = layerOf(target);
  if (from === to) {
    return islandOf(file.path) === islandOf(target)
      ? undefined
      : `${file.path} imports another strategy, ${target}`;
  }
  return MAY_IMPORT[from]?.includes(to) ? undefined : `${file.path} (${from}) imports ${target} (${to})`;
}

describe('who may import whom', () => {
  it('finds the product', () => {
    expect(PRODUCT.length).toBeGreaterThan(20);
    expect(
      [...new Set(PRODUCT.map(({ path }) => layerOf(path)))].filter((layer) => !(layer in MAY_IMPORT)),
    ).toEqual([]);
  });

  it('is kept by every import', () => {
    const complaints = PRODUCT.flatMap((file) => importsOf(file).map((each) => complaint(file, each)));
    expect(complaints.filter((each) => each !== undefined)).toEqual([]);
  });

  it.each([
    ['src/heap/a.ts', "import { x } from '../contract/host.ts';"],
    ['src/contract/a.ts', "import type { Runtime } from '../runtime/runtime.ts';"],
    ['src/runtime/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/harness/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/python/a.ts', "import { injectable } from 'inversify';"],
    ['strategies/one/a.ts', "export { x } from '../two/b.ts';"],
    ['strategies/one/a.ts', "const lazy = await import('../../src/runtime/runtime.ts');"],
    ['src/cli/a.ts', "import {\n  a,\n  b,\n} from '../python/vm/vm.ts';"],
  ])('would refuse in %s: %s', (path, text) => {
    const file = { path, text };
    expect(importsOf(file).map((each) => complaint(file, each))).toEqual([expect.any(String)]);
  });
});

const NODE_GLOBALS =
  /(?<![\w$.'"`-])(?:(?:process|Buffer)\.|(?:require|setImmediate)\(|__(?:dir|file)name\b)/;

describe('Node', () => {
  it('is used by no portable file, as a global either', () => {
    const portable = PRODUCT.filter(({ path }) => !mayUseNode(path));
    const users = portable.flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, i) => ({ line: line.trim(), at: `${path}:${i + 1}` }))
        .filter(({ line }) => !/^(?:\/\/|\*|\/\*)/.test(line) && NODE_GLOBALS.test(line))
        .map(({ line, at }) => `${at}: ${line}`),
    );
    expect(users).toEqual([]);
  });
});
