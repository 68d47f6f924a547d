import { describe, expect, it } from 'vitest';
import { runLimited } from './limits.ts';

/** A chain of a million nodes, built, dropped and collected: no step of any collector may recurse on the host's stack. */
const nodes: Readonly<Record<string, string>> = {
  'instances with slots': `class Node:
    __slots__ = ('next',)
    def __init__(self, next):
        self.next = next`,
  instances: `class Node:
    def __init__(self, next):
        self.next = next`,
  tuples: 'def Node(next): return (next,)',
  lists: 'def Node(next): return [next]',
};

const program = (node: string) => `import gc
${node}
def build(count):
    chain = None
    for _ in range(count):
        chain = Node(chain)
    return chain
chain = build(1000000)
print('built')
gc.collect()
chain = None
print('dropped')
gc.collect()
print('collected')
`;

describe.each(['refcount-cycle', 'mark-sweep', 'generational-compacting', 'epsilon'])(
  'a million nodes under %s',
  (collector) => {
    it.each(Object.entries(nodes))('can be built and dropped: %s', (_name, node) => {
      const run = runLimited(program(node), { collector, heapMiB: 256 });
      expect(run).toEqual({ exitCode: 0, stdout: 'built\ndropped\ncollected\n', stderr: '' });
    });
  },
);
