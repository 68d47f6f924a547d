import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectors } from '../../../strategies/index.ts';
import { runOn } from './run-on.ts';

/**
 * Every platform on every collector: the rules of one system on the algorithm of another are no real system, but every program
 * must run on them, with finalizers at least not twice, and with a sound heap.
 */
const platforms = ['cpython-3.11', 'jython-2.7', 'ironpython-3.4'];

const programs = [
  '16_finalizer_chain_order',
  '22_resurrection_once',
  '25_del_exception_ignored',
  '29_exit_globals_gone',
  '37_late_unregister',
  '42_weak_iteration',
  '58_gen_finally_break',
  '76_del_creates_del',
];

const source = (name: string) =>
  readFileSync(new URL(`../../../pitfalls/${name}/program.py`, import.meta.url), 'utf8');

const CYCLE = `
import gc, weakref
log = []
class Node(object):
    def __del__(self):
        log.append('del')
a, b = Node(), Node()
a.other, b.other = b, a
reference = weakref.ref(a, lambda _: log.append('callback'))
del a, b
for _ in range(3):
    gc.collect()
import time; time.sleep(1)
print(log)
`;

describe.each(platforms)('%s', (platform) => {
  describe.each(collectors().map(({ name }) => name))('on %s', (collector) => {
    it.each(programs)('runs %s with a sound heap', (name) => {
      const run = runOn(platform, source(name), `${name}.py`, collector, true);
      expect([0, 1]).toContain(run.exitCode);
    });

    it('finalizes a cycle once, and calls its callback once, unless nothing is ever collected', () => {
      const { stdout } = runOn(platform, CYCLE, 'cycle.py', collector, true);
      const after = platform === 'jython-2.7' && collector !== 'refcount-cycle';
      const log = after ? "['del', 'del', 'callback']" : "['callback', 'del', 'del']";
      expect(stdout).toBe(`${collector === 'epsilon' ? '[]' : log}\n`);
    });
  });
});
