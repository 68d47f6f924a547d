import type { Ref } from '../../src/heap/layout.ts';
import { EDGES, HEAD, STATE_WORDS, scanGray, TAIL } from '../../src/heap/mark-kernel.ts';
import { doubled } from './gap-list.ts';
import type { Space } from './space.ts';

/**
 * Breadth-first marking of the condemned address range [low, high) with side bits and a queue of its own:
 * an object enters the queue when its bit is set, so once at most; there is no recursion.
 *
 * INVARIANT gray: the objects in queue[head, tail) are marked, and their slots have not been looked at.
 */
export class Marker {
  low = 0;
  high = 0;
  private queue: Int32Array = new Int32Array(4096);
  private readonly state = new Int32Array(STATE_WORDS);
  private readonly space: Space;
  private retired = 0;

  constructor(space: Space) {
    this.space = space;
  }

  /** Condemn [low, high): no object there is marked. */
  begin(low: number, high: number): void {
    this.low = low;
    this.high = high;
    this.state.fill(0);
    this.retired = 0;
    const { end, frontier, marks } = this.space;
    // The first word's bits below `low` belong to objects that are not condemned: they are never asked for.
    // The free middle is left alone: in a large heap nobody has touched its part of the bitmap.
    marks.fill(0, low >>> 6, (Math.min(high, end) >>> 6) + 1);
    if (high > frontier) marks.fill(0, frontier >>> 6);
  }

  /** Objects marked since `begin`. */
  get marked(): number {
    return this.retired + this.state[TAIL]!;
  }

  get edges(): number {
    return this.state[EDGES]!;
  }

  /** Objects outside of the condemned range count as live; so does null. */
  isLive(ref: Ref): boolean {
    if (ref < this.low || ref >= this.high) return true;
    return ((this.space.marks[ref >>> 6]! >>> (ref >>> 1)) & 1) !== 0;
  }

  mark(ref: Ref): void {
    if (this.isLive(ref)) return;
    this.space.marks[ref >>> 6] = this.space.marks[ref >>> 6]! | (1 << (ref >>> 1));
    this.makeRoom(1);
    this.queue[this.state[TAIL]!] = ref;
    this.state[TAIL] = this.state[TAIL]! + 1;
  }

  /** Mark what the words [from, to) refer to. */
  markRange(words: Int32Array, from: number, to: number): void {
    this.makeRoom(to - from);
    this.state[TAIL] = pushRange(
      words,
      from,
      to,
      this.space.marks,
      this.queue,
      this.state[TAIL]!,
      this.low,
      this.high,
    );
  }

  drain(): void {
    const { space, state } = this;
    const { i32, marks, shapes } = space;
    while (state[HEAD]! < state[TAIL]!) {
      const head = state[HEAD]!;
      scanGray(i32, marks, this.queue, state, shapes.scan, this.low, this.high);
      if (state[HEAD] !== head) continue;
      const ref = this.queue[head]!;
      this.makeRoom(shapes.slotsEnd(i32, ref) - ref);
    }
  }

  /** Words of the queue. */
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
    while (state[TAIL]! + entries > this.queue.length) this.queue = doubled(this.queue);
  }
}

function pushRange(
  words: Int32Array,
  from: number,
  to: number,
  marks: Int32Array,
  queue: Int32Array,
  start: number,
  low: number,
  high: number,
): number {
  let tail = start;
  for (let slot = from; slot < to; slot++) {
    const value = words[slot]!;
    if (value < low || value >= high) continue;
    const index = value >>> 6;
    const word = marks[index]!;
    queue[tail] = value;
    tail += ((word >>> (value >>> 1)) & 1) ^ 1;
    marks[index] = word | (1 << (value >>> 1));
  }
  return tail;
}
