/** A splay tree in which the smallest key makes room for a new one: old nodes are written to all the time. */
import { SHAPE_CONTAINER } from '../contract/shapes.ts';
import type { Mutator, Shape } from '../runtime/mutator.ts';
import type { Random } from './random.ts';
import { countTree, growBottomUp, LEFT, NODE, RIGHT, treeSize } from './shapes.ts';
import { expectResult, type PreparedWorkload, type Workload } from './workload.ts';

/** Locals: the tree, what is in hand, the two trees that a splay takes it apart into, and a payload with its branches. */
const [ROOT, HEADER, BELOW, ABOVE, CHILD, GRAND, PAYLOAD_LEAF] = [0, 1, 2, 3, 4, 5, 7];
/** The third field of a node; its raw word is the key. */
const PAYLOAD = 2;
const PAYLOAD_DEPTH = 4;
const PAYLOAD_ROOT = PAYLOAD_LEAF + PAYLOAD_DEPTH;
const KEY_MAX = 2 ** 30;

class Splay implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly node: Shape;
  private readonly leaf: Shape;
  private readonly random: Random;
  private readonly operations: number;
  private readonly size: number;
  /** Keys in the tree, for the check. */
  private readonly keys = new Set<number>();

  constructor(m: Mutator, operations: number, size: number, random: Random) {
    this.m = m;
    this.node = m.shape({ name: 'SplayNode', raw: 1, refs: 3, traits: SHAPE_CONTAINER });
    this.leaf = m.shape(NODE);
    this.random = random;
    this.operations = operations;
    this.size = size;
    m.pushFrame(PAYLOAD_ROOT + 1);
    while (this.keys.size < size) this.insert();
  }

  run(): void {
    for (let k = 0; k < this.operations; k++) {
      this.insert();
      this.removeSmallest();
    }
  }

  private insert(): void {
    const { m, keys } = this;
    let key = this.random.below(KEY_MAX);
    while (keys.has(key)) key = this.random.below(KEY_MAX);
    keys.add(key);
    growBottomUp(m, this.leaf, PAYLOAD_ROOT, PAYLOAD_DEPTH);
    if (!m.isNull(ROOT)) this.splay(key);
    m.allocate(HEADER, this.node);
    m.setRaw(HEADER, 0, key);
    m.store(HEADER, PAYLOAD, PAYLOAD_ROOT);
    if (!m.isNull(ROOT)) this.takeRootBelow(HEADER, key);
    m.copy(ROOT, HEADER);
    for (const local of [HEADER, CHILD, PAYLOAD_ROOT]) m.clear(local);
    m.poll();
  }

  /** The root, which is next to the key, goes to one side of the new node, and its other subtree to the other. */
  private takeRootBelow(fresh: number, key: number): void {
    const { m } = this;
    const [side, rest] = m.getRaw(ROOT, 0) < key ? [LEFT, RIGHT] : [RIGHT, LEFT];
    m.store(fresh, side, ROOT);
    m.load(CHILD, ROOT, rest);
    m.store(fresh, rest, CHILD);
    m.storeNull(ROOT, rest);
  }

  private removeSmallest(): void {
    const { m } = this;
    this.splay(-1);
    this.keys.delete(m.getRaw(ROOT, 0));
    m.load(ROOT, ROOT, RIGHT);
  }

  /** Top down (Sleator & Tarjan 1985, section 4): the last node on the way to the key becomes ROOT. */
  private splay(key: number): void {
    const { m } = this;
    m.allocate(HEADER, this.node);
    m.copy(BELOW, HEADER);
    m.copy(ABOVE, HEADER);
    for (;;) {
      const at = m.getRaw(ROOT, 0);
      if (key === at) break;
      const [side, other] = key < at ? [LEFT, RIGHT] : [RIGHT, LEFT];
      m.load(CHILD, ROOT, side);
      if (m.isNull(CHILD)) break;
      if (key < at === key < m.getRaw(CHILD, 0) && key !== m.getRaw(CHILD, 0)) {
        m.load(GRAND, CHILD, other);
        m.store(ROOT, side, GRAND);
        m.store(CHILD, other, ROOT);
        m.copy(ROOT, CHILD);
        m.load(CHILD, ROOT, side);
        if (m.isNull(CHILD)) break;
      }
      const tail = side === LEFT ? ABOVE : BELOW;
      m.store(tail, side, ROOT);
      m.copy(tail, ROOT);
      m.copy(ROOT, CHILD);
    }
    m.load(CHILD, ROOT, LEFT);
    m.store(BELOW, RIGHT, CHILD);
    m.load(CHILD, ROOT, RIGHT);
    m.store(ABOVE, LEFT, CHILD);
    m.load(CHILD, HEADER, RIGHT);
    m.store(ROOT, LEFT, CHILD);
    m.load(CHILD, HEADER, LEFT);
    m.store(ROOT, RIGHT, CHILD);
    for (const local of [HEADER, BELOW, ABOVE, CHILD, GRAND]) m.clear(local);
  }

  /** Every key is found on the way that its order prescribes, with its payload. */
  check() {
    const { m } = this;
    for (const key of this.keys) {
      m.copy(CHILD, ROOT);
      while (!m.isNull(CHILD) && m.getRaw(CHILD, 0) !== key) {
        m.load(CHILD, CHILD, key < m.getRaw(CHILD, 0) ? LEFT : RIGHT);
      }
      expectResult(`nodes of key ${key}`, m.isNull(CHILD) ? 0 : 1, 1);
      m.load(PAYLOAD_ROOT, CHILD, PAYLOAD);
      expectResult(`payload of key ${key}`, countTree(m, PAYLOAD_ROOT), treeSize(PAYLOAD_DEPTH));
    }
    m.clear(CHILD);
    m.clear(PAYLOAD_ROOT);
    expectResult('nodes', this.keys.size, this.size);
    return { operations: this.operations, nodes: this.size };
  }
}

export const splay: Workload = {
  name: 'splay',
  summary:
    'a splay tree with payloads: old nodes are written to at every operation, most of a nursery survives',
  params: { operations: 30_000, size: 8000 },
  prepare: (m, { operations, size }, random) => new Splay(m, operations!, size!, random),
};
