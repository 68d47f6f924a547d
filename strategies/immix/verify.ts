import type { Host } from '../../src/contract/host.ts';
import type { BumpRegions } from '../../src/heap/bump-regions.ts';
import { InvariantViolation } from '../../src/heap/errors.ts';
import { FREED_WORD, type Ref, SHAPE_MASK } from '../../src/heap/layout.ts';
import { CARD_SHIFT } from './cards.ts';
import { LINE_MARKED } from './kernel.ts';
import { BLOCK, HEADROOM, type ImmixSpace, LARGE, LINE_TAKEN, NOTHING } from './space.ts';

export interface Claims {
  /** null without sticky mark bits. */
  readonly cards: Uint8Array | null;
  readonly objects: number;
}

/**
 * INVARIANT tiling, lines, marks, holes, cells, context, headroom, remembered, accounts, poison: see README.md.
 * @throws InvariantViolation that names the one that is broken
 */
export function verifyImmix(host: Host, space: ImmixSpace, bump: BumpRegions, claims: Claims): void {
  const check = new ImmixCheck(host, space, bump);
  check.tiling();
  check.headroom();
  check.regions();
  check.objects(claims.objects);
  check.holes();
  if (claims.cards !== null) check.remembered(claims.cards);
  if (host.poison) check.poison();
}

class ImmixCheck {
  private readonly host: Host;
  private readonly space: ImmixSpace;
  private readonly bump: BumpRegions;
  private readonly i32: Int32Array;

  constructor(host: Host, space: ImmixSpace, bump: BumpRegions) {
    this.host = host;
    this.space = space;
    this.bump = bump;
    this.i32 = space.i32;
  }

  tiling(): void {
    const { pages, pageCount, firstPage, kind } = this.space;
    let free = 0;
    for (let page = pages.firstPage; page < pages.endPage; ) {
      const owner = pages.owner[page]!;
      const count = owner > 0 ? pageCount[owner]! : -owner;
      if (count <= 0)
        fail('tiling', `page ${page} begins neither an owner's pages nor a free run (${owner})`);
      if (owner > 0 && (firstPage[owner] !== page || kind[owner] === NOTHING)) {
        fail(
          'tiling',
          `page ${page} belongs to owner ${owner}, which says that it begins at ${firstPage[owner]}`,
        );
      }
      if (owner < 0) free += count;
      page += count;
    }
    if (free !== pages.freePages) fail('tiling', `found ${free} free pages, counted ${pages.freePages}`);
  }

  headroom(): void {
    const { headroom, headroomBlocks, kind } = this.space;
    if (headroom.length > headroomBlocks)
      fail('headroom', `${headroom.length} blocks are kept aside, expected at most ${headroomBlocks}`);
    for (const block of headroom) {
      if (kind[block] !== HEADROOM)
        fail('headroom', `block ${block} is in use, but kept aside for evacuation`);
    }
  }

  /** What a region has to give lies on taken lines, and is zero. */
  regions(): void {
    const { lines, lineShift } = this.space;
    for (const region of [0, 1]) {
      const to = this.bump.limit(region);
      for (let at = this.bump.top(region); at < to; at++) {
        if (this.i32[at] !== 0)
          fail('context', `word ${at} of a hole is ${this.i32[at]}, expected 0 until it is handed out`);
        if (lines[at >>> lineShift] !== LINE_TAKEN)
          fail('context', `word ${at} is to be handed out, but its line was not taken`);
      }
    }
  }

  /** Objects of blocks do not overlap, and the lines of those that were marked are. */
  objects(expected: number): void {
    const { space } = this;
    let objects = 0;
    space.eachOwner((owner) => {
      if (space.kind[owner] === LARGE) {
        this.header(space.start(owner));
        objects++;
      }
      if (space.kind[owner] !== BLOCK) return;
      let end = space.start(owner);
      space.eachInBlock(owner, this.bump, (ref) => {
        this.header(ref);
        if (ref < end)
          fail('cells', `${this.name(ref)} begins inside of the object before it, which ends at ${end}`);
        end = ref + space.wordsAt(ref);
        if (end > space.end(owner)) fail('cells', `${this.name(ref)} reaches beyond its block`);
        this.lines(ref, end);
        objects++;
      });
      this.strayMarks(owner);
    });
    if (objects !== expected) fail('accounts', `found ${objects} objects, counted ${expected}`);
  }

