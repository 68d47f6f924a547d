/** One measurement of a Python program, in whatever process this is: the whole program, from its first instruction on. */
import { type CollectorFactory, EVENTS_COLLECTIONS } from '../../contract/index.ts';
import { HeapExhausted } from '../../heap/errors.ts';
import { platformNamed } from '../../platforms/index.ts';
import { type ProgramResult, runSource } from '../../python/run-source.ts';
import { Runtime } from '../../runtime/runtime.ts';
import { WorkloadFailure } from '../../workloads/index.ts';
import type { ModuleText } from '../execution.ts';
import type { Measurement } from './measurement.ts';
import { type Meter, Observation } from './observation.ts';

export interface ProgramToMeasure {
  readonly source: string;
  readonly filename: string;
  readonly argv: readonly string[];
  readonly platform: string;
  readonly readModule: (name: string) => ModuleText | null;
}

export interface ProgramMeasureOptions {
  readonly collector: CollectorFactory;
  readonly heapBytes: number;
  readonly seed: number;
  readonly warmup: number;
}

/** @throws HeapExhausted if the heap is too small, WorkloadFailure if the program did not end well */
export function measureProgram(
  program: ProgramToMeasure,
  options: ProgramMeasureOptions,
  meter: Meter,
): Measurement {
  for (let k = 0; k < options.warmup; k++) runOnce(program, options, meter);
  return runOnce(program, options, meter);
}

function runOnce(program: ProgramToMeasure, options: ProgramMeasureOptions, meter: Meter): Measurement {
  const platform = platformNamed(program.platform);
  const { collector } = options;
  const runtime = new Runtime({
    heapBytes: options.heapBytes,
    collector,
    collectorOptions: collector.name === platform.collector ? platform.collectorOptions : {},
    eventLevel: EVENTS_COLLECTIONS,
  });
  const observation = new Observation(runtime, meter);
  const output = { stdout: '', stderr: '' };
  const result = runSource({
    runtime,
    ...program,
    platform,
    seed: options.seed,
    write: (stream, text) => {
      output[stream] += text;
    },
    onStart: () => observation.begin(),
  });
  const times = observation.end();
  requireSuccess(program.filename, result, output.stderr, runtime.limitWords);
  const results = { outputCharacters: output.stdout.length, outputHash: hash(output.stdout) };
  return { times, counts: { ...observation.counts(results), pythonSteps: result.steps } };
}

function requireSuccess(filename: string, result: ProgramResult, stderr: string, limitWords: number): void {
  if (result.outcome === 'ok' && result.exitCode === 0) return;
  if (/^MemoryError\b/m.test(stderr) || /heap exhausted/.test(result.message ?? '')) {
    throw new HeapExhausted(0, limitWords);
  }
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  throw new WorkloadFailure(`${filename} ended with ${result.exitCode}: ${result.message ?? last}`);
}

/** FNV-1a, to tell whether two runs wrote the same. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
