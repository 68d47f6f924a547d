/** The figures to reach: what midden does, what it is measured against, and the ratio that is the goal. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from './jobs.ts';
import {
  buildC,
  buildCSharp,
  buildJava,
  fetchTool,
  findProgram,
  findPython311,
  HERE,
  prepareCoreClr,
} from './tools.ts';

export interface Opponent {
  readonly label: string;
  readonly job: Job;
  readonly goal: number | null;
}

export interface Row {
  readonly title: string;
  readonly midden: Job;
  readonly against: readonly Opponent[];
}

/** Python programs on midden and elsewhere. */
export interface ProgramRow {
  readonly program: string;
  /** By platform. */
  readonly midden: Readonly<Record<string, Job>>;
  readonly cpython: Job | null;
  /** Python in JavaScript, and CPython's rivals. */
  readonly others: readonly { readonly label: string; readonly job: Job }[];
}

const NODE = process.execPath;
export const PLATFORMS = ['cpython-3.11', 'jython-2.7', 'ironpython-3.4'];

/** Memory jobs: the mode and its arguments, as every program for a real runtime takes them. */
type Mode = readonly string[];

interface Systems {
  boehm(mode: Mode): Job | null;
  boehmNoInterior(mode: Mode): Job | null;
  malloc(mode: Mode): Job | null;
  handMarker(mode: Mode): Job | null;
  java(flag: string, mode: Mode): Job | null;
  mono(mode: Mode): Job | null;
  coreClr(mode: Mode): Job | null;
  node(mode: Mode, flags?: readonly string[]): Job;
  python(mode: Mode): Job | null;
  pypy(mode: Mode): Job | null;
  jython(mode: Mode): Job | null;
}

const JAVA_HEAP = ['-Xms3g', '-Xmx3g'];

export function findSystems(): Systems {
  const boehm = buildC('bench.c', 'bench-boehm', '-DBOEHM', '-lgc');
  const malloc = buildC('bench.c', 'bench-malloc');
  const marker = buildC('heapmark.c', 'heapmark');
  const classes = buildJava();
  const assembly = buildCSharp();
  const mono = assembly === null ? null : findProgram('mono', 'Mono');
  const coreClr = assembly === null ? null : prepareCoreClr(assembly);
  const python = findPython311();
  const pypy = findProgram('pypy3', 'PyPy');
  const jython = findProgram('jython', 'Jython');
  const script = join(HERE, 'py', 'bench.py');
  const named = (
    name: string,
    mode: Mode,
    command: readonly string[] | null,
    env?: Job['env'],
  ): Job | null =>
    command === null
      ? null
      : {
          id: `${name} ${mode.join(' ')}`,
          command: [...command, ...mode],
          ...(env === undefined ? {} : { env }),
        };
  const one = (program: string | null) => (program === null ? null : [program]);
  return {
    boehm: (mode) => named('boehm', mode, one(boehm)),
    boehmNoInterior: (mode) => named('boehm-no-interior', mode, one(boehm), { NO_INTERIOR: '1' }),
    malloc: (mode) => named('malloc', mode, one(malloc)),
    handMarker: (mode) => named('hand marker', mode, one(marker)),
    java: (flag, mode) =>
      named(
        flag,
        mode,
        classes === null ? null : ['java', `-XX:+Use${flag}GC`, ...JAVA_HEAP, '-cp', classes, 'Bench'],
      ),
    mono: (mode) => named('mono', mode, mono === null ? null : [mono, assembly!]),
    coreClr: (mode) => named('coreclr', mode, coreClr, { COMPACT: '1' }),
    node: (mode, flags = []) =>
      named(`node ${flags.join(' ')}`, mode, [
        ...[NODE, '--expose-gc', '--max-old-space-size=16000', '--stack-size=3900', ...flags],
        join(HERE, 'node', 'bench.mjs'),
      ])!,
    python: (mode) => named('python', mode, python === null ? null : [python, script]),
    pypy: (mode) => named('pypy', mode, pypy === null ? null : [pypy, script]),
    jython: (mode) => named('jython', mode, jython === null ? null : [jython, script]),
  };
}

