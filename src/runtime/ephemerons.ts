import type { EphemeronRegistry, Liveness } from '../contract/host.ts';
import { EPHEMERON_KEY, EPHEMERON_VALUE, type Ref } from '../heap/layout.ts';

/**
 * The ephemerons of a heap (Hayes 1997): a value is kept by its key's life, not by the table that holds both.
 * Under counting an ephemeron owns a count of its value and none of its key.
 */
export class EphemeronTable implements EphemeronRegistry {
  private entries = new Set<Ref>();
  private readonly i32: Int32Array;

  constructor(i32: Int32Array) {
    this.i32 = i32;
  }

  get size(): number {
    return this.entries.size;
  }

  register(ephemeron: Ref): void {
    this.entries.add(ephemeron);
  }

  forget(ephemeron: Ref): void {
    this.entries.delete(ephemeron);
  }

  each(visit: (ephemeron: Ref) => void): void {
    for (const ephemeron of this.entries) visit(ephemeron);
  }

  markValues(isLive: (ref: Ref) => boolean, mark: (ref: Ref) => void): number {
    const { i32 } = this;
    let marked = 0;
    for (const ephemeron of this.entries) {
      const value = i32[ephemeron + EPHEMERON_VALUE]!;
      if (value === 0 || isLive(value)) continue;
      if (isLive(ephemeron) && isLive(i32[ephemeron + EPHEMERON_KEY]!)) {
        mark(value);
        marked++;
      }
    }
    return marked;
  }

  clearDead(liveness: Liveness): number {
    const { i32 } = this;
    let cleared = 0;
    for (const ephemeron of this.entries) {
      if (!liveness.isLive(ephemeron)) {
        this.entries.delete(ephemeron);
        continue;
      }
      const key = i32[ephemeron + EPHEMERON_KEY]!;
      if (key === 0 || liveness.isLive(key)) continue;
      const at = liveness.current === undefined ? ephemeron : liveness.current(ephemeron);
      i32[at + EPHEMERON_KEY] = 0;
      i32[at + EPHEMERON_VALUE] = 0;
      cleared++;
    }
    return cleared;
  }

  /** After a moving collection; the slots of the ephemerons themselves follow here as well. */
  update(liveness: Liveness): void {
    const { i32 } = this;
    const moved = new Set<Ref>();
    for (const ephemeron of this.entries) {
      if (!liveness.isLive(ephemeron)) continue;
      const to = liveness.forwarded(ephemeron);
      for (const slot of [EPHEMERON_KEY, EPHEMERON_VALUE]) {
        const ref = i32[to + slot]!;
        if (ref !== 0) i32[to + slot] = liveness.forwarded(ref);
      }
      moved.add(to);
    }
    this.entries = moved;
  }
}
