import type { SpaceInfo } from '../../src/contract/collector.ts';
import { LARGE_CLASS } from '../../src/heap/block-table.ts';
import { PAGE_SHIFT } from '../../src/heap/page-runs.ts';
import type { SegregatedFreeLists } from '../../src/heap/segregated-free-lists.ts';
import { CELL_WORDS, SIZE_CLASSES } from '../../src/heap/size-classes.ts';

/** Blocks of small cells, and large objects. Free pages are room for either. */
export function describeSpaces(cells: SegregatedFreeLists): readonly SpaceInfo[] {
  const { blocks } = cells;
  const small = { committed: 0, used: 0, objects: 0 };
  const large = { committed: 0, used: 0, objects: 0 };
  let largestCell = 0;
  cells.eachBlock((block) => {
    const isLarge = blocks.sizeClass[block] === LARGE_CLASS;
    const space = isLarge ? large : small;
    space.committed += blocks.pages[block]! << PAGE_SHIFT;
    space.used += blocks.used[block]! * blocks.cellWords[block]!;
    space.objects += blocks.used[block]!;
    const full = blocks.used[block] === blocks.cells[block];
    if (!isLarge && !full) largestCell = Math.max(largestCell, blocks.cellWords[block]!);
  });
  for (let sizeClass = 0; sizeClass < SIZE_CLASSES; sizeClass++) {
    const left = cells.bump.limit(sizeClass) - cells.bump.top(sizeClass);
    if (left > 0) largestCell = Math.max(largestCell, CELL_WORDS[sizeClass]!);
    small.used -= left;
    small.objects -= left / CELL_WORDS[sizeClass]!;
  }
  const free = Math.min(cells.pages.largestRun(), cells.limitPages - cells.ownedPages) << PAGE_SHIFT;
  return [
    {
      name: 'blocks',
      committedWords: small.committed,
      usedWords: small.used,
      largestFreeWords: Math.max(largestCell, free),
      objects: small.objects,
    },
    {
      name: 'large',
      committedWords: large.committed,
      usedWords: large.used,
      largestFreeWords: free,
      objects: large.objects,
    },
  ];
}
