import type { Liveness } from '../../src/contract/host.ts';
import { MARK_WORD, type Ref } from '../../src/heap/layout.ts';
import { EDGES, HEAD, TAIL } from '../../src/heap/mark-kernel.ts';
import { PAGE_SHIFT } from '../../src/heap/page-runs.ts';
import {
  COPIED_WORDS,
  COPY_LIMIT,
  COPY_TOP,
  FORWARDED,
  type Heap,
  LIVE_WORDS,
  LOWEST,
  reach,
  STATE_WORDS,
  scanEvacuating,
  scanMarking,
} from './kernel.ts';
import type { ImmixSpace } from './space.ts';

const QUEUE_START = 1 << 12;

/**
 * Marks what is reachable and not marked yet, with the lines that it lies on; while blocks are emptied, copies what lies in
 * them.
 *
 * INVARIANT gray: the objects in queue[HEAD, TAIL) are marked, and their slots have not been looked at.
 */
export class Tracer implements Liveness {
  partial = false;
  /** Words of roots and cards looked at. */
  rootWords = 0;
  /** Blocks that were filled with copies. */
  copyBlocks = 0;
  private evacuating = false;
  private outOfRoom = false;
  private retired = 0;
  private readonly heap: Heap;
  private readonly space: ImmixSpace;
  private readonly state = new Int32Array(STATE_WORDS);
  private queue: Int32Array = new Int32Array(QUEUE_START);

  constructor(space: ImmixSpace) {
    this.space = space;
    const { i32, lines, lineShift, marks, pages, shapes } = space;
    const source = () => space.source;
    this.heap = {
      i32,
      bits: marks.bits,
      lines,
      lineShift,
      shapes,
      owner: pages.owner,
      get source() {
        return source();
      },
      moreRoom: () => this.moreRoom(),
    };
  }

  /** @param evacuating objects in source blocks are to be copied */
  begin(partial: boolean, evacuating: boolean): void {
    this.partial = partial;
    this.evacuating = evacuating;
    this.outOfRoom = false;
    this.rootWords = 0;
    this.copyBlocks = 0;
    this.retired = 0;
    this.state.fill(0);
  }

  /** Objects marked since `begin`. */
  get marked(): number {
    return this.retired + this.state[TAIL]!;
  }

  get edges(): number {
    return this.state[EDGES]!;
  }

  get liveWords(): number {
    return this.state[LIVE_WORDS]!;
  }

  get copiedWords(): number {
    return this.state[COPIED_WORDS]!;
  }

  isLive(ref: Ref): boolean {
    return this.space.marks.isMarked(ref) || this.isForwarded(ref);
  }

  forwarded(ref: Ref): Ref {
    return this.isForwarded(ref) ? this.space.i32[ref + MARK_WORD]! : ref;
  }

  current(ref: Ref): Ref {
    return this.forwarded(ref);
  }

  private isForwarded(ref: Ref): boolean {
    const { pages, source } = this.space;
    if (!this.evacuating || source[pages.owner[ref >>> PAGE_SHIFT]!] === 0) return false;
    return !this.space.marks.isMarked(ref) && (this.space.i32[ref]! & FORWARDED) !== 0;
  }

  /** The object lives. @returns where it is now */
  keep(ref: Ref): Ref {
    if (ref < LOWEST) return ref;
    this.makeRoom(1);
    return reach(this.heap, this.queue, this.state, ref);
  }

  /** Words that hold references, in the heap or outside; they lead to where the objects are now. */
  traceRange(words: Int32Array, from: number, to: number): void {
    this.rootWords += to - from;
    this.makeRoom(to - from);
    for (let at = from; at < to; at++) {
      const ref = words[at]!;
      if (ref < LOWEST) continue;
      const now = reach(this.heap, this.queue, this.state, ref);
      if (now !== ref) words[at] = now;
    }
  }

  drain(): void {
    const { heap, state } = this;
    while (state[HEAD]! < state[TAIL]!) {
      const head = state[HEAD]!;
      if (this.evacuating) scanEvacuating(heap, this.queue, state);
      else scanMarking(heap, this.queue, state);
      if (state[HEAD] !== head) continue;
      const ref = this.queue[head]!;
      this.makeRoom(heap.shapes.slotsEnd(heap.i32, ref) - ref);
    }
  }

  private moreRoom(): boolean {
    const { space, state } = this;
    const block = this.outOfRoom ? 0 : space.takeForCopies();
    if (block === 0) {
      this.outOfRoom = true;
      return false;
    }
    this.copyBlocks++;
    state[COPY_TOP] = space.start(block);
    state[COPY_LIMIT] = space.end(block);
    return true;
  }

  /** Whether some objects stayed in source blocks for want of room. */
  get wasShortOfRoom(): boolean {
    return this.outOfRoom;
  }

  metadataWords(): number {
    return this.queue.length;
  }

  private makeRoom(entries: number): void {
    const { state } = this;
    if (state[TAIL]! + entries <= this.queue.length) return;
    const head = state[HEAD]!;
    if (head * 2 >= this.queue.length) {
      this.queue.copyWithin(0, head, state[TAIL]);
      this.retired += head;
      state[HEAD] = 0;
      state[TAIL] = state[TAIL]! - head;
    }
    let length = this.queue.length;
    while (state[TAIL]! + entries > length) length *= 2;
    if (length === this.queue.length) return;
    const wider = new Int32Array(length);
    wider.set(this.queue);
    this.queue = wider;
  }
}
