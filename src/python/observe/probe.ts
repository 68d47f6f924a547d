import { SHAPE_FINALIZER } from '../../contract/index.ts';
import { VAR_NONE } from '../../contract/shapes.ts';
import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { LivenessOracle, type ObjectLife } from '../../runtime/liveness-oracle.ts';
import { reachable } from '../../runtime/reachability.ts';
import type { MutatorObserver, Runtime } from '../../runtime/runtime.ts';
import { FRAME_LOCALS } from '../objects/shapes.ts';
import type { GuestThread } from '../vm/thread.ts';
import type { VM } from '../vm/vm.ts';
import { Answers } from './answers.ts';
import { Holding } from './holding.ts';
import type { Deed, ExitFunction, Observations, Raised, SelfHeldEntry } from './observations.ts';
import { Places } from './places.ts';
import { isSuspendable, type Track, Tracks } from './tracks.ts';
import { Updates } from './updates.ts';
import { shortValue } from './values.ts';
import { selfHeldEntries } from './weak-tables.ts';

/** How often it is looked for what waits when the same line raises the same error. */
const LOOKS_MAX = 8;

interface Running {
  readonly track: Track | undefined;
  readonly thread: GuestThread;
  /** Objects from this serial number on were made by the finalizer. */
  readonly first: number;
}

interface RaisedCount {
  readonly place: number;
  readonly type: string;
  readonly message: string;
  times: number;
  readonly waiting: Record<string, number>;
}

interface Joined {
  readonly place: number;
  times: number;
  copiedBytes: number;
  longest: number;
}

/**
 * Watches one run for the sake of a diagnosis: the lives of objects with finalizers by the liveness oracle, what
 * their finalizers do, and what the program asks about lifetimes. Woken, like the oracle, by the first object with a finalizer.
 * What the machine does is told by `instrument`, which puts itself between the machine's parts.
 */
export class Probe implements MutatorObserver {
  readonly vm: VM;
  readonly places: Places;
  readonly answers = new Answers();
  readonly tracks: Tracks;
  readonly updates: Updates;
  private readonly holding: Holding;
  readonly exits: { readonly place: number; readonly name: string }[] = [];
  exitsRun = 0;
  mainIsOver = false;
  peakDescriptors = 0;
  /** Sorts of the program under way. */
  sorting = 0;
  /** The exception that was told last, until another one is raised; an address. */
  lastRaised: Ref = 0;
  /** The program's own code has ended, and nothing of it was taken down yet. */
  onMainEnd: (() => void) | null = null;
  /** Lines that filled weak-keyed tables. */
  readonly filledTables: number[] = [];
  private selfHeld: SelfHeldEntry[] = [];
  private oracle: LivenessOracle | null = null;
  private wakeSoon = false;
  private lastSerial = 0;
  private order = 0;
  private endTick = Number.POSITIVE_INFINITY;
  private readonly running: Running[] = [];
  private readonly raised = new Map<string, RaisedCount>();
  private readonly joined = new Map<number, Joined>();
  private pinned: { readonly serial: number; readonly by: string; readonly at: number }[] = [];
  private readonly runtime: Runtime;

  constructor(vm: VM) {
    this.vm = vm;
    this.runtime = vm.runtime;
    this.places = new Places(vm);
    this.tracks = new Tracks(vm, this.places);
    this.updates = new Updates(vm, this.places);
    this.holding = new Holding(vm, this.tracks);
  }

  // ---- MutatorObserver

  allocated(ref: Ref): void {
    const { i32, shapes } = this.runtime;
    const shape = i32[ref]! & SHAPE_MASK;
    const finalizable = (shapes.traits[shape]! & SHAPE_FINALIZER) !== 0;
    if (this.oracle === null) {
      if (finalizable) this.wakeSoon = true;
      if (!this.wakeSoon || shapes.variable[shape] !== VAR_NONE) return;
      this.wake();
    } else this.oracle.allocated(ref);
    this.lastSerial = this.oracle!.serialOf(ref) ?? this.lastSerial;
    this.places.step(this.runtime.allocatedObjects, finalizable);
    if (finalizable && !this.mainIsOver) this.track(ref);
  }

  /** What is known of an object that has a finalizer; both go on to be told. */
  watchedObject(ref: Ref): { readonly life: ObjectLife; readonly track: Track } | null {
    const life = this.oracle?.lifeOf(ref);
    const track = this.oracle === null ? undefined : this.tracks.of(this.oracle, ref);
    return life === undefined || track === undefined ? null : { life, track };
  }

  private track(ref: Ref): Track | undefined {
    const maker = this.current;
    this.tracks.begin(this.oracle!, ref, maker === undefined ? -1 : (maker.track?.order ?? -1));
    return this.tracks.of(this.oracle!, ref);
  }

  private wake(): LivenessOracle {
    if (this.oracle !== null) return this.oracle;
    const oracle = new LivenessOracle(this.runtime);
    this.runtime.collector.forEachObject((ref) => oracle.allocated(ref));
    this.oracle = oracle;
    return oracle;
  }

