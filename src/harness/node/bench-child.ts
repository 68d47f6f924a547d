/** The entry point of a measuring process: one request in, one answer out. */
import { join } from 'node:path';
import { HeapExhausted } from '../../heap/errors.ts';
import { workloads } from '../../workloads/index.ts';
import { measureWorkload } from '../bench/measure-workload.ts';
import type { MeasureAnswer, Measurement, MeasureRequest, WorkloadSource } from '../bench/measurement.ts';
import { catalogue } from '../composition.ts';
import { messageOf, UsageError } from '../errors.ts';
import { isCollectorPath, loadCollector } from './load-collector.ts';
import { loadWorkload } from './load-workload.ts';
import { readModuleBeside, readProgram } from './source-file.ts';

const METER = {
  wall: () => performance.now(),
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  residentBytes: () => process.resourceUsage().maxRSS * 1024,
};

async function measure(request: MeasureRequest): Promise<Measurement> {
  const collector = isCollectorPath(request.collector)
    ? await loadCollector(request.collector)
    : catalogue.collector(request.collector);
  const source: WorkloadSource = request.workload;
  const options = { ...request, collector };
  if (source.kind !== 'python') return measureWorkload(await workloadOf(source), options, METER);
  const { measureProgram } = await import('../bench/measure-program.ts');
  const { path, modules } = source;
  const readModule = (name: string) =>
    readModuleBeside(path, name) ??
    (modules === undefined ? null : readModuleBeside(join(modules, 'program.py'), name));
  return measureProgram({ ...readProgram(source.path), ...source, readModule }, options, METER);
}

async function workloadOf(source: Exclude<WorkloadSource, { kind: 'python' }>) {
  if (source.kind === 'module') return loadWorkload(source.url);
  return workloads.find(({ name }) => name === source.name)!;
}

async function answer(request: MeasureRequest): Promise<MeasureAnswer> {
  try {
    return { type: 'measured', measurement: await measure(request) };
  } catch (error) {
    if (error instanceof HeapExhausted) return { type: 'exhausted' };
    if (error instanceof UsageError)
      return { type: 'usage-error', argument: error.argument, message: error.message };
    return { type: 'failed', message: messageOf(error) };
  }
}

process.once('message', async (request: MeasureRequest) => {
  process.send?.(await answer(request), () => process.disconnect());
});
