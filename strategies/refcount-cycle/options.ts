import { UsageError } from '../../src/heap/errors.ts';

/** Options with their defaults; 0 or 1 where a name reads as a question. */
export const refcountCycleOptions = {
  threshold0: 700,
  threshold1: 10,
  threshold2: 10,
  /** 0: 16 KiB, or less in a heap too small for that. */
  poolBytes: 0,
  /** 0: 1 MiB, or less in a heap too small for that. */
  arenaBytes: 0,
  /** Clear weak references into garbage after its finalizers have run (newer CPython) instead of before. */
  weakAfterFinalizers: 0,
  /** As in CPython 2.7: garbage cycles with finalizers are uncollectable; a finalizer may run more than once. */
  legacyFinalizers: 0,
  /**
   * The object whose allocation triggers a collection takes part in it, as do those after it up to the safepoint, and
   * there is none if by then enough has died (CPython 3.12 and later); else it stays out (before).
   */
  triggerTakesPart: 0,
  /** Guard bytes and a ledger of allocations, as PYTHONMALLOC=debug. */
  debug: 0,
};

export type RefcountCycleOptions = typeof refcountCycleOptions;

const POOL_BYTES = 16 * 1024;
const ARENA_BYTES = 1024 * 1024;
const POOL_BYTES_MIN = 2 * 1024;

/** @throws UsageError for a name that does not exist or a value that makes no sense */
export function readOptions(
  given: Readonly<Record<string, number>>,
  heapWords: number,
): RefcountCycleOptions {
  const options = { ...refcountCycleOptions };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(options, name)) {
      const names = Object.keys(options).join(', ');
      throw new UsageError(name, `refcount-cycle: found option ${name}, expected one of ${names}`);
    }
    if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
      throw new UsageError(
        name,
        `refcount-cycle: option ${name} is ${value}, expected a whole number from 0 to 2147483647`,
      );
    }
    options[name as keyof RefcountCycleOptions] = value;
  }
  return { ...options, ...memorySizes(options, heapWords * 4) };
}

/** CPython's sizes where the heap has room for some arenas, smaller ones where it has not. */
function memorySizes(
  options: RefcountCycleOptions,
  heapBytes: number,
): { poolBytes: number; arenaBytes: number } {
  let arenaBytes = options.arenaBytes;
  if (arenaBytes === 0) {
    arenaBytes = ARENA_BYTES;
    while (arenaBytes * 16 > heapBytes && arenaBytes > 4 * POOL_BYTES_MIN) arenaBytes /= 2;
  }
  let poolBytes = options.poolBytes;
  if (poolBytes === 0) {
    poolBytes = POOL_BYTES;
    while (poolBytes * 16 > arenaBytes && poolBytes > POOL_BYTES_MIN) poolBytes /= 2;
  }
  if (poolBytes < POOL_BYTES_MIN || (poolBytes & (poolBytes - 1)) !== 0) {
    throw new UsageError(
      'poolBytes',
      `refcount-cycle: poolBytes is ${poolBytes}, expected a power of two, at least 2048`,
    );
  }
  if (arenaBytes < 4 * poolBytes || arenaBytes % poolBytes !== 0) {
    const expected = `a multiple of poolBytes (${poolBytes}), at least four of them`;
    throw new UsageError('arenaBytes', `refcount-cycle: arenaBytes is ${arenaBytes}, expected ${expected}`);
  }
  return { poolBytes, arenaBytes };
}
