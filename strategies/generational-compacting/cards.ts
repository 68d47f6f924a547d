import { SHAPE_MASK } from '../../src/heap/layout.ts';
import { isFreeCell, slotsEnd } from './cells.ts';
import { doubled } from './gap-list.ts';
import type { LargeAreas } from './large-areas.ts';
import { CARD_SHIFT, type Space } from './space.ts';

/**
 * The slots of older generations that a collection has to look at: those strong slots of objects outside of the
 * condemned range that lie on set cards, as ranges of addresses. Gathered once; marked from as roots, and looked
 * at again when the cards are set anew.
 */
export class DirtySlots {
  /** Pairs [from, to). */
  ranges: Int32Array = new Int32Array(64);
  length = 0;
  /** Cards that were set. */
  cards = 0;
  straddled = false;
  private readonly space: Space;
  private readonly areas: LargeAreas;

  constructor(space: Space, areas: LargeAreas) {
    this.space = space;
    this.areas = areas;
  }

  /**
   * Gather from [base, low) of the small-object heap and from the upper areas, and clear the cards there.
   * A card that reaches beyond `low` is cleared as well; `straddled` says that it was set.
   */
  gather(low: number): void {
    this.length = 0;
    this.cards = 0;
    this.straddled = false;
    this.gatherSmall(low);
    this.gatherUpper();
  }

  /** Slots gathered. */
  slots(): number {
    let slots = 0;
    for (let k = 0; k < this.length; k += 2) slots += this.ranges[k + 1]! - this.ranges[k]!;
    return slots;
  }

  private gatherSmall(low: number): void {
    const { space } = this;
    const { cards, base } = space;
    const last = (low - 1) >>> CARD_SHIFT;
    for (let card = space.nextDirtyCard(base >>> CARD_SHIFT, last); card <= last; ) {
      const first = card;
      while (card <= last && cards[card] !== 0) cards[card++] = 0;
      this.cards += card - first;
      this.straddled = card << CARD_SHIFT > low;
      this.gatherRun(Math.max(first << CARD_SHIFT, base), Math.min(card << CARD_SHIFT, low));
      card = space.nextDirtyCard(card, last);
    }
  }

  /** The strong slots in [from, to), part of the small-object heap. */
  private gatherRun(from: number, to: number): void {
    const { space } = this;
    const { i32 } = space;
    const { refsFrom, refsTo, variable } = space.shapes;
    for (let at = space.cellCovering(from); at < to; at += space.wordsAt(at)) {
      if (isFreeCell(i32, at)) continue;
      const begin = at + refsFrom[i32[at]! & SHAPE_MASK]!;
      this.push(Math.max(begin, from), Math.min(slotsEnd(i32, refsTo, variable, at), to));
    }
  }

  /** Neighbours may share a card, so the cards are cleared when all objects have been seen. */
  private gatherUpper(): void {
    const { cards, frontier, i32, top } = this.space;
    const before = this.cards;
    this.areas.eachCell((at, words) => {
      if (!isFreeCell(i32, at)) this.gatherObject(at, at + words);
    });
    if (this.cards > before) cards.fill(0, frontier >>> CARD_SHIFT, ((top - 1) >>> CARD_SHIFT) + 1);
  }

  /** The strong slots of one large or pinned-area object that lie on set cards. */
  private gatherObject(ref: number, end: number): void {
    const { space } = this;
    const { i32, shapes } = space;
    const first = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!;
    const slots = slotsEnd(i32, shapes.refsTo, shapes.variable, ref);
    const last = (end - 1) >>> CARD_SHIFT;
    let card = space.nextDirtyCard(ref >>> CARD_SHIFT, last);
    while (card <= last) {
      this.push(Math.max(first, card << CARD_SHIFT), Math.min(slots, (card + 1) << CARD_SHIFT));
      this.cards++;
      card = space.nextDirtyCard(card + 1, last);
    }
  }

  private push(from: number, to: number): void {
    if (to <= from) return;
    if (this.length + 2 > this.ranges.length) this.ranges = doubled(this.ranges);
    this.ranges[this.length] = from;
    this.ranges[this.length + 1] = to;
    this.length += 2;
  }
}
