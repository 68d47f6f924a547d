/** midden on Node: what the commands do as functions, besides all of what runs anywhere (index.ts). */
export type { CheckResult, SkippedRun } from './harness/check/check.ts';
export type { Finding } from './harness/check/finding.ts';
export { KIND_NAMES, type KindName } from './harness/check/kinds.ts';
export {
  type CheckProgramOptions,
  type CompareProgramOptions,
  catalogue,
  check,
  compare,
  type Program,
  type ProgramOptions,
} from './harness/node/library.ts';
export type { Pitfall, Recording } from './harness/node/pitfalls.ts';
export * from './index.ts';
