/** The compiled sources: what a fuzzer runs millions of instructions of is dist, as Node's own modules, not a translation by a loader. */
type Platforms = typeof import('../../../src/platforms/index.ts');
type RunSource = typeof import('../../../src/python/run-source.ts');
type Runtimes = typeof import('../../../src/runtime/runtime.ts');
type Collectors = typeof import('../../../strategies/index.ts');

/** Another build's folder can be named in MIDDEN_DIST. */
const folder = process.env['MIDDEN_DIST'];
const dist = folder === undefined ? new URL('../../../dist/', import.meta.url) : new URL(`file://${folder}/`);
const load = async <T>(path: string): Promise<T> => (await import(new URL(path, dist).href)) as T;

export const { platformNamed } = await load<Platforms>('src/platforms/index.js');
export const { runSource } = await load<RunSource>('src/python/run-source.js');
export const { Runtime } = await load<Runtimes>('src/runtime/runtime.js');
export const { collectorNamed } = await load<Collectors>('strategies/index.js');
