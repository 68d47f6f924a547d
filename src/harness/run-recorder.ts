/** Counts what a run does, from the events of its runtime and the deaths that the liveness oracle dates. */
import {
  type CollectorEvent,
  EVENTS_OBJECTS,
  type Ref,
  SHAPE_CONTAINER,
  SHAPE_FINALIZER,
  SHAPE_MASK,
  VAR_NONE,
} from '../contract/index.ts';
import { LivenessOracle, type ObjectLife } from '../runtime/liveness-oracle.ts';
import type { MutatorObserver, Runtime } from '../runtime/runtime.ts';
import { InternalError } from './errors.ts';
import type { RunMetrics } from './metrics.ts';

const BYTES_PER_WORD = 4;
/** Shape and mark word, in front of every object under every collector. */
const HEADER_WORDS = 2;

type Collections = RunMetrics['collections'];

export interface RecorderOptions {
  /** A name for the kind of object, such as a Python class, to say what stayed open. */
  readonly tag?: (ref: Ref) => string;
  /** Which finalizable objects are resources in the program's sense; all of them by default. */
  readonly isResource?: (life: ObjectLife) => boolean;
}

/**
 * Attached when the guest is set and the program about to begin; asked when the run is over.
 *
 * The oracle looks at every live object around every collection, which a big heap makes expensive, so it is woken by
 * the first object that has a finalizer. What was there before counts as born at that moment.
 */
export class RunRecorder implements MutatorObserver {
  private readonly runtime: Runtime;
  private readonly options: RecorderOptions;
  private oracle: LivenessOracle | null = null;
  private readonly collections = new Map<string, Collections[number]>();
  private pauseTotal = 0;
  private pauseMax = 0;
  private containers = 0;
  /** An object with a finalizer was made, at a moment when the heap could not be enumerated. */
  private wakeSoon = false;
  /** What the runtime had allocated before, for its own built-in objects. */
  private readonly before: { readonly objects: number; readonly words: number };

  private constructor(runtime: Runtime, options: RecorderOptions) {
    this.runtime = runtime;
    this.options = options;
    this.before = { objects: runtime.allocatedObjects, words: runtime.allocatedWords };
  }

  /** @throws InternalError if the runtime does not tell every object's end (EVENTS_OBJECTS) */
  static attach(runtime: Runtime, options: RecorderOptions = {}): RunRecorder {
    if (runtime.eventLevel !== EVENTS_OBJECTS) {
      throw new InternalError(
        `a recorder needs the event level ${EVENTS_OBJECTS}, found ${runtime.eventLevel}`,
      );
    }
    const recorder = new RunRecorder(runtime, options);
    runtime.observe(recorder);
    const next = runtime.onEvent;
    runtime.onEvent = (event) => {
      recorder.collectorEvent(event);
      if (next !== null) next(event);
    };
    return recorder;
  }

  // ---- MutatorObserver: the oracle's eyes, and a count of containers

  allocated(ref: Ref): void {
    const { i32, shapes } = this.runtime;
    const shape = i32[ref]! & SHAPE_MASK;
    const traits = shapes.traits[shape]!;
    if ((traits & SHAPE_CONTAINER) !== 0) this.containers++;
    if (this.oracle !== null) {
      this.oracle.allocated(ref);
      return;
    }
    if ((traits & SHAPE_FINALIZER) !== 0) this.wakeSoon = true;
    // The length of a new variable object is not set yet: its end is unknown.
    if (this.wakeSoon && shapes.variable[shape] === VAR_NONE) this.wakeOracle();
  }

  overwrote(old: Ref): void {
    this.oracle?.overwrote(old);
  }

  moved(from: Ref, to: Ref): void {
    this.oracle?.moved(from, to);
  }

  freed(ref: Ref): void {
    this.oracle?.freed(ref);
  }

  dying(ref: Ref): void {
    this.oracle?.dying(ref);
  }

