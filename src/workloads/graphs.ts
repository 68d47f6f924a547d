/** Graphs that stay as they are, and how long a full collection of them takes. */
import type { Mutator, Shape } from '../runtime/mutator.ts';
import type { Random } from './random.ts';
import { allocateLarge, growBottomUp, LEFT, NODE, RIGHT, TABLE, treeSize } from './shapes.ts';
import { expectResult, type PreparedWorkload, type Workload } from './workload.ts';

const [ROOT, FROM, TO, ALL] = [0, 1, 2, 3];
const DEPTH_MAX = 28;
const LOCALS = DEPTH_MAX + 8;

/** A graph in ROOT. @returns the number of nodes */
type Build = (m: Mutator, shapes: Shapes, objects: number, random: Random) => number;

interface Shapes {
  readonly node: Shape;
  readonly table: Shape;
}

/** Allocated in order, linked at random: a ring through all nodes, and one random edge each. */
const random: Build = (m, shapes, objects, random) => {
  const order = allocateAll(m, shapes, objects, random);
  for (let i = 0; i < objects; i++) {
    m.load(FROM, ALL, order[i]!);
    m.load(TO, ALL, order[(i + 1) % objects]!);
    m.store(FROM, LEFT, TO);
    m.load(TO, ALL, random.below(objects));
    m.store(FROM, RIGHT, TO);
  }
  keepRoot(m, 0);
  return objects;
};

const tree: Build = (m, { node }, objects) => {
  let depth = 0;
  while (treeSize(depth) < objects * 0.99) depth++;
  growBottomUp(m, node, ALL + 1 + depth, depth);
  m.copy(ROOT, ALL + 1 + depth);
  m.clear(ALL + 1 + depth);
  return treeSize(depth);
};

const list: Build = (m, { node }, objects) => {
  for (let i = 0; i < objects; i++) {
    m.allocate(FROM, node);
    m.store(FROM, LEFT, ROOT);
    m.copy(ROOT, FROM);
    m.poll();
  }
  m.clear(FROM);
  return objects;
};

function shapesFor(m: Mutator): Shapes {
  return { node: m.shape(NODE), table: m.shape(TABLE) };
}

/** All nodes in a table, ALL. @returns a random order of them */
function allocateAll(m: Mutator, { node, table }: Shapes, objects: number, random: Random): Int32Array {
  allocateLarge(m, ALL, table, objects);
  for (let i = 0; i < objects; i++) {
    m.allocate(FROM, node);
    m.setRaw(FROM, 0, i);
    m.store(ALL, i, FROM);
    m.poll();
  }
  return random.permutation(objects);
}

/** From now on the graph hangs on one of its nodes alone. */
function keepRoot(m: Mutator, at: number): void {
  m.load(ROOT, ALL, at);
  for (const local of [FROM, TO, ALL]) m.clear(local);
}

function liveObjects(m: Mutator): number {
  let objects = 0;
  m.runtime.collector.forEachObject(() => objects++);
  return objects;
}

class StaticGraph implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly objects: number;

  constructor(m: Mutator, build: Build, objects: number, random: Random) {
    this.m = m;
    m.pushFrame(LOCALS);
    const { control, traits } = m.runtime.collector;
    if (control !== null) control.enabled = false;
    this.objects = build(m, shapesFor(m), objects, random);
    if (traits.reclaims) this.run();
  }

  run(): void {
    this.m.runtime.collect({ kind: 'full', cause: 'explicit' });
  }

  check() {
    if (this.m.runtime.collector.traits.reclaims) {
      expectResult('live objects', liveObjects(this.m), this.objects);
    }
    return { nodes: this.objects };
  }
}

function staticGraph(name: string, what: string, build: Build): Workload {
  return {
    name,
    summary: `a full collection of ${what}, all of it alive`,
    params: { objects: 1_000_000 },
    prepare: (m, { objects }, random) => new StaticGraph(m, build, objects!, random),
  };
}

export const staticRandom = staticGraph('static-random', 'a random graph of N objects', random);
export const staticTree = staticGraph('static-tree', 'a tree of N objects', tree);
export const staticList = staticGraph('static-list', 'a list of N objects', list);

/** N objects of which a random half is linked into a random graph and the rest is dropped; then a full, compacting collection. */
class HalfDead implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly shapes: Shapes;
  private readonly objects: number;
  private readonly random: Random;

  constructor(m: Mutator, objects: number, random: Random) {
    this.m = m;
    this.shapes = shapesFor(m);
    this.objects = objects;
    this.random = random;
    m.pushFrame(4);
    const { control } = m.runtime.collector;
    if (control !== null) control.enabled = false;
  }

  arrange(): void {
    const { m, random } = this;
    m.clear(ROOT);
    if (m.runtime.collector.traits.reclaims) this.run();
    const order = allocateAll(m, this.shapes, this.objects, random);
    const half = this.objects >> 1;
    for (let i = 0; i < half; i++) {
      m.load(FROM, ALL, order[i]!);
      m.load(TO, ALL, order[(i + 1) % half]!);
      m.store(FROM, LEFT, TO);
      m.load(TO, ALL, order[random.below(half)]!);
      m.store(FROM, RIGHT, TO);
    }
    keepRoot(m, order[0]!);
  }

  run(): void {
    this.m.runtime.collect({ kind: 'full', cause: 'explicit', compact: true });
  }

  check() {
    const half = this.objects >> 1;
    if (this.m.runtime.collector.traits.reclaims) expectResult('live objects', liveObjects(this.m), half);
    return { nodes: this.objects, live: half };
  }
}

export const halfDead: Workload = {
  name: 'half-dead',
  summary: 'a full collection, compacting where it can be, of a random graph of which half is dead',
  params: { objects: 1_000_000 },
  prepare: (m, { objects }, random) => new HalfDead(m, objects!, random),
};
