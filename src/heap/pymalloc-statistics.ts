import type { Pymalloc } from './pymalloc.ts';
import { SIZE_CLASSES } from './pymalloc.ts';
import { NO_CLASS, POOL_CLASS, POOL_HEADER_WORDS, POOL_USED } from './pymalloc-arenas.ts';

/** What an allocator of arenas, pools and blocks holds at the moment. */
export interface PoolStatistics {
  readonly poolBytes: number;
  readonly arenaBytes: number;
  /** By size class, of (index + 1) × 16 bytes. */
  readonly classes: readonly {
    readonly pools: number;
    readonly usedBlocks: number;
    readonly freeBlocks: number;
  }[];
  /** Pools of arenas in use that hold no block. */
  readonly freePools: number;
  readonly arenas: { readonly allocated: number; readonly current: number; readonly highWater: number };
  /** Blocks that the raw allocator provides. */
  readonly largeBlocks: number;
}

export function poolStatistics(i32: Int32Array, pymalloc: Pymalloc): PoolStatistics {
  const { arenas } = pymalloc;
  const { poolWords } = arenas;
  const pools = new Int32Array(SIZE_CLASSES);
  const used = new Int32Array(SIZE_CLASSES);
  for (const arena of arenas.inAddressOrder()) {
    arenas.forEachPool(arena, (pool) => {
      const sizeClass = i32[pool + POOL_CLASS]!;
      if (i32[pool + POOL_USED] === 0 || sizeClass === NO_CLASS) return;
      pools[sizeClass]!++;
      used[sizeClass]! += i32[pool + POOL_USED]!;
    });
  }
  const classes = Array.from(pools, (count, sizeClass) => ({
    pools: count,
    usedBlocks: used[sizeClass]!,
    freeBlocks: count * blocksPerPool(poolWords, sizeClass) - used[sizeClass]!,
  }));
  return {
    poolBytes: poolWords * 4,
    arenaBytes: arenas.arenaWords * 4,
    classes,
    freePools: arenas.poolsInUse - pools.reduce((sum, count) => sum + count, 0),
    arenas: { allocated: arenas.allocated, current: arenas.count, highWater: arenas.highWater },
    largeBlocks: pymalloc.largeBlocks,
  };
}

export function blocksPerPool(poolWords: number, sizeClass: number): number {
  return Math.floor((poolWords - POOL_HEADER_WORDS) / ((sizeClass + 1) * 4));
}
