import {
  type Host,
  type Liveness,
  WEAK_LONG,
  WEAK_PHANTOM,
  WEAK_SHORT,
  WEAK_SOFT,
} from '../../src/contract/host.ts';
import type { Ref } from '../../src/heap/layout.ts';
import type { MarkBitmap } from '../../src/heap/mark-bitmap.ts';
import type { Marker } from './marker.ts';

/** Values of the option `finalizerOrder`. */
const NO_ORDER = 0;
const TOPOLOGICAL_STRICT = 2;

export interface FinalizationCounts {
  readonly linksCleared: number;
  readonly queued: number;
  /** Finalizable and dead, but left for a later collection: another one that is dead refers to them. */
  readonly deferred: number;
  readonly longLinksCleared: number;
}

/**
 * Between marking and sweeping, in the order of GC_finalize: disappearing links, then finalizable objects, then long links.
 *
 * Topological order: what a dead finalizable object refers to is marked before it is asked which of them are dead, so one is
 * finalized only when no other one leads to it. One that leads to itself never is; the option says what becomes of such.
 */
export class Finalization implements Liveness {
  private readonly host: Host;
  private readonly marks: MarkBitmap;
  private readonly marker: Marker;
  private readonly order: number;
  private readonly live = (ref: Ref) => this.marks.isMarked(ref);
  private readonly mark = (ref: Ref) => this.marker.mark(ref);

  constructor(host: Host, marks: MarkBitmap, marker: Marker, order: number) {
    this.host = host;
    this.marks = marks;
    this.marker = marker;
    this.order = order;
  }

  isLive(ref: Ref): boolean {
    return this.marks.isMarked(ref);
  }

  forwarded(ref: Ref): Ref {
    return ref;
  }

  process(clearSoft: boolean): FinalizationCounts {
    const { weak, ephemerons } = this.host;
    this.markEphemeronValues();
    if (!clearSoft) {
      while (weak.eachSoftTarget(this.live, this.mark) > 0) {
        this.marker.drain();
        this.markEphemeronValues();
      }
    }
    const linksCleared = weak.clearDead(WEAK_SOFT, this) + weak.clearDead(WEAK_SHORT, this);
    const { queued, deferred } = this.queue();
    const longLinksCleared = weak.clearDead(WEAK_LONG, this) + weak.clearDead(WEAK_PHANTOM, this);
    ephemerons.clearDead(this);
    return { linksCleared, queued, deferred, longLinksCleared };
  }

  private queue(): { readonly queued: number; readonly deferred: number } {
    const { finalizers } = this.host;
    if (finalizers.registered === 0) return { queued: 0, deferred: 0 };
    const dead = this.order === NO_ORDER ? [] : this.deadFinalizable();
    for (const ref of dead) this.marker.scan(ref);
    this.drain();
    const inCycles = dead.length > 0 && dead.every(this.live) && this.order !== TOPOLOGICAL_STRICT;
    const cyclic = new Set<Ref>(inCycles ? dead : []);
    const queued = finalizers.queueDead((ref) => this.live(ref) && !cyclic.has(ref));
    for (const ref of queued) this.marker.mark(ref);
    this.drain();
    return { queued: queued.length, deferred: Math.max(0, dead.length - queued.length) };
  }

  /** Without taking them out of the registry: to it, all of them live. */
  private deadFinalizable(): Ref[] {
    const dead: Ref[] = [];
    this.host.finalizers.queueDead((ref) => {
      if (!this.live(ref)) dead.push(ref);
      return true;
    });
    return dead;
  }

  private drain(): void {
    this.marker.drain();
    this.markEphemeronValues();
  }

  /** Values can be keys and hold ephemerons: until a round marks nothing. */
  private markEphemeronValues(): void {
    if (this.host.ephemerons.size === 0) return;
    while (this.host.ephemerons.markValues(this.live, this.mark) > 0) this.marker.drain();
  }
}
