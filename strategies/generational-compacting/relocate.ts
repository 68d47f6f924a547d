import { VAR_REFS } from '../../src/contract/shapes.ts';
import { LENGTH, SHAPE_MASK } from '../../src/heap/layout.ts';
import type { DirtySlots } from './cards.ts';
import { slotsEnd } from './cells.ts';
import type { LargeAreas } from './large-areas.ts';
import type { Plan } from './plan.ts';
import { BRICK_SHIFT, CARD_SHIFT, enterBricks, MAX_GENERATION, type Space } from './space.ts';

/** How far an object may hold references without a card: addresses in [young, end) are younger than it is. */
interface Border {
  young: number;
  end: number;
}

/** Addresses from which on everything is younger than an object of generation 0, 1, 2. */
function youngFrom(generation: number, gen1Start: number, gen0Start: number, end: number): number {
  return generation === MAX_GENERATION ? gen1Start : generation === 1 ? gen0Start : end;
}

/**
 * Rewrites every reference to a plug before the plugs move, and sets the cards of the slots' new addresses.
 * Cards in the condemned part must have been cleared, as gathering cleared those of the dirty slots.
 */
export class Relocation {
  private readonly space: Space;
  private readonly plan: Plan;
  private readonly border: Border = { young: 0, end: 0 };
  slots = 0;

  constructor(space: Space, plan: Plan) {
    this.space = space;
    this.plan = plan;
  }

  /** Roots and the like: words outside of the heap. */
  relocateWords(words: Int32Array, from: number, to: number): void {
    const { plan } = this;
    relocateWords(words, from, to, plan.low, plan.high, plan.bricks, plan.starts, plan.deltas);
  }

  /** The slots of older generations, which do not move. */
  relocateDirty(dirty: DirtySlots): void {
    const { plan } = this;
    for (let k = 0; k < dirty.length; k += 2) {
      const from = dirty.ranges[k]!;
      this.relocateSlots(from, dirty.ranges[k + 1]!, 0, plan.newGeneration(from));
    }
  }

  /** Live objects of the upper areas, when generation 2 is condemned. */
  relocateUpper(areas: LargeAreas, isLive: (ref: number) => boolean): void {
    const { i32, shapes } = this.space;
    areas.eachObject((ref) => {
      if (!isLive(ref)) return;
      const from = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!;
      this.relocateSlots(from, slotsEnd(i32, shapes.refsTo, shapes.variable, ref), 0, MAX_GENERATION);
    });
  }

  /** The objects of all plugs; enters them in the bricks at their new addresses. */
  relocatePlugs(): void {
    const { border, plan, space } = this;
    for (let plug = 0; plug < plan.count; plug++) {
      const start = plan.starts[plug]!;
      const generation = plan.newGeneration(start + plan.deltas[plug]!);
      border.young = youngFrom(generation, plan.gen1Start, plan.gen0Start, plan.end);
      border.end = plan.end;
      this.slots += relocatePlug(
        space,
        plan,
        border,
        start,
        plan.ends[plug]!,
        plan.deltas[plug]!,
        generation > 0,
      );
    }
  }

  private relocateSlots(from: number, to: number, delta: number, generation: number): void {
    const { plan, space } = this;
    this.slots += to - from;
    relocateSlots(
      space.i32,
      from,
      to,
      delta,
      plan.low,
      plan.high,
      plan.bricks,
      plan.starts,
      plan.deltas,
      space.cards,
      youngFrom(generation, plan.gen1Start, plan.gen0Start, plan.end),
      plan.end,
    );
  }
}

/** Set the cards of those dirty slots that still hold a reference into a younger generation (nothing has moved). */
export function refreshCards(space: Space, dirty: DirtySlots): void {
  const { cards, end, i32 } = space;
  for (let k = 0; k < dirty.length; k += 2) {
    const from = dirty.ranges[k]!;
    const young = youngFrom(space.generationOf(from), space.gen1Start, space.gen0Start, end);
    for (let slot = from; slot < dirty.ranges[k + 1]!; slot++) {
      const value = i32[slot]!;
      if (value >= young && value < end) cards[slot >>> CARD_SHIFT] = 1;
    }
  }
}

function relocatePlug(
  space: Space,
  plan: Plan,
  border: Border,
  start: number,
  end: number,
  delta: number,
  bricked: boolean,
): number {
  const { cards, i32, shapes } = space;
  const { refsFrom, refsTo, variable } = shapes;
  const { bricks, deltas, high, low, starts } = plan;
  let slots = 0;
  for (let at = start; at < end; ) {
    const shape = i32[at]! & SHAPE_MASK;
    const from = at + refsFrom[shape]!;
    let to = at + refsTo[shape]!;
    if (variable[shape] === VAR_REFS) to += i32[at + LENGTH]!;
    const words = space.wordsAt(at);
    slots += to - from;
    relocateSlots(i32, from, to, delta, low, high, bricks, starts, deltas, cards, border.young, border.end);
    const moved = at + delta;
    if (bricked && (moved - 1) >>> BRICK_SHIFT !== (moved + words - 1) >>> BRICK_SHIFT) {
      enterBricks(space.bricks, moved, words);
    }
    at += words;
  }
  return slots;
}

function relocateSlots(
  i32: Int32Array,
  from: number,
  to: number,
  slotDelta: number,
  low: number,
  high: number,
  bricks: Int32Array,
  starts: Int32Array,
  deltas: Int32Array,
  cards: Uint8Array,
  young: number,
  end: number,
): void {
  for (let slot = from; slot < to; slot++) {
    let value = i32[slot]!;
    if (value >= low && value < high) {
      let plug = bricks[value >>> BRICK_SHIFT]!;
      while (starts[plug + 1]! <= value) plug++;
      value += deltas[plug]!;
      i32[slot] = value;
    }
    if (value >= young && value < end) cards[(slot + slotDelta) >>> CARD_SHIFT] = 1;
  }
}

function relocateWords(
  words: Int32Array,
  from: number,
  to: number,
  low: number,
  high: number,
  bricks: Int32Array,
  starts: Int32Array,
  deltas: Int32Array,
): void {
  for (let at = from; at < to; at++) {
    const value = words[at]!;
    if (value < low || value >= high) continue;
    let plug = bricks[value >>> BRICK_SHIFT]!;
    while (starts[plug + 1]! <= value) plug++;
    words[at] = value + deltas[plug]!;
  }
}
