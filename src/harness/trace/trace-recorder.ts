/** Tells the event log of one run: what the probe and the collector see, as it happens. */
import type { CollectorEvent, Ref } from '../../contract/index.ts';
import type { Probe } from '../../python/observe/probe.ts';
import { isSuspendable, type Track } from '../../python/observe/tracks.ts';
import type { ObjectLife } from '../../runtime/liveness-oracle.ts';
import type { MutatorObserver, Runtime } from '../../runtime/runtime.ts';
import { ByteClock } from './byte-clock.ts';
import type { EventOf, TracePlace } from './events.ts';
import type { Moment, TraceLog, TraceSource } from './trace-log.ts';

const BYTES_PER_WORD = 4;
/** Words between two ticks at first; twice as many after every TICKS_PER_STRIDE of them. */
const FIRST_STRIDE_WORDS = 1 << 10;
const TICKS_PER_STRIDE = 512;

/** An object with events of its own. */
interface Watched {
  readonly life: ObjectLife;
  readonly track: Track;
  readonly suspendable: boolean;
  isOpen: boolean;
  /** The death that was told, on the runtime's clock. */
  death: number | null;
  /** What was told of what keeps it. */
  held: Track['held'];
}

interface OpenCollection {
  readonly start: CollectorEvent & { type: 'collection-start' };
  readonly number: number;
  readonly when: Moment;
  readonly before: number;
  readonly ms: number;
  readonly tracked: Tracked | null;
  readonly phases: { readonly name: string; readonly work: number }[];
}

/** As a collection begins; the counts are those of all collections of that generation before. */
interface Tracked {
  readonly generations: readonly number[];
  readonly permanent: number;
  readonly collected: number;
  readonly uncollectable: number;
}

/** INVARIANT order: it hears of everything before the others do where memory goes, and after them elsewhere. */
export class TraceRecorder implements MutatorObserver, TraceSource {
  private readonly probe: Probe;
  private readonly others: readonly MutatorObserver[];
  private readonly runtime: Runtime;
  private readonly log: TraceLog;
  private readonly clock = new ByteClock();
  private readonly before: { readonly objects: number; readonly words: number };
  private readonly watched = new Map<number, Watched>();
  /** Made, and not told yet: their class is not known while they are being made. */
  private readonly newborn: { readonly ref: Ref; readonly watched: Watched }[] = [];
  private readonly running: { readonly ref: Ref; readonly thread: unknown; readonly event: Finalizing }[] =
    [];
  private readonly collections: OpenCollection[] = [];
  private collectionCount = 0;
  private open = 0;
  private peakUsed = 0;
  private ticks = 0;
  private strideWords = FIRST_STRIDE_WORDS;
  private nextTickWords: number;

  private constructor(probe: Probe, others: readonly MutatorObserver[], log: TraceLog) {
    this.probe = probe;
    this.others = others;
    this.runtime = probe.vm.runtime;
    this.log = log;
    const { allocatedObjects, allocatedWords } = this.runtime;
    this.before = { objects: allocatedObjects, words: allocatedWords };
    this.nextTickWords = allocatedWords;
  }

  /** @param others who observe the runtime besides the probe, which must be there already */
  static attach(probe: Probe, others: readonly MutatorObserver[], log: TraceLog): TraceRecorder {
    const recorder = new TraceRecorder(probe, [probe, ...others], log);
    const { runtime } = recorder;
    runtime.observe(recorder);
    const next = runtime.onEvent;
    runtime.onEvent = (event) => {
      recorder.collectorEvent(event);
      next?.(event);
    };
    probe.onMainEnd = () => recorder.mainEnds();
    log.source = recorder;
    return recorder;
  }

  // ---- Clocks

  now(): Moment {
    const { allocatedObjects, allocatedWords } = this.runtime;
    return {
      at: (allocatedWords - this.before.words) * BYTES_PER_WORD,
      tick: allocatedObjects - this.before.objects,
    };
  }

  /** `objects` as the runtime counts them, from its own start. */
  private momentOf(objects: number): Moment {
    const tick = Math.max(0, objects - this.before.objects);
    const now = this.now();
    return tick >= now.tick ? now : { at: this.clock.wordsAt(tick) * BYTES_PER_WORD, tick };
  }

  here(): TracePlace | null {
    return this.placeOf(this.probe.places.here());
  }

  private placeOf(place: number): TracePlace | null {
    return this.probe.places.all[place] ?? null;
  }

  private used(): number {
    const bytes = usedBytes(this.runtime);
    this.peakUsed = Math.max(this.peakUsed, bytes);
    return bytes;
  }

  // ---- MutatorObserver