export function middenJob(
  collector: string,
  workload: string,
  params: Readonly<Record<string, number>>,
  reps = 5,
): Job {
  const text = JSON.stringify(params);
  return {
    id: `midden ${collector} ${workload} ${text}`,
    command: [NODE, join(HERE, 'midden.mjs'), collector, workload, text, String(reps)],
  };
}

function against(
  ...list: readonly (readonly [label: string, job: Job | null, goal: number | null])[]
): Opponent[] {
  return list.flatMap(([label, job, goal]) => (job === null ? [] : [{ label, job, goal }]));
}

const MILLION = 1_000_000;
const SINGLE = ['--single-threaded-gc'];

export function memoryRows(systems: Systems): Row[] {
  const graph = (shape: string, objects: number): Mode => ['static', shape, String(objects)];
  const fullOf = (shape: string, objects: number, collector = 'mark-sweep') =>
    middenJob(collector, `static-${shape}`, { objects }, 7);
  const random = graph('random', MILLION);
  const random4 = graph('random', 4 * MILLION);
  const rings: Mode = ['cycles', '100000'];
  const churn: Mode = ['churn', '18'];
  const half: Mode = ['half', String(MILLION)];
  const gcbench = (collector: string) => middenJob(collector, 'gcbench', { depth: 18 }, 3);
  const s = systems;
  return [
    {
      title: 'full collection, mark-sweep, random graph of 1M live objects',
      midden: fullOf('random', MILLION),
      against: against(
        ['Boehm', s.boehm(random), 0.35],
        ['Boehm without interior pointers', s.boehmNoInterior(random), 0.4],
        ['OpenJDK Serial', s.java('Serial', random), 0.25],
        ['CoreCLR', s.coreClr(random), 0.35],
        ['V8', s.node(random), 0.5],
        ['V8, single-threaded', s.node(random, SINGLE), null],
        ['OpenJDK Parallel', s.java('Parallel', random), null],
        ['OpenJDK G1', s.java('G1', random), null],
        ['PyPy', s.pypy(random), null],
      ),
    },
    {
      title: 'the same, 4M',
      midden: fullOf('random', 4 * MILLION),
      against: against(
        ['Boehm', s.boehm(random4), 0.3],
        ['V8', s.node(random4), 0.5],
        [
          'hand-written C marker with prefetching, same layout',
          s.handMarker(['random', String(4 * MILLION)]),
          2.5,
        ],
      ),
    },
    ...['tree', 'list'].map((shape) => ({
      title: `the same, ${shape} of 1M`,
      midden: fullOf(shape, MILLION),
      against: against(
        ['Boehm', s.boehm(graph(shape, MILLION)), 0.7],
        ['OpenJDK Serial', s.java('Serial', graph(shape, MILLION)), 0.5],
      ),
    })),
    {
      title: 'full compacting collection, generational-compacting, random 1M, half of it dead',
      midden: middenJob('generational-compacting', 'half-dead', { objects: MILLION }),
      against: against(
        ['CoreCLR forced to compact', s.coreClr(half), 0.6],
        ['Mono', s.mono(half), 0.6],
        ['OpenJDK Serial', s.java('Serial', half), 0.45],
      ),
    },
    {
      title: '`gc.collect()` on refcount-cycle: random 1M',
      midden: fullOf('random', MILLION, 'refcount-cycle'),
      against: against(['CPython 3.11', s.python(random), 0.12]),
    },
    {
      title: '`gc.collect()` on refcount-cycle: tree 1M',
      midden: fullOf('tree', MILLION, 'refcount-cycle'),
      against: against(['CPython 3.11', s.python(graph('tree', MILLION)), 0.4]),
    },
    {
      title: '`gc.collect()` on refcount-cycle: 100,000 dropped rings of 10',
      midden: middenJob('refcount-cycle', 'dropped-rings', { rings: 100_000, size: 10 }),
      against: against(['CPython 3.11', s.python(rings), 0.15]),
    },
    {
      title: 'GCBench 18, generational-compacting',
      midden: gcbench('generational-compacting'),
      against: against(
        ['Node’s own objects', s.node(churn), 1.3],
        ['CoreCLR', s.coreClr(churn), 1.2],
        ['Boehm', s.boehm(churn), 0.6],
        ['CPython 3.11', s.python([...churn, '2']), 0.05],
        ['Mono', s.mono(churn), null],
        ['OpenJDK Serial', s.java('Serial', churn), null],
        ['PyPy', s.pypy([...churn, '2']), null],
      ),
    },
    {
      title: 'the same, mark-sweep',
      midden: gcbench('mark-sweep'),
      against: against(['Boehm', s.boehm(churn), 0.8]),
    },
    {
      title: 'the same, refcount-cycle',
      midden: gcbench('refcount-cycle'),
      against: against(['C malloc and free', s.malloc(churn), 1.5]),
    },
    ...['refcount-cycle', 'mark-sweep', 'generational-compacting'].map((collector) => {
      const rest = ['refcount-cycle', 'mark-sweep', 'generational-compacting', 'epsilon'].filter(
        (each) => each !== collector,
      );
      const steps = { operations: 400_000, live: 20_000 };
      return {
        title: `one mutator step with every built-in collector loaded, ${collector}`,
        midden: middenJob([collector, ...rest].join('+'), 'queue', steps),
        against: against(['with one loaded', middenJob(collector, 'queue', steps), 2]),
      };
    }),
  ];
}

