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
import type { Marker } from './marking.ts';
import type { WeakObjects } from './weak-objects.ts';

export interface ReferenceCounts {
  /** Objects that only soft references kept. */
  readonly softKept: number;
  readonly softCleared: number;
  readonly weakCleared: number;
  readonly finalizable: number;
  readonly longCleared: number;
  readonly phantomCleared: number;
  readonly ephemeronsCleared: number;
}

/**
 * What happens between marking and sweeping, in the JVM's order (java.lang.ref, package documentation): soft, weak,
 * finalization, then what outlives finalization.
 *
 * INVARIANT fixpoint: before anything is cleared, whatever is reachable from marked objects, values of ephemerons with
 * a marked key included, is marked; again after the marking for finalizers.
 */
export class References implements Liveness {
  private readonly host: Host;
  private readonly marks: MarkBitmap;
  private readonly marker: Marker;
  private readonly weakObjects: WeakObjects;
  private heapEnd = 0;
  private readonly live = (ref: Ref) => this.marks.isMarked(ref);
  private readonly mark = (ref: Ref) => this.marker.mark(ref);

  constructor(host: Host, marks: MarkBitmap, marker: Marker, weakObjects: WeakObjects) {
    this.host = host;
    this.marks = marks;
    this.marker = marker;
    this.weakObjects = weakObjects;
  }

  isLive(ref: Ref): boolean {
    return this.marks.isMarked(ref);
  }

  forwarded(ref: Ref): Ref {
    return ref;
  }

  process(heapEnd: number, keepSoft: boolean): ReferenceCounts {
    const { host } = this;
    this.heapEnd = heapEnd;
    this.markEphemeronValues();
    const softKept = keepSoft ? this.markSoftTargets() : 0;
    const softCleared = host.weak.clearDead(WEAK_SOFT, this);
    const weakCleared = host.weak.clearDead(WEAK_SHORT, this);
    const finalizable = this.markFinalizable();
    const longCleared = host.weak.clearDead(WEAK_LONG, this);
    const phantomCleared = host.weak.clearDead(WEAK_PHANTOM, this);
    const ephemeronsCleared = host.ephemerons.clearDead(this);
    return {
      softKept,
      softCleared,
      weakCleared,
      finalizable,
      longCleared,
      phantomCleared,
      ephemeronsCleared,
    };
  }

  /** Values can be keys and hold ephemerons: until a round marks nothing. */
  private markEphemeronValues(): void {
    if (this.host.ephemerons.size === 0) return;
    while (this.host.ephemerons.markValues(this.live, this.mark) > 0) this.marker.drain(this.heapEnd);
  }

  /** A soft target can lead to further soft references: until a round marks nothing. */
  private markSoftTargets(): number {
    let kept = 0;
    for (;;) {
      const found = this.weakObjects.eachSoftTarget(this.mark);
      if (found === 0) return kept;
      kept += found;
      this.marker.drain(this.heapEnd);
      this.markEphemeronValues();
    }
  }

  /** Dead objects with a finalizer are kept for it, with all that they reach. */
  private markFinalizable(): number {
    const queued = this.host.finalizers.queueDead(this.live);
    for (const ref of queued) this.marker.mark(ref);
    this.marker.drain(this.heapEnd);
    this.markEphemeronValues();
    return queued.length;
  }
}