  allocated(ref: Ref): void {
    for (const other of this.others) other.allocated(ref);
    const { allocatedObjects, allocatedWords } = this.runtime;
    this.clock.note(allocatedObjects - this.before.objects, allocatedWords - this.before.words);
    if (this.newborn.length > 0) this.tellNewborn();
    if (this.probe.tracks.isFinalizable(ref)) this.watch(ref);
    if (allocatedWords >= this.nextTickWords) this.tick();
  }

  overwrote(old: Ref): void {
    for (const other of this.others) other.overwrote(old);
  }

  moved(from: Ref, to: Ref): void {
    for (const other of this.others) other.moved(from, to);
  }

  freed(ref: Ref): void {
    this.tellNewborn();
    const watched = this.watchedAt(ref);
    for (const other of this.others) other.freed(ref);
    if (watched === undefined) return;
    this.tellHolder(watched);
    this.tellDeath(watched);
    this.tellLastUse(watched);
    this.close(watched);
    const { life } = watched;
    this.log.tell({ type: 'reclaimed', ...this.now(), object: life.serial, collection: this.reclaimedBy() });
    this.watched.delete(life.serial);
  }

  /** Counting: outside of a collection it was the count. Elsewhere what sweeps later belongs to the last collection. */
  private reclaimedBy(): number | null {
    const current = this.collections.at(-1);
    if (current !== undefined) return current.number;
    return this.runtime.counting || this.collectionCount === 0 ? null : this.collectionCount - 1;
  }

  dying(ref: Ref): void {
    for (const other of this.others) other.dying(ref);
  }

  finalizing(ref: Ref): void {
    this.tellNewborn();
    for (const other of this.others) other.finalizing(ref);
    const watched = this.watch(ref);
    this.tellNewborn();
    if (watched === undefined) return;
    const { life } = watched;
    this.tellDeath(watched, life.finalizedAfterDeath);
    this.close(watched);
    const { threads } = this.probe.vm;
    const onOther = threads.current === threads.finalizer;
    const event: Finalizing = {
      type: 'finalizer',
      ...this.now(),
      object: life.serial,
      thread: onOther ? 'finalizer' : 'program',
      exiting: this.probe.mainIsOver,
      track: watched.track,
    };
    this.running.push({ ref, thread: threads.current, event });
  }

  finalizerDone(): void {
    const { current } = this.probe.vm.threads;
    for (const other of this.others) other.finalizerDone();
    const index = this.running.findLastIndex(({ thread }) => thread === current);
    const [done] = this.running.splice(index < 0 ? this.running.length - 1 : index, 1);
    if (done !== undefined) this.tellFinalizer(done.event, this.now());
  }

  private tellFinalizer({ track, ...event }: Finalizing, until: Moment | null): void {
    this.log.tell({ ...event, until, error: track.error });
  }

  collecting(): void {
    this.tellNewborn();
    for (const other of this.others) other.collecting();
    for (const watched of this.watched.values()) {
      this.tellDeath(watched);
      this.tellHolder(watched);
    }
  }

  collected(): void {
    for (const other of this.others) other.collected();
  }

  // ---- Watched objects

  private watchedAt(ref: Ref): Watched | undefined {
    const life = this.probe.watchedObject(ref)?.life;
    return life === undefined ? undefined : this.watched.get(life.serial);
  }

  private watch(ref: Ref): Watched | undefined {
    const known = this.probe.watchedObject(ref);
    if (known === null) return undefined;
    const { life, track } = known;
    let watched = this.watched.get(life.serial);
    if (watched !== undefined) return watched;
    const suspendable = isSuspendable(this.probe.vm, ref);
    watched = { life, track, suspendable, isOpen: !suspendable, death: null, held: null };
    if (watched.isOpen) this.open++;
    this.watched.set(life.serial, watched);
    this.newborn.push({ ref, watched });
    return watched;
  }

  private tellNewborn(): void {
    for (const { ref, watched } of this.newborn.splice(0)) {
      const { life, track, suspendable } = watched;
      this.probe.tracks.name(track, ref);
      this.log.tell({
        type: 'made',
        ...this.momentOf(life.birth),
        object: life.serial,
        class: track.class === '' ? track.shape : track.class,
        suspendable,
        place: this.placeOf(track.made),
        inside: track.inside,
      });
    }
  }

  /** What the oracle says now, if that is new. */
  private tellDeath(watched: Watched, death: number | null = watched.life.death): void {
    const object = watched.life.serial;
    if (death === watched.death) return;
    if (death === null) this.log.tell({ type: 'resurrected', ...this.now(), object });
    else this.log.tell({ type: 'unreachable', ...this.momentOf(death), object });
    watched.death = death;
  }

  private tellLastUse({ life, track }: Watched): void {
    const place = this.placeOf(track.lastUsed);
    if (place === null) return;
    this.log.tell({ type: 'last-used', ...this.momentOf(track.lastUsedAt), object: life.serial, place });
  }

  private close(watched: Watched): void {
    if (watched.isOpen) this.open--;
    watched.isOpen = false;
  }

