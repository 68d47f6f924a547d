/** The shapes and trees that several workloads share. */
import { SHAPE_CONTAINER, type ShapeSpec, VAR_BYTES, VAR_REFS } from '../contract/shapes.ts';
import type { Local, Mutator, Shape } from '../runtime/mutator.ts';

/** Two references and two words, 24 bytes with its header: the node of GCBench and of the baselines. */
export const NODE: ShapeSpec = { name: 'Node', raw: 2, refs: 2, traits: SHAPE_CONTAINER };
export const [LEFT, RIGHT] = [0, 1];

/** A table of references. Raw word 0 is its length. */
export const TABLE: ShapeSpec = {
  name: 'Table',
  raw: 1,
  refs: 0,
  variable: VAR_REFS,
  traits: SHAPE_CONTAINER,
};

/** Bytes without references; raw word 0 is their number, the words after it are theirs. */
export const BYTES: ShapeSpec = { name: 'Bytes', raw: 1, refs: 0, variable: VAR_BYTES };

/** A large object: room for it is made before, which is a safepoint. */
export function allocateLarge(m: Mutator, to: Local, shape: Shape, length: number): void {
  const { runtime } = m;
  runtime.reserve(runtime.shapes.sizeFor(shape, length));
  m.allocate(to, shape, length);
}

/** Nodes of a full binary tree of this depth. */
export function treeSize(depth: number): number {
  return 2 ** (depth + 1) - 1;
}

/** `at` = a full tree, its children made before they are linked. Uses the locals [at - depth, at]. */
export function growBottomUp(m: Mutator, node: Shape, at: Local, depth: number): void {
  m.allocate(at, node);
  m.poll();
  if (depth === 0) return;
  growBottomUp(m, node, at - 1, depth - 1);
  m.store(at, LEFT, at - 1);
  growBottomUp(m, node, at - 1, depth - 1);
  m.store(at, RIGHT, at - 1);
  m.clear(at - 1);
}

/** The node in `at` gets a full tree below it, parents first. Uses the locals [at - depth, at]. */
export function growTopDown(m: Mutator, node: Shape, at: Local, depth: number): void {
  if (depth <= 0) return;
  m.allocate(at - 1, node);
  m.store(at, LEFT, at - 1);
  m.allocate(at - 1, node);
  m.store(at, RIGHT, at - 1);
  m.poll();
  m.load(at - 1, at, LEFT);
  growTopDown(m, node, at - 1, depth - 1);
  m.load(at - 1, at, RIGHT);
  growTopDown(m, node, at - 1, depth - 1);
  m.clear(at - 1);
}

/** The number of nodes of the tree in `at`. Uses the locals [at - depth, at]. */
export function countTree(m: Mutator, at: Local): number {
  let count = 1;
  for (const side of [LEFT, RIGHT]) {
    m.load(at - 1, at, side);
    if (!m.isNull(at - 1)) count += countTree(m, at - 1);
  }
  m.clear(at - 1);
  return count;
}
