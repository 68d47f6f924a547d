import { VAR_BYTES, VAR_NONE } from '../../src/contract/shapes.ts';
import { FLAG_COLLECTOR_A, FLAG_PINNED, LENGTH, roundUpToEven, SHAPE_MASK } from '../../src/heap/layout.ts';
import { doubled } from './gap-list.ts';
import { BRICK_SHIFT, MAX_GENERATION, type Space } from './space.ts';

/** An object that must stay where it is during this collection. */
export const STAYS = FLAG_PINNED | FLAG_COLLECTOR_A;

/** Objects that one call of the plug kernel looks at. */
const CHUNK_OBJECTS = 1024;
const END_OF_TABLE = 0x7fffffff;

/** Progress of the plug kernel, in `Plan.state`. */
const AT = 0;
const COUNT = 1;

/**
 * What the plan phase finds and decides. A plug is a run of marked objects without a gap, of one generation, and
 * either pinned or not. Side tables only: the heap is not written to, so the plan may still become a sweep.
 *
 * INVARIANT plugs: plugs are in address order and disjoint, and cover exactly the marked objects of the condemned
 * part of the small-object heap.
 */
export class Plan {
  starts: Int32Array = new Int32Array(256);
  ends: Int32Array = new Int32Array(256);
  /** New address minus old address, once `place` has run. */
  deltas: Int32Array = new Int32Array(256);
  objects: Int32Array = new Int32Array(256);
  pinned: Uint8Array = new Uint8Array(256);
  count = 0;
  /** Plugs of generation g are [first[g], first[g] + plugs of g); generations from the oldest condemned down to 0. */
  readonly firstOf: [number, number, number] = [0, 0, 0];
  readonly liveWords: [number, number, number] = [0, 0, 0];
  readonly liveObjects: [number, number, number] = [0, 0, 0];
  /** The oldest condemned generation and the condemned range of the small-object heap. */
  condemned = 0;
  low = 0;
  high = 0;

  /** Where the generations and the heap will begin and end after the compaction. */
  gen1Start = 0;
  gen0Start = 0;
  end = 0;
  /** Free cells of the compacted heap, pairs [from, to) in address order. */
  readonly holes: number[] = [];
  /** Movable plugs that would stay where they are. */
  stationary = 0;
  /** Plugs that go into gaps of the next older generation. */
  intoGaps = 0;
  /** Pinned plugs that end up in a younger generation than the one after theirs. */
  demoted = 0;

  /** By brick: the last plug that begins at or before the first word of the brick. */
  private readonly plugOfBrick: Int32Array;
  private readonly state = new Int32Array(2);
  private readonly space: Space;

  constructor(space: Space) {
    this.space = space;
    this.plugOfBrick = new Int32Array(space.bricks.length);
  }

  /** Find the plugs of generations `condemned` … 0. */
  findPlugs(condemned: number): void {
    const { space, state } = this;
    this.condemned = condemned;
    this.low = space.generationStart(condemned);
    this.high = space.end;
    this.count = 0;
    this.liveWords.fill(0);
    this.liveObjects.fill(0);
    for (let generation = condemned; generation >= 0; generation--) {
      this.firstOf[generation as 0 | 1 | 2] = this.count;
      const first = this.count;
      const end = space.generationEnd(generation);
      state[AT] = space.generationStart(generation);
      while (state[AT]! < end) this.findChunk(end);
      this.tally(generation, first);
    }
  }

