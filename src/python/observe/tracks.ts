import { SHAPE_FINALIZER } from '../../contract/shapes.ts';
import { FLAG_FINALIZER, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import type { LivenessOracle, ObjectLife } from '../../runtime/liveness-oracle.ts';
import { GEN_CODE, Kind } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import type { Deed, Held, ObservedObject } from './observations.ts';
import type { Places } from './places.ts';

/** Objects with a record of their own; the others are counted. */
const TRACKS_MAX = 40_000;
const DEEDS_MAX = 24;

/** What the probe knows of one object besides what the oracle knows. */
export class Track {
  readonly serial: number;
  readonly shape: string;
  readonly made: number;
  readonly inside: boolean;
  readonly madeInFinalizer: number;
  /** The clock when it was made. */
  readonly madeAt: number;
  class = '';
  lastUsed = -1;
  /** On the clock. */
  lastUsedAt = 0;
  order = -1;
  phase: ObservedObject['phase'] = 'never';
  otherThread = false;
  suspended = false;
  error: string | null = null;
  pinnedBy: string | null = null;
  /** Collections that the program had asked for when its finalizer ran. */
  collectionsBefore = -1;
  /** The same, when a collector queued it. */
  queuedBefore = -1;
  finished: number | null = null;
  keptSelf = false;
  held: Held | null = null;
  readonly deeds: Deed[] = [];

  constructor(
    serial: number,
    shape: string,
    made: number,
    inside: boolean,
    madeInFinalizer: number,
    madeAt: number,
  ) {
    this.serial = serial;
    this.shape = shape;
    this.made = made;
    this.inside = inside;
    this.madeInFinalizer = madeInFinalizer;
    this.madeAt = madeAt;
  }

  did(deed: Deed): void {
    if (this.deeds.length < DEEDS_MAX) this.deeds.push(deed);
  }
}

/** The tracks of a run, by the oracle's serial number. */
export class Tracks {
  unrecorded = 0;
  /** When the program asked for a full collection. */
  readonly collections: number[] = [];
  private readonly bySerial = new Map<number, Track>();
  private readonly vm: VM;
  private readonly places: Places;

  constructor(vm: VM, places: Places) {
    this.vm = vm;
    this.places = places;
  }

  /** Whether it has a finalizer that has yet to run, or had one. */
  isFinalizable(ref: Ref): boolean {
    const header = this.vm.i32[ref]!;
    return (
      (header & FLAG_FINALIZER) !== 0 ||
      (this.vm.runtime.shapes.traits[header & SHAPE_MASK]! & SHAPE_FINALIZER) !== 0
    );
  }

  begin(oracle: LivenessOracle, ref: Ref, madeInFinalizer: number): void {
    const serial = oracle.serialOf(ref);
    if (serial === undefined || this.bySerial.has(serial)) return;
    if (this.bySerial.size >= TRACKS_MAX) {
      this.unrecorded++;
      return;
    }
    const shape = this.vm.runtime.shapes.names[this.vm.i32[ref]! & SHAPE_MASK]!;
    const { direct } = this.places;
    const now = this.vm.runtime.allocatedObjects;
    this.bySerial.set(serial, new Track(serial, shape, this.places.here(), !direct, madeInFinalizer, now));
  }

  bySerialNumber(serial: number): Track | undefined {
    return this.bySerial.get(serial);
  }

  of(oracle: LivenessOracle, ref: Ref): Track | undefined {
    const serial = oracle.serialOf(ref);
    return serial === undefined ? undefined : this.bySerial.get(serial);
  }

  name(track: Track, ref: Ref): void {
    if (track.class !== '' || this.vm.classOf(ref) === 0) return;
    const { vm } = this;
    // Classes in C have their module in their name, on some versions.
    const own = vm.typeName(ref);
    track.class = isSuspendable(vm, ref) ? this.functionOf(ref) : own.slice(own.lastIndexOf('.') + 1);
  }

  private functionOf(ref: Ref): string {
    const { vm } = this;
    return vm.codes.infos[vm.i32[ref + GEN_CODE]!]?.code.qualname ?? vm.typeName(ref);
  }

  get recorded(): number {
    return this.bySerial.size;
  }

  private collectionsSince(death: number | null, before: number): number {
    if (death === null) return 0;
    const until = before < 0 ? this.collections.length : before;
    let count = 0;
    for (let k = 0; k < until; k++) if (this.collections[k]! >= death) count++;
    return count;
  }

  /** Everything, with what the oracle says of it, by birth. */
  records(lives: readonly ObjectLife[], end: number): ObservedObject[] {
    const found: ObservedObject[] = [];
    for (const life of lives) {
      const track = this.bySerial.get(life.serial);
      if (track === undefined) continue;
      const death = life.finalizedAfterDeath ?? life.death;
      found.push({
        shape: track.shape,
        class: track.class === '' ? life.tag || track.shape : track.class,
        inside: track.inside,
        made: track.made,
        lastUsed: track.lastUsed,
        birth: life.birth,
        death,
        finalized: life.finalized,
        finished: track.finished,
        order: track.order,
        phase: track.phase,
        otherThread: track.otherThread,
        deeds: track.deeds,
        error: track.error,
        // A traceback holds an object whose finalizer has failed.
        resurrected: track.keptSelf || (life.resurrections > 0 && track.error === null),
        suspended: track.suspended,
        collections: this.collectionsSince(death, track.collectionsBefore),
        queuedAfter: track.queuedBefore < 0 ? -1 : this.collectionsSince(death, track.queuedBefore),
        madeInFinalizer: track.madeInFinalizer,
        pinnedBy: track.pinnedBy,
        outlived: this.places.wentOn(death ?? end, end),
        held: track.held,
      });
    }
    return found;
  }
}

export function isSuspendable(vm: VM, ref: Ref): boolean {
  const kind = vm.kindOf(ref);
  return kind >= Kind.GENERATOR && kind <= Kind.ASYNC_GENERATOR;
}
