/** The workloads that come with midden, by the names that `midden bench` knows. */
import { binaryTrees } from './binary-trees.ts';
import { decay, droppedRings, lists, queue, rings } from './churn.ts';
import { dials } from './dials.ts';
import { gcbench } from './gcbench.ts';
import { halfDead, staticList, staticRandom, staticTree } from './graphs.ts';
import { lru } from './lru.ts';
import { splay } from './splay.ts';
import type { Workload } from './workload.ts';

export { Random } from './random.ts';
export { expectResult, type PreparedWorkload, type Workload, WorkloadFailure } from './workload.ts';

export const workloads: readonly Workload[] = [
  gcbench,
  binaryTrees,
  lists,
  rings,
  droppedRings,
  queue,
  decay,
  lru,
  splay,
  dials,
  staticRandom,
  staticTree,
  staticList,
  halfDead,
];
