import type { Plan } from './plan.ts';
import type { Space } from './space.ts';

/** Below this size a written-out loop is faster than copyWithin. */
const LOOP_WORDS_MAX = 32;

/**
 * Moves the plugs to their new addresses; `moved` hears of each, right after. @returns words copied
 *
 * Plugs that go into gaps of an older generation leave first: nothing lives where they go. All others keep their
 * order, so a run of plugs that slide down is copied upwards, a run that moves up (slideStress, which may take it past
 * pinned plugs) downwards, and no plug is overwritten before it has gone.
 */
export function movePlugs(space: Space, plan: Plan, moved: ((plug: number) => void) | null): number {
  const { i32 } = space;
  const move = (plug: number): number => {
    const words = movePlug(i32, plan, plug);
    if (moved !== null) moved(plug);
    return words;
  };
  let words = 0;
  for (let plug = 0; plan.intoGaps > 0 && plug < plan.count; plug++) {
    if (goesIntoGap(plan, plug)) words += move(plug);
  }
  for (let plug = 0; plug < plan.count; ) {
    if (plan.deltas[plug]! <= 0) {
      if (plan.deltas[plug]! < 0 && !goesIntoGap(plan, plug)) words += move(plug);
      plug++;
      continue;
    }
    let last = plug;
    while (last + 1 < plan.count && !slides(plan, last + 1)) last++;
    for (let each = last; each >= plug; each--) if (plan.deltas[each]! > 0) words += move(each);
    plug = last + 1;
  }
  return words;
}

/** Not moving up, but in line: this ends a run of plugs that move up. Pinned plugs and fillers of gaps are not in line. */
function slides(plan: Plan, plug: number): boolean {
  return plan.deltas[plug]! <= 0 && plan.pinned[plug] === 0 && !goesIntoGap(plan, plug);
}

/** Whatever lands below the condemned range fills a gap of an older generation. */
function goesIntoGap(plan: Plan, plug: number): boolean {
  return plan.starts[plug]! + plan.deltas[plug]! < plan.low;
}

function movePlug(i32: Int32Array, plan: Plan, plug: number): number {
  const from = plan.starts[plug]!;
  const words = plan.ends[plug]! - from;
  const to = from + plan.deltas[plug]!;
  if (words > LOOP_WORDS_MAX || to > from) i32.copyWithin(to, from, from + words);
  else for (let k = 0; k < words; k++) i32[to + k] = i32[from + k]!;
  return words;
}