  overwrote(old: Ref): void {
    this.oracle?.overwrote(old);
  }

  moved(from: Ref, to: Ref): void {
    this.oracle?.moved(from, to);
  }

  freed(ref: Ref): void {
    this.identities.delete(ref);
    this.oracle?.freed(ref);
  }

  dying(ref: Ref): void {
    this.oracle?.dying(ref);
  }

  collecting(): void {
    this.lookAtSuspended();
    this.oracle?.collecting();
    if (this.oracle !== null && !this.mainIsOver) this.holding.look(this.oracle, false);
  }

  collected(): void {
    this.oracle?.collected();
  }

  finalizing(ref: Ref): void {
    const oracle = this.wake();
    oracle.finalizing(ref);
    const track = this.tracks.of(oracle, ref) ?? this.track(ref);
    this.running.push({ track, thread: this.vm.threads.current, first: this.lastSerial + 1 });
    if (track === undefined || track.order >= 0) return;
    this.tracks.name(track, ref);
    track.order = this.order++;
    track.phase = this.mainIsOver ? 'exit' : 'running';
    track.otherThread = this.vm.threads.current === this.vm.threads.finalizer;
    track.collectionsBefore = this.tracks.collections.length;
    if (isSuspendable(this.vm, ref)) track.suspended = this.vm.generators.hasPendingBlocks(ref);
  }

  finalizerDone(): void {
    this.oracle?.finalizerDone();
    // On a thread of its own a finalizer may end after one that began later on another.
    const thread = this.vm.threads.current;
    const index = this.running.findLastIndex((each) => each.thread === thread);
    const [done] = this.running.splice(index < 0 ? this.running.length - 1 : index, 1);
    if (done?.track !== undefined) done.track.finished ??= this.runtime.allocatedObjects;
  }

  /** A collector has found these dead and will have them finalized. */
  queued(refs: Iterable<Ref>): void {
    const { oracle, tracks } = this;
    if (oracle === null) return;
    for (const ref of refs) {
      const track = tracks.of(oracle, ref);
      if (track !== undefined && track.queuedBefore < 0) track.queuedBefore = tracks.collections.length;
    }
  }

  /** Suspended generators lose their memory without a word where nothing closes them: asked while they are there. */
  private lookAtSuspended(): void {
    const { oracle, tracks } = this;
    if (oracle === null) return;
    oracle.eachLive((ref) => {
      if (!tracks.isFinalizable(ref)) return;
      const track = tracks.of(oracle, ref);
      if (track === undefined || track.order >= 0) return;
      tracks.name(track, ref);
      if (isSuspendable(this.vm, ref)) track.suspended = this.vm.generators.hasPendingBlocks(ref);
    });
  }

  // ---- What finalizers do

  /** The finalizer that the current thread is running. */
  get current(): Running | undefined {
    if (this.running.length === 0) return undefined;
    const thread = this.vm.threads.current;
    return this.running.findLast((each) => each.thread === thread);
  }

  /** `container` is what was changed: nobody else's business if it is the object itself, or was made by the finalizer. */
  did(what: Deed['what'], on: string, value: Ref | string, container: Ref = 0): void {
    const { current, oracle } = this;
    if (current?.track === undefined || oracle === null) return;
    if (container !== 0) {
      const serial = oracle.serialOf(container);
      if (serial === current.track.serial) return;
      if (serial !== undefined && serial >= current.first) return;
    }
    const text = typeof value === 'string' ? value : shortValue(this.vm, value);
    current.track.did({ what, on, value: text });
    if (what !== 'write' || typeof value === 'string' || value === 0) return;
    if (oracle.serialOf(value) === current.track.serial) current.track.keptSelf = true;
  }

  failed(text: string): void {
    const track = this.running.at(-1)?.track;
    if (track !== undefined) track.error ??= text;
  }

  // ---- What the program does

  used(ref: Ref, place: number): void {
    if (this.oracle === null || ref === 0 || !this.tracks.isFinalizable(ref)) return;
    const track = this.tracks.of(this.oracle, ref);
    if (track === undefined || this.current !== undefined) return;
    track.lastUsed = place;
    track.lastUsedAt = this.runtime.allocatedObjects;
    if (track.class === '') this.tracks.name(track, ref);
  }

  collects(): void {
    this.settlePinned();
    this.tracks.collections.push(this.runtime.allocatedObjects);
  }

  raises(exception: Ref, message: string): void {
    const place = this.places.here();
    if (place < 0 || this.current !== undefined) return;
    this.settlePinned();
    const type = this.vm.typeName(exception);
    const key = `${place} ${type}`;
    const known = this.raised.get(key);
    if (known === undefined) {
      this.raised.set(key, { place, type, message, times: 1, waiting: this.waiting() });
      return;
    }
    known.times++;
    if (known.times > LOOKS_MAX) return;
    for (const [name, count] of Object.entries(this.waiting()))
      known.waiting[name] = Math.max(known.waiting[name] ?? 0, count);
  }

