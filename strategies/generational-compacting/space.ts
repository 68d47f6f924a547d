import type { Host } from '../../src/contract/host.ts';
import type { ShapeTable } from '../../src/contract/shapes.ts';
import { FREED_WORD } from '../../src/heap/layout.ts';
import { cellWords, formatFree } from './cells.ts';
import { GapList } from './gap-list.ts';

/**
 * One card stands for 32 words: the CLR's 256 bytes are 32 references of 8 bytes, ours have 4.
 * The barrier works on word addresses, so its shift is 5.
 */
export const CARD_SHIFT = 5;
/** One brick per 64 words: who covers its first word (old generations), which plug (during a compaction). */
export const BRICK_SHIFT = 6;
export const BRICK_WORDS = 1 << BRICK_SHIFT;

export const MAX_GENERATION = 2;

/**
 * The address space and its side tables. The small-object heap grows up from `base`, the areas for large and for
 * pinned objects grow down from `top`; between `end` and `frontier` lies what nobody has.
 *
 *     base        gen1Start   gen0Start          end           frontier            top
 *     │ generation 2 │ generation 1 │ generation 0 │    free    │ large and pinned   │
 *
 * INVARIANT generation-order: base ≤ gen1Start ≤ gen0Start ≤ end ≤ frontier ≤ top, all even, the first four cell
 * boundaries, the last two multiples of a brick. So the generation of an object is a question about its address alone.
 *
 * INVARIANT bricks: for a brick whose first word lies in [base, gen0Start), `bricks` names the cell that covers it.
 *
 * INVARIANT remembered: where an object holds a reference into a younger generation, the card of that slot is set.
 * Kept by the mutator's barrier and by relocation, used by every collection that leaves out a generation.
 */
export class Space {
  readonly i32: Int32Array;
  readonly shapes: ShapeTable;
  readonly poison: boolean;
  readonly base: number;
  readonly top: number;
  gen1Start: number;
  gen0Start: number;
  end: number;
  frontier: number;

  /** One bit per two words; set for marked objects during a collection, scratch otherwise. */
  readonly marks: Int32Array;
  readonly cards: Uint8Array;
  private readonly cardWords: Int32Array;
  readonly bricks: Int32Array;
  /** By generation. Those of generation 0 lie between demoted pinned plugs. */
  readonly gaps: readonly [GapList, GapList, GapList] = [new GapList(), new GapList(), new GapList()];
  /** Objects and their words by generation, of the small-object heap; for generation 0 as of the last collection. */
  readonly objects: [number, number, number] = [0, 0, 0];
  readonly words: [number, number, number] = [0, 0, 0];

  /** INVARIANT clean: [dirtyEnd, cleanEnd) was never written, so it is zero. */
  private dirtyEnd: number;
  private cleanEnd: number;

  constructor(host: Host) {
    const { memory, limitWords } = host;
    this.i32 = memory.i32;
    this.shapes = host.shapes;
    this.poison = host.poison;
    this.base = memory.firstWord;
    // Whole bricks, so that the small-object heap and the upper areas never share a card.
    this.top = Math.min(memory.words, this.base + limitWords) & ~(BRICK_WORDS - 1);
    this.gen1Start = this.base;
    this.gen0Start = this.base;
    this.end = this.base;
    this.frontier = this.top;
    this.dirtyEnd = this.base;
    this.cleanEnd = this.top;
    this.marks = new Int32Array((this.top >>> 6) + 1);
    // A multiple of four, so that clean cards can be skipped four at a time.
    this.cards = new Uint8Array(((this.top >>> CARD_SHIFT) & ~3) + 4);
    this.cardWords = new Int32Array(this.cards.buffer);
    this.bricks = new Int32Array((this.top >>> BRICK_SHIFT) + 1);
  }

  /** 0 to 2 as GC.GetGeneration; large and pinned-area objects count as generation 2. */
  generationOf(ref: number): number {
    if (ref >= this.end || ref < this.gen1Start) return 2;
    return ref >= this.gen0Start ? 0 : 1;
  }

  generationStart(generation: number): number {
    return generation === 2 ? this.base : generation === 1 ? this.gen1Start : this.gen0Start;
  }

  generationEnd(generation: number): number {
    return generation === 2 ? this.gen1Start : generation === 1 ? this.gen0Start : this.end;
  }

  wordsAt(cell: number): number {
    return cellWords(this.i32, this.shapes.fixedWords, this.shapes.variable, cell);
  }

  /** The first set card in [card, last], or last + 1. */
  nextDirtyCard(card: number, last: number): number {
    const { cards, cardWords } = this;
    let at = card;
    while (at <= last) {
      if ((at & 3) === 0 && cardWords[at >>> 2] === 0) at += 4;
      else if (cards[at] === 0) at++;
      else return at;
    }
    return last + 1;
  }

  freeBetween(): number {
    return this.frontier - this.end;
  }

  /** Zero [from, to), which an allocator is about to hand out, unless nobody ever wrote there. */
  prepare(from: number, to: number): void {
    if (from < this.dirtyEnd || to > this.cleanEnd) this.i32.fill(0, from, to);
  }

  /** What the small-object heap or the upper areas take from the free middle counts as written. */
  noteBorders(): void {
    if (this.end > this.dirtyEnd) this.dirtyEnd = this.end;
    if (this.frontier < this.cleanEnd) this.cleanEnd = this.frontier;
  }

  /** The cell [at, at + words) is in place: enter it in the bricks that it covers. */
  setBricks(at: number, words: number): void {
    enterBricks(this.bricks, at, words);
  }

  /** A free cell; part of the space to allocate in, if it is worth it. */
  addGap(generation: number, from: number, to: number): void {
    if (to <= from) return;
    this.formatGap(generation, from, to);
    this.gaps[generation]!.push(from, to - from);
  }

  formatGap(generation: number, from: number, to: number): void {
    if (to <= from) return;
    formatFree(this.i32, from, to, this.poison);
    if (generation > 0) this.setBricks(from, to - from);
  }

  /** Fill what was given up at the end of the small-object heap. */
  poisonTail(oldEnd: number): void {
    if (this.poison && oldEnd > this.end) this.i32.fill(FREED_WORD, this.end, oldEnd);
  }

  /** The cell that covers `address`, of the small-object heap; by brick, or from the start of generation 0. */
  cellCovering(address: number): number {
    let at = this.gen0Start;
    if (address < this.gen0Start) {
      const brick = address >>> BRICK_SHIFT;
      at = brick << BRICK_SHIFT < this.base ? this.base : this.bricks[brick]!;
    }
    const { i32 } = this;
    const { fixedWords, variable } = this.shapes;
    for (;;) {
      const next = at + cellWords(i32, fixedWords, variable, at);
      if (next > address) return at;
      at = next;
    }
  }

  /** Words of side tables for the part of the address space that is in use. */
  metadataWords(): number {
    const committed = this.end - this.base + (this.top - this.frontier);
    const gaps = this.gaps[0].metadataWords() + this.gaps[1].metadataWords() + this.gaps[2].metadataWords();
    return (committed >>> 6) + (committed >>> (CARD_SHIFT + 2)) + (committed >>> BRICK_SHIFT) + gaps;
  }
}

/** The bricks whose first word lies in [at, at + words) belong to the cell at `at`. */
export function enterBricks(bricks: Int32Array, at: number, words: number): void {
  const last = (at + words - 1) >>> BRICK_SHIFT;
  for (let brick = (at + BRICK_WORDS - 1) >>> BRICK_SHIFT; brick <= last; brick++) bricks[brick] = at;
}