  private tellHolder(watched: Watched): void {
    const { held } = watched.track;
    if (held === null || held === watched.held) return;
    watched.held = held;
    this.log.tell({
      type: 'held',
      ...this.momentOf(held.tick),
      object: watched.life.serial,
      by: held.by,
      path: [...held.steps],
    });
  }

  // ---- What the collector tells

  private collectorEvent(event: CollectorEvent): void {
    if (event.type === 'collection-start') {
      const number = this.collectionCount++;
      this.collections.push({
        start: event,
        number,
        when: this.now(),
        before: this.used(),
        ms: this.ms(),
        tracked: this.tracked(generationOf(event.kind)),
        phases: [],
      });
    } else if (event.type === 'phase') {
      this.collections.at(-1)?.phases.push({ name: event.name, work: event.work });
    } else if (event.type === 'collection-end') {
      const collection = this.collections.pop();
      if (collection !== undefined) this.tellCollection(collection, event);
    }
  }

  private tellCollection(
    { start, number, when, before, ms, tracked, phases }: OpenCollection,
    end: CollectorEvent & { type: 'collection-end' },
  ): void {
    const generation = generationOf(start.kind);
    this.log.tell({
      type: 'collection',
      ...when,
      number,
      kind: start.kind,
      generation,
      full: generation === null || generation === OLDEST,
      cause: start.cause,
      reason: start.reason,
      ms,
      untilMs: this.ms(),
      pause: end.pauseWork,
      phases,
      before,
      after: this.used(),
      freedObjects: end.freedObjects,
      freedBytes: end.freedWords * BYTES_PER_WORD,
      tracked: tracked === null ? null : this.withResult(tracked, generation),
    });
  }

  private ms(): number {
    return Math.round(this.probe.vm.clock.nanoseconds() / 1000) / 1000;
  }

  /** Where the program may ask its collector for such things. */
  private tracked(generation: number | null): Tracked | null {
    const { control } = this.runtime.collector;
    if (control === null || generation === null || !this.runtime.counting) return null;
    const { collected, uncollectable } = control.stats()[generation]!;
    const generations = Array.from(
      { length: control.generations },
      (_, k) => control.trackedObjects(k).length,
    );
    return { generations, permanent: control.freezeCount(), collected, uncollectable };
  }

  private withResult(
    { generations, permanent, collected, uncollectable }: Tracked,
    generation: number | null,
  ): EventOf<'collection'>['tracked'] {
    const now = this.runtime.collector.control!.stats()[generation!]!;
    const kept = now.uncollectable - uncollectable;
    const unreachable = now.collected - collected + kept;
    return { generations: [...generations], permanent, unreachable, uncollectable: kept };
  }

  private tick(): void {
    if (++this.ticks % TICKS_PER_STRIDE === 0) this.strideWords *= 2;
    this.nextTickWords = this.runtime.allocatedWords + this.strideWords;
    this.tellTick();
  }

  private tellTick(): void {
    const { vm } = this.probe;
    this.log.tell({
      type: 'tick',
      ...this.now(),
      used: this.used(),
      steps: vm.clock.steps,
      ms: this.ms(),
      open: this.open,
      descriptors: vm.process.openCount,
    });
  }

  // ---- The end

  private mainEnds(): void {
    this.tellNewborn();
    for (const watched of this.watched.values()) {
      this.tellDeath(watched);
      this.tellHolder(watched);
    }
    this.log.tell({ type: 'exiting', ...this.now() });
  }

  /** The run is over, however that came; the probe has finished. */
  finish(result: Pick<EventOf<'end'>, 'outcome' | 'exitCode' | 'steps' | 'message'>): void {
    this.tellNewborn();
    for (const { event } of this.running.splice(0)) this.tellFinalizer(event, null);
    for (const watched of this.watched.values()) {
      this.tellDeath(watched);
      this.tellHolder(watched);
      this.tellLastUse(watched);
    }
    this.tellTick();
    this.log.endOutput();
    const { peakDescriptors, tracks } = this.probe;
    this.log.tell({
      type: 'end',
      ...this.now(),
      ...result,
      peakUsed: this.peakUsed,
      peakDescriptors,
      watched: tracks.recorded,
      unwatched: tracks.unrecorded,
    });
    this.log.flush();
  }
}

export function usedBytes({ collector }: Runtime): number {
  return collector.spaces().reduce((words, { usedWords }) => words + usedWords, 0) * BYTES_PER_WORD;
}

type Finalizing = Omit<EventOf<'finalizer'>, 'until' | 'error'> & { readonly track: Track };

/** Where there are generations, the oldest is the third. */
const OLDEST = 2;

function generationOf(kind: string): number | null {
  const [digit] = /\d$/.exec(kind) ?? [];
  return digit === undefined ? null : Number(digit);
}