  private lines(ref: Ref, end: number): void {
    const { lines, lineShift, lineWords } = this.space;
    const state = lines[ref >>> lineShift]!;
    const last = end - ref > lineWords ? (end - 1) >>> lineShift : ref >>> lineShift;
    for (let line = ref >>> lineShift; line <= last; line++) {
      if (lines[line] !== state || (state !== LINE_MARKED && state !== LINE_TAKEN))
        fail('lines', `line ${line} of ${this.name(ref)} has state ${lines[line]}`);
    }
    // A small one may reach into the next line, which nobody may take.
    const next = (end - 1) >>> lineShift;
    if (state === LINE_MARKED && next > last && lines[next] === LINE_TAKEN)
      fail('lines', `line ${next} was taken, but ${this.name(ref)} ends on it`);
  }

  private strayMarks(block: number): void {
    const { marks, lines, lineShift } = this.space;
    const end = this.space.end(block);
    for (let at = marks.next(this.space.start(block), end); at < end; at = marks.next(at + 2, end)) {
      if (lines[at >>> lineShift] !== LINE_MARKED)
        fail('marks', `${this.name(at)} is marked, its line ${at >>> lineShift} is not`);
    }
  }

  private header(ref: Ref): void {
    const { shapes } = this.space;
    const shape = this.i32[ref]! & SHAPE_MASK;
    if (shape === 0 || shape >= shapes.count)
      fail('marks', `word ${ref} is said to be an object, but has shape ${shape}`);
  }

  /** Blocks that are still to be recycled have holes. */
  holes(): void {
    const { space } = this;
    let before = 0;
    for (let k = space.recycled; k < space.recyclableCount; k++) {
      const block = space.recyclable[k]!;
      if (space.kind[block] !== BLOCK || space.holes[block] === 0 || space.start(block) <= before)
        fail('holes', `block ${block}, ${k} of those with holes, has none, is none, or is out of order`);
      before = space.start(block);
    }
  }

  remembered(cards: Uint8Array): void {
    const { host, space } = this;
    const { shapes } = host;
    space.eachOwner((owner) => {
      const visit = (ref: Ref) => {
        if (!space.marks.isMarked(ref)) return;
        const to = shapes.slotsEnd(this.i32, ref);
        for (let slot = ref + shapes.refsFrom[this.i32[ref]! & SHAPE_MASK]!; slot < to; slot++) {
          if (space.marks.isMarked(this.i32[slot]!) || cards[slot >>> CARD_SHIFT] !== 0) continue;
          fail(
            'remembered',
            `slot ${slot - ref} of ${this.name(ref)}, which is old, holds ${this.name(this.i32[slot]!)}, ` +
              `which is new, but card ${slot >>> CARD_SHIFT} is clear`,
          );
        }
      };
      if (space.kind[owner] === LARGE) visit(space.start(owner));
      else if (space.kind[owner] === BLOCK) space.eachInBlock(owner, this.bump, visit);
    });
  }

  /** Where nothing was taken since the last collection, what no object covers is as it was filled. */
  poison(): void {
    const { space } = this;
    space.eachOwner((owner) => {
      if (space.kind[owner] !== BLOCK) return;
      let from = space.start(owner);
      space.eachInBlock(owner, this.bump, (ref) => {
        this.poisoned(from, ref);
        from = ref + space.wordsAt(ref);
      });
      this.poisoned(from, space.end(owner));
    });
  }

  private poisoned(from: number, to: number): void {
    const { lines, lineShift } = this.space;
    for (let at = from; at < to; at++) {
      if (this.i32[at] !== FREED_WORD && lines[at >>> lineShift] !== LINE_TAKEN)
        fail(
          'poison',
          `word ${at} of free memory is ${this.i32[at]}: somebody wrote to an object that is gone`,
        );
    }
  }

  private name(ref: Ref): string {
    return `${this.space.shapes.names[this.i32[ref]! & SHAPE_MASK] ?? 'something without a shape'} at ${ref}`;
  }
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, detail);
}
