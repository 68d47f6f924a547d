/** Exports for other tools: what readers that others wrote made of them is recorded, for these very bytes. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { executeProgram } from '../../../src/harness/execute-program.ts';
import { debugStats } from '../../../src/harness/trace/exports/debug-stats.ts';
import { holdersGraph } from '../../../src/harness/trace/exports/dot.ts';
import { gcLog } from '../../../src/harness/trace/exports/gc-log.ts';
import { type ChromeEvent, chromeTrace } from '../../../src/harness/trace/exports/perfetto.ts';
import { eventsOf } from '../../../src/harness/trace/read-trace.ts';
import { exportsForReaders, recordedTrace } from './readers.ts';
import recorded from './recorded/readers.json' with { type: 'json' };
import { traced } from './traced.ts';

describe('what other people’s readers were given', () => {
  it.each(Object.entries(exportsForReaders()))('%s is what is written today', (name, text) => {
    const inputs: Record<string, string> = recorded.inputs;
    expect(createHash('sha256').update(text).digest('hex')).toBe(inputs[name]);
  });

  it('was understood by GCViewer without a warning', () => {
    for (const [name, trace] of [
      ['ironpython.gclog', recordedTrace('ironpython')],
      ['cpython.gclog', recordedTrace('cpython')],
    ] as const) {
      const { format, warnings, summary } = recorded.gcviewer[name];
      expect([format, warnings]).toEqual(['Oracle / OpenJDK unified jvm logging', []]);
      const collections = eventsOf(trace, 'collection');
      expect(summary).toContain(`pauseCount; ${collections.length}; -`);
      expect(summary).toContain(`gcPauseCount; ${collections.filter(({ full }) => !full).length}; -`);
    }
  });

  it('was understood by memlab: nodes, retained sizes, paths', () => {
    const nodes = recorded.memlab.nodes;
    expect(nodes).toContainEqual(['array', 'list', 152, '__main__ > kept']);
    expect(nodes).toContainEqual(['object', 'Lost', 16, '']);
    expect(recorded.memlab.edges).toBe(12);
  });

  it('was understood by speedscope: a slice for each collection, as long as its pause', () => {
    for (const [name, trace] of [
      ['ironpython.json', recordedTrace('ironpython')],
      ['cpython.json', recordedTrace('cpython')],
    ] as const) {
      const profile = recorded.speedscope[name].find((each) => each.name.includes('collector'))!;
      const collections = eventsOf(trace, 'collection');
      expect(profile.slices).toHaveLength(collections.length);
    }
  });

  it('was understood by Graphviz', () => {
    expect(recorded.graphviz['ironpython.dot'].filter((line) => line.startsWith('edge'))).toHaveLength(5);
    expect(recorded.graphviz['heap.dot']).toContain('edge n4 n5');
  });
});

/** Of the Trace Event Format: the phases that are written here. */
const phase = <P extends string>(ph: P, more: z.ZodRawShape = {}) =>
  z.strictObject({
    name: z.string(),
    ph: z.literal(ph),
    ts: z.number().nonnegative(),
    pid: z.number().int(),
    tid: z.number().int(),
    cat: z.string().optional(),
    args: z.record(z.string(), z.unknown()).optional(),
    ...more,
  });
const async = { cat: z.string(), id: z.string().regex(/^0x[0-9a-f]+$/) };
const eventSchema = z.discriminatedUnion('ph', [
  phase('M', { args: z.strictObject({ name: z.string() }) }),
  phase('X', { dur: z.number().nonnegative() }),
  phase('C', { args: z.record(z.string(), z.number()) }),
  phase('b', async),
  phase('n', async),
  phase('e', async),
  phase('i', { s: z.enum(['t', 'p', 'g']) }),
]);
const traceSchema = z.strictObject({
  traceEvents: z.array(eventSchema),
  displayTimeUnit: z.enum(['ms', 'ns']),
  otherData: z.record(z.string(), z.string()),
});

describe('Trace Event JSON', () => {
  it.each(['cpython', 'ironpython'] as const)('keeps to the format (%s)', (name) => {
    const trace = chromeTrace(recordedTrace(name));
    traceSchema.parse(JSON.parse(JSON.stringify(trace)));
    const begun = new Map<string, ChromeEvent>();
    let before = 0;
    for (const event of trace.traceEvents) {
      expect(event.ts).toBeGreaterThanOrEqual(before);
      if (event.ph !== 'M') before = event.ts;
      if (event.ph === 'b') begun.set(event.id!, event);
      if (event.ph === 'e') expect(begun.delete(event.id!)).toBe(true);
    }
    expect([...begun]).toEqual([]);
  });

  it('has a slice for each collection, as long as its pause', () => {
    const trace = recordedTrace('ironpython');
    const slices = chromeTrace(trace).traceEvents.filter(({ cat }) => cat === 'gc');
    const collections = eventsOf(trace, 'collection');
    expect(slices.map(({ args }) => args!.number)).toEqual(collections.map(({ number }) => number));
    slices.forEach(({ dur }, k) => {
      expect(dur).toBeCloseTo(1000 * (collections[k]!.untilMs - collections[k]!.ms), 2);
      expect(dur).toBeGreaterThan(0);
    });
  });
});

