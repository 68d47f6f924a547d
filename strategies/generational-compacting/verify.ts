import type { SpaceInfo } from '../../src/contract/collector.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { FLAG_COLLECTOR_A, FREED_WORD, SHAPE_MASK } from '../../src/heap/layout.ts';
import { isFreeCell, slotsEnd } from './cells.ts';
import type { GapList } from './gap-list.ts';
import type { LargeAreas } from './large-areas.ts';
import { BRICK_SHIFT, BRICK_WORDS, CARD_SHIFT, type Space } from './space.ts';

export interface Outside {
  readonly alloc: number;
  readonly allocLimit: number;
  readonly spaces: readonly SpaceInfo[];
}

/**
 * Checks the invariants of the folder between collections. The context has been closed, so cells tile every space.
 * @throws InvariantViolation: generation-order, cells, context, bricks, gaps, segments, reference, remembered,
 *   collector-flags, poison, accounts
 */
export function verifySpace(space: Space, areas: LargeAreas, outside: Outside): void {
  const check = new SpaceCheck(space, areas, outside);
  check.order();
  check.smallCells();
  check.upperCells();
  check.context();
  check.gaps();
  check.references();
  check.accounts();
}

class SpaceCheck {
  private readonly space: Space;
  private readonly areas: LargeAreas;
  private readonly outside: Outside;
  private readonly objects: number[] = [];
  /** Found by the walk: objects and words of generations 0, 1, 2, large, pinned. */
  private readonly counted = [0, 0, 0, 0, 0];
  private readonly used = [0, 0, 0, 0, 0];

  constructor(space: Space, areas: LargeAreas, outside: Outside) {
    this.space = space;
    this.areas = areas;
    this.outside = outside;
    space.marks.fill(0, 0, (space.end >>> 6) + 1);
    space.marks.fill(0, space.frontier >>> 6);
  }

  order(): void {
    const { base, end, frontier, gen0Start, gen1Start, top } = this.space;
    const borders = [base, gen1Start, gen0Start, end, frontier, top];
    for (let k = 1; k < borders.length; k++) {
      if (borders[k - 1]! > borders[k]! || (borders[k]! & 1) !== 0) {
        fail(
          'generation-order',
          `found the borders ${borders.join(', ')}, expected them even and in this order`,
        );
      }
    }
    if (frontier % BRICK_WORDS !== 0)
      fail('generation-order', `frontier ${frontier} is not a multiple of a brick`);
  }

  smallCells(): void {
    const { space } = this;
    const starts = new Set([space.gen1Start, space.gen0Start]);
    let at = space.base;
    while (at < space.end) {
      starts.delete(at);
      const words = this.cell(at, space.end);
      const generation = space.generationOf(at);
      if (at < space.gen0Start) this.bricks(at, words);
      this.enter(at, words, generation);
      at += words;
    }
    starts.delete(space.end);
    for (const start of starts)
      fail('generation-order', `a generation begins at ${start}, which is inside a cell`);
  }

  upperCells(): void {
    let expected = this.space.top;
    this.areas.eachSegment((from, to, area) => {
      if (to !== expected) fail('segments', `a segment ends at ${to}, expected ${expected}`);
      expected = from;
      for (let at = from; at < to; ) {
        const words = this.cell(at, to);
        this.enter(at, words, area === this.areas.large ? 3 : 4);
        at += words;
      }
    });
    if (expected !== this.space.frontier) {
      fail('segments', `the lowest segment begins at ${expected}, the frontier is ${this.space.frontier}`);
    }
  }

  /** What a context will hand out is zero, save for the size that walks leave in its second word. */
  context(): void {
    const { alloc, allocLimit } = this.outside;
    const { i32 } = this.space;
    for (let at = alloc + 2; at < allocLimit; at++) {
      if (i32[at] !== 0)
        fail('context', `word ${at} of the context [${alloc}, ${allocLimit}) is ${i32[at]}, not 0`);
    }
  }

  gaps(): void {
    const { space } = this;
    for (let generation = 0; generation <= 2; generation++) {
      const gaps = space.gaps[generation]!;
      this.gapList(gaps, `generation ${generation}`);
      for (let k = 0; k < gaps.count; k++) {
        const start = gaps.starts[k]!;
        if (space.generationOf(start) !== generation) {
          fail(
            'gaps',
            `the gap at ${start} of generation ${generation} is in generation ${space.generationOf(start)}`,
          );
        }
        if (k > 0 && start < gaps.starts[k - 1]! + gaps.sizes[k - 1]!) {
          fail('gaps', `the gap at ${start} of generation ${generation} is out of order`);
        }
      }
    }
    this.gapList(this.areas.large.gaps, 'large objects');
    this.gapList(this.areas.pinned.gaps, 'pinned objects');
  }

