/**
 * The conformance suite for authors of collectors. Needs no test runner:
 *
 *     for (const { name, run } of conformanceCases) run(collector);
 */
import { allocationCases } from './allocation-cases.ts';
import { barrierCases } from './barrier-cases.ts';
import type { ConformanceCase } from './case.ts';
import { externalCases } from './external-cases.ts';
import { finalizerCases } from './finalizer-cases.ts';
import { memoryCases } from './memory-cases.ts';
import { reachabilityCases } from './reachability-cases.ts';
import { telemetryCases } from './telemetry-cases.ts';
import { weakCases } from './weak-cases.ts';

export type { ConformanceCase } from './case.ts';
export { ConformanceFailure } from './expect.ts';
export { runCommands } from './random-mutator.ts';
export { type Command, commandsOf, operationName, shrinkCommands } from './random-programs.ts';
export { Workbench, type WorkbenchOptions } from './workbench.ts';

export const conformanceCases: readonly ConformanceCase[] = [
  ...allocationCases,
  ...reachabilityCases,
  ...barrierCases,
  ...weakCases,
  ...finalizerCases,
  ...memoryCases,
  ...externalCases,
  ...telemetryCases,
];
