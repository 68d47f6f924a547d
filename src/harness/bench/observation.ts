/** Listens to one runtime during one iteration, and says what was counted and timed. */
import { type CollectorEvent, SHAPE_CONTAINER, SHAPE_MASK } from '../../contract/index.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { type Counts, MMU_WINDOWS, type Times } from './measurement.ts';
import { minimumMutatorUtilisation, type Pause, pauseFigures } from './pauses.ts';

const BYTES_PER_WORD = 4;
const HEADER_WORDS = 2;

/** Milliseconds, from any moment on; what only the process knows. */
export interface Meter {
  wall(): number;
  cpu(): number;
  residentBytes(): number;
}

/** The counters of a runtime at one moment. */
interface Tally {
  readonly work: Readonly<Record<string, number>>;
  readonly objects: number;
  readonly words: number;
}

interface Kind {
  kind: string;
  collections: number;
  freedWords: number;
  survivedWords: number;
}

export class Observation {
  private readonly runtime: Runtime;
  private readonly meter: Meter;
  private readonly pauses: Pause[] = [];
  private readonly collections = new Map<string, Counts['collections'][number]>();
  private readonly kinds = new Map<string, Kind>();
  private pauseWork = { total: 0, max: 0 };
  private listening = false;
  private pausedAt = 0;
  private usedBefore = 0;
  private usedAfterLast = 0;
  private startedAt = { wall: 0, cpu: 0 };
  private before: Tally;
  private after: Tally;

  /** The runtime tells its collections (EVENTS_COLLECTIONS); the guest may listen as well. */
  constructor(runtime: Runtime, meter: Meter) {
    this.runtime = runtime;
    this.meter = meter;
    this.before = this.after = this.tally();
    runtime.onEvent = (event) => {
      if (this.listening) this.take(event);
    };
  }

  begin(): void {
    const { runtime, meter } = this;
    this.before = this.tally();
    runtime.peakUsedWords = 0;
    this.usedAfterLast = this.usedWords();
    this.listening = true;
    this.startedAt = { wall: meter.wall(), cpu: meter.cpu() };
  }

  end(): Times {
    const { meter } = this;
    const end = meter.wall();
    const cpu = meter.cpu() - this.startedAt.cpu;
    this.listening = false;
    this.after = this.tally();
    this.runtime.notePeak();
    const wall = end - this.startedAt.wall;
    return {
      wall,
      cpu,
      pauses: pauseFigures(this.pauses),
      mutatorUtilisation: MMU_WINDOWS.map((window) => ({
        window,
        least: minimumMutatorUtilisation(this.pauses, wall, window),
      })),
      residentBytes: meter.residentBytes(),
    };
  }

  private take(event: CollectorEvent): void {
    if (event.type === 'collection-start') {
      this.usedBefore = this.usedWords();
      this.pausedAt = this.meter.wall();
    } else if (event.type === 'collection-end') {
      const { wall } = this.startedAt;
      this.pauses.push({ start: this.pausedAt - wall, end: this.meter.wall() - wall });
      this.countCollection(event);
      this.usedAfterLast = this.usedWords();
    }
  }

  private countCollection(event: CollectorEvent & { type: 'collection-end' }): void {
    const { kind, cause, freedWords, liveWords, pauseWork } = event;
    this.pauseWork.total += pauseWork;
    this.pauseWork.max = Math.max(this.pauseWork.max, pauseWork);
    const key = `${kind} ${cause}`;
    const times = this.collections.get(key)?.count ?? 0;
    this.collections.set(key, { kind, cause, count: times + 1 });
    const figures = this.kinds.get(kind) ?? { kind, collections: 0, freedWords: 0, survivedWords: 0 };
    figures.collections++;
    figures.freedWords += freedWords;
    const grown = Math.max(0, this.usedBefore - this.usedAfterLast - freedWords);
    figures.survivedWords += /full/.test(kind) ? liveWords : grown;
    this.kinds.set(kind, figures);
  }

  private tally(): Tally {
    const { collector, allocatedObjects, allocatedWords } = this.runtime;
    return { work: { ...collector.work }, objects: allocatedObjects, words: allocatedWords };
  }

  private usedWords(): number {
    let used = 0;
    for (const space of this.runtime.collector.spaces()) used += space.usedWords;
    return used;
  }

  /** Collects fully, to see what is garbage by now: nothing can be measured afterwards. */
  counts(results: Readonly<Record<string, number>>): Counts {
    const { runtime, before, after } = this;
    const kinds = [...this.kinds.values()];
    return {
      results,
      work: Object.fromEntries(
        Object.entries(after.work).map(([name, value]) => [name, value - (before.work[name] ?? 0)]),
      ),
      allocations: {
        objects: after.objects - before.objects,
        bytes: (after.words - before.words) * BYTES_PER_WORD,
      },
      collections: [...this.collections.values()],
      pauseWork: this.pauseWork,
      survival: kinds.map(({ kind, collections, freedWords, survivedWords }) => ({
        kind,
        collections,
        freedBytes: freedWords * BYTES_PER_WORD,
        survivedBytes: survivedWords * BYTES_PER_WORD,
      })),
      fragmentation: fragmentationOf(runtime),
      headers: headersOf(runtime),
      heap: this.heap(),
    };
  }

  private heap(): Counts['heap'] {
    const { runtime } = this;
    const spaces = runtime.collector.spaces();
    const committed = spaces.reduce((sum, space) => sum + space.committedWords, 0);
    const used = this.usedWords();
    if (runtime.collector.traits.reclaims) runtime.collect({ kind: 'full', cause: 'explicit' });
    return {
      limitBytes: runtime.limitWords * BYTES_PER_WORD,
      peakBytes: runtime.peakUsedWords * BYTES_PER_WORD,
      committedBytes: committed * BYTES_PER_WORD,
      usedBytes: used * BYTES_PER_WORD,
      floatingBytes: Math.max(0, used - this.usedWords()) * BYTES_PER_WORD,
    };
  }
}

function fragmentationOf(runtime: Runtime): Counts['fragmentation'] {
  let [committed, used, free, largest] = [0, 0, 0, 0];
  for (const space of runtime.collector.spaces()) {
    committed += space.committedWords;
    used += space.usedWords;
    free += Math.max(0, space.committedWords - space.usedWords);
    largest = Math.max(largest, Math.min(space.largestFreeWords, space.committedWords - space.usedWords));
  }
  return {
    committed: committed === 0 ? 0 : Math.max(0, 1 - used / committed),
    free: free === 0 ? 0 : Math.max(0, 1 - largest / free),
  };
}

function headersOf({ collector, i32, shapes }: Runtime): Counts['headers'] {
  const { container, other } = collector.traits.prefixWords;
  let [objects, headerWords, words] = [0, 0, 0];
  collector.forEachObject((ref) => {
    const isContainer = (shapes.traits[i32[ref]! & SHAPE_MASK]! & SHAPE_CONTAINER) !== 0;
    objects++;
    headerWords += HEADER_WORDS + (isContainer ? container : other);
    words += shapes.sizeOf(i32, ref) - HEADER_WORDS;
  });
  return {
    objects,
    bytes: headerWords * BYTES_PER_WORD,
    payloadBytes: words * BYTES_PER_WORD,
    sideTableBytes: collector.metadataWords() * BYTES_PER_WORD,
  };
}