  references(): void {
    const { cards, end, i32, marks, shapes } = this.space;
    for (const ref of this.objects) {
      const generation = this.space.generationOf(ref);
      const to = slotsEnd(i32, shapes.refsTo, shapes.variable, ref);
      for (let slot = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; slot < to; slot++) {
        const value = i32[slot]!;
        if (value === 0) continue;
        if (value < 0 || (value & 1) !== 0 || ((marks[value >>> 6]! >>> (value >>> 1)) & 1) === 0) {
          fail('reference', `slot ${slot - ref} of ${this.name(ref)} holds ${value}, which is not an object`);
        }
        if (value >= end || this.space.generationOf(value) >= generation || cards[slot >>> CARD_SHIFT] !== 0)
          continue;
        fail(
          'remembered',
          `slot ${slot - ref} of ${this.name(ref)}, generation ${generation}, holds ${this.name(value)}, ` +
            `generation ${this.space.generationOf(value)}, but card ${slot >>> CARD_SHIFT} is clear`,
        );
      }
    }
  }

  accounts(): void {
    this.outside.spaces.forEach((info, k) => {
      if (info.objects === this.counted[k] && info.usedWords === this.used[k]) return;
      fail(
        'accounts',
        `${info.name} counts ${info.objects} objects in ${info.usedWords} words, ` +
          `a walk finds ${this.counted[k]} in ${this.used[k]}`,
      );
    });
  }

  /** @returns the words of the cell at `at`, which must end at `limit` or before */
  private cell(at: number, limit: number): number {
    const { i32, shapes } = this.space;
    const shape = i32[at]! & SHAPE_MASK;
    if (shape >= shapes.count)
      fail('cells', `the word at ${at} has shape ${shape}, expected less than ${shapes.count}`);
    const words = this.space.wordsAt(at);
    if (words < 2 || (words & 1) !== 0 || at + words > limit) {
      fail('cells', `${this.name(at)} has ${words} words, expected an even number from 2 to ${limit - at}`);
    }
    return words;
  }

  private enter(at: number, words: number, space: number): void {
    const { i32, marks, poison } = this.space;
    if (isFreeCell(i32, at)) {
      if (poison && at !== this.outside.alloc) this.poisoned(at + 2, at + words);
      return;
    }
    if ((i32[at]! & FLAG_COLLECTOR_A) !== 0) {
      fail('collector-flags', `${this.name(at)} is held in place by a collection that is over`);
    }
    marks[at >>> 6] = marks[at >>> 6]! | (1 << (at >>> 1));
    this.objects.push(at);
    this.counted[space]!++;
    this.used[space]! += words;
  }

  private bricks(at: number, words: number): void {
    const { bricks } = this.space;
    const last = (at + words - 1) >>> BRICK_SHIFT;
    for (let brick = (at + BRICK_WORDS - 1) >>> BRICK_SHIFT; brick <= last; brick++) {
      if (bricks[brick] !== at)
        fail('bricks', `brick ${brick} names ${bricks[brick]}, ${this.name(at)} covers it`);
    }
  }

  private poisoned(from: number, to: number): void {
    const { i32 } = this.space;
    for (let at = from; at < to; at++) {
      if (i32[at] !== FREED_WORD) {
        fail('poison', `word ${at} of freed memory is ${i32[at]}: somebody wrote to an object that is gone`);
      }
    }
  }

  private gapList(gaps: GapList, name: string): void {
    const { i32 } = this.space;
    for (let k = 0; k < gaps.count; k++) {
      const start = gaps.starts[k]!;
      const size = gaps.sizes[k]!;
      if (isFreeCell(i32, start) && i32[start + 1] === size) continue;
      fail('gaps', `the gap list of ${name} has ${size} words at ${start}, found ${this.name(start)} there`);
    }
  }

  private name(at: number): string {
    const { i32, shapes } = this.space;
    return `${shapes.names[i32[at]! & SHAPE_MASK] ?? 'something without a shape'} at ${at}`;
  }
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, detail);
}
