/** Small objects that come and go in simple orders: whole lists, rings, a queue, and by chance alone. */
import type { Mutator, Shape } from '../runtime/mutator.ts';
import type { Random } from './random.ts';
import { allocateLarge, LEFT, NODE, RIGHT, TABLE } from './shapes.ts';
import { expectResult, type PreparedWorkload, type Workload } from './workload.ts';

const [HEAD, NEXT, LAST] = [0, 1, 2];

/** Lists of `length` nodes, made and dropped as a whole; the sum of each is taken on the way. */
class Lists implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly node: Shape;
  private readonly lists: number;
  private readonly length: number;
  private sum = 0;

  constructor(m: Mutator, lists: number, length: number) {
    this.m = m;
    this.node = m.shape(NODE);
    this.lists = lists;
    this.length = length;
    m.pushFrame(2);
  }

  run(): void {
    const { m } = this;
    this.sum = 0;
    for (let i = 0; i < this.lists; i++) {
      m.clear(HEAD);
      for (let k = 0; k < this.length; k++) {
        m.allocate(NEXT, this.node);
        m.setRaw(NEXT, 0, k);
        m.store(NEXT, LEFT, HEAD);
        m.copy(HEAD, NEXT);
        m.poll();
      }
      this.sum += this.total();
    }
  }

  private total(): number {
    const { m } = this;
    let total = 0;
    for (m.copy(NEXT, HEAD); !m.isNull(NEXT); m.load(NEXT, NEXT, LEFT)) total += m.getRaw(NEXT, 0);
    return total;
  }

  check() {
    expectResult('sum', this.sum, (this.lists * this.length * (this.length - 1)) / 2);
    return { nodes: this.lists * this.length, sum: this.sum };
  }
}

export const lists: Workload = {
  name: 'lists',
  summary: 'singly linked lists, made, walked and dropped as a whole: deep chains that die at once',
  params: { lists: 200, length: 10_000 },
  prepare: (m, { lists, length }) => new Lists(m, lists!, length!),
};

/** A doubly linked ring of `size` nodes in HEAD. */
function makeRing(m: Mutator, node: Shape, size: number): void {
  m.allocate(HEAD, node);
  m.copy(LAST, HEAD);
  for (let k = 1; k < size; k++) {
    m.allocate(NEXT, node);
    m.setRaw(NEXT, 0, k);
    m.store(LAST, RIGHT, NEXT);
    m.store(NEXT, LEFT, LAST);
    m.copy(LAST, NEXT);
  }
  m.store(LAST, RIGHT, HEAD);
  m.store(HEAD, LEFT, LAST);
  m.clear(LAST);
  m.clear(NEXT);
}

/** Rings, each dropped as soon as it was gone around. */
class Rings implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly node: Shape;
  private readonly rings: number;
  private readonly size: number;
  private sum = 0;

  constructor(m: Mutator, rings: number, size: number) {
    this.m = m;
    this.node = m.shape(NODE);
    this.rings = rings;
    this.size = size;
    m.pushFrame(3);
  }

  run(): void {
    const { m } = this;
    this.sum = 0;
    for (let i = 0; i < this.rings; i++) {
      makeRing(m, this.node, this.size);
      m.load(NEXT, HEAD, RIGHT);
      while (!m.same(NEXT, HEAD)) {
        this.sum += m.getRaw(NEXT, 0);
        m.load(NEXT, NEXT, RIGHT);
      }
      m.poll();
    }
    m.clear(NEXT);
    m.clear(HEAD);
  }

  check() {
    expectResult('sum', this.sum, (this.rings * this.size * (this.size - 1)) / 2);
    return { nodes: this.rings * this.size, sum: this.sum };
  }
}

export const rings: Workload = {
  name: 'rings',
  summary: 'doubly linked rings that die at once: what counting alone never reclaims',
  params: { rings: 100_000, size: 10 },
  prepare: (m, { rings, size }) => new Rings(m, rings!, size!),
};