  /** Dead objects whose finalizer has yet to run, by class. */
  private waiting(): Record<string, number> {
    const counts: Record<string, number> = {};
    const { oracle, tracks } = this;
    if (oracle === null) return counts;
    oracle.eachDead((ref) => {
      const track = tracks.of(oracle, ref);
      if (track === undefined || track.order >= 0) return;
      tracks.name(track, ref);
      counts[track.class] = (counts[track.class] ?? 0) + 1;
    });
    return counts;
  }

  concatenated(place: number, copied: number, length: number): void {
    let entry = this.joined.get(place);
    if (entry === undefined) {
      entry = { place, times: 0, copiedBytes: 0, longest: 0 };
      this.joined.set(place, entry);
    }
    entry.times++;
    entry.copiedBytes += copied;
    entry.longest = Math.max(entry.longest, length);
  }

  /** A frame that a traceback holds has ended: what its locals held is the frame's now. */
  pins(ref: Ref, by: string): void {
    if (this.oracle === null || !this.tracks.isFinalizable(ref)) return;
    const serial = this.oracle.serialOf(ref);
    if (serial !== undefined) this.pinned.push({ serial, by, at: this.runtime.allocatedObjects });
  }

  /** The numbers that id() gave, for objects that are still there; addresses do not move where they are numbers. */
  readonly identities = new Map<Ref, string>();
  private readonly given = new Set<string>();

  identified(ref: Ref, number: string, place: number): void {
    const isNew = !this.identities.has(ref);
    this.answers.note('id', place, 'id()', isNew && this.given.has(number) ? 'reused' : 'its own');
    this.identities.set(ref, number);
    this.given.add(number);
  }

  mainEnds(): void {
    if (this.mainIsOver) return;
    this.lookAtSuspended();
    this.settlePinned();
    this.lookAtTables();
    this.lookAtTheEnd();
    this.onMainEnd?.();
    this.mainIsOver = true;
    this.endTick = this.runtime.allocatedObjects;
  }

  private lookAtTheEnd(): void {
    if (this.oracle === null) return;
    this.oracle.eachDead(() => undefined); // dates what has died since the last collection
    this.holding.look(this.oracle, true);
  }

  private lookAtTables(): void {
    const [place] = this.filledTables;
    const entries = place === undefined ? 0 : selfHeldEntries(this.vm);
    if (place !== undefined && entries > 0) this.selfHeld = [{ place, entries }];
  }

  /** Of what frames took over, that is pinned which nothing else holds once no exception is being handled any more. */
  settlePinned(): void {
    const { oracle, tracks } = this;
    if (oracle === null || this.pinned.length === 0 || this.running.length > 0) return;
    if (this.vm.exceptions.topmostHandled() !== 0) return;
    const alive = this.runtime.counting ? null : reachable(this.runtime, false);
    const wanted = new Map(this.pinned.map((each) => [each.serial, each]));
    this.pinned = [];
    const holders = this.frameHeld();
    const found: { ref: Ref; track: Track }[] = [];
    oracle.eachLive((ref, serial) => {
      const pin = wanted.get(serial);
      const track = tracks.of(oracle, ref);
      if (pin === undefined || track === undefined || track.order >= 0) return;
      if (alive?.has(ref) === false || !holders(ref)) return;
      track.pinnedBy = pin.by;
      found.push({ ref, track });
    });
    this.holding.pinned(found);
  }

  /** Whether the items of an ended frame hold it, and nothing else does. */
  private frameHeld(): (ref: Ref) => boolean {
    const { runtime, vm } = this;
    const byFrames = new Set<Ref>();
    const byOthers = new Set<Ref>();
    const { i32, shapes } = runtime;
    const frameItems = new Set<Ref>();
    runtime.collector.forEachObject((ref) => {
      if (shapes.names[i32[ref]! & SHAPE_MASK] === 'frame') frameItems.add(i32[ref + FRAME_LOCALS]!);
    });
    runtime.collector.forEachObject((ref) => {
      const end = shapes.slotsEnd(i32, ref);
      const into = frameItems.has(ref) ? byFrames : byOthers;
      for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) into.add(i32[at]!);
    });
    const { stack, top } = vm.roots;
    for (let at = 0; at < top; at++) byOthers.add(stack[at]!);
    return (ref) => byFrames.has(ref) && !byOthers.has(ref);
  }

  // ---- The end

  finish(): Observations {
    this.mainEnds();
    const lives = this.oracle?.report().finalizable ?? [];
    const atExit = this.exitsRun;
    return {
      places: this.places.all,
      objects: this.tracks.records(lives, this.endTick),
      unrecorded: this.tracks.unrecorded,
      questions: this.answers.all,
      raised: [...this.raised.values()] satisfies Raised[],
      concatenations: [...this.joined.values()],
      exitFunctions: this.exits.map((each): ExitFunction => ({ ...each, ran: atExit > 0 })),
      lostUpdates: this.updates.lost,
      selfHeld: this.selfHeld,
      peakDescriptors: this.peakDescriptors,
      ticks: this.runtime.allocatedObjects,
      counting: this.runtime.counting,
    };
  }
}