// ---- Python programs

/** Inner iterations of are-we-fast-yet, and how often it is run in one process. Mandelbrot and NBody know few results.
 * The best of several runs counts: by then the host's compiler has done its work. */
const AWFY: Readonly<Record<string, readonly [inner: number, reps: number]>> = {
  Bounce: [50, 10],
  CD: [10, 10],
  DeltaBlue: [1000, 10],
  Havlak: [1, 1],
  Json: [10, 10],
  List: [50, 10],
  Mandelbrot: [500, 1],
  NBody: [250_000, 1],
  Permute: [20, 10],
  Queens: [30, 10],
  Richards: [2, 10],
  Sieve: [60, 10],
  Storage: [10, 10],
  Towers: [10, 10],
};

const PYTHONS_IN_JAVASCRIPT = ['pyodide', 'skulpt', 'brython', 'micropython'] as const;

/** @param awfy a checkout of are-we-fast-yet, or null */
export function programRows(awfy: string | null): ProgramRow[] {
  const cpython = findPython311();
  const pypy = findProgram('pypy3', 'PyPy');
  const rivals = PYTHONS_IN_JAVASCRIPT.flatMap((name) => {
    const folder = fetchTool(name);
    return folder === null ? [] : [{ name, folder }];
  });
  const row = (program: string, file: string, argv: readonly string[], reps: number): ProgramRow => {
    const real = (name: string, python: string): Job => ({
      id: `${name} ${program}`,
      command: [python, join(HERE, 'py', 'program.py'), String(reps), file, ...argv],
    });
    return {
      program,
      midden: Object.fromEntries(
        PLATFORMS.map((platform) => [
          platform,
          {
            id: `midden ${platform} ${program}`,
            command: [
              NODE,
              '--stack-size=3900',
              join(HERE, 'midden-python.mjs'),
              String(reps),
              platform,
              file,
              ...argv,
            ],
          },
        ]),
      ),
      cpython: cpython === null ? null : real('cpython', cpython),
      others: [
        ...(pypy === null || argv.length > 0 ? [] : [{ label: 'PyPy', job: real('pypy', pypy) }]),
        ...(argv.length === 0 ? rivals : []).map(({ name, folder }) => ({
          label: name,
          job: {
            id: `${name} ${program}`,
            command: [NODE, join(HERE, 'python-in-javascript.mjs'), name, folder, String(reps), file],
          },
        })),
      ],
    };
  };
  const ours = readdirSync(join(HERE, 'py')).filter((file) => /^b_\w+\.py$/.test(file));
  return [
    ...ours.sort().map((file) => row(file, join(HERE, 'py', file), [], 5)),
    ...(awfy === null ? [] : Object.entries(AWFY)).map(([name, [inner, reps]]) =>
      row(name, join(awfy!, 'benchmarks', 'Python', 'harness.py'), [name, '1', String(inner)], reps),
    ),
  ];
}
