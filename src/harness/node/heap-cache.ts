/** Smallest heaps that were found by search, kept between calls in the user's cache folder. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HeapCache } from '../bench/benchmark.ts';

/** @param build tells one build of midden from another: what one found says nothing about the next */
export function fileHeapCache(file: string, build: string): HeapCache {
  const known = read(file, build);
  const keyOf = (workload: string, collector: string) => `${stamped(workload)} | ${stamped(collector)}`;
  return {
    get: (workload, collector) => known[keyOf(workload, collector)],
    set: (workload, collector, bytes) => {
      known[keyOf(workload, collector)] = bytes;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ build, known }, null, 1)}\n`);
    },
  };
}

/** A file is another one once it was written again. */
function stamped(source: string): string {
  const path = source.startsWith('file:') ? fileURLToPath(source) : (source.split(':')[0] ?? source);
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return written === undefined ? source : `${source} ${written}`;
}

function read(file: string, build: string): Record<string, number> {
  try {
    const { build: of, known } = JSON.parse(readFileSync(file, 'utf8'));
    return of === build && typeof known === 'object' ? known : {};
  } catch {
    return {}; // no cache, or one that cannot be read: everything is found anew
  }
}
