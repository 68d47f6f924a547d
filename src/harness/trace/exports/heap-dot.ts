/** A small heap as a graph for Graphviz: what can be reached from the program's own module, nearest first. */
import type { HeapGraph } from '../../../python/observe/heap-graph.ts';
import { quoted } from './quoted.ts';

const NODES_MAX = 200;
/** Elements of one list, entries of one dict. */
const CHILDREN_MAX = 24;
/** Where the drawing stops: what hangs on these is the same in every program. */
const LEAVES: ReadonlySet<string> = new Set(['class', 'function', 'code', 'string', 'number']);
const LEFT_OUT: ReadonlySet<string> = new Set(['module', 'builtin_function_or_method']);

export function heapDot({ nodes }: HeapGraph): string {
  const main = nodes[0]!.edges.find(({ name }) => name === '__main__');
  const chosen = main === undefined ? [] : nearest(nodes, main.to);
  const drawn = new Set(chosen);
  const lines = chosen.map((index) => {
    const { kind, name, bytes } = nodes[index]!;
    const label = kind === 'string' ? `'${name}'` : name;
    return `  n${index} [label=${quoted(`${label}\n${bytes} bytes`)}];\n`;
  });
  const edges = chosen.flatMap((index) => {
    if (index !== main?.to && LEAVES.has(nodes[index]!.kind)) return [];
    return nodes[index]!.edges.filter(({ to, kind }) => drawn.has(to) && kind !== 'inside').map(
      ({ to, name, kind }) => {
        const style = kind === 'weak' ? ', style=dashed' : '';
        return `  n${index} -> n${to} [label=${quoted(String(name))}${style}];\n`;
      },
    );
  });
  const full = chosen.length < NODES_MAX ? '' : `, the ${NODES_MAX} nearest objects`;
  return `digraph heap {\n  rankdir=LR;\n  label=${quoted(`the heap${full}`)};\n  node [shape=box, fontname="sans-serif"];\n${lines.join('')}${edges.join('')}}\n`;
}

/** Breadth first; a dict of names is passed through like other objects. */
function nearest(nodes: HeapGraph['nodes'], from: number): number[] {
  const found = [from];
  const known = new Set(found);
  for (let next = 0; next < found.length && found.length < NODES_MAX; next++) {
    const index = found[next]!;
    if (index !== from && LEAVES.has(nodes[index]!.kind)) continue;
    for (const { to, kind, name } of nodes[index]!.edges.slice(0, CHILDREN_MAX)) {
      const target = nodes[to]!;
      const isOwn = !String(name).startsWith('__') || index === from;
      if (known.has(to) || kind === 'inside' || !isOwn || LEFT_OUT.has(target.name)) continue;
      if (found.length >= NODES_MAX) break;
      known.add(to);
      found.push(to);
    }
  }
  return found;
}
