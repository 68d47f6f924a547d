import { describe, expect, it } from 'vitest';
import { eventsOf, watchedLives } from '../../../src/harness/trace/read-trace.ts';
import { traced } from './traced.ts';

const LOOP = `class Resource(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        self.name = None

def main():
    for i in range(4):
        resource = Resource(i)
        print(resource.name)
    return resource

kept = main()
garbage = [[i] for i in range(500)]
print("end")
`;

const CYCLES = `import gc
class Node(object):
    def __del__(self):
        pass
class Holder(object):
    pass
holder = Holder()
holder.nodes = {'a': [Node()]}
for i in range(3):
    node = Node()
    node.me = node
del node
gc.collect()
`;

describe('the event log of a run', () => {
  it('tells the life of an object that counting releases promptly', () => {
    const { trace } = traced(LOOP);
    const lives = watchedLives(trace);
    expect(lives.map(({ made }) => [made.class, made.place!.line, made.place!.function])).toEqual(
      Array(4).fill(['Resource', 9, 'main']),
    );
    const [first] = lives;
    expect(first!.lastUsed!.place.line).toBe(10);
    expect(first!.unreachable!.tick).toBe(first!.finalizer!.tick);
    expect(first!.unreachable!.at).toBe(first!.finalizer!.at);
    expect(first!.finalizer).toMatchObject({ thread: 'program', exiting: false, error: null });
    expect(first!.reclaimed!.collection).toBeNull();
  });

  it('tells who holds what is open when the program’s own code ends', () => {
    const [held] = eventsOf(traced(LOOP).trace, 'held');
    expect(held).toMatchObject({ by: 'path', path: ['module __main__', 'kept: Resource'] });
    const paths = eventsOf(traced(CYCLES, 'jython-2.7').trace, 'held').map(({ path }) => path);
    expect(paths).toEqual([
      ['module __main__', 'holder: Holder', '.nodes: dict', "['a']: list", '[0]: Node'],
    ]);
    expect(eventsOf(traced(CYCLES).trace, 'held').map(({ by }) => by)).toContain('cycle');
  });

  it('dates the deaths that no finalizer noticed, and says which collection reclaimed what', () => {
    const { trace } = traced(CYCLES, 'ironpython-3.4');
    const cycles = watchedLives(trace).filter(({ made }) => made.place!.line === 10);
    expect(cycles).toHaveLength(3);
    for (const { made, unreachable, finalizer, reclaimed } of cycles) {
      expect(unreachable!.tick).toBeGreaterThanOrEqual(made.tick);
      expect(finalizer!.tick).toBeGreaterThanOrEqual(unreachable!.tick);
      expect(finalizer!.thread).toBe('finalizer');
      expect(reclaimed!.tick).toBeGreaterThanOrEqual(finalizer!.tick);
      const by = eventsOf(trace, 'collection').find(({ number }) => number === reclaimed!.collection);
      expect(by).toMatchObject({ cause: 'explicit', full: true, generation: 2 });
    }
  });

  it('has collections with their work, and ticks of the heap between', () => {
    const { trace } = traced(CYCLES, 'jython-2.7');
    const [collection] = eventsOf(trace, 'collection');
    expect(collection).toMatchObject({ number: 0, kind: 'full', generation: null, full: true });
    expect(collection!.pause).toBeGreaterThan(0);
    expect(collection!.phases.map(({ name }) => name)).toContain('mark');
    const ticks = eventsOf(trace, 'tick');
    expect(ticks.length).toBeGreaterThan(1);
    for (const [k, tick] of ticks.slice(1).entries()) expect(tick.at).toBeGreaterThanOrEqual(ticks[k]!.at);
    expect(Math.max(...ticks.map(({ open }) => open))).toBe(4);
  });

  it('has every line of output with the line that wrote it', () => {
    const { trace } = traced('import sys\nprint("a\\nb")\nsys.stdout.write("c")\nsys.stdout.write("d")\n');
    const lines = eventsOf(trace, 'output').map(({ text, ended, place }) => [text, ended, place!.line]);
    expect(lines).toEqual([
      ['a', true, 2],
      ['b', true, 2],
      ['cd', false, 3],
    ]);
  });

  it('tells a resurrection, and the second death', () => {
    const source = `import gc
saved = []
class Phoenix(object):
    def __del__(self):
        if not saved:
            saved.append(self)
phoenix = Phoenix()
phoenix.me = phoenix
del phoenix
gc.collect()
gc.collect()
saved.pop()
saved.append(0)
gc.collect()
`;
    const types = traced(source, 'ironpython-3.4')
      .trace.events.filter((event) => 'object' in event)
      .map(({ type }) => type);
    expect(types.filter((type) => type === 'unreachable' || type === 'resurrected')).toEqual([
      'unreachable',
      'resurrected',
      'unreachable',
    ]);
  });

  it.each([
    ['a limit of steps', 'i = 0\nwhile True: i += 1', { maxSteps: 10_000 }, 'limit'],
    ['an exception', 'print("x")\n1 / 0', {}, 'failed'],
    ['a limit of output', 'while True: print("x" * 100)', { maxOutput: 1000 }, 'limit'],
    [
      'the heap’s limit',
      'a = []\nwhile True: a.append("x" * 100000 + str(len(a)))',
      { heapBytes: 1 << 22 },
      'failed',
    ],
    ['a syntax error', 'if\n', {}, 'syntax-error'],
  ])('has its end also after %s', (_, source, more, outcome) => {
    const { trace, result } = traced(source, 'cpython-3.11', more);
    expect(result.outcome).toBe(outcome);
    expect(trace.complete).toBe(true);
    expect(trace.events.at(-1)).toMatchObject({ type: 'end', outcome, steps: result.steps });
  });

  it('ends where somebody asks for that, as by a limit', async () => {
    const { executeProgram } = await import('../../../src/harness/execute-program.ts');
    let lines = '';
    const result = executeProgram(
      {
        source: 'while True: pass',
        filename: 'p.py',
        argv: [],
        platform: 'cpython-3.11',
        heapBytes: 1 << 26,
        seed: 0,
        verify: false,
        stress: false,
        observe: false,
        trace: { midden: '0.0.0' },
      },
      {
        onStdout: () => undefined,
        onStderr: () => undefined,
        onTrace: (text) => {
          lines += text;
        },
        stopRequested: () => 'long enough',
        readModule: () => null,
      },
    );
    expect(result).toMatchObject({ outcome: 'limit', message: 'long enough' });
    expect(lines.trimEnd().split('\n').at(-1)).toContain('"outcome":"limit"');
  });

  it('is no longer than some thousand ticks, however long the run', () => {
    const { trace } = traced('for i in range(200000): x = [i]\n');
    expect(eventsOf(trace, 'tick').length).toBeLessThan(5000);
    expect(eventsOf(trace, 'tick').length).toBeGreaterThan(500);
  });

  it.each(['cpython-3.11', 'jython-2.7', 'ironpython-3.4', 'pypy-3.9'])(
    'changes nothing of what the program does on %s, and is the same every time',
    (platform) => {
      const [one, two] = [traced(CYCLES, platform), traced(CYCLES, platform)];
      expect(one.text).toBe(two.text);
      const { trace: _, ...plain } = {
        ...traced(CYCLES, platform, { observe: true }).result,
        trace: undefined,
      };
      expect(plain.steps).toBe(one.result.steps);
      expect(plain.metrics!.finalizers.prompt + plain.metrics!.finalizers.late).toBe(
        eventsOf(one.trace, 'finalizer').length,
      );
    },
  );
});