  /** A finalizer that runs unforeseen (the class got it later) wakes the oracle too. */
  finalizing(ref: Ref): void {
    this.wakeOracle().finalizing(ref);
  }

  finalizerDone(): void {
    this.oracle?.finalizerDone();
  }

  collecting(): void {
    this.oracle?.collecting();
  }

  collected(): void {
    this.oracle?.collected();
  }

  private wakeOracle(): LivenessOracle {
    if (this.oracle !== null) return this.oracle;
    const { runtime, options } = this;
    const oracle = new LivenessOracle(runtime, options.tag === undefined ? {} : { tag: options.tag });
    runtime.collector.forEachObject((ref) => oracle.allocated(ref));
    this.oracle = oracle;
    return oracle;
  }

  // ---- Answers

  metrics(): RunMetrics {
    const { runtime } = this;
    runtime.notePeak();
    const { isResource = () => true } = this.options;
    const resources = this.oracle?.report().finalizable.filter(isResource) ?? [];
    return {
      finalizers: finalizersOf(resources),
      resources: { openMax: openMax(resources), constructed: resources.length },
      collections: [...this.collections.values()],
      pauseWork: { total: this.pauseTotal, max: this.pauseMax },
      allocations: this.allocations(),
      heap: {
        limitBytes: runtime.limitWords * BYTES_PER_WORD,
        peakBytes: runtime.peakUsedWords * BYTES_PER_WORD,
      },
      headers: this.headers(),
      work: { ...runtime.collector.work },
    };
  }

  private allocations(): RunMetrics['allocations'] {
    const { runtime, before } = this;
    return {
      objects: runtime.allocatedObjects - before.objects,
      bytes: (runtime.allocatedWords - before.words) * BYTES_PER_WORD,
    };
  }

  private headers(): RunMetrics['headers'] {
    const { collector } = this.runtime;
    const { container, other } = collector.traits.prefixWords;
    const { objects, bytes: payloadBytes } = this.allocations();
    const prefixBytes = (this.containers * container + (objects - this.containers) * other) * BYTES_PER_WORD;
    const bytes = objects * HEADER_WORDS * BYTES_PER_WORD + prefixBytes;
    const all = payloadBytes + prefixBytes;
    return {
      bytes,
      percent: all === 0 ? 0 : (100 * bytes) / all,
      sideTableBytes: collector.metadataWords() * BYTES_PER_WORD,
    };
  }

  private collectorEvent(event: CollectorEvent): void {
    if (event.type !== 'collection-end') return;
    this.pauseTotal += event.pauseWork;
    this.pauseMax = Math.max(this.pauseMax, event.pauseWork);
    const key = `${event.kind} ${event.cause}`;
    const before = this.collections.get(key)?.count ?? 0;
    this.collections.set(key, { kind: event.kind, cause: event.cause, count: before + 1 });
  }
}

function finalizersOf(resources: readonly ObjectLife[]): RunMetrics['finalizers'] {
  const ran = resources.filter(({ finalized }) => finalized !== null);
  const delays = ran
    .map(({ finalized, finalizedAfterDeath }) => finalized! - (finalizedAfterDeath ?? finalized!))
    .sort((a, b) => a - b);
  const prompt = delays.filter((delay) => delay === 0).length;
  return {
    prompt,
    late: delays.length - prompt,
    never: resources.length - delays.length,
    delayMedianAllocations: median(delays),
    delayMaxAllocations: delays.at(-1) ?? 0,
  };
}

function median(sorted: readonly number[]): number {
  if (sorted.length === 0) return 0;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** On the allocation clock; what is born and what is finalized at one tick: the birth came first, it moved the clock. */
function openMax(resources: readonly ObjectLife[]): number {
  const births = resources.map(({ birth }) => birth).sort((a, b) => a - b);
  const ends = resources.map(({ finalized }) => finalized ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  let most = 0;
  let ended = 0;
  births.forEach((birth, born) => {
    while (ends[ended]! < birth) ended++;
    most = Math.max(most, born + 1 - ended);
  });
  return most;
}
