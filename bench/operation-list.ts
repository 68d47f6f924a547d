/** The operations of the mutator and of the collectors, each as a chunk of work on a heap of its own. */
import { arrayShape, type Local, Mutator, Runtime, recordShape, type Shape } from 'midden';
import { type CollectorFactory, SHAPE_FINALIZER, SHAPE_WEAK } from 'midden/contract';

interface Prepared {
  /** Operations, or objects, in a run. */
  readonly units: number;
  readonly run: () => void;
  /** Before each run, outside of what is measured. */
  readonly arrange?: () => void;
}

export interface Operation {
  readonly name: string;
  /** Collectors that have it; all that reclaim by default. */
  readonly suits?: readonly string[];
  readonly prepare: (collector: CollectorFactory) => Prepared;
}

const CHUNK = 10_000;
const GRAPH = 100_000;
const [HEAD, NODE, TABLE, LOCALS] = [0, 1, 2, 4];
const HEAP_BYTES = 1 << 28;
/** Its target and its strength. */
const WEAK_RAW_WORDS = 2;

interface Bench {
  readonly runtime: Runtime;
  readonly m: Mutator;
  readonly node: Shape;
  readonly table: Shape;
}

function start(collector: CollectorFactory): Bench {
  const runtime = new Runtime({ heapBytes: HEAP_BYTES, collector });
  const m = new Mutator(runtime);
  m.pushFrame(LOCALS);
  return { runtime, m, node: m.shape(recordShape('Node', 2, 2)), table: m.shape(arrayShape('Table')) };
}

/** Nothing is collected but on request. */
function still(collector: CollectorFactory): Bench {
  const bench = start(collector);
  const { control } = bench.runtime.collector;
  if (control !== null) control.enabled = false;
  return bench;
}

function chain({ m, node }: Bench, to: Local, length: number): void {
  m.clear(to);
  for (let i = 0; i < length; i++) {
    m.allocate(NODE, node);
    m.store(NODE, 0, to);
    m.copy(to, NODE);
    m.poll();
  }
  m.clear(NODE);
}

const full = ({ runtime }: Bench, compact = false) => {
  runtime.collect({ kind: 'full', cause: 'explicit', compact });
};

