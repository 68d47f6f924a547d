import type { Ref } from '../../src/heap/layout.ts';
import { formatFree, isFreeCell } from './cells.ts';
import { GapList } from './gap-list.ts';
import { BRICK_WORDS, type Space } from './space.ts';

/** A run of cells that belongs to one area. */
interface Segment {
  from: number;
  to: number;
  readonly area: LargeArea;
}

/** The large-object heap or the pinned-object heap: never moved, swept with generation 2, allocated by first fit. */
export class LargeArea {
  readonly name: string;
  /** A new segment has at least this many words, where there is room. */
  readonly segmentWords: number;
  readonly gaps = new GapList();
  objects = 0;
  words = 0;

  constructor(name: string, segmentWords: number) {
    this.name = name;
    this.segmentWords = segmentWords;
  }
}

/**
 * The two areas above `space.frontier`, in segments that are taken downwards from the free middle.
 *
 * INVARIANT segments: segments tile [frontier, top) in descending order of address; cells tile each segment.
 */
export class LargeAreas {
  readonly large = new LargeArea('large objects', 0);
  readonly pinned: LargeArea;
  private readonly segments: Segment[] = [];
  private readonly space: Space;

  constructor(space: Space, pinnedSegmentWords: number) {
    this.space = space;
    this.pinned = new LargeArea('pinned objects', pinnedSegmentWords);
  }

  /** The address of `words` zeroed words, or 0 if there is no room. */
  allocate(area: LargeArea, words: number): Ref {
    const at = this.fromGap(area, words) || this.fromFrontier(area, words);
    if (at === 0) return 0;
    area.objects++;
    area.words += words;
    return at;
  }

  /** Whether a single allocation of `words` would find a gap. */
  hasGap(area: LargeArea, words: number): boolean {
    return area.gaps.find(words) >= 0;
  }

  /** The object at `ref` grows from `words` by `extra`, into the free cell behind it, if there is one. */
  tryGrow(ref: Ref, words: number, extra: number): boolean {
    const segment = this.segmentOf(ref);
    const { i32 } = this.space;
    const next = ref + words;
    if (next >= segment.to || !isFreeCell(i32, next)) return false;
    const room = i32[next + 1]!;
    if (room < extra) return false;
    const { gaps } = segment.area;
    for (let k = 0; k < gaps.count; k++) {
      if (gaps.starts[k] !== next) continue;
      gaps.take(k, extra);
      break;
    }
    formatFree(i32, next + extra, next + room, false);
    i32.fill(0, next, next + extra);
    segment.area.words += extra;
    return true;
  }

  /** Reclaim what is not live; neighbouring free cells become one; free space next to the middle is given back. */
  sweep(isLive: (ref: Ref) => boolean): void {
    for (const area of [this.large, this.pinned]) {
      area.gaps.clear();
      area.objects = 0;
      area.words = 0;
    }
    this.giveBack(isLive);
    for (let k = this.segments.length - 1; k >= 0; k--) this.sweepSegment(this.segments[k]!, isLive);
  }

  /** Cells in ascending order of address. */
  eachCell(visit: (at: number, words: number) => void): void {
    for (let k = this.segments.length - 1; k >= 0; k--) {
      const { from, to } = this.segments[k]!;
      for (let at = from; at < to; ) {
        const words = this.space.wordsAt(at);
        visit(at, words);
        at += words;
      }
    }
  }

  eachObject(visit: (ref: Ref, words: number) => void): void {
    this.eachCell((at, words) => {
      if (!isFreeCell(this.space.i32, at)) visit(at, words);
    });
  }

  /** The cell that covers `address`, in [frontier, top). */
  cellCovering(address: number): number {
    let at = this.segmentOf(address).from;
    for (;;) {
      const next = at + this.space.wordsAt(at);
      if (next > address) return at;
      at = next;
    }
  }

  committedWords(area: LargeArea): number {
    let words = 0;
    for (const segment of this.segments) if (segment.area === area) words += segment.to - segment.from;
    return words;
  }

  /** Segments from the highest to the lowest, for verify(). */
  eachSegment(visit: (from: number, to: number, area: LargeArea) => void): void {
    for (const { from, to, area } of this.segments) visit(from, to, area);
  }

  private fromGap(area: LargeArea, words: number): Ref {
    const { gaps } = area;
    const index = gaps.find(words);
    if (index < 0) return 0;
    const size = gaps.sizes[index]!;
    const at = gaps.take(index, words);
    const { i32 } = this.space;
    i32.fill(0, at, at + words);
    formatFree(i32, at + words, at + size, this.space.poison);
    return at;
  }

  private fromFrontier(area: LargeArea, words: number): Ref {
    const { space } = this;
    const exact = wholeBricks(words);
    let size = Math.max(exact, area.segmentWords);
    if (space.frontier - size < space.end) size = exact;
    const at = space.frontier - size;
    if (at < space.end) return 0;
    space.prepare(at, at + words);
    const lowest = this.segments.at(-1);
    if (lowest !== undefined && lowest.area === area) lowest.from = at;
    else this.segments.push({ from: at, to: space.frontier, area });
    space.frontier = at;
    space.noteBorders();
    if (size > words) {
      formatFree(space.i32, at + words, at + size, space.poison);
      area.gaps.push(at + words, size - words);
    }
    return at;
  }

  private segmentOf(address: number): Segment {
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (address >= this.segments[middle]!.from) high = middle;
      else low = middle + 1;
    }
    return this.segments[low]!;
  }

  private giveBack(isLive: (ref: Ref) => boolean): void {
    const { space } = this;
    for (let lowest = this.segments.at(-1); lowest !== undefined; lowest = this.segments.at(-1)) {
      let at = lowest.from;
      while (at < lowest.to && !this.survives(at, isLive)) at += space.wordsAt(at);
      const from = at & ~(BRICK_WORDS - 1);
      formatFree(space.i32, lowest.from, from, space.poison);
      formatFree(space.i32, from, at, space.poison);
      lowest.from = from;
      space.frontier = from;
      if (from < lowest.to) return;
      this.segments.pop();
    }
  }

  private sweepSegment(segment: Segment, isLive: (ref: Ref) => boolean): void {
    const { space } = this;
    const { area } = segment;
    let freeFrom = segment.from;
    for (let at = segment.from; at < segment.to; ) {
      const words = space.wordsAt(at);
      if (this.survives(at, isLive)) {
        area.objects++;
        area.words += words;
        this.freeCell(area, freeFrom, at);
        freeFrom = at + words;
      }
      at += words;
    }
    this.freeCell(area, freeFrom, segment.to);
  }

  private freeCell(area: LargeArea, from: number, to: number): void {
    if (to <= from) return;
    formatFree(this.space.i32, from, to, this.space.poison);
    area.gaps.push(from, to - from);
  }

  private survives(at: number, isLive: (ref: Ref) => boolean): boolean {
    return !isFreeCell(this.space.i32, at) && isLive(at);
  }
}

function wholeBricks(words: number): number {
  return (words + BRICK_WORDS - 1) & ~(BRICK_WORDS - 1);
}
