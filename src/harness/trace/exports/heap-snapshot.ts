/**
 * A heap in the format of V8's heap snapshots, which DevTools' Memory panel and memlab read.
 *
 * Source: V8's src/profiler/heap-snapshot-generator.cc (HeapSnapshotJSONSerializer) for the layout, and the fields that Node 20 writes.
 */
import type { EdgeKind, HeapGraph, NodeKind } from '../../../python/observe/heap-graph.ts';

const NODE_TYPES = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
] as const;
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'] as const;
const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'];

const NODE_TYPE: Readonly<Record<NodeKind, (typeof NODE_TYPES)[number]>> = {
  synthetic: 'synthetic',
  object: 'object',
  array: 'array',
  string: 'string',
  number: 'number',
  function: 'closure',
  code: 'code',
  class: 'object',
  inside: 'hidden',
};
const EDGE_TYPE: Readonly<Record<EdgeKind, (typeof EDGE_TYPES)[number]>> = {
  attribute: 'property',
  element: 'element',
  local: 'context',
  inside: 'internal',
  weak: 'weak',
};

/** Numbers in one piece of text. */
const PIECE = 1 << 16;

/** Text by the piece: a large heap makes a file longer than a string can be. */
export function* heapSnapshot({ nodes }: HeapGraph): Generator<string> {
  const strings = new Map<string, number>();
  const textOf = (text: string) => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  const edgeCount = nodes.reduce((sum, { edges }) => sum + edges.length, 0);
  const head = {
    snapshot: { meta: META, node_count: nodes.length, edge_count: edgeCount, trace_function_count: 0 },
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"nodes":`;
  yield* numbers(nodes, ({ kind, name, bytes, edges }, index, into) => {
    into.push(NODE_TYPES.indexOf(NODE_TYPE[kind]), textOf(name), 2 * index + 1, bytes, edges.length, 0, 0);
  });
  yield ',\n"edges":';
  yield* numbers(nodes, ({ edges }, _, into) => {
    for (const { kind, name, to } of edges) {
      const label = typeof name === 'number' ? name : textOf(name);
      const type = typeof name === 'number' && kind !== 'weak' ? 'element' : EDGE_TYPE[kind];
      into.push(EDGE_TYPES.indexOf(type), label, to * NODE_FIELDS.length);
    }
  });
  yield ',\n"trace_function_infos":[],"trace_tree":[],"samples":[],"locations":[],\n"strings":';
  yield `${JSON.stringify([...strings.keys()])}}\n`;
}

function* numbers<T>(
  items: readonly T[],
  write: (item: T, index: number, into: number[]) => void,
): Generator<string> {
  let piece: number[] = [];
  let separator = '[';
  for (const [index, item] of items.entries()) {
    write(item, index, piece);
    if (piece.length < PIECE) continue;
    yield separator + piece.join(',');
    separator = ',';
    piece = [];
  }
  yield piece.length === 0 ? `${separator === '[' ? '[' : ''}]` : `${separator}${piece.join(',')}]`;
}

const META = {
  node_fields: NODE_FIELDS,
  node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number', 'number'],
  edge_fields: ['type', 'name_or_index', 'to_node'],
  edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
  trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
  trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
  sample_fields: ['timestamp_us', 'last_assigned_id'],
  location_fields: ['object_index', 'script_id', 'line', 'column'],
};
