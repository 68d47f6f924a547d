/**
 * Where references lead after a copy: how many to the same cache line of 64 bytes, how many to the same page of 4 KiB,
 * and how many pages a walk through the structure changes, per thousand objects. Counts, the same on every machine.
 *
 *     npx tsx test/strategies/semispace/locality.ts      prints the table of strategies/semispace/README.md
 */
import { pathToFileURL } from 'node:url';
import { SHAPE_MASK } from '../../../src/heap/layout.ts';
import { Random } from '../../../src/workloads/index.ts';
import { collect, makeWorld, type World } from './world.ts';

const LINE_SHIFT = 4;
const PAGE_SHIFT = 10;
const OBJECTS = 1 << 15;

export interface Locality {
  /** Percent of references. */
  readonly sameLine: number;
  readonly samePage: number;
  /** Per thousand objects of a depth-first walk. */
  readonly pageChanges: number;
}

/** By name: the numbers of the nodes that node `k` refers to. */
export const STRUCTURES: Readonly<Record<string, () => (k: number) => readonly number[]>> = {
  'binary tree': () => (k) => [2 * k + 1, 2 * k + 2],
  list: () => (k) => [k + 1],
  // Every other node is the next one of the list, the one behind it is its record.
  'list of records': () => (k) => (k % 2 === 0 ? [k + 1, k + 2] : []),
  'random graph': () => {
    const random = new Random(1);
    return (k) => [k + 1, random.below(OBJECTS)];
  },
};

/** Makes OBJECTS nodes, in random order of address; then only local 0 holds the first one. */
function build({ m, array, node, runtime }: World, targets: (k: number) => readonly number[]): void {
  const [FIRST, ALL] = [0, 1];
  const { i32, roots, shapes } = runtime;
  m.allocate(ALL, array, OBJECTS);
  const items = 3;
  for (const k of new Random(7).permutation(OBJECTS)) {
    m.allocate(FIRST, node);
    runtime.store(m.peek(ALL), items + k, m.peek(FIRST));
  }
  const nodeAt = (k: number) => i32[m.peek(ALL) + items + k]!;
  for (let k = 0; k < OBJECTS; k++) {
    targets(k).forEach((target, field) => {
      if (target < OBJECTS) runtime.store(nodeAt(k), shapes.refsFrom[node]! + field, nodeAt(target));
    });
  }
  roots.stack[roots.top - 2 + FIRST] = nodeAt(0);
  m.clear(ALL);
}

export function localityOf(structure: string, depthFirst: boolean): Locality {
  const world = makeWorld({
    heapBytes: 16 << 20,
    verify: false,
    poison: false,
    collector: { depthFirst: depthFirst ? 1 : 0 },
  });
  world.m.pushFrame(2);
  build(world, STRUCTURES[structure]!());
  collect(world);
  return measure(world);
}

function measure({ m, runtime }: World): Locality {
  const { i32, shapes } = runtime;
  let edges = 0;
  let lines = 0;
  let pages = 0;
  let changes = 0;
  let page = 0;
  const seen = new Set<number>([0]);
  const stack = [m.peek(0)];
  while (stack.length > 0) {
    const ref = stack.pop()!;
    if (seen.has(ref)) continue;
    seen.add(ref);
    if (ref >> PAGE_SHIFT !== page) changes++;
    page = ref >> PAGE_SHIFT;
    const end = shapes.slotsEnd(i32, ref);
    for (let at = end - 1; at >= ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at--) {
      const child = i32[at]!;
      if (child === 0) continue;
      edges++;
      if (child >> LINE_SHIFT === ref >> LINE_SHIFT) lines++;
      if (child >> PAGE_SHIFT === ref >> PAGE_SHIFT) pages++;
      stack.push(child);
    }
  }
  const percent = (part: number) => Math.round((1000 * part) / edges) / 10;
  return {
    sameLine: percent(lines),
    samePage: percent(pages),
    pageChanges: Math.round((1000 * changes) / (seen.size - 1)),
  };
}

/** Lines of a table in Markdown. */
export function localityTable(): string[] {
  const rows = [
    '| structure | order | same line, % | same page, % | page changes of a walk, per 1000 objects |',
    '|---|---|---|---|---|',
  ];
  for (const structure of Object.keys(STRUCTURES)) {
    for (const [order, depthFirst] of [
      ['breadth first', false],
      ['depth first', true],
    ] as const) {
      const { sameLine, samePage, pageChanges } = localityOf(structure, depthFirst);
      rows.push(`| ${structure} | ${order} | ${sameLine} | ${samePage} | ${pageChanges} |`);
    }
  }
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(localityTable().join('\n'));