  /** Give every plug its new address, `shift` words further than it would slide to. */
  place(shift: number): void {
    const { space } = this;
    this.begin();
    let to = this.low;
    let pin = this.nextPinned(0);
    if (shift > 0) {
      [to, pin] = this.passPins(to, shift, pin);
      this.hole(to, to + shift);
      to += shift;
    }
    const promoted = this.condemned < MAX_GENERATION ? space.gaps[this.condemned + 1]! : null;
    const gen0First = this.condemned === 0 ? -1 : this.firstOf[0];
    this.gen1Start = this.condemned === 0 ? space.gen1Start : -1;
    for (let plug = 0; plug < this.count; plug++) {
      if (plug === gen0First) {
        [to, pin] = this.passOldPins(to, pin);
        this.gen1Start = to;
      }
      const start = this.starts[plug]!;
      if (this.pinned[plug] === 1) {
        this.deltas[plug] = 0;
        continue;
      }
      const words = this.ends[plug]! - start;
      const gap = promoted !== null && (gen0First < 0 || plug < gen0First) ? promoted.fit(words) : 0;
      if (gap !== 0) {
        this.deltas[plug] = gap - start;
        this.intoGaps++;
        continue;
      }
      if (pin < this.count && to + words > this.starts[pin]!) [to, pin] = this.passPins(to, words, pin);
      this.deltas[plug] = to - start;
      if (to === start) this.stationary++;
      to += words;
    }
    this.finish(to, pin);
  }

  /** Where the object at `ref`, in a plug, goes. */
  forward(ref: number): number {
    const { starts } = this;
    let plug = this.plugOfBrick[ref >>> BRICK_SHIFT]!;
    while (starts[plug + 1]! <= ref) plug++;
    return ref + this.deltas[plug]!;
  }

  /** Index the plugs by brick: `forward` works from here on. */
  index(): void {
    indexPlugs(this.plugOfBrick, this.starts, this.count, this.low, this.high);
  }

  get bricks(): Int32Array {
    return this.plugOfBrick;
  }

  /** The generation of a plug before the collection. */
  oldGeneration(plug: number): number {
    if (plug >= this.firstOf[0]) return 0;
    return this.condemned === 2 && plug < this.firstOf[1] ? 2 : 1;
  }

  /** The generation of an address after the compaction. */
  newGeneration(address: number): number {
    if (address >= this.end || address < this.gen1Start) return 2;
    return address >= this.gen0Start ? 0 : 1;
  }

  metadataWords(): number {
    return this.starts.length * 4 + (this.pinned.length >> 2);
  }

  private begin(): void {
    this.holes.length = 0;
    this.stationary = 0;
    this.intoGaps = 0;
    this.demoted = 0;
    for (const gaps of this.space.gaps) gaps.rewind();
  }

  /** From `from` on, the first place for `words` words in front of or behind the pinned plugs from `firstPin` on. */
  private passPins(from: number, words: number, firstPin: number): [number, number] {
    let to = from;
    let pin = firstPin;
    while (pin < this.count && to + words > this.starts[pin]!) {
      this.hole(to, this.starts[pin]!);
      to = this.ends[pin]!;
      pin = this.nextPinned(pin + 1);
    }
    return [to, pin];
  }

  /** Pinned plugs of generation 2 are never demoted: generation 1 begins behind them. */
  private passOldPins(from: number, firstPin: number): [number, number] {
    let to = from;
    let pin = firstPin;
    while (pin < this.count && this.oldGeneration(pin) === MAX_GENERATION) {
      this.hole(to, this.starts[pin]!);
      to = this.ends[pin]!;
      pin = this.nextPinned(pin + 1);
    }
    return [to, pin];
  }

  /** Pinned plugs beyond the last survivor stay in generation 0 and leave gaps to allocate in: demotion. */
  private finish(to: number, firstPin: number): void {
    let last = to;
    let pin = firstPin;
    if (this.gen1Start < 0) {
      // No plug came from generation 0, so generation 1 is what the condemned older ones leave behind it: nothing.
      [last, pin] = this.passOldPins(to, firstPin);
      this.gen1Start = last;
    }
    this.gen0Start = last;
    for (; pin < this.count; pin = this.nextPinned(pin + 1)) {
      this.hole(last, this.starts[pin]!);
      last = this.ends[pin]!;
    }
    this.end = last;
    for (let plug = this.nextPinned(0); plug < this.count; plug = this.nextPinned(plug + 1)) {
      const due = Math.min(this.oldGeneration(plug) + 1, MAX_GENERATION);
      if (this.newGeneration(this.starts[plug]!) < due) this.demoted++;
    }
  }

