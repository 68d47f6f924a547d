/** The event log of one run, from its header to its end: what `executeProgram` needs of it. */
import type { Probe } from '../../python/observe/probe.ts';
import { LimitReached } from '../../python/vm/limits.ts';
import type { ObjectLife } from '../../runtime/liveness-oracle.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { RunRequest, Surroundings } from '../execution.ts';
import { RunRecorder } from '../run-recorder.ts';
import type { EventOf } from './events.ts';
import { TraceLog } from './trace-log.ts';
import { TraceRecorder, usedBytes } from './trace-recorder.ts';
import { TRACE_VERSION } from './version.ts';

const DESCRIPTORS_DEFAULT = 1024;

export class Tracing {
  private readonly log: TraceLog;
  private readonly request: RunRequest;
  private readonly surroundings: Surroundings;
  private readonly runtime: Runtime;
  private readonly names: { readonly platform: string; readonly collector: string };
  private recorder: TraceRecorder | null = null;
  private hasBegun = false;

  constructor(
    request: RunRequest,
    surroundings: Surroundings,
    runtime: Runtime,
    names: { readonly platform: string; readonly collector: string },
  ) {
    this.request = request;
    this.names = names;
    this.surroundings = surroundings;
    this.runtime = runtime;
    this.log = new TraceLog((lines) => surroundings.onTrace?.(lines));
  }

  /** The machine is ready, and the probe in it. @returns what counts the run's figures, if the request asks for them */
  begin(probe: Probe, isResource: (life: ObjectLife) => boolean): RunRecorder | undefined {
    const { request, runtime, surroundings } = this;
    this.header();
    const recorder = request.observe ? RunRecorder.attach(runtime, { isResource }) : undefined;
    this.recorder = TraceRecorder.attach(probe, recorder === undefined ? [] : [recorder], this.log);
    const { limits } = probe.vm;
    const check = limits.check.bind(limits);
    limits.check = () => {
      check();
      const reason = surroundings.stopRequested?.() ?? null;
      if (reason !== null) throw new LimitReached(reason);
    };
    return recorder;
  }

  output(stream: 'stdout' | 'stderr', text: string): void {
    this.header();
    this.log.output(stream, text);
  }

  /** The run is over, however that came; the probe has finished. */
  end(result: Pick<EventOf<'end'>, 'outcome' | 'exitCode' | 'steps' | 'message'>): void {
    this.header();
    if (this.recorder !== null) {
      this.recorder.finish(result);
      return;
    }
    this.log.endOutput();
    const nothing = { at: 0, tick: 0, peakUsed: 0, peakDescriptors: 0, watched: 0, unwatched: 0 };
    this.log.tell({ type: 'end', ...nothing, ...result });
    this.log.flush();
  }

  /** Once, in front of everything. */
  private header(): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    const { request, runtime } = this;
    const { source, seed, descriptorLimit = DESCRIPTORS_DEFAULT } = request;
    this.log.header({
      type: 'header',
      trace: TRACE_VERSION,
      midden: request.trace!.midden,
      program: request.filename,
      source,
      argv: [...request.argv],
      ...this.names,
      seed,
      heapBytes: request.heapBytes,
      usedAtStart: usedBytes(runtime),
      descriptorLimit,
    });
  }
}
