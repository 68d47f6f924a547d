/** Graphviz' DOT: who holds the objects that a run kept, by the paths in its event log. For small graphs. */
import { eventsOf, type Trace, watchedLives } from '../read-trace.ts';
import { quoted } from './quoted.ts';

const NODES_MAX = 400;

interface Node {
  readonly id: string;
  readonly label: string;
  readonly isObject: boolean;
}

/** Paths that begin alike are drawn once. Past NODES_MAX nodes the rest is counted in the label. */
export function holdersGraph(trace: Trace): string {
  const lives = new Map(watchedLives(trace).map((life) => [life.object, life]));
  const nodes = new Map<string, Node>();
  const edges = new Set<string>();
  const owners = new Map<string, number>();
  let left = 0;
  for (const { object, path } of eventsOf(trace, 'held')) {
    if (nodes.size + path.length > NODES_MAX) {
      left++;
      continue;
    }
    let key = '';
    let before: Node | null = null;
    path.forEach((step, index) => {
      const isObject = index === path.length - 1;
      key += `\0${step}`;
      const claimed = owners.get(key);
      if (isObject && claimed !== undefined && claimed !== object) key += `\0${object}`;
      if (isObject) owners.set(key, object);
      const made = isObject ? lives.get(object)?.made.place : null;
      const label = made === null || made === undefined ? step : `${step}\nmade at ${made.file}:${made.line}`;
      const known = nodes.get(key);
      const node: Node = {
        id: known?.id ?? `n${nodes.size}`,
        label: isObject ? label : (known?.label ?? label),
        isObject: isObject || known?.isObject === true,
      };
      nodes.set(key, node);
      if (before !== null) edges.add(`  ${before.id} -> ${node.id};\n`);
      before = node;
    });
  }
  const { program, platform } = trace.header;
  const more = left === 0 ? '' : `, ${left} more not drawn`;
  return graph(
    `${program} on ${platform}: who holds what is not released${more}`,
    [...nodes.values()],
    edges,
  );
}

function graph(title: string, nodes: readonly Node[], edges: ReadonlySet<string>): string {
  const lines = nodes.map(
    ({ id, label, isObject }) =>
      `  ${id} [label=${quoted(label)}${isObject ? ', style=filled, fillcolor="#ffe0b0"' : ''}];\n`,
  );
  return `digraph midden {\n  rankdir=LR;\n  label=${quoted(title)};\n  node [shape=box, fontname="sans-serif"];\n${lines.join('')}${[...edges].join('')}}\n`;
}
