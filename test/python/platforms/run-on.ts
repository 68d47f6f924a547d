import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a source on a platform, with its own collector or another, and verifies the heap on request. */
export function runOn(
  platformName: string,
  source: string,
  filename: string,
  collectorName?: string,
  verify = false,
): Run {
  const platform = platformNamed(platformName);
  const collector = collectorNamed(collectorName ?? platform.collector);
  const runtime = new Runtime({
    heapBytes: 1 << 28,
    collector,
    collectorOptions: collector.name === platform.collector ? platform.collectorOptions : {},
    verify,
    poison: verify,
  });
  const text = { stdout: '', stderr: '' };
  const { exitCode } = runSource({
    runtime,
    platform,
    source,
    filename,
    write: (stream, part) => {
      text[stream] += part;
    },
  });
  return { exitCode, ...text };
}