describe('the JVM’s log', () => {
  it('has the decorations and the words that GCViewer knows, and nothing else', () => {
    const lines = gcLog(recordedTrace('ironpython')).trimEnd().split('\n');
    expect(lines.shift()).toBe('[0.000s][info][gc] Using Serial');
    for (const line of lines) {
      expect(line).toMatch(
        /^\[\d+\.\d{3}s\]\[info\]\[gc(?:,start)?\] GC\(\d+\) Pause (?:Young|Full) \([\w .()]+\)(?: \d+K->\d+K\(\d+K\) \d+\.\d{3}ms)?$/,
      );
    }
  });
});

describe('gc.DEBUG_STATS', () => {
  const program = (flag: number) => `import gc
gc.set_debug(${flag})
class Node(object):
    pass
for i in range(900):
    node = Node()
    node.me = node
gc.collect()
gc.collect(0)
gc.set_debug(0)
`;

  it.each(['cpython-3.11', 'cpython-2.7'])('is what a run prints that asks for it (%s)', (platform) => {
    let printed = '';
    const { trace } = traced(program(0), platform);
    const request = { ...REQUEST, source: program(1), platform };
    executeProgram(request, {
      onStdout: () => undefined,
      onStderr: (text) => {
        printed += text;
      },
      readModule: () => null,
    });
    const told = debugStats(trace);
    expect(printed).not.toBe('');
    // The text of the flag itself moves a collection or its neighbours by an object; times by what printing costs.
    const shape = (text: string) => text.replaceAll(/\d+\.\d{4}s/g, 'Ts').replaceAll(/generation: .*/g, '');
    expect(shape(told)).toContain(shape(printed));
  });

  it('is of CPython’s collector alone', () => {
    expect(() => debugStats(recordedTrace('ironpython'))).toThrow('found generational-compacting');
  });
});

const REQUEST = {
  filename: 'p.py',
  argv: [],
  heapBytes: 1 << 28,
  seed: 0,
  verify: false,
  stress: false,
  observe: false,
};

describe('heaps', () => {
  function heapOf(source: string, snapshot: 'heapsnapshot' | 'dot', platform = 'cpython-3.11'): string {
    let text = '';
    executeProgram(
      { ...REQUEST, source, platform, snapshot },
      {
        onStdout: () => undefined,
        onStderr: () => undefined,
        onSnapshot: (piece) => {
          text += piece;
        },
        readModule: () => null,
      },
    );
    return text;
  }
  const SOURCE = `class Resource:
    pass
kept = [Resource(), Resource()]
kept[0].title = 'a title'
def f():
    own = Resource()
    yield 1
generator = f()
next(generator)
`;

  it.each(['cpython-3.11', 'jython-2.7', 'ironpython-3.4'])(
    'are consistent as snapshots (%s)',
    (platform) => {
      const { snapshot, nodes, edges, strings } = JSON.parse(heapOf(SOURCE, 'heapsnapshot', platform));
      expect(nodes).toHaveLength(7 * snapshot.node_count);
      expect(edges).toHaveLength(3 * snapshot.edge_count);
      let [edge, resources] = [0, 0];
      const edgesFrom: string[][] = [];
      for (let at = 0; at < nodes.length; at += 7) {
        const [type, name, , size, count] = nodes.slice(at, at + 7);
        const isResource = snapshot.meta.node_types[0][type] === 'object' && strings[name] === 'Resource';
        if (isResource) resources++;
        expect(size).toBeGreaterThanOrEqual(0);
        const labels: string[] = [];
        for (const end = edge + 3 * count; edge < end; edge += 3) {
          expect(edges[edge + 2] % 7).toBe(0);
          expect(edges[edge + 2]).toBeLessThan(nodes.length);
          const kind = snapshot.meta.edge_types[0][edges[edge]];
          labels.push(
            kind === 'element' || (kind === 'weak' && type === 9)
              ? String(edges[edge + 1])
              : strings[edges[edge + 1]],
          );
        }
        if (isResource || strings[name] === 'generator f()') edgesFrom.push(labels);
      }
      expect(edge).toBe(edges.length);
      expect(resources).toBe(3);
      expect(edgesFrom.flat()).toEqual(expect.arrayContaining(['title', 'own']));
    },
  );

  it('are drawn from the program’s own module, as far as that is near', () => {
    const dot = heapOf(SOURCE, 'dot');
    expect(dot).toMatch(/^digraph heap \{\n/);
    expect(dot.match(/label="Resource\\n/g)).toHaveLength(3);
    expect(dot).toContain('[label="own"]');
    const names = new Set([...dot.matchAll(/^ {2}(n\d+) \[/gm)].map(([, name]) => name));
    for (const [, from, to] of dot.matchAll(/^ {2}(n\d+) -> (n\d+) /gm)) {
      expect(names.has(from!) && names.has(to!)).toBe(true);
    }
    expect(heapOf('kept = [[i] for i in range(5000)]', 'dot').split('\n').length).toBeLessThan(1000);
  });
});

describe('the graph of holders', () => {
  it('draws what is common to paths once, and quotes what programs name', () => {
    const dot = holdersGraph(recordedTrace('ironpython'));
    expect(dot.match(/label="holder: Holder"/g)).toHaveLength(1);
    expect(dot.match(/fillcolor/g)).toHaveLength(2);
  });
});
