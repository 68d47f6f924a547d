import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runOn } from './run-on.ts';

const source = (name: string) =>
  readFileSync(new URL(`../../../pitfalls/${name}/program.py`, import.meta.url), 'utf8');

const LATE = `
import gc, weakref
class Resource:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)
single = Resource('single')
reference = weakref.ref(single)
del single
print('lives', reference() is not None)
gc.collect()
print('lives', reference() is not None)
cycle = Resource('cycle')
cycle.itself = cycle
del cycle
gc.collect()
print('end')
`;

describe('cpython-boehm', () => {
  it('finalizes at collections, singles and cycles alike', () => {
    const { stdout, exitCode } = runOn('cpython-boehm', LATE, 'late.py', undefined, true);
    expect(stdout).toBe('lives True\ndel single\nlives False\ndel cycle\nend\n');
    expect(exitCode).toBe(0);
  });

  it.each(['22_resurrection_once', '29_exit_globals_gone', '42_weak_iteration', '58_gen_finally_break'])(
    'runs %s with a sound heap, every word of an object being ambiguous',
    (name) => {
      const run = runOn('cpython-boehm', source(name), `${name}.py`, undefined, true);
      expect([0, 1]).toContain(run.exitCode);
    },
  );
});
