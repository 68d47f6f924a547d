/** The binary-trees program of the Computer Language Benchmarks Game: only trees, all of them short-lived but one. */
import type { Mutator, Shape } from '../runtime/mutator.ts';
import { countTree, growBottomUp, NODE, treeSize } from './shapes.ts';
import { expectResult, type PreparedWorkload, type Workload } from './workload.ts';

const DEPTH_MIN = 4;

class BinaryTrees implements PreparedWorkload {
  private readonly m: Mutator;
  private readonly node: Shape;
  private readonly depth: number;
  private readonly longLived: number;
  private nodes = 0;

  constructor(m: Mutator, depth: number) {
    this.m = m;
    this.node = m.shape(NODE);
    this.depth = depth;
    this.longLived = depth + 4;
    m.pushFrame(depth + 5);
  }

  arrange(): void {
    this.m.clear(this.longLived);
  }

  run(): void {
    const { m, depth } = this;
    this.nodes = 0;
    this.dropTree(depth + 1);
    this.growTree(depth);
    m.copy(this.longLived, depth + 2);
    m.clear(depth + 2);
    for (let d = DEPTH_MIN; d <= depth; d += 2) {
      const times = 2 ** (depth - d + DEPTH_MIN);
      for (let i = 0; i < times; i++) this.dropTree(d);
    }
  }

  /** A tree in local depth + 2, counted by walking. */
  private growTree(depth: number): void {
    growBottomUp(this.m, this.node, depth + 2, depth);
    this.nodes += countTree(this.m, depth + 2);
  }

  private dropTree(depth: number): void {
    this.growTree(depth);
    this.m.clear(depth + 2);
  }

  check() {
    const { m, depth } = this;
    let expected = treeSize(depth + 1) + treeSize(depth);
    for (let d = DEPTH_MIN; d <= depth; d += 2) expected += 2 ** (depth - d + DEPTH_MIN) * treeSize(d);
    expectResult('nodes', this.nodes, expected);
    m.copy(depth + 2, this.longLived);
    expectResult('nodes of the long-lived tree', countTree(m, depth + 2), treeSize(depth));
    m.clear(depth + 2);
    return { nodes: this.nodes };
  }
}

export const binaryTrees: Workload = {
  name: 'binary-trees',
  summary: 'full trees, made, walked and dropped; 14,985,902 nodes at depth 16',
  params: { depth: 14 },
  prepare: (m, { depth }) => new BinaryTrees(m, depth!),
};
