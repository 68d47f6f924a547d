import type { Plan } from './plan.ts';
import { BRICK_SHIFT, enterBricks, type Space } from './space.ts';

/**
 * Nothing moves: the gaps between the plugs become free cells, threaded as space for the survivors of later
 * collections, and the survivors change generation where they are, as the borders of the generations move up.
 * @returns words of gaps
 */
export function sweepPlugs(space: Space, plan: Plan): number {
  const oldGen1Start = space.gen1Start;
  const oldGen0Start = space.gen0Start;
  const { condemned } = plan;
  const lastEnd = plan.count > plan.firstOf[0] ? plan.ends[plan.count - 1]! : oldGen0Start;
  for (let generation = condemned; generation >= 0; generation--) space.gaps[generation]!.clear();

  let freed = 0;
  for (let generation = condemned; generation >= 0; generation--) {
    const from = generation === 2 ? space.base : generation === 1 ? oldGen1Start : oldGen0Start;
    const to = generation === 2 ? oldGen1Start : generation === 1 ? oldGen0Start : lastEnd;
    const first = plan.firstOf[generation as 0 | 1 | 2];
    const end = generation === 0 ? plan.count : plan.firstOf[(generation - 1) as 0 | 1];
    freed += sweepGeneration(space, plan, Math.min(generation + 1, 2), first, end, from, to);
  }
  if (condemned > 0) space.gen1Start = oldGen0Start;
  space.gen0Start = lastEnd;
  space.end = lastEnd;
  return freed;
}

function sweepGeneration(
  space: Space,
  plan: Plan,
  generation: number,
  first: number,
  end: number,
  from: number,
  to: number,
): number {
  let freed = 0;
  let at = from;
  for (let plug = first; plug < end; plug++) {
    const start = plan.starts[plug]!;
    space.addGap(generation, at, start);
    freed += start - at;
    at = plan.ends[plug]!;
    enterPlug(space, start, at);
  }
  space.addGap(generation, at, to);
  return freed + to - at;
}

/** The objects of a plug, which stay, as cells of an old generation. */
function enterPlug(space: Space, start: number, end: number): void {
  const { bricks } = space;
  for (let at = start; at < end; ) {
    const words = space.wordsAt(at);
    if ((at - 1) >>> BRICK_SHIFT !== (at + words - 1) >>> BRICK_SHIFT) enterBricks(bricks, at, words);
    at += words;
  }
}
