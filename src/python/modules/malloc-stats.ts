import { POOL_HEADER_WORDS } from '../../heap/pymalloc-arenas.ts';
import { blocksPerPool, type PoolStatistics } from '../../heap/pymalloc-statistics.ts';

const LABEL_WIDTH = 35;
const NUMBER_WIDTH = 21;
/** Arenas of this size are found through a radix tree of three levels (CPython 3.10 and later). */
const MAPPED_ARENA_BYTES = 1 << 20;
/** Bytes of a node of each level. One of each covers 16 GiB of addresses. */
const ARENA_MAP = { root: 262_144, mid: 262_144, bottom: 131_072 };
/** Objects of which CPython keeps freed ones for itself, with their sizes; midden keeps none. */
const FREE_LISTS: readonly (readonly [name: string, bytes: number])[] = [
  ['PyDictObject', 48],
  ['PyFloatObject', 24],
  ['PyListObject', 40],
  ...Array.from({ length: 20 }, (_, k) => [`${k + 1}-sized PyTupleObject`, 32 + 8 * k] as const),
];

/** The text of sys._debugmallocstats(), as CPython 3.8 to 3.13 print it. */
export function mallocStatsText(stats: PoolStatistics): string {
  const lines = [
    `Small block threshold = ${stats.classes.length * 16}, in ${stats.classes.length} size classes.`,
    '',
    'class   size   num pools   blocks in use  avail blocks',
    '-----   ----   ---------   -------------  ------------',
    ...classLines(stats),
    '',
    ...arenaLines(stats),
    '',
    ...byteLines(stats),
  ];
  if (stats.arenaBytes >= MAPPED_ARENA_BYTES) lines.push('', ...mapLines());
  lines.push(
    '',
    ...FREE_LISTS.map(([name, bytes]) => labelled(`0 free ${name}s * ${bytes} bytes each`.padStart(48), 0)),
  );
  return `${lines.join('\n')}\n`;
}

function labelled(label: string, value: number): string {
  const number = value.toLocaleString('en-US');
  return `${label.padEnd(LABEL_WIDTH)}${label.length >= LABEL_WIDTH ? ' ' : ''}=${number.padStart(NUMBER_WIDTH)}`;
}

function classLines({ classes }: PoolStatistics): string[] {
  const lines: string[] = [];
  classes.forEach(({ pools, usedBlocks, freeBlocks }, index) => {
    if (pools === 0) return;
    const columns = [
      String(index).padStart(5),
      String((index + 1) * 16).padStart(6),
      String(pools).padStart(11),
      String(usedBlocks).padStart(15),
      String(freeBlocks).padStart(13),
    ];
    lines.push(columns.join(' '));
  });
  return lines;
}

function arenaLines({ arenas, arenaBytes }: PoolStatistics): string[] {
  return [
    labelled('# arenas allocated total', arenas.allocated),
    labelled('# arenas reclaimed', arenas.allocated - arenas.current),
    labelled('# arenas highwater mark', arenas.highWater),
    labelled('# arenas allocated current', arenas.current),
    labelled(`${arenas.current} arenas * ${arenaBytes} bytes/arena`, arenas.current * arenaBytes),
  ];
}

function byteLines(stats: PoolStatistics): string[] {
  const { classes, poolBytes, arenaBytes, arenas, freePools } = stats;
  const headerBytes = POOL_HEADER_WORDS * 4;
  let [used, free, pools, quantization] = [0, 0, 0, 0];
  classes.forEach((row, index) => {
    const bytes = (index + 1) * 16;
    used += row.usedBlocks * bytes;
    free += row.freeBlocks * bytes;
    pools += row.pools;
    quantization += row.pools * (poolBytes - headerBytes - blocksPerPool(poolBytes / 4, index) * bytes);
  });
  const total = arenas.current * arenaBytes;
  const alignment = total - (pools + freePools) * poolBytes;
  return [
    labelled('# bytes in allocated blocks', used),
    labelled('# bytes in available blocks', free),
    labelled(`${freePools} unused pools * ${poolBytes} bytes`, freePools * poolBytes),
    labelled('# bytes lost to pool headers', pools * headerBytes),
    labelled('# bytes lost to quantization', quantization),
    labelled('# bytes lost to arena alignment', alignment),
    labelled('Total', total),
  ];
}

function mapLines(): string[] {
  const { root, mid, bottom } = ARENA_MAP;
  return [
    'arena map counts',
    labelled('# arena map mid nodes', 1),
    labelled('# arena map bot nodes', 1),
    '',
    labelled('# bytes lost to arena map root', root),
    labelled('# bytes lost to arena map mid', mid),
    labelled('# bytes lost to arena map bot', bottom),
    labelled('Total', root + mid + bottom),
  ];
}