/** Chunk by chunk, over two objects that are old by then. */
function onTwoObjects(collector: CollectorFactory, operation: (m: Mutator) => void): Prepared {
  const bench = start(collector);
  const { m, node } = bench;
  m.allocate(HEAD, node);
  m.allocate(NODE, node);
  for (let k = 0; k < 3; k++) full(bench);
  return {
    units: CHUNK,
    run: () => {
      for (let i = 0; i < CHUNK; i++) operation(m);
    },
  };
}

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'allocate',
    prepare: (collector) => {
      const { m, node } = start(collector);
      return {
        units: CHUNK,
        run: () => {
          for (let i = 0; i < CHUNK; i++) {
            m.allocate(NODE, node);
            m.poll();
          }
        },
      };
    },
  },
  {
    name: 'barrier', // a reference store, with what the collector wants around it
    prepare: (collector) => onTwoObjects(collector, (m) => m.store(HEAD, 0, NODE)),
  },
  { name: 'load', prepare: (collector) => onTwoObjects(collector, (m) => m.load(TABLE, HEAD, 0)) },
  { name: 'root-copy', prepare: (collector) => onTwoObjects(collector, (m) => m.copy(TABLE, HEAD)) },
  {
    name: 'root-frame',
    prepare: (collector) =>
      onTwoObjects(collector, (m) => {
        m.pushFrame(4);
        m.popFrame();
      }),
  },
  {
    name: 'mark', // a full collection of a chain, all of it alive
    prepare: (collector) => {
      const bench = still(collector);
      chain(bench, HEAD, GRAPH);
      full(bench);
      return { units: GRAPH, run: () => full(bench) };
    },
  },
  {
    name: 'sweep', // a full collection of nothing but garbage; under counting, its death
    prepare: (collector) => {
      const bench = still(collector);
      return {
        units: GRAPH,
        arrange: () => chain(bench, HEAD, GRAPH),
        run: () => {
          bench.m.clear(HEAD);
          full(bench);
        },
      };
    },
  },
  {
    name: 'lazy-sweep', // allocation out of what a collection left to be swept
    suits: ['mark-sweep'],
    prepare: (collector) => {
      const bench = start(collector);
      return {
        units: GRAPH,
        arrange: () => {
          chain(bench, HEAD, GRAPH);
          bench.m.clear(HEAD);
          full(bench);
        },
        run: () => chain(bench, HEAD, GRAPH),
      };
    },
  },
  {
    name: 'copy', // a minor collection of a nursery, all of it alive
    suits: ['generational-compacting'],
    prepare: (collector) => {
      const bench = still(collector);
      return {
        units: CHUNK,
        arrange: () => {
          full(bench);
          chain(bench, HEAD, CHUNK);
        },
        run: () => {
          bench.runtime.collect({ kind: 'minor', cause: 'explicit' });
        },
      };
    },
  },
  {
    name: 'compact', // a full, compacting collection of a chain with garbage between its nodes
    suits: ['generational-compacting'],
    prepare: (collector) => {
      const bench = still(collector);
      const { m, node } = bench;
      return {
        units: GRAPH,
        arrange: () => {
          m.clear(HEAD);
          for (let i = 0; i < GRAPH; i++) {
            m.allocate(NODE, node);
            if (i % 2 === 0) continue;
            m.store(NODE, 0, HEAD);
            m.copy(HEAD, NODE);
          }
          m.clear(NODE);
        },
        run: () => full(bench, true),
      };
    },
  },
  {
    name: 'cycle-detection', // dropped pairs of nodes that hold each other
    prepare: (collector) => {
      const bench = still(collector);
      const { m, node } = bench;
      return {
        units: GRAPH,
        arrange: () => {
          for (let i = 0; i < GRAPH; i += 2) {
            m.allocate(HEAD, node);
            m.allocate(NODE, node);
            m.store(HEAD, 0, NODE);
            m.store(NODE, 0, HEAD);
          }
          m.clear(HEAD);
          m.clear(NODE);
        },
        run: () => full(bench),
      };
    },
  },
  {
    name: 'finalizers', // objects with a finalizer die: it is queued, and run
    prepare: (collector) => {
      const bench = still(collector);
      const { m, runtime, table } = bench;
      const shape = m.shape(recordShape('Finalizable', 1, 1, SHAPE_FINALIZER));
      return {
        units: CHUNK,
        arrange: () => {
          m.allocate(TABLE, table, CHUNK);
          for (let i = 0; i < CHUNK; i++) {
            m.allocate(NODE, shape);
            m.store(TABLE, i, NODE);
          }
          m.clear(NODE);
        },
        run: () => {
          m.clear(TABLE);
          full(bench);
          while (runtime.finalizers.runNextQueued());
        },
      };
    },
  },
  {
    name: 'weak-references', // they outlive their targets and are cleared
    prepare: (collector) => {
      const bench = still(collector);
      const { m, node, table } = bench;
      const weak = m.shape(recordShape('Weak', 1, WEAK_RAW_WORDS, SHAPE_WEAK));
      m.allocate(TABLE, table, CHUNK);
      return {
        units: CHUNK,
        arrange: () => {
          m.clear(HEAD);
          for (let i = 0; i < CHUNK; i++) {
            m.allocate(NODE, node);
            m.store(NODE, 0, HEAD);
            m.copy(HEAD, NODE);
            m.allocateWeak(NODE, weak, HEAD);
            m.store(TABLE, i, NODE);
          }
          m.clear(NODE);
        },
        run: () => {
          m.clear(HEAD);
          full(bench);
        },
      };
    },
  },
];