  private hole(from: number, to: number): void {
    if (to > from) this.holes.push(from, to);
  }

  private nextPinned(from: number): number {
    let plug = from;
    while (plug < this.count && this.pinned[plug] === 0) plug++;
    return plug;
  }

  private findChunk(end: number): void {
    // One object makes one plug at most; one more for the end of the table.
    while (this.count + CHUNK_OBJECTS + 1 > this.starts.length) this.grow();
    const { space, state } = this;
    const { fixedWords, variable } = space.shapes;
    state[COUNT] = this.count;
    findPlugs(
      space.i32,
      space.marks,
      fixedWords,
      variable,
      state,
      end,
      this.starts,
      this.ends,
      this.objects,
      this.pinned,
    );
    this.count = state[COUNT]!;
    this.starts[this.count] = END_OF_TABLE;
  }

  private tally(generation: number, first: number): void {
    let words = 0;
    let objects = 0;
    for (let plug = first; plug < this.count; plug++) {
      words += this.ends[plug]! - this.starts[plug]!;
      objects += this.objects[plug]!;
    }
    this.liveWords[generation as 0 | 1 | 2] = words;
    this.liveObjects[generation as 0 | 1 | 2] = objects;
  }

  private grow(): void {
    this.starts = doubled(this.starts);
    this.ends = doubled(this.ends);
    this.deltas = doubled(this.deltas);
    this.objects = doubled(this.objects);
    const pinned = new Uint8Array(this.pinned.length * 2);
    pinned.set(this.pinned);
    this.pinned = pinned;
  }
}

/** The next plugs in [state[AT], end), for up to CHUNK_OBJECTS objects. Plugs may be cut where a chunk ends. */
function findPlugs(
  i32: Int32Array,
  marks: Int32Array,
  fixed: Int32Array,
  variable: Uint8Array,
  state: Int32Array,
  end: number,
  starts: Int32Array,
  ends: Int32Array,
  objects: Int32Array,
  pinned: Uint8Array,
): void {
  let at = state[AT]!;
  let count = state[COUNT]!;
  let left = CHUNK_OBJECTS;
  while (left > 0) {
    at = nextMarked(marks, at, end);
    if (at >= end) break;
    const stays = i32[at]! & STAYS;
    const start = at;
    const before = left;
    do {
      const header = i32[at]!;
      const shape = header & SHAPE_MASK;
      if (((header & STAYS) === 0) !== (stays === 0)) break;
      const kind = variable[shape]!;
      if (kind === VAR_NONE) {
        at += roundUpToEven(fixed[shape]!);
      } else {
        const length = i32[at + LENGTH]!;
        at += roundUpToEven(fixed[shape]! + (kind === VAR_BYTES ? (length + 3) >> 2 : length));
      }
      left--;
    } while (left > 0 && at < end && ((marks[at >>> 6]! >>> (at >>> 1)) & 1) !== 0);
    starts[count] = start;
    ends[count] = at;
    objects[count] = before - left;
    pinned[count++] = stays === 0 ? 0 : 1;
  }
  state[AT] = at;
  state[COUNT] = count;
}

/** The first marked address in [at, end), or `end`. */
function nextMarked(marks: Int32Array, at: number, end: number): number {
  let index = at >>> 6;
  let word = marks[index]! & (-1 << (at >>> 1));
  const last = (end - 1) >>> 6;
  while (word === 0) {
    if (++index > last) return end;
    word = marks[index]!;
  }
  const found = (index << 6) | ((31 - Math.clz32(word & -word)) << 1);
  return found < end ? found : end;
}

function indexPlugs(bricks: Int32Array, starts: Int32Array, count: number, low: number, high: number): void {
  let brick = low >>> BRICK_SHIFT;
  for (let plug = 0; plug < count; plug++) {
    // Bricks that begin before the next plug does, and not yet given away, have this plug as their last one.
    const next = plug + 1 < count ? starts[plug + 1]! : high + 1;
    for (; brick << BRICK_SHIFT < next && brick << BRICK_SHIFT < high; brick++) bricks[brick] = plug;
  }
}
