/** midden as a library: a heap and its mutator for TypeScript workloads, and runs of Python programs. */
export * from './harness/index.ts';
export { ExternalReferences, type RawHold } from './runtime/external-references.ts';
export { type Handle, HandleScope, withHandles } from './runtime/handle-scope.ts';
export {
  describeHolders,
  type Holder,
  type Holders,
  holdersOf,
  type PathStep,
  pathFromRoots,
} from './runtime/holders.ts';
export { LivenessOracle, type LivenessReport, type ObjectLife } from './runtime/liveness-oracle.ts';
export { arrayShape, type Local, Mutator, recordShape, type Shape } from './runtime/mutator.ts';
export { type FalseRetention, falseRetention } from './runtime/retention.ts';
export { type Guest, Runtime, type RuntimeOptions } from './runtime/runtime.ts';
export {
  expectResult,
  type PreparedWorkload,
  Random,
  type Workload,
  WorkloadFailure,
} from './workloads/index.ts';
