/** GCBench (Ellis, Kovac, Boehm): trees of many depths, while a tree and an array live long. */
import type { Mutator, Shape } from '../runtime/mutator.ts';
import { allocateLarge, BYTES, countTree, growBottomUp, growTopDown, NODE, treeSize } from './shapes.ts';
import { expectResult, type PreparedWorkload, type Workload } from './workload.ts';

const DEPTH_MIN = 4;
const ARRAY_DOUBLES = 500_000;

class GCBench implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly depth: number;
  private readonly node: Shape;
  private readonly bytes: Shape;
  /** Locals: a tree of depth d has its root in local d + 1, below it are those of its branches. */
  private readonly longLived: number;
  private readonly array: number;
  private nodes = 0;

  constructor(m: Mutator, depth: number) {
    this.m = m;
    this.depth = depth;
    this.node = m.shape(NODE);
    this.bytes = m.shape(BYTES);
    this.longLived = depth + 2;
    this.array = depth + 3;
    m.pushFrame(depth + 4);
  }

  arrange(): void {
    this.m.clear(this.longLived);
    this.m.clear(this.array);
  }

  run(): void {
    const { m, depth } = this;
    const deep = depth - 2;
    this.nodes = 0;
    this.bottomUp(depth);
    this.topDown(deep);
    m.copy(this.longLived, deep + 1);
    m.clear(deep + 1);
    this.fillArray();
    for (let d = DEPTH_MIN; d <= deep; d += 2) {
      const times = Math.floor((2 * treeSize(depth)) / treeSize(d));
      for (let i = 0; i < times; i++) this.dropTopDown(d);
      for (let i = 0; i < times; i++) this.bottomUp(d);
    }
  }

  private bottomUp(depth: number): void {
    growBottomUp(this.m, this.node, depth + 1, depth);
    this.m.clear(depth + 1);
    this.nodes += treeSize(depth);
  }

  private topDown(depth: number): void {
    this.m.allocate(depth + 1, this.node);
    growTopDown(this.m, this.node, depth + 1, depth);
    this.nodes += treeSize(depth);
  }

  private dropTopDown(depth: number): void {
    this.topDown(depth);
    this.m.clear(depth + 1);
  }

  private fillArray(): void {
    const { m, array } = this;
    allocateLarge(m, array, this.bytes, 8 * ARRAY_DOUBLES);
    m.poll();
    for (let i = 1; i <= ARRAY_DOUBLES; i++) m.setRaw(array, 2 * i, element(i));
  }

  check() {
    const { m, depth } = this;
    const deep = depth - 2;
    m.copy(deep + 1, this.longLived);
    expectResult('nodes of the long-lived tree', countTree(m, deep + 1), treeSize(deep));
    m.clear(deep + 1);
    for (const i of [1, 1000, ARRAY_DOUBLES]) {
      expectResult(`element ${i} of the array`, m.getRaw(this.array, 2 * i), element(i));
    }
    return { nodes: this.nodes };
  }
}

function element(i: number): number {
  return Math.floor(1e9 / i);
}

export const gcbench: Workload = {
  name: 'gcbench',
  summary: 'GCBench: trees of many depths beside a long-lived tree and array; 15,333,862 nodes at depth 18',
  params: { depth: 16 },
  prepare: (m, { depth }) => new GCBench(m, depth!),
};
