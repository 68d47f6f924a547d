import type { Workload } from '../../workloads/index.ts';
import { UsageError } from '../errors.ts';
import { unknownName } from '../suggest.ts';

/** @throws UsageError for a parameter that the workload does not have */
export function checkParams(workload: Workload, params: Readonly<Record<string, number>>): void {
  const known = Object.keys(workload.params);
  for (const name of Object.keys(params)) {
    if (known.includes(name)) continue;
    const hint = known.length === 0 ? 'it has none.' : unknownName('parameter', name, known);
    throw new UsageError('workload', `workload ${workload.name}: ${hint}`);
  }
}
