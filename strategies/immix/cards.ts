import { SHAPE_MASK } from '../../src/heap/layout.ts';
import { PAGE_SHIFT, PAGE_WORDS } from '../../src/heap/page-runs.ts';
import { BLOCK, type ImmixSpace, LARGE } from './space.ts';
import type { Tracer } from './tracer.ts';

/** A card is a page: 256 bytes. */
export const CARD_SHIFT: number = PAGE_SHIFT;

/**
 * With sticky mark bits: which pages were stored to. What is marked is old, so a collection of what is new takes the slots
 * of marked objects on set cards for roots.
 *
 * INVARIANT remembered: where a marked object refers to one that is not, the card of the slot is set. Kept by the
 * mutator's barrier; after a collection nothing refers to what is not marked, and the cards are clear.
 */
export class Cards {
  readonly bytes: Uint8Array;
  private readonly space: ImmixSpace;

  constructor(space: ImmixSpace, words: number) {
    this.space = space;
    this.bytes = new Uint8Array((words >>> CARD_SHIFT) + 1);
  }

  clear(): void {
    this.bytes.fill(0, 0, (this.space.heapEnd >>> CARD_SHIFT) + 1);
  }

  /** @returns how many cards were set */
  trace(tracer: Tracer): number {
    const { pages } = this.space;
    let set = 0;
    for (let page = pages.firstPage; page < pages.highWater; page++) {
      if (this.bytes[page] === 0) continue;
      set++;
      this.tracePage(page << PAGE_SHIFT, tracer);
    }
    return set;
  }

  private tracePage(from: number, tracer: Tracer): void {
    const { space } = this;
    const { marks } = space;
    const owner = space.ownerOf(from);
    const to = from + PAGE_WORDS;
    if (space.kind[owner] === LARGE) {
      const ref = space.start(owner);
      if (marks.isMarked(ref)) this.traceObject(ref, from, to, tracer);
      return;
    }
    if (space.kind[owner] !== BLOCK) return;
    const before = space.markedBefore(owner, from);
    if (before !== 0 && before < from) this.traceObject(before, from, to, tracer);
    for (let ref = marks.next(from, to); ref < to; ref = marks.next(ref + 2, to)) {
      // What was found new on the way here is marked by now, and looked at twice: no harm.
      this.traceObject(ref, from, to, tracer);
    }
  }

  /** The strong slots of the object that lie in [from, to). */
  private traceObject(ref: number, from: number, to: number, tracer: Tracer): void {
    const { i32, shapes } = this.space;
    const first = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!;
    const last = Math.min(to, shapes.slotsEnd(i32, ref));
    if (Math.max(first, from) < last) tracer.traceRange(i32, Math.max(first, from), last);
  }
}