/** Rings that are all dropped at the same time; measured is the full collection that finds them. */
class DroppedRings implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly node: Shape;
  private readonly table: Shape;
  private readonly rings: number;
  private readonly size: number;
  private before = 0;

  constructor(m: Mutator, rings: number, size: number) {
    this.m = m;
    this.node = m.shape(NODE);
    this.table = m.shape(TABLE);
    this.rings = rings;
    this.size = size;
    m.pushFrame(4);
    const { control } = m.runtime.collector;
    if (control !== null) control.enabled = false;
    this.before = this.objects();
  }

  arrange(): void {
    const { m, rings } = this;
    const TABLE_AT = 3;
    allocateLarge(m, TABLE_AT, this.table, rings);
    for (let i = 0; i < rings; i++) {
      makeRing(m, this.node, this.size);
      m.store(TABLE_AT, i, HEAD);
      m.poll();
    }
    m.clear(HEAD);
    m.clear(TABLE_AT);
  }

  run(): void {
    this.m.runtime.collect({ kind: 'full', cause: 'explicit' });
  }

  private objects(): number {
    let objects = 0;
    this.m.runtime.collector.forEachObject(() => objects++);
    return objects;
  }

  check() {
    const { collector } = this.m.runtime;
    if (collector.traits.reclaims) expectResult('objects left', this.objects(), this.before);
    return { nodes: this.rings * this.size };
  }
}

export const droppedRings: Workload = {
  name: 'dropped-rings',
  summary:
    'a full collection of rings that were dropped together; automatic cycle detection is off until then',
  params: { rings: 100_000, size: 10 },
  prepare: (m, { rings, size }) => new DroppedRings(m, rings!, size!),
};

/** First in, first out: everything lives equally long, so every object outlives a nursery that is smaller than the queue. */
class Queue implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly node: Shape;
  private readonly operations: number;
  private readonly live: number;
  private sum = 0;
  private serial = 0;

  constructor(m: Mutator, operations: number, live: number) {
    this.m = m;
    this.node = m.shape(NODE);
    this.operations = operations;
    this.live = live;
    m.pushFrame(3);
    this.append();
    m.copy(HEAD, LAST);
    while (this.serial < live) this.append();
  }

  private append(): void {
    const { m } = this;
    m.allocate(NEXT, this.node);
    m.setRaw(NEXT, 0, this.serial++);
    if (!m.isNull(LAST)) m.store(LAST, LEFT, NEXT);
    m.copy(LAST, NEXT);
    m.clear(NEXT);
    m.poll();
  }

  arrange(): void {
    const { m } = this;
    this.sum = 0;
    this.serial = 0;
    for (m.copy(NEXT, HEAD); !m.isNull(NEXT); m.load(NEXT, NEXT, LEFT)) m.setRaw(NEXT, 0, this.serial++);
  }

  run(): void {
    const { m } = this;
    for (let i = 0; i < this.operations; i++) {
      this.append();
      this.sum += m.getRaw(HEAD, 0);
      m.load(HEAD, HEAD, LEFT);
    }
  }

  check() {
    expectResult('sum', this.sum, (this.operations * (this.operations - 1)) / 2);
    return { nodes: this.operations, live: this.live, sum: this.sum };
  }
}

export const queue: Workload = {
  name: 'queue',
  summary: 'first in, first out: all objects live equally long, the worst case of a nursery',
  params: { operations: 1_000_000, live: 100_000 },
  prepare: (m, { operations, live }) => new Queue(m, operations!, live!),
};

/** Every object dies with the same probability at every step, however old it is (Clinger & Hansen 1997). */
class Decay implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly node: Shape;
  private readonly operations: number;
  private readonly live: number;
  private readonly random: Random;
  /** Which operation wrote each slot last. */
  private readonly expected: Int32Array;

  constructor(m: Mutator, operations: number, live: number, random: Random) {
    this.m = m;
    this.node = m.shape(NODE);
    this.operations = operations;
    this.live = live;
    this.random = random;
    this.expected = new Int32Array(live);
    m.pushFrame(2);
    allocateLarge(m, HEAD, m.shape(TABLE), live);
    for (let at = 0; at < live; at++) this.replace(at, at);
  }

  private replace(at: number, stamp: number): void {
    const { m } = this;
    m.allocate(NEXT, this.node);
    m.setRaw(NEXT, 0, stamp);
    m.store(HEAD, at, NEXT);
    this.expected[at] = stamp;
    m.poll();
  }

  run(): void {
    for (let i = 0; i < this.operations; i++) this.replace(this.random.below(this.live), i);
    this.m.clear(NEXT);
  }

  check() {
    const { m } = this;
    for (let at = 0; at < this.live; at++) {
      m.load(NEXT, HEAD, at);
      expectResult(`stamp of slot ${at}`, m.getRaw(NEXT, 0), this.expected[at]!);
    }
    m.clear(NEXT);
    return { nodes: this.operations, live: this.live };
  }
}

export const decay: Workload = {
  name: 'decay',
  summary:
    'radioactive decay: death at random, whatever the age; generations must gain nothing (a null test)',
  params: { operations: 1_000_000, live: 100_000 },
  prepare: (m, { operations, live }, random) => new Decay(m, operations!, live!, random),
};
