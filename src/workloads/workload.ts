import type { Mutator } from '../runtime/mutator.ts';
import type { Random } from './random.ts';

/**
 * A program on the mutator interface, to be measured under any collector. `midden bench` takes those of the table in
 * index.ts by name, and others by the path of a module that exports one as `workload`.
 */
export interface Workload {
  readonly name: string;
  /** What it does, in a line, and why one would measure it. */
  readonly summary: string;
  /** What `midden bench NAME:key=value` may set, each with its default. */
  readonly params: Readonly<Record<string, number>>;
  /**
   * Defines shapes, pushes a frame, builds what is there before the first iteration. Must not push or pop another
   * frame later on: what the locals hold at the end is the heap that space is measured on.
   */
  prepare(m: Mutator, params: Readonly<Record<string, number>>, random: Random): PreparedWorkload;
}

/** One run of a workload on one heap: some iterations, each measured by itself. */
export interface PreparedWorkload {
  /** Before each iteration, outside of what is measured. */
  arrange?(): void;
  /** What is measured. The same each time: same allocations, same work. */
  run(): void;
  /**
   * After each iteration, outside of what is measured: is the result right?
   * @returns figures that must not depend on the collector, such as the number of nodes
   * @throws WorkloadFailure
   */
  check(): Readonly<Record<string, number>>;
}

/** The workload's own result is wrong: the collector lost or changed something. */
export class WorkloadFailure extends Error {
  override readonly name = 'WorkloadFailure';
}

/** @throws WorkloadFailure that names what was found and what was expected */
export function expectResult(what: string, found: number, expected: number): void {
  if (found !== expected) throw new WorkloadFailure(`${what}: found ${found}, expected ${expected}`);
}
